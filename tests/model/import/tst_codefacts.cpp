#include "model/import/routes/codefacts.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::routes;
using namespace drawbridge::test;

// What is read from sources: the routes of whole applications in several styles, and where the
// parameters of single handlers end.
class tst_codefacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applications_data();
    void applications();
    void flaskHandlers_data();
    void flaskHandlers();
    void expressHandlers_data();
    void expressHandlers();
    void authentication_data();
    void authentication();
    void secrets_data();
    void secrets();
    void routesThatAreNone_data();
    void routesThatAreNone();
    void debugModeAndPort_data();
    void debugModeAndPort();
    void largeProgramsEnd();

private:
    static CodeFacts read(const QList<CodeFile> &files)
    {
        SilentProgress progress;
        return readCodeFacts(files, progress);
    }
    static CodeFacts readOne(const QString &name, const QByteArray &source)
    {
        return read({{name, source}});
    }
    static QString written(const CodeFacts &facts);
};

static QString answerOf(const std::optional<bool> &answer)
{
    return !answer ? QStringLiteral("?") : *answer ? QStringLiteral("yes") : QStringLiteral("no");
}

static QString orUnknown(const QString &word)
{
    return word.isEmpty() ? QStringLiteral("?") : word;
}

// One line an endpoint, with what could be told; below it its parameters.
QString tst_codefacts::written(const CodeFacts &facts)
{
    QString text;
    for (const CodeSecret &secret : facts.secrets)
        text += QStringLiteral("secret %1 %2:%3\n")
                    .arg(secret.name, secret.place.file)
                    .arg(secret.place.line);
    if (facts.debugMode)
        text +=
            QStringLiteral("debug %1:%2\n").arg(facts.debugMode->file).arg(facts.debugMode->line);
    for (const CodeEndpoint &endpoint : facts.endpoints) {
        QStringList words {endpoint.method, endpoint.path,
                           endpoint.place.file + u':' + QString::number(endpoint.place.line),
                           QStringLiteral("authentication=") + orUnknown(endpoint.authentication),
                           QStringLiteral("changes=") + answerOf(endpoint.stateChanging)};
        if (!endpoint.authorization.isEmpty())
            words += QStringLiteral("authorization=") + endpoint.authorization;
        if (endpoint.fileUpload.value_or(false))
            words += QStringLiteral("upload");
        if (endpoint.rateLimit)
            words += QStringLiteral("rate-limit");
        if (endpoint.csrfToken)
            words += QStringLiteral("csrf-token");
        if (endpoint.login)
            words += QStringLiteral("login");
        if (endpoint.administrative)
            words += QStringLiteral("administration");
        if (endpoint.largestBody)
            words += QStringLiteral("body<=%1").arg(*endpoint.largestBody);
        if (endpoint.moreParameters)
            words += QStringLiteral("maybe-more");
        text += words.join(u' ') + u'\n';
        for (const CodeParameter &parameter : endpoint.parameters) {
            text += QStringLiteral("  %1 %2 validation=%3 sink=%4")
                        .arg(parameter.location, parameter.name, orUnknown(parameter.validation),
                             orUnknown(parameter.sink));
            if (parameter.ends.line > 0)
                text += QStringLiteral(" %1:%2").arg(parameter.ends.file).arg(parameter.ends.line);
            text += u'\n';
        }
    }
    return text;
}

void tst_codefacts::applications_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *folder : {"flask", "fastapi", "express", "typescript"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void tst_codefacts::applications()
{
    QFETCH(QString, folder);
    const QMap<QString, QByteArray> sources = sourceFiles(folder);
    QList<CodeFile> files;
    for (auto file = sources.cbegin(); file != sources.cend(); ++file) {
        if (!file.key().contains(u"test"))
            files.append({file.key(), file.value()});
    }
    QFile expected(sourceDir() + QStringLiteral("/tests/model/import/sources/") + folder
                   + QStringLiteral(".txt"));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    const CodeFacts facts = read(files);
    QVERIFY(!facts.incomplete);
    const QStringList is = written(facts).split(u'\n');
    const QStringList wanted = QString::fromUtf8(expected.readAll()).split(u'\n');
    for (qsizetype i = 0; i < std::max(is.size(), wanted.size()); ++i)
        QCOMPARE(is.value(i), wanted.value(i));
}

static void addHandler(const char *name, const char *body, const char *sink, const char *validation)
{
    QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(sink)
                        << QString::fromLatin1(validation);
}

static void addEnds()
{
    const auto row = addHandler;
    row("eval", "return str(eval(x))", "code", "none");
    row("through variables", "y = x.strip()\nz = y + ' '\nreturn exec(z)", "code", "none");
    row("literal_eval", "return str(ast.literal_eval(x))", "none", "?");
    row("os.system", "os.system('ping ' + x)", "shell", "none");
    row("shell=True", "subprocess.run(f'ping {x}', shell=True)", "shell", "none");
    row("shell=False", "subprocess.run(['ping', x], shell=False)", "none", "none");
    row("sh -c", "subprocess.check_output(['sh', '-c', 'ping %s' % x])", "shell", "none");
    row("program of the caller", "subprocess.run([x])", "shell", "none");
    row("split command", "subprocess.run(('ping ' + x).split())", "none", "none");
    row("quoted", "os.system('ping ' + shlex.quote(x))", "none", "none");
    row("quoted for something else", "os.system('ping ' + html.escape(x))", "shell", "none");
    row("formatted query", "cur.execute('SELECT * FROM t WHERE a = \\'{}\\''.format(x))", "sql",
        "none");
    row("f-string query", "cur.execute(f\"DELETE FROM t WHERE a = '{x}'\")", "sql", "none");
    row("joined query", "q = 'SELECT a FROM t'\nq += ' WHERE b = ' + x\ncur.execute(q)", "sql",
        "none");
    row("bound parameter", "cur.execute('SELECT a FROM t WHERE b = ?', (x,))", "none", "none");
    row("whole query of the caller", "runner.execute(x)", "?", "?");
    row("pickle", "pickle.loads(base64.b64decode(x))", "deserialization", "?");
    row("yaml", "yaml.load(x)", "deserialization", "none");
    row("yaml, safe loader", "yaml.load(x, Loader=yaml.SafeLoader)", "none", "none");
    row("template", "return render_template_string('Hi ' + x)", "template", "none");
    row("value of a template", "return render_template('a.html', name=x)", "none", "none");
    row("file", "return open('/data/' + x).read()", "file", "none");
    row("file by Path", "return (Path('/data') / x).read_text()", "file", "none");
    row("file by with", "with open(os.path.join('/d', x)) as f:\n  return f.read()", "file",
        "none");
    row("file, secured", "return send_file('/d/' + secure_filename(x))", "none", "none");
    row("file in a folder", "return send_from_directory('/d', x)", "none", "none");
    row("address", "return requests.get(x).text", "url", "none");
    row("path of an address", "return requests.get('https://a.example/' + x).text", "none", "none");
    row("host of an address", "return requests.get('https://' + x + '/y').text", "url", "none");
    row("redirect", "return redirect(x)", "redirect", "none");
    row("redirect to a path", "return redirect('/user/' + x)", "none", "none");
    row("redirect to a view", "return redirect(url_for(x))", "none", "none");
    row("page", "return f'<b>{x}</b>'", "html", "none");
    row("page, escaped", "return '<b>' + escape(x) + '</b>'", "none", "none");
    row("plain text", "return 'You said ' + x", "none", "none");
}

static void addChecks()
{
    const auto row = addHandler;
    row("int", "os.system('a %d' % int(x))", "shell", "type");
    row("int before", "try:\n  int(x)\nexcept ValueError:\n  abort(400)\nos.system('a ' + x)",
        "shell", "type");
    row("int that does not matter", "try:\n  int(x)\nexcept ValueError:\n  pass\nos.system(x)",
        "shell", "none");
    row("address check", "ip = ipaddress.ip_address(x)\nos.system(f'ping {ip}')", "shell", "type");
    row("pattern", "if not re.match('^[a-z]+$', x):\n  abort(400)\nos.system(x)", "shell",
        "pattern");
    row("pattern, compiled", "if NAME.fullmatch(x):\n  os.system(x)", "shell", "pattern");
    row("pattern, kept",
        "m = re.match('^a$', x)\nif m is None or not m:\n  return 'no'\n"
        "os.system(x)",
        "shell", "pattern");
    row("pattern, on the wrong branch", "if re.match('^a$', x):\n  pass\nelse:\n  os.system(x)",
        "shell", "none");
    row("pattern, after the fact", "os.system(x)\nif not re.match('^a$', x):\n  abort(400)",
        "shell", "none");
    row("list", "if x not in ('a', 'b'):\n  return 'no', 400\nos.system(x)", "shell", "allowlist");
    row("list by name", "if x not in ALLOWED:\n  abort(404)\nos.system(x)", "shell", "allowlist");
    row("list, both needed", "if x in ALLOWED and y:\n  os.system(x)", "shell", "allowlist");
    row("list, one of two", "if x in ALLOWED or y:\n  os.system(x)", "shell", "?");
    row("equal", "if x == 'up':\n  os.system(x)", "shell", "allowlist");
    row("chosen", "os.system(COMMANDS[x])", "none", "allowlist");
    row("chosen by get", "os.system(COMMANDS.get(x, 'true'))", "none", "allowlist");
    row("choice", "os.system(x if x in ALLOWED else 'true')", "shell", "allowlist");
    row("function of the program", "os.system(checked(x))", "shell", "pattern");
    row("function that says so", "if not is_fine(x):\n  abort(400)\nos.system(x)", "shell",
        "allowlist");
    row("function that refuses", "refuse(x)\nos.system(x)", "shell", "type");
    row("function that ends it", "run_it(x)", "shell", "none");
    row("unknown function", "os.system(library.clean(x))", "shell", "?");
    row("unknown test", "if library.fits(x):\n  os.system(x)", "shell", "?");
    row("handed on", "library.use(x)", "?", "?");
    row("overwritten", "x = 'fixed'\nos.system(x)", "none", "none");
    row("overwritten in one branch", "if y:\n  x = 'fixed'\nos.system(x)", "shell", "none");
    row("in a loop", "for part in x.split(','):\n  os.system('a ' + part)", "shell", "none");
    row("in a comprehension", "return str([eval(p) for p in x.split()])", "code", "none");
    row("in a nested function", "def inner():\n  return eval(x)\nreturn inner()", "code", "none");
    row("length", "return str(len(x))", "none", "none");
    row("stored", "db.lpush('history', x)", "none", "none");
    row("not in code", "return 'eval(x)'  # eval(x)", "none", "none");
}

void tst_codefacts::flaskHandlers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sink");
    QTest::addColumn<QString>("validation");
    addEnds();
    addChecks();
}

static const QByteArray FlaskHead = R"(import ast, base64, html, ipaddress, os, pickle, re, shlex
import subprocess, requests, yaml, redis
from pathlib import Path
from flask import (Flask, request, abort, redirect, render_template, render_template_string,
                   send_file, send_from_directory, url_for)
from markupsafe import escape
from werkzeug.utils import secure_filename
import library
app = Flask(__name__)
db = redis.Redis()
NAME = re.compile('^[a-z]+$')
ALLOWED = {'a', 'b'}
COMMANDS = {'up': 'uptime', 'who': 'w'}

def checked(value):
    if not re.fullmatch('[a-z]+', value):
        raise ValueError(value)
    return value

def is_fine(value):
    if value in ALLOWED:
        return True
    return False

def refuse(value):
    try:
        int(value)
    except ValueError:
        abort(400)

def run_it(value):
    return os.popen('echo ' + value)

@app.route('/')
def handler():
    x = request.args.get('x', '')
)";

void tst_codefacts::flaskHandlers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sink);
    QFETCH(QString, validation);
    QByteArray indented = body;
    indented.replace("\n", "\n    ");
    const CodeFacts facts = readOne(QStringLiteral("app.py"), FlaskHead + "    " + indented + "\n");
    QCOMPARE(facts.endpoints.size(), 1);
    QCOMPARE(facts.endpoints[0].parameters.size(), 1);
    const CodeParameter &parameter = facts.endpoints[0].parameters[0];
    QCOMPARE(parameter.name, QStringLiteral("x"));
    QCOMPARE(orUnknown(parameter.sink), sink);
    QCOMPARE(orUnknown(parameter.validation), validation);
}

void tst_codefacts::expressHandlers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sink");
    QTest::addColumn<QString>("validation");
    const auto row = addHandler;
    row("eval", "res.json(eval(x))", "code", "none");
    row("new Function", "res.json(new Function(x)())", "code", "none");
    row("timer", "setTimeout(x, 10)", "code", "none");
    row("exec", "exec(`ping ${x}`, (e, out) => res.send(out))", "shell", "none");
    row("exec in a promise", "const run = promisify(exec); const r = await run('ping ' + x)",
        "shell", "none");
    row("execFile", "execFile('ping', ['-c', '1', x])", "none", "none");
    row("spawn", "spawn('ping', [x])", "none", "none");
    row("spawn with a shell", "spawn('ping', [x], { shell: true })", "shell", "none");
    row("query", "db.query(`SELECT * FROM t WHERE a = '${x}'`)", "sql", "none");
    row("bound parameter", "db.query('SELECT * FROM t WHERE a = ?', [x])", "none", "none");
    row("file", "fs.readFile('/d/' + x, (e, d) => res.send(d))", "file", "none");
    row("file, base name", "fs.readFileSync('/d/' + path.basename(x))", "none", "none");
    row("sendFile", "res.sendFile('/d/' + x)", "file", "none");
    row("sendFile in a folder", "res.sendFile(x, { root: '/d' })", "none", "none");
    row("fetch", "const r = await fetch(x)", "url", "none");
    row("fetch of a path", "await fetch(`https://a.example/u/${x}`)", "none", "none");
    row("redirect", "res.redirect(302, x)", "redirect", "none");
    row("page", "res.send('<b>' + x + '</b>')", "html", "none");
    row("page, escaped", "res.send(`<b>${escapeHtml(x)}</b>`)", "none", "none");
    row("plain text", "res.send(x)", "none", "none");
    row("number", "exec(`kill ${Number(x)}`)", "shell", "type");
    row("parseInt", "const n = parseInt(x, 10); exec(`kill ${n}`)", "shell", "type");
    row("pattern", "if (!/^[a-z]+$/.test(x)) return res.sendStatus(400);\nexec(x)", "shell",
        "pattern");
    row("pattern, thrown", "if (!x.match(/^a$/)) { throw new Error('no'); } exec(x)", "shell",
        "pattern");
    row("list", "if (!['a', 'b'].includes(x)) return res.end(); exec(x)", "shell", "allowlist");
    row("cases", "switch (x) { case 'a': exec(x); break; default: res.end(); }", "shell",
        "allowlist");
    row("chosen", "exec(COMMANDS[x])", "none", "allowlist");
    row("typeof", "if (typeof x !== 'number') return; exec(x)", "shell", "type");
    row("typeof string", "if (typeof x !== 'string') return; exec(x)", "shell", "none");
    row("handed on", "library.use(x)", "?", "?");
    row("callback", "items.forEach(i => exec(i + x))", "shell", "none");
    row("await in try", "try { await run(x) } catch (e) { next(e) }", "shell", "none");
    row("not in code", "res.json('eval(x)') // eval(x)\n/* eval(x) */", "none", "none");
}

static const QByteArray ExpressHead = R"(const express = require('express');
const { exec, execFile, spawn } = require('child_process');
const { promisify } = require('util');
const fs = require('fs'), path = require('path');
const escapeHtml = require('escape-html');
const library = require('library');
const db = require('mysql2').createPool({});
const app = express();
const COMMANDS = { up: 'uptime', who: 'w' };
async function run(command) { return exec('nice ' + command); }
app.get('/', async (req, res, next) => {
  const { x } = req.query;
)";

void tst_codefacts::expressHandlers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sink);
    QFETCH(QString, validation);
    const CodeFacts facts = readOne(QStringLiteral("app.js"), ExpressHead + body + "\n});\n");
    QCOMPARE(facts.endpoints.size(), 1);
    QCOMPARE(facts.endpoints[0].parameters.size(), 1);
    const CodeParameter &parameter = facts.endpoints[0].parameters[0];
    QCOMPARE(orUnknown(parameter.sink), sink);
    QCOMPARE(orUnknown(parameter.validation), validation);
}

static const QByteArray OneRoute = "@app.route('/')\ndef f():\n  return 'x'\n";

static void addAsked(const char *name, const QByteArray &source, const char *word)
{
    QTest::newRow(name) << "from flask import Flask, request, session, abort, g, redirect\n"
                           "import functools\nfrom library import odd, thing\n"
                           "app = Flask(__name__)\n"
            + source << QString::fromLatin1(word);
}

static void addDecorators()
{
    const auto row = addAsked;
    row("nothing asks", OneRoute, "none");
    row("login_required",
        "from flask_login import login_required\n@app.route('/')\n@login_required\ndef f(): pass\n",
        "session");
    row("login_required above the route, where it does nothing",
        "from flask_login import login_required\n@login_required\n@app.route('/')\ndef f(): pass\n",
        "none");
    row("token",
        "from flask_jwt_extended import jwt_required\n@app.get('/')\n@jwt_required()\n"
        "def f(): pass\n",
        "token");
    row("token that is optional",
        "from flask_jwt_extended import jwt_required\n@app.get('/')\n"
        "@jwt_required(optional=True)\ndef f(): pass\n",
        "?");
    row("decorator of the program",
        "def guard(f):\n  @functools.wraps(f)\n  def inner(*a):\n    if 'user' not in session:\n"
        "      return redirect('/login')\n    return f(*a)\n  return inner\n"
        "@app.get('/')\n@guard\ndef f(): pass\n",
        "session");
    row("decorator of the program that asks nobody",
        "def timed(f):\n  def inner(*a):\n    return f(*a)\n  return inner\n"
        "@app.get('/')\n@timed\ndef f(): pass\n",
        "none");
    row("decorator that nobody knows", "@app.get('/')\n@odd\ndef f(): pass\n", "?");
}

static void addHooks()
{
    const auto row = addAsked;
    row("hook",
        "@app.before_request\ndef b():\n  if not session.get('user'):\n    abort(401)\n" + OneRoute,
        "session");
    row("hook that lets some paths through",
        "@app.before_request\ndef b():\n  if request.path == '/' or session.get('user'):\n"
        "    return\n  abort(401)\n"
            + OneRoute,
        "?");
    row("hook that counts", "@app.before_request\ndef b():\n  g.start = 1\n" + OneRoute, "none");
    row("asked inside",
        "@app.get('/')\ndef f():\n  if 'user' not in session:\n    abort(401)\n  return 'x'\n",
        "session");
    row("looked at without refusing",
        "@app.get('/')\ndef f():\n  return 'hello ' + str(session.get('user'))\n", "?");
    row("header",
        "@app.get('/')\ndef f():\n  if request.headers.get('X-API-Key') != KEY:\n    abort(403)\n  "
        "return 'x'\n",
        "key");
    row("wrapped", "app.wsgi_app = thing(app.wsgi_app)\n" + OneRoute, "?");
    row("wrapped for a proxy",
        "from werkzeug.middleware.proxy_fix import ProxyFix\n"
        "app.wsgi_app = ProxyFix(app.wsgi_app)\n"
            + OneRoute,
        "none");
}

void tst_codefacts::authentication_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("word");
    addDecorators();
    addHooks();
}

void tst_codefacts::authentication()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, word);
    const CodeFacts facts = readOne(QStringLiteral("app.py"), source);
    QCOMPARE(facts.endpoints.size(), 1);
    QCOMPARE(orUnknown(facts.endpoints[0].authentication), word);
}

void tst_codefacts::secrets_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *line, const char *names) {
        QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(names);
    };
    row("SECRET_KEY = 'tall-grass-17'", "SECRET_KEY");
    row("app.secret_key = 'tall-grass-17'", "secret_key");
    row("app.config['JWT_SECRET'] = 'tall-grass-17'", "JWT_SECRET");
    row("connect(host='db', password='tall-grass-17')", "password");
    row("x = {'api_key': 'tall-grass-17'}", "api_key");
    row("URI = 'postgresql://app:tall-grass-17@db/app'", "URI");
    row("KEY = os.environ.get('SECRET_KEY', 'tall-grass-17')", "SECRET_KEY");
    row("def f(token='tall-grass-17'): pass", "token");
    row("AWS = 'AKIAABCDEFGHIJKLMNOP'", "AWS");
    row("SECRET_KEY = os.environ['SECRET_KEY']", "");
    row("SECRET_KEY = ''", "");
    row("PASSWORD_FIELD = 'password'", "");
    row("PASSWORD_LABEL = 'Enter it twice'", "");
    row("password = 'Your password'", "");
    row("TOKEN_URL = '/oauth/token'", "");
    row("RESET_PASSWORD = 'mail/reset.html'", "");
    row("if password == 'tall-grass-17': pass", "");
    row("# SECRET_KEY = 'tall-grass-17'", "");
    row("'''SECRET_KEY = \"tall-grass-17\"'''", "");
    row("SECRET_FILE = '/run/secrets/key'", "");
    row("x = {'type': 'password'}", "");
    row("token_type = 'bearer'", "");
}

void tst_codefacts::secrets()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, names);
    const CodeFacts facts = readOne(QStringLiteral("app.py"), "\n" + line + "\n");
    QStringList found;
    for (const CodeSecret &secret : facts.secrets) {
        found += secret.name;
        QCOMPARE(secret.place.line, 2);
    }
    QCOMPARE(found.join(u' '), names);
}

void tst_codefacts::routesThatAreNone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char *what, const char *name, const char *source) {
        QTest::newRow(what) << QString::fromLatin1(name) << QByteArray(source);
    };
    row("comment", "a.py",
        "from flask import Flask\napp = Flask('x')\n# @app.route('/x')\n# def f(): pass\n");
    row("text", "a.py",
        "from flask import Flask\napp = Flask('x')\nEXAMPLE = '''\n@app.route('/x')\ndef f(): "
        "pass\n'''\n");
    row("something else called app", "a.py", "app = Other()\n@app.route('/x')\ndef f(): pass\n");
    row("a client", "a.py", "import requests\nrequests.get('/x', 1)\n");
    row("a dictionary", "a.py", "d = {}\nd.get('/x', lambda: 1)\n");
    row("comment", "a.js",
        "const app = require('express')();\n// app.get('/x', f)\n/*\napp.get('/y', f) */");
    row("text", "a.js", "const app = require('express')();\nconst d = `app.get('/x', f)`;");
    row("a setting", "a.js",
        "const app = require('express')();\napp.get('port'); app.set('x', 1);");
    row("a map", "a.js", "const m = new Map();\nm.get('/x', () => 1);");
    row("a client", "a.js", "const axios = require('axios');\naxios.get('/x', { a: 1 });");
    row("regular expression", "a.js",
        "const app = require('express')();\nconst r = /app.get('\\/x', f)/;");
}

void tst_codefacts::routesThatAreNone()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, source);
    const CodeFacts facts = readOne(name, source);
    QVERIFY2(facts.endpoints.isEmpty(), qPrintable(written(facts)));
}

void tst_codefacts::debugModeAndPort_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("debug");
    QTest::addColumn<int>("port");
    const QByteArray flask = "from flask import Flask\nimport os\napp = Flask(__name__)\n";
    QTest::newRow("run") << flask + "app.run(debug=True, port=8000)\n" << true << 8000;
    QTest::newRow("run without") << flask + "app.run(port=8000)\n" << false << 8000;
    QTest::newRow("by a variable") << flask + "app.run(debug=os.environ.get('D'), port=P)\n"
                                   << false << 0;
    QTest::newRow("setting") << flask + "app.config['DEBUG'] = True\n" << true << 0;
    QTest::newRow("settings") << flask + "app.config.update(DEBUG=True)\n" << true << 0;
    QTest::newRow("class of settings")
        << flask + "class C:\n  DEBUG = True\napp.config.from_object(C)\n"
        << true << 0;
    QTest::newRow("attribute") << flask + "app.debug = True\n" << true << 0;
    QTest::newRow("off") << flask + "app.debug = False\n" << false << 0;
}

void tst_codefacts::debugModeAndPort()
{
    QFETCH(QByteArray, source);
    QFETCH(bool, debug);
    QFETCH(int, port);
    const CodeFacts facts = readOne(QStringLiteral("app.py"), source);
    QCOMPARE(facts.debugMode.has_value(), debug);
    QCOMPARE(facts.port, port);
}

// Functions that call each other many times over, and thousands of routes.
void tst_codefacts::largeProgramsEnd()
{
    QByteArray source = "from flask import Flask, request\napp = Flask(__name__)\n";
    for (int i = 0; i < 40; ++i)
        source += QByteArray("def f%1(x):\n  return f%2(x) + f%2(x) + f%2(x)\n")
                      .replace("%1", QByteArray::number(i))
                      .replace("%2", QByteArray::number(i + 1));
    source += "@app.route('/')\ndef h():\n  return f0(request.args['x'])\n";
    const CodeFacts deep = readOne(QStringLiteral("app.py"), source);
    QCOMPARE(deep.endpoints.size(), 1);
    // What was not followed to its end is not known.
    QCOMPARE(deep.endpoints[0].parameters[0].sink, QString());
    QByteArray many = "from flask import Flask, request\napp = Flask(__name__)\n";
    for (int i = 0; i < 6'000; ++i)
        many += QByteArray("@app.route('/%1')\ndef h%1():\n  return eval(request.args['x'])\n")
                    .replace("%1", QByteArray::number(i));
    const CodeFacts wide = readOne(QStringLiteral("app.py"), many);
    QVERIFY(wide.incomplete || !wide.diagnostics.isEmpty());
    QCOMPARE(wide.endpoints.size(), 5'000);
}

DRAWBRIDGE_TEST(tst_codefacts)
#include "tst_codefacts.moc"
