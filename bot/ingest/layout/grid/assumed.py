"""What a grid does not say outright, as sentences for whoever imports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.ingest.cells.bases import may_be_base
from bot.ingest.cells.conventions import Decimals
from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.styles import Settled
from bot.ingest.layout.chance import sum_by_chance
from bot.ingest.layout.decimals import MARK_NAMES, assumed_comma, odd_one
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.figures import Figures
from bot.ingest.layout.grid.heading import dimension_name
from bot.ingest.layout.grid.heads import Heads, merges_headers
from bot.ingest.layout.grid.kinds import dated
from bot.ingest.layout.grid.labels import Labels
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.nesting import Tree, all_trees
from bot.ingest.layout.grid.shape import Shape
from bot.ingest.layout.grid.title import Title
from bot.ingest.layout.long.headed_doubts import part_in_doubt
from bot.ingest.layout.long.names import names_beginning, names_time
from bot.ingest.layout.odd_cells import formulas_kept, lengths_of_time
from bot.ingest.layout.scales import assumed_of_all, may_scale
from bot.ingest.layout.undated import undated
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.table import Row
from bot.ingest.words import quoted, quoted_option

_SHOWN = 3
_NEAR = 30
"""Years between those of two rows that may both be headers; figures are seldom all so near to their years."""


def of_shape(canvas: Canvas, shape: Shape, orders: Orders) -> Iterator[Assumption]:
    if orders.header_rows is None and shape.header:
        first, last = (canvas.rows[row].number for row in (shape.header[0], shape.header[-1]))
        rows = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
        yield Assumption(f"{rows} taken for the header.", f"--header-rows {first}:{last}")
        yield from _rival(canvas, shape)
    if orders.decimal is None:
        yield from _of_decimals(canvas.decimals)


def _of_decimals(found: Decimals) -> Iterator[Assumption]:
    example = found.example or ""
    if found.odd:
        yield odd_one(found)
    elif not found.settled:
        other = "." if found.mark == "," else ","
        sentence = f"The {MARK_NAMES[found.mark]} in {quoted(example)} is taken for a decimal {MARK_NAMES[found.mark]}."
        yield Assumption(sentence, f"--decimal {other}", doubtful=True, about=f"decimal {found.mark}")
    elif found.mark == ",":
        yield assumed_comma(example)


def _rival(canvas: Canvas, shape: Shape) -> Iterator[Assumption]:
    """The row below the header that may be the header as well: years stand in it wherever they do in the header."""
    head, row = shape.header[-1], shape.body[0]
    dated = [column for column in shape.figures if canvas.is_year(head, column)]
    both = [(int(canvas.text(at, column)[:4]) for at in (head, row)) for column in dated if canvas.is_year(row, column)]
    if len(dated) > 1 and len(both) == len(dated) and all(abs(one - other) <= _NEAR for one, other in both):
        first, number = canvas.rows[head].number, canvas.rows[row].number
        sentence = f"Row {first} is taken for the header, and row {number} may be as well."
        yield Assumption(sentence, f"--header-rows {number}:{number}", doubtful=True)


def of_heads(canvas: Canvas, shape: Shape, heads: Heads) -> Iterator[Assumption]:
    if merges_headers(canvas, shape):
        return
    spread: dict[str, None] = {}
    for level in heads.levels:
        printed = {text for row in shape.header for column in shape.figures if (text := canvas.text(row, column))}
        for column, text in level.items():
            if text in printed and all(canvas.text(row, column) != text for row in shape.header):
                spread[text] = None
    if spread:
        lowest = canvas.rows[shape.header[-1]].number
        yield Assumption(
            f"Headers are taken to stand over the blank cells at their right as well: {_shown(list(spread))}.",
            f"--header-rows {lowest}:{lowest}" if len(shape.header) > 1 else "",
        )


def of_rows(canvas: Canvas, trees: Sequence[Tree], words: Sequence[int]) -> Iterator[Assumption]:
    if words:
        numbers = ", ".join(str(canvas.rows[row].number) for row in words[:_SHOWN])
        yield Assumption(
            f"Words stand over several columns amid the table (row {numbers}); what they say of the rows below is not"
            " read.",
            f"--header-rows {canvas.rows[words[0]].number}:{canvas.rows[words[0]].number}",
            doubtful=True,
        )
    sums = [tree for tree in all_trees(trees) if tree.parts and tree.evidence]
    if sums:
        labels = _shown([tree.line.label for tree in sums])
        yield Assumption(f"Rows below these are taken for their parts, as they add up: {labels}.", "")
    weak = [tree.line.label for tree in sums if tree.is_weak]
    if weak:
        yield Assumption(
            f"The sums are too few to say that these are totals, and they are not held as such: {_shown(weak)}.",
            "",
            doubtful=True,
        )
    for tree in all_trees(trees):
        if tree.by_chance:
            yield sum_by_chance(tree.line.label, tree.by_chance)


def of_odd_cells(canvas: Canvas, shape: Shape, heads: Heads, lines: Sequence[Line]) -> Iterator[Assumption]:
    """Lengths of time, which are taken for words, and labels that begin as formulas do."""
    for column in shape.notes:
        header = " ".join(text for row in shape.header if (text := canvas.text(row, column)))
        cells = [text for row in shape.body if (text := canvas.text(row, column))]
        yield from lengths_of_time(header or canvas.name(shape.body[0], column), cells)
    headers = [text for level in heads.levels for text in level.values()]
    sections = [section for line in lines for section in line.sections]
    yield from formulas_kept([*(line.label for line in lines), *sections, *headers])


def of_time(
    title: Title,
    settled: Settled,
    counts: tuple[int, int, int],
    beside: Sequence[str],
    labels: Labels,
    orders: Orders,
) -> Iterator[Assumption]:
    """`counts` are the figures in all, those without a period, and those with the title's."""
    in_all, without, from_title = counts
    if "period" in orders.columns:
        return
    if from_title:
        yield Assumption(
            f"Figures whose headers name no time are of {title.period_text}, as {title.said_by} says.",
            "--map period=2020",
        )
    if without:
        figures = "1 figure has" if without == 1 else f"{without:,} figures have"
        stubs = [text for text in labels.stubs.values() if names_time(text)]
        times = [*stubs, *(line.label for line in labels.lines[:1] if labels.are_dated)]
        yield undated(figures, [*filter(None, [title.text]), *beside], times, others_are=without < in_all)
    if "quarters" in settled.open:
        yield part_in_doubt(settled.open["quarters"])
    if "day_first" in settled.open and orders.day_first is None:
        yield Assumption(
            f"{quoted(settled.open['day_first'])} is read with its day first; --day-first settles it.",
            "--month-first",
            doubtful=True,
            settles=Orders(day_first=True),
        )


def of_years_of_others(
    observations: Iterable[Row], heads: Heads, title: Title, style: PeriodStyle, orders: Orders
) -> Iterator[Assumption]:
    """A column of years in which something happened, where the title's time is that of all figures."""
    named = {dimension_name(text): text for text in heads.stubs.values() if names_beginning(text)}
    rows = [row for row in observations if title.period and row.period_text is title.period_text]
    for name, text in named.items() if "period" not in orders.columns else ():
        cells = [row.cells[name] for row in rows if row.cells.get(name)]
        if cells and all(dated(cell, style) for cell in cells):
            of_title = f"Figures are of {title.period_text}, as {title.said_by} says"
            sentence = f"{of_title}, and {quoted(text)} may be when they are of"
            yield Assumption(sentence, f"--map period={quoted_option(text)}", doubtful=True)


def of_units(
    of_all: tuple[str, str] | None, figures: Figures, beside: Sequence[str], orders: Orders
) -> Iterator[Assumption]:
    """What a line says of the units of all figures, or may say; `figures` are read through."""
    if of_all is not None:
        yield assumed_of_all(*of_all)
    elif orders.unit is None and "unit" not in orders.columns and figures.is_unscaled:
        yield from may_scale(beside)
    if figures.is_open:
        yield from may_scale(beside)


def of_two_times(figures: Figures, header: str) -> Iterator[Assumption]:
    if figures.two_times:
        rows = f" of {quoted(header)}" if header else ""
        yield Assumption(
            f"Rows{rows} and columns both say when; what the columns say is taken for the period.", "", doubtful=True
        )


def of_bases(labels: Iterable[str]) -> Iterator[Assumption]:
    found = next(filter(may_be_base, labels), None)
    if found is not None:
        sentence = f"{quoted(found)} may be how many were asked, and is read as figures like the others."
        yield Assumption(sentence, f'--map ignore="{found}"', doubtful=True)


def of_clashes(cells: Sequence[str]) -> Iterator[Assumption]:
    if cells:
        more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
        yield Assumption(
            f"Figures in {', '.join(cells[:_SHOWN])}{more} have the same headers as others, and are kept apart by where"
            " they stand.",
            "",
            doubtful=True,
        )


def _shown(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(quoted(text) for text in texts[:_SHOWN]) + more
