#pragma once

#include "app/render/theme.h"

#include <QTemporaryDir>

namespace drawbridge {

// The few signs that a style sheet can only take from files (arrows of combo boxes, branches of
// trees, check marks), in the colours of a theme. The files go with this object.
class SheetImages final
{
public:
    // Replaces url(@name) by the file of that sign, drawn for `theme`.
    QString fillIn(QString sheet, const Theme &theme) const;

private:
    QTemporaryDir m_folder;
};

} // namespace drawbridge
