"""Text as text: what comes from a ledger or a user never becomes Discord's markup."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_ALWAYS = re.compile(r"[\\*_~|`\[\]<>@]|:(?=\S)|(?<=[A-Za-z])/")
"""A colon begins an emoji's name or an address, a slash after a letter the code of an invitation."""
_AT_START = re.compile(r"^(?:#{1,3}|-#|[+-]|\d+(?=[.)]))(?=[.)]? |[.)]?$)")
_SPACES = re.compile(r" {2,}")
_LONGEST_URL = 512


def plain(text: str) -> str:
    """One line of visible characters: nothing that breaks lines, turns the writing direction or hides."""
    visible = text if text.isprintable() else "".join(map(_visible, text))
    return (_SPACES.sub(" ", visible) if "  " in visible else visible).strip()


def escape(text: str) -> str:
    """What shows as `plain(text)`, also at the beginning of a line."""
    escaped = _ALWAYS.sub(r"\\\g<0>", plain(text))
    first = _AT_START.match(escaped)
    if first is None:
        return escaped
    mark = first[0]
    return f"{mark}\\{escaped[len(mark) :]}" if mark.isdigit() else f"\\{escaped}"


def link(text: str, url: str) -> str | None:
    """A link on our own words; None for an address that cannot be one."""
    safe = quote(plain(url), safe="%/:?#@!$&'*+,;=~-._")
    if urlsplit(safe).scheme not in ("http", "https") or len(safe) > _LONGEST_URL:
        return None
    return f"[{text}]({safe})"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    return "" if category == "Cf" and character not in _JOINERS else character
