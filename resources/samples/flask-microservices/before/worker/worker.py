"""Moves results from the cache to the history table."""

import os

import psycopg
import redis

TABLE = "CREATE TABLE IF NOT EXISTS history (kind text, question text, answer text)"


def main():
    cache = redis.Redis.from_url(os.environ["CACHE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
        database.execute(TABLE)
        while True:
            _, entry = cache.brpop("history")
            kind, question, answer = entry.decode().split("\t", 2)
            database.execute("INSERT INTO history VALUES (%s, %s, %s)", (kind, question, answer))


if __name__ == "__main__":
    main()
