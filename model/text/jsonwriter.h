#pragma once

#include "model/base/value.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <vector>

namespace drawbridge {

// Writes JSON in the order of the calls, in UTF-8 with LF. Pretty: two-space indent, one value a
// line, empty containers as [] and {}. Numbers without noise: shortest form that reads back equal.
// A caller that wants sorted keys writes them sorted.
class JsonWriter
{
public:
    enum class Style { Pretty, Compact };

    explicit JsonWriter(Style style = Style::Pretty);

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(QStringView name);
    // Of names and texts that are plain ASCII without quotes and backslashes.
    void key(QByteArrayView plainName);
    void plainText(QByteArrayView text);
    void value(const QString &text);
    void value(bool flag);
    void value(qint64 number);
    void value(double number);
    void value(const Value &value);
    void null();
    // A list of whole numbers on one line, in either style.
    void numberList(const QList<int> &numbers);
    // Already valid JSON text, re-indented to the place where it stands.
    void raw(QByteArrayView json);

    void member(QStringView name, const Value &content)
    {
        key(name);
        value(content);
    }

    // The finished text, with a final newline in pretty style.
    QByteArray take();

private:
    void separate();
    void newLine();
    void colon();
    void open(char bracket);
    void close(char bracket);
    void quoted(QStringView text);
    char *room(qsizetype bytes)
    {
        if (m_out.size() - m_used < bytes)
            grow(bytes);
        return m_data + m_used;
    }
    void grow(qsizetype bytes);
    void append(char c)
    {
        *room(1) = c;
        ++m_used;
    }
    void append(const char *text, qsizetype size)
    {
        std::memcpy(room(size), text, static_cast<size_t>(size));
        m_used += size;
    }
    void append(QByteArrayView text) { append(text.data(), text.size()); }

    Style m_style;
    // Room for more than is used, so that appending is a copy and a comparison.
    QByteArray m_out;
    char *m_data = nullptr;
    qsizetype m_used = 0;
    struct Level
    {
        bool array;
        bool empty;
    };
    std::vector<Level> m_levels;
    bool m_afterKey = false;
};

} // namespace drawbridge
