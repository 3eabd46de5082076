"""What the desk says of a file: the options of an import, or a mapping it keeps under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from bot.ingest.observations import OBSERVATIONS

ANEW = ("published", "embargo_until", "period")
"""What may hold for one issue of a file alone: when it was published, until when it is withheld, what time it is of."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Everything is unsaid unless given. What is said is done, and never assumed over.

    `columns` maps what a column is to its header, or, for what no column gives, to a text that stands for every row:
    a reserved name of `bot.ingest.observations.OBSERVATIONS` ("period", "value", "indicator", "unit" ...) or any other
    name, which is a dimension. `ignored` are headers to leave aside. `unit`, `source` (with its `url` and `licence`),
    `published` and `status` hold for what the file itself says nothing of. `sheet` is the name of the one sheet meant.
    `header_rows` are the first and the last row of the header, from 1. `missing` are further texts that mean "no
    figure". `decimal` is "," or ".". `day_first` settles 03/04/2020, and `serial_dates` whether 44197 among
    periods is a day as spreadsheets count them. `series_break` is the period (ISO) from which
    figures no longer compare with earlier ones. `not_withheld`: an embargo that the file announces is over. `anew`
    names what is said of each file anew (`ANEW`): it was said of one before, and holds for none of the next.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    unit: str | None = None
    source: str | None = None
    url: str | None = None
    licence: str | None = None
    published: str | None = None
    status: str | None = None
    sheet: str | None = None
    header_rows: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()
    decimal: str | None = None
    day_first: bool | None = None
    serial_dates: bool | None = None
    series_break: str | None = None
    not_withheld: bool | None = None
    anew: tuple[str, ...] = ()

    def over(self, other: Orders) -> Orders:
        """Both of them; of what both say, this goes first. A column that both give a name has this one's."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        said = {name: value for name, value in own.items() if value is not None}
        together = {
            "columns": {**self._left_of(other), **self.columns},
            "ignored": tuple(dict.fromkeys((*other.ignored, *self.ignored))),
            "missing": tuple(dict.fromkeys((*other.missing, *self.missing))),
            "anew": tuple(dict.fromkeys((*other.anew, *self.anew))),
        }
        return replace(other, **{**said, **together})

    def _left_of(self, other: Orders) -> dict[str, str]:
        """What the other calls columns that this does not name otherwise, nor ignore."""
        said = {header.casefold() for header in (*self.columns.values(), *self.ignored)}
        known = OBSERVATIONS.known
        return {name: of for name, of in other.columns.items() if name in known or of.casefold() not in said}
