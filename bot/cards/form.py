"""A form: what is asked in fields, where one line of words would not be enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import FactdeskError


class Kind(StrEnum):
    """What stands in a field, as text in every case; a platform that has pickers for it offers them."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    """A paragraph, with room for many lines."""
    MOMENT = "moment"
    """A day, and perhaps a time of it: "2027-05-20 14:00"."""
    ZONE = "zone"
    SEVERAL = "several"
    """Any of the field's options, between commas."""
    DIGEST = "digest"
    """Days of the week and a time: "weekdays 08:30"."""
    NAME = "name"
    """What the ledger calls one of the field's things."""
    NAMES = "names"
    """Several of those, between commas."""
    HOURS = "hours"
    """From one time of day to another: "22:00-07:00"."""
    CELLS = "cells"
    """A line for each of the field's options that anything is said of: "status: final"."""


CELL = "{}:{}"
"""The name of one cell of a field of cells, in what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Field:
    """`id` is its name in what is sent, `value` what stands in it beforehand. `longest`: how many characters are taken;
    None: as many as the platform lets somebody type."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    kind: Kind = Kind.LINE
    options: tuple[str, ...] = ()
    longest: int | None = None


def cells_of(field: Field) -> dict[str, str]:
    """What stands in each cell of a field of cells beforehand, by its label."""
    said = {
        label.strip(): text.strip() for label, _, text in (line.partition(":") for line in field.value.splitlines())
    }
    return {label: said.get(label, "") for label in field.options}


@dataclass(frozen=True, slots=True)
class Form:
    """`order` is what sending it orders. At most five fields: no platform takes more."""

    order: str
    title: str
    submit: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a field, or in one `CELL` of it, as a sentence. `of_time`: with the time of day in it, where it
    has a day as well; `in_words`: what would be right no picker can say; `of_own_words`: it says nothing but what was
    written there."""

    field: str
    text: str
    of_time: bool = False
    in_words: bool = False
    of_own_words: bool = False


class WrongValues(FactdeskError):
    """Values of an order that are wrong, each in its field."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(dict.fromkeys(fault.text for fault in self.faults)))
