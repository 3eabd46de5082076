"""Figures that are of the time which their sheet is called by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ingest.layout.long.measures import has_parts_of_year
from bot.ingest.layout.long.plan import Measure
from bot.ingest.layout.long.profile import Column
from bot.ingest.layout.long.roles import DATING, Roles
from bot.ingest.layout.long.told import Told
from bot.ingest.layout.named_sheets import assumed_by_sheet, period_of_sheet
from bot.ingest.reading import Assumption
from bot.ingest.sheets import Sheet


def in_year_of_sheet(
    sheet: Sheet,
    columns: Sequence[Column],
    roles: Roles,
    measures: tuple[Measure, ...],
    told: Told,
    said: list[Assumption],
) -> tuple[Measure, ...]:
    """The measures in the year that the sheet is called by, where a column has months or quarters of no year."""
    year = period_of_sheet(sheet.name)
    if roles.own or year is None or "period" in told.constants or roles.columns(*DATING):
        return measures
    dated = tuple(replace(one, period=year) for one in measures if not one.period)
    if len(dated) < len(measures) or not has_parts_of_year(columns, roles):
        return measures
    said.append(assumed_by_sheet(sheet.name or ""))
    return dated


def say_sheet(sheet: Sheet, constants: dict[str, str], said: list[Assumption]) -> None:
    """The period that the sheet is called by, where nothing in it says any."""
    if sheet.name and period_of_sheet(sheet.name):
        constants["period"] = sheet.name
        said.append(assumed_by_sheet(sheet.name))
