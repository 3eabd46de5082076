"""Quarters or months beside years in one row of a header: "2023, Q1, Q2, Q3, Q4, 2024". Whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.layout.grid.heads import Level
from bot.ingest.layout.grid.kinds import dated, is_part_of_year
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

Values = Mapping[int, Sequence[Decimal | None]]
"""The figures of each column, row by row; None where there is none."""
_WHOLE = (4, 12)
"""So many parts are a year."""
_ROWS = 2
"""In so many rows sums show whose the parts are."""


@dataclass(slots=True)
class PartsOfYears:
    """`years` are those of the columns of parts, as printed; `doubts` of those that may be of two."""

    years: dict[int, str] = field(default_factory=dict)
    doubts: list[Assumption] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts beside each other, with the years that stand before and behind them."""

    columns: Sequence[int]
    before: int | None
    behind: int | None


def is_mixed(level: Level, style: PeriodStyle) -> bool:
    """Whether a row of a header has both years and parts of years, and little else."""
    years, parts = _years(level, style), [text for text in level.values() if is_part_of_year(text)]
    return bool(years and parts) and (len(years) + len(parts)) * 2 > len(level)


def parts_of_years(levels: Sequence[Level], values: Values, style: PeriodStyle) -> PartsOfYears:
    """Parts are of the year before them where each year has some behind it, of the one behind them where each has some
    before it; elsewhere as sums in rows show it, or of none, in doubt."""
    found = PartsOfYears()
    for level in levels:
        if not is_mixed(level, style):
            continue
        years = _years(level, style)
        runs = list(_runs(level, years))
        side = _side(runs, years, values)
        if side is None:
            first = level[runs[0].columns[0]]
            beside = [level[at] for at in (runs[0].before, runs[0].behind) if at is not None]
            sentence = f"{quoted(first)} stands beside {' and '.join(map(quoted, beside))}, and may be of another year."
            found.doubts.append(Assumption(sentence, "", doubtful=True))
        for run in runs if side else ():
            year = run.before if side == "before" else run.behind
            if year is not None:
                found.years |= dict.fromkeys(run.columns, level[year])
    return found


def _years(level: Level, style: PeriodStyle) -> list[int]:
    marked = {column: dated(text, style) for column, text in level.items() if not is_part_of_year(text)}
    return [column for column, one in marked.items() if one and one.iso[:4].isdecimal() and _is_year(one.iso)]


def _is_year(iso: str) -> bool:
    return len(iso) == len("2020") or (len(iso) == len("2020/2021") and "/" in iso)


def _runs(level: Level, years: Sequence[int]) -> Iterator[_Run]:
    """The runs of parts; the same part again begins another one."""
    open_: list[int] = []
    before: int | None = None
    for column in sorted(level):
        text = level[column]
        again = text in {level[one] for one in open_}
        if open_ and (column in years or not is_part_of_year(text) or again):
            yield _Run(open_, before, column if column in years else None)
            open_, before = [], None
        if column in years:
            before = column
        elif is_part_of_year(text):
            open_ = [*open_, column]
        else:
            before = None
    if open_:
        yield _Run(open_, before, None)


def _side(runs: Sequence[_Run], years: Sequence[int], values: Values) -> str | None:
    before = [run.before for run in runs]
    behind = [run.behind for run in runs]
    several = len(years) > 1 or all(len(run.columns) in _WHOLE for run in runs)
    if several and None not in before and set(before) == set(years) and runs[-1].behind is None:
        return "before"
    if several and None not in behind and set(behind) == set(years) and runs[0].before is None:
        return "behind"
    sums = {
        "before": None not in before and all(_adds_up(run.columns, run.before, values) for run in runs),
        "behind": None not in behind and all(_adds_up(run.columns, run.behind, values) for run in runs),
    }
    shown = [side for side, holds in sums.items() if holds]
    return shown[0] if len(shown) == 1 else None


def _adds_up(parts: Sequence[int], year: int | None, values: Values) -> bool:
    """Whether the parts of a whole year add up to it, to the digit, in each of several rows."""
    if year is None or len(parts) not in _WHOLE:
        return False
    rows = zip(values[year], *(values[part] for part in parts), strict=True)
    full = [(whole, [one for one in held if one is not None]) for whole, *held in rows if whole]
    sums = [(whole, held) for whole, held in full if len(held) == len(parts)]
    return len(sums) >= _ROWS and all(sum(held) == whole for whole, held in sums)
