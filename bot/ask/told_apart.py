"""Figures of equal standing that disagree: how they are asked back, and what tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bot.answer import Option
from bot.ask.offers import reading_of
from bot.ask.prose import Prose
from bot.ask.select import Picked
from bot.domain import Figure, Source
from bot.periods import PartialDate

MOST = 12
"""Rivals that are offered, and disputes that are told."""

LeadsTo = Callable[[str, Figure], bool]
"""Whether a question is answered by this figure alone."""


def leads_nowhere(_question: str, _figure: Figure) -> bool:
    """Where nothing can be asked to find out, nothing is offered."""
    return False


def question(prose: Prose, between: Sequence[Picked], options: Sequence[Option]) -> str:
    """What is held, for each of the disputes, and whom to ask: nothing says which of the figures is right."""
    told = [_held(prose, one.figures) for one in between[:MOST]]
    if len(between) > MOST:
        told.append(f"So it is for {len(between) - MOST:,} more.")
    ones = "one is" if len(between) == 1 else "ones are"
    named = "Name the source, or ask" if any(option.ask for option in options) else "Ask"
    return f"{' '.join(told)} {named} the desk which {ones} right."


def options_of(prose: Prose, between: Sequence[Picked], leads_to: LeadsTo) -> Iterator[Option]:
    """Every rival as a choice, with a question and a meaning that name its source where that leads to it alone."""
    for picked in between:
        for figure in picked.figures:
            said = prose.value(figure) if len(between) == 1 else prose.short(figure)
            text = f"{said} ({_where(prose, figure, picked.figures)})"
            unit = figure.unit or prose.catalogue.indicators[figure.indicator].unit
            ask = next((ask for ask in _questions(prose, picked, figure) if leads_to(ask, figure)), None)
            reading = reading_of(figure, figure.source) if _is_told_by_source(picked, figure) else None
            yield Option(text[:1].upper() + text[1:], f"{figure.value:f}", unit, (figure.id,), ask, reading)


def _is_told_by_source(picked: Picked, figure: Figure) -> bool:
    """Whether a rival that stands is the only one that its source has."""
    alone = [one.source for one in picked.figures].count(figure.source) == 1
    return figure.source is not None and alone and not picked.replaced_by


def _held(prose: Prose, rivals: Sequence[Figure]) -> str:
    first, shown, more = rivals[0], rivals[:MOST], len(rivals) - MOST
    places = [f" ({_where(prose, figure, rivals)})" for figure in shown]
    shared = places[0] if len(set(places)) == 1 and more <= 0 else ""
    told = [prose.value(figure) + ("" if shared else place) for figure, place in zip(shown, places, strict=True)]
    listed = prose.list_of(told + [f"{more:,} more"] * (more > 0)) + shared
    period = prose.period(first.period)
    subject = prose.subject(first.indicator, first.dimensions) + (f" {period}" if period else "")
    count = prose.style.quantity(Decimal(len(rivals)), "figures")
    return f"{count[:1].upper()}{count[1:]} of equal standing are held for the {subject}: {listed}."


def _where(prose: Prose, figure: Figure, rivals: Sequence[Figure]) -> str:
    """Where a rival stands, and what else tells it from the others: its claimant, title, address, status or base."""
    own = _source(prose, figure)
    alike = [_source(prose, one) for one in rivals if prose.source(one) == prose.source(figure)]
    base = prose.catalogue.universes.get(figure.universe or "")
    parts = [
        prose.claimant(figure) if len({one.attributed_to for one in rivals}) > 1 else None,
        prose.source(figure),
        f"“{own.title}”" if own.publisher and own.title and len({source.title for source in alike}) > 1 else None,
        own.url if len({source.url for source in alike}) > 1 else None,
        figure.status.value if len({one.status for one in rivals}) > 1 else None,
        f"base: {prose.style.spelling(base.label)}" if base and len({one.universe for one in rivals}) > 1 else None,
    ]
    return ", ".join(part for part in parts if part)


def _source(prose: Prose, figure: Figure) -> Source:
    return prose.catalogue.sources.get(figure.source or "") or Source("")


def _questions(prose: Prose, picked: Picked, figure: Figure) -> list[str]:
    """Questions that may lead to one rival alone: by its claimant, its publisher, its title."""
    source = _source(prose, figure)
    asked = prose.question_for(figure)
    if picked.replaced_by and figure.published_on is not None:
        # What no longer stands has to be asked for as of its own day.
        asked += f", as of {prose.style.date(PartialDate(figure.published_on.latest.isoformat()))}"
    names = dict.fromkeys(filter(None, (prose.claimant(figure), source.publisher, source.title)))
    return [f"{asked}, according to {name}" for name in names]
