"""Years over columns under a corner, or a line, that says how long each of them is: "Year ended 30 June"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.ingest.cells.periods import Marked, PeriodStyle
from bot.ingest.cells.stretches import Stretch, stretch_of
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted


def stretch_over(texts: Iterable[str]) -> tuple[str, Stretch] | None:
    """The first text that says for what the periods over columns stand, and what it says."""
    return next(((text, found) for text in texts if (found := stretch_of(text))), None)


def as_stretch(header: str, period: Marked, said: tuple[str, Stretch] | None) -> Marked:
    """The period of a header as the text over the others says it; as it stands where that does not settle it."""
    return (said and said[1].read(header, PeriodStyle(two_years=True))) or period


def unsettled(headers: Iterable[str], said: tuple[str, Stretch] | None) -> Iterable[Assumption]:
    """That the text does not settle what a header stands for."""
    open_ = [] if said is None else [one for one in headers if not said[1].settles(one, PeriodStyle(two_years=True))]
    if said is not None and open_:
        sentence = (
            f"{quoted(said[0])} does not say for what time {quoted(open_[0])} stands; it is read as it is written."
        )
        yield Assumption(sentence, "--map period=2020", doubtful=True, about=f"what time {said[0]} says")
