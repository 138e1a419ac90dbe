#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace drawbridge::test;

// Names that try to be markup, formulas, links or terminal commands come out as names.
class tst_hostilenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void terminalGetsNoCommands();
    void exports_data();
    void exports();
    void layoutSurvivesQuotes();

private:
    CommandLine m_cli;
};

static QStringList hostileNames()
{
    return {QStringLiteral("<script>alert(1)</script>"),
            QStringLiteral("\"><img src=x onerror=alert(1)>"),
            QStringLiteral("</text></svg><svg onload=alert(1)>"),
            QStringLiteral("]]><!--&amp;&bogus;"),
            QStringLiteral("=cmd|'/c calc'!A1"),
            QStringLiteral("+1+1"),
            QStringLiteral("@SUM(A1)"),
            QStringLiteral("-2+3"),
            QStringLiteral("[link](javascript:alert(1)) | cell | **bold** `code`"),
            QStringLiteral("![image](https://evil.example/x.png)"),
            QStringLiteral("\x1b]0;title\x07\x1b[2J\x1b[31mred"),
            QString::fromUtf8("right\u202Eot\u2066left\u200b"),
            QStringLiteral("dot\"]; node [label=\"owned\\"),
            QStringLiteral("two\nlines\r\nthree"),
            QStringLiteral("{self.name} %1 %s ${HOME}"),
            QStringLiteral("../../etc/passwd"),
            QString(10'000, u'n')};
}

// A YAML string in double quotes, which are nearly those of JSON.
static QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray {text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

void tst_hostilenames::initTestCase()
{
    QByteArray services = "services:\n";
    QByteArray networks = "networks:\n";
    QByteArray volumes = "volumes:\n";
    int number = 0;
    for (const QString &name : hostileNames()) {
        const QByteArray text = quoted(name);
        // With "?", as a key without it may have 1024 characters at most.
        services += "  ? " + text + "\n  :\n    image: " + text + "\n    container_name: " + text
            + "\n    networks: [" + text + "]\n    ports: ['" + QByteArray::number(8000 + ++number)
            + ":80']\n    environment: [" + quoted(name + QStringLiteral("_PASSWORD=x"))
            + "]\n    volumes: [{type: volume, source: " + text
            + ", target: /data}]\n    user: " + text + "\n";
        networks += "  ? " + text + "\n  : {}\n";
        volumes += "  ? " + text + "\n  : {}\n";
    }
    m_cli.write(QStringLiteral("compose.yaml"), services + networks + volumes);
    const Run run =
        m_cli.run({QStringLiteral("import"), QStringLiteral("compose.yaml"), QStringLiteral("-o"),
                   QStringLiteral("m"), QStringLiteral("--root-name"), hostileNames().at(10)});
    QVERIFY2(run.status == 0, run.summary());
}

// No control character but the line feed, and none that reorders or hides text.
static bool isPlain(const QByteArray &bytes)
{
    for (const QChar c : QString::fromUtf8(bytes)) {
        const bool control =
            c != u'\n' && (c < QChar(u' ') || (c >= QChar(0x7f) && c < QChar(0xa0)));
        const bool hides = (c >= QChar(0x202a) && c <= QChar(0x202e))
            || (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200b);
        if (control || hides)
            return false;
    }
    return true;
}

void tst_hostilenames::terminalGetsNoCommands()
{
    const Run table = m_cli.run({QStringLiteral("analyze"), QStringLiteral("m")});
    QVERIFY2(table.status == 0, table.summary());
    QVERIFY(isPlain(table.out));
    QVERIFY(isPlain(table.err));
    const Run imported = m_cli.run({QStringLiteral("import"), QStringLiteral("compose.yaml"),
                                    QStringLiteral("-o"), QStringLiteral("-")});
    QVERIFY(isPlain(imported.err));
    for (const QString &name : hostileNames().mid(10, 2)) {
        const Run shown = m_cli.run({QStringLiteral("analyze"), name});
        QCOMPARE(shown.status, 2);
        QVERIFY(isPlain(shown.err));
        const Run diagram =
            m_cli.run({QStringLiteral("export"), QStringLiteral("m"), QStringLiteral("-o"),
                       QStringLiteral("x.svg"), QStringLiteral("--diagram"), name});
        QCOMPARE(diagram.status, 2);
        QVERIFY(isPlain(diagram.err));
    }
}

void tst_hostilenames::exports_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : exportNames())
        QTest::newRow(qPrintable(name)) << name;
}

// Well-formed, without scripts, handlers or addresses to load from.
static QString faultOfMarkup(const QByteArray &bytes, bool isSvg)
{
    static const QStringList forbidden {QStringLiteral("img"), QStringLiteral("iframe"),
                                        QStringLiteral("object"), QStringLiteral("foreignObject"),
                                        QStringLiteral("b")};
    QXmlStreamReader xml(bytes);
    int scripts = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("script"))
            ++scripts;
        if (forbidden.contains(xml.name().toString()))
            return QStringLiteral("has an element ") + xml.name().toString();
        for (const QXmlStreamAttribute &attribute : xml.attributes()) {
            if (attribute.name().startsWith(QStringLiteral("on"))
                || attribute.value().startsWith(QStringLiteral("javascript:")))
                return attribute.name().toString() + QLatin1Char('=')
                    + attribute.value().toString();
        }
    }
    if (isSvg && xml.hasError())
        return xml.errorString();
    return scripts > (isSvg ? 0 : 1) ? QStringLiteral("has scripts") : QString();
}

static QString faultOfCsv(const QByteArray &bytes)
{
    bool isQuoted = false;
    bool isStart = true;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        // What the cell begins with, its quote taken off.
        const char first = c == '"' && i + 1 < bytes.size() ? bytes.at(i + 1) : c;
        if (isStart && !isQuoted && QByteArray("=+-@\t\r").contains(first)
            && bytes.mid(i, 2) != "\r\n")
            return QString::fromUtf8(bytes.mid(i, 60));
        if (c == '"')
            isQuoted = !isQuoted;
        isStart = !isQuoted && (c == ',' || c == '\n');
    }
    return isQuoted ? QStringLiteral("a quote is not closed") : QString();
}

static QString faultOfMarkdown(const QByteArray &bytes)
{
    static const QRegularExpression active(
        QStringLiteral("(?<!\\\\)\\]\\((?:javascript|https://evil)|<(?:script|img|svg)|"
                       "(?<!\\\\)\\*\\*bold"));
    const QRegularExpressionMatch match = active.match(QString::fromUtf8(bytes));
    return match.hasMatch() ? QString::fromUtf8(bytes).mid(match.capturedStart() - 20, 80)
                            : QString();
}

void tst_hostilenames::exports()
{
    QFETCH(QString, name);
    const Run run =
        m_cli.run({QStringLiteral("export"), QStringLiteral("m"), QStringLiteral("--view"),
                   name.section(u'.', 0, 0), QStringLiteral("-o"), name});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY(isPlain(run.err));
    const QByteArray bytes = m_cli.read(name);
    QVERIFY(!bytes.isEmpty());
    const QString format = name.section(u'.', -1);
    QString fault;
    if (format == QStringLiteral("svg") || format == QStringLiteral("html"))
        fault = faultOfMarkup(bytes, format == QStringLiteral("svg"));
    else if (format == QStringLiteral("csv"))
        fault = faultOfCsv(bytes);
    else if (format == QStringLiteral("md"))
        fault = faultOfMarkdown(bytes);
    else if (format == QStringLiteral("json") || format == QStringLiteral("sarif"))
        fault = QJsonDocument::fromJson(bytes).isObject() ? QString() : QStringLiteral("no JSON");
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    const bool isText = format != QStringLiteral("png") && format != QStringLiteral("pdf");
    QVERIFY(!isText || (!bytes.contains('\x1b') && !bytes.contains('\x07')));
    // Where people read the text itself, it does not deceive them.
    if (format == QStringLiteral("md") || format == QStringLiteral("html")
        || format == QStringLiteral("svg"))
        QVERIFY(!QString::fromUtf8(bytes).contains(QChar(0x202e)));
}

void tst_hostilenames::layoutSurvivesQuotes()
{
    const Run run = m_cli.run({QStringLiteral("layout"), QStringLiteral("m"), QStringLiteral("-o"),
                               QStringLiteral("again")});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY2(!run.err.contains("grid"), run.summary());
}

DRAWBRIDGE_TEST(tst_hostilenames)
#include "tst_hostilenames.moc"
