#include "tests/app/panels/panelfixture.h"

#include "app/render/fonts.h"
#include "tests/support/testrunner.h"

namespace drawbridge::test {

PanelFixture::PanelFixture()
{
    if (const auto fonts = ensureFonts(); !fonts)
        qFatal("%s", qPrintable(fonts.error().toString()));
    auto made = Services::create({binaryDir() + QStringLiteral("/data"), {}});
    if (!made)
        qFatal("%s", qPrintable(made.error().toString()));
    services = std::move(*made);
    document = std::make_unique<Document>(storage, services->schema());
    document->setIds(std::make_unique<CountingIds>());
    document->setModel(shopModel());
    document->startAnalysis(*services->rules(), QDate(2026, 11, 24));
    context = {document.get(), &selection,     &filter,
               &appearance,    services.get(), *services->catalog()};
}

QString PanelFixture::someThreatOf(const RecordReference &record) const
{
    const auto threats = session().threatsOf(record.kind, record.id);
    return threats.isEmpty() ? QString() : session().keyOf(*threats.first());
}

} // namespace drawbridge::test
