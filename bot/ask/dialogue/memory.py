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
    """What was answered, the last at the end. `refused`: the message that came after it and was refused, so that only
    one that takes it back goes on from it; "" where it is not known any more, None where there was none."""

    meant: Sequence[Meaning] = ()
    refused: str | None = None

    @property
    def is_refused(self) -> bool:
        return self.refused is not None


def written(memory: Memory) -> str | None:
    """The last of its meanings as text; None without any, or where they are too long to keep."""
    each = [to_json(one) for one in memory.meant[-_KEPT:]]
    body = {"refused": each, "said": memory.refused} if memory.is_refused else each
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return text if each and len(text) <= MAX_CHARACTERS else None


def read(text: str | None, catalogue: Catalogue) -> Memory:
    """What was written, or one meaning by itself. Nothing where the ledger does not hold any more what it names."""
    try:
        body = json.loads(text or "[]")
        is_refused = isinstance(body, dict) and "refused" in body
        said = str(body.get("said", "")) if is_refused else None
        each = body["refused"] if is_refused else body if isinstance(body, list) else [body]
        found = [from_json(one) for one in each]
        for one in found:
            check_names(one, catalogue)
    except (ValueError, UnclearReading):
        return Memory()
    return Memory(found, said)
