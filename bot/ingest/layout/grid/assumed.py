"""What a grid does not say outright, as sentences for whoever imports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ingest.cells.styles import Settled
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.heads import Heads, merges_headers
from bot.ingest.layout.grid.kinds import says_total
from bot.ingest.layout.grid.nesting import Tree
from bot.ingest.layout.grid.shape import Shape
from bot.ingest.layout.grid.title import Title
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_SHOWN = 3
_PARTS = 3
"""So many rows that add up to another are its parts beyond doubt."""


def of_shape(canvas: Canvas, shape: Shape, orders: Orders) -> Iterator[Assumption]:
    if orders.header_rows is None and shape.header:
        first, last = (canvas.rows[row].number for row in (shape.header[0], shape.header[-1]))
        rows = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
        yield Assumption(f"{rows} taken for the header.", f"--header-rows {first}:{last}")
    if not canvas.decimals_settled and orders.decimal is None:
        yield Assumption(
            f"The point in {quoted(canvas.decimal_example or '')} is taken for a decimal point.",
            "--decimal ,",
            doubtful=True,
        )


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
        yield Assumption(
            f"Headers are taken to stand over the blank cells at their right as well: {_shown(list(spread))}.",
            "--header-rows FIRST:LAST",
        )


def of_rows(canvas: Canvas, trees: Sequence[Tree], words: Sequence[int]) -> Iterator[Assumption]:
    if words:
        numbers = ", ".join(str(canvas.rows[row].number) for row in words[:_SHOWN])
        yield Assumption(
            f"Words stand over several columns amid the table (row {numbers}); what they say of the rows below is not"
            " read.",
            "--header-rows FIRST:LAST",
            doubtful=True,
        )
    sums = [tree for tree in _all(trees) if tree.parts and tree.evidence]
    if sums:
        # Two rows that add up to a third may be a runner-up and the lead over it.
        doubtful = any(len(tree.parts) < _PARTS and not says_total(tree.line.label) for tree in sums)
        yield Assumption(
            "Rows below these are taken for their parts, as they add up:"
            f" {_shown([tree.line.label for tree in sums])}.",
            '--map indicator="..."',
            doubtful=doubtful,
        )


def of_time(title: Title, settled: Settled, undated: int, from_title: int, orders: Orders) -> Iterator[Assumption]:
    if "period" in orders.columns:
        return
    if from_title:
        yield Assumption(
            f"Figures whose headers name no time are of {title.period_text}, as the title says.", "--map period=..."
        )
    if undated:
        why = "The title names several times" if title.several_periods else "Nothing says what time figures are of"
        yield Assumption(f"{why}: {undated} figures have no period.", "--map period=2020", doubtful=True)
    if "day_first" in settled.open and orders.day_first is None:
        yield Assumption(
            f"In {quoted(settled.open['day_first'])} the day is taken to come first.",
            "--day-first / --month-first",
            doubtful=True,
        )


def of_clashes(cells: Sequence[str]) -> Iterator[Assumption]:
    if cells:
        more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
        yield Assumption(
            f"Figures in {', '.join(cells[:_SHOWN])}{more} have the same headers as others, and are kept apart by where"
            " they stand.",
            '--map ignore="..."',
            doubtful=True,
        )


def _all(trees: Sequence[Tree]) -> list[Tree]:
    return [one for tree in trees for one in (tree, *_all(tree.parts))]


def _shown(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(quoted(text) for text in texts[:_SHOWN]) + more
