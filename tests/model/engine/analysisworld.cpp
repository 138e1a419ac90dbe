#include "tests/model/engine/analysisworld.h"

namespace drawbridge::test {

std::shared_ptr<const RuleSet> rulesFrom(const QByteArray &list)
{
    const Result<std::shared_ptr<const RuleSet>> loaded = RuleSet::load(
        {{QStringLiteral("test.yaml"), "pack: test\nrules:\n" + list}}, shippedSchema());
    if (!loaded)
        qWarning("%s", qPrintable(loaded.error().toString()));
    return loaded ? *loaded : nullptr;
}

QByteArray rule(const char *id, const char *target, const QByteArray &more)
{
    return QByteArray("  - id: ") + id + "\n    stride: tampering\n    attacker: internet\n"
        + "    title: T\n    for: " + target + "\n    ask: always\n" + more;
}

AnalysisSession analysed(const ThreatModel &model, std::shared_ptr<const RuleSet> rules,
                         QDate today)
{
    AnalysisSession session;
    session.reset({model, shippedSchema(), std::move(rules), today, {}});
    return session;
}

static QString wordFor(ThreatStatus status)
{
    static constexpr const char *words[] = {"open",     "needs-answer", "partially", "mitigated",
                                            "accepted", "transferred",  "avoided",   "n/a"};
    return QLatin1String(words[static_cast<int>(status)]);
}

QStringList statusesOf(const AnalysisSession &session)
{
    QStringList lines;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        lines += session.keyOf(threat) + QStringLiteral(": ") + wordFor(threat.status)
            + QString(threat.toBeReviewed ? 1 : 0, u'!') + QString(threat.questions.size(), u'?');
    }
    return lines;
}

Value record(std::initializer_list<std::pair<const char *, Value>> fields)
{
    ValueMap map;
    for (const auto &[name, value] : fields)
        map.insert(QLatin1String(name), value);
    return map;
}

Element container(const char *id, const char *image)
{
    Element element;
    element.id = ElementId(QByteArrayView(id));
    element.name = QLatin1String(id);
    element.hasRuntime = true;
    element.image = ImageId(QByteArrayView(image ? image : ""));
    return element;
}

Image imageOf(const char *id, const char *reference)
{
    Image image;
    image.id = ImageId(QByteArrayView(id));
    image.reference = QLatin1String(reference);
    return image;
}

DataFlow flowOf(const char *id, const char *source, const char *target)
{
    DataFlow flow;
    flow.id = FlowId(QByteArrayView(id));
    flow.source = ElementId(QByteArrayView(source));
    flow.target = ElementId(QByteArrayView(target));
    return flow;
}

Decision decisionOn(const QString &key, Treatment treatment)
{
    Decision decision;
    decision.id = decisionIdFor(key);
    decision.threatKey = key;
    decision.treatment = treatment;
    return decision;
}

} // namespace drawbridge::test
