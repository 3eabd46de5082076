"""How fast questions are answered from large ledgers: `python -m tests.benchmarks.ask` prints one line of JSON.

Everything is measured against a bare tantivy search for the same words in the same index, in turn with it, so that the
ratios mean the same on every machine. `fresh` gives those of a desk that has loaded the ledger's words and answered
nothing yet; the other figures are those of a desk that has been running: it was asked about each indicator some three
times, but no more than 20,000 times in all, other questions than those measured. It reads at the default tolerance.
`slowest` is the slowest question in medians. `resident_mb` is the memory of the process that indexed the ledger and
answered from it, at the end and at the most; nothing else is in that process.

`table` is a table of 500 cells and questions in all kinds of words, beside a fixed piece of Python (`python_ms`).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import tantivy
from sqlalchemy import Engine

from bot.answer import Answer
from bot.ask.lexicon import Lexicon
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT
from bot.ask.text import tokenize
from bot.domain import Indicator, Outcome, SeriesKey
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.search.folder import documents_of
from bot.search.index import SearchIndex
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare
from tests.benchmarks import cold, table
from tests.benchmarks.ledgers import Question, figure, ledger, questions
from tests.benchmarks.timing import alone, frozen, percentiles, resident, seconds
from tests.proofs import databases

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
_TOP = 10
_ASKED_BEFORE = 3
"""Questions an indicator that a running desk has answered."""
_MOST_BEFORE = 20_000
_TABLE_QUESTIONS = 300


@dataclass(slots=True)
class Times:
    """Seconds that the questions took, and what came of them."""

    bare: list[float] = field(default_factory=list)
    ask: list[float] = field(default_factory=list)
    wrong: list[tuple[Question, Answer]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Made:
    """A ledger that was recorded, in so many seconds, and questions: to a desk that has just started, to have it run,
    and to measure it by."""

    series: int
    indicators: int
    seconds: float
    fresh: list[Question]
    before: list[Question]
    asked: list[Question]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ask", description=__doc__)
    parser.add_argument("--series", type=int, nargs="*", default=[10_000, 100_000], help="sizes of the ledgers")
    kinds = databases.DATABASES
    parser.add_argument("--database", choices=kinds, default=kinds[0], help="what the ledgers are kept in")
    parser.add_argument("--questions", type=int, default=2_000, help="questions to each ledger")
    parser.add_argument("--table", action=argparse.BooleanOptionalAction, default=True, help="ask a table, too")
    parser.add_argument("--cold", action=argparse.BooleanOptionalAction, default=True, help="measure the cold start")
    parser.add_argument("--wrong", type=int, default=0, help="print so many questions answered wrongly, too")
    options = parser.parse_args(arguments)
    runs = [_run(options.database, size, options.questions, options.wrong) for size in options.series]
    report: dict[str, Any] = {"database": options.database, "ledgers": runs}
    if len(runs) > 1:
        report["growth"] = {
            "series": round(runs[-1]["series"] / runs[0]["series"], 2),
            "ask_p50": round(runs[-1]["ask_ms"]["p50"] / runs[0]["ask_ms"]["p50"], 2),
        }
    if options.table:
        report["table"] = alone(table.measured, min(options.questions, _TABLE_QUESTIONS), NOW)
    if options.cold:
        report["cold_start"] = cold.measured()
    sys.stdout.write(json.dumps(report) + "\n")


def _run(kind: str, size: int, count: int, shown: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="factdesk-benchmark-") as name:
        folder = Path(name)
        with databases.fresh(kind, folder) as database:
            made = alone(_make, database.url, size, count)
            summary, wrong = alone(_measure, database.url, folder / "index", made)
    for line in wrong[:shown]:
        sys.stderr.write(f"{line}\n")
    return summary


def _make(url: str, size: int, count: int) -> Made:
    """Records a ledger, and thinks of the questions to it."""
    held = ledger(size)
    engine = open_engine(url)
    prepare(engine)
    took = seconds(lambda: record(engine, held.batch, NOW))
    engine.dispose()
    indicators = len(held.batch.indicators)
    before = min(_ASKED_BEFORE * indicators, _MOST_BEFORE)
    asked = (questions(held, many, seed=seed) for many, seed in ((count, 3), (before, 4), (count, 2)))
    return Made(held.series, indicators, took, *map(list, asked))


def _measure(url: str, folder: Path, made: Made) -> tuple[dict[str, Any], list[str]]:
    """The figures, and the questions that were answered wrongly with their answers."""
    engine = open_engine(url)
    index = SearchIndex(folder)
    build = seconds(lambda: _build(engine, index))
    desk = Desk(engine, search=index, tolerance=DEFAULT)
    desk.warm_up(NOW)
    with frozen():
        fresh = _ask_all(desk, folder, made.fresh)
        for question in made.before:
            desk.ask(question.text, NOW)
        times = _ask_all(desk, folder, made.asked)
        publish = seconds(lambda: _publish(engine, desk))
    engine.dispose()
    wrong = [f"{question} -> {answer.text}" for question, answer in fresh.wrong + times.wrong]
    return _summary(made, build, fresh, times, publish), wrong


def _build(engine: Engine, index: SearchIndex) -> None:
    reader = Reader(engine, NOW)
    index.rebuild(reader, Lexicon(reader.catalogue()), NOW)


def _ask_all(desk: Desk, folder: Path, asked: Iterable[Question]) -> Times:
    """Each question is searched for and asked in turn."""
    times = Times()
    opened = tantivy.Index.open(str(documents_of(folder)))
    searcher = opened.searcher()
    for question in asked:
        stems = [token.stem for token in tokenize(question.text)]
        times.bare.append(seconds(lambda stems=stems: _bare(opened.schema, searcher, stems)))
        began = perf_counter()
        answer = desk.ask(question.text, NOW)
        times.ask.append(perf_counter() - began)
        if not is_right(question, answer):
            times.wrong.append((question, answer))
    return times


def _bare(schema: tantivy.Schema, searcher: tantivy.Searcher, stems: Sequence[str]) -> None:
    """The best ten series for these words, uncounted: the least that a search can do."""
    terms = [tantivy.Query.term_query(schema, "body", stem, "freq") for stem in stems]
    searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms]), _TOP, count=False)


def is_right(question: Question, answer: Answer) -> bool:
    if question.value is None:
        return answer.outcome is Outcome.ABSTAINED
    return answer.outcome is Outcome.ANSWERED and answer.value is not None and Decimal(answer.value) == question.value


def _publish(engine: Engine, desk: Desk) -> None:
    """Records the first figure of a new indicator, and asks for it. Raises if the desk does not have it."""
    new = Indicator("new", "Comets seen from the tower", unit="cases")
    record(engine, Batch((figure(SeriesKey("new", ()), "2024", Decimal(31)),), (new,), sources=()), NOW)
    answer = desk.ask("How many comets were seen from the tower in 2024?", NOW)
    if answer.value != "31":
        raise AssertionError(f"a figure just published is not answered: {answer.text}")


def _summary(made: Made, build: float, fresh: Times, times: Times, publish: float) -> dict[str, Any]:
    bare, ask = percentiles(times.bare), percentiles(times.ask)
    count = len(times.ask)
    missed = fresh.wrong + times.wrong
    false = [answer for _, answer in missed if answer.outcome is Outcome.ANSWERED]
    return {
        "series": made.series,
        "indicators": made.indicators,
        "questions": count,
        "right": round(1 - len(missed) / (2 * count), 4),
        "wrong": round(len(false) / (2 * count), 4),
        "record_seconds": round(made.seconds, 3),
        "build_seconds": round(build, 3),
        "build_series_per_second": round(made.series / build),
        "bare_search_ms": bare,
        "ask_ms": ask,
        **_ratios(times),
        "slowest": round(max(times.ask) / median(times.ask), 1),
        "fresh": _ratios(fresh),
        "publish_to_answer_seconds": round(publish, 3),
        "resident_mb": resident(),
    }


def _ratios(times: Times) -> dict[str, float]:
    bare, ask = percentiles(times.bare), percentiles(times.ask)
    return {f"ratio_{name}": round(ask[name] / bare[name], 2) for name in ("p50", "p99")}


if __name__ == "__main__":
    main()
