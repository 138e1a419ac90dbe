#include "model/import/routes/codesecrets.h"

#include "model/import/secretclassifier.h"

#include <QRegularExpression>

namespace drawbridge::routes {

using namespace code;

static constexpr qsizetype MostSecretsOfFile = 40;

namespace {

class SecretFinder
{
public:
    explicit SecretFinder(const CodeModule &module)
        : m_module(module)
        , m_tree(module.tree)
    {
    }

    QList<CodeSecret> run();

private:
    void look(const CodeNode &node);
    static bool isOtherwise(const CodeNode &node)
    {
        return node.text == u"or" || node.text == u"||" || node.text == QStringLiteral("?\?");
    }
    void consider(const QString &name, CodeId value);
    void considerStandard(const CodeNode &call);
    QString nameOf(CodeId target) const;

    const CodeModule &m_module;
    const CodeTree &m_tree;
    QList<CodeSecret> m_found;
};

// What a name like "SECRET_KEY" is set to in sources without being a secret: a title of a field, a
// file, a route, a place to fill in.
bool looksLikeSecret(const QString &name, const QString &value)
{
    static const QRegularExpression ending(
        QStringLiteral("(passwords?|passwd|pass|pwd|passphrase|secrets?|tokens?|credentials?|salt|"
                       "key|uri|url|dsn)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression noSecret(
        QStringLiteral("\\s|^[/.#{<\\[(]|[{}<>]|%\\(|\\.(html?|txt|json|ya?ml|pem|js|py|ejs|css)$"
                       "|^[A-Za-z_]+(\\.[A-Za-z_]+){2,}$"));
    static const QStringList words {
        QStringLiteral("string"),    QStringLiteral("text"),    QStringLiteral("required"),
        QStringLiteral("bearer"),    QStringLiteral("basic"),   QStringLiteral("header"),
        QStringLiteral("cookie"),    QStringLiteral("query"),   QStringLiteral("body"),
        QStringLiteral("number"),    QStringLiteral("object"),  QStringLiteral("hidden"),
        QStringLiteral("undefined"), QStringLiteral("optional")};
    if (classifySecretText(value))
        return true;
    const QString last = name.section(u'.', -1);
    if (!ending.match(last).hasMatch() || value.size() < 3 || noSecret.match(value).hasMatch()
        || words.contains(value.toLower()))
        return false;
    QString plain = last.toLower();
    QString same = value.toLower();
    const static QRegularExpression others(QStringLiteral("[^a-z0-9]"));
    plain.remove(others);
    same.remove(others);
    // A constant that names something, such as the key of a dictionary or a variable.
    return plain != same && !plain.endsWith(same) && classifySecret(last, value).has_value();
}

QString SecretFinder::nameOf(CodeId target) const
{
    if (m_tree.is(target, CodeKind::Name) || m_tree.is(target, CodeKind::Member))
        return m_tree.at(target).text;
    const CodeId key = m_tree.part(target, 1);
    return m_tree.is(target, CodeKind::Index) && m_tree.is(key, CodeKind::Text)
        ? m_tree.at(key).text
        : QString();
}

void SecretFinder::consider(const QString &name, CodeId value)
{
    if (!m_tree.is(value, CodeKind::Text) || m_found.size() >= MostSecretsOfFile)
        return;
    const CodeNode &text = m_tree.at(value);
    if (!looksLikeSecret(name, text.text))
        return;
    const QString shownName = shownVariableName(name.section(u'.', -1));
    const CodeSecret secret {shownName.isEmpty() ? QStringLiteral("secret") : shownName,
                             {m_module.path, text.line}};
    for (const CodeSecret &known : std::as_const(m_found)) {
        if (known.name == secret.name)
            return;
    }
    m_found += secret;
}

// "os.environ.get('SECRET_KEY', 'dev')": what is used when nobody sets it.
void SecretFinder::considerStandard(const CodeNode &call)
{
    static const QStringList readers {QStringLiteral("get"), QStringLiteral("getenv"),
                                      QStringLiteral("config")};
    const CodeId callee = call.parts.empty() ? NoCode : call.parts[0];
    const bool reads = callee != NoCode && readers.contains(m_tree.at(callee).text);
    if (!reads || call.parts.size() < 3)
        return;
    const CodeId name = m_tree.part(call.parts[1], 0);
    if (m_tree.is(name, CodeKind::Text))
        consider(m_tree.at(name).text, m_tree.part(call.parts[2], 0));
}

void SecretFinder::look(const CodeNode &node)
{
    switch (node.kind) {
    case CodeKind::Assign: {
        // "SECRET_KEY = os.environ.get('SECRET_KEY') or 'dev'"
        const CodeId value = node.parts[1];
        const bool otherwise = m_tree.is(value, CodeKind::Binary) && isOtherwise(m_tree.at(value));
        consider(nameOf(node.parts[0]), otherwise ? m_tree.part(value, 1) : value);
        break;
    }
    case CodeKind::Argument:
    case CodeKind::Entry:
        if (!node.text.isEmpty())
            consider(node.text, node.parts[0]);
        break;
    case CodeKind::Parameter:
        if (node.parts.size() > 2)
            consider(node.text, node.parts[2]);
        break;
    case CodeKind::Binary:
        // "process.env.SECRET || 'dev'"
        if (isOtherwise(node))
            consider(nameOf(node.parts[0]), node.parts[1]);
        break;
    case CodeKind::Call:
        considerStandard(node);
        break;
    default:
        break;
    }
}

QList<CodeSecret> SecretFinder::run()
{
    for (size_t i = 0; i < m_tree.size(); ++i)
        look(m_tree.at(static_cast<CodeId>(i)));
    std::sort(m_found.begin(), m_found.end(), [](const CodeSecret &a, const CodeSecret &b) {
        return std::pair(a.place.line, a.name) < std::pair(b.place.line, b.name);
    });
    return m_found;
}

} // namespace

QList<CodeSecret> secretsIn(const CodeModule &module)
{
    return SecretFinder(module).run();
}

} // namespace drawbridge::routes
