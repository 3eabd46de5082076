"""Text as text: what comes from a ledger or a user never becomes Discord's markup."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_ALWAYS = re.compile(r"[\\*_~|`\[\]<>@]|:(?=\S)|(?<=[A-Za-z])/")
"""A colon begins an emoji's name or an address, a slash after a letter the code of an invitation."""
_AT_START = re.compile(r"^(?:#{1,3}|-#|[+-]|\d+(?=[.)]))(?=[.)]? |[.)]?$)")
_ESCAPED = r"\\\g<0>"
_SPACES = re.compile(r" {2,}")
_LONGEST_URL = 512


def plain(text: str) -> str:
    """One line of visible characters: nothing that breaks lines, turns the writing direction or hides."""
    visible = text if text.isprintable() else "".join(map(_visible, text))
    return (_SPACES.sub(" ", visible) if "  " in visible else visible).strip()


def escape(text: str) -> str:
    """What shows as `plain(text)`, also at the beginning of a line."""
    escaped = _ALWAYS.sub(_ESCAPED, plain(text))
    first = _AT_START.match(escaped)
    if first is None:
        return escaped
    mark = first[0]
    return f"{mark}\\{escaped[len(mark) :]}" if mark.isdigit() else f"\\{escaped}"


def address(url: str) -> str | None:
    """An address that can be linked to; None for what is none."""
    safe = quote(plain(url), safe="%/:?#@!$&'*+,;=~-._")
    parts = urlsplit(safe)
    return safe if parts.scheme in ("http", "https") and parts.netloc and len(safe) <= _LONGEST_URL else None


def link(text: str, url: str) -> str | None:
    """A link on our own words; None for an address that cannot be one."""
    safe = address(url)
    return None if safe is None else f"[{text}]({safe})"


def bold(escaped: str, part: str) -> str:
    """Escaped text with a part in bold, given as plain text, where it stands by itself."""
    found = re.search(rf"(?<![\w.,−-]){re.escape(_ALWAYS.sub(_ESCAPED, plain(part)))}(?!\w|[.,]\d)", escaped)
    if not part or found is None:
        return escaped
    return f"{escaped[: found.start()]}**{found[0]}**{escaped[found.end() :]}"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    return "" if category == "Cf" and character not in _JOINERS else character
