"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend` says what to do about it; None: all is well. `skipped`: not configured, and not needed. `of_setting`: it
    is a setting that has to be mended, before anything is served."""

    what: str
    told: str
    mend: str | None = None
    skipped: bool = False
    of_setting: bool = False

    @property
    def good(self) -> bool:
        return self.mend is None
