"""Near misses from gold questions: which exchanges are tried, which are kept, and in which half they fall."""

from __future__ import annotations

import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from tests.questions.near_misses.ages import other_ages
from tests.questions.near_misses.classes import Class, other_terms
from tests.questions.near_misses.counts import counts_for_shares
from tests.questions.near_misses.held import Held, read_table
from tests.questions.near_misses.siblings import Columns, other_members
from tests.questions.near_misses.swap import Swap
from tests.questions.near_misses.times import other_years

HALVES = ("work", "held")
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A question that `table` cannot answer, for its want of `by`; it answers the one with `replaced` in its place."""

    table: str
    q: str
    kind: str
    replaced: str
    by: str
    half: str


def half_of(table: str) -> str:
    """In which half all questions of a table fall: by the CRC-32 of its name, as the table scorer halves them."""
    return HALVES[zlib.crc32(PurePosixPath(table).name.removesuffix(".csv").encode()) % 2]


def of_tables(folder: Path, classes: tuple[Class, ...], seed: int, most: int = 2) -> Iterator[NearMiss]:
    """The near misses of a folder with questions.jsonl and tables: at most `most` a question, each of another kind."""
    gold: dict[str, list[str]] = defaultdict(list)
    with (folder / "questions.jsonl").open(encoding="utf-8") as file:
        for body in map(json.loads, file):
            if body["expect"] == "answered":
                gold[body["table"]].append(body["q"])
    tables = {name: read_table(folder / name) for name in gold}
    columns = Columns.of(tables.values())
    known = frozenset(term.text for one in classes for term in one.terms)
    seen: Counter[str] = Counter()
    for name, questions in gold.items():
        for question in dict.fromkeys(questions):
            swaps = [*_swaps(question, tables[name], classes), *other_members(question, tables[name], columns, known)]
            yield from _kept(name, question, swaps, seed, most, seen)


def of_ledger(
    name: str, questions: Iterable[str], held: Held, classes: tuple[Class, ...], seed: int, most: int
) -> Iterator[NearMiss]:
    """The near misses of one ledger of the project's own."""
    seen: Counter[str] = Counter()
    for question in dict.fromkeys(questions):
        yield from _kept(name, question, list(_swaps(question, held, classes)), seed, most, seen)


def line(miss: NearMiss) -> str:
    return json.dumps(asdict(miss), ensure_ascii=False)


def _swaps(question: str, held: Held, classes: tuple[Class, ...]) -> Iterator[Swap]:
    yield from other_years(question, held)
    yield from other_ages(question, held)
    yield from other_terms(question, held, classes)
    yield from counts_for_shares(question, held)


def _kept(table: str, question: str, swaps: list[Swap], seed: int, most: int, seen: Counter[str]) -> Iterator[NearMiss]:
    """One exchange of each kind by chance, of the kinds that were kept least often so far."""
    if len(question.split()) < _LEAST_WORDS:
        return
    chance = random.Random(f"{seed}|{table}|{question}")
    by_kind: dict[str, list[Swap]] = defaultdict(list)
    for swap in swaps:
        if swap.question != question:
            by_kind[swap.kind].append(swap)
    for kind in sorted(by_kind, key=lambda each: (seen[each], each))[:most]:
        seen[kind] += 1
        swap = chance.choice(by_kind[kind])
        yield NearMiss(table, swap.question, kind, swap.replaced, swap.by, half_of(table))
