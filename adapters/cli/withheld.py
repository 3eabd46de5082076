"""What is withheld, in words for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine

from adapters.main import newsroom_zone
from bot.ask.style import HouseStyle
from bot.cards.dates import instant_text
from bot.chat.receipts import times_given
from bot.ledger.withheld import Withheld

_SHOWN = 10
"""What was public before is told one by one up to here; the others are counted."""


def embargo_text(embargoes: Sequence[datetime], style: HouseStyle) -> str:
    """Of some that are under embargo, in the order in which they come free: "under embargo until 1 January 2027, 00:00
    (Pacific/Auckland)", by the newsroom's clocks."""
    zone = newsroom_zone()
    first, last = (instant_text(embargoes[place], zone, style) for place in (0, -1))
    if first == last:
        return f"under embargo until {last} ({zone})"
    return f"under embargo, the first until {first}, the last until {last} ({zone})"


def withheld_lines(withheld: Withheld, engine: Engine, style: HouseStyle) -> Iterator[str]:
    """What an import withholds, lifted, or withheld too late for some."""
    if withheld.lifted:
        yield f"Lifted early: {_counted(withheld.lifted, 'embargo', 'embargoes')}."
    if withheld.over:
        rows = _counted(withheld.over, "new row names an embargo that is", "new rows name embargoes that are")
        yield f"{rows} over already."
    if withheld.figures:
        yield f"{_are(len(withheld.figures), 'of them')} {embargo_text(withheld.figures, style)}."
    if withheld.drafts:
        drafts = "a draft, and given" if withheld.drafts == 1 else "drafts, and given"
        yield f"{_are(withheld.drafts, 'of them')} {drafts} to nobody until published (`factdesk ledger drafts`)."
    if withheld.key_dates:
        yield f"{_are(len(withheld.key_dates), 'of the key dates')} {embargo_text(withheld.key_dates, style)}."
    yield from _told_before(withheld, engine)


def _told_before(withheld: Withheld, engine: Engine) -> Iterator[str]:
    """What was public until this import, and where it was told."""
    given = times_given(engine, withheld.figures_before)
    for id_ in withheld.figures_before[:_SHOWN]:
        times = _counted(given[id_], "time", "times") if id_ in given else ""
        told = f"given {times}; `factdesk receipts {id_}` lists where" if times else "given in no chat"
        yield f"Figure {id_} was public until now, and was {told}."
    for id_ in withheld.dates_before[:_SHOWN]:
        yield f"Key date {id_} was public until now; `factdesk dates show {id_}` lists what was told of it."
    for before, noun in ((withheld.figures_before, "figures"), (withheld.dates_before, "key dates")):
        if len(before) > _SHOWN:
            yield f"{len(before) - _SHOWN:,} more {noun} were public until now."


def _are(count: int, of_what: str) -> str:
    return f"{count:,} {of_what} {'is' if count == 1 else 'are'}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
