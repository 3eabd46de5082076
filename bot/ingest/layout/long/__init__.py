"""Tables with one observation a row, or one place and time a row and a measure a column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from bot.ingest.cells.broken import is_formula
from bot.ingest.faults import Faults
from bot.ingest.layout.cited import prose_in
from bot.ingest.layout.long.belongs import is_long
from bot.ingest.layout.long.deciding import roles_of
from bot.ingest.layout.long.heading import Heading, find_heading, lines_above, rival_of
from bot.ingest.layout.long.names import Role
from bot.ingest.layout.long.plans import Planned, file_label, plan_of
from bot.ingest.layout.long.profile import Column, columns_of
from bot.ingest.layout.long.roles import Roles
from bot.ingest.layout.long.stream import Stream
from bot.ingest.layout.long.told import Told, told_of
from bot.ingest.layout.long.wholes import wholes_of
from bot.ingest.layout.titled_status import assumed_status, status_above, with_status
from bot.ingest.lines_beside import note_line
from bot.ingest.literals import said_by_rows, taken_for_all
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading
from bot.ingest.sheets import Sheet, SheetRow
from bot.ingest.table import header_stands
from bot.ingest.withholding import EMBARGO, harmless, mistaken, withholds

_SAMPLE, _SAMPLE_CELLS, _FEWEST = 3_000, 150_000, 100
"""Rows that decide what the columns are, and fewer where there are many columns."""
_UNWORKED = "its cells are formulas without results"
_WORK_OUT = (
    "open the file in a spreadsheet, save it and import it again, or leave the column aside with --map ignore=COLUMN"
)
_READ = (
    Role.VALUE, Role.MEASURE, Role.PERIOD, Role.YEAR, Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY, Role.STARTS,
    Role.ENDS, Role.FLAG,
)  # fmt: skip


def read_long(sheet: Sheet, orders: Orders, faults: Faults) -> Reading | None:
    """How the sheet is read; None where it is no table of this kind.

    What the desk says goes first, then reserved names, then names and cells together. Faults of the header, and of
    columns and lines that seem to withhold, are noted here, those of cells while the rows are read.
    """
    sample, ended = _sample(sheet)
    heading = find_heading(sample, orders.header_rows)
    if heading is None:
        return None
    body = [
        (row, heading.cells(row)[: heading.width]) for row in sample if row.number > heading.last and any(row.cells)
    ]
    table = [(row, cells) for row, cells in body if heading.width < 2 or _line_in(row, cells) is None]
    while len(table) > 1 and heading.compound == 1 and _ends_early(table[-1][0], heading):
        table.pop()
    columns = columns_of(heading.names, [cells for _, cells in table], [row.typed for row, _ in table], orders.missing)
    faults_of_header = Faults()
    told = told_of(heading.names, orders, sheet.file, heading.line, faults_of_header)
    roles = roles_of(columns, told, heading.beside)
    if not is_long(sheet, heading, columns, roles, told, [cells for _, cells in body]):
        return None
    below = [text for row, cells in body if (text := _line_in(row, cells))] if ended else []
    stands = _stands(sheet, heading, columns, roles, told, below, ended, orders, faults_of_header)
    below = below if ended else _at_foot(sheet, heading)
    faults.take(faults_of_header)
    planned = plan_of(sheet, heading, columns, roles, told, orders, below)
    planned.assumptions += filter(None, (taken_for_all(*one) for one in told.constants.items()))
    if "period" in told.constants and (planned.plan.dating or any(one.period for one in planned.plan.measures)):
        planned.assumptions.append(said_by_rows("period", told.constants["period"]))
    rival = rival_of(heading, [row for row, _ in body]) if orders.header_rows is None else None
    if rival is not None:
        sentence = f"Row {heading.last} is taken for the header, and row {rival.number} may be as well."
        option = f"--header-rows {rival.number}:{rival.number}"
        planned.assumptions.append(Assumption(sentence, option, doubtful=True))
    status = None if roles.own or orders.status or "status" in told.constants else status_above(lines_above(heading))
    planned.assumptions += [assumed_status(*status)] if status else []
    reading = _reading(sheet, heading, planned, orders, faults, sample if ended else None, stands, below)
    return with_status(reading, status[0]) if status else reading


def _ends_early(row: SheetRow, heading: Heading) -> bool:
    """Whether a line of text has fewer cells than the header: at the end of a table, notes."""
    return row.line is not None and len(row.cells) < heading.width


def _sample(sheet: Sheet) -> tuple[list[SheetRow], bool]:
    """The first rows, and whether there are no more."""
    rows = sheet.rows()
    first = list(islice(rows, _FEWEST))
    widest = max((len(row.cells) for row in first), default=1)
    more = max(0, min(_SAMPLE, _SAMPLE_CELLS // max(widest, 1)) - _FEWEST)
    sample = [*first, *islice(rows, more)]
    return sample, next(rows, None) is None


def _stands(
    sheet: Sheet,
    heading: Heading,
    columns: Sequence[Column],
    roles: Roles,
    told: Told,
    below: Sequence[str],
    ended: bool,
    orders: Orders,
    faults: Faults,
) -> bool:
    """Whether the header can be read, and nothing seems to withhold what the table says; notes what does. `faults` has
    those of the header until now."""
    unread = {*roles.twins.values(), *told.ignored, *(at for at in roles.aside if not heading.names[at])}
    names = tuple(name for at, name in enumerate(heading.names) if at not in unread)
    header_stands(names, heading.line, sheet.file, faults)
    for one in columns:
        if one.at not in unread and one.told and all(map(is_formula, one.told)):
            faults.add(sheet.file, heading.line, one.name, _UNWORKED, _WORK_OUT)
    # A reserved name that the desk says to be something else withholds nothing, though it may be meant to.
    known = OBSERVATIONS.known.difference(heading.names) | {heading.names[at] for at in roles.reserved}
    cells: dict[str, Collection[str]] = {column.name: column.cells for column in columns if column.name}
    cells |= {} if ended else _cells_of_open(sheet, heading, columns, roles)
    if orders.not_withheld:
        known |= {heading.names[at] for at in told.ignored} | {name for name in cells if harmless(cells[name])}
    for column, wrong, right in mistaken(cells, known):
        faults.add(sheet.file, heading.line, column, wrong, right)
    said = orders.not_withheld or EMBARGO in {*told.constants, *roles.renamed.values()}
    if not said:
        new = [name for name in names if name not in known and withholds(name) is None]
        if not faults.problems:
            note_line(new, sheet.file, heading.line, faults)
        for row in heading.above:
            note_line(row.cells, sheet.file, row.line or row.number, faults, is_beside=True)
        for text in below:
            note_line([text], sheet.file, None, faults, is_beside=True)
    return not faults.problems


def _cells_of_open(
    sheet: Sheet, heading: Heading, columns: Sequence[Column], roles: Roles
) -> dict[str, Collection[str]]:
    """The different cells, in the whole sheet, of columns whose sample leaves open whether they withhold; of roles
    whose cells are read one by one, the reading sees to it."""
    left = {
        column.at
        for column in columns
        if column.name and roles.of.get(column.at) not in _READ and not harmless(column.cells)
    }
    found: dict[int, set[str]] = {at: set() for at in left}
    for row in sheet.rows() if left else ():
        if row.number <= heading.last:
            continue
        cells = heading.cells(row)
        for at in tuple(left):
            if cells[at] not in found[at]:
                found[at].add(cells[at])
                if harmless([cells[at]]):
                    left.discard(at)
        if not left:
            break
    return {columns[at].name: cells for at, cells in found.items()}


def _reading(
    sheet: Sheet,
    heading: Heading,
    planned: Planned,
    orders: Orders,
    faults: Faults,
    whole: Sequence[SheetRow] | None,
    stands: bool,
    below: Sequence[str],
) -> Reading:
    plan = planned.plan
    stream = Stream(sheet, heading, plan, orders, faults, below)
    columns = stream.columns
    reading = Reading(
        file=sheet.file,
        sheet=sheet.name,
        columns=columns,
        rows=stream.rows if stands else lambda: iter(()),
        indicator=planned.indicator or file_label(sheet.file),
        codes=stream.codes,
        header=planned.header,
        assumptions=tuple(planned.assumptions),
        left_out=stream.left_out,
        own=plan.own,
        as_written=plan.as_written,
    )
    if not stands or plan.own:
        return reading
    names = [name for name in columns if name not in OBSERVATIONS.known]
    sampled = Stream(
        sheet if whole is None else replace(sheet, rows=lambda: iter(whole)), heading, plan, orders, Faults(), below
    )
    rows = islice(sampled.rows(), _SAMPLE)
    wholes, doubts = wholes_of(rows, names, sampled.codes)
    return replace(reading, wholes=wholes, assumptions=(*reading.assumptions, *doubts))


def _at_foot(sheet: Sheet, heading: Heading) -> list[str]:
    """The lines below a table of which only the first rows were looked at, as far as its format gives them."""
    found: list[str] = []
    for cells in reversed(sheet.foot() if sheet.foot is not None and heading.width > 1 else []):
        text = _text_of(cells)
        if text is None:
            break
        found.insert(0, text)
    return found


def _line_in(row: SheetRow, cells: Sequence[str]) -> str | None:
    """The text of a row that is a line of text; "" of a blank one."""
    return "".join(cells) if sum(map(bool, cells)) < 2 else prose_in(row.cells)


def _text_of(cells: Sequence[str]) -> str | None:
    """As `_line_in`, of cells as they stand in the file."""
    return "".join(cells) if sum(map(bool, cells)) < 2 else prose_in(cells)
