"""What a built index says of itself: the state of the ledger that it was derived from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

FORMAT = 1
"""Goes up whenever the documents of the index or its stamp change their make-up."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """It is kept inside the index, so that one commit writes both.

    `until` is when an embargo lifts (UTC), and the reader sees more without a new revision. `last` is the highest
    series number indexed, `last_key` its series as text, `missing` the numbers below it that are not indexed: those of
    series withheld, or newer than the labels. The marks are those of `bot.search.words`.
    """

    revision: int
    until: datetime | None = None
    last: int = 0
    last_key: str = ""
    missing: frozenset[int] = frozenset()
    indicator_marks: Mapping[str, str] = field(default_factory=dict)
    code_marks: Mapping[str, str] = field(default_factory=dict)

    def is_good_at(self, now: datetime) -> bool:
        """Whether no embargo has lifted since."""
        return self.until is None or now < self.until

    def as_text(self) -> str:
        body = asdict(self)
        body.update(format=FORMAT, until=self.until and self.until.isoformat(), missing=sorted(self.missing))
        return json.dumps(body)

    @classmethod
    def from_text(cls, text: str) -> Stamp | None:
        """None for the stamp of another format."""
        body = json.loads(text)
        if body.pop("format") != FORMAT:
            return None
        until = body.pop("until")
        missing = frozenset(body.pop("missing"))
        return cls(until=datetime.fromisoformat(until) if until else None, missing=missing, **body)
