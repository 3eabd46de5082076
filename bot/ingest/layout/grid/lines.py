"""The rows of the body: which hold figures, and under which labels, sections and panels each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from bot.ingest.cells.units import unit_of
from bot.ingest.layout.grid.canvas import Canvas, Kind
from bot.ingest.layout.grid.heads import Heads, panel_in
from bot.ingest.layout.grid.kinds import is_plain_unit
from bot.ingest.layout.grid.shape import Shape


@dataclass(slots=True)
class Line:
    """A row of figures. `label` is in the last column of the stub, `stubs` are the others' by column, filled down where
    a blank repeats the one above. `sections` are the labels without figures that it stands under, from the outermost
    in, and `left` those that it stood under but for its indent; `panel` stands over all columns above it, and `group`,
    about whom it is, below a panel that is a unit. `ancestors` are labels of rows whose parts it is, from the outermost
    in."""

    row: int
    label: str
    stubs: dict[int, str] = field(default_factory=dict)
    panel: str | None = None
    group: str | None = None
    sections: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    indent: int = 0
    bold: bool = False
    ancestors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    """`inner` is the indent of the first row under it."""

    label: str
    indent: int
    bold: bool
    depth: int
    inner: int | None = None


def lines_of(canvas: Canvas, shape: Shape, heads: Heads) -> list[Line]:
    """The rows of figures, in their order, each with what it stands under."""
    return list(_Walk(canvas, shape, heads.panel).lines())


def is_repeated_header(canvas: Canvas, shape: Shape, row: int) -> bool:
    """Whether a row of the body says what a row of the header says, as on each page of a printed table."""
    texts = {column: text for column in shape.figures if (text := canvas.text(row, column))}
    return len(texts) > 1 and any(
        texts == {column: text for column in shape.figures if (text := canvas.text(head, column))}
        for head in shape.header
    )


@dataclass(slots=True)
class _Walk:
    canvas: Canvas
    shape: Shape
    panel: str | None
    sections: list[_Section] = field(default_factory=list)
    known: dict[tuple[str, int, bool], int] = field(default_factory=dict)
    after_section: bool = False
    deepest: int = 0
    group: str | None = None
    is_fresh: bool = True
    above: dict[int, str] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        for row in self.shape.body:
            if is_repeated_header(self.canvas, self.shape, row):
                continue
            kinds = {self.canvas.kind(row, column) for column in self.shape.figures}
            is_unread = Kind.TEXT in kinds and (self.canvas.has_unread(row) or self._is_odd(row))
            if Kind.NUMBER in kinds or (Kind.MISSING in kinds and Kind.TEXT not in kinds) or is_unread:
                self.after_section = self.is_fresh = False
                yield self._line(row)
            elif self._is_section(row):
                self._enter(row)
            elif (panel := panel_in(self.canvas, self.shape, row)) or (panel := self._only_text(row)):
                self._head(panel)
                if self._names(row) and len(self.canvas.filled(row)) > 1:
                    self._enter(row)

    def _head(self, text: str) -> None:
        """A text over all columns: right below a unit it says whom the rows below are about, and so do others of its
        kind after it; else it takes the place of the one before."""
        if not is_plain_unit(text) and (self.group or (self.is_fresh and is_plain_unit(self.panel or ""))):
            self.group = text
        else:
            self.panel, self.group, self.is_fresh = text, None, True
        self.sections, self.after_section = [], False

    def _only_text(self, row: int) -> str | None:
        """The one text of a row, whatever it spreads over."""
        filled = self.canvas.filled(row)
        return self.canvas.text(row, filled[0]) if len(filled) == 1 else None

    def _names(self, row: int) -> bool:
        return any(self.canvas.text(row, column) for column in self.shape.stubs)

    def _style(self, row: int) -> tuple[int, bool]:
        held = self.canvas.rows[row]
        column = next((column for column in self.shape.stubs if self.canvas.text(row, column)), self.shape.stubs[0])
        return held.indents.get(column, 0), column in held.bold

    def _enter(self, row: int) -> None:
        """A label without figures: a section, or a unit for the rows below it."""
        label = " ".join(text for column in self.shape.stubs if (text := self.canvas.text(row, column)))
        if is_plain_unit(label):
            self._head(label)
            return
        self.is_fresh = False
        indent, bold = self._style(row)
        depth = self._depth(row, label, indent, bold)
        self.sections = [*self.sections[:depth], _Section(label, indent, bold, depth)]
        self.known.setdefault((label, indent, bold), depth)
        self.after_section = True

    def _depth(self, row: int, label: str, indent: int, bold: bool) -> int:
        """How deep a section is: as deep as one of its name and looks, or as its indent and its bold say, else as many
        as follow it at once before the rows."""
        if (label, indent, bold) in self.known:
            return self.known[label, indent, bold]
        if any(section.indent != indent or section.bold != bold for section in self.sections):
            alike = [section.depth for section in self.sections if (section.indent, section.bold) == (indent, bold)]
            if alike:
                return alike[0]
            return sum(1 for section in self.sections if section.indent < indent or (section.bold and not bold))
        below = self._sections_at_once(row)
        self.deepest = max(self.deepest, (len(self.sections) if self.after_section else 0) + below)
        return min(self.deepest - below, len(self.sections))

    def _sections_at_once(self, row: int) -> int:
        """How many sections follow one another from the row on."""
        later = self.shape.body[self.shape.body.index(row) :]
        return sum(1 for _ in takewhile(self._is_section, later))

    def _is_odd(self, row: int) -> bool:
        """Whether a row has a label, and words where the one figure of it would be."""
        if len(self.shape.figures) > 1:
            return False
        (column,) = self.shape.figures
        span = self.canvas.span(row, column)
        text = self.canvas.text(row, column)
        return self._names(row) and span.left == span.right and unit_of(text) is None

    def _is_section(self, row: int) -> bool:
        """Whether a row holds a label and nothing over the figures."""
        return self._names(row) and not any(self.canvas.text(row, column) for column in self.shape.figures)

    def _line(self, row: int) -> Line:
        *outer, last = self.shape.stubs
        for place, column in enumerate(outer):
            text = self.canvas.text(row, column)
            if text:
                self.above[column] = text
                for deeper in outer[place + 1 :]:
                    self.above.pop(deeper, None)
        indent, bold = self._style(row)
        left = self._leave(indent)
        return Line(
            row=row,
            label=self.canvas.text(row, last),
            stubs=dict(self.above),
            panel=self.panel,
            group=self.group,
            sections=tuple(section.label for section in self.sections),
            left=left,
            indent=indent,
            bold=bold,
        )

    def _leave(self, indent: int) -> tuple[str, ...]:
        """Ends the sections whose rows stand deeper than they do, and than a row does; those before, where any ends."""
        before = tuple(section.label for section in self.sections)
        for section in self.sections:
            section.inner = indent if section.inner is None else section.inner
        while self.sections and indent <= self.sections[-1].indent < (self.sections[-1].inner or 0):
            self.sections = self.sections[:-1]
        return before if len(before) > len(self.sections) else ()


def rows_of_words(canvas: Canvas, shape: Shape) -> list[int]:
    """Rows of the body with words over several columns and no figures, which are neither section nor header."""
    found = []
    for row in shape.body:
        kinds = [canvas.kind(row, column) for column in shape.figures]
        if Kind.NUMBER not in kinds and kinds.count(Kind.TEXT) > 1 and not is_repeated_header(canvas, shape, row):
            found.append(row)
    return found
