#include "model/diff/recordmatch.h"

#include "model/diff/sourcekeys.h"

#include <functional>

namespace drawbridge {

void RecordMatch::add(RecordKind kind, const IdText &before, const IdText &after)
{
    const auto place = static_cast<size_t>(kind);
    if (m_after[place].contains(before) || m_before[place].contains(after))
        return;
    m_after[place].insert(before, after);
    m_before[place].insert(after, before);
    if (before != after)
        m_translated.insert(before, after);
}

IdText RecordMatch::afterOf(RecordKind kind, const IdText &before) const
{
    return m_after[static_cast<size_t>(kind)].value(before);
}

IdText RecordMatch::beforeOf(RecordKind kind, const IdText &after) const
{
    return m_before[static_cast<size_t>(kind)].value(after);
}

IdText RecordMatch::translated(const IdText &before) const
{
    const auto found = m_translated.constFind(before);
    return found == m_translated.constEnd() ? before : *found;
}

Value RecordMatch::translated(const Value &value) const
{
    if (m_translated.isEmpty())
        return value;
    if (const QString *text = value.asString()) {
        const auto found = m_translated.constFind(IdText(QStringView(*text)));
        return found == m_translated.constEnd() ? value : Value(found->toString());
    }
    if (const ValueList *list = value.asList()) {
        ValueList items;
        for (const Value &item : *list)
            items += translated(item);
        return items;
    }
    if (const ValueMap *map = value.asMap()) {
        ValueMap items;
        for (auto it = map->begin(); it != map->end(); ++it)
            items.insert(it.key(), translated(it.value()));
        return items;
    }
    return value;
}

QString translatedThreatKey(const QString &key, const RecordMatch &match)
{
    const qsizetype at = key.indexOf(u'@');
    if (at < 0 || !match.hasDifferentIds())
        return key;
    const qsizetype hash = key.indexOf(u'#', at);
    const qsizetype end = hash < 0 ? key.size() : hash;
    const IdText target(QStringView(key).sliced(at + 1, end - at - 1));
    return key.first(at + 1) + match.translated(target).toString() + key.sliced(end);
}

namespace {

// Pairs the records of two models, the surest ways first.
class Matching
{
public:
    Matching(const ThreatModel &before, const ThreatModel &after)
        : m_before(before)
        , m_after(after)
    {
    }

    RecordMatch run();

private:
    template <typename T>
    using Keys = std::function<QStringList(const ThreatModel &, const T &)>;

    template <typename T>
    bool isOpenBefore(const T &record) const
    {
        return m_match.afterOf(recordKind<T>, record.id).isEmpty();
    }
    template <typename T>
    bool isOpenAfter(const T &record) const
    {
        return m_match.beforeOf(recordKind<T>, record.id).isEmpty();
    }
    template <typename T>
    void matchIds(const Table<T> &before, const Table<T> &after);
    // Pairs records whose keys meet, where a key names one record on either side.
    template <typename T>
    void matchKeys(const Keys<T> &keys);
    template <typename T>
    void matchImported();
    void matchByMeaning();

    const ThreatModel &m_before;
    const ThreatModel &m_after;
    RecordMatch m_match;
};

template <typename T>
void Matching::matchIds(const Table<T> &before, const Table<T> &after)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() && j < after.size()) {
        if (before.at(i).id < after.at(j).id) {
            ++i;
        } else if (after.at(j).id < before.at(i).id) {
            ++j;
        } else {
            m_match.add(recordKind<T>, before.at(i++).id, after.at(j).id);
            ++j;
        }
    }
}

template <typename T>
void Matching::matchKeys(const Keys<T> &keys)
{
    const auto index = [&](const ThreatModel &model, auto &&isOpen) {
        QHash<QString, IdText> found;
        for (const T &record : model.tableOf<T>()) {
            if (!isOpen(record))
                continue;
            for (const QString &key : keys(model, record)) {
                if (key.isEmpty())
                    continue;
                const auto known = found.find(key);
                if (known == found.end())
                    found.insert(key, record.id);
                else if (*known != record.id)
                    *known = IdText(); // no name of one record
            }
        }
        return found;
    };
    const auto after = index(m_after, [this](const T &record) { return isOpenAfter(record); });
    if (after.isEmpty())
        return;
    const auto before = index(m_before, [this](const T &record) { return isOpenBefore(record); });
    for (const T &record : m_before.tableOf<T>()) {
        if (!isOpenBefore(record))
            continue;
        for (const QString &key : keys(m_before, record)) {
            const IdText other = after.value(key);
            if (!other.isEmpty() && before.value(key) == record.id) {
                m_match.add(recordKind<T>, record.id, other);
                break;
            }
        }
    }
}

enum class KeyWidth { File, Folder, Anywhere };

template <typename T>
QStringList importedKeys(const ThreatModel &model, const T &record, KeyWidth width, bool aliases)
{
    const Source *source = model.sources.find(record.sourceKey.source);
    if (!source)
        return {};
    const auto named = [&](const QString &key) {
        const ComparableKey comparable = comparableKey(*source, key);
        return width == KeyWidth::File  ? comparable.inFile
            : width == KeyWidth::Folder ? comparable.inFolder
                                        : comparable.anywhere;
    };
    QStringList keys {named(record.sourceKey.key)};
    if constexpr (requires { record.aliases; }) {
        for (const QString &alias : aliases ? record.aliases : QStringList())
            keys += named(alias);
    }
    return keys;
}

template <typename T>
void Matching::matchImported()
{
    for (const bool aliases : {false, true}) {
        for (const KeyWidth width : {KeyWidth::File, KeyWidth::Folder, KeyWidth::Anywhere}) {
            matchKeys<T>([=](const ThreatModel &model, const T &record) {
                return importedKeys(model, record, width, aliases);
            });
        }
    }
}

void Matching::matchByMeaning()
{
    const auto one = [](const QString &key) { return QStringList {key}; };
    matchKeys<Decision>([&](const ThreatModel &model, const Decision &decision) {
        return one(&model == &m_before ? translatedThreatKey(decision.threatKey, m_match)
                                       : decision.threatKey);
    });
    matchKeys<ControlStatement>([&](const ThreatModel &, const ControlStatement &statement) {
        return one(statement.control);
    });
    matchKeys<Diagram>(
        [&](const ThreatModel &, const Diagram &diagram) { return one(diagram.name); });
}

RecordMatch Matching::run()
{
    forEachTable(m_before, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        matchIds<Record>(table, m_after.tableOf<Record>());
    });
    matchKeys<Source>([](const ThreatModel &, const Source &source) {
        return QStringList {source.format + u'|' + comparablePath(source.path)};
    });
    matchKeys<Source>([](const ThreatModel &, const Source &source) {
        return QStringList {source.format + u'|' + source.path.section(u'/', -1)};
    });
    // The only file of its format, whatever it is called now.
    matchKeys<Source>(
        [](const ThreatModel &, const Source &source) { return QStringList {source.format}; });
    forEachTable(m_before, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (requires(Record record) { record.sourceKey; })
            matchImported<Record>();
    });
    matchByMeaning();
    return m_match;
}

} // namespace

RecordMatch matchRecords(const ThreatModel &before, const ThreatModel &after)
{
    return Matching(before, after).run();
}

} // namespace drawbridge
