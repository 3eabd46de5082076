"""Which of several events with one UID count: each date of a series for itself, and the latest version of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import KeyDate, Source
from bot.ingest.faults import BadCell
from bot.ingest.words import quoted


@dataclass(frozen=True, slots=True)
class Version:
    """One event as a file has it. Those of one date have one id; `sequence` and `stamp` (UTC) say which is later."""

    key_date: KeyDate
    source: Source | None
    uid: str | None
    sequence: int
    stamp: datetime | None


def latest(versions: Sequence[Version]) -> Version:
    """The version of one date that counts, under the longest embargo of all. Raises BadCell where two say something
    else, and it is not told which is later: then they are likely different events."""
    last = max(one.sequence for one in versions)
    rivals = [one for one in versions if one.sequence == last]
    if len({one.key_date.label for one in rivals}) == 1 and all(one.stamp is not None for one in rivals):
        newest = max(one.stamp for one in rivals if one.stamp is not None)
        rivals = [one for one in rivals if one.stamp == newest]
    first = rivals[0]
    for other in rivals[1:]:
        if _said(other) != _said(first):
            raise _unclear(first, other)
    until = max(filter(None, (one.key_date.embargo_until for one in versions)), default=None)
    return replace(first, key_date=replace(first.key_date, embargo_until=until))


def by_date(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """By the id of the key date."""
    found: dict[str, list[Version]] = {}
    for one in versions:
        found.setdefault(one.key_date.id, []).append(one)
    return found


def _said(version: Version) -> tuple[KeyDate, Source | None]:
    return replace(version.key_date, embargo_until=None), version.source


def _unclear(one: Version, other: Version) -> BadCell:
    both = f"{quoted(one.key_date.label)} ({one.key_date.at}) and {quoted(other.key_date.label)} ({other.key_date.at})"
    if one.uid is None:
        return BadCell(f"{both} have the same title and no UID", "give each event a UID of its own")
    right = "give each event a UID of its own, or the later version of one a higher SEQUENCE"
    return BadCell(f"{both} have the same UID {quoted(one.uid)}", right)
