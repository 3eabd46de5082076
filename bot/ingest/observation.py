"""What would be recorded, an observation an object, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain import Figure, Qualifier, Status
from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.identity import slug
from bot.ingest.laid_out import LaidOut

Observation = dict[str, Any]
"""`sheet` and `cell` are where its value stands, null where the format has none; `dimensions` are by label; `value` is
a decimal text, as printed with its scale in `unit`; `period` is ISO, and `period_text` the file's own words. `status`
and `qualifier` are null where the file says nothing of them."""


def observations(laid_out: LaidOut) -> Iterator[Observation]:
    """Every observation of a file, in its order."""
    concepts = Concepts.named_by(slug)
    indicators, dimensions = concepts.indicators.items, concepts.dimensions.items
    for reading in laid_out.readings:
        codes = reading.codes
        for row, figure in laid_out.figures(reading, concepts):
            named = {dimensions[id_].label: codes.get(id_, {}).get(code, code) for id_, code in figure.dimensions}
            yield {
                "sheet": row.sheet,
                "cell": row.cell,
                "indicator": indicators[figure.indicator].label,
                "dimensions": named,
                **_said(figure, row.period_text),
                "qualifier": figure.qualifier.value if row.text("qualifier") else None,
                "status": figure.status.value if row.text("status") else None,
            }


def observations_of(batch: Batch) -> Iterator[Observation]:
    """The same of a data package, whose figures say nothing of cells."""
    indicators = {one.id: one for one in batch.indicators}
    dimensions = {one.id: one.label for one in batch.dimensions}
    codes = {(one.dimension, one.id): one.label for one in batch.codes}
    for figure in batch.figures:
        measured = indicators[figure.indicator]
        said = _said(figure, None)
        yield {
            "sheet": None,
            "cell": None,
            "indicator": measured.label,
            "dimensions": {dimensions[pair[0]]: codes[pair] for pair in figure.dimensions},
            **said,
            "unit": said["unit"] or measured.unit,
        }


def _said(figure: Figure, period_text: str | None) -> Mapping[str, Any]:
    return {
        "period": figure.period.iso,
        "period_text": period_text,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "qualifier": None if figure.qualifier is Qualifier.EXACT else figure.qualifier.value,
        "status": None if figure.status is Status.NORMAL else figure.status.value,
    }
