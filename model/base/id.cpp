#include "model/base/id.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>

namespace drawbridge {

static bool isIdCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_';
}

bool IdText::isValid(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= MaximumLength
        && std::all_of(text.begin(), text.end(), isIdCharacter);
}

IdText::IdText(QByteArrayView text)
{
    if (isValid(text))
        std::copy(text.begin(), text.end(), m_bytes.begin());
}

IdText::IdText(QStringView text)
    : IdText(QByteArrayView(text.toUtf8()))
{
}

static IdText idFromBits(char kindLetter, quint64 bits)
{
    static constexpr char Alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<char, 13> text {};
    text[0] = kindLetter;
    for (size_t i = 1; i < text.size(); ++i, bits >>= 5)
        text[i] = Alphabet[bits & 31];
    return IdText(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

IdText importedId(char kindLetter, const QString &importRoot, const QString &sourceKey)
{
    const QByteArray key = importRoot.toUtf8() + '\0' + sourceKey.toUtf8();
    const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    quint64 bits = 0;
    for (int i = 0; i < 8; ++i)
        bits = (bits << 8) | static_cast<quint8>(digest[i]);
    return idFromBits(kindLetter, bits);
}

IdText RandomIdSource::next(char kindLetter)
{
    return idFromBits(kindLetter, QRandomGenerator::system()->generate64());
}

} // namespace drawbridge
