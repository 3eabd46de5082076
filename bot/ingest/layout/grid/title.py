"""What the rows above a grid say of all of it: what is measured, when, in what unit, broken down by what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.ingest.cells.exceptions import parted_exception
from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.to_date import is_to_date
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.cited import source_in
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.kinds import dated, is_plain_unit
from bot.ingest.layout.named_lines import lines_in, named_title, titles_first
from bot.ingest.layout.named_sheets import BY_SHEET, period_of_sheet
from bot.ingest.layout.scales import says_exception, unit_said
from bot.ingest.layout.titled_status import Titled, without_status

_NUMBERING = re.compile(
    r"(?:table|figure|chart|annex|appendix|exhibit)\s*[A-Z]?[\d.\-]+[a-z]?\s*[:.–—-]?\s*", re.IGNORECASE
)
_ENDS = " ,;:.–—-("
_JOINING = frozenset({"in", "for", "from", "during", "as", "at", "to", "and", "or", "fy", "fys", "of", "by", "between"})
_OF_OTHER = frozenset(
    {"since", "base", "constant", "prices", "dollars", "pounds", "euros", "vs", "versus", "until", "till", "before",
     "after", "than", "target", "level", "levels", "over", "against", "with"}
)  # fmt: skip
_OPEN = frozenset({"from", "between", "to"})
"""Words before a single year that is not all of the time of figures."""
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_BY = re.compile(r",? by (?!the\b)(?P<what>[^:;.]+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_SENTENCE = re.compile(r"[.!?] (?=[A-Za-z])")
_LONG = 200
_MOST_WORDS = 7


_Notes = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """`text` as printed; `label` without its number, its time and its breakdowns, for the name of an indicator;
    `breakdowns` are what it says behind "by". `period` is ISO, with `period_text` in the title's words, where it names
    one, and `said_by` what says it; `several_periods` where it names more than one. `notes` are the other rows above
    the header, and `exception` what the title says in brackets of all figures but some."""

    text: str | None = None
    label: str | None = None
    breakdowns: tuple[str, ...] = ()
    period: str | None = None
    period_text: str | None = None
    several_periods: bool = False
    unit: str | None = None
    notes: tuple[tuple[int, str], ...] = ()
    titled: Titled | None = None
    said_by: str = "the title"
    exception: str | None = None


def title_of(canvas: Canvas, above: Sequence[int], style: PeriodStyle, status: str | None = None) -> Title:
    """`status` is what the desk says of all figures."""
    rows = [(row, " ".join(lines_in(canvas.rows[row].cells))) for row in above]
    if not rows:
        return Title()
    unit, period, notes = None, None, []
    named = [(row, text) for row, text in rows if not _NUMBERING.fullmatch(text)] or rows
    first, title = _title_among(named)
    for row, text in rows:
        if row == first:
            continue
        said = text.strip("() ")
        if unit is None and (is_plain_unit(said) or (unit_of(said) and text.startswith("("))):
            unit = unit_of(said)
        elif unit is None and unit_said(said) and not says_exception(said):
            unit = unit_said(said)
        elif period is None and dated(said, style):
            period = said
        else:
            notes.append((row, text))
    title, exception = parted_exception(named_title(title) or title)
    titled = without_status(title, status)
    return replace(
        _read(titled.label, unit, period, tuple(notes), style), text=title, exception=exception, titled=titled
    )


def with_sheet(title: Title, name: str | None) -> Title:
    """The title with the period that the sheet is called by, where it names none."""
    of_sheet = period_of_sheet(name)
    if of_sheet is None or title.period or is_to_date(title.text or ""):
        return title
    return replace(title, period=of_sheet.iso, period_text=name, said_by=BY_SHEET)


def _title_among(rows: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """The row of the title, which the unit and the source of a table stand above as well, and its text."""
    places = titles_first([text for _, text in rows])
    others = [at for at in places if not (source_in(rows[at][1]) or unit_said(rows[at][1]))]
    return rows[next(iter(others or places), 0)]


def _read(text: str, unit: str | None, below: str | None, notes: _Notes, style: PeriodStyle) -> Title:
    label = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    label, in_title = split_unit(label)
    period_text, several = below, False
    if below is None:
        label, period_text, several = without_period(label, style)
    found = dated(period_text, style) if period_text else None
    label, breakdowns = parted_breakdowns(label)
    if len(label) > _LONG:
        label = _SENTENCE.split(label)[0]
    return Title(
        text=text,
        label=label.rstrip(_ENDS) or text,
        breakdowns=breakdowns,
        period=found.iso if found else None,
        period_text=period_text if found else None,
        several_periods=several,
        unit=unit or (in_title if in_title and in_title != unit_of(label) else None),
        notes=notes,
    )


def parted_breakdowns(label: str) -> tuple[str, tuple[str, ...]]:
    """A title without what it says behind "by", and that."""
    found = _BY.search(label)
    if found is None:
        return label, ()
    return label[: found.start()] or label, _parted(found["what"])


def without_period(text: str, style: PeriodStyle) -> tuple[str, str | None, bool]:
    """The title without the time at its end, that time, and whether there are several."""
    if is_to_date(text):
        return text, None, False
    words = text.split(" ")
    best = 0
    for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        if dated(" ".join(words[-count:]).strip(_ENDS + ")"), style):
            best = count
    if not best:
        inside = [part for part in _BRACKETED.findall(text) if dated(part, style)]
        years = set(_YEAR.findall(text))
        if len(inside) == 1:
            return text.replace(f"({inside[0]})", " ").replace("  ", " ").replace(" ,", ","), inside[0], False
        return text, None, len(years) > 1
    while (
        best > 1
        and words[-best].casefold() in _JOINING
        and dated(" ".join(words[1 - best :]).strip(_ENDS + ")"), style)
    ):
        best -= 1
    period = " ".join(words[-best:]).strip(_ENDS + ")")
    rest = words[:-best]
    several = False
    while rest and (rest[-1].casefold().strip(_ENDS) in _JOINING or dated(rest[-1].strip(_ENDS), style)):
        several = several or dated(rest[-1].strip(_ENDS), style) is not None
        rest.pop()
    if not several and _is_of_other(words[len(rest) : -best], rest, period):
        return text, None, False
    return " ".join(rest).rstrip(_ENDS), None if several else period, several


def _is_of_other(between: Sequence[str], before: Sequence[str], period: str) -> bool:
    """Whether a time is not that of figures: one since which they are, the year of prices or of a base."""
    last = before[-1].casefold().strip(_ENDS) if before else ""
    alone = len(period.split()) == 1
    return last in _OF_OTHER or (alone and any(word.casefold() in _OPEN for word in between))


def _parted(what: str) -> tuple[str, ...]:
    """The breakdowns of a title: "by age, sex and province"."""
    found = re.split(r", and |, | and ", what)
    return tuple(part.strip() for part in found if part.strip())
