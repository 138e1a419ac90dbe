#include "app/render/theme.h"

#include "app/render/resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

namespace drawbridge {
namespace {

// Walks the token tree and remembers the first token that is not as it should be.
class TokenReader
{
public:
    explicit TokenReader(const QJsonValue &value, QString path = {}, QString *fault = nullptr)
        : m_value(value)
        , m_path(std::move(path))
        , m_fault(fault ? fault : &m_ownFault)
    {
    }

    TokenReader operator[](const char *name) const
    {
        const QString key = QString::fromLatin1(name);
        return TokenReader(m_value.toObject().value(key),
                           m_path.isEmpty() ? key : m_path + u'.' + key, m_fault);
    }
    QColor color() const
    {
        const QColor found(m_value.toString());
        if (!found.isValid() || !m_value.toString().startsWith(u'#'))
            complain(u"a colour");
        return found;
    }
    double number() const
    {
        if (!m_value.isDouble())
            complain(u"a number");
        return m_value.toDouble();
    }
    DashPattern dash() const
    {
        DashPattern pattern;
        for (const QJsonValue &item : m_value.toArray())
            pattern.append(item.toDouble());
        if (pattern.isEmpty() || pattern.size() % 2 != 0)
            complain(u"a list of dashes and gaps");
        return pattern;
    }
    QList<TokenReader> items() const
    {
        QList<TokenReader> list;
        const QJsonArray array = m_value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            list.append(TokenReader(array[i], m_path + u'.' + QString::number(i), m_fault));
        return list;
    }
    const QString &fault() const { return *m_fault; }

private:
    void complain(QStringView wanted) const
    {
        if (m_fault->isEmpty())
            *m_fault = QStringLiteral("the token '%1' is not %2").arg(m_path, wanted);
    }

    QJsonValue m_value;
    QString m_path;
    QString m_ownFault;
    QString *m_fault;
};

TintedLine readTintedLine(const TokenReader &token)
{
    return {token["line"].color(), token["tint"].color()};
}

MarkColors readMark(const TokenReader &token)
{
    return {token["mark"].color(), token["fill"].color()};
}

constexpr std::array BoundaryTokens {"internet", "account",   "cluster", "host",
                                     "network",  "namespace", "pod"};

void readSurfaces(const TokenReader &t, Theme &theme)
{
    const auto surface = t["surface"];
    theme.surface = {surface["window"].color(),   surface["panel"].color(),
                     surface["canvas"].color(),   surface["canvasGrid"].color(),
                     surface["sunken"].color(),   surface["hover"].color(),
                     surface["selected"].color(), surface["question"].color()};
    const auto text = t["text"];
    theme.text = {text["primary"].color(), text["secondary"].color(), text["disabled"].color(),
                  text["link"].color(), text["question"].color()};
    const auto border = t["border"];
    theme.border = {border["subtle"].color(), border["control"].color(),
                    border["question"].color()};
    const auto accent = t["accent"];
    theme.accent = {accent["base"].color(), accent["on"].color(), accent["tint"].color(),
                    accent["focus"].color()};
}

void readDiagramColors(const TokenReader &t, Theme &theme)
{
    const auto element = t["element"];
    theme.element = {element["fill"].color(), element["externalFill"].color(),
                     element["stroke"].color(), element["impliedStroke"].color(),
                     element["iconTile"].color()};
    const auto flow = t["flow"];
    theme.flow = {flow["confirmed"].color(),           flow["inferred"].color(),
                  flow["encryptedMark"].color(),       flow["unencryptedMark"].color(),
                  flow["unauthenticatedMark"].color(), flow["attackPath"].color(),
                  flow["attackPathHalo"].color(),      flow["pillFill"].color(),
                  flow["pillBorder"].color()};
    for (size_t i = 0; i < BoundaryTokens.size(); ++i)
        theme.boundaries[i] = readTintedLine(t["boundary"][BoundaryTokens[i]]);
    theme.badgePresent = readMark(t["badge"]["present"]);
    theme.badgeMissing = readMark(t["badge"]["missing"]);
    theme.badgeUnknown = readMark(t["badge"]["unknown"]);
    theme.added = readTintedLine(t["compare"]["added"]);
    theme.removed = readTintedLine(t["compare"]["removed"]);
    theme.changed = readTintedLine(t["compare"]["changed"]);
}

void readThreatColors(const TokenReader &t, Theme &theme)
{
    constexpr std::array severities {"critical", "high", "medium", "low", "info"};
    for (size_t i = 0; i < severities.size(); ++i) {
        const auto token = t["severity"][severities[i]];
        theme.severities[i] = {token["mark"].color(), token["fill"].color(), token["on"].color(),
                               token["tint"].color()};
    }
    constexpr std::array letters {"S", "T", "R", "I", "D", "E"};
    for (size_t i = 0; i < letters.size(); ++i)
        theme.strides[i] = {t["stride"][letters[i]]["text"].color(),
                            t["stride"][letters[i]]["tint"].color()};
    constexpr std::array statuses {"open",      "needs-answer",  "partially-mitigated",
                                   "mitigated", "accepted",      "transferred",
                                   "avoided",   "not-applicable"};
    for (size_t i = 0; i < statuses.size(); ++i)
        theme.statuses[i] = t["status"][statuses[i]].color();
    constexpr std::array segments {"open", "partially-mitigated", "mitigated", "accepted", "other"};
    for (size_t i = 0; i < segments.size(); ++i)
        theme.statusBar[i] = t["statusBar"][segments[i]].color();
    const auto heat = t["heat"].items();
    for (size_t i = 0; i < theme.heat.size(); ++i) {
        const TokenReader step = heat.value(
            static_cast<qsizetype>(i), t["heat"][QByteArray::number(qulonglong(i)).constData()]);
        theme.heat[i] = {step["fill"].color(), step["text"].color()};
    }
}

void readSizes(const TokenReader &root, Metrics &m)
{
    const auto size = root["size"];
    const auto element = size["element"];
    m.elementWidth = element["minWidth"].number();
    m.externalWidth = size["external"]["minWidth"].number();
    m.elementHeader = element["header"].number();
    m.runtimeStrip = element["runtimeStrip"].number();
    m.interfaceRow = element["interfaceRow"].number();
    m.iconTile = element["iconTile"].number();
    m.elementIcon = element["icon"].number();
    m.badge = size["badge"].number();
    m.bubble = size["bubble"].number();
    m.pill = size["pill"].number();
    m.port = size["port"].number();
    m.arrow = size["arrow"].number();
    m.crossing = size["crossing"].number();
    m.handle = size["handle"].number();
    m.flowHandle = size["flowHandle"].number();
    m.boundaryPadding = size["boundaryPadding"].number();
    m.boundaryTitle = size["boundaryTitle"].number();
    m.rankGap = size["gap"]["rank"].number();
    m.nodeGap = size["gap"]["node"].number();
    const auto radius = root["radius"];
    m.badgeRadius = radius["badge"].number();
    m.controlRadius = radius["control"].number();
    m.cardRadius = radius["card"].number();
    m.elementRadius = radius["element"].number();
    m.boundaryRadius = radius["boundary"].number();
    m.internetRadius = radius["internet"].number();
    m.pillRadius = radius["pill"].number();
}

void readLines(const TokenReader &root, Metrics &m)
{
    const auto line = root["line"];
    m.hairline = line["hairline"].number();
    m.elementLine = line["element"].number();
    m.storeLine = line["store"].number();
    m.boundaryLine = line["boundary"].number();
    m.flowLine = line["flow"].number();
    m.attackPathLine = line["attackPath"].number();
    m.attackPathHalo = line["attackPathHalo"].number();
    m.selectionLine = line["selection"].number();
    m.iconLine = line["icon"].number();
    m.smallIconLine = line["iconSmall"].number();
    m.tinyIconLine = line["iconTiny"].number();
    const auto dash = root["dash"];
    m.inferredDash = dash["inferredFlow"].dash();
    m.impliedDash = dash["implied"].dash();
    m.removedDash = dash["removed"].dash();
    for (size_t i = 0; i < BoundaryTokens.size(); ++i)
        m.boundaryDash[i] = dash["boundary"][BoundaryTokens[i]].dash();
}

Theme loadBuiltIn(ThemeKind kind)
{
    auto theme = Theme::parse(compiledResource(QStringLiteral("themes/tokens.json")), kind);
    // The file is part of the program and tested; without it nothing can be drawn at all.
    if (!theme)
        qFatal("themes/tokens.json: %s", qPrintable(theme.error().message));
    return *std::move(theme);
}

} // namespace

Result<Theme> Theme::parse(const QByteArray &json, ThemeKind kind)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("theme: no JSON object: %1").arg(problem.errorString()),
                      {}};
    constexpr std::array names {"light", "dark", "print"};
    Theme theme;
    theme.kind = kind;
    const TokenReader root {QJsonValue(document.object())};
    const TokenReader tokens = root["themes"][names[static_cast<size_t>(kind)]];
    readSurfaces(tokens, theme);
    readDiagramColors(tokens, theme);
    readThreatColors(tokens, theme);
    readSizes(root, theme.metrics);
    readLines(root, theme.metrics);
    if (!root.fault().isEmpty())
        return Error {ErrorCode::InvalidInput, QStringLiteral("theme: ") + root.fault(), {}};
    return theme;
}

const Theme &Theme::builtIn(ThemeKind kind)
{
    static const std::array<Theme, 3> themes {
        loadBuiltIn(ThemeKind::Light), loadBuiltIn(ThemeKind::Dark), loadBuiltIn(ThemeKind::Print)};
    return themes[static_cast<size_t>(kind)];
}

} // namespace drawbridge
