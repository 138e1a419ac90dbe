#include "model/base/result.h"
#include "model/core/names.h"
#include "model/core/recordfields.h"
#include "model/core/validator.h"
#include "model/edit/modelfragment.h"

#include <QDataStream>
#include <QIODevice>

namespace drawbridge {

namespace {

constexpr quint32 FragmentMagic = 0x44426672; // "DBfr"
constexpr quint32 FragmentVersion = 2;
constexpr qsizetype LargestFragment = 64 * 1024 * 1024;
constexpr quint32 MostFragmentItems = 200'000;
constexpr int DeepestFragmentValue = 32;

enum class ValueTag : quint8 { Null, Bool, Int, Double, String, List, Map };

// What is in a fragment, in the order of its bytes. Writer and reader share it, as they share the
// fields of the records with the project file.
template <typename Stream, typename T>
void fragmentParts(Stream &stream, T &fragment)
{
    stream.list(fragment.elements);
    stream.list(fragment.interfaces);
    stream.list(fragment.flows);
    stream.list(fragment.boundaries);
    stream.list(fragment.images);
    stream.list(fragment.identities);
    stream.list(fragment.assets);
    stream.list(fragment.placements);
}

// Writes or reads the same fields in the same order.
class FragmentWriter
{
public:
    FragmentWriter(QByteArray &bytes, const PropertySchema &schema)
        : m_stream(&bytes, QIODevice::WriteOnly)
        , m_schema(schema)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    bool good() const { return true; }
    void field(const QString &text) { m_stream << text; }
    void field(bool flag) { m_stream << flag; }
    void field(quint32 number) { m_stream << number; }
    void field(const IdText &id) { m_stream << id.view().toByteArray(); }
    void field(const QRect &rect) { m_stream << rect; }
    template <typename E>
    requires std::is_enum_v<E>
    void field(E value) { m_stream << static_cast<quint8>(value); }
    void field(const Value &value);
    void field(const PropertySet &properties);
    void field(const Placement &placement)
    {
        field(placement.record);
        field(placement.rect);
    }
    template <typename T>
    void list(const QList<T> &items)
    {
        m_stream << static_cast<quint32>(items.size());
        for (const T &item : items)
            part(item);
    }

    template <typename T>
    void always(const char *, const T &value)
    {
        part(value);
    }
    template <typename T>
    void field(const char *, const T &value)
    {
        part(value);
    }
    void trueField(const char *, bool flag) { field(flag); }
    void properties(const PropertySet &set, RecordKind) { field(set); }

private:
    template <typename T>
    void part(const T &value)
    {
        if constexpr (requires { projectFields(*this, value); })
            projectFields(*this, value);
        else if constexpr (requires { this->list(value); })
            list(value);
        else
            field(value);
    }

    QDataStream m_stream;
    const PropertySchema &m_schema;
};

class FragmentReader
{
public:
    FragmentReader(const QByteArray &bytes, const PropertySchema &schema)
        : m_stream(bytes)
        , m_schema(schema)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    bool good() const { return !m_broken && m_stream.status() == QDataStream::Ok; }
    bool atEnd() const { return m_stream.atEnd(); }
    void field(QString &text) { m_stream >> text; }
    void field(bool &flag) { m_stream >> flag; }
    void field(quint32 &number) { m_stream >> number; }
    template <typename Tag>
    void field(Id<Tag> &id)
    {
        id = Id<Tag>(readId());
    }
    void field(IdText &id) { id = readId(); }
    void field(QRect &rect) { m_stream >> rect; }
    template <typename E>
    requires std::is_enum_v<E>
    void field(E &value)
    {
        quint8 number = 0;
        m_stream >> number;
        m_broken = m_broken || number >= allNames<E>().size();
        value = static_cast<E>(m_broken ? 0 : number);
    }
    void field(Value &value) { value = readValue(0); }
    void field(PropertySet &properties);
    template <typename T>
    void list(QList<T> &items)
    {
        const quint32 count = readCount();
        for (quint32 i = 0; i < count && good(); ++i) {
            T item {};
            part(item);
            items.append(std::move(item));
        }
    }
    void field(Placement &placement)
    {
        field(placement.record);
        field(placement.rect);
    }

    template <typename T>
    void always(const char *, T &value)
    {
        part(value);
    }
    template <typename T>
    void field(const char *, T &value)
    {
        part(value);
    }
    void trueField(const char *, bool &flag) { field(flag); }
    void properties(PropertySet &set, RecordKind) { field(set); }

private:
    template <typename T>
    void part(T &value)
    {
        if constexpr (requires { projectFields(*this, value); })
            projectFields(*this, value);
        else if constexpr (requires { this->list(value); })
            list(value);
        else
            field(value);
    }

    IdText readId()
    {
        QByteArray text;
        m_stream >> text;
        return IdText(QByteArrayView(text));
    }
    quint32 readCount()
    {
        quint32 count = 0;
        m_stream >> count;
        m_broken = m_broken || count > MostFragmentItems;
        return m_broken ? 0 : count;
    }
    Value readValue(int depth);

    QDataStream m_stream;
    const PropertySchema &m_schema;
    bool m_broken = false;
};

void FragmentWriter::field(const Value &value)
{
    if (const bool *flag = value.asBool()) {
        m_stream << static_cast<quint8>(ValueTag::Bool) << *flag;
    } else if (const qint64 *whole = value.asInt()) {
        m_stream << static_cast<quint8>(ValueTag::Int) << *whole;
    } else if (const double *number = value.asDouble()) {
        m_stream << static_cast<quint8>(ValueTag::Double) << *number;
    } else if (const QString *text = value.asString()) {
        m_stream << static_cast<quint8>(ValueTag::String) << *text;
    } else if (const ValueList *items = value.asList()) {
        m_stream << static_cast<quint8>(ValueTag::List) << static_cast<quint32>(items->size());
        for (const Value &item : *items)
            field(item);
    } else if (const ValueMap *members = value.asMap()) {
        m_stream << static_cast<quint8>(ValueTag::Map) << static_cast<quint32>(members->size());
        for (auto it = members->begin(); it != members->end(); ++it) {
            m_stream << it.key();
            field(it.value());
        }
    } else {
        m_stream << static_cast<quint8>(ValueTag::Null);
    }
}

template <typename T>
T readAs(QDataStream &stream)
{
    T value {};
    stream >> value;
    return value;
}

Value FragmentReader::readValue(int depth)
{
    m_broken = m_broken || depth > DeepestFragmentValue;
    const quint8 tag = good() ? readAs<quint8>(m_stream) : 0;
    switch (static_cast<ValueTag>(tag)) {
    case ValueTag::Bool:
        return Value(readAs<bool>(m_stream));
    case ValueTag::Int:
        return Value(readAs<qint64>(m_stream));
    case ValueTag::Double:
        return Value(readAs<double>(m_stream));
    case ValueTag::String:
        return Value(readAs<QString>(m_stream));
    case ValueTag::List: {
        ValueList items;
        for (quint32 count = readCount(); count > 0 && good(); --count)
            items.append(readValue(depth + 1));
        return Value(items);
    }
    case ValueTag::Map: {
        ValueMap members;
        for (quint32 count = readCount(); count > 0 && good(); --count) {
            const QString key = readAs<QString>(m_stream);
            members.insert(key, readValue(depth + 1));
        }
        return Value(members);
    }
    case ValueTag::Null:
        break;
    }
    return {};
}

void FragmentWriter::field(const PropertySet &properties)
{
    m_stream << static_cast<quint32>(properties.entries().size());
    for (const PropertyEntry &entry : properties.entries()) {
        const PropertyDefinition &definition = m_schema.definition(entry.property);
        const Claim &claim = entry.effective();
        field(recordKindOf(definition.scope));
        m_stream << definition.name << claim.notApplicable << claim.partial;
        field(claim.value);
    }
}

// A property that this version does not know, or whose value no longer fits, is left out: unknown
// is what it then is.
void FragmentReader::field(PropertySet &properties)
{
    const quint32 count = readCount();
    for (quint32 i = 0; i < count && good(); ++i) {
        RecordKind kind {};
        field(kind);
        QString name;
        Claim claim;
        m_stream >> name >> claim.notApplicable >> claim.partial;
        claim.value = readValue(0);
        const PropertyIndex property = m_schema.find(kind, name);
        if (property == NoProperty)
            continue;
        const PropertyType &type = m_schema.definition(property).type;
        if (claim.notApplicable || type.check(claim.value).isEmpty())
            properties.set(property, std::move(claim));
    }
}

// The fragment as a model of its own: what points outside is cleared.
ThreatModel standingAlone(const ModelFragment &fragment)
{
    ThreatModel model;
    const auto putAll = [&model](const auto &records) {
        for (const auto &record : records)
            model.tableOf<std::decay_t<decltype(record)>>().put(record);
    };
    putAll(fragment.interfaces);
    putAll(fragment.flows);
    putAll(fragment.boundaries);
    putAll(fragment.images);
    putAll(fragment.identities);
    putAll(fragment.assets);
    for (TrustBoundary boundary : fragment.boundaries) {
        if (!model.boundaries.contains(boundary.parent))
            boundary.parent = {};
        model.boundaries.put(std::move(boundary));
    }
    for (Element element : fragment.elements) {
        if (!model.boundaries.contains(element.boundary))
            element.boundary = {};
        element.networks.removeIf(
            [&](const BoundaryId &network) { return !model.boundaries.contains(network); });
        model.elements.put(std::move(element));
    }
    Diagram diagram;
    diagram.id = DiagramId(QByteArrayView("diagram"));
    for (const Placement &placement : fragment.placements)
        diagram.place(placement.record, placement.rect);
    model.diagrams.put(std::move(diagram));
    return model;
}

} // namespace

QByteArray fragmentToBytes(const ModelFragment &fragment, const PropertySchema &schema)
{
    QByteArray bytes;
    FragmentWriter writer(bytes, schema);
    writer.field(FragmentMagic);
    writer.field(FragmentVersion);
    fragmentParts(writer, fragment);
    return bytes;
}

Result<ModelFragment> fragmentFromBytes(const QByteArray &bytes, const PropertySchema &schema)
{
    const Error unreadable {ErrorCode::InvalidInput,
                            QStringLiteral("the clipboard holds nothing that can be pasted here"),
                            {}};
    if (bytes.size() > LargestFragment)
        return unreadable;
    FragmentReader reader(bytes, schema);
    quint32 magic = 0;
    quint32 version = 0;
    reader.field(magic);
    reader.field(version);
    if (!reader.good() || magic != FragmentMagic || version != FragmentVersion)
        return unreadable;
    ModelFragment fragment;
    fragmentParts(reader, fragment);
    if (!reader.good() || !reader.atEnd() || !validate(standingAlone(fragment), schema).isEmpty())
        return unreadable;
    return fragment;
}

} // namespace drawbridge
