"""Environment variables by name: what they are called, and what is said of one with a wrong value."""

from __future__ import annotations

from adapters.secrets import is_like_a_secret
from bot.errors import FactdeskError

PREFIX = "FACTDESK_"


class InvalidSetting(FactdeskError):
    """A setting with a value that it cannot have."""


def wrong_value(field: str, value: object, wanted: str | None) -> InvalidSetting:
    """What is said of it; a value that may be a secret, in the wrong variable, is not repeated."""
    text = str(value)
    seen = "holds what looks like a secret, which is not shown" if is_like_a_secret(text) else f"is “{text}”"
    return InvalidSetting(f"{variable(field)} {seen}; set it to {wanted}")


def variable(field: str) -> str:
    """The environment variable of a field of the settings."""
    return f"{PREFIX}{field.upper()}"
