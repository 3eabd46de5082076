"""Concepts and sources, from rows to the nouns of the domain and back."""

from __future__ import annotations

from collections.abc import Iterable
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
from bot.store.types import UnreadableWords
from bot.workable import fault_of

_STATUSES = frozenset(KeyDateStatus)


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
    """Whatever stands in the row, for those who mend it; all others take `workable_key_dates`."""
    status = row["status"] if row["status"] in _STATUSES else KeyDateStatus.SCHEDULED
    return KeyDate(**{**row, "at": PartialDate(row["at"]), "status": KeyDateStatus(status)})


def workable_key_dates(rows: Iterable[RowMapping]) -> dict[str, KeyDate]:
    """The key dates by id. One that cannot be worked with is left out here, so that nobody else has to mind it."""
    return {row["id"]: key_date_from(row) for row in rows if key_date_fault(row) is None}


def key_date_fault(row: RowMapping) -> str | None:
    """Why a key date cannot be worked with, as a clause. Rows may be older than what is refused today, or written by
    hand, and zones are given up."""
    if row["status"] not in _STATUSES:
        return f"its status is none of {', '.join(KeyDateStatus)}"
    if isinstance(row["alt_labels"], UnreadableWords):
        return "its other titles cannot be read"
    return fault_of(PartialDate(row["at"]), row["at_time"], row["zone"])


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
