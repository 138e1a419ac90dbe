#pragma once

#include <QCryptographicHash>
#include <QIODevice>

namespace drawbridge {

// Passes the bytes of another device on and hashes them by SHA-256.
class HashingDevice final : public QIODevice
{
public:
    explicit HashingDevice(QIODevice &source)
        : m_source(source)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_source.atEnd(); }
    // In hexadecimal digits, of all that the source holds, whether it was read here or not.
    QByteArray digest()
    {
        constexpr qint64 BlockSize = 256 * 1024;
        while (!m_source.atEnd()) {
            const QByteArray rest = m_source.read(BlockSize);
            if (rest.isEmpty())
                break;
            m_hash.addData(rest);
        }
        return m_hash.result().toHex();
    }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = m_source.read(data, size);
        if (count > 0)
            m_hash.addData(QByteArrayView(data, static_cast<qsizetype>(count)));
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QIODevice &m_source;
    QCryptographicHash m_hash {QCryptographicHash::Sha256};
};

} // namespace drawbridge
