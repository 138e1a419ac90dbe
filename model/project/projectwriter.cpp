#include "model/project/projectwriter.h"

#include "model/core/names.h"
#include "model/core/recordfields.h"
#include "model/project/projectformat.h"
#include "model/text/jsonwriter.h"

#include <QVarLengthArray>

#include <algorithm>

namespace drawbridge {

QString claimPath(const QString &property, const Claim &claim)
{
    const Provenance &from = claim.provenance;
    QString path = ProjectFormat::path(QStringLiteral("properties"), property);
    path = ProjectFormat::path(path, nameOf(from.claim));
    path = ProjectFormat::path(path, from.source.toString());
    return ProjectFormat::path(path, from.assumption.toString());
}

namespace {

// The words of an enum, ready to write.
template <typename E>
QByteArrayView wordOf(E value)
{
    static const std::vector<QByteArray> words = [] {
        std::vector<QByteArray> bytes;
        for (const QString &name : allNames<E>())
            bytes.push_back(name.toLatin1());
        return bytes;
    }();
    return words[static_cast<size_t>(value)];
}

class FieldWriter
{
public:
    FieldWriter(JsonWriter &json, const PropertyTexts &texts, const UnknownMembers &unknown)
        : m_json(json)
        , m_texts(texts)
        , m_unknown(unknown)
    {
    }

    template <size_t N, typename T>
    void always(const char (&name)[N], const T &value)
    {
        key(name, N - 1);
        write(value);
    }
    template <size_t N, typename T>
    void field(const char (&name)[N], const T &value)
    {
        if (!isEmpty(value))
            always(name, value);
    }
    template <size_t N>
    void trueField(const char (&name)[N], bool flag)
    {
        if (!flag)
            always(name, flag);
    }
    // A null is no value: the claim says that the property is not applicable.
    template <size_t N>
    void value(const char (&name)[N], const Value &content)
    {
        if (!content.isNull())
            always(name, content);
    }
    void properties(const PropertySet &set, RecordKind kind);

    // Members of this object that this version does not know.
    void unknownMembers(const QString &path)
    {
        if (m_unknown.isEmpty())
            return;
        const QString prefix = path.isEmpty() ? path : path + QChar(ProjectFormat::PathSeparator);
        for (auto it = m_unknown.lowerBound(prefix); it != m_unknown.end(); ++it) {
            if (!it.key().startsWith(prefix))
                break;
            const QStringView name = QStringView(it.key()).sliced(prefix.size());
            if (name.contains(QChar(ProjectFormat::PathSeparator)))
                continue;
            m_json.key(name);
            m_json.raw(it.value());
        }
    }

private:
    void key(const char *name, size_t length)
    {
        m_json.key(QByteArrayView(name, static_cast<qsizetype>(length)));
    }

    static bool isEmpty(bool flag) { return !flag; }
    static bool isEmpty(int number) { return number == 0; }
    static bool isEmpty(const IdText &id) { return id.isEmpty(); }
    static bool isEmpty(const QDate &date) { return !date.isValid(); }
    template <typename T>
    requires requires(const T &t)
    {
        t.isEmpty();
    } &&(!std::is_base_of_v<IdText, T>)static bool isEmpty(const T &value)
    {
        return value.isEmpty();
    }

    void write(bool flag) { m_json.value(flag); }
    void write(const QString &text) { m_json.value(text); }
    void write(const QByteArray &digest) { m_json.value(QString::fromLatin1(digest)); }
    void write(const Value &content) { m_json.value(content); }
    void write(const IdText &id) { m_json.plainText(id.view()); }
    void write(const QDate &date) { m_json.value(date.toString(Qt::ISODate)); }
    template <typename E>
    requires std::is_enum_v<E>
    void write(E value) { m_json.plainText(wordOf(value)); }
    template <typename T>
    void write(const QList<T> &items)
    {
        m_json.beginArray();
        for (const T &item : items)
            write(item);
        m_json.endArray();
    }
    template <typename T>
    void write(const QMap<QString, T> &map)
    {
        m_json.beginObject();
        for (auto it = map.begin(); it != map.end(); ++it) {
            m_json.key(it.key());
            write(it.value());
        }
        m_json.endObject();
    }
    void write(int number) { m_json.value(static_cast<qint64>(number)); }
    void write(const QList<Placement> &placements);
    void write(const QList<Route> &routes);
    void write(const PropertyEntry &entry);
    void write(const Claim &claim, const QString &name);

    JsonWriter &m_json;
    const PropertyTexts &m_texts;
    const UnknownMembers &m_unknown;
};

void FieldWriter::write(const QList<Placement> &placements)
{
    m_json.beginObject();
    for (const Placement &placement : placements) {
        m_json.key(placement.record.view());
        const QRect &rect = placement.rect;
        m_json.numberList({rect.x(), rect.y(), rect.width(), rect.height()});
    }
    m_json.endObject();
}

void FieldWriter::write(const QList<Route> &routes)
{
    m_json.beginObject();
    for (const Route &route : routes) {
        QList<int> numbers;
        for (const QPoint &bend : route.bends)
            numbers << bend.x() << bend.y();
        m_json.key(route.flow.view());
        m_json.numberList(numbers);
    }
    m_json.endObject();
}

void FieldWriter::write(const Claim &claim, const QString &name)
{
    m_json.beginObject();
    projectFields(*this, claim);
    if (!m_unknown.isEmpty())
        unknownMembers(claimPath(name, claim));
    m_json.endObject();
}

// One claim stands by itself, several in a list.
void FieldWriter::write(const PropertyEntry &entry)
{
    const PropertyText &text = m_texts[entry.property];
    const QString &name = text.name;
    m_json.key(text.key);
    if (entry.claims.size() == 1)
        return write(entry.claims.first(), name);
    m_json.beginArray();
    for (const Claim &claim : entry.claims)
        write(claim, name);
    m_json.endArray();
}

// In the order of their names, those that the schema does not know among them.
void FieldWriter::properties(const PropertySet &set, RecordKind)
{
    static const QString Prefix =
        QStringLiteral("properties") + QChar(ProjectFormat::PathSeparator);
    QVarLengthArray<const PropertyEntry *, 64> entries;
    for (const PropertyEntry &entry : set.entries())
        entries.append(&entry);
    std::sort(entries.begin(), entries.end(), [this](const auto *a, const auto *b) {
        return m_texts[a->property].rank < m_texts[b->property].rank;
    });
    const auto isOwn = [](const QString &path) {
        return path.startsWith(Prefix)
            && !QStringView(path)
                    .sliced(Prefix.size())
                    .contains(QChar(ProjectFormat::PathSeparator));
    };
    auto unknown = m_unknown.isEmpty() ? m_unknown.end() : m_unknown.lowerBound(Prefix);
    const auto skipOthers = [&] {
        while (unknown != m_unknown.end() && !isOwn(unknown.key()))
            ++unknown;
    };
    skipOthers();
    if (entries.isEmpty() && unknown == m_unknown.end())
        return;
    key("properties", 10);
    m_json.beginObject();
    auto entry = entries.begin();
    while (entry != entries.end() || unknown != m_unknown.end()) {
        const QString other =
            unknown != m_unknown.end() ? unknown.key().mid(Prefix.size()) : QString();
        const bool known = entry != entries.end()
            && (unknown == m_unknown.end() || m_texts[(*entry)->property].name <= other);
        // What was kept aside is void once the property is set.
        const bool both =
            known && unknown != m_unknown.end() && m_texts[(*entry)->property].name == other;
        if (known) {
            write(**entry);
            ++entry;
        } else {
            m_json.key(other);
            m_json.raw(unknown.value());
        }
        if (!known || both) {
            ++unknown;
            skipOthers();
        }
    }
    m_json.endObject();
}

template <typename T>
void writeRecord(JsonWriter &json, const T &record, const PropertyTexts &texts)
{
    json.beginObject();
    FieldWriter fields(json, texts, record.unknown);
    projectFields(fields, record);
    fields.unknownMembers({});
    json.endObject();
}

} // namespace

ProjectWriter::ProjectWriter(const PropertySchema &schema)
{
    std::vector<const PropertyDefinition *> byName;
    for (const PropertyDefinition &definition : schema.definitions())
        byName.push_back(&definition);
    std::sort(byName.begin(), byName.end(), [](const auto *a, const auto *b) {
        return std::tie(a->name, a->index) < std::tie(b->name, b->index);
    });
    m_texts.resize(byName.size());
    for (size_t i = 0; i < byName.size(); ++i)
        m_texts[byName[i]->index] = {byName[i]->name, byName[i]->name.toUtf8(),
                                     static_cast<quint32>(i)};
}

static const QString &provenancePath()
{
    static const QString path = QStringLiteral("provenance");
    return path;
}

// Lines and digests stand last, so that a comment added to an imported file does not touch what a
// reviewer reads.
static void writeProvenance(JsonWriter &json, const ThreatModel &model, const PropertyTexts &texts)
{
    json.key(u"provenance");
    json.beginObject();
    FieldWriter fields(json, texts, model.unknown);
    fields.field("evidence", model.evidenceDigest);
    if (!model.sources.isEmpty()) {
        json.key(u"sources");
        json.beginObject();
        for (const Source &source : model.sources) {
            json.key(source.id.view());
            json.beginObject();
            FieldWriter of(json, texts, source.unknown);
            provenanceFields(of, source);
            of.unknownMembers(provenancePath());
            json.endObject();
        }
        json.endObject();
    }
    fields.unknownMembers(provenancePath());
    json.endObject();
}

QByteArray ProjectWriter::write(const ThreatModel &model) const
{
    JsonWriter json;
    json.beginObject();
    json.member(u"format", QString::fromLatin1(ProjectFormat::Name));
    json.member(u"version", ProjectFormat::Version);
    json.key(u"project");
    writeRecord(json, model.project, m_texts);
    forEachSection(model, [&](const char *name, const auto &table) {
        if (table.isEmpty())
            return;
        json.key(QByteArrayView(name));
        json.beginArray();
        for (const auto &record : table)
            writeRecord(json, record, m_texts);
        json.endArray();
    });
    FieldWriter(json, m_texts, model.unknown).unknownMembers({});
    writeProvenance(json, model, m_texts);
    json.endObject();
    return json.take();
}

} // namespace drawbridge
