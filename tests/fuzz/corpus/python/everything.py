import os.path as p, re
from flask import Flask, request as r
from . import input as other
app = Flask(__name__); app.config["X"] = 1
def guard(*a, k: int = 1, **kw) -> "x":
    def inner(f):
        return lambda *b: f(*b) if k else None
    return inner
class A(dict, metaclass=type):
    x: int = 1
    @staticmethod
    def get(self, /, y=2): return [f"{i!r:>{k}}" for i, k in self.items() if i not in (1, 2)]
@guard(k=2)
@app.route("/<int:a>/<any(b, c):d>", methods=("GET", 'POST'))
async def f(a, d):
    try:
        with open(r.args.get("x", type=int)) as h, other: pass
    except (ValueError, OSError) as e:
        raise e from None
    else: assert re.match(r"^\d$", r.form["y"]), "no"
    finally: del a
    for i, *j in r.json: eval(i)
    while (z := r.cookies["z"]): break
    match d:
        case {"b": 1}: return {**{1, 2}, "k": -1}
        case _: return """a
b""" 'c' % (d, ~a ** 2 // 3)
app.add_url_rule("/v", view_func=A.as_view("a"))
