"""Concepts and sources, from rows to the nouns of the domain and back."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any

from sqlalchemy import RowMapping

from bot.domain import (
    Agent,
    Code,
    Concept,
    Dimension,
    Indicator,
    KeyDate,
    KeyDateStatus,
    NamedPeriod,
    Source,
    Universe,
)
from bot.periods import PartialDate, Period


def indicator_from(row: RowMapping) -> Indicator:
    return Indicator(**row)


def dimension_from(row: RowMapping) -> Dimension:
    return Dimension(**row)


def code_from(row: RowMapping) -> Code:
    return Code(**row)


def universe_from(row: RowMapping) -> Universe:
    return Universe(**row)


def agent_from(row: RowMapping) -> Agent:
    return Agent(**row)


def period_from(row: RowMapping) -> NamedPeriod:
    return NamedPeriod(**{**row, "period": Period(row["period"])})


def source_from(row: RowMapping) -> Source:
    return Source(**{**row, "published_on": _date(row["published_on"])})


def key_date_from(row: RowMapping) -> KeyDate:
    return KeyDate(**{**row, "at": PartialDate(row["at"]), "status": KeyDateStatus(row["status"])})


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def row_of(noun: Concept | Source) -> dict[str, Any]:
    """The columns of a concept or source; they have the names of its attributes."""
    return {field.name: _plain(getattr(noun, field.name)) for field in fields(noun)}


def _plain(value: object) -> object:
    match value:
        case PartialDate() | Period():
            return value.iso
        case Enum():
            return value.value
        case _:
            return value
