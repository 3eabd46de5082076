"""Reading what Slack sends, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


class Malformed(ValueError):
    """A payload that lacks what Slack always sends: nothing can be done with it, however often it comes."""


def object_in(body: Json, name: str) -> Json:
    """Raises Malformed where there is none."""
    found = body.get(name)
    if not isinstance(found, Mapping):
        raise Malformed(f"no {name}")
    return found


def text_in(body: Json, name: str) -> str:
    """Raises Malformed where there is none; what somebody wrote may be empty."""
    found = body.get(name)
    if not isinstance(found, str) or (not found and name != "text"):
        raise Malformed(f"no {name}")
    return found


def told(part: Any, name: str) -> list[str]:
    """What is not in every payload: one text, or none. Raises Malformed where it is something else."""
    found = part.get(name) if isinstance(part, Mapping) else None
    if found is not None and not isinstance(found, str):
        raise Malformed(f"{name} is no text")
    return [found] if found else []
