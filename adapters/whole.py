"""Text from a platform's JSON as every database, log and terminal can take it."""

from __future__ import annotations

import re
from typing import Any

_BROKEN = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def whole(part: Any) -> Any:
    """JSON with U+FFFD in place of what JSON can write down and a database cannot: halves of characters, and NUL."""
    if isinstance(part, str):
        return _BROKEN.sub(_REPLACEMENT, part)
    if isinstance(part, dict):
        return {whole(name): whole(value) for name, value in part.items()}
    return [whole(one) for one in part] if isinstance(part, list) else part
