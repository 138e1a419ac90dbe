#pragma once

#include "model/schema/imagetable.h"

#include <QStringList>

namespace drawbridge {

// A variable of a data service, as far as it is known.
struct StoreSetting
{
    QString name;
    QString value;
    // It is set, but its value stands elsewhere.
    bool elsewhere = false;
};

// Whether a data service asks its clients who they are, and what says so.
struct StoreAuthentication
{
    enum class Because : quint8 { Unknown, Setting, Command, Image };

    Because because = Because::Unknown;
    bool asks = false;
    // Index of the setting that decides.
    qsizetype setting = -1;
};

// `words` are those of its command; `open` says that settings may stand where nobody looked.
StoreAuthentication storeAuthentication(const ImageFacts &facts,
                                        const QList<StoreSetting> &settings,
                                        const QStringList &words, bool open);

// Whether a file mounted here may hold the service's own settings.
bool mayHoldConfiguration(const QString &mountTarget);

} // namespace drawbridge
