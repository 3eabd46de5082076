"""Whether what was said of an earlier file fits what this one says of itself, as far as its first rows tell."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from bot.domain import Figure
from bot.errors import LedgerUnreadable, UnclearOrders
from bot.ingest.concepts import Concepts
from bot.ingest.identity import slug
from bot.ingest.laid_out import LaidOut
from bot.ingest.likeness import lasting
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.table import Row
from bot.ingest.words import quoted

_LOOKED_AT = 1000
"""Figures of each table that are looked at."""
_MOST = 200
"""Measures of a file whose units are remembered."""
_UNIT_OF = "unit of "
_STANDING = ("unit", "status", "source")
LayOut = Callable[[Orders], LaidOut]


class Overruled(NamedTuple):
    """What is said of a file (the `field` of its orders), and what the file says of itself instead."""

    field: str
    doubt: Assumption


def overruled(laid_out: LaidOut, lay_out: LayOut) -> tuple[Overruled, ...]:
    """What the orders that a file was laid out by say otherwise than the file itself: its unit, status or source, and
    what comes before its decimals."""
    found = list[Overruled]()
    for field in (*_STANDING, "decimal"):
        if getattr(laid_out.orders, field) is None:
            continue
        unsaid: dict[str, Any] = {field: None}
        try:
            alone = lay_out(replace(laid_out.orders, **unsaid))
        except (LedgerUnreadable, UnclearOrders):
            continue  # It is read by what is said alone.
        found += _otherwise_read(laid_out, alone) if field == "decimal" else _otherwise_said(field, laid_out, alone)
    return tuple(found)


def units_of(laid_out: LaidOut) -> tuple[str, ...]:
    """In which unit each measure of a file is, as it is remembered."""
    found = dict.fromkeys(_unit_key(figure) for _, figure in _read(laid_out).values())
    return tuple(islice(found, _MOST))


def other_units(laid_out: LaidOut, agreed: Collection[str]) -> Iterator[Assumption]:
    """The measures that files before gave in a unit, and this one gives without any, or in another."""
    held = dict[str, list[str]]()
    for key in agreed:
        measure, parted, unit = key.removeprefix(_UNIT_OF).partition(": ")
        if key.startswith(_UNIT_OF) and parted and unit:
            held.setdefault(measure, []).append(unit)
    for key, figure in {_unit_key(one): one for _, one in _read(laid_out).values()}.items():
        before = held.get(figure.indicator)
        if before is not None and key not in agreed:
            now = f"in {quoted(figure.unit)}" if figure.unit else "without a unit"
            was = ", ".join(map(quoted, before))
            sentence = f"{quoted(figure.indicator)} was in {was} in the files before, and is {now} in this one"
            shown = f"{sentence}, as {figure.value:f}"
            yield Assumption(shown, f"--unit {shlex.quote(before[0])} says it", doubtful=True, about=key)


def _unit_key(figure: Figure) -> str:
    return f"{_UNIT_OF}{figure.indicator}: {figure.unit or ''}"


def _otherwise_said(field: str, laid_out: LaidOut, alone: LaidOut) -> Iterator[Overruled]:
    """The first text of each kind that the file says of its rows, where another is said."""
    own, shown = _read(alone), set[str]()
    for place, (row, _) in _read(laid_out).items():
        text, said = own[place][0].text(field) if place in own else None, row.text(field)
        if text is None or said is None or text.casefold() == said.casefold() or lasting(text) in shown:
            continue
        shown.add(lasting(text))
        sentence = f"The {field} is {quoted(said)}, as was said of a file before, and this one says {quoted(text)}"
        option = f"--no-kept reads it by itself, and --{field} says it of this one"
        about = f"{field} {said} over {lasting(text)}"
        yield Overruled(field, Assumption(sentence, option, doubtful=True, about=about))


def _otherwise_read(laid_out: LaidOut, alone: LaidOut) -> Iterator[Overruled]:
    """The first value that the file's own marks give otherwise than what is said of its decimals."""
    own, mark = _read(alone), laid_out.orders.decimal
    for place, (_, figure) in _read(laid_out).items():
        other = own[place][1].value if place in own else figure.value
        if other == figure.value:
            continue
        values = f"{figure.value:f} where it gives {other:f} by itself"
        sentence = (
            f"“--decimal {mark}” was said of a file before, and no sign in this one bears it out: it makes {values}"
        )
        # A comma or a point, which of the two it is tells whether the value becomes the smaller.
        about = f"decimal {mark} makes {'less' if abs(figure.value) < abs(other) else 'more'}"
        option = f"--no-kept reads it by itself, and --decimal {mark} says it of this one"
        yield Overruled("decimal", Assumption(sentence, option, doubtful=True, about=about))
        return


def _read(laid_out: LaidOut) -> dict[tuple[int, int, str | None], tuple[Row, Figure]]:
    """The first figures of each table, by where they stand."""
    concepts = Concepts.named_by(slug)
    return {
        (at, row.line, row.cell): (row, figure)
        for at, reading in enumerate(laid_out.readings)
        for row, figure in islice(laid_out.figures(reading, concepts), _LOOKED_AT)
    }
