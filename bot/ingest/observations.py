"""Rows of observations as figures, the same for data packages and tidy CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from bot.domain import Dimensions, Figure, Qualifier, Review, Status
from bot.ingest.collected import Collected
from bot.ingest.concepts import Concepts
from bot.ingest.dates import parse_instant, parse_period, parse_publication
from bot.ingest.decimals import is_percentage, parse_value, value_text
from bot.ingest.faults import BadCell, Faults
from bot.ingest.spool import Common
from bot.ingest.table import Row, Shape, Table
from bot.ingest.withholding import EMBARGO, REVIEW
from bot.ingest.words import parse_qualifier, parse_review, parse_status, parse_unit, parse_url, quoted
from bot.periods import Period

OBSERVATIONS = Shape(
    known=frozenset(
        {
            "indicator", "period", "value", "unit", "qualifier", "status", "universe", "source", "url", "published_on",
            "locator", "attributed_to", "note", EMBARGO, REVIEW,
        }
    ),
    required=("indicator", "value"),
)  # fmt: skip
"""Every other column of the table is a dimension."""

_OWN = ("value", "period", "locator")
_REMEMBERED = 20_000

UNITS_OF_PERCENTAGES = ("percent", "percentage points")
"""Units of a number that is written with a %."""


def read_figures(
    table: Table, concepts: Concepts, faults: Faults, indicator: str | None = None, found: Collected | None = None
) -> Collected:
    """The figures of the table, beside those `found` in others. A blank indicator cell means `indicator` where one is
    given. What a figure names goes onto the shelves."""
    collected = Collected(table.file) if found is None else found
    shared = _Shared(table.columns, dimensions_of(table.columns, table.file, concepts, faults), concepts, indicator)
    for row in table.rows:
        common = shared.of(row)
        if common is None:
            continue
        cells = row.cells
        value = row.parsed("value", value_text) if cells.get("value") else row.required("value")
        if value is not None:
            period = row.parsed("period", parse_period)
            collected.add(common, period.iso if period else "", value, cells.get("locator") or None, row.line)
    return collected


def observed(
    rows: Iterable[Row], dimensions: Mapping[str, str], concepts: Concepts, indicator: str | None = None
) -> Iterator[tuple[Row, Figure]]:
    """The figure, without an id yet, of each row that is not faulty, one after the other."""
    for row in rows:
        figure = _figure(row, dimensions, concepts, indicator)
        if figure is not None:
            yield row, figure


def says_published(row: Row, figure: Figure) -> bool:
    """Whether the row says so, and not only nothing else."""
    return bool(row.text(REVIEW)) and figure.review is Review.PUBLISHED


class _Shared:
    """What rows share that differ in nothing but value, period and locator: it is made out for the first of them."""

    def __init__(
        self, columns: Sequence[str], dimensions: Mapping[str, str], concepts: Concepts, indicator: str | None
    ) -> None:
        self._columns = len(columns)
        self._others = tuple(name for name in columns if name not in _OWN)
        self._reserved = tuple(sorted(OBSERVATIONS.known.difference(columns, _OWN)))
        self._read: Callable[[dict[str, str]], object] = itemgetter(*self._others) if self._others else len
        self._made: dict[object, Common] = {}
        self._dimensions = dimensions
        self._concepts = concepts
        self._indicator = indicator

    def of(self, row: Row) -> Common | None:
        """None where a cell of the row is faulty."""
        key = (self._key(row.cells), is_percentage(row.cells.get("value", "")))
        common = self._made.get(key)
        if common is None:
            before = len(row.faults)
            figure = _figure(row, self._dimensions, self._concepts, self._indicator)
            if figure is None or len(row.faults) > before:
                return None
            said_published = bool(row.text(REVIEW)) and figure.review is Review.PUBLISHED
            common = Common.of(figure, said_published=said_published)
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made[key] = common
        return common

    def _key(self, cells: dict[str, str]) -> object:
        """All cells that the rows are to share. A row may have less than the columns, and more that are reserved."""
        if len(cells) == self._columns:
            try:
                return self._read(cells)
            except KeyError:
                pass
        return tuple(map(cells.get, self._others + self._reserved))


def dimensions_of(columns: Iterable[str], file: str, concepts: Concepts, faults: Faults) -> dict[str, str]:
    """Dimension id of each column that is one."""
    found = {}
    for column in columns:
        if column in OBSERVATIONS.known:
            continue
        try:
            found[column] = concepts.dimensions.refer(column)
        except BadCell as bad:
            faults.add(file, 1, column, bad.wrong, bad.right)
    return found


def _figure(row: Row, dimensions: Mapping[str, str], concepts: Concepts, indicator: str | None) -> Figure | None:
    """The figure of a row, without an id, with every fault of its cells noted; None: it has no value or indicator."""
    value = row.parsed("value", parse_value) if row.required("value") else None
    row.cells["indicator"] = row.text("indicator") or indicator or ""
    measured = row.parsed("indicator", concepts.indicators.refer) if row.required("indicator") else None
    if value is None or measured is None:
        return None
    return Figure(
        id="",
        indicator=measured,
        dimensions=_codes(row, dimensions, concepts),
        period=row.parsed("period", parse_period) or Period(""),
        value=value,
        unit=_unit(row),
        qualifier=row.parsed("qualifier", parse_qualifier) or Qualifier.EXACT,
        status=row.parsed("status", parse_status) or Status.NORMAL,
        universe=row.parsed("universe", concepts.universes.refer),
        source=_source(row, concepts),
        locator=row.text("locator"),
        attributed_to=row.parsed("attributed_to", concepts.agents.refer),
        published_on=row.parsed("published_on", parse_publication),
        embargo_until=row.parsed(EMBARGO, parse_instant),
        review=row.parsed(REVIEW, parse_review) or Review.PUBLISHED,
        note=row.text("note"),
    )


def _codes(row: Row, dimensions: Mapping[str, str], concepts: Concepts) -> Dimensions:
    """One code a dimension; a blank cell is the dimension's total, and left out."""
    found = (
        (dimension, row.parsed(column, concepts.codes_of(dimension).refer)) for column, dimension in dimensions.items()
    )
    return tuple(sorted((dimension, code) for dimension, code in found if code is not None))


def _unit(row: Row) -> str | None:
    """The unit's column, or percent where the value's cell itself says so."""
    unit = row.parsed("unit", parse_unit)
    if not is_percentage(row.cells["value"]):
        return unit
    if unit is not None and unit not in UNITS_OF_PERCENTAGES:
        row.fault("value", f"the value has a % and the unit is {quoted(unit)}", "drop the % or correct the unit")
    return unit or "percent"


def _source(row: Row, concepts: Concepts) -> str | None:
    """The source that the row cites, at the row's own address where it gives one."""
    url = row.parsed("url", parse_url)
    named = row.parsed("source", concepts.sources.refer)
    if url is None:
        return named
    if named is not None:
        return concepts.cite(named, url)
    if concepts.sources.defined_in is None:
        return concepts.cite_address(url)
    if row.text("source") is None:
        row.fault("source", "the row has a url and no source", f"name one that {concepts.sources.defined_in} defines")
    return None
