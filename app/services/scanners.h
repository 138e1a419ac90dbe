#pragma once

#include "model/base/progress.h"
#include "model/base/result.h"

#include <QStringList>

namespace drawbridge {

// A scanner that can look through a folder of files without running anything of it.
struct Scanner
{
    // "bandit"; also the name of its program.
    QString name;
    // "flaws in Python sources".
    QString finds;
    // How to get it: "apt install bandit".
    QString install;
    // What to run in the scanned folder; empty when there is nothing there for it.
    QStringList (*arguments)(const QString &folder, const QString &output) = nullptr;
    // The result comes on standard output, not in the file that the arguments name.
    bool writesToOutput = false;
};

const QList<Scanner> &scanners();

enum class ScannerState { Done, NotInstalled, NothingToScan, Failed };

struct ScannerRun
{
    QString name;
    ScannerState state = ScannerState::Done;
    // The file that it wrote, when done.
    QString file;
    // Why it did not run, or what went wrong: one line.
    QString message;
};

struct ScanRequest
{
    QString folder;
    // Where the results go; made when it is missing.
    QString outputFolder;
    // Names; empty: all.
    QStringList only;
    int timeoutSeconds = 600;
};

// Runs the installed scanners one after the other, each until it is done, out of time or cancelled.
Result<QList<ScannerRun>> runScanners(const ScanRequest &request, ProgressSink &progress);

} // namespace drawbridge
