"""Questions that this ledger answers, as examples of what to ask: worked out and answered by the public's rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain, islice

from bot.answer import Answer
from bot.ask.knowledge import Knowledge
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.ask.say.agreement import is_counted, is_title, things, was, with_article
from bot.ask.units import is_share_like
from bot.domain import Figure, Outcome
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

MOST = 3
_TRIED = 12
"""Indicators that are looked at: a ledger whose first ones answer nothing has an example fewer."""
_LONGEST = 80
"""Characters: an example is read at a glance."""
_EACH = " per "
_SERIES = 3
"""Figures that make a trend."""


def examples(desk: Desk, ask: Callable[[str], Answer], now: datetime) -> list[str]:
    """At most `MOST`: figures of several indicators, and a trend where there is one, put as people ask for them. `ask`
    answers by the public's rights; what it does not answer with that very figure is no example. Raises
    StoreUnavailable."""
    with Reader(desk.engine, now).session() as reader:
        known = desk.knowledge(reader, PUBLIC, now)
        latest = list(islice(_latest(known, reader), _TRIED))
    prose = Prose(known.catalogue, desk.style)
    figures = filter(None, (_that_leads_to(one, prose, ask) for one in latest))
    trends = filter(None, (_that_tells_a_trend(one, prose, ask) for one in latest))
    few = islice(figures, MOST - 1)
    return list(islice(chain(few, islice(trends, 1), figures), MOST))


def _that_leads_to(figure: Figure, prose: Prose, ask: Callable[[str], Answer]) -> str | None:
    """The most natural question that is answered with this figure."""

    def leads(question: str) -> bool:
        answer = ask(question)
        return answer.outcome is Outcome.ANSWERED and [one.id for one in answer.figures] == [figure.id]

    return next((one for one in _questions(figure, prose) if len(one) <= _LONGEST and leads(one)), None)


def _questions(figure: Figure, prose: Prose) -> Iterator[str]:
    """How a figure may be asked for, the most natural first."""
    label = prose.label(figure.indicator)
    whom = ", ".join(prose.code(*pair) for pair in figure.dimensions)
    rest = f"{f' for {whom}' if whom else ''} {prose.period(figure.period)}".rstrip()
    unit = figure.unit or prose.catalogue.indicators[figure.indicator].unit
    if not is_title(label):
        within, verb = with_article(label), was(label)
        if is_counted(label, unit) and _EACH not in label:
            yield f"How many {things(within.removeprefix('the '))} were there{rest}?"
        if verb == "was" or not is_share_like(unit or ""):  # "The pupils attending" are no share.
            yield f"What {verb} {within}{rest}?"
    yield _capital(prose.question_for(figure))


def _that_tells_a_trend(figure: Figure, prose: Prose, ask: Callable[[str], Answer]) -> str | None:
    label: str = prose.label(figure.indicator)
    has = "have" if was(label) == "were" else "has"
    asked = [] if is_title(label) else [f"How {has} {with_article(label)} changed over time?"]
    for question in (*asked, f"Trend of {label}"):
        if len(question) <= _LONGEST:
            answer = ask(question)
            if answer.outcome is Outcome.ANSWERED and len(answer.figures) >= _SERIES:
                return question
    return None


def _latest(known: Knowledge, reader: Reader) -> Iterator[Figure]:
    """The latest figure of each indicator, of the series that the fewest words name."""
    for indicator in known.catalogue.indicators:
        shelf = known.shelf(reader, indicator)
        if shelf is None:
            continue
        series = min(shelf.rows, key=lambda row: len(row.key.dimensions))
        figures = [figure for figure in reader.figures([series.id]) if figure.period.iso]
        if figures:
            yield max(figures, key=lambda figure: (figure.period.end or date.min, figure.status.rank))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
