"""A form: what is asked in fields, where one line of words would not be enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """`id` is its name in what is sent, `value` what stands in it beforehand."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """`order` is what sending it orders. At most five fields: no platform takes more."""

    order: str
    title: str
    submit: str
    fields: tuple[Field, ...]
