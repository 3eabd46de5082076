"""Units that are said of all figures but some: "in thousands, except percent"."""

from __future__ import annotations

import re

_EXCEPT = re.compile(r"(?P<unit>\S.*?)[,;]? ?\(?\b(?:except|excluding|other than)\b.+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*\bexcept\b[^()\[\]]*)[)\]]", re.IGNORECASE)


def before_exception(text: str) -> str | None:
    """What is said of all figures but some; None where a text makes no exception."""
    found = _EXCEPT.fullmatch(text.strip(" ()[]"))
    return found and found["unit"]


def parted_exception(text: str) -> tuple[str, str | None]:
    """A title or a header without what it says so in brackets, and that."""
    found = _BRACKETED.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]}{text[found.end() :]}".strip(), found[1].strip()
