"""What a thread remembers of what was answered in it: the last meanings, as JSON text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.meaning import Meaning
from bot.ask.meaning_json import MAX_CHARACTERS, from_json, to_json
from bot.ask.meaning_names import check_names
from bot.domain import Catalogue
from bot.errors import UnclearReading

_KEPT = 4
"""Answers that "them" may stand for."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What was answered, the last at the end. `is_refused`: what came after it was refused, so that only a message that
    takes that back goes on from it."""

    meant: Sequence[Meaning] = ()
    is_refused: bool = False


def written(memory: Memory) -> str | None:
    """The last of its meanings as text; None without any, or where they are too long to keep."""
    each = [to_json(one) for one in memory.meant[-_KEPT:]]
    text = json.dumps({"refused": each} if memory.is_refused else each, ensure_ascii=False, sort_keys=True)
    return text if each and len(text) <= MAX_CHARACTERS else None


def read(text: str | None, catalogue: Catalogue) -> Memory:
    """What was written, or one meaning by itself. Nothing where the ledger does not hold any more what it names."""
    try:
        body = json.loads(text or "[]")
        is_refused = isinstance(body, dict) and "refused" in body
        each = body["refused"] if is_refused else body if isinstance(body, list) else [body]
        found = [from_json(one) for one in each]
        for one in found:
            check_names(one, catalogue)
    except (ValueError, UnclearReading):
        return Memory()
    return Memory(found, is_refused)
