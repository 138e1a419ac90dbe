#include "model/harden/yamleditor.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

namespace {

struct Edited
{
    QByteArray text;
    QString problem;
};

// The file after it says `value` at `path`.
Edited edited(const QByteArray &source, const QStringList &path, const PlainValue &value,
              const QByteArray &mark = {})
{
    const auto document = TreeDocument::parseYaml(source, QStringLiteral("f.yaml"));
    if (!document)
        return {{}, document.error().toString()};
    PlainValue desired = PlainValue::of(document->root());
    desired.set(path, value);
    YamlEditor editor(*document, [&](const QStringList &) { return mark; });
    const auto edits = editor.editsTowards(desired);
    if (!edits)
        return {{}, edits.error().message};
    const auto after = appliedEdits(source, *edits);
    if (!after)
        return {{}, after.error().message};
    return {*after, {}};
}

QStringList pathOf(const char *text)
{
    return QString::fromLatin1(text).split(u'.');
}

} // namespace

class tst_yamleditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAKeyAfterTheLast()
    {
        const Edited result =
            edited("services:\n  web:\n    image: a # first\n    # belongs to web\n  db: {}\n",
                   pathOf("services.web.read_only"), PlainValue::flag(true), "mark");
        QCOMPARE(result.text,
                 QByteArray("services:\n  web:\n    image: a # first\n    # belongs to web\n"
                            "    read_only: true  # mark\n  db: {}\n"));
    }

    void keepsLineEndsAndAMissingLastOne()
    {
        const Edited windows = edited("s:\r\n  w:\r\n    image: a\r\n", pathOf("s.w.user"),
                                      PlainValue::text(QStringLiteral("me")));
        QCOMPARE(windows.text, QByteArray("s:\r\n  w:\r\n    image: a\r\n    user: me\r\n"));
        const Edited open =
            edited("s:\n  w:\n    image: a", pathOf("s.w.privileged"), PlainValue::flag(false));
        QCOMPARE(open.text, QByteArray("s:\n  w:\n    image: a\n    privileged: false"));
    }

    void followsTheIndentationOfTheFile()
    {
        const Edited result = edited("s:\n w:\n   ports:\n    - a\n", pathOf("s.w.cap_drop"),
                                     PlainValue::list({QStringLiteral("ALL")}));
        QCOMPARE(result.text, QByteArray("s:\n w:\n   ports:\n    - a\n   cap_drop:\n    - ALL\n"));
        const Edited flat =
            edited("s:\n    w:\n        ports:\n        - a\n", pathOf("s.w.cap_drop"),
                   PlainValue::list({QStringLiteral("ALL")}));
        QCOMPARE(flat.text,
                 QByteArray("s:\n    w:\n        ports:\n        - a\n        cap_drop:\n"
                            "        - ALL\n"));
    }

    void extendsBracketsInBrackets()
    {
        const Edited result = edited("s: {w: {image: a, cap_drop: [X]}}\n", pathOf("s.w.cap_drop"),
                                     PlainValue::list({QStringLiteral("X"), QStringLiteral("Z")}));
        QCOMPARE(result.text, QByteArray("s: {w: {image: a, cap_drop: [X, Z]}}\n"));
        const Edited json = edited("{\"s\": {\"w\": {\"image\": \"a\"}}}", pathOf("s.w.user"),
                                   PlainValue::text(QStringLiteral("me")), "mark");
        QCOMPARE(json.text, QByteArray("{\"s\": {\"w\": {\"image\": \"a\", \"user\": \"me\"}}}"));
    }

    void keepsTheQuotationMarksOfWhatItReplaces()
    {
        const PlainValue port = PlainValue::list({QStringLiteral("127.0.0.1:80:80")});
        QCOMPARE(edited("p:\n - '80:80' # web\n", {QStringLiteral("p")}, port, "m").text,
                 QByteArray("p:\n - '127.0.0.1:80:80' # web; m\n"));
    }

    void keepsACommentBesideWhatItTakesAway()
    {
        QCOMPARE(edited("w:\n  pid: host  # why\n  image: a\n", pathOf("w.pid"), {}).text,
                 QByteArray("w:\n  # why\n  image: a\n"));
        QCOMPARE(edited("w:\n  pid: host\n  image: a\n", pathOf("w.pid"), {}).text,
                 QByteArray("w:\n  image: a\n"));
    }

    void writesOverWhatAMergeKeyBrings()
    {
        const QByteArray source = "x: &x\n  user: root\n  l: [a]\na:\n  <<: *x\nb:\n  <<: *x\n";
        const Edited result =
            edited(source, pathOf("a.user"), PlainValue::text(QStringLiteral("me")));
        QCOMPARE(result.text, source.left(source.indexOf("b:")) + "  user: me\nb:\n  <<: *x\n");
    }

    void leavesAMapThatOthersShareAlone()
    {
        const QByteArray source = "x: &x\n  e: {A: b}\na:\n  <<: *x\nb:\n  <<: *x\n";
        const Edited result =
            edited(source, pathOf("a.e.C"), PlainValue::text(QStringLiteral("d")));
        QVERIFY2(result.problem.contains(QStringLiteral("anchor")), qPrintable(result.problem));
    }

    void fillsWhatIsEmpty()
    {
        QCOMPARE(edited("networks:\nservices: {}\n", pathOf("networks.back"),
                        PlainValue::map({{QStringLiteral("internal"), PlainValue::flag(true)}}))
                     .text,
                 QByteArray("networks:\n  back:\n    internal: true\nservices: {}\n"));
    }
};

DRAWBRIDGE_TEST(tst_yamleditor)

#include "tst_yamleditor.moc"
