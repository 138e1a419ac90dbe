#pragma once

#include <QByteArray>

#include <streambuf>

namespace drawbridge {

// Leaves yaml-cpp from within; the reason is in the builder.
struct YamlAbort
{
};

// Hands the source to yaml-cpp and counts what it reads between two events. Its scanner keeps every
// token of a flow collection until the collection's end, at about 100 bytes each, so that dense
// input would fill the memory before the first event could be counted.
class YamlSource : public std::streambuf
{
public:
    YamlSource(const QByteArray &bytes, qsizetype start, qsizetype maximumIndicators)
        : m_maximumIndicators(maximumIndicators)
    {
        char *data = const_cast<char *>(bytes.constData());
        setg(data, data + start, data + bytes.size());
    }

    void eventSeen() { m_indicators = 0; }
    bool overflowed() const { return m_overflowed; }
    qsizetype position() const { return gptr() - eback(); }

protected:
    std::streamsize xsgetn(char *target, std::streamsize count) override
    {
        const std::streamsize taken = std::streambuf::xsgetn(target, count);
        for (std::streamsize i = 0; i < taken; ++i)
            m_indicators += isIndicator(target[i]) ? 1 : 0;
        if (m_indicators > m_maximumIndicators) {
            m_overflowed = true;
            throw YamlAbort();
        }
        return taken;
    }

private:
    static bool isIndicator(char c)
    {
        switch (c) {
        case ',':
        case '[':
        case ']':
        case '{':
        case '}':
        case ':':
        case '?':
        case '"':
        case '\'':
        case '!':
        case '&':
        case '*':
            return true;
        default:
            return false;
        }
    }

    qsizetype m_maximumIndicators;
    qsizetype m_indicators = 0;
    bool m_overflowed = false;
};

} // namespace drawbridge
