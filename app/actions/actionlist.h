#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace drawbridge {

struct ActionEntry
{
    QString name;
    // With its mnemonic.
    QString text;
    // Empty for an action without an icon.
    QString icon;
    QList<QKeySequence> shortcuts;
    bool checkable = false;
};

QList<ActionEntry> actionList();

} // namespace drawbridge
