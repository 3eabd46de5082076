"""Whether everything an import refers to exists, in the import itself or in the ledger it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.ingest.spool import Spool
from bot.store.concepts import Ids

Known = Mapping[str, set[tuple[Any, ...]]]
"""The ids of what exists, by resource name; codes are (dimension, id)."""

_Reference = tuple[str, str, str, tuple[str | None, ...]]
"""The resource and column that refers, and the resource and id referred to."""


def dangling(batch: Batch, held: Known) -> list[Problem]:
    """One problem for each thing that does not exist and each column that names it."""
    known = {name: ids | _named(batch, name) for name, ids in held.items()}
    missing = {reference for reference in _references(batch) if reference[3] not in known[reference[2]]}
    return [
        Problem(
            file=file,
            line=None,
            column=column,
            wrong=f"“{'='.join(str(part) for part in id_)}” is not in the ledger",
            right=f"add it to {resource} or correct it",
        )
        for file, column, resource, id_ in sorted(missing, key=str)
    ]


def _named(batch: Batch, resource: str) -> set[tuple[str, ...]]:
    if resource == "codes":
        return {(code.dimension, code.id) for code in batch.codes}
    concepts: Iterable[Any] = getattr(batch, resource)
    return {(concept.id,) for concept in concepts}


def _references(batch: Batch) -> Iterator[_Reference]:
    """Every reference that is not empty."""
    for file, column, resource, id_ in (*_of_concepts(batch), *_of_figures(batch)):
        if id_[-1] is not None:
            yield file, column, resource, id_


def _of_concepts(batch: Batch) -> Iterator[_Reference]:
    for indicator in batch.indicators:
        yield "indicators", "universe", "universes", (indicator.universe,)
        yield "indicators", "numerator", "indicators", (indicator.numerator,)
        yield "indicators", "denominator", "indicators", (indicator.denominator,)
    for universe in batch.universes:
        yield "universes", "broader", "universes", (universe.broader,)
        yield "universes", "size", "indicators", (universe.size,)
    for code in batch.codes:
        yield "codes", "dimension", "dimensions", (code.dimension,)
        yield "codes", "broader", "codes", (code.dimension, code.broader)
    for key_date in batch.key_dates:
        yield "key_dates", "source", "sources", (key_date.source,)
        yield "key_dates", "brings", "indicators", (key_date.brings,)


def _of_figures(batch: Batch) -> Iterator[_Reference]:
    figures = batch.figures.stand_ins() if isinstance(batch.figures, Spool) else batch.figures
    used = Ids.of_figures(figures, {})
    for indicator in used.indicators:
        yield "observations", "indicator", "indicators", (indicator,)
    for dimension, code in used.codes:
        yield "observations", dimension, "codes", (dimension, code)
    for universe in used.universes:
        yield "observations", "universe", "universes", (universe,)
    for source in used.sources:
        yield "observations", "source", "sources", (source,)
    for agent in used.agents:
        yield "observations", "attributed_to", "agents", (agent,)
