#include "model/import/routes/calltables.h"

namespace drawbridge::routes {

namespace calls {

// Library functions of Python. A parameter that ends in a function which is not here ends at an
// unknown place.
constexpr CallRow PythonCalls[] = {
    // Code
    {u"eval exec builtins.eval builtins.exec compile __import__ importlib.import_module "
     u"pandas.eval numexpr.evaluate code.InteractiveInterpreter().runsource "
     u"code.InteractiveInterpreter().runcode asteval.Interpreter().eval",
     {Sink, Sink::Code, 0, u"source"}},
    // Shell
    {u"os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput "
     u"commands.getstatusoutput asyncio.create_subprocess_shell pty.spawn pexpect.run "
     u"pexpect.spawn *.exec_command popen2.popen2",
     {Sink, Sink::Shell, 0, u"command"}},
    {u"subprocess.run subprocess.call subprocess.check_call subprocess.check_output "
     u"subprocess.Popen asyncio.create_subprocess_exec os.execl os.execle os.execlp os.execv "
     u"os.execve os.execvp os.spawnl os.spawnv os.spawnlp os.spawnvp",
     {SinkIf, Sink::Shell, 0, u"args", Condition::Process}},
    // Queries
    {u"*.execute *.executemany *.executescript *.raw *.exec_driver_sql sqlalchemy.text "
     u"sqlalchemy.sql.text sqlalchemy.sql.expression.text pandas.read_sql "
     u"pandas.read_sql_query "
     u"*.fetch *.fetchrow *.fetchval *.fetch_all *.fetch_one *.query_raw",
     {SinkIf, Sink::Sql, 0, u"statement", Condition::Query}},
    // Templates
    {u"flask.render_template_string quart.render_template_string jinja2.Template *.from_string "
     u"mako.template.Template tornado.template.Template django.template.Template",
     {Sink, Sink::Template, 0, u"source"}},
    // Objects
    {u"pickle.loads pickle.load cPickle.loads cPickle.load _pickle.loads dill.loads dill.load "
     u"cloudpickle.loads cloudpickle.load marshal.loads marshal.load jsonpickle.decode "
     u"shelve.open joblib.load torch.load pandas.read_pickle yaml.unsafe_load "
     u"yaml.unsafe_load_all pickle.Unpickler",
     {Sink, Sink::Deserialization, 0, nullptr}},
    {u"yaml.load yaml.load_all",
     {SinkIf, Sink::Deserialization, 0, u"stream", Condition::UnsafeLoader}},
    // Files
    {u"open io.open codecs.open os.open os.remove os.unlink os.rename os.replace os.rmdir "
     u"os.removedirs os.listdir os.scandir os.mkdir os.makedirs os.walk os.stat os.chmod "
     u"shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.move shutil.rmtree "
     u"flask.send_file quart.send_file flask.send_from_directory "
     u"fastapi.responses.FileResponse "
     u"starlette.responses.FileResponse aiofiles.open tarfile.open zipfile.ZipFile "
     u"os.path.getsize glob.glob upload.save",
     {Sink, Sink::File, 0, u"path"}},
    {u"pathlib.Path().open pathlib.Path().read_text pathlib.Path().read_bytes "
     u"pathlib.Path().write_text pathlib.Path().write_bytes pathlib.Path().unlink "
     u"pathlib.Path().rmdir pathlib.Path().iterdir pathlib.Path().rename "
     u"pathlib.Path().mkdir pathlib.Path().touch",
     {Sink, Sink::File, -1, nullptr}},
    // Addresses
    {u"requests.get requests.post requests.put requests.patch requests.delete requests.head "
     u"requests.options requests.Session().get requests.Session().post "
     u"requests.Session().put requests.Session().delete httpx.get httpx.post httpx.put "
     u"httpx.patch httpx.delete httpx.head httpx.stream httpx.Client().get "
     u"httpx.Client().post httpx.AsyncClient().get httpx.AsyncClient().post "
     u"httpx.AsyncClient().put httpx.AsyncClient().delete urllib.request.urlopen "
     u"urllib.request.Request urllib.request.urlretrieve urllib2.urlopen "
     u"aiohttp.ClientSession().get aiohttp.ClientSession().post http.client.HTTPConnection "
     u"http.client.HTTPSConnection socket.create_connection",
     {Sink, Sink::Url, 0, u"url"}},
    {u"requests.request httpx.request requests.Session().request urllib3.PoolManager().request "
     u"httpx.Client().request httpx.AsyncClient().request aiohttp.ClientSession().request",
     {Sink, Sink::Url, 1, u"url"}},
    {u"flask.redirect quart.redirect werkzeug.utils.redirect "
     u"fastapi.responses.RedirectResponse "
     u"starlette.responses.RedirectResponse",
     {Sink, Sink::Redirect, 0, u"url"}},
    // Pages
    {u"flask.Markup markupsafe.Markup flask.make_response flask.Response quart.Response "
     u"quart.make_response fastapi.responses.HTMLResponse starlette.responses.HTMLResponse",
     {SinkIf, Sink::Html, 0, u"content", Condition::Markup}},
    // Checks by conversion
    {u"int float complex decimal.Decimal fractions.Fraction uuid.UUID ipaddress.ip_address "
     u"ipaddress.ip_network ipaddress.ip_interface ipaddress.IPv4Address "
     u"ipaddress.IPv6Address ipaddress.IPv4Network ipaddress.IPv6Network "
     u"datetime.datetime.strptime datetime.datetime.fromisoformat "
     u"datetime.date.fromisoformat datetime.time.fromisoformat datetime.datetime.fromtimestamp "
     u"bson.ObjectId bson.objectid.ObjectId email_validator.validate_email",
     {ConvertsOrThrows, Sink::None, 0, nullptr, Condition::None, Grade::Type}},
    {u"*.model_validate *.model_validate_json *.parse_obj *.parse_raw *.validate_python "
     u"marshmallow.Schema().load *.validate_json pydantic.TypeAdapter().validate_python "
     u"jsonschema.validate",
     {ConvertsOrThrows, Sink::None, 0, nullptr, Condition::None, Grade::Pattern}},
    {u"bool len ord hash any all", {Drops, Sink::None, 0, nullptr}},
    {u"ast.parse ast.literal_eval json.loads json.load tomllib.loads csv.reader csv.DictReader "
     u"xml.etree.ElementTree.fromstring defusedxml.ElementTree.fromstring base64.b64decode "
     u"binascii.unhexlify urllib.parse.urlparse urllib.parse.urlsplit yaml.safe_load "
     u"yaml.safe_load_all dateutil.parser.parse PIL.Image.open",
     {Parses, Sink::None, 0, nullptr}},
    {u"re.match re.fullmatch re.search regex.match regex.fullmatch",
     {Checks, Sink::None, 1, u"string", Condition::None, Grade::Pattern}},
    {u"re.compile().match re.compile().fullmatch re.compile().search *.fullmatch "
     u"validators.url validators.domain validators.email validators.ip_address.ipv4 "
     u"validators.ipv4 validators.ipv6 validators.uuid validators.slug keyword.iskeyword "
     u"fnmatch.fnmatch",
     {Checks, Sink::None, 0, nullptr, Condition::None, Grade::Pattern}},
    {u"*.isdigit *.isalnum *.isalpha *.isnumeric *.isdecimal *.isidentifier *.isascii",
     {Checks, Sink::None, -1, nullptr, Condition::None, Grade::Pattern}},
    {u"isinstance", {Checks, Sink::None, 0, nullptr, Condition::None, Grade::Type}},
    // What takes the danger out
    {u"shlex.quote pipes.quote", {Cleans, Sink::Shell, 0, nullptr}},
    {u"html.escape markupsafe.escape flask.escape cgi.escape bleach.clean nh3.clean "
     u"xml.sax.saxutils.escape",
     {Cleans, Sink::Html, 0, nullptr}},
    {u"werkzeug.utils.secure_filename werkzeug.secure_filename os.path.basename "
     u"werkzeug.security.safe_join werkzeug.utils.safe_join flask.safe_join",
     {Cleans, Sink::File, 0, nullptr}},
    {u"urllib.parse.quote urllib.parse.quote_plus urllib.parse.urlencode urllib.quote",
     {Cleans, Sink::Url, 0, nullptr}},
    {u"flask.url_for quart.url_for", {Cleans, Sink::Redirect, 0, nullptr}},
    // Requests that end
    {u"flask.abort quart.abort werkzeug.exceptions.abort sys.exit os._exit exit quit "
     u"flask_restful.abort flask_restx.abort *.abort",
     {Leaves, Sink::None, 0, nullptr}},
    // Who calls
    {u"flask_login.current_user.is_authenticated flask_login.current_user",
     {ReadsSession, Sink::None, 0, nullptr}},
    {u"jwt.decode jose.jwt.decode authlib.jose.jwt.decode *.verify_id_token "
     u"flask_jwt_extended.verify_jwt_in_request flask_jwt_extended.get_jwt_identity "
     u"itsdangerous.URLSafeTimedSerializer().loads itsdangerous.URLSafeSerializer().loads",
     {ReadsToken, Sink::None, 0, nullptr}},
    // Data that is handed on as such
    {u"*.lpush *.rpush *.sadd *.hset *.hmset *.zadd *.setex *.publish *.send_message "
     u"*.put_object *.insert_one *.insert_many *.update_one *.update_many *.delete_one "
     u"*.delete_many *.replace_one *.commit *.add_all *.bulk_save_objects *.delay "
     u"*.apply_async *.enqueue *.send *.produce *.ltrim *.incr *.expire *.bulk_create "
     u"*.save *.delete *.update_or_create *.get_or_create *.sendmail *.basic_publish "
     u"*.flush *.merge *.lrem *.hdel",
     {Writes, Sink::None, 0, nullptr}},
    {u"redis.** pymemcache.** flask_sqlalchemy.** sqlalchemy.** psycopg.** psycopg2.** "
     u"sqlite3.** pymysql.** mysql.** asyncpg.** pymongo.** motor.**",
     {Harmless, Sink::None, 0, nullptr}},
    {u"print str repr abs min max sum round format bytes bytearray list dict tuple set "
     u"frozenset sorted reversed zip "
     u"enumerate map filter iter next range slice type id vars dir getattr hasattr super "
     u"callable divmod pow hex oct bin chr issubclass",
     {Harmless, Sink::None, 0, nullptr}},
    {u"logging.** json.** math.** time.** datetime.** hashlib.** hmac.** secrets.** random.** "
     u"collections.** itertools.** functools.** operator.** string.** textwrap.** copy.** "
     u"re.** uuid.** base64.** urllib.parse.** html.** ipaddress.** statistics.** decimal.** "
     u"typing.** dataclasses.** enum.** bcrypt.** passlib.** argon2.** structlog.** loguru.** "
     u"werkzeug.security.** werkzeug.exceptions.** flask.jsonify flask.render_template "
     u"flask.flash flask.stream_with_context quart.jsonify quart.render_template "
     u"fastapi.HTTPException fastapi.responses.** starlette.responses.** "
     u"starlette.exceptions.** fastapi.encoders.** fastapi.Response prometheus_client.** "
     u"ast.** "
     u"threading.** asyncio.** shlex.split contextlib.** traceback.** warnings.** os.path.** "
     u"os.environ.** "
     u"os.getenv os.getpid os.urandom os.getcwd pathlib.Path pathlib.** platform.** sys.** "
     u"flask_cors.** flask_login.** flask_jwt_extended.** jsonschema.** pydantic.** "
     u"marshmallow.**",
     {Harmless, Sink::None, 0, nullptr}},
    {u"*.strip *.lstrip *.rstrip *.lower *.upper *.title *.casefold *.encode *.decode *.split "
     u"*.rsplit *.splitlines *.partition *.rpartition *.replace *.removeprefix *.removesuffix "
     u"*.join *.format *.format_map *.startswith *.endswith *.find *.index *.count *.zfill "
     u"*.ljust *.rjust *.center *.translate *.swapcase *.capitalize *.append *.extend "
     u"*.insert *.remove *.items *.keys *.values *.setdefault *.copy *.clear *.sort *.reverse "
     u"*.isoformat *.strftime *.hexdigest *.digest *.to_dict *.dict *.model_dump *.json "
     u"*.info *.debug *.warning *.error *.exception *.critical *.log *.group *.groups "
     u"*.filter_by *.order_by *.limit *.offset *.first *.first_or_404 *.get_or_404 *.one "
     u"*.one_or_none *.scalar *.scalars *.all *.paginate *.fetchone *.fetchall *.fetchmany "
     u"*.cursor *.connect *.close *.rollback *.find_one *.read *.seek *.tell *.readline "
     u"*.readlines *.getlist *.get_json *.get_data *.pop *.add *.union *.difference",
     {Harmless, Sink::None, 0, nullptr}},
};

} // namespace calls

std::span<const CallRow> pythonCalls()
{
    return calls::PythonCalls;
}

} // namespace drawbridge::routes
