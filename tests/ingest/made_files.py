"""The made-up files of tests/files with the observations that they hold, and how a reading of one is judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tests.ingest.spans import span
from tests.ingest.units import same_unit

HERE = Path(__file__).parents[1] / "files"
_TRUTH = ".expected.jsonl"
_STATUSES = (
    {"provisional", "preliminary"},
    {"estimate", "estimated"},
    {"forecast", "projection", "projected"},
    {"final"},
)
_EXACT = ("", "exact", "none")


@dataclass(frozen=True, slots=True)
class File:
    """A file (or a folder that is one), its kind, and what it holds."""

    path: Path
    options: str
    expected: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        return self.path.relative_to(HERE).as_posix()

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]


@dataclass(slots=True)
class Verdict:
    """What came of a file: counts, and a line for each thing that is not as it should be."""

    right: int = 0
    wrong: int = 0
    misnamed: int = 0
    missed: int = 0
    doubtful: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not (self.wrong or self.misnamed or self.missed)


def files() -> list[File]:
    return [_read(path) for path in sorted(HERE.rglob(f"*{_TRUTH}"))]


def _read(truth: Path) -> File:
    path = truth.with_name(truth.name.removesuffix(_TRUTH))
    options = path.with_name(f"{path.name}.options")
    return File(
        path, options.read_text("utf-8").strip() if options.exists() else "", tuple(lines(truth.read_text("utf-8")))
    )


def lines(text: str) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in text.splitlines() if line.strip())


def judged(expected: Sequence[dict[str, Any]], read: Sequence[dict[str, Any]]) -> Verdict:
    """`right`: value, period, unit, flags and names are. `misnamed`: the figure is right, and its names do not tell
    which it is (or its status or qualifier is not right). `wrong`: another value, period or unit, or none should be.
    """
    verdict = Verdict()
    left = list(read)
    # What has a cell is met first, and what is certain before what is doubtful: the others take what is left.
    for each in sorted(expected, key=lambda line: (line.get("cell") is None, bool(line.get("doubtful")))):
        found = _found(each, left)
        if found is not None:
            left.remove(found)
        _count(verdict, each, found)
    for extra in left:
        verdict.wrong += 1
        verdict.faults.append(f"should not be there: {_short(extra)}")
    return verdict


def _count(verdict: Verdict, expected: dict[str, Any], found: dict[str, Any] | None) -> None:
    if expected.get("doubtful"):
        verdict.doubtful += 1
    elif found is None:
        verdict.missed += 1
        verdict.faults.append(f"missed: {_short(expected)}")
    elif faults := list(_figure_faults(expected, found)):
        verdict.wrong += 1
        verdict.faults.append(f"wrong {', '.join(faults)}: {_short(found)} for {_short(expected)}")
    elif faults := list(_name_faults(expected, found)):
        verdict.misnamed += 1
        verdict.faults.append(f"misnamed, {', '.join(faults)}: {_short(found)} for {_short(expected)}")
    else:
        verdict.right += 1


def _found(expected: dict[str, Any], read: list[dict[str, Any]]) -> dict[str, Any] | None:
    """By its cell where both have one, or else the one with its value that fits best."""
    if expected.get("cell"):
        there = [each for each in read if each.get("cell") == expected["cell"] and _same_sheet(expected, each)]
        if there:
            return min(there, key=lambda each: _misfit(expected, each))
    alike = [
        each
        for each in read
        if not (expected.get("cell") and each.get("cell")) and "value" not in _figure_faults(expected, each)
    ]
    return min(alike, key=lambda each: _misfit(expected, each), default=None)


def _misfit(expected: dict[str, Any], read: dict[str, Any]) -> tuple[int, int]:
    return len(list(_name_faults(expected, read))), len(list(_figure_faults(expected, read)))


def _same_sheet(expected: dict[str, Any], read: dict[str, Any]) -> bool:
    return expected.get("sheet") in (None, read.get("sheet"))


def _figure_faults(expected: dict[str, Any], read: dict[str, Any]) -> Iterable[str]:
    also = expected.get("also", {})
    if not any(_same_number(each, read.get("value")) for each in (expected["value"], *also.get("value", ()))):
        yield "value"
    if span(read.get("period") or "") not in {span(each) for each in (expected["period"], *also.get("period", ()))}:
        yield "period"
    if not any(same_unit(each, read.get("unit")) for each in (expected["unit"], *also.get("unit", ()))):
        yield "unit"


def _same_number(expected: str, read: Any) -> bool:
    try:
        return Decimal(expected) == Decimal(str(read))
    except InvalidOperation:
        return False


def _name_faults(expected: dict[str, Any], read: dict[str, Any]) -> Iterable[str]:
    labels = " | ".join([str(read.get("indicator") or ""), *map(str, (read.get("dimensions") or {}).values())])
    labels = _folded(labels)
    yield from (f"without “{word}”" for word in expected["words"] if _folded(word) not in labels)
    yield from (f"with “{word}”" for word in expected["not"] if _has_word(labels, _folded(word)))
    status = _folded(read.get("status") or "")
    if expected.get("status") and not any({expected["status"], status} <= same for same in _STATUSES):
        yield f"status “{status}”"
    qualifier = _folded(read.get("qualifier") or "")
    if expected.get("qualifier"):
        if qualifier != expected["qualifier"]:
            yield f"qualifier “{qualifier}”"
    elif qualifier not in _EXACT:
        yield f"qualifier “{qualifier}”"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _has_word(labels: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", labels) is not None


def _short(line: dict[str, Any]) -> str:
    names = line.get("words") or [line.get("indicator"), *(line.get("dimensions") or {}).values()]
    place = "!".join(str(each) for each in (line.get("sheet"), line.get("cell")) if each)
    return f"{place or 'no cell'} {line.get('value')} {line.get('unit') or ''} {line.get('period')!r} {names}"
