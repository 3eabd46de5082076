"""What is told of the ledger, kept with whatever leaves Factdesk later, so that it can be looked up again then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answer import Answer, Name

_FIGURES, _NAMES = "figures", "names"


@dataclass(frozen=True, slots=True)
class Told:
    """The ids of the figures that something tells of, and the concepts that it names."""

    figures: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Told:
        return cls(answer.told, answer.names)

    def as_json(self) -> dict[str, Any]:
        return {_FIGURES: self.figures, _NAMES: self.names}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Told | None:
        """The inverse of `as_json`, among whatever else there is; None: it is not said."""
        if _FIGURES not in body:
            return None
        return cls(tuple(body[_FIGURES]), tuple(map(tuple, body[_NAMES])))


NOTHING = Told()
