"""Environment variables by name: what they are called, and what is said of one with a wrong value."""

from __future__ import annotations

from bot.errors import FactdeskError

PREFIX = "FACTDESK_"


class InvalidSetting(FactdeskError):
    """A setting with a value that it cannot have."""


def variable(field: str) -> str:
    """The environment variable of a field of the settings."""
    return f"{PREFIX}{field.upper()}"
