"""How fast a file is imported, and in how much memory: `python -m tests.benchmarks.importing` prints one line of JSON.

A tidy CSV file of invented figures (an indicator, three breakdowns, months, a unit and a source) is read and recorded
as `factdesk import` does it, in turn with a plain script that parses the same rows and writes them into the same tables
under the same kind of keys, with sqlite3's executemany or with COPY on PostgreSQL, and checks nothing. Each has a fresh
process and an empty ledger. `ratio` is that of their rates, the median of the `rounds`: it means the same on every
machine. `read` and `record` are the parts of the seconds that the import takes.

`resident` is the memory of such a process at the most, in megabytes, before it reads and after it has recorded as many
`rows`; `growth` is that of the largest import by the smallest. `after_seconds` is what follows an import: making the
search index of the ledger, which the first question afterwards waits for.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, islice, product
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from bot.ask.lexicon import Lexicon
from bot.ingest import read
from bot.ledger.record import record
from bot.search.index import SearchIndex
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare
from tests.benchmarks import plain_import
from tests.benchmarks.timing import alone, resident, seconds
from tests.proofs import databases

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
COLUMNS = ("indicator", "region", "sex", "age", "period", "value", "unit", "source")
_REGIONS, _SEXES, _AGES = 50, ("women", "men", "all"), 20
_FIRST_YEAR = 1960


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the file whose import is timed")
    parser.add_argument("--rounds", type=int, default=3, help="imports and plain scripts, in turns")
    kinds = databases.DATABASES
    parser.add_argument("--database", nargs="*", choices=kinds, default=list(kinds), help="what the ledgers are in")
    sizes = (200_000, 1_000_000)
    parser.add_argument("--memory", type=int, nargs="*", default=sizes, help="rows of the files for the memory")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="factdesk-benchmark-") as name:
        runs = [_run(kind, Path(name), options.rows, options.rounds, options.memory) for kind in options.database]
    sys.stdout.write(json.dumps({"rows": options.rows, "rounds": options.rounds, "imports": runs}) + "\n")


def rows(size: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Month by month, all regions, sexes and ages; every value is another's neighbour by chance alone."""
    random = Random(seed)
    regions = [f"Region {number}" for number in range(1, _REGIONS + 1)]
    ages = [f"{5 * number} to {5 * number + 4}" for number in range(_AGES)]
    months = (f"{_FIRST_YEAR + number // 12}-{number % 12 + 1:02}" for number in count(0))
    cells = ((month, *one) for month in months for one in product(regions, _SEXES, ages))
    for month, region, sex, age in islice(cells, size):
        value = f"{random.randrange(1, 90_000)}.{random.randrange(10)}"
        yield "Residents", region, sex, age, month, value, "thousands", "Yearbook"


def write(path: Path, size: int) -> Path:
    """A tidy CSV file of so many rows."""
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(",".join(row) + "\n" for row in rows(size))
    return path


def imported(path: Path, url: str) -> dict[str, Any]:
    """Imports the file as the command does; seconds, and memory before and after."""
    engine = open_engine(url)
    prepare(engine)
    before = resident()
    began = perf_counter()
    batch = read(path)
    read_seconds = perf_counter() - began
    recorded = record(engine, batch, NOW)
    took = perf_counter() - began
    engine.dispose()
    return {"new": recorded.new, "seconds": took, "read": read_seconds, "before": before, "after": resident()}


def followed(folder: Path, url: str) -> float:
    """Seconds that the search index of the ledger takes."""
    engine = open_engine(url)

    def build() -> None:
        reader = Reader(engine, NOW)
        SearchIndex(folder).rebuild(reader, Lexicon(reader.catalogue()), NOW)

    took = seconds(build)
    engine.dispose()
    return took


def _run(kind: str, folder: Path, size: int, rounds: int, sizes: Sequence[int]) -> dict[str, Any]:
    path = write(folder / "timed.csv", size)
    plain, own, after = [], [], 0.0
    for number in range(rounds):
        with _ledger(kind, folder / f"{kind}-plain-{number}") as url:
            alone(_prepared, url)
            plain.append(size / alone(plain_import.written, kind, path, url))
        with _ledger(kind, folder / f"{kind}-{number}") as url:
            own.append(_whole(alone(imported, path, url), size))
            after = alone(followed, folder / f"{kind}-{number}-index", url)
    ratios = [(size / one["seconds"]) / rate for one, rate in zip(own, plain, strict=True)]
    return {
        "database": kind,
        "plain_rows_per_second": round(median(plain)),
        "rows_per_second": round(median(size / one["seconds"] for one in own)),
        "ratio": round(median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "read": round(median(one["read"] for one in own), 3),
        "record": round(median(one["seconds"] - one["read"] for one in own), 3),
        "after_seconds": round(after, 3),
        **(_memory(kind, folder, sizes) if sizes else {}),
    }


def _memory(kind: str, folder: Path, sizes: Sequence[int]) -> dict[str, Any]:
    found = []
    for size in sizes:
        path = write(folder / "large.csv", size)
        with _ledger(kind, folder / f"{kind}-large-{size}") as url:
            run = _whole(alone(imported, path, url), size)
        most = {"before": run["before"].get("most"), "most": run["after"].get("most")}
        found.append({"rows": size, "seconds": round(run["seconds"], 2), **most})
    told = [one["most"] for one in found if one["most"]]
    return {"resident": found, "growth": round(told[-1] / told[0], 2) if told else None}


def _whole(run: dict[str, Any], size: int) -> dict[str, Any]:
    if run["new"] != size:
        raise AssertionError(f"{run['new']} figures of {size} were recorded")
    return run


@contextmanager
def _ledger(kind: str, folder: Path) -> Iterator[str]:
    folder.mkdir()
    with databases.fresh(kind, folder) as database:
        yield database.url


def _prepared(url: str) -> None:
    engine = open_engine(url)
    prepare(engine)
    engine.dispose()


if __name__ == "__main__":
    main()
