"""A grid as a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain import Source
from bot.ingest.cells.periods import Marked
from bot.ingest.cells.styles import Settled, style_of
from bot.ingest.cells.to_date import is_to_date
from bot.ingest.faults import Faults
from bot.ingest.layout.cited import assumed_source, first_source, office_above
from bot.ingest.layout.grid import assumed
from bot.ingest.layout.grid.apart import keep_apart, part_measures
from bot.ingest.layout.grid.canvas import Canvas, canvas_of
from bot.ingest.layout.grid.columns import column_headings
from bot.ingest.layout.grid.doubts import doubts_of
from bot.ingest.layout.grid.figures import Figures
from bot.ingest.layout.grid.heading import NOTE, Heading
from bot.ingest.layout.grid.heads import Heads, heads_of
from bot.ingest.layout.grid.kinds import is_name_of, is_relative, kind_of
from bot.ingest.layout.grid.labels import Labels
from bot.ingest.layout.grid.lines import Line, lines_of, rows_of_words
from bot.ingest.layout.grid.listed import is_list
from bot.ingest.layout.grid.marks import take_marks
from bot.ingest.layout.grid.nesting import nested, values_of
from bot.ingest.layout.grid.ordered import is_ignored, obey
from bot.ingest.layout.grid.outermost import out_of_sections
from bot.ingest.layout.grid.quarters import parts_of_years
from bot.ingest.layout.grid.shape import Shape, shape_of
from bot.ingest.layout.grid.title import Title, title_of, with_sheet
from bot.ingest.layout.grid.wholes import wholes_of, wholes_over_columns
from bot.ingest.layout.headed_stretches import as_stretch, stretch_over, unsettled
from bot.ingest.layout.named_lines import lines_in
from bot.ingest.layout.scales import said_of_all, says_exception
from bot.ingest.layout.titled_status import assumed_status, open_status, status_above, with_status
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet
from bot.ingest.table import Row

_COLUMNS = ("indicator", "period", "value", "unit", "qualifier", "status", NOTE)


def read_grid(sheet: Sheet, orders: Orders, faults: Faults) -> Reading | None:
    """The figures of a table with headers on two sides; None where the sheet holds none, or a list of observations.

    The whole sheet is held in memory. Of several tables on it the first is read: `tables_on` parts them.
    """
    canvas = canvas_of(sheet, orders)
    shape = None if canvas is None else shape_of(canvas, orders.header_rows)
    if canvas is None or shape is None:
        return None
    notes = take_marks(canvas, shape)
    heads = heads_of(canvas, shape)
    lines = lines_of(canvas, shape, heads)
    out_of_sections(canvas, lines, shape.figures, heads.stubs[shape.stubs[-1]])
    settled = _settled(canvas, shape, heads)
    if not lines or is_list(canvas, shape, heads, lines, settled.style):
        return None
    style = settled.style if orders.day_first is None else settled.style._replace(day_first=orders.day_first)
    title = with_sheet(title_of(canvas, shape.above, style, orders.status), sheet.name)
    labels = Labels(lines, heads.stubs, shape.stubs[-1], style, _not_of_columns(title.breakdowns, heads))
    names = _names(title, heads, labels)
    parts = parts_of_years(heads.levels, _values(canvas, shape, lines), style)
    columns = column_headings(heads, shape.figures, style, names, parts.years, rows_measure=labels.are_measures)
    over = stretch_over([*heads.stubs.values(), *(" ".join(lines_in(canvas.rows[row].cells)) for row in shape.above)])
    unsaid = list(unsettled([one.period for one in columns.values() if one.period and not one.part], over))
    for one in columns.values():
        if one.period and not one.part:
            one.period = as_stretch(one.period, Marked(one.period), over).iso
    trees = nested(canvas, lines, _adding_up(columns), labels.header)
    rows = labels.headings()
    beside = _lines_beside(canvas, shape, title)
    called = [text for text in (sheet.name, sheet.file) if text]
    above = [" ".join(lines_in(canvas.rows[row].cells)) for row in shape.above]
    status = None if orders.status or "status" in orders.columns else status_above(above)
    source = None if orders.source or "source" in orders.columns else first_source(beside) or office_above(above)
    exceptions = dict.fromkeys(text for level in heads.levels for text in level.values() if says_exception(text))
    of_all = None if orders.unit or "unit" in orders.columns else said_of_all([*beside, *exceptions])
    figures = Figures(
        canvas, shape, title, columns, lines, rows, notes, of_all[0] if of_all else None, _open_ends(heads, columns)
    )
    observations = list(figures.observations(sheet, orders, faults))
    taken = obey(observations, orders, style, faults, title.period_text)
    part_measures(observations)
    clashes = keep_apart(observations)
    filled = _filled(observations)
    over_columns, doubts = wholes_over_columns(observations, columns.values())
    wholes = wholes_of(trees, lines, rows, columns.values(), labels.header)
    assumptions = (
        *assumed.of_shape(canvas, shape, orders),
        *assumed.of_heads(canvas, shape, heads),
        *assumed.of_rows(canvas, trees, rows_of_words(canvas, shape)),
        *assumed.of_odd_cells(canvas, shape, heads, lines),
        *assumed.of_time(title, settled, _times(observations, title), [*beside, *called], labels, orders),
        *assumed.of_years_of_others(observations, heads, title, style, orders),
        *assumed.of_units(of_all, figures, beside, orders),
        *assumed.of_bases(text for level in heads.levels for text in level.values()),
        *assumed.of_bases(line.label for line in lines if not is_ignored([line.label], orders)),
        *assumed.of_clashes(clashes),
        *([assumed_source(source)] if source else ()),
        *([assumed_status(*status)] if status else ()),
        *filter(None, [open_status(title.titled) if title.titled else None]),
        *taken,
        *parts.doubts,
        *unsaid,
        *assumed.of_two_times(figures, labels.header),
        *doubts_of(canvas, lines, rows, columns, orders, title, rows_measure=labels.are_measures),
        *doubts,
    )
    reading = Reading(
        file=sheet.file,
        sheet=sheet.name,
        columns=filled,
        rows=lambda: (replace(row, cells=dict(row.cells)) for row in observations),
        indicator=title.label,
        wholes={name: {**wholes.get(name, {}), **over_columns.get(name, {})} for name in (*wholes, *over_columns)},
        header=_header(canvas, shape, heads, title),
        assumptions=assumptions,
        left_out=list(figures.left_out.values()),
        source=Source("", title=source) if source else None,
    )
    return with_status(reading, status[0]) if status else reading


def _open_ends(heads: Heads, columns: Mapping[int, Heading]) -> dict[int, str]:
    """The headers that say "year to date" beside others that are times."""
    if not any(one.period or one.part for one in columns.values()):
        return {}
    return {column: text for level in heads.levels for column, text in level.items() if is_to_date(text)}


def _values(canvas: Canvas, shape: Shape, lines: Sequence[Line]) -> dict[int, list[Decimal | None]]:
    """The figures of each column, row by row."""
    rows = [values_of(canvas, line, shape.figures) for line in lines]
    return {column: [row.get(column) for row in rows] for column in shape.figures}


def _lines_beside(canvas: Canvas, shape: Shape, title: Title) -> list[str]:
    """The lines above and below the table that are not its title."""
    below = [" ".join(lines_in(canvas.rows[row].cells)) for row in shape.below]
    return [*filter(None, [title.exception]), *(text for _, text in title.notes), *below]


def _settled(canvas: Canvas, shape: Shape, heads: Heads) -> Settled:
    texts = [text for level in heads.levels for text in level.values()]
    texts += [canvas.text(row, column) for row in shape.body for column in shape.stubs]
    return style_of(text for text in texts if text)


def _names(title: Title, heads: Heads, labels: Labels) -> list[str]:
    """What the dimensions of the columns may be called: what the title says and the stub does not."""
    if labels.are_measures and labels.header:
        return [labels.header]
    header = " ".join(heads.stubs.values()).casefold()
    named = [name for name in title.breakdowns if name.casefold() not in header and header not in name.casefold()]
    return named if header else []


def _not_of_columns(breakdowns: Sequence[str], heads: Heads) -> list[str]:
    """The breakdowns in the title without those whose members stand over the columns."""
    kinds = [kind for level in heads.levels if (kind := kind_of(level.values()))]
    return [name for name in breakdowns if not any(is_name_of(name, kind) for kind in kinds)]


def _adding_up(columns: Mapping[int, Heading]) -> list[int]:
    """The columns whose figures may add up: those of counts, or all where there are none."""
    counts = [column for column, heading in columns.items() if not is_relative(heading.unit)]
    return counts or list(columns)


def _times(observations: Sequence[Row], title: Title) -> tuple[int, int, int]:
    """How many figures there are, how many have no period, and how many have the title's."""
    without = sum(1 for row in observations if not row.cells["period"])
    from_title = sum(1 for row in observations if title.period and row.period_text is title.period_text)
    return len(observations), without, from_title


def _filled(observations: Sequence[Row]) -> tuple[str, ...]:
    """The columns of the rows, each of which is given all of them."""
    columns = tuple(dict.fromkeys((*_COLUMNS, *(name for row in observations for name in row.cells))))
    for row in observations:
        for name in columns:
            row.cells.setdefault(name, "")
    return columns


def _header(canvas: Canvas, shape: Shape, heads: Heads, title: Title) -> dict[str, str]:
    """What was taken for what, in words."""
    numbers = [canvas.rows[row].number for row in shape.header]
    found = {}
    if title.text:
        found["title"] = f"“{title.text}”"
    if numbers:
        rows = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {numbers[0]} to {numbers[-1]}"
        found["headers"] = rows
    stub = ", ".join(text for text in heads.stubs.values() if text)
    found["labels"] = f"the first column{'s' if len(shape.stubs) > 1 else ''}" + (f", “{stub}”" if stub else "")
    return found
