"""The web service of the network console, with the mistakes that the sample is about."""

import os
import subprocess

import redis
from flask import Flask, jsonify, request

SECRET_KEY = "obviously-fake-session-secret"

app = Flask(__name__)
app.secret_key = SECRET_KEY

cache = redis.Redis.from_url(os.environ["CACHE_URL"])


def remember(kind, question, answer):
    """Hands a result to the worker, which writes it to the history."""
    cache.lpush("history", f"{kind}\t{question}\t{answer}")


@app.route("/")
def index():
    return "Network console: /ping?ip=8.8.8.8 and /calculate?expr=2+3\n"


@app.route("/ping")
def ping():
    ip = request.args.get("ip", "")
    answer = subprocess.check_output(f"ping -c 1 {ip}", shell=True, text=True)
    remember("ping", ip, answer)
    return answer


@app.route("/calculate")
def calculate():
    expr = request.args.get("expr", "").replace(" ", "+")
    answer = eval(expr)
    remember("calculate", expr, answer)
    return jsonify(result=answer)


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
