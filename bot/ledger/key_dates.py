"""What an import may say of key dates that the ledger holds already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain import KeyDate, KeyDateStatus
from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.ingest.withholding import EMBARGO
from bot.ingest.words import quoted
from bot.ledger.embargoes import LIFT, decided, instant_text, is_on
from bot.ledger.same_figure import bag
from bot.store.key_dates import IMPORT, Change, Standing, embargo_change, load, log, standings, unworkable
from bot.store.visibility import DESK, Visibility


@dataclass(frozen=True, slots=True)
class Merged:
    """The key dates of an import as they are to be written, and how many embargoes that lifts. `public_before` (ids)
    were known to anybody until now, and are to nobody from now on. `over` counts the new ones that name an embargo
    that was over when they came."""

    key_dates: Sequence[KeyDate] = ()
    problems: Sequence[Problem] = ()
    lifted: int = 0
    over: int = 0
    public_before: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def merged(connection: Connection, batch: Batch, by: str, now: datetime, *, lift: bool, zone: str = "UTC") -> Merged:
    """The key dates of a batch, with what that changes in when and whether they are, and in their embargoes, written
    down.

    An import replaces a key date whole, unless a person has added, moved, cancelled or confirmed it, or its figure has
    arrived: then when it is, and whether it still is, stay as they are held, and only the rest (title, source, what it
    brings) is replaced. When it is cannot stay where it cannot be worked with. An older version than its calendar gave
    before changes nothing, but that it may be under embargo. Its embargo is lifted, and a date under embargo told under
    another id, by order alone. `zone` is the newsroom's.
    """
    wanted = {key_date.id: key_date for key_date in batch.key_dates}
    if not wanted:
        return Merged()
    desk = Visibility(now, DESK)
    held = load(connection, desk)
    embargoed = {id_ for id_, one in held.items() if is_on(one.embargo_until, now)}
    broken = unworkable(connection, desk, held)
    known = standings(connection, wanted)
    found: list[KeyDate] = []
    lifted: list[KeyDate] = []
    older: list[str] = []
    for id_, one in wanted.items():
        before, stated = held.get(id_), one
        if before is not None and _is_older(one, before):
            older.append(_passed_over(one, before))
            stated = replace(before, embargo_until=one.embargo_until)
        settled = known.get(id_, Standing()).settled_by_hand and id_ not in broken
        after, lifts = _merged(before, stated, now, settled=settled, lift=lift)
        lifted += [before] if before and lifts else []
        _log(connection, before, after, by, now)
        found.append(after)
    problems: list[Problem] = []
    if not lift:
        secret = [held[id_] for id_ in embargoed if id_ not in broken]
        secret += [one for one in found if is_on(one.embargo_until, now) and one.id not in held]
        problems = [_lifting(batch, one, zone) for one in lifted]
        problems += _told(batch, found, held, secret, now, zone)
    public_before = [one.id for one in found if is_on(one.embargo_until, now) and one.id in held.keys() - embargoed]
    public = [one for id_, one in held.items() if id_ not in embargoed | wanted.keys() | broken.keys()]
    fresh = [one for one in found if is_on(one.embargo_until, now) and one.id not in embargoed]
    over = sum(one.embargo_until is not None and one.embargo_until <= now for one in found if one.id not in held)
    warnings = (*older, *_public_already(fresh, public))
    return Merged(found, problems, len(lifted), over, tuple(public_before), warnings)


def _is_older(stated: KeyDate, before: KeyDate) -> bool:
    """Whether a calendar gave a later version of it before (RFC 5546, 2.1.4)."""
    return stated.sequence is not None and before.sequence is not None and stated.sequence < before.sequence


def _passed_over(stated: KeyDate, before: KeyDate) -> str:
    return (
        f"{quoted(stated.label)} is an older version (SEQUENCE {stated.sequence}) than the one that is held "
        f"({before.sequence}), and changes nothing; to change the date all the same, use factdesk dates move."
    )


def _merged(
    before: KeyDate | None, stated: KeyDate, now: datetime, *, settled: bool, lift: bool
) -> tuple[KeyDate, bool]:
    """The date as it is to be, and whether that lifts its embargo. `settled`: when it is stays as it is held."""
    if before is None:
        return stated, False
    until, lifts = decided(before.embargo_until, stated.embargo_until, now, lift=lift)
    sequence = before.sequence if stated.sequence is None else stated.sequence
    after = replace(stated, embargo_until=until, sequence=sequence)
    if settled:
        after = replace(after, at=before.at, at_time=before.at_time, zone=before.zone, status=before.status)
    return after, lifts


def _log(connection: Connection, before: KeyDate | None, after: KeyDate, by: str, now: datetime) -> None:
    change = _change(before, after)
    if change is not None:
        log(connection, before, after, change, IMPORT, now)
    change = embargo_change(before, after) if before else None
    if change is not None:
        log(connection, before, after, change, by, now)


def _change(before: KeyDate | None, after: KeyDate) -> Change | None:
    if before is None:
        return Change.ADDED
    if after.status is not before.status and after.status is KeyDateStatus.CANCELLED:
        return Change.CANCELLED
    if (after.at, after.at_time, after.zone) != (before.at, before.at_time, before.zone):
        return Change.MOVED
    if after.status is not before.status and after.status is KeyDateStatus.HAPPENED:
        return Change.HAPPENED
    return None


def _lifting(batch: Batch, before: KeyDate, zone: str) -> Problem:
    assert before.embargo_until is not None, "what is lifted was on"
    file, line = _place(batch, before)
    wrong = f"key date {before.id} is under embargo until {instant_text(before.embargo_until, zone)}"
    return Problem(file, line, EMBARGO, wrong, f"leave it out to keep it so, or import with {LIFT}")


def _told(
    batch: Batch,
    found: Sequence[KeyDate],
    held: Mapping[str, KeyDate],
    secret: Sequence[KeyDate],
    now: datetime,
    zone: str,
) -> Iterator[Problem]:
    """A problem for each key date that would make public what is under embargo under another id: what has the same
    title, and may be on the same day."""
    stated = {one.id: one.embargo_until for one in batch.key_dates}
    for key_date in found:
        if stated[key_date.id] is not None or is_on(key_date.embargo_until, now) or key_date == held.get(key_date.id):
            continue
        other = next((one for one in secret if _are_one(key_date, one)), None)
        if other is not None:
            assert other.embargo_until is not None, "it is under embargo"
            file, line = _place(batch, key_date)
            until = instant_text(other.embargo_until, zone)
            wrong = f"key date {other.id} of the same title and day is under embargo until {until}"
            right = f"write an embargo of its own, one that is over if it is public, or import with {LIFT}"
            yield Problem(file, line, EMBARGO, wrong, right)


def _public_already(secret: Sequence[KeyDate], public: Sequence[KeyDate]) -> Iterator[str]:
    """Sentences about what is put under embargo in vain."""
    for key_date in secret:
        other = next((one for one in public if _are_one(key_date, one)), None)
        if other is not None:
            said = f"Key date {other.id} has the same title and day as key date {key_date.id}"
            yield f"{said}, which is under embargo, and is public."


def _are_one(one: KeyDate, other: KeyDate) -> bool:
    own, others = ({bag(name) for name in (date.label, *date.alt_labels)} for date in (one, other))
    return not own.isdisjoint(others) and one.at.earliest <= other.at.latest and other.at.earliest <= one.at.latest


def _place(batch: Batch, key_date: KeyDate) -> tuple[str, int | None]:
    return batch.lines.get(("key_dates", key_date.id), ("key_dates", None))
