#include "app/panels/decidethreats.h"

#include "model/core/names.h"

namespace drawbridge {

QString decideThreatsOf(const PanelContext &context, const QStringList &keys,
                        const DecisionText &text)
{
    Document &document = *context.document;
    Result<ModelEdit> edit = Error {};
    if (text.treatment == Treatment::None) {
        edit = clearDecisions(document.model(), keys);
    } else {
        QList<DecidedThreat> decided;
        for (const QString &key : keys) {
            const Threat *threat = document.session().find(key);
            if (!threat)
                continue;
            decided.append({key, document.session().factsDigest(*threat),
                            document.session().title(*threat),
                            recordName(document.model(), threat->targetKind, threat->target)});
        }
        edit = decideThreats(document.model(), decided, text);
    }
    if (!edit)
        return edit.error().message;
    const auto applied = document.apply(std::move(*edit));
    return applied ? QString() : applied.error().message;
}

} // namespace drawbridge
