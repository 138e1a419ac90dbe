#include "model/harden/composeoverride.h"

#include "model/harden/yamltext.h"

#include <algorithm>

namespace drawbridge {

namespace {

// What has to stand in an override so that the merge gives `value`: lists append, so what is there
// already is not repeated; "!override" and "!reset" do what merging cannot.
PlainValue overrideOf(const PlainValue &before, PlainValue value)
{
    if (value.isMissing()) {
        PlainValue reset = PlainValue::null();
        reset.setTag(QStringLiteral("!reset"));
        return reset;
    }
    if (!value.isList() || !before.isList())
        return value;
    const auto &old = before.items();
    const bool appends = old.size() <= value.items().size()
        && std::equal(old.begin(), old.end(), value.items().begin());
    if (appends)
        value.items().erase(value.items().begin(),
                            value.items().begin() + std::ptrdiff_t(old.size()));
    else
        value.setTag(QStringLiteral("!override"));
    return value;
}

bool repeatsVariables(const PlannedMeasure &planned)
{
    return std::any_of(planned.changes.begin(), planned.changes.end(),
                       [](const ValueChange &change) {
                           return change.value.isList() && change.path.size() == 3
                               && change.path.last() == u"environment";
                       });
}

class OverrideWriter
{
public:
    explicit OverrideWriter(const QHash<QStringList, QByteArray> &marks)
        : m_marks(marks)
    {
    }

    void write(const PlainValue &map, const QStringList &path)
    {
        const int indent = int(path.size()) * m_style.mappingStep;
        for (const auto &[key, value] : map.members()) {
            const QStringList inner = path + QStringList {key};
            const auto mark = m_marks.constFind(inner);
            if (mark != m_marks.constEnd() || !value.isMap()) {
                m_text += yamlMember(key, value, indent, m_style,
                                     mark == m_marks.constEnd() ? QByteArray() : *mark);
            } else {
                m_text += yamlMember(key, PlainValue::null(), indent, m_style, {});
                write(value, inner);
            }
        }
    }

    QByteArray take() { return std::move(m_text); }

private:
    const QHash<QStringList, QByteArray> &m_marks;
    YamlStyle m_style;
    QByteArray m_text;
};

} // namespace

QByteArray composeOverride(const PlainValue &before,
                           const std::vector<const PlannedMeasure *> &measures)
{
    PlainValue root = PlainValue::map();
    QHash<QStringList, QByteArray> marks;
    QByteArray leftOut;
    for (const PlannedMeasure *planned : measures) {
        if (repeatsVariables(*planned)) {
            leftOut += "# Left out: " + planned->measure.id.toUtf8() + " of "
                + planned->measure.target.toUtf8() + '\n';
            continue;
        }
        for (const ValueChange &change : planned->changes) {
            root.set(change.path, overrideOf(before.at(change.path), change.value));
            marks.insert(change.path, planned->mark);
        }
    }
    if (root.members().empty())
        return {};
    OverrideWriter writer(marks);
    writer.write(root, {});
    return leftOut + writer.take();
}

} // namespace drawbridge
