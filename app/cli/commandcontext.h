#pragma once

#include "app/services/exports.h"
#include "app/services/loadproject.h"
#include "app/services/services.h"

#include <QDate>
#include <QTextStream>

namespace drawbridge {

// Exit codes of the command line, a contract with scripts.
enum ExitCode : int {
    Done = 0,
    // A check that was asked for failed (--fail-on, --check).
    CheckFailed = 1,
    // Bad usage or bad input; one line says what.
    BadInput = 2,
};

// What every command shares: options before the command's name, output, services.
class CommandContext
{
public:
    // --data, --as-of as written.
    QString dataFolder;
    QString asOf;
    bool userRules = false;
    bool bundledCatalogs = false;
    bool quiet = false;

    // Prints one clear line on stderr and gives the exit code for it.
    int fail(const Error &error) const;
    int fail(const QString &message) const;
    void tell(const Diagnostics &diagnostics) const;
    // A line for the person, on stderr.
    void say(const QString &line) const;

    // Tells what was odd about the catalogs, and waits for what is still being read in the
    // background, which needs the application.
    void close();

    Result<const Services *> services(const QStringList &rulePacks = {});
    // --as-of, else SOURCE_DATE_EPOCH, else today.
    Result<QDate> date() const;

    Result<LoadedProject> load(const QString &path);
    // Loads and analyzes with the bundled rules and these packs, at date().
    Result<Analysis> analyze(const QString &path, const QStringList &rulePacks);
    // A line for each rule that a pack switched off or overrode.
    void tellChanges(const RuleSet &rules) const;
    // The model keeps which catalogs were in use when someone decided.
    Result<void> recordCatalogs(ThreatModel &model);
    // A line when the project was made with other catalogs.
    void tellCatalogs(const ThreatModel &model, const CatalogVersions &inUse) const;
    // Writes to a file, replacing it atomically, or to standard output for "-".
    Result<void> write(const QString &path, const QByteArray &bytes) const;

private:
    std::unique_ptr<Services> m_services;
};

} // namespace drawbridge
