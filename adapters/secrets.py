"""Keeps secrets out of what is said and written down, wherever they were put by mistake."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\bxox[a-z]-[\w-]+|\bxapp-[\w-]+"  # Slack's
    r"|(?<=ticket=)[^&\s'\"]+"  # Of Socket Mode.
    r"|\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}"  # Discord's
    r"|\b[0-9a-fA-F]{32}\b"  # Slack's signing secret
    r"|(?:(?<=postgresql://)|(?<=postgres://)|(?<=psycopg://))\S+(?=@)"  # User and password, not escaped as it may be.
    r"|(?<=[a-z]://)[^\s/]+(?=@)"  # Those of other addresses.
)
_PASSWORD = re.compile(r"(password=)\S+", re.IGNORECASE)
_LIKE_ONE = re.compile(r"xox[a-z]?-|xapp-|://[^/]*@|[\w-]{20,}|^[\w-]+\.[\w-]+\.[\w-]+$|password", re.IGNORECASE)
"""More than is a secret: what may be one is not worth being shown."""


def without_secrets(text: str) -> str:
    """The same text with three stars for each."""
    return _PASSWORD.sub(r"\1***", _TOKEN.sub("***", text))


def is_like_a_secret(text: str) -> bool:
    """Whether a text had better not be repeated."""
    return _LIKE_ONE.search(text) is not None
