#include "app/services/hardening.h"

#include "app/services/importproject.h"
#include "app/services/inputfile.h"
#include "model/harden/composehardening.h"
#include "model/import/secretclassifier.h"

#include <QFileInfo>

namespace drawbridge {

static constexpr qsizetype LargestHardened = 8 * 1024 * 1024;

static bool holdsSecretValue(const QString &name, const QString &text)
{
    if (text.trimmed().isEmpty())
        return false;
    return (!name.isEmpty() && classifySecret(name, text)) || classifySecretText(text)
        || redactedText(text) != text;
}

// The word of the format that a file is of; empty for none that is known.
static QString formatOf(const Services &services, const ImportFile &file)
{
    QString best;
    int bestScore = 0;
    for (const auto &importer : services.importers()) {
        const int score = importer->recognises(file);
        if (score > bestScore) {
            best = importer->format();
            bestScore = score;
        }
    }
    return best;
}

Result<HardenedFiles> hardenFiles(const Services &services, const QStringList &paths,
                                  const HardeningOptions &options, ProgressSink &progress)
{
    HardenedFiles result;
    HardeningInput input;
    input.level = options.level;
    input.schema = services.schema().get();
    input.images = services.images().get();
    input.holdsSecret = holdsSecretValue;
    input.onlyMeasures = options.onlyMeasures;
    for (const QString &path : paths) {
        auto bytes = readInput(path, LargestHardened);
        if (!bytes)
            return bytes.error();
        input.path = inputName(path);
        input.bytes = *std::move(bytes);
        if (formatOf(services, {QFileInfo(path).fileName(), input.bytes}) != u"compose")
            return Error {ErrorCode::Unsupported,
                          QStringLiteral("is no file that can be hardened (Docker Compose)"),
                          {input.path, 0, 0}};
        const auto imported = importFiles(
            services, {path}, {QStringLiteral("compose"), {}, options.profiles}, progress);
        if (!imported)
            return imported.error();
        result.diagnostics += imported->diagnostics;
        input.model = &imported->model;
        auto hardened = hardenCompose(input);
        if (!hardened)
            return hardened.error();
        result.files.append(*std::move(hardened));
    }
    return result;
}

} // namespace drawbridge
