#pragma once

#include "model/base/progress.h"
#include "model/base/result.h"

#include <QByteArray>
#include <QString>

namespace drawbridge {

// Where the layout program is: beside the running executable, in its ../libexec/drawbridge, else on
// the PATH. An error names the places that were searched.
Result<QString> findLayoutProgram();

// Runs the layout program on one request and returns what it printed. Needs no event loop; kills
// the program when the work is cancelled or takes longer than the limit.
Result<QByteArray> runLayoutProgram(const QString &program, const QByteArray &request,
                                    int limitMilliseconds, ProgressSink &progress);

} // namespace drawbridge
