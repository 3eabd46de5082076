"""What the demo's page asks for, read from its requests. Whatever is not as it should be is BadRequest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

_NAME = 200
_LONGEST = 20_000
"""Of a text; the desk says of a shorter one that it is too long for it."""

E = TypeVar("E", bound=Enum)


class BadRequest(Exception):
    """It was not our page that asked so."""


class Unknown(Exception):
    """What somebody points at is not there."""


@dataclass(frozen=True, slots=True)
class Body:
    """The fields of a JSON object."""

    fields: Mapping[str, Any]

    @classmethod
    def read(cls, content: bytes) -> Body:
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise BadRequest("no JSON") from error
        if not isinstance(found, Mapping):
            raise BadRequest("no object")
        return cls(found)

    def name(self, field: str) -> str:
        """A short text."""
        found = self.fields.get(field)
        if not isinstance(found, str) or len(found) > _NAME or not _is_text(found):
            raise BadRequest(field)
        return found

    def name_or_none(self, field: str) -> str | None:
        return None if self.fields.get(field) is None else self.name(field)

    def text(self, field: str) -> str:
        """What somebody wrote."""
        found = self.fields.get(field)
        if not isinstance(found, str) or not found.strip() or len(found) > _LONGEST or not _is_text(found):
            raise BadRequest(field)
        return found

    def flag(self, field: str) -> bool:
        return self.fields.get(field) is True

    def one_of(self, field: str, among: type[E]) -> E:
        try:
            return among(self.fields.get(field))
        except ValueError as error:
            raise BadRequest(field) from error

    def instant(self, field: str) -> datetime:
        """With its zone."""
        try:
            found = datetime.fromisoformat(self.name(field))
        except ValueError as error:
            raise BadRequest(field) from error
        if found.tzinfo is None:
            raise BadRequest(field)
        return found


def number(text: str | None) -> int:
    """Of a change of the board; without one, 0."""
    try:
        found = int(text or "0")
    except ValueError as error:
        raise BadRequest("number") from error
    return max(0, found)


def texts_in(sent: Any) -> Any:
    """What was filled in, which is text throughout."""
    try:
        json.dumps(sent, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadRequest("values") from error
    return sent


def _is_text(found: str) -> bool:
    """Half a surrogate pair, which JSON can hold, is no text."""
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return True
