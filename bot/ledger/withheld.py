"""What an import holds back, for whoever imports to see at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Review
from bot.ledger.embargoes import Judged, is_on
from bot.ledger.key_dates import Merged
from bot.store.figure_changes import FigureChange


@dataclass(frozen=True, slots=True)
class Withheld:
    """Of one import, new or held already: until when each of its figures and key dates under embargo is (UTC, in
    order), and how many figures are drafts. `lifted` counts the embargoes that it ended or made shorter.

    `over` counts the new figures and key dates whose embargo was over when they came.

    `figures_before` and `dates_before` are those (ids) that anybody could see until now.
    """

    figures: tuple[datetime, ...] = ()
    key_dates: tuple[datetime, ...] = ()
    drafts: int = 0
    lifted: int = 0
    over: int = 0
    figures_before: tuple[str, ...] = ()
    dates_before: tuple[str, ...] = ()


def withheld(judged: Judged, dates: Merged, now: datetime) -> Withheld:
    states = judged.after.values()
    return Withheld(
        _on((state.embargo_until for state in states if state.review is not Review.RETRACTED), now),
        _on((date.embargo_until for date in dates.key_dates), now),
        sum(state.review is Review.DRAFT for state in states),
        sum(change.change is FigureChange.RELEASED for change in judged.changes) + dates.lifted,
        _over((state.embargo_until for id_, state in judged.after.items() if id_ not in judged.held), now) + dates.over,
        judged.public_before,
        dates.public_before,
    )


def _over(embargoes: Iterable[datetime | None], now: datetime) -> int:
    return sum(until is not None and until <= now for until in embargoes)


def _on(embargoes: Iterable[datetime | None], now: datetime) -> tuple[datetime, ...]:
    return tuple(sorted(until for until in embargoes if is_on(until, now)))
