"""What a row or a column says of the figures in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.ingest.observations import OBSERVATIONS

NOTE = "note"
ROW = "row heading"
"""The dimension of the rows' labels where nothing names it."""
BETWEEN = ": "
"""Between a header and the one that it stands under, in one label."""


@dataclass(slots=True)
class Heading:
    """`measure` says what is measured, outermost header first; `counted` is what stands beside a share of it.
    `part` is a month or quarter of a year that another
    header names; `period_text` are the header's own words for `period` or `part`. `panel` is a unit that holds for what
    says none of its own. `time_of` is what the period would be called as a dimension, beside another period."""

    measure: tuple[str, ...] = ()
    counted: str | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    unit: str | None = None
    panel: str | None = None
    period: str | None = None
    part: str | None = None
    period_text: str | None = None
    status: str | None = None
    note: str | None = None
    time_of: str = "time"


def dimension_name(header: str, taken: Collection[str] = ()) -> str:
    """A header as the name of a dimension: none that `OBSERVATIONS` reserves, nor one that is `taken`."""
    name = header.strip(" :").casefold() if header.isupper() else header.strip(" :")
    plain = re.sub(r"[\s-]+", "_", name.casefold())
    if plain in OBSERVATIONS.known or plain == NOTE:
        name = f"{name} (heading)"
    while name.casefold() in {one.casefold() for one in taken}:
        name = f"{name} (column)"
    return name


def joined(*texts: str) -> str:
    """Headers as one label, each once where one only repeats the one before: “Votes” and “Votes: by post” are one."""
    kept: list[str] = []
    for text in filter(None, texts):
        last = kept[-1].casefold() if kept else None
        if last is not None and text.casefold().startswith(f"{last}{BETWEEN}"):
            kept[-1] = text
        elif text.casefold() != last:
            kept.append(text)
    return BETWEEN.join(kept)
