"""What of the figures of a grid may be read wrongly, and is said before anything of it is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.ingest.layout.grid.canvas import Canvas, Kind
from bot.ingest.layout.grid.heading import Heading, joined
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.title import Title
from bot.ingest.layout.series import Series
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption

_FEW = 3


def doubts_of(
    canvas: Canvas,
    lines: Sequence[Line],
    rows: Sequence[Heading],
    columns: Mapping[int, Heading],
    orders: Orders,
    title: Title,
    *,
    rows_measure: bool,
) -> Iterator[Assumption]:
    """Of each row and column whose own header says in what its figures are, and of rows or columns of years. Rows are
    judged for signs of per cent where they say what is measured (`rows_measure`), and columns elsewhere; all of them
    together where the title says the unit."""
    across = [
        (heading, Series("row", line.label, _cells(canvas, [line.row], list(columns)), heading.unit))
        for line, heading in zip(lines, rows, strict=True)
    ]
    down = [
        (heading, Series("column", _name(heading), _cells(canvas, [line.row for line in lines], [at]), heading.unit))
        for at, heading in columns.items()
    ]
    years = [one for _, series in (*across, *down) for one in series.years() if series.name]
    found = list(years[:_FEW])
    if orders.unit is None and "unit" not in orders.columns:
        said = [series for heading, series in (across if rows_measure else down) if series.name]
        other = [series for heading, series in (down if rows_measure else across) if heading.unit == "percent"]
        if title.unit == "percent" and title.label and not any(heading.unit for heading in (*rows, *columns.values())):
            other.append(Series("table", title.label, [cell for series in down for cell in series[1].cells], "percent"))
        found += [one for series in (*said, *other) for one in series.doubts(canvas.decimal)][:_FEW]
    yield from found


def _cells(canvas: Canvas, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    return [canvas.text(row, at) for row in rows for at in columns if canvas.kind(row, at) is Kind.NUMBER]


def _name(heading: Heading) -> str:
    return joined(*heading.measure, *heading.dimensions.values())
