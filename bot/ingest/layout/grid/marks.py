"""Footnote marks behind headers and labels, and the notes that explain them.

A mark is taken off where it can be told from the word before it: it is raised ("Ayle²"), or a note of the sheet begins
with it and it follows a bracket, a digit does a letter, or the word stands elsewhere on the sheet without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.shape import Shape

_RAISED = re.compile(r"(?P<stem>.*?[^\W_)].*?|.*\)) ?(?P<mark>[¹²³⁰⁴-⁹ᵃ-ᶻ*†‡§]+(?:[, ][¹²³⁰⁴-⁹*†‡§]+)*)")
_PLAIN_DIGITS = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_BRACKETED = re.compile(r"(?P<stem>.+?) ?[\[(](?P<mark>(?:note |fn )?[0-9]{1,2}|[a-z*†‡])[\])]", re.IGNORECASE)
_TYPED = re.compile(r"(?P<stem>(?:.*[\W\d_])?(?P<word>[^\W\d_]{2,})|.*\))(?P<mark>[0-9]{1,2}|[a-z])")
_NOTE = re.compile(
    r"[\[(]?(?:note )?(?P<mark>[0-9]{1,2}|[a-z]|[¹²³⁰⁴-⁹ᵃ-ᶻ]|[*†‡§]+)(?:[\])]|[.:=])?\s*[-–]?\s*(?P<text>\S.{3,})",
    re.IGNORECASE,
)
_LETTER_ALONE = re.compile(r"[a-z] ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notes:
    """What notes say, by the cell that bears their mark (row and column counted from 0)."""

    at: Mapping[tuple[int, int], str]

    def of(self, cells: Iterable[tuple[int, int]]) -> str | None:
        """What is noted at these cells, each once."""
        return "; ".join(dict.fromkeys(self.at[cell] for cell in cells if cell in self.at)) or None


def take_marks(canvas: Canvas, shape: Shape) -> Notes:
    """Takes the marks off the headers and labels on the canvas."""
    notes = _notes_of(canvas, shape)
    words = {word for row in range(len(canvas.rows)) for text in canvas.rows[row].cells for word in _words(text)}
    found: dict[tuple[int, int], str] = {}
    places = [(row, column) for row in shape.header for column in range(canvas.width)]
    places += [(row, column) for row in shape.body for column in shape.stubs]
    for row, column in places:
        stem, mark = _parted(canvas.text(row, column), notes, words)
        if mark:
            canvas.put(row, column, stem)
            said = [notes[one] for one in re.split(r"[, ]", mark) if one in notes]
            if said:
                found[row, column] = "; ".join(said)
    return Notes(found)


def _notes_of(canvas: Canvas, shape: Shape) -> dict[str, str]:
    """The notes below (and above) the table by their marks."""
    found: dict[str, str] = {}
    for row in (*shape.below, *shape.above[1:]):
        text = " ".join(canvas.text(row, column) for column in canvas.filled(row))
        note = _NOTE.fullmatch(text)
        if note and not (text[:1].isalpha() and not _LETTER_ALONE.match(text) and text[1:2] not in ".:)="):
            found.setdefault(note["mark"].translate(_PLAIN_DIGITS).casefold(), note["text"])
    return found


def _parted(text: str, notes: Mapping[str, str], words: set[str]) -> tuple[str, str | None]:
    """A text without its mark, and that mark."""
    if raised := _RAISED.fullmatch(text):
        return raised["stem"].strip(), raised["mark"].translate(_PLAIN_DIGITS).casefold()
    if (bracketed := _BRACKETED.fullmatch(text)) and (mark := bracketed["mark"].casefold().split(" ")[-1]) in notes:
        return bracketed["stem"], mark
    typed = _TYPED.fullmatch(text)
    if typed is None or typed["mark"] not in notes:
        return text, None
    is_told = typed["word"] is None or typed["mark"].isdigit() or typed["word"].casefold() in words
    return (typed["stem"], typed["mark"]) if is_told else (text, None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
