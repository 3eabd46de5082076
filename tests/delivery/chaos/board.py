"""A little platform in an SQLite file: it records what is posted, and its answers get lost now and then."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, RetryAfter, Sent, Unknown

_FAULT = 0.06
"""How often each fault happens."""


class FileBoard:
    """A port to the file. `at` is called at each point where a worker may be made to die."""

    limits = Limits(gap=timedelta(milliseconds=10))

    def __init__(self, path: Path, chance: random.Random, at: Callable[[str], None]) -> None:
        self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._chance, self._at = chance, at

    @staticmethod
    def create(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, channel TEXT, marker TEXT, text TEXT)")

    @staticmethod
    def posts(path: Path) -> list[tuple[str, str, str]]:
        """(channel, marker, text) in the order of posting."""
        with sqlite3.connect(path) as connection:
            return connection.execute("SELECT channel, marker, text FROM post ORDER BY id").fetchall()

    def send(self, delivery: Delivery) -> Outcome:
        self._at("before")
        fault = self._chance.random()
        if fault < _FAULT:
            return RetryAfter(0.5)
        if fault < 2 * _FAULT:
            raise ConnectionError("dropped before")
        row = (delivery.address.channel, delivery.marker, delivery.payload["text"])
        cursor = self._connection.execute("INSERT INTO post (channel, marker, text) VALUES (?, ?, ?)", row)
        self._at("accepted")
        if fault < 3 * _FAULT:
            raise ConnectionError("dropped after")
        return Sent(str(cursor.lastrowid))

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        if self._chance.random() < _FAULT:
            return Unknown(0.5)
        query = "SELECT id FROM post WHERE marker = ?"
        found = self._connection.execute(query, (delivery.marker,)).fetchone()
        return str(found[0]) if found else None
