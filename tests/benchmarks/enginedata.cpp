#include "tests/benchmarks/enginedata.h"

namespace drawbridge::benchmark {

Result<std::unique_ptr<Services>> servicesFor(const Setting &setting)
{
    return Services::create({setting.data, {}});
}

Result<EngineData> loadEngineData(const Setting &setting)
{
    const auto services = servicesFor(setting);
    if (!services)
        return services.error();
    const auto rules = (*services)->rules();
    if (!rules)
        return rules.error();
    return EngineData {(*services)->schema(), *rules};
}

} // namespace drawbridge::benchmark
