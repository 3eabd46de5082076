"""How fast questions are answered from large ledgers: `python -m tests.benchmarks.ask` prints one line of JSON.

Everything is measured against a bare tantivy search for the same words in the same index, in turn with it, so that the
ratios mean the same on every machine. `fresh` gives those of a desk that has loaded the ledger's words and answered
nothing yet; the other figures are those of a desk that has been running: it was asked about each indicator some three
times, other questions than those measured. It reads at the default tolerance. `slowest` is the slowest question in
medians.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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
from tests.benchmarks.ledgers import Ledger, Question, figure, ledger, questions

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
_TOP = 10
_ASKED_BEFORE = 3
"""Questions an indicator that a running desk has answered."""
_PROCESSES = 7


@dataclass(slots=True)
class Times:
    """Seconds that the questions took, and what came of them."""

    bare: list[float] = field(default_factory=list)
    ask: list[float] = field(default_factory=list)
    wrong: list[tuple[Question, Answer]] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ask", description=__doc__)
    parser.add_argument("--series", type=int, nargs="+", default=[10_000, 100_000], help="sizes of the ledgers")
    parser.add_argument("--questions", type=int, default=2_000, help="questions to each ledger")
    parser.add_argument("--cold", action=argparse.BooleanOptionalAction, default=True, help="measure the cold start")
    parser.add_argument("--wrong", type=int, default=0, help="print so many questions answered wrongly, too")
    options = parser.parse_args(arguments)
    runs = [_run(size, options.questions, options.wrong) for size in options.series]
    report: dict[str, Any] = {"ledgers": runs}
    if len(runs) > 1:
        report["growth"] = {
            "series": round(runs[-1]["series"] / runs[0]["series"], 2),
            "ask_p50": round(runs[-1]["ask_ms"]["p50"] / runs[0]["ask_ms"]["p50"], 2),
        }
    if options.cold:
        report["cold_start"] = _cold_start()
    sys.stdout.write(json.dumps(report) + "\n")


def _run(size: int, count: int, shown: int) -> dict[str, Any]:
    held = ledger(size)
    with tempfile.TemporaryDirectory(prefix="factdesk-benchmark-") as name:
        folder = Path(name)
        engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
        prepare(engine)
        record(engine, held.batch, NOW)
        index = SearchIndex(folder / "index")
        build = _seconds(lambda: _build(engine, index))
        desk = Desk(engine, search=index, tolerance=DEFAULT)
        desk.warm_up(NOW)
        with _frozen():
            fresh = _ask_all(desk, folder / "index", questions(held, count, seed=3))
            for question in questions(held, _ASKED_BEFORE * len(held.batch.indicators), seed=4):
                desk.ask(question.text, NOW)
            times = _ask_all(desk, folder / "index", questions(held, count))
            publish = _seconds(lambda: _publish(engine, desk))
        engine.dispose()
    for question, answer in (fresh.wrong + times.wrong)[:shown]:
        sys.stderr.write(f"{question} -> {answer.text}\n")
    return _summary(held, build, fresh, times, publish)


def _build(engine: Engine, index: SearchIndex) -> None:
    reader = Reader(engine, NOW)
    index.rebuild(reader, Lexicon(reader.catalogue()), NOW)


@contextmanager
def _frozen() -> Iterator[None]:
    """Keeps the collector of garbage out of the figures that the questions are made of: they are not the desk's."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _ask_all(desk: Desk, folder: Path, asked: Iterable[Question]) -> Times:
    """Each question is searched for and asked in turn."""
    times = Times()
    opened = tantivy.Index.open(str(documents_of(folder)))
    searcher = opened.searcher()
    for question in asked:
        stems = [token.stem for token in tokenize(question.text)]
        times.bare.append(_seconds(lambda stems=stems: _bare(opened.schema, searcher, stems)))
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


def _summary(held: Ledger, build: float, fresh: Times, times: Times, publish: float) -> dict[str, Any]:
    bare, ask = _percentiles(times.bare), _percentiles(times.ask)
    count = len(times.ask)
    return {
        "series": held.series,
        "indicators": len(held.batch.indicators),
        "questions": count,
        "right": round(1 - len(fresh.wrong + times.wrong) / (2 * count), 4),
        "build_seconds": round(build, 3),
        "build_series_per_second": round(held.series / build),
        "bare_search_ms": bare,
        "ask_ms": ask,
        **_ratios(times),
        "slowest": round(max(times.ask) / median(times.ask), 1),
        "fresh": _ratios(fresh),
        "publish_to_answer_seconds": round(publish, 3),
    }


def _ratios(times: Times) -> dict[str, float]:
    bare, ask = _percentiles(times.bare), _percentiles(times.ask)
    return {f"ratio_{name}": round(ask[name] / bare[name], 2) for name in ("p50", "p99")}


def _percentiles(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    last = len(ordered) - 1
    found = {"p50": ordered[last // 2], "p99": ordered[round(last * 0.99)], "max": ordered[-1]}
    return {name: round(value * 1000, 3) for name, value in found.items()}


def _cold_start() -> dict[str, float]:
    """Seconds of fresh processes in turn: a question to the sample ledger, against the imports that it cannot avoid."""
    with tempfile.TemporaryDirectory(prefix="factdesk-benchmark-") as name:
        url = f"sqlite:///{Path(name) / 'sample.sqlite'}"
        sample = Path(__file__).resolve().parents[2] / "data" / "nz-drug-law"
        factdesk = [sys.executable, "-c", "from adapters.cli import main; main()"]
        environment = {"FACTDESK_DATABASE_URL": url, "HOME": name, "PATH": "/usr/bin:/bin"}

        def run(command: list[str]) -> float:
            return _seconds(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))

        run([*factdesk, "import", str(sample)])
        imports = [sys.executable, "-c", "import sqlalchemy, tantivy"]
        pairs = [(run(imports), run([*factdesk, "ask", "How many votes were cast?"])) for _ in range(_PROCESSES)]
    bare, ask = (median(pair[side] for pair in pairs) for side in (0, 1))
    return {"imports_seconds": round(bare, 3), "ask_seconds": round(ask, 3), "ratio": round(ask / bare, 2)}


def _seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


if __name__ == "__main__":
    main()
