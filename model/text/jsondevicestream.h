#pragma once

#include <QIODevice>

#include <cstddef>

namespace drawbridge {

// What rapidjson reads a device through, in blocks. Knows the line; a byte order mark is passed.
class JsonDeviceStream
{
public:
    using Ch = char;

    JsonDeviceStream(QIODevice &device, qsizetype mostBytes)
        : m_device(device)
        , m_left(mostBytes)
    {
        fill();
        if (m_block.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
    }

    char Peek() const { return m_at < m_block.size() ? m_block[m_at] : '\0'; }
    char Take()
    {
        if (m_at >= m_block.size())
            return '\0';
        const char c = m_block[m_at++];
        m_line += c == '\n';
        if (m_at == m_block.size())
            fill();
        return c;
    }
    size_t Tell() const { return m_before + static_cast<size_t>(m_at); }

    // Of in situ parsing, which does not happen here.
    char *PutBegin() { return nullptr; }
    void Put(char) { }
    void Flush() { }
    size_t PutEnd(char *) { return 0; }

    void skipSpace()
    {
        while (Peek() == ' ' || Peek() == '\n' || Peek() == '\r' || Peek() == '\t')
            Take();
    }
    bool atEnd() const { return m_at >= m_block.size(); }
    int line() const { return m_line; }
    bool isTooLong() const { return m_isTooLong; }
    QString error() const { return m_error; }

private:
    void fill()
    {
        constexpr qsizetype BlockSize = 256 * 1024;
        m_before += static_cast<size_t>(m_block.size());
        m_at = 0;
        m_block = m_device.read(BlockSize);
        if (m_block.isEmpty() && !m_device.atEnd())
            m_error = m_device.errorString();
        m_left -= m_block.size();
        if (m_left < 0) {
            m_isTooLong = true;
            m_block.clear();
        }
    }

    QIODevice &m_device;
    qsizetype m_left;
    QByteArray m_block;
    qsizetype m_at = 0;
    size_t m_before = 0;
    int m_line = 1;
    bool m_isTooLong = false;
    QString m_error;
};

} // namespace drawbridge
