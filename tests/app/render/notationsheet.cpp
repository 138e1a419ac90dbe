#include "tests/app/render/notationsheet.h"

#include "app/render/boundarylook.h"
#include "app/render/flowlook.h"
#include "app/render/iconset.h"
#include "model/core/names.h"

namespace drawbridge::test {
namespace {

constexpr TextStyle SectionTitle {14, 600};
constexpr TextStyle Caption12 {12, 600};

ElementLook simpleElement(const QString &name, const QString &second,
                          ElementKind kind = ElementKind::Process, const QString &technology = {})
{
    ElementLook look;
    look.name = name;
    look.secondLine = second;
    look.kind = kind;
    look.icon = iconForTechnology(technology, kind);
    return look;
}

RuntimeBadges badges(const char *states)
{
    RuntimeBadges result;
    for (size_t i = 0; i < result.size(); ++i)
        result[i] = states[i] == '+' ? BadgeState::Present
            : states[i] == '-'       ? BadgeState::Missing
            : states[i] == '?'       ? BadgeState::Unknown
                                     : BadgeState::NotApplicable;
    return result;
}

class Sheet
{
public:
    explicit Sheet(const Theme &theme)
        : m_theme(theme)
        , m(theme.metrics)
    {
    }

    DrawList draw()
    {
        m_list.rect(notationSheetArea(), 0, {m_theme.surface.panel});
        m_list.text({40, 52}, QStringLiteral("Notation"), textstyle::Title, m_theme.text.primary);
        m_list.text(
            {40, 76},
            QStringLiteral("Shape says what it is, line says how sure we are, colour says only "
                           "severity or selection."),
            {13, 400}, m_theme.text.secondary);
        elements();
        states();
        severities();
        flows();
        badgeTable();
        boundaries();
        kindsAndStatuses();
        letters();
        icons();
        return std::move(m_list);
    }

private:
    void section(const QRectF &area, const QString &title)
    {
        m_list.text({area.left(), area.top() - 22}, title, SectionTitle, m_theme.text.primary);
        m_list.line({area.left(), area.top() - 11.5}, {area.right(), area.top() - 11.5},
                    {m_theme.border.subtle, 1});
        m_list.rect(area, m.cardRadius, {m_theme.surface.canvas});
    }
    void caption(QPointF at, const QString &title, const QString &second = {})
    {
        m_list.text(at, title, Caption12, m_theme.text.primary);
        m_list.text(at + QPointF(0, 16), second, textstyle::Caption, m_theme.text.secondary);
    }
    QRectF element(const ElementLook &look, QPointF at, double width = 0)
    {
        QSizeF size = elementSize(look, m);
        if (width > 0)
            size.setWidth(width);
        const QRectF rect(at, size);
        m_list.append(drawElement(look, rect, m_theme));
        return rect;
    }

    void elements()
    {
        section({40, 138, 1520, 210}, QStringLiteral("Elements"));
        element(simpleElement(QStringLiteral("Order service"), QStringLiteral("Flask")), {64, 162});
        caption({64, 306}, QStringLiteral("Process"), QStringLiteral("rounded 8, stroke 1.5"));
        ElementLook store = simpleElement(QStringLiteral("Orders"), QStringLiteral("PostgreSQL 16"),
                                          ElementKind::DataStore, QStringLiteral("database"));
        element(store, {256, 162});
        caption({256, 306}, QStringLiteral("Data store"),
                QStringLiteral("open sides, stroke 2.25"));
        element(simpleElement(QStringLiteral("Customer"), QStringLiteral("person"),
                              ElementKind::ExternalEntity, QStringLiteral("person")),
                {448, 162}, 168);
        caption({448, 306}, QStringLiteral("External entity"), QStringLiteral("square, tinted"));
        ElementLook running =
            simpleElement(QStringLiteral("Order service"), QStringLiteral("Flask"));
        running.hasRuntime = true;
        running.badges = badges("++-+?++-");
        element(running, {640, 162});
        caption({640, 306}, QStringLiteral("Process in a container"),
                QStringLiteral("runtime strip with eight badges"));
        store.hasRuntime = true;
        store.badges = badges("+-++++?+");
        element(store, {832, 162});
        caption({832, 306}, QStringLiteral("Store in a container"),
                QStringLiteral("same strip, open sides stay"));
        ElementLook web = simpleElement(QStringLiteral("web"), QStringLiteral("Flask"),
                                        ElementKind::Process, QStringLiteral("web-service"));
        web.hasRuntime = true;
        web.badges = badges("----++-?");
        web.interfaces = {{{}, QStringLiteral("GET /"), {}},
                          {{}, QStringLiteral("GET /ping"), {2, Severity::Critical}}};
        web.threats = {5, Severity::Critical};
        element(web, {1024, 162});
        caption({1024, 306}, QStringLiteral("Interfaces"),
                QStringLiteral("port on the edge, row inside"));
        ElementLook gateway = simpleElement(QStringLiteral("gateway"), QStringLiteral("Envoy"),
                                            ElementKind::Process, QStringLiteral("api-gateway"));
        gateway.networks = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
        element(gateway, {1216, 162});
        caption({1216, 306}, QStringLiteral("Multi-homed"), QStringLiteral("one dot per network"));
        ElementLook outside =
            simpleElement(QStringLiteral("mailer"), QStringLiteral("out of scope"),
                          ElementKind::Process, QStringLiteral("mail"));
        outside.outOfScope = true;
        outside.threats = {3, Severity::High};
        element(outside, {1408, 162}, 132);
        caption({1408, 306}, QStringLiteral("Out of scope"),
                QStringLiteral("45 % opacity, no bubble"));
    }

    void states()
    {
        section({40, 394, 1000, 204}, QStringLiteral("States"));
        ElementLook look = simpleElement(QStringLiteral("web"), QStringLiteral("resting"));
        const auto show = [&](QPointF at, const char *second, const QString &title) {
            look.secondLine = QString::fromLatin1(second);
            element(look, at);
            caption(at + QPointF(0, 75), title);
        };
        show({64, 416}, "resting", QStringLiteral("Resting"));
        look.hovered = true;
        show({300, 416}, "hover", QStringLiteral("Hover, flow handles"));
        look.hovered = false;
        look.selected = true;
        look.threats = {14, Severity::Critical};
        show({536, 416}, "selected", QStringLiteral("Selected, the bubble moves"));
        look.selected = false;
        look.threats = {};
        look.onPath = true;
        show({772, 416}, "on attack path", QStringLiteral("On an attack path"));
        look.onPath = false;
        look.implied = true;
        look.icon = QStringLiteral("container-runtime");
        look.name = QStringLiteral("Docker daemon");
        show({64, 510}, "implied", QStringLiteral("Implied by import"));
        look.implied = false;
        look.icon = QStringLiteral("secrets-store");
        look.name = QStringLiteral("vault");
        look.change = ChangeMark::Added;
        show({300, 510}, "added", QStringLiteral("Added"));
        look.icon = QStringLiteral("generic-process");
        look.name = QStringLiteral("adminer");
        look.change = ChangeMark::Removed;
        show({536, 510}, "removed", QStringLiteral("Removed"));
        look.name = QStringLiteral("web");
        look.change = ChangeMark::Changed;
        show({772, 510}, "was root, now 10001", QStringLiteral("Changed"));
    }

    void severities()
    {
        section({1064, 394, 496, 204}, QStringLiteral("Threat bubble and severity"));
        const int counts[] {14, 8, 6, 3, 1};
        for (int i = 0; i < 5; ++i) {
            const auto severity = static_cast<Severity>(i);
            const double y = 424 + 33.0 * i;
            const ThreatMark mark {counts[i], severity};
            drawBubble(m_list, {1140 - bubbleWidth(mark), y - 10}, mark, m_theme.surface.canvas,
                       m_theme);
            drawSeverityMark(m_list, {1166, y}, 7, severity, m_theme);
            m_list.text({1184, y + 4.5}, displayName(severity), {12.5, 600}, m_theme.text.primary);
            drawSeverityChip(m_list, {1384, y - 10, 60, 20}, severity, true, m_theme);
            drawSeverityChip(m_list, {1456, y - 10, 60, 20}, severity, false, m_theme);
        }
    }

    void stub(const QRectF &rect)
    {
        m_list.rect(rect, 5, {m_theme.element.fill, {m_theme.element.stroke, m.elementLine}});
    }
    void flow(QPointF at, FlowLook look, const QString &title, QList<QPointF> crossings = {})
    {
        stub({at.x(), at.y() - 12, 24, 24});
        stub({at.x() + 246, at.y() - 12, 24, 24});
        FlowShape shape;
        shape.route = {at + QPointF(24, 0), at + QPointF(246, 0)};
        shape.labelCentre = at + QPointF(135, 0);
        shape.hasLabel = true;
        shape.crossings = std::move(crossings);
        m_list.append(drawFlowLine(look, shape, m_theme));
        m_list.append(drawFlowLabel(look, shape, m_theme));
        caption(at + QPointF(0, 34), title);
    }

    void flows()
    {
        section({40, 644, 1000, 278}, QStringLiteral("Flows"));
        FlowLook look;
        look.label = QStringLiteral("HTTP 8000");
        flow({64, 678}, look, QStringLiteral("Confirmed"));
        look.label = QStringLiteral("AMQP 5672");
        look.inferred = true;
        flow({386, 678}, look, QStringLiteral("Inferred, not yet confirmed"));
        look = {};
        look.label = QStringLiteral("TLS 5432");
        look.encryption = EncryptionMark::Encrypted;
        flow({708, 678}, look, QStringLiteral("Encrypted"));
        look.label = QStringLiteral("SQL 5432");
        look.encryption = EncryptionMark::NotEncrypted;
        flow({64, 770}, look, QStringLiteral("Not encrypted"));
        look = {};
        look.label = QStringLiteral("RESP 6379");
        look.unauthenticated = true;
        flow({386, 770}, look, QStringLiteral("Unauthenticated source"));
        look = {};
        look.label = QStringLiteral("HTTPS 443");
        look.encryption = EncryptionMark::Encrypted;
        m_list.line({925, 744}, {925, 796},
                    {m_theme.of(BoundaryKind::Network).line, m.boundaryLine, {6, 4}});
        flow({708, 770}, look, QStringLiteral("Crosses a boundary"), {{925, 770}});
        look = {};
        look.label = QStringLiteral("gRPC 50051");
        look.bidirectional = true;
        flow({64, 862}, look, QStringLiteral("Bidirectional"));
        look = {};
        look.label = QStringLiteral("HTTP 80");
        look.onPath = true;
        flow({386, 862}, look, QStringLiteral("On an attack path"));
        look = {};
        look.label = QStringLiteral("HTTP 80");
        look.selected = true;
        flow({708, 862}, look, QStringLiteral("Selected"));
    }

    void badgeTable()
    {
        section({1064, 644, 496, 278}, QStringLiteral("Security badges"));
        const char *heads[] {"Present", "Missing", "Unknown"};
        const double columns[] {1336, 1416, 1500};
        for (int i = 0; i < 3; ++i)
            m_list.text({columns[i], 668}, QString::fromLatin1(heads[i]), textstyle::TableHead,
                        m_theme.text.secondary, TextAnchor::Middle);
        for (size_t row = 0; row < RuntimeBadgeCount; ++row) {
            const double y = 690 + 29.0 * double(row);
            const auto badge = static_cast<RuntimeBadge>(row);
            m_list.text({1088, y + 5}, displayName(badge), textstyle::Body, m_theme.text.primary);
            for (int i = 0; i < 3; ++i)
                drawBadge(m_list, {columns[i] - 11, y - 11, 22, 22}, badge,
                          static_cast<BadgeState>(i + 1), m_theme);
            if (row + 1 < RuntimeBadgeCount)
                m_list.line({1088, y + 14.5}, {1536, y + 14.5}, {m_theme.border.subtle, 1});
        }
    }

    void boundary(BoundaryKind kind, const QString &title, const QRectF &rect,
                  ThreatMark threats = {})
    {
        BoundaryLook look;
        look.kind = kind;
        look.title = title;
        look.threats = threats;
        m_list.append(drawBoundary(look, rect, m_theme));
    }
    void connect(const QPolygonF &route, FlowLook look, QPointF label, QList<QPointF> crossings)
    {
        FlowShape shape;
        shape.route = route;
        shape.labelCentre = label;
        shape.hasLabel = true;
        shape.crossings = std::move(crossings);
        m_list.append(drawFlowLine(look, shape, m_theme));
        m_list.append(drawFlowLabel(look, shape, m_theme));
    }

    void boundaries()
    {
        section({40, 968, 1000, 308}, QStringLiteral("Trust boundaries"));
        boundary(BoundaryKind::Internet, QStringLiteral("Internet"), {64, 990, 170, 262});
        boundary(BoundaryKind::Host, QStringLiteral("Host docker-01"), {324, 990, 692, 262},
                 {3, Severity::High});
        boundary(BoundaryKind::Network, QStringLiteral("Network front"), {338, 1024, 196, 212});
        boundary(BoundaryKind::Namespace, QStringLiteral("Namespace shop"), {594, 1024, 200, 212});
        boundary(BoundaryKind::Pod, QStringLiteral("Pod web-7f9c"), {608, 1056, 172, 164});
        boundary(BoundaryKind::Network, QStringLiteral("Network back, internal"),
                 {812, 1024, 190, 212});
        FlowLook https;
        https.label = QStringLiteral("HTTPS");
        https.encryption = EncryptionMark::Encrypted;
        connect({{214, 1112}, {352, 1112}}, https, {279, 1112},
                {{234, 1112}, {324, 1112}, {338, 1112}});
        FlowLook http;
        http.label = QStringLiteral("HTTP");
        connect({{520, 1124}, {622, 1124}}, http, {564, 1124},
                {{534, 1124}, {594, 1124}, {608, 1124}});
        connect({{766, 1124}, {828, 1124}}, {}, {}, {{780, 1124}, {794, 1124}, {812, 1124}});
        element(simpleElement(QStringLiteral("Browser"), QStringLiteral("anyone"),
                              ElementKind::ExternalEntity, QStringLiteral("browser")),
                {84, 1086}, 130);
        ElementLook nginx = simpleElement(QStringLiteral("nginx"), QStringLiteral("reverse proxy"),
                                          ElementKind::Process, QStringLiteral("reverse-proxy"));
        nginx.hasRuntime = true;
        nginx.badges = badges("++++-+++");
        element(nginx, {352, 1086});
        element(simpleElement(QStringLiteral("web"), QStringLiteral("Flask")), {622, 1098}, 144);
        element(simpleElement(QStringLiteral("orders"), QStringLiteral("PostgreSQL"),
                              ElementKind::DataStore, QStringLiteral("database")),
                {828, 1098}, 158);
    }

    void kindsAndStatuses()
    {
        section({1064, 968, 496, 308}, QStringLiteral("Boundary kinds and status"));
        for (int i = 0; i < 7; ++i) {
            const auto kind = static_cast<BoundaryKind>(i);
            const double y = 986 + 38.0 * i;
            boundary(kind, {}, {1088, y, 86, 28});
            m_list.text({1188, y + 18.5}, displayName(kind), textstyle::Body, m_theme.text.primary);
        }
        const char *names[] {"Open",      "Needs answer",  "Partially mitigated",
                             "Mitigated", "Accepted",      "Transferred",
                             "Avoided",   "Not applicable"};
        for (int i = 0; i < 8; ++i) {
            const double y = 1000 + 33.0 * i;
            drawStatusSign(m_list, {1316, y}, static_cast<StatusSign>(i), m_theme);
            m_list.text({1336, y + 4.5}, QString::fromLatin1(names[i]), textstyle::Body,
                        m_theme.text.primary);
        }
        drawStatusSign(m_list, {1490, 1198}, StatusSign::Accepted, m_theme, true);
    }

    void letters()
    {
        section({1064, 1322, 496, 178}, QStringLiteral("STRIDE letters"));
        for (int i = 0; i < 6; ++i) {
            const auto stride = static_cast<Stride>(i);
            const QPointF at(1088 + (i % 2) * 220, 1350 + (i / 2) * 46);
            drawStrideTile(m_list, {at.x(), at.y(), 24, 24}, stride, m_theme);
            m_list.text(at + QPointF(34, 17), displayName(stride), textstyle::Body,
                        m_theme.text.primary);
        }
    }

    void icons()
    {
        section({40, 1322, 1000, 178}, QStringLiteral("Technology icons"));
        const char *names[] {
            "web-service",    "web-server",         "reverse-proxy", "api-gateway",
            "function",       "database",           "queue",         "cache",
            "object-storage", "secrets-store",      "registry",      "container-runtime",
            "orchestrator",   "identity-provider",  "browser",       "person",
            "mobile-app",     "third-party-service"};
        for (int i = 0; i < 18; ++i) {
            const QPointF at(64 + (i % 9) * 108, 1342 + (i / 9) * 78);
            m_list.rect({at.x(), at.y(), 44, 44}, 8, {m_theme.element.iconTile});
            m_list.icon(QString::fromLatin1(names[i]), at + QPointF(10, 10), 24,
                        m_theme.text.primary);
            m_list.icon(QString::fromLatin1(names[i]), at + QPointF(52, 14), 16,
                        m_theme.text.primary, 2);
            m_list.text(at + QPointF(0, 60), QString::fromLatin1(names[i]), textstyle::ElementSub,
                        m_theme.text.secondary);
        }
    }

    const Theme &m_theme;
    const Metrics &m;
    DrawList m_list;
};

} // namespace

QRectF notationSheetArea()
{
    return {0, 0, 1600, 1540};
}

DrawList notationSheet(const Theme &theme)
{
    return Sheet(theme).draw();
}

} // namespace drawbridge::test
