"""Rows below the last row of a section that are of more than the section: the total of the whole table.

Its indent says so, or what adds up to it, or that the last section would have one total more than each of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.totals import is_total

_SAMPLE = re.compile(
    r"(?:(?:number of )?observations|sample(?: size)?|(?:number of )?respondents|base|n)", re.IGNORECASE
)
_FEWEST, _MOST = 2, 300
"""Parts of a total."""
_MOSTLY = 0.4
"""Share of the columns in which parts add up, as columns of shares and averages do not."""


def out_of_sections(canvas: Canvas, lines: Sequence[Line], columns: Sequence[int], header: str) -> None:
    """Puts each total under the sections that it is the total of. `header` stands over the labels."""
    totals = {line.row for line in lines if is_total(line.label, header)}
    open_: list[Line] = []
    settled = False
    for at, line in enumerate(lines):
        settled = False
        if line.row in totals and _under(line) and _ends_section(lines, at):
            parts = [one for one in lines[:at] if one.row not in totals]
            depth = _depth(canvas, parts, line, columns)
            settled = depth is not None
            if settled:
                line.sections, line.left = _under(line)[:depth], _under(line)
            elif line.left:
                open_.append(line)
    _back_where_alike(open_)
    if lines and not settled:
        _last(lines, totals)


def _under(line: Line) -> tuple[str, ...]:
    """What it stands under, whatever its indent."""
    return line.left or line.sections


def _ends_section(lines: Sequence[Line], at: int) -> bool:
    """Whether no row of the section follows, but for a total of the same name."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    return after is None or after.sections != _under(lines[at]) or after.label == lines[at].label


def _depth(canvas: Canvas, before: Sequence[Line], total: Line, columns: Sequence[int]) -> int | None:
    """How many of its sections the total is under, as the rows of these alone add up to it: the innermost first."""
    under = _under(total)
    held = {column: number for column in columns if (number := _value(canvas, total, column)) is not None}
    for depth in range(len(under), -1, -1):
        parts = [line for line in before if _under(line)[:depth] == under[:depth]]
        if _FEWEST <= len(parts) <= _MOST and len([*_agreeing(canvas, held, parts)]) >= max(1, _MOSTLY * len(held)):
            return depth
    return None


def _agreeing(canvas: Canvas, held: dict[int, Decimal], parts: Sequence[Line]) -> Iterator[int]:
    """The columns in which parts add up to what is held, each being rounded as it is printed."""
    for column, value in held.items():
        numbers = [number for part in parts if (number := _value(canvas, part, column)) is not None]
        if len(numbers) < len(parts) or not value:
            continue
        places = min(int(number.as_tuple().exponent) for number in (value, *numbers))
        slack = Decimal(5).scaleb(places - 1) * (len(parts) + 1) if places < 0 else Decimal(0)
        if abs(sum(numbers, Decimal(0)) - value) <= slack:
            yield column


def _value(canvas: Canvas, line: Line, column: int) -> Decimal | None:
    found = canvas.number(line.row, column)
    return None if found is None else Decimal(found.text)


def _back_where_alike(totals: Sequence[Line]) -> None:
    """Totals of one name that stand out below several sections are each of the section above."""
    again = Counter(line.label for line in totals)
    for line in totals:
        if again[line.label] > 1:
            line.sections = line.left


def _last(lines: Sequence[Line], totals: Collection[int]) -> None:
    """A total below the last section is the whole table's where each section before has one less, and so is the size
    of a sample."""
    last = lines[-1]
    sections = list(dict.fromkeys(line.sections for line in lines if line.sections))
    if len(sections) < 2 or not last.sections:
        return
    ends = [line for line in lines if line.sections and (line.row in totals or _SAMPLE.fullmatch(line.label))]
    count = Counter(line.sections for line in ends)
    others = {count[section] for section in sections if section != last.sections}
    if last in ends and others == {count[last.sections] - 1}:
        last.left, last.sections = last.sections, ()
