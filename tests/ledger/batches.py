"""Small imports for the tests: figures, with the concepts that they refer to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.domain import Agent, Code, Dimension, Dimensions, Figure, Indicator, Source, Universe
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.periods import PartialDate, Period

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def figure(
    value: str,
    indicator: str = "rainfall",
    dimensions: Dimensions = (),
    period: str = "2020",
    published_on: str | None = None,
    **others: Any,
) -> Figure:
    """A figure with the id that its natural key gives."""
    date = PartialDate(published_on) if published_on else None
    found = Figure("", indicator, dimensions, Period(period), Decimal(value), published_on=date, **others)
    return replace(found, id=figure_id(found))


def batch(*figures: Figure, **others: Any) -> Batch:
    """The figures, with a bare concept for everything they refer to; `others` replaces parts of the batch."""
    pairs = sorted({pair for figure in figures for pair in figure.dimensions})
    concepts: dict[str, Any] = {
        "indicators": tuple(Indicator(id_, id_.title()) for id_ in sorted({f.indicator for f in figures})),
        "dimensions": tuple(Dimension(id_, id_.title()) for id_ in sorted({dimension for dimension, _ in pairs})),
        "codes": tuple(Code(code, code.title(), dimension=dimension) for dimension, code in pairs),
        "universes": tuple(Universe(id_, id_.title()) for id_ in _named(f.universe for f in figures)),
        "agents": tuple(Agent(id_, id_.title()) for id_ in _named(f.attributed_to for f in figures)),
        "sources": tuple(Source(id_, title=id_.title()) for id_ in _named(f.source for f in figures)),
    }
    return Batch(figures=figures, **{**concepts, **others})


def _named(ids: Any) -> list[str]:
    return sorted({id_ for id_ in ids if id_})
