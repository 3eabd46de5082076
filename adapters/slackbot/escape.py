"""Text that Slack shows as it is: nothing in it calls anybody, links anywhere or changes its look.

Escaping takes the three signs of control sequences away. Text goes into plain_text objects only, where the signs of
bold and code mean nothing; mrkdwn is for our own links alone.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SURROGATES = range(0xD800, 0xE000)
_STEERING = dict.fromkeys((*_CONTROLS, *_BIDI, *_SURROGATES), " ") | {ord("\n"): "\n"}
_STEERS = re.compile("[" + "".join(map(re.escape, map(chr, _STEERING.keys() - {ord("\n")}))) + "]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SAFE_IN_URL = "%/:?#[]@!$'()*+,;=~-._"
_HOST = re.compile(r"[A-Za-z0-9.-]+")
_ANY_HOST = "link"


def visible(text: str) -> str:
    """The text without what would steer its reader: a space in place of each control character but the line's end."""
    return text.translate(_STEERING) if _STEERS.search(text) else text


def escape(text: str) -> str:
    """Visible text as Slack reads it back: `unescape` gives what is shown."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What Slack shows for a text without control sequences, and what a user typed for what Slack hands over."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def length(text: str) -> int:
    """Characters as the strictest count has it: in UTF-16, where an emoji is two."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def link(url: str) -> str | None:
    """A link in mrkdwn, labelled by its host so that it says where it leads; None for what is no web address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    label = host if _HOST.fullmatch(host) else _ANY_HOST
    return f"<{_quoted(url)}|{label}>"


def _quoted(url: str) -> str:
    """The address with nothing in it that ends a link: ampersands as entities, all that is unusual percent-coded."""
    safe = "&amp;".join(quote(part, safe=_SAFE_IN_URL, errors="replace") for part in url.split("&"))
    return safe.replace("*", "%2A").replace("~", "%7E")
