"""Whether a sheet is a long table at all, or has headers on two sides, which others read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.cells.headed import headed_periods
from bot.ingest.cells.months import MONTHS
from bot.ingest.cells.styles import are_short_years
from bot.ingest.layout.long.heading import Heading
from bot.ingest.layout.long.names import Role
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.long.roles import Roles
from bot.ingest.layout.long.told import Told
from bot.ingest.layout.long.unnamed import lists_measures
from bot.ingest.layout.named_sheets import period_of_sheet
from bot.ingest.sheets import Sheet

_DATES = (Role.PERIOD, Role.YEAR, Role.STARTS)
_PARTS = frozenset({"q1", "q2", "q3", "q4", "h1", "h2"})
_SAID = ("value", "period", "indicator")


def is_long(
    sheet: Sheet, heading: Heading, columns: Sequence[Column], roles: Roles, told: Told, body: Sequence[Sequence[str]]
) -> bool:
    """Its header is one row that names each column, and every row stands for itself.

    Surest are the reserved names and what the desk says; then a column that is called the value, then one of periods.
    Without either, a row must be told apart by the texts in it: no line among them may be a heading of those under it,
    and, unless periods stand over the numbers, none may stand over the header: under a title, headers are members.
    """
    if not columns or not roles.columns(Role.VALUE, Role.MEASURE):
        return False
    if roles.own or any(name in _SAID for name in told.names.values()):
        return True
    if _is_one_of_several(sheet, heading):
        return False
    if not all(column.name for column in columns if column.filled):
        return False
    if roles.columns(Role.VALUE):
        return True
    headers = [columns[at].name for at in roles.columns(Role.MEASURE)]
    if _are_of_grid(sheet, headers, roles):
        return False
    if roles.columns(*_DATES):
        return not _has_sections(body, roles)
    dated = any(map(is_datelike, headers)) or any(period for _, period in headed_periods(headers))
    if heading.above and any(lists_measures(columns[at]) for at in roles.columns(Role.INDICATOR)):
        return False  # what the title says goes for each of them
    stub = bool(roles.columns(Role.DIMENSION, Role.INDICATOR))
    return stub and (dated or not heading.above) and not _has_sections(body, roles)


def _are_of_grid(sheet: Sheet, headers: Sequence[str], roles: Roles) -> bool:
    """Whether headers are periods that only all of them together, or the sheet's name, show to be some."""
    if period_of_sheet(sheet.name) and not roles.columns(*_DATES) and headers and all(map(_is_part_of_year, headers)):
        return True
    return are_short_years(headers) or (any(map(_is_part_of_year, headers)) and any(map(is_datelike, headers)))


def _is_part_of_year(header: str) -> bool:
    """Whether a header is a quarter or a month whose year another one may name."""
    plain = header.strip(". ").casefold()
    return plain in MONTHS or plain in _PARTS


def _is_one_of_several(sheet: Sheet, heading: Heading) -> bool:
    """Whether the header row has another header row over it, or merged cells."""
    over = heading.above[-1:] if heading.above and heading.above[-1].number == heading.first - 1 else ()
    if any(sum(map(bool, row.cells)) > 1 or (any(row.cells) and not row.cells[0]) for row in over):
        return True
    return any(
        span.top <= heading.last and span.bottom >= heading.first and span.left != span.right for span in sheet.merged
    )


def _has_sections(body: Sequence[Sequence[str]], roles: Roles) -> bool:
    """Whether rows in the midst of the table have a label and no figure at all, as headings of sections do."""
    values = roles.columns(Role.MEASURE, Role.VALUE)
    labels = roles.columns(Role.DIMENSION, Role.INDICATOR)
    last = max((at for at, cells in enumerate(body) if any(cells[one] for one in values)), default=0)
    return any(
        not any(cells[one] for one in values) and sum(map(bool, cells)) == 1 and any(cells[one] for one in labels)
        for cells in body[:last]
    )
