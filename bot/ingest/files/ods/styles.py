"""What a cell's style says in OpenDocument: how its label stands, and how precise its date is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from bot.ingest.files.markup import attribute, children, local_name

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:cm|mm|in|pt|px|pc)?")
_RAISED = re.compile(r"super\b.*|\d+(?:\.\d+)?%.*")
_DATE_PARTS = {
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "year": ("yy", "yyyy"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
}


class Style(NamedTuple):
    """`date`: the format of dates, in the code that workbooks write; None where the style gives none."""

    indent: int = 0
    bold: bool = False
    date: str | None = None


@dataclass(slots=True)
class Styles:
    """Styles by name: of cells, of raised text, and of tables that are not shown."""

    cells: dict[str, Style] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    _dates: dict[str, str] = field(default_factory=dict)

    def add(self, element: etree._Element) -> None:
        """Takes in an element with styles; data styles stand before the styles that use them, or in an earlier one."""
        for one in element:
            name = attribute(one, "name") or ""
            match local_name(one), attribute(one, "family"):
                case "date-style", _:
                    self._dates[name] = _code(one)
                case "style", "table-cell":
                    self.cells[name] = self._cell(one)
                case "style", "text" if _is_raised(one):
                    self.raised.add(name)
                case "style", "table" if _properties(one, "display") == "false":
                    self.unseen.add(name)

    def _cell(self, one: etree._Element) -> Style:
        parent = self.cells.get(attribute(one, "parent-style-name") or "", Style())
        weight = _properties(one, "font-weight")
        margin = _LENGTH.fullmatch(_properties(one, "margin-left") or "")
        date = self._dates.get(attribute(one, "data-style-name") or "", parent.date)
        bold = parent.bold if weight is None else weight in ("bold", "600", "700", "800", "900")
        return Style(round(float(margin[1]) * 1000) if margin else parent.indent, bold, date)


def _properties(one: etree._Element, name: str) -> str | None:
    return next((value for child in one if (value := attribute(child, name)) is not None), None)


def _is_raised(one: etree._Element) -> bool:
    return any(_RAISED.fullmatch(attribute(child, "text-position") or "") for child in children(one, "text-properties"))


def _code(style: etree._Element) -> str:
    return "".join(_codes(style))


def _codes(style: etree._Element) -> Iterator[str]:
    for one in style:
        name, long = local_name(one), attribute(one, "style") == "long"
        if name == "text":
            yield '"' + (one.text or "").replace('"', "") + '"'
        elif name == "month":
            textual = attribute(one, "textual") == "true"
            yield ("mmmm" if long else "mmm") if textual else "mm"
        elif name == "am-pm":
            yield "AM/PM"
        elif name in _DATE_PARTS:
            yield _DATE_PARTS[name][long]
