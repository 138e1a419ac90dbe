#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge::test {

// A small shop, as an import would make it: browser, nginx, web, postgres and redis on one host
// with two networks, web on both; one diagram that shows everything.
namespace shop {
inline const ElementId Browser(QByteArrayView("e-browser"));
inline const ElementId Nginx(QByteArrayView("e-nginx"));
inline const ElementId Web(QByteArrayView("e-web"));
inline const ElementId Postgres(QByteArrayView("e-postgres"));
inline const ElementId Redis(QByteArrayView("e-redis"));
inline const BoundaryId Internet(QByteArrayView("b-internet"));
inline const BoundaryId Host(QByteArrayView("b-host"));
inline const BoundaryId Front(QByteArrayView("b-front"));
inline const BoundaryId Back(QByteArrayView("b-back"));
inline const InterfaceId Ping(QByteArrayView("p-ping"));
inline const InterfaceId Calculate(QByteArrayView("p-calculate"));
inline const FlowId BrowserToNginx(QByteArrayView("f-browser-nginx"));
inline const FlowId NginxToWeb(QByteArrayView("f-nginx-web"));
inline const FlowId WebToPostgres(QByteArrayView("f-web-postgres"));
inline const FlowId WebToRedis(QByteArrayView("f-web-redis"));
inline const DiagramId Deployment(QByteArrayView("g-deployment"));
} // namespace shop

inline Element shopElement(const ElementId &id, ElementKind kind, const QString &name,
                           const QString &technology, const BoundaryId &boundary,
                           const QList<BoundaryId> &networks = {})
{
    Element element;
    element.id = id;
    element.kind = kind;
    element.name = name;
    element.technology = technology;
    element.boundary = boundary;
    element.networks = networks;
    element.hasRuntime = !networks.isEmpty();
    return element;
}

inline TrustBoundary shopBoundary(const BoundaryId &id, BoundaryKind kind, const QString &name,
                                  const BoundaryId &parent = {})
{
    TrustBoundary boundary;
    boundary.id = id;
    boundary.kind = kind;
    boundary.name = name;
    boundary.parent = parent;
    return boundary;
}

inline DataFlow shopFlow(const FlowId &id, const ElementId &source, const ElementId &target,
                         const InterfaceId &interface = {})
{
    DataFlow flow;
    flow.id = id;
    flow.source = source;
    flow.target = target;
    flow.interface = interface;
    return flow;
}

inline Interface shopRoute(const InterfaceId &id, const QString &name)
{
    Interface route;
    route.id = id;
    route.owner = shop::Web;
    route.name = name;
    return route;
}

inline Diagram shopDiagram()
{
    using namespace shop;
    Diagram diagram;
    diagram.id = Deployment;
    diagram.name = QStringLiteral("Deployment");
    diagram.place(Internet, QRect(0, 0, 160, 320));
    diagram.place(Browser, QRect(16, 160, 128, 52));
    diagram.place(Host, QRect(256, 0, 912, 480));
    diagram.place(Front, QRect(272, 40, 208, 264));
    diagram.place(Nginx, QRect(288, 144, 168, 78));
    diagram.place(Web, QRect(576, 120, 168, 118));
    diagram.place(Back, QRect(944, 40, 208, 352));
    diagram.place(Postgres, QRect(960, 88, 168, 78));
    diagram.place(Redis, QRect(960, 280, 168, 78));
    return diagram;
}

inline ThreatModel shopModel()
{
    using namespace shop;
    ThreatModel model;
    model.project.name = QStringLiteral("Shop");
    model.boundaries.put(
        shopBoundary(Internet, BoundaryKind::Internet, QStringLiteral("Internet")));
    model.boundaries.put(shopBoundary(Host, BoundaryKind::Host, QStringLiteral("Host docker-01")));
    model.boundaries.put(
        shopBoundary(Front, BoundaryKind::Network, QStringLiteral("Network front"), Host));
    model.boundaries.put(
        shopBoundary(Back, BoundaryKind::Network, QStringLiteral("Network back"), Host));
    model.elements.put(shopElement(Browser, ElementKind::ExternalEntity, QStringLiteral("Browser"),
                                   QStringLiteral("browser"), Internet));
    model.elements.put(shopElement(Nginx, ElementKind::Process, QStringLiteral("nginx"),
                                   QStringLiteral("reverse-proxy"), Host, {Front}));
    model.elements.put(shopElement(Web, ElementKind::Process, QStringLiteral("web"),
                                   QStringLiteral("web-service"), Host, {Back, Front}));
    model.elements.put(shopElement(Postgres, ElementKind::DataStore, QStringLiteral("postgres"),
                                   QStringLiteral("database"), Host, {Back}));
    model.elements.put(shopElement(Redis, ElementKind::DataStore, QStringLiteral("redis"),
                                   QStringLiteral("cache"), Host, {Back}));
    model.interfaces.put(shopRoute(Ping, QStringLiteral("GET /ping")));
    model.interfaces.put(shopRoute(Calculate, QStringLiteral("GET /calculate")));
    model.flows.put(shopFlow(BrowserToNginx, Browser, Nginx));
    model.flows.put(shopFlow(NginxToWeb, Nginx, Web, Calculate));
    model.flows.put(shopFlow(WebToPostgres, Web, Postgres));
    model.flows.put(shopFlow(WebToRedis, Web, Redis));
    model.diagrams.put(shopDiagram());
    return model;
}

} // namespace drawbridge::test
