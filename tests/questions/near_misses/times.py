"""Another year: one that the ledger does not name, beside one that it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.questions.near_misses.held import Held, years_in
from tests.questions.near_misses.swap import Swap

_AS_OF = re.compile(r"\b(?:as (?:of|at|things)|on \d{1,2} )", re.IGNORECASE)
"""What asks for the state of things at a time, which a later one does not change."""
_NAMED = re.compile(r"(?<![\d.,$])((?:19|20)\d\d)(?:([/-–])((?:19|20)?\d\d))?(?![\d%]|,\d|s\b)")


def other_years(question: str, held: Held) -> Iterator[Swap]:
    """Every exchange of one year, or of one year over the turn such as 2016/2017, for the nearest that is not held.

    Years keep their order, so that "from 2006 to 2011" stays a span.
    """
    if _AS_OF.search(question):
        return
    named = sorted(set(years_in(question)))
    for text in dict.fromkeys(match.group() for match in _NAMED.finditer(question)):
        year = int(text[:4])
        if year not in held.years:
            continue
        others = [other for other in named if other != year and str(other) not in text]
        for other in _nearest_not_held(year, others, held):
            by = _moved(text, other - year)
            pattern = rf"(?<![\d.,$]){re.escape(text)}(?![\d%/]|[-–]\d|,\d|s\b| (?:law )?change)"
            yield Swap("year", text, by, re.sub(pattern, by, question))


def _nearest_not_held(year: int, others: list[int], held: Held) -> Iterator[int]:
    """The nearest year before and after that is neither held nor past another year of the question."""
    floor = max([other for other in others if other < year], default=year - 12)
    ceiling = min([other for other in others if other > year], default=year + 12)
    if not held.open_after:
        yield from [new for new in range(year + 1, ceiling) if new not in held.years][:1]
    if not held.open_before:
        yield from [new for new in range(year - 1, floor, -1) if new not in held.years][:1]


def _moved(text: str, years: int) -> str:
    """A year, or the two of a year over the turn, so many years later."""
    return re.sub(
        r"\d+", lambda found: f"{int(found.group()) + years:0{len(found.group())}d}"[-len(found.group()) :], text
    )
