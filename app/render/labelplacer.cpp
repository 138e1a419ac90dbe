#include "app/render/labelplacer.h"

#include "app/render/rectindex.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace drawbridge {
namespace {

constexpr double LabelDistance = 8;
constexpr double LabelStep = 8;
constexpr int MostSteps = 60;
// A ring's radius and a little air.
constexpr double RingReach = 5.5;
// How far beside its line a pill may stand.
constexpr int MostSideSteps = 8;
constexpr int MostRings = 24;

QRectF labelAt(QPointF centre, QSizeF size)
{
    return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

QRectF segmentRect(QPointF a, QPointF b)
{
    return QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                  QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())))
        .adjusted(-0.5, -0.5, 0.5, 0.5);
}

// A place on a route, with what speaks against it.
struct LabelSpot
{
    QPointF at;
    // Across the line, for places beside it.
    QPointF aside;
    double cost = 0;
};

class LabelPlacer
{
public:
    LabelPlacer(const std::vector<LabelRequest> &requests, const std::vector<QRectF> &obstacles)
        : m_requests(requests)
        , m_taken(boundsOf(requests))
        , m_lines(boundsOf(requests))
    {
        for (const QRectF &obstacle : obstacles)
            if (!obstacle.isEmpty())
                m_taken.add(obstacle, -1);
        for (size_t i = 0; i < requests.size(); ++i)
            for (qsizetype point = 1; point < requests[i].route.size(); ++point)
                m_lines.add(segmentRect(requests[i].route[point - 1], requests[i].route[point]),
                            static_cast<int>(i));
    }

    std::optional<QPointF> place(size_t index)
    {
        const LabelRequest &request = m_requests[index];
        if (request.size.isEmpty() || request.route.size() < 2)
            return std::nullopt;
        const std::vector<LabelSpot> spots = spotsOf(request);
        std::optional<QPointF> found = bestOn(request, spots, static_cast<int>(index));
        if (!found)
            found = bestBeside(request, spots);
        if (!found)
            found = anywhereNear(request, spots);
        if (found)
            m_taken.add(labelAt(*found, request.size), static_cast<int>(index));
        return found;
    }

private:
    static QRectF boundsOf(const std::vector<LabelRequest> &requests)
    {
        QRectF bounds;
        for (const LabelRequest &request : requests)
            bounds |= request.route.boundingRect();
        return bounds;
    }

    bool isFree(QPointF at, QSizeF size) const
    {
        return m_taken.isFree(labelAt(at, size).adjusted(-LabelDistance, -LabelDistance,
                                                         LabelDistance, LabelDistance));
    }

    static std::vector<LabelSpot> spotsOf(const LabelRequest &request)
    {
        double length = 0;
        for (qsizetype i = 1; i < request.route.size(); ++i)
            length += QLineF(request.route[i - 1], request.route[i]).length();
        const double step = std::max(LabelStep, length / MostSteps);
        std::vector<LabelSpot> spots;
        double before = 0;
        for (qsizetype i = 1; i < request.route.size(); ++i) {
            const QLineF line(request.route[i - 1], request.route[i]);
            if (line.length() <= 0)
                continue;
            const bool flat = std::abs(line.dx()) >= std::abs(line.dy());
            const int count = std::max(1, static_cast<int>(line.length() / step));
            for (int k = 0; k <= count; ++k) {
                const double part = (k + 0.5) / (count + 1);
                LabelSpot spot;
                spot.at = line.pointAt(part);
                spot.aside = flat ? QPointF(0, 1) : QPointF(1, 0);
                const double fromMiddle = std::abs(before + part * line.length() - length / 2);
                const double needed = flat ? request.size.width() : request.size.height();
                const double room = std::min(part, 1 - part) * line.length() - needed / 2;
                spot.cost = 0.25 * fromMiddle + (flat ? 0 : 20) + (room < 6 ? 25 : 0);
                spots.push_back(spot);
            }
            addBetweenCrossings(request, line, before - length / 2, spots);
            // The middle itself, exactly.
            LabelSpot middle = spots.back();
            middle.at = line.center();
            middle.cost =
                0.25 * std::abs(before + line.length() / 2 - length / 2) + (flat ? 0 : 20) - 1;
            if (line.length() < (flat ? request.size.width() : request.size.height()) + 12)
                middle.cost += 25;
            spots.push_back(middle);
            before += line.length();
        }
        return spots;
    }

    // The middle of each piece of a line that its crossings cut it into: where a pill hides no
    // ring.
    static void addBetweenCrossings(const LabelRequest &request, const QLineF &line,
                                    double fromMiddle, std::vector<LabelSpot> &spots)
    {
        QList<double> cuts {0, line.length()};
        const QPointF way(line.dx() / line.length(), line.dy() / line.length());
        for (const QPointF &ring : request.crossings) {
            const double along = QPointF::dotProduct(ring - line.p1(), way);
            const QPointF off = ring - (line.p1() + way * along);
            if (along > 0 && along < line.length() && std::abs(off.x()) + std::abs(off.y()) < 1)
                cuts.append(along);
        }
        if (cuts.size() == 2)
            return;
        std::sort(cuts.begin(), cuts.end());
        const bool flat = std::abs(line.dx()) >= std::abs(line.dy());
        for (qsizetype i = 1; i < cuts.size(); ++i) {
            LabelSpot spot;
            const double along = (cuts[i - 1] + cuts[i]) / 2;
            spot.at = line.p1() + way * along;
            spot.aside = flat ? QPointF(0, 1) : QPointF(1, 0);
            spot.cost = 0.25 * std::abs(fromMiddle + along) + (flat ? 0 : 20);
            spots.push_back(spot);
        }
    }

    double penalty(const LabelRequest &request, QPointF at, int own) const
    {
        const QRectF rect = labelAt(at, request.size);
        double cost = 0;
        for (const QPointF &ring : request.crossings)
            if (rect.adjusted(-RingReach, -RingReach, RingReach, RingReach).contains(ring))
                cost += 60;
        int others = 0;
        m_lines.visit(rect, [&](const QRectF &, int tag) {
            others += tag == own ? 0 : 1;
            return others > 4;
        });
        return cost + 35 * others;
    }

    std::optional<QPointF> bestOn(const LabelRequest &request, const std::vector<LabelSpot> &spots,
                                  int own) const
    {
        std::optional<QPointF> best;
        double least = std::numeric_limits<double>::infinity();
        for (const LabelSpot &spot : spots) {
            if (spot.cost >= least || !isFree(spot.at, request.size))
                continue;
            const double cost = spot.cost + penalty(request, spot.at, own);
            if (cost < least) {
                least = cost;
                best = spot.at;
            }
        }
        return best;
    }

    std::optional<QPointF> bestBeside(const LabelRequest &request,
                                      const std::vector<LabelSpot> &spots) const
    {
        for (int step = 1; step <= MostSideSteps; ++step)
            for (const LabelSpot &spot : spots)
                for (double way : {-1.0, 1.0}) {
                    const QPointF at = spot.at + spot.aside * (way * step * LabelStep);
                    if (isFree(at, request.size))
                        return at;
                }
        return std::nullopt;
    }

    std::optional<QPointF> anywhereNear(const LabelRequest &request,
                                        const std::vector<LabelSpot> &spots) const
    {
        if (spots.empty())
            return std::nullopt;
        const QPointF middle = spots[spots.size() / 2].at;
        for (int ring = 1; ring <= MostRings; ++ring)
            for (int k = 0; k < 12; ++k) {
                const double angle = k * 3.14159265358979 / 6;
                const QPointF at =
                    middle + QPointF(std::cos(angle), std::sin(angle)) * (ring * 24.0);
                const QPointF whole(std::round(at.x()), std::round(at.y()));
                if (isFree(whole, request.size))
                    return whole;
            }
        return std::nullopt;
    }

    const std::vector<LabelRequest> &m_requests;
    RectIndex m_taken;
    RectIndex m_lines;
};

} // namespace

std::vector<std::optional<QPointF>> placeLabels(const std::vector<LabelRequest> &requests,
                                                const std::vector<QRectF> &obstacles)
{
    LabelPlacer placer(requests, obstacles);
    std::vector<std::optional<QPointF>> places;
    places.reserve(requests.size());
    for (size_t i = 0; i < requests.size(); ++i)
        places.push_back(placer.place(i));
    return places;
}

} // namespace drawbridge
