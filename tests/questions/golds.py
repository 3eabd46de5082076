"""Golds worked out from a ledger's figures alone: `python -m tests.questions.golds QUESTIONS.jsonl LEDGER`.

Prints every question whose values are not what its `from` gives; with --fill, the file with the values that it gives.

`from` is an operation and what it is of, for instance ["difference", SELECTION, SELECTION]. A selection is written
"indicator; column=value; column=value" with ids in a data package and labels in a CSV file; "column=*" selects all
that have one. It selects figures, so those that differ in status or publication date are told apart by them.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = dict[str, str]
_NO_DIMENSION = {
    "indicator", "period", "value", "unit", "qualifier", "status", "universe", "source", "url", "published_on",
    "locator", "attributed_to", "embargo_until",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a ledger, what it calls its codes, and its key dates."""

    rows: tuple[Row, ...]
    names: dict[str, str]
    dates: dict[str, str]

    def one(self, selection: str) -> Decimal:
        """The one value that is selected, however often the ledger has it."""
        found = {Decimal(row["value"]) for row in self._select(selection)}
        if len(found) != 1:
            raise ValueError(f"{selection!r} selects {len(found)} values")
        return found.pop()

    def many(self, selection: str) -> list[Decimal]:
        """The values that are selected, each member and period once."""
        return list(self.by(selection, "*").values())

    def by(self, selection: str, column: str) -> dict[str, Decimal]:
        """The selected values by the name of their member in a column, or by all that they have."""
        found: dict[str, Decimal] = {}
        for row in self._select(selection):
            name = (
                "|".join(row[key] for key in row if key not in ("source", "locator", "value"))
                if column == "*"
                else row[column]
            )
            if found.setdefault(self.names.get(name, name), Decimal(row["value"])) != Decimal(row["value"]):
                raise ValueError(f"{selection!r} has two values for {name!r}")
        if not found:
            raise ValueError(f"{selection!r} selects nothing")
        return found

    def _select(self, selection: str) -> list[Row]:
        indicator, *parts = (part.strip() for part in selection.split(";"))
        wanted = {"indicator": indicator, **dict(part.split("=", 1) for part in parts)}
        return [row for row in self.rows if _matches(row, wanted)]


def _matches(row: Row, wanted: Row) -> bool:
    """Whether a figure has all that is wanted, and no dimension besides."""
    if any(row[key] and key not in wanted and key not in _NO_DIMENSION for key in row):
        return False
    return all(row[key] == value or (value == "*" and bool(row[key])) for key, value in wanted.items())


@dataclass(frozen=True, slots=True)
class Gold:
    """What a question's answer is: a value or a date, and the names that answer "which"."""

    value: Decimal | None
    names: tuple[str, ...] = ()
    date: str | None = None


def read_figures(ledger: Path) -> Figures:
    if ledger.is_file():
        return Figures(_rows(ledger), {}, {})
    names = {row["code"]: row["label"] for row in _rows(ledger / "codes.csv")}
    dates = {row["key_date"]: row["at"] for row in _rows(ledger / "key_dates.csv")}
    return Figures(_rows(ledger / "observations.csv"), names, dates)


def gold(derivation: list[str], figures: Figures) -> Gold:
    """Carries out a derivation. Raises ValueError for one that selects too few or too many figures."""
    operation, *of = derivation
    if operation == "date":
        return Gold(None, date=figures.dates[of[0]])
    if operation in _SUMS:
        ranked = sorted(figures.many(of[1]), reverse=_SUMS[operation])
        return Gold(sum(ranked[: int(of[0])], Decimal(0)))
    if operation == "share of all":
        return Gold(figures.one(of[0]) * 100 / sum(figures.many(of[1]), Decimal(0)))
    if operation in _RANKS:
        return _ranked(figures.by(of[1], of[0]), *_RANKS[operation])
    if operation == "count":
        return Gold(Decimal(sum(_COMPARISONS[of[1]](value, Decimal(of[2])) for value in figures.many(of[0]))))
    if operation in _OF_MANY:
        return Gold(_OF_MANY[operation]([value for selection in of for value in figures.many(selection)]))
    return Gold(_OF_EACH[operation](*map(figures.one, of)))


def _ranked(values: dict[str, Decimal], place: int, highest_first: bool) -> Gold:
    ranked = sorted(set(values.values()), reverse=highest_first)
    return Gold(ranked[place], tuple(name for name, value in values.items() if value == ranked[place]))


_RANKS = {
    "highest": (0, True),
    "second highest": (1, True),
    "third highest": (2, True),
    "lowest": (0, False),
    "second lowest": (1, False),
}
_SUMS = {"top sum": True, "bottom sum": False}
"""Of so many of the first, whether the highest comes first."""
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "more than": lambda value, limit: value > limit,
    "less than": lambda value, limit: value < limit,
}
_OF_MANY: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "rest": lambda values: 100 - sum(values, Decimal(0)),
    "mean": lambda values: sum(values, Decimal(0)) / len(values),
    "span": lambda values: max(values) - min(values),
}
_OF_EACH: dict[str, Callable[..., Decimal]] = {
    "value": lambda one: one,
    "difference": lambda one, other: one - other,
    "change": lambda before, after: after - before,
    "percent change": lambda before, after: (after - before) * 100 / before,
    "percent more": lambda one, other: (one - other) * 100 / other,
    "ratio": lambda one, other: one / other,
    "share": lambda part, whole: part * 100 / whole,
    "part": lambda share, whole: share * whole / 100,
    "change of gap": lambda one, other, one_later, other_later: (one_later - other_later) - (one - other),
}


def golds(body: dict[str, Any], figures: Figures) -> list[Gold]:
    """What answers a question: what its `from` gives, and what each of its `also` does, which is right as well."""
    return [gold(derivation, figures) for derivation in (body["from"], *body.get("also", ()))]


def agree(body: dict[str, Any], worked_out: list[Gold]) -> bool:
    """Whether a question's values are those worked out, each as exactly as it is written, with or without its sign."""
    if worked_out[0].date is not None:
        return bool(body.get("date") == worked_out[0].date)
    pairs = zip(body["values"], worked_out, strict=True)
    return all(one.value is not None and _same(Decimal(value), one.value) for value, one in pairs)


def _same(written: Decimal, value: Decimal) -> bool:
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(abs(written) - abs(value)) * 2 <= Decimal(1).scaleb(exponent)


def written(value: Decimal, operation: str) -> str:
    """A value as a gold, without its sign: a figure in full, else no more exact than any newsroom would print it."""
    if operation in ("percent change", "percent more", "share", "ratio", "part", "mean"):
        value = value.quantize(Decimal(1) if abs(value) >= 10 else Decimal("0.1"))
    return f"{abs(value):f}"


def readings(body: dict[str, Any], figures: Figures) -> list[Gold]:
    """What an asked-back question may mean: its `readings` are derivations."""
    return [gold(derivation, figures) for derivation in body["readings"]]


def read_bodies(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _filled(body: dict[str, Any], figures: Figures) -> dict[str, Any]:
    if body["expect"] == "ambiguous":
        values = [
            written(one.value, how[0])
            for one, how in zip(readings(body, figures), body["readings"], strict=True)
            if one.value is not None
        ]
        return {**body, "values": list(dict.fromkeys(values))}
    if "from" not in body:
        return body
    first, *rest = golds(body, figures)
    if first.date is not None:
        return {**body, "date": first.date}
    operations = [derivation[0] for derivation in (body["from"], *body.get("also", ()))]
    found = zip([first, *rest], operations, strict=True)
    values = [written(one.value, operation) for one, operation in found if one.value is not None]
    names = {"must": list(first.names)} if first.names and "must" not in body else {}
    return {**body, "values": values, **names}


def main(questions: str, ledger: str, *options: str) -> None:
    figures, bodies = read_figures(Path(ledger)), read_bodies(Path(questions))
    if "--fill" in options:
        lines = [json.dumps(_filled(body, figures), ensure_ascii=False) for body in bodies]
    else:
        derived = [(body, golds(body, figures)) for body in bodies if "from" in body]
        lines = [f"{body['q']!r} is not {found}" for body, found in derived if not agree(body, found)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
