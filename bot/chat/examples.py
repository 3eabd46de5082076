"""Questions that this ledger answers, as examples of what to ask: worked out and answered by the public's rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain, islice

from bot.answer import Answer
from bot.ask.knowledge import Knowledge
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.domain import Figure, Outcome
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

MOST = 3
_TRIED = 12
"""Indicators that are looked at: a ledger whose first ones answer nothing has an example fewer."""
_LONGEST = 80
"""Characters: an example is read at a glance."""
_SERIES = 3
"""Figures that make a trend."""


def examples(desk: Desk, ask: Callable[[str], Answer], now: datetime) -> list[str]:
    """At most `MOST`: figures of several indicators, and a trend where there is one. `ask` answers by the public's
    rights; what it does not answer is no example. Raises StoreUnavailable."""
    with Reader(desk.engine, now).session() as reader:
        known = desk.knowledge(reader, PUBLIC, now)
        latest = list(islice(_latest(known, reader), _TRIED))
    prose = Prose(known.catalogue, desk.style)
    figures = (question for one in latest if _is_answered(question := _capital(prose.question_for(one)), ask))
    trends = (
        question for one in latest if _is_answered(question := f"Trend of {prose.label(one.indicator)}", ask, _SERIES)
    )
    few = islice(figures, MOST - 1)
    return list(islice(chain(few, islice(trends, 1), figures), MOST))


def _latest(known: Knowledge, reader: Reader) -> Iterator[Figure]:
    """The latest figure of each indicator, of the series that the fewest words name."""
    for indicator in known.catalogue.indicators:
        shelf = known.shelf(reader, indicator)
        if shelf is None:
            continue
        series = min(shelf.rows, key=lambda row: len(row.key.dimensions))
        figures = [figure for figure in reader.figures([series.id]) if figure.period.iso]
        if figures:
            yield max(figures, key=lambda figure: figure.period.end or date.min)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_answered(question: str, ask: Callable[[str], Answer], least: int = 1) -> bool:
    if len(question) > _LONGEST:
        return False
    answer = ask(question)
    return answer.outcome is Outcome.ANSWERED and len(answer.figures) >= least
