"""What a thread remembers of what was answered in it: the last meanings, as JSON text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.meaning import Meaning
from bot.ask.meaning_json import MAX_CHARACTERS, from_json, to_json
from bot.ask.meaning_names import check_names
from bot.domain import Catalogue, Outcome
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


def at_answer(last: Conversation | None, answer: Answer) -> Conversation | None:
    """What a thread remembered when an answer was given in it; without a meaning, what it remembers now."""
    if answer.reading is None or answer.outcome is not Outcome.ANSWERED:
        return last
    each, place = _told_until(last, answer)
    if last is not None and place == len(each) and each and not _is_refused(last):
        return last
    question = answer.question if answer.asked is None else answer.asked
    return Conversation(question, json.dumps(each[:place] or [answer.reading], ensure_ascii=False, sort_keys=True))


def before_answer(last: Conversation | None, answer: Answer) -> Conversation | None:
    """What it remembered before that."""
    each, place = _told_until(last, answer)
    if not place:
        return last
    kept = each[: place - 1]
    return Conversation("", json.dumps(kept, ensure_ascii=False, sort_keys=True)) if kept else None


def _told_until(last: Conversation | None, answer: Answer) -> tuple[list[Any], int]:
    """The meanings that a thread remembers, and how many of them came up to an answer."""
    try:
        body = json.loads((last.reading if last else None) or "[]")
    except ValueError:
        return [], 0
    each = body.get("refused", [body]) if isinstance(body, dict) else body
    return each, next((place for place in range(len(each), 0, -1) if each[place - 1] == answer.reading), 0)


def _is_refused(last: Conversation) -> bool:
    return (last.reading or "").startswith('{"refused"')


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
