#include "model/harden/secretspans.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

std::vector<TextSpan> apartSpans(std::vector<TextSpan> spans)
{
    std::sort(spans.begin(), spans.end(), [](const TextSpan &a, const TextSpan &b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<TextSpan> apart;
    for (const TextSpan &span : spans) {
        if (apart.empty() || span.begin >= apart.back().end)
            apart.push_back(span);
        else
            apart.back().end = std::max(apart.back().end, span.end);
    }
    return apart;
}

// "# PASSWORD: value" was a setting once, and may still be one elsewhere.
std::vector<TextSpan> secretCommentSpans(const QByteArray &source, const HoldsSecret &holdsSecret)
{
    static const QRegularExpression setting(
        QStringLiteral("#[\\s#-]*([A-Za-z_][\\w.-]*)\\s*[:=]\\s*(\\S[^\\r\\n]*)"));
    std::vector<TextSpan> spans;
    const QString text = QString::fromLatin1(source);
    for (auto it = setting.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString value = QString::fromUtf8(match.captured(2).toLatin1());
        if (holdsSecret(match.captured(1), value))
            spans.push_back({match.capturedStart(2), match.capturedEnd(2)});
    }
    return spans;
}

namespace {

class SecretSearch
{
public:
    SecretSearch(const TreeDocument &document, const HoldsSecret &holdsSecret)
        : m_source(document.bytes())
        , m_holdsSecret(holdsSecret)
    {
        visit(document.root(), {});
        const auto comments = secretCommentSpans(m_source, m_holdsSecret);
        m_spans.insert(m_spans.end(), comments.begin(), comments.end());
    }

    std::vector<TextSpan> take() { return apartSpans(std::move(m_spans)); }

private:
    void visit(const TreeNode &node, const QString &name)
    {
        // What an anchor holds is found where it stands.
        if (node.isAlias())
            return;
        if (node.isMapping()) {
            // "name: PASSWORD, value: ..." is a variable of a container.
            const QString variable = node[u"name"].isScalar() ? node[u"name"].text() : QString();
            for (qsizetype i = 0; i < node.size(); ++i) {
                const QString key = node.keyAt(i).text();
                visit(node.at(i), key == u"value" && !variable.isEmpty() ? variable : key);
            }
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
