"""What the label of each row, and what it stands under, say of its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.grid.heading import ROW, Heading, dimension_name, joined
from bot.ingest.layout.grid.kinds import (
    are_measures,
    are_units,
    dated,
    is_name_of,
    is_part_of_year,
    is_plain_total,
    is_plain_unit,
    kind_of,
    label_and_unit,
    status_of,
)
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.long.names import names_beginning

_GROUP = "row group"
_MOSTLY = 0.6
_GENERIC = ("characteristic", "variable", "factor", "item", "category", "categories", "breakdown")
_TIMES = frozenset({"year", "years", "period", "date", "month", "quarter", "fiscal year"})
_SAYS_MEASURE = frozenset({"indicator", "measure", "measures", "indicators", "statistic", "variable", "series", "item"})
_LONG_WORD = 4
_MOST_DIMENSIONS = 40


@dataclass(slots=True)
class Labels:
    """`stubs` are the headers of the stub's columns, the last of them over the labels; `names` are what the title says
    that figures are broken down by.

    `header` is what stands over the labels, without the time where sections are times ("year and country").
    `are_measures`: the labels say what is measured, since the stub's header says so, they have units of their own, or
    they are called rates, averages, numbers. `are_dated`: most labels are periods.
    """

    lines: Sequence[Line]
    stubs: Mapping[int, str]
    label_column: int
    style: PeriodStyle
    names: Sequence[str] = ()
    header: str = field(init=False)
    are_measures: bool = field(init=False)
    are_dated: bool = field(init=False)
    _is_of_others: bool = field(init=False, default=False)
    _cross: bool = field(init=False, default=False)
    _name_dimensions: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.header = self.stubs.get(self.label_column, "")
        outer, parted, inner = self.header.partition(" and ")
        if parted and outer.casefold() in _TIMES and any(self._is_dated_section(line) for line in self.lines):
            self.header = inner
        labels = [line.label for line in self.lines if line.label]
        periods = sum(1 for label in labels if dated(label, self.style) or is_part_of_year(label))
        self._is_of_others = names_beginning(self.header)
        self.are_dated = bool(labels) and not self._is_of_others and periods >= _MOSTLY * len(labels)
        self.are_measures = self._say_measures()

    def headings(self) -> list[Heading]:
        """One a line. Takes periods out of the lines' sections."""
        found = [Heading() for _ in self.lines]
        for line, heading in zip(self.lines, found, strict=True):
            self._read_sections(line, heading)
            self._read_stubs(line, heading)
        self._read_panels(found)
        self._cross = _come_again(self.lines)
        self._name_dimensions = self._sections_are_dimensions()
        row_name = self._row_name()
        for line, heading in zip(self.lines, found, strict=True):
            heading.time_of = row_name
            self._read_label(line, heading, row_name)
        return found

    def _is_dated_section(self, line: Line) -> bool:
        return bool(line.sections) and dated(line.sections[0], self.style) is not None

    def _say_measures(self) -> bool:
        if self.header.casefold() in _SAYS_MEASURE:
            return True
        panels = {line.panel for line in self.lines if line.panel}
        if len(panels) > 1 and self._panels_are_units():
            return not self._come_again_in_panels()
        labels = [line.label for line in self.lines if not line.sections]
        units = {label_and_unit(label)[1] for label in labels} - {None}
        if not self.header and len(units) > 1 and not self._panels_are_units():
            return True
        return len(labels) == len(self.lines) and are_measures(labels) and not self.are_dated

    def _panels_are_units(self) -> bool:
        panels = {line.panel for line in self.lines if line.panel}
        return are_units(panels) or any(map(unit_of, panels))

    def _come_again_in_panels(self) -> bool:
        """Whether the rows come again in each panel: then panels are units of one and the same measure."""
        under: dict[str, set[str | None]] = defaultdict(set)
        for line in self.lines:
            under[joined(*line.sections, line.label)].add(line.panel)
        return sum(1 for held in under.values() if len(held) > 1) * 2 > len(under)

    def _read_panels(self, found: Sequence[Heading]) -> None:
        panels = {line.panel for line in self.lines if line.panel}
        units = self._panels_are_units()
        for line, heading in zip(self.lines, found, strict=True):
            if line.group:
                heading.dimensions[_GROUP] = line.group
            if line.panel and units:
                heading.panel = unit_of(line.panel) or line.panel
            elif line.panel and len(panels) == 1:
                heading.measure = (line.panel,)
            elif line.panel:
                heading.dimensions[_GROUP] = line.panel

    def _read_sections(self, line: Line, heading: Heading) -> None:
        line.sections = tuple(section for section in line.sections if not self._is_period(section, heading))

    def _read_stubs(self, line: Line, heading: Heading) -> None:
        """The columns of the stub before the labels: periods, dimensions under their headers, or sections."""
        outer = []
        for column, text in line.stubs.items():
            if not names_beginning(self.stubs.get(column, "")) and self._is_period(text, heading):
                continue
            if self.stubs.get(column):
                heading.dimensions[dimension_name(self.stubs[column])] = text
            else:
                outer.append(text)
        line.sections = (*line.sections, *outer)

    def _is_period(self, text: str, heading: Heading) -> bool:
        """Whether the text is the period of a row that has none yet, and is then noted as such."""
        marked = dated(text, self.style)
        if marked is None or heading.period is not None:
            return False
        heading.period, heading.period_text = marked.iso, text
        heading.status, heading.note = status_of(marked.mark)
        return True

    def _read_label(self, line: Line, heading: Heading, row_name: str) -> None:
        label = self._without_period(line, heading)
        if label and line.sections and is_plain_unit(label):
            label, unit = "", unit_of(label)
        else:
            label, unit = label_and_unit(label)
        heading.unit = heading.unit or unit
        ancestors = [ancestor for ancestor in line.ancestors if not is_plain_total(ancestor)]
        parts = [*ancestors, label] if label else ancestors
        if self.are_measures and not line.sections:
            heading.measure = (*heading.measure, *parts)
        elif line.sections or ancestors or not is_plain_total(label):
            self._name(line, heading, parts, row_name)

    def _without_period(self, line: Line, heading: Heading) -> str:
        """The label, "" where it is a period or a part of one; years in which something began are none."""
        if self._is_of_others:
            return line.label
        if self.are_dated and is_part_of_year(line.label):
            heading.part = line.label
            heading.period_text = " ".join(filter(None, (heading.period_text, line.label)))
            return ""
        is_span = "/" in (heading.period or "")
        if dated(line.label, self.style) and (self.are_dated or (is_span and line.label.isdecimal())):
            heading.period = None
        is_period = (self.are_dated or line.label.isdecimal()) and self._is_period(line.label, heading)
        return "" if is_period else line.label

    def _name(self, line: Line, heading: Heading, label: Sequence[str], row_name: str) -> None:
        """Notes the dimension that the label is of."""
        if self._cross and line.sections:
            outer, inner = self._crossing_names()
            heading.dimensions[outer] = joined(*line.sections)
            if label:
                heading.dimensions[inner] = joined(*label)
        elif line.sections and self._name_dimensions:
            heading.dimensions[dimension_name(line.sections[0])] = joined(*line.sections, *label)
        elif text := joined(*line.sections, *label):
            heading.dimensions[row_name] = text

    def _sections_are_dimensions(self) -> bool:
        """Whether sections name what their labels are ("age group", "province"), not parts of one list."""
        header = self.header.casefold()
        if len({line.sections[0] for line in self.lines if line.sections}) > _MOST_DIMENSIONS:
            return False
        if not header or any(word in header for word in _GENERIC):
            return True
        words = {word for word in header.split() if len(word) >= _LONG_WORD}
        return any(words & set(line.sections[0].casefold().split()) for line in self.lines if line.sections)

    def _crossing_names(self) -> tuple[str, str]:
        outer, parted, inner = self.header.partition(" and ")
        if not parted:
            outer, parted, inner = self.header.partition(" or ")
        if parted and " and " not in inner:
            return dimension_name(outer), dimension_name(inner)
        labels = kind_of(line.label for line in self.lines if line.sections)
        return dimension_name(self.header or _GROUP), labels or ROW

    def _row_name(self) -> str:
        """The name of the dimension of labels that no section names."""
        if self.header and not self.are_measures:
            return dimension_name(self.header)
        kind = kind_of(line.label for line in self.lines if not line.sections)
        if self.names and not any(line.sections for line in self.lines):
            of_kind = [name for name in self.names if kind and is_name_of(name, kind)]
            return dimension_name((of_kind or self.names)[-1])
        return kind or ROW


def _come_again(lines: Sequence[Line]) -> bool:
    """Whether the same labels come again in most sections."""
    under: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    sections = set()
    for line in lines:
        if line.sections:
            under[line.label].add(line.sections)
            sections.add(line.sections)
    again = sum(1 for held in under.values() if len(held) > 1)
    return len(sections) > 1 and again * 2 > len(under)
