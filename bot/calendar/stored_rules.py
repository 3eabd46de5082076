"""What the rules of a subscription mean, from how they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.ask.locale import style_of
from bot.calendar.rules import DigestRule, Offset, QuietHours, parse_offsets
from bot.errors import FactdeskError
from bot.zones import zone_of


@dataclass(frozen=True, slots=True)
class Rules:
    """Those of one subscription. `fault`: why they cannot be worked with, as a clause; then there are no others."""

    offsets: tuple[Offset, ...] = ()
    digest: DigestRule | None = None
    quiet: QuietHours | None = None
    fault: str | None = None


@lru_cache(maxsize=1024)
def rules_from(
    offsets: str | None, digest: str | None, quiet: str | None, zone: str, language: str | None = None
) -> Rules:
    """Whatever the columns of a subscription hold: it may be older than what is refused today, or written by hand. Many
    channels have the same rules: what they mean is worked out once."""
    try:
        zone_of(zone)
        if language:
            style_of(language)
        return Rules(
            parse_offsets(offsets) if offsets else (),
            DigestRule.parse(digest) if digest else None,
            QuietHours.parse(quiet) if quiet else None,
        )
    except FactdeskError as error:
        return Rules(fault=str(error).partition("; ")[0])
