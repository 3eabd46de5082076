"""What in a long table may be read wrongly, and is said before anything of it is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.ingest.cells.bases import may_be_base
from bot.ingest.cells.headed import headed_period
from bot.ingest.cells.months import is_month_name
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.spreads import spreads_among
from bot.ingest.cells.to_date import says_nothing_but_time
from bot.ingest.cells.unit_headers import split_unit, unread_unit
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.long.names import Role, is_code, names_beginning, names_time, role_of, words_of
from bot.ingest.layout.long.plan import Measure, Plan
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.odd_cells import formulas_kept, lengths_of_time
from bot.ingest.layout.scales import in_scale, may_scale
from bot.ingest.layout.series import Series, are_years, may_be_of_one
from bot.ingest.layout.undated import undated
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.unexplained import unexplained
from bot.ingest.words import quoted, quoted_option

_MOST = 100
_SHOWN = 4
_SUMMARY = re.compile(
    r"majority|turnout|electorate|quorum|(?:(?:registered|enrolled) )?(?:voters|electors)"
    r"|(?:in)?valid(?: (?:votes|ballots|poll))?|(?:total )?(?:votes|ballots)(?: cast)?"
    r"|(?:informal|rejected|spoil(?:t|ed)|void|blank)(?: (?:votes|ballots|papers))?"
)
"""What stands under the candidates of a vote, or its parties or options, and is none of them."""
_TIMES = (Role.PERIOD, Role.YEAR, Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY)
_SHARES = frozenset({"%", "percent", "percentage", "pct", "rate", "rates", "share", "shares", "proportion"})


def doubts_of(
    columns: Sequence[Column],
    plan: Plan,
    label: str | None,
    orders: Orders,
    mapped: Sequence[str],
    beside: Sequence[str],
) -> Iterator[Assumption]:
    """Sentences on what the plan cannot be sure of. `label` is the indicator of rows that name none; `mapped` are the
    reserved names that the desk says; `beside` the lines above and below the table."""
    if plan.own:
        return
    measures = [(one, columns[one.column]) for one in plan.measures]
    if "value" not in mapped:
        yield from _years(measures)
        yield from _of_others(columns, plan)
        yield from _times(measures)
        yield from _letters(measures)
        yield from _bases(columns, plan)
        yield from _summaries(columns, plan)
        yield from _breakdowns(columns, plan)
        yield from _amounts(columns, plan)
        yield from _parts_of_years(columns, plan)
        yield from _odd_cells(columns, plan)
    if orders.unit is None and "unit" not in mapped:
        yield from _codes(columns, plan)
        listed = plan.passed.get("indicator")
        if listed is None or plan.unit is not None:
            yield from _fractions(measures)
            yield from _half_percent(measures)
        else:
            yield from _of_indicators(columns[listed], measures)
        if plan.unit is None and "unit" not in plan.constants:
            yield from _unread_units(measures)
        if plan.factor is None:
            yield from _scales(columns, plan, label, beside)
    if "period" not in mapped and "period" not in plan.constants:
        yield from _undated(columns, plan, beside)


def _years(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    for _, column in measures:
        if role_of(column.name) is not Role.VALUE and not is_datelike(column.name) and are_years(column.told):
            sentence = f"Column {quoted(column.name)} holds nothing but years, and is read as figures."
            yield Assumption(sentence, f"--map period={quoted_option(column.name)}", doubtful=True)


def _of_others(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """Years in which something began, where they are the only time."""
    dated = plan.dating is not None or any(one.period for one in plan.measures) or "period" in plan.constants
    for at, _ in () if dated else plan.dimensions:
        if names_beginning(columns[at].name) and columns[at].is_periods:
            sentence = f"Column {quoted(columns[at].name)} is not taken for the time that the figures are of."
            yield Assumption(sentence, f"--map period={quoted_option(columns[at].name)}", doubtful=True)


def _of_indicators(listed: Column, measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    """The same of each row or rows of what is measured."""
    for name in listed.told[:_MOST]:
        rows = [at for at, cell in enumerate(listed.cells) if cell == name]
        cells = [column.cells[at] for _, column in measures for at in rows]
        series = Series("row", name, [cell for cell in cells if read_number(cell)], split_unit(name)[1])
        yield from series.years()
        yield from series.doubts()


def _times(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    """A column that is called as a time, and holds numbers that are none: “2025.1”, of months."""
    for _, column in measures:
        is_time = role_of(column.name) in _TIMES or says_nothing_but_time(column.name)
        if is_time and not are_years(column.told):
            sentence = (
                f"Column {quoted(column.name)} is headed as a time, and numbers such as {quoted(column.told[0])} are"
                " read as figures."
            )
            option = f"--map ignore={quoted_option(column.name)}"
            yield Assumption(sentence, option, doubtful=True, about=f"figures headed as a time in {column.name}")


def _letters(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    """Measures that go by a letter: “W” of won."""
    names = spreads_among(column.name for _, column in measures)
    letters = [column.name for measure, column in measures if len(measure.indicator or "") == 1]
    letters = [name for name in letters if name not in names]
    if letters:
        shown = ", ".join(map(quoted, letters[:_SHOWN])) + (" and others" if len(letters) > _SHOWN else "")
        sentence = f"What {shown} {'measures' if len(letters) == 1 else 'measure'} nothing says; each is called so."
        yield Assumption(sentence, f'--map value={quoted_option(letters[0])},indicator="..."', doubtful=True)


def _bases(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """Rows, or columns of values, that seem to say how many were asked."""
    names = [at for at, _ in plan.dimensions] + [plan.passed[one] for one in ("indicator",) if one in plan.passed]
    told = [cell for at in names if not _is_yes_or_no(columns[at]) for cell in columns[at].told]
    headers = [one.indicator for one in plan.measures if one.indicator and len(one.indicator) > 1]
    for texts, option in ((told, None), (headers, "--map ignore={}")):
        found = next(filter(may_be_base, texts), None)
        if found:
            sentence = f"{quoted(found)} may be how many were asked, and is read as figures like the others"
            right = "." if option else "; if it is, delete its rows."
            yield Assumption(f"{sentence}{right}", option.format(quoted_option(found)) if option else "", doubtful=True)


def _summaries(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """Rows that sum a vote up among those of who stood in it."""
    for at, name in plan.dimensions:
        found = [cell for cell in columns[at].told if _SUMMARY.fullmatch(cell.casefold().rstrip(" :"))]
        if found and len(found) < len(columns[at].told):
            listed = ", ".join(map(quoted, found[:_SHOWN]))
            sentence = (
                f"{listed} may be none of {quoted(name)}, and would be counted among them; if so, delete the rows."
            )
            yield Assumption(sentence, "", doubtful=True)


def _is_yes_or_no(column: Column) -> bool:
    return {cell.casefold() for cell in column.told} <= {"y", "n"} and len(column.told) > 1


def _breakdowns(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """A column headed by a period, of whose cells few are numbers."""
    if not any(one.period for one in plan.measures):
        return
    for at, _ in plan.dimensions:
        name = columns[at].name
        if is_datelike(name):
            sentence = f"Column {quoted(name)} is headed by a period, and holds no numbers; it tells figures apart."
            yield Assumption(sentence, f"--map ignore={quoted_option(name)}", doubtful=True)


def _amounts(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """A column that breaks figures down, most of whose cells are numbers with a unit ("£120m"), or any numbers under a
    header with a period in it, or one that names no kind of code: figures, likely, and among them some that cannot be
    read."""
    for at, _ in plan.dimensions:
        column = columns[at]
        if is_datelike(column.name) or column.is_numeric:
            continue
        has_period = headed_period(column.name)[1] is not None
        numbers = [read_number(cell, column.decimals.mark) for cell in column.told]
        is_named = not is_code(column.name) and not column.has_leading_zeros and role_of(column.name) is None
        amounts = [one for one in numbers if one and (one.unit or has_period or is_named) and one.qualifier is None]
        if len(amounts) * 2 > len(numbers):
            odd = next((cell for cell, one in zip(column.told, numbers, strict=True) if one is None), column.told[0])
            sentence = (
                f"Column {quoted(column.name)} is not read as figures, because of cells such as {quoted(odd)}, though"
                " most are numbers; it tells figures apart."
            )
            option = f"--missing {quoted_option(odd)}"
            yield Assumption(sentence, option, doubtful=True, about=f"numbers that tell apart in {column.name}")


def _parts_of_years(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """A column of months or the like beside years that is not read, by its name or for something that is no month."""
    years = plan.dating is not None and [role for role, _ in plan.dating.columns] == [Role.YEAR]
    if not years and not (plan.dating is None and any(one.period for one in plan.measures)):
        return
    for at, _ in plan.dimensions:
        column = columns[at]
        parts = [cell for cell in column.told if not cell.isdecimal() and _is_part_of_year(cell)]
        others = [cell for cell in column.told if cell not in parts]
        other = next(iter(others or column.told), "")
        named = role_of(column.name) in (Role.MONTH, Role.QUARTER, Role.WEEK)
        if column.told and (named or len(parts) == len(column.told)):
            sentence = (
                f"Column {quoted(column.name)} is not read as part of the period, because of {quoted(other)}; it tells"
                " figures of one year apart."
            )
            yield Assumption(sentence, f"--map ignore={quoted_option(column.name)}", doubtful=True)


def _is_part_of_year(cell: str) -> bool:
    return is_month_name(cell.strip(" .").casefold()) or is_datelike(f"{cell} 2000")


def _odd_cells(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """Lengths of time among what breaks figures down, and labels that begin as formulas do."""
    for at, name in plan.dimensions:
        yield from lengths_of_time(name, columns[at].told)
    named = [at for at, _ in plan.dimensions] + [plan.passed[one] for one in ("indicator",) if one in plan.passed]
    headers = [one.header for one in plan.measures]
    yield from formulas_kept([*headers, *(cell for at in named for cell in columns[at].told)])


def _fractions(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    for measure, column in measures:
        named = measure.unit == "percent" or not _SHARES.isdisjoint(_said_in(column.name))
        if named and all("%" not in cell for cell in column.told):
            yield from may_be_of_one(f"column {quoted(column.name)}", column.told, measure.decimal, "--unit UNIT")


def _codes(columns: Sequence[Column], plan: Plan) -> Iterator[Assumption]:
    """Codes of units that no list here explains."""
    if plan.unit is None:
        return
    codes = [cell for cell in columns[plan.unit].told if unit_of(cell) is None]
    yield from unexplained(codes, f"--map ignore={quoted_option(columns[plan.unit].name)} --unit UNIT")


def _unread_units(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    for measure, column in measures:
        held = unread_unit(column.name) if measure.unit is None else None
        if held is not None:
            sentence = f"{quoted(held)} in the header {quoted(column.name)} seems to be a unit; it is not read."
            yield Assumption(sentence, "--unit UNIT", doubtful=True)


def _said_in(name: str) -> set[str]:
    words = words_of(name)
    return {*words, "percent"} if "per cent" in " ".join(words) else set(words)


def _half_percent(measures: Sequence[tuple[Measure, Column]]) -> Iterator[Assumption]:
    for _, column in measures:
        signed = next((cell for cell in column.told if "%" in cell), None)
        without = next((cell for cell in column.told if "%" not in cell and read_number(cell) is not None), None)
        if signed and without:
            sentence = f"{quoted(signed)} and {quoted(without)} in column {quoted(column.name)} are read in one unit."
            yield Assumption(sentence, "--unit percent", doubtful=True, about=f"half percent in {column.name}")


def _scales(columns: Sequence[Column], plan: Plan, label: str | None, beside: Sequence[str]) -> Iterable[Assumption]:
    """A scale that a line beside the table says, which the figures do not get from it."""
    units = {one.unit or plan.constants.get("unit") for one in plan.measures}
    if plan.unit is not None:
        units = {unit_of(cell) or cell for cell in columns[plan.unit].told}
    known = [unit for unit in units if unit and in_scale("thousands", unit) == unit]
    return () if len(known) == len(units) or (label and split_unit(label)[1]) else may_scale(beside)


def _undated(columns: Sequence[Column], plan: Plan, beside: Sequence[str]) -> Iterator[Assumption]:
    if plan.dating is not None or any(one.period for one in plan.measures) or "period" in plan.constants:
        return
    headers = [column.name for column in columns if names_time(column.name) or is_datelike(split_unit(column.name)[0])]
    yield undated("they have", beside, headers)
