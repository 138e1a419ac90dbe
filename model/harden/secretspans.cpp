#include "model/harden/secretspans.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

class SecretSearch
{
public:
    SecretSearch(const TreeDocument &document, const HoldsSecret &holdsSecret)
        : m_source(document.bytes())
        , m_holdsSecret(holdsSecret)
    {
        visit(document.root(), {});
        visitComments();
    }

    std::vector<TextSpan> take()
    {
        std::sort(m_spans.begin(), m_spans.end(), [](const TextSpan &a, const TextSpan &b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
        });
        std::vector<TextSpan> apart;
        for (const TextSpan &span : m_spans) {
            if (apart.empty() || span.begin >= apart.back().end)
                apart.push_back(span);
            else
                apart.back().end = std::max(apart.back().end, span.end);
        }
        return apart;
    }

private:
    void visit(const TreeNode &node, const QString &name)
    {
        // What an anchor holds is found where it stands.
        if (node.isAlias())
            return;
        if (node.isMapping()) {
            for (qsizetype i = 0; i < node.size(); ++i)
                visit(node.at(i), node.keyAt(i).text());
        } else if (node.isSequence()) {
            for (qsizetype i = 0; i < node.size(); ++i)
                visit(node.at(i), {});
        } else if (node.isScalar()) {
            visitScalar(node, name);
        }
    }

    void visitScalar(const TreeNode &node, const QString &name)
    {
        const QString text = node.text();
        TextSpan span = node.span();
        const qsizetype equals = text.indexOf(u'=');
        if (name.isEmpty() && equals > 0
            && m_holdsSecret(text.left(equals), text.mid(equals + 1))) {
            const qsizetype at = m_source.indexOf('=', span.begin);
            if (at >= 0 && at < span.end)
                span.begin = at + 1;
            m_spans.push_back(span);
        } else if (m_holdsSecret(name, text)) {
            m_spans.push_back(span);
        }
    }

    // "# PASSWORD: value" was a setting once, and may still be one elsewhere.
    void visitComments()
    {
        static const QRegularExpression setting(
            QStringLiteral("#[\\s#-]*([A-Za-z_][\\w.-]*)\\s*[:=]\\s*(\\S[^\\r\\n]*)"));
        const QString text = QString::fromLatin1(m_source);
        for (auto it = setting.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const QString value = QString::fromUtf8(match.captured(2).toLatin1());
            if (m_holdsSecret(match.captured(1), value))
                m_spans.push_back({match.capturedStart(2), match.capturedEnd(2)});
        }
    }

    const QByteArray &m_source;
    const HoldsSecret &m_holdsSecret;
    std::vector<TextSpan> m_spans;
};

// How far places move when the spans before them shrink to three bytes.
class MaskedPlaces
{
public:
    explicit MaskedPlaces(const std::vector<TextSpan> &secrets)
        : m_secrets(secrets)
    {
    }

    qsizetype of(qsizetype at) const
    {
        qsizetype shift = 0;
        for (const TextSpan &secret : m_secrets) {
            if (at <= secret.begin)
                break;
            if (at < secret.end)
                return secret.begin + shift;
            shift += 3 - (secret.end - secret.begin);
        }
        return at + shift;
    }

private:
    const std::vector<TextSpan> &m_secrets;
};

} // namespace

std::vector<TextSpan> secretSpans(const TreeDocument &document, const HoldsSecret &holdsSecret)
{
    if (!holdsSecret)
        return {};
    return SecretSearch(document, holdsSecret).take();
}

MaskedSource maskedSource(const QByteArray &source, const std::vector<TextSpan> &secrets,
                          const std::vector<TextEdit> &edits)
{
    MaskedSource masked;
    qsizetype copied = 0;
    for (const TextSpan &secret : secrets) {
        masked.bytes += source.mid(copied, secret.begin - copied) + "***";
        copied = secret.end;
    }
    masked.bytes += source.mid(copied);
    const MaskedPlaces places(secrets);
    for (const TextEdit &edit : edits)
        masked.edits.push_back(
            {{places.of(edit.span.begin), places.of(edit.span.end)}, edit.replacement});
    return masked;
}

} // namespace drawbridge
