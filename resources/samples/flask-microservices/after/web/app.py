"""The web service of the network console, hardened."""

import json
import os
import subprocess  # nosec B404 - for the name of an exception only
from urllib.parse import parse_qs

import redis
from flask import Flask, jsonify, request

import calculator
import probe
import settings

app = Flask(__name__)
app.config["SECRET_KEY"] = settings.secret("SESSION_SECRET_FILE")
app.config["MAX_CONTENT_LENGTH"] = 16 * 1024

LONGEST_HISTORY = 1000

cache = redis.Redis(
    host=os.environ["CACHE_HOST"],
    password=settings.secret("CACHE_PASSWORD_FILE"),
    socket_timeout=2,
)


def remember(kind, question, answer):
    """Hands a result to the worker; the list is kept short in case the worker is away."""
    cache.lpush("history", json.dumps([kind, question, answer]))
    cache.ltrim("history", 0, LONGEST_HISTORY - 1)


def raw_argument(name):
    """An argument of the query in which a plus sign stays one, as in /calculate?expr=2+3."""
    query = request.query_string.decode("ascii", "replace").replace("+", "%2B")
    return parse_qs(query).get(name, [""])[0]


@app.route("/")
def index():
    return "Network console: /ping?ip=8.8.8.8 and /calculate?expr=2+3\n"


@app.route("/ping")
def ping():
    try:
        address = probe.parse_address(request.args.get("ip", ""))
        answers = probe.ping(address)
    except probe.AddressError as problem:
        return jsonify(error=str(problem)), 400
    except subprocess.TimeoutExpired:
        answers = False
    remember("ping", str(address), str(answers))
    return jsonify(address=str(address), answers=answers)


@app.route("/calculate")
def calculate():
    expression = raw_argument("expr")
    try:
        answer = calculator.calculate(expression)
    except calculator.ExpressionError as problem:
        return jsonify(error=str(problem)), 400
    remember("calculate", expression, str(answer))
    return jsonify(result=answer)
