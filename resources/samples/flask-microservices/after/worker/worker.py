"""Moves results from the cache to the history table."""

import json
import os
import tempfile
from pathlib import Path

import psycopg
import redis

import settings

TABLE = "CREATE TABLE IF NOT EXISTS history (kind text, question text, answer text)"
ALIVE = Path(tempfile.gettempdir()) / "alive"


def connect_cache():
    return redis.Redis(
        host=os.environ["CACHE_HOST"],
        password=settings.secret("CACHE_PASSWORD_FILE"),
    )


def connect_database():
    return psycopg.connect(
        host=os.environ["DATABASE_HOST"],
        user="console",
        dbname="console",
        password=settings.secret("DATABASE_PASSWORD_FILE"),
        autocommit=True,
    )


def main():
    cache = connect_cache()
    with connect_database() as database:
        database.execute(TABLE)
        while True:
            ALIVE.touch()
            found = cache.brpop("history", timeout=10)
            if found is None:
                continue
            kind, question, answer = json.loads(found[1])
            database.execute("INSERT INTO history VALUES (%s, %s, %s)", (kind, question, answer))


if __name__ == "__main__":
    main()
