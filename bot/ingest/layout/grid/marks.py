"""Footnote marks behind headers and labels, and the notes that explain them.

A mark is taken off where it can be told from the word before it: it is raised ("Ayle²"), or a note of the sheet begins
with it and it follows a bracket, a digit does a letter, or the word stands elsewhere on the sheet without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.ingest.cells.flags import Flag
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.shape import Shape
from bot.ingest.layout.notes_by_mark import explained, notes_by_mark, without_mark

_TYPED = re.compile(r"(?P<stem>(?:.*[\W\d_])?(?P<word>[^\W\d_]{2,})|.*\))(?P<mark>[0-9]{1,2}|[a-z])")


@dataclass(frozen=True, slots=True)
class Notes:
    """What notes say, by the cell that bears their mark (row and column counted from 0) and by their mark."""

    at: Mapping[tuple[int, int], Flag]
    by_mark: Mapping[str, str]

    def of(self, cells: Iterable[tuple[int, int]]) -> Flag:
        """What is noted at these cells, each once."""
        flags = [self.at[cell] for cell in cells if cell in self.at]
        note = "; ".join(dict.fromkeys(flag.note for flag in flags if flag.note))
        return Flag(next((flag.status for flag in flags if flag.status), None), note or None)


def take_marks(canvas: Canvas, shape: Shape) -> Notes:
    """Takes the marks off the headers and labels on the canvas."""
    notes = notes_by_mark(_lines_beside(canvas, shape))
    words = {word for row in range(len(canvas.rows)) for text in canvas.rows[row].cells for word in _words(text)}
    found: dict[tuple[int, int], Flag] = {}
    places = [(row, column) for row in shape.header for column in range(canvas.width)]
    places += [(row, column) for row in shape.body for column in shape.stubs]
    for row, column in places:
        stem, mark = _parted(canvas.text(row, column), notes, words)
        if mark:
            canvas.put(row, column, stem)
            said = explained(" ".join(one for one in re.split(r"[, ]", mark) if one in notes), notes)
            if said is not None:
                found[row, column] = said
    return Notes(found, notes)


def _lines_beside(canvas: Canvas, shape: Shape) -> list[str]:
    """The lines below the table, and those above it but for the first."""
    return [" ".join(canvas.text(row, at) for at in canvas.filled(row)) for row in (*shape.below, *shape.above[1:])]


def _parted(text: str, notes: Mapping[str, str], words: set[str]) -> tuple[str, str | None]:
    """A text without its mark, and that mark."""
    stem, mark = without_mark(text, notes)
    typed = _TYPED.fullmatch(text) if mark is None else None
    if typed is None or typed["mark"] not in notes:
        return stem, mark
    is_told = typed["word"] is None or typed["mark"].isdigit() or typed["word"].casefold() in words
    return (typed["stem"], typed["mark"]) if is_told else (text, None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
