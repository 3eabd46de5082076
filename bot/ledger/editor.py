"""Who handles drafts, when, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ask.style import HouseStyle


@dataclass(frozen=True, slots=True)
class Editor:
    """`by` as the log names people, `at` in UTC. `four_eyes`: nobody publishes what they entered themselves. `zone`
    (IANA) is where days are told for."""

    by: str
    at: datetime
    style: HouseStyle
    four_eyes: bool = True
    zone: str = "UTC"
