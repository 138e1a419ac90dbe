import ipaddress, os, pickle, re, subprocess, shlex, yaml, requests
from flask import request, abort, send_file, render_template_string, redirect, Response
from functools import wraps
from werkzeug.utils import secure_filename
from . import bp

def require_api_key(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        if request.headers.get("X-API-Key") != current_app.config["API_KEY"]:
            abort(401)
        return f(*args, **kwargs)
    return wrapper

@bp.route("/ping")
@require_api_key
def ping():
    host = request.args.get("host")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        abort(400)
    return os.popen("ping -c1 " + host).read()

@bp.route("/ping2")
def ping2():
    host = request.args.get("host", "")
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        return "bad", 400
    return subprocess.check_output("ping -c1 %s" % host, shell=True)

@bp.route("/ping3")
def ping3():
    host = request.args.get("host", "")
    return subprocess.run(["ping", "-c1", host], capture_output=True).stdout

@bp.route("/ping4")
def ping4():
    return subprocess.run("ping " + shlex.quote(request.args["host"]), shell=True).stdout

@bp.route("/lookup", methods=["POST"])
def lookup():
    cmd = ["sh", "-c", f"nslookup {request.json['host']}"]
    return subprocess.run(cmd).stdout

@bp.route("/load", methods=["POST"])
def load():
    return str(pickle.loads(request.data)) + str(yaml.safe_load(request.form["y"])) + str(yaml.load(request.form["z"]))

@bp.route("/render")
def render():
    name = request.args.get("name")
    return render_template_string("<h1>Hello %s</h1>" % name)

@bp.route("/hello/<name>")
def hello(name):
    return f"<h1>Hello {name}</h1>"

@bp.route("/files/<path:name>")
def files(name):
    return send_file("/data/" + name)

@bp.route("/upload", methods=["POST"])
def upload():
    f = request.files["file"]
    f.save(os.path.join("/data", f.filename))
    f.save(os.path.join("/data", secure_filename(f.filename)))
    return "ok"

@bp.route("/fetch")
def fetch():
    url = request.args["url"]
    r = requests.get(url, timeout=3)
    w = requests.get(f"https://api.example.com/{request.args['city']}")
    return r.text + w.text

@bp.route("/go")
def go():
    return redirect(request.args["to"])

@bp.route("/n")
def n():
    n = request.args.get("n", default=1, type=int)
    return str(eval("2 ** %d" % n))

@bp.route("/validated")
def validated():
    host = my_unknown_check(request.args["host"])
    os.system("ping " + host)
    return ""
