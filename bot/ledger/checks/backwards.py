"""A figure that would not stand: its status goes back behind one that is published, or it is older."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain import Figure
from bot.ledger.checks.held import Held
from bot.ledger.vintage import kind_of, latest, standing


def check(draft: Figure, held: Held) -> Iterator[str]:
    alike = [one for one in held.beside(draft) if kind_of(one) == kind_of(draft)]
    for one in latest(alike):
        if standing(one) <= standing(draft):
            continue
        if one.status.rank > draft.status.rank:
            yield (
                f"Its status goes backwards: it is “{draft.status}”, and {held.line(one)} is “{one.status}” already. "
                "It would not be answered."
            )
        elif draft.published_on is None:
            yield (
                "No day of publication is said, so it counts as older than what is dated, and would not be answered: "
                f"{held.line(one)} is of {_day(one, held)}."
            )
        else:
            yield (
                f"It is older than what is published, and would not be answered: it is of {_day(draft, held)}, and "
                f"{held.line(one)} of {_day(one, held)}."
            )


def _day(figure: Figure, held: Held) -> str:
    return held.prose.style.date(figure.published_on) if figure.published_on else "no day"
