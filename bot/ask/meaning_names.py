"""The concepts of a ledger that a meaning names, and whether the ledger holds them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Name
from bot.ask.meaning import Meaning, members_of, selections
from bot.ask.meaning_json import shown
from bot.domain import Catalogue
from bot.errors import UnclearReading


def check_names(meaning: Meaning, catalogue: Catalogue) -> None:
    """Raises UnclearReading where a meaning names what a ledger does not hold, as far as its reader may see."""
    for of in selections(meaning):
        _known(of.indicator in catalogue.indicators, "an indicator", of.indicator)
        for dimension, code in of.dimensions:
            _known(dimension in catalogue.dimensions, "a dimension", dimension)
            _known((dimension, code) in catalogue.codes, "a code", code)
        _known(of.agent is None or of.agent in catalogue.agents, "a claimant", of.agent)
        _known(of.source is None or _is_source(of.source, catalogue), "a source", of.source)
    group = members_of(meaning)
    if group is not None:
        _known(group.dimension in catalogue.dimensions, "a dimension", group.dimension)
        for code in group.codes:
            _known((group.dimension, code) in catalogue.codes, "a code", code)


def named(meaning: Meaning, catalogue: Catalogue) -> Iterator[Name]:
    """What an answer to a meaning names, whether or not it tells of a figure of theirs."""
    for of in selections(meaning):
        yield "indicators", of.indicator
        yield from (("codes", dimension, code) for dimension, code in of.dimensions)
        if of.agent is not None:
            yield "agents", of.agent
        if of.source in catalogue.sources:
            yield "sources", str(of.source)
    group = members_of(meaning)
    if group is not None:
        yield "dimensions", group.dimension
        yield from (("codes", group.dimension, code) for code in group.codes)


def _is_source(name: str, catalogue: Catalogue) -> bool:
    return name in catalogue.sources or any(source.publisher == name for source in catalogue.sources.values())


def _known(is_known: bool, what: str, name: str | None) -> None:
    if not is_known:
        raise UnclearReading(f"The reading names {what} that the ledger does not hold: “{shown(name)}”.")
