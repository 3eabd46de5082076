"""What an import is measured by: a plain script that puts the rows of a tidy CSV file into the tables of a ledger."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import make_url

_RECORDED = "2024-05-01 12:00:00.000000"
_OBSERVATION = (
    "id", "series_id", "period", "value", "unit", "qualifier", "status", "universe", "source", "locator",
    "attributed_to", "published_on", "embargo_until", "review", "recorded_at",
)  # fmt: skip


class _Parsed:
    """The rows of a file, each as a row of `observation`; what they name is collected on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.series: dict[tuple[str, ...], int] = {}
        self.dimensions: tuple[str, ...] = ()
        self.sources: set[str] = set()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        with self._path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            _, *dimensions, _, _, _, _ = next(reader)
            self.dimensions = tuple(dimensions)
            for indicator, *codes, period, value, unit, source in reader:
                key = (indicator, *codes)
                number = self.series.get(key)
                if number is None:
                    number = self.series[key] = len(self.series) + 1
                    self.sources.add(source)
                claim = "\x1f".join((*key, period, source, unit, value))
                id_ = hashlib.sha256(claim.encode()).hexdigest()[:12]
                yield (
                    id_, number, period, str(Decimal(value)), unit, "exact", "normal", None, source, None, None, None,
                    None, "published", _RECORDED,
                )  # fmt: skip

    def concepts(self) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
        """Table, columns and rows."""
        yield "indicator", ("id", "label", "alt_labels"), [(one, one, "[]") for one in {key[0] for key in self.series}]
        named = [(one, one, "[]", False) for one in self.dimensions]
        yield "dimension", ("id", "label", "alt_labels", "whole"), named
        yield "source", ("id", "title"), [(one, one) for one in self.sources]
        codes = {pair for _, *codes in self.series for pair in zip(self.dimensions, codes, strict=True)}
        yield "code", ("dimension", "id", "label", "alt_labels"), [(*pair, pair[1], "[]") for pair in codes]
        keyed = [(number, ";".join(key), key[0]) for key, number in self.series.items()]
        yield "series", ("id", "key", "indicator"), keyed
        broken_down = [
            (number, *pair)
            for (_, *codes), number in self.series.items()
            for pair in zip(self.dimensions, codes, strict=True)
        ]
        yield "series_code", ("series_id", "dimension", "code"), broken_down


def written(kind: str, path: Path, url: str) -> float:
    """Seconds that it takes to put the file into a ledger that has its tables and nothing in them."""
    began = perf_counter()
    (_into_sqlite if kind == "sqlite" else _into_postgresql)(_Parsed(path), url)
    return perf_counter() - began


def _into_sqlite(parsed: _Parsed, url: str) -> None:
    connection = sqlite3.connect(str(make_url(url).database))
    places = ", ".join("?" * len(_OBSERVATION))
    connection.executemany(f"INSERT INTO observation ({', '.join(_OBSERVATION)}) VALUES ({places})", parsed)
    for table, columns, held in parsed.concepts():
        names = ", ".join(columns)
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", held)
    connection.commit()
    connection.close()


def _into_postgresql(parsed: _Parsed, url: str) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        _copy(cursor, "observation", _OBSERVATION, parsed)
        for table, columns, held in parsed.concepts():
            _copy(cursor, table, columns, held)


def _copy(cursor: psycopg.Cursor[Any], table: str, columns: tuple[str, ...], held: Any) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in held:
            copy.write_row(row)
