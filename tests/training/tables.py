"""Statistical tables with questions on them: each a frame, each question with its right answer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.ask.propose.candidates import Candidate, Op
from bot.ask.propose.features import Signs
from bot.ask.prove.wholes import is_total
from bot.ask.vocabulary.frame import EMPTY, Facet, Frame, Item, Kind, Row
from bot.ask.vocabulary.terms import terms

_CLASSES = {
    "none": (Op.LOOKUP,),
    "opposite": (Op.LOOKUP,),
    "pair-argmax": (Op.HIGHER,),
    "greater_than": (Op.HIGHER,),
    "pair-argmin": (Op.LOWER,),
    "less_than": (Op.LOWER,),
    "argmax": (Op.HIGHEST,),
    "max": (Op.HIGHEST, Op.HIGHEST_VALUE),
    "argmin": (Op.LOWEST,),
    "min": (Op.LOWEST, Op.LOWEST_VALUE),
    "div": (Op.RATIO, Op.SHARE),
    "diff": (Op.DIFFERENCE,),
    "diff+opposite": (Op.DIFFERENCE,),
    "diff+div": (Op.PERCENT_CHANGE,),
    "div+diff": (Op.PERCENT_CHANGE,),
    "sum": (Op.SUM, Op.SUM_OF_TWO),
    "sum+div": (Op.SHARE_OF_SUM,),
    "div+sum": (Op.SHARE_OF_SUM,),
    "average": (Op.MEAN,),
    "kth-argmax": (Op.PLACE_FROM_TOP,),
    "kth-argmin": (Op.PLACE_FROM_BOTTOM,),
}
_NAMING = frozenset((Op.HIGHER, Op.LOWER, Op.HIGHEST, Op.LOWEST, Op.PLACE_FROM_TOP, Op.PLACE_FROM_BOTTOM))


@dataclass(frozen=True)
class Case:
    """A question on a table. `answer` None where the table does not hold it."""

    table: str
    question: str
    answer: str | None
    operations: tuple[Op, ...]
    links: Mapping[str, Mapping[str, Sequence[str]]]
    swapped_in: str = ""
    """Of a near miss: the words that its table lacks."""

    @property
    def headers(self) -> set[str]:
        """The headers that its answer stands under, as far as they were noted."""
        return {header.lower() for axis in self.links.values() for found in axis.values() for header in found}


@dataclass(frozen=True)
class Table:
    name: str
    frame: Frame
    signs: Signs


def read_cases(folder: Path, *names: str) -> list[Case]:
    return list(_cases(folder, names or ("questions.jsonl",)))


def _cases(folder: Path, names: Sequence[str]) -> Iterator[Case]:
    for name in names:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            case: dict[str, Any] = json.loads(line)
            answer = str(case["answer"]) if case["expect"] == "answered" else None
            yield Case(case["table"], case["q"], answer, _CLASSES.get(case["operation"], ()), case.get("links", {}))


def read_table(folder: Path, name: str) -> Table:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [column for column in rows[0] if column not in ("indicator", "value")]
    facets = [Facet(Kind.INDICATOR, ""), *(Facet(Kind.DIMENSION, column, (column,)) for column in columns)]
    items: dict[tuple[int, str], Item] = {}
    cells: dict[tuple[str, ...], Row] = {}
    for row in rows:
        held = {0: row["indicator"], **{place: row[column] for place, column in enumerate(columns, 1) if row[column]}}
        for facet, label in held.items():
            items.setdefault((facet, label), Item(facet, label, (label,), facet > 0 and is_total(label)))
        # Of rivals the first is read, as the others are known by its name alone.
        cells.setdefault(tuple(row[column] for column in columns), Row(held, float(row["value"])))
    frame = Frame(facets, items.values(), list(cells.values()))
    return Table(name, frame, Signs(frame))


def number(text: object) -> float | None:
    try:
        return float(str(text).replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def is_close(got: float | None, wanted: str) -> bool:
    """Whether a value is the one wanted, to the precision it is written in; a share may be a percentage, and a fall may
    be told without its sign."""
    right = number(wanted)
    if got is None or right is None or got != got:
        return False
    got, right = abs(got), abs(right)
    digits = len(wanted.split(".")[1]) if "." in wanted else 0
    tolerance = max(0.5 * 10 ** -min(digits, 3), right * 0.002)
    return (
        abs(got - right) <= tolerance
        or (right < 1.5 and abs(got - 100 * right) <= max(0.06, right * 0.2))
        or abs(got * 100 - right) <= tolerance
    )


def named(frame: Frame, one: Candidate) -> str:
    """What a superlative names: the label of its winner."""
    item = frame.cells[one.winner, one.facet]
    return frame.items[item].labels[0] if item != EMPTY else ""


def is_right(frame: Frame, case: Case, one: Candidate) -> bool:
    if case.answer is None:
        return False
    if number(case.answer) is None:
        return one.op in _NAMING and terms(named(frame, one)) == terms(case.answer)
    if one.op in _NAMING:
        label = number(named(frame, one))
        return label is not None and is_close(label, case.answer)
    return is_close(one.value, case.answer)


def as_annotated(frame: Frame, case: Case, found: Sequence[Candidate]) -> list[bool]:
    """The right ones among candidates, those by the annotated operation and headers where there are any."""
    right = [is_right(frame, case, one) for one in found]
    by_operation = [good and one.op in case.operations for good, one in zip(right, found, strict=True)]
    if any(by_operation):
        right = by_operation
    hits = [_headers_hit(frame, case, one) if good else -1 for good, one in zip(right, found, strict=True)]
    return [good and hit == max(hits) for good, hit in zip(right, hits, strict=True)]


def _headers_hit(frame: Frame, case: Case, one: Candidate) -> int:
    cells = one.cells or one.group[:1]
    return len(case.headers & {label.lower() for cell in cells for label in frame.labels_of(cell)})
