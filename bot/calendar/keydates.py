"""What people do with key dates: add, move, cancel, confirm, look up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Engine

from bot.calendar.citing import citable, source_called, write_source
from bot.calendar.errors import (
    KeyDateClosed,
    KeyDateTaken,
    OverlongText,
    PastDate,
    UnclearTopic,
    UnknownKeyDate,
    UnknownTopic,
    UnprintableText,
    UnworkableKeyDate,
)
from bot.calendar.moments import Moment
from bot.calendar.nouns import ABOUT_DATES, REMINDER, reminder_subject
from bot.calendar.occurrences import passes
from bot.delivery.manage import withdraw
from bot.delivery.nouns import Delivery
from bot.delivery.rows import find as find_deliveries
from bot.domain import Concept, KeyDate, KeyDateStatus
from bot.ingest.identity import distinct_slug, slug
from bot.ingest.table import has_control
from bot.ledger.same_figure import bag
from bot.store.calendar_tables import key_date_change
from bot.store.engine import reading, snapshot, writing
from bot.store.key_dates import OPEN, Change, KeyDateChange, Standing, changes, load, standings, unworkable, write
from bot.store.reader import Reader
from bot.store.tables import delivery
from bot.store.visibility import DESK, PUBLIC, Rights, Visibility
from bot.workable import LONGEST_TITLE
from bot.zones import zone_names

_HALF = re.compile(r"[\ud800-\udfff]")
"""Of a pair that makes a character: by itself it is none, and cannot be stored."""
_ALIKE = 60.0  # rapidfuzz ratio, 0 to 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A key date to be. `brings` is the id or a label of an indicator; `source` the id of a source of the ledger, an
    address, or the name of a publisher; `embargo_until` (UTC) is when others than the desk may know of it; `another`:
    it is added although one of the same title and day is there."""

    title: str
    moment: Moment
    brings: str | None = None
    source: str | None = None
    locator: str | None = None
    embargo_until: datetime | None = None
    another: bool = False


def add(engine: Engine, draft: Draft, by: str, now: datetime, rights: Rights = PUBLIC) -> KeyDate:
    """Add a key date, which may bring what a reader with these rights is shown, and cite what all may know of. Here and
    below, what they do not know of is as unknown as what is not there.

    Raises PastDate, KeyDateTaken for one of the same title on the same day, unless it is another, UnknownTopic for an
    indicator that the ledger does not hold, UnprintableText for control characters, and OverlongText.
    """
    draft = _usable(draft)
    brings = named(Reader(engine, now, rights).catalogue().indicators, draft.brings).id if draft.brings else None
    sources = citable(engine, now, rights) if draft.source else {}
    source = source_called(sources, draft.source) if draft.source else None
    with writing(engine) as connection:
        if source is not None and source.id not in sources:
            source = write_source(connection, source, now)
        key_date = KeyDate(
            _free_id(connection, draft, Visibility(now, rights), now),
            draft.title,
            at=draft.moment.day,
            at_time=draft.moment.time,
            zone=draft.moment.zone,
            source=source.id if source else None,
            locator=draft.locator,
            brings=brings,
            embargo_until=draft.embargo_until,
        )
        _require_future(key_date, now)
        write(connection, None, key_date, Change.ADDED, by, now)
    return key_date


def move(
    engine: Engine, name: str, moment: Moment, by: str, now: datetime, rights: Rights = PUBLIC
) -> tuple[KeyDate, KeyDate]:
    """Move a key date; how it stood before, and how it stands now. Reminders that are not sent yet are withdrawn, and
    those given are corrected by the next tick. One that cannot be worked with is mended so, also to a day that has
    passed. Raises UnknownKeyDate, KeyDateClosed and PastDate."""

    def moved(before: KeyDate) -> KeyDate:
        return replace(before, at=moment.day, at_time=moment.time, zone=moment.zone, status=KeyDateStatus.MOVED)

    return _changed(engine, name, moved, Change.MOVED, by, now, rights)


def cancel(engine: Engine, name: str, by: str, now: datetime, rights: Rights = PUBLIC) -> KeyDate:
    """Cancel a key date, also one that cannot be worked with; reminders as in `move`. Raises UnknownKeyDate and
    KeyDateClosed."""
    return _changed(engine, name, _with_status(KeyDateStatus.CANCELLED), Change.CANCELLED, by, now, rights)[1]


def confirm(engine: Engine, name: str, by: str, now: datetime, rights: Rights = PUBLIC) -> KeyDate:
    """Confirm that a key date has happened. Raises UnknownKeyDate and KeyDateClosed."""
    return _changed(engine, name, _with_status(KeyDateStatus.HAPPENED), Change.HAPPENED, by, now, rights)[1]


def find(engine: Engine, name: str, now: datetime, rights: Rights = PUBLIC) -> KeyDate:
    """The key date with this id or title. Raises UnknownKeyDate, with the ids where several have the title, and
    UnworkableKeyDate for one that no list has."""
    visibility = Visibility(now, rights)
    with snapshot(engine) as connection:
        found = _find(connection, name, visibility)
        for fault in unworkable(connection, visibility, [found.id]).values():
            raise UnworkableKeyDate(
                f"“{found.label}” cannot be worked with, as {fault.why}; move it to when it is (dates move {found.id}) "
                f"or cancel it (dates cancel {found.id})"
            )
        return found


def zone_of_date(engine: Engine, name: str, now: datetime, rights: Rights = PUBLIC) -> str | None:
    """The zone of the key date with this id or title; None where it has none that is known. Raises UnknownKeyDate."""
    with reading(engine) as connection:
        zone = _find(connection, name, Visibility(now, rights)).zone
    return zone if zone in zone_names() else None


def held(engine: Engine, now: datetime) -> dict[str, KeyDate]:
    """All key dates by id, also those that cannot be worked with, and those that nobody but the desk knows of."""
    with reading(engine) as connection:
        return load(connection, Visibility(now, DESK))


def history(engine: Engine, key_date: KeyDate) -> list[KeyDateChange]:
    """What was changed about a key date, in order."""
    with reading(engine) as connection:
        return list(changes(connection, key_date_change.c.key_date == key_date.id))


def standing(engine: Engine, key_date: KeyDate) -> Standing:
    with snapshot(engine) as connection:
        return standings(connection, [key_date.id]).get(key_date.id, Standing())


def deliveries_of(engine: Engine, key_date: KeyDate) -> list[Delivery]:
    """The reminders of a key date, their corrections and the questions for its figure, the earliest due first."""
    with snapshot(engine) as connection:
        version = standings(connection, [key_date.id]).get(key_date.id, Standing()).version
        subjects = [reminder_subject(key_date.id, number) for number in range(1, version + 1)]
        return list(find_deliveries(connection, delivery.c.kind.in_(ABOUT_DATES), delivery.c.subject.in_(subjects)))


def named(concepts: Mapping[str, Concept], name: str) -> Concept:
    """The concept with this id or, in any case, this label or alternative label, also with hyphens in it as in an id.
    Raises UnknownTopic, with the nearest label, or UnclearTopic, with the ids of several that are called so."""
    wanted = name.strip().casefold()
    found = [concept for concept in concepts.values() if wanted in (concept.id.casefold(), concept.label.casefold())]
    if not found:
        found = [one for one in concepts.values() if wanted in (label.casefold() for label in one.alt_labels)]
    if not found:
        found = [one for one in concepts.values() if wanted == slug(one.label)]
    if not found:
        raise UnknownTopic(f"The ledger holds nothing called “{name}”; {_meant(name, concepts.values())}")
    if len(found) > 1:
        raise UnclearTopic(f"“{name}” may be several; write one of their ids: {', '.join(one.id for one in found)}")
    return found[0]


def require_usable(what: str, text: str | None) -> None:
    """That a text can be kept and shown, `what` it is. Raises UnprintableText and OverlongText."""
    if text and (has_control([text]) or _HALF.search(text)):
        raise UnprintableText(f"The {what} holds a control character; type it anew, without it")
    if text and len(text) > LONGEST_TITLE:
        raise OverlongText(f"The {what} has {len(text):,} characters; shorten it to {LONGEST_TITLE}")


def require_to_come(moment: Moment, now: datetime) -> None:
    """Raises PastDate."""
    _require_future(KeyDate("", "", at=moment.day, at_time=moment.time, zone=moment.zone), now)


def _changed(
    engine: Engine,
    name: str,
    change: Callable[[KeyDate], KeyDate],
    kind: Change,
    by: str,
    now: datetime,
    rights: Rights,
) -> tuple[KeyDate, KeyDate]:
    visibility = Visibility(now, rights)
    with writing(engine) as connection:
        before = _find(connection, name, visibility)
        mends = bool(unworkable(connection, visibility, [before.id]))
        if before.status not in OPEN and not mends:
            raise KeyDateClosed(
                f"“{before.label}” is {_told(before.status)}; only a date still to come can be changed."
            )
        after = change(before)
        if kind is Change.MOVED and not mends:
            _require_future(after, now)
        version = standings(connection, [before.id]).get(before.id, Standing()).version
        withdraw(connection, REMINDER, reminder_subject(before.id, version), now)
        write(connection, before, after, kind, by, now)
    return before, after


def _with_status(status: KeyDateStatus) -> Callable[[KeyDate], KeyDate]:
    return lambda before: replace(before, status=status)


def _told(status: KeyDateStatus) -> str:
    return "over: it has happened" if status is KeyDateStatus.HAPPENED else "cancelled"


def _find(connection: Connection, name: str, visibility: Visibility) -> KeyDate:
    held = load(connection, visibility)
    if name in held:
        return held[name]
    try:
        found: KeyDate = held[named(held, name).id]
    except UnclearTopic as error:
        raise UnknownKeyDate(str(error)) from None
    except UnknownTopic:
        raise UnknownKeyDate(f"There is no key date “{name}”; {_meant(name, held.values())}") from None
    return found


def _meant(name: str, concepts: Iterable[Concept]) -> str:
    labels = {word: concept.label for concept in concepts for word in (concept.id, concept.label, *concept.alt_labels)}
    found = process.extractOne(name, list(labels), scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=_ALIKE)
    return f"did you mean “{labels[found[0]]}”?" if found else "write its id, or its label as it is listed"


def _usable(draft: Draft) -> Draft:
    """With single spaces: a title is nobody else's by how it is spaced."""
    draft = replace(draft, title=" ".join(draft.title.split()))
    for what, text in (("title", draft.title), ("source", draft.source), ("place in the source", draft.locator)):
        require_usable(what, text)
    return draft


def _require_future(key_date: KeyDate, now: datetime) -> None:
    if passes(key_date, key_date.zone or "UTC") <= now:
        raise PastDate(f"{Moment(key_date.at, key_date.at_time, key_date.zone or 'UTC')} has passed; write one to come")


def _free_id(connection: Connection, draft: Draft, visibility: Visibility, now: datetime) -> str:
    """From the title, the day and the time of adding: an id that depended on other dates would tell of them, also of
    those that the reader is not shown."""
    title = draft.title
    for other in () if draft.another else load(connection, visibility).values():
        if bag(other.label) == bag(title) and other.at == draft.moment.day:
            told = f"“{other.label}” on {other.at} is there already"
            raise KeyDateTaken(told, f"move it ({other.id}) or name yours apart")
    ids = (distinct_slug(title, draft.moment.day.iso, now.isoformat(), str(attempt)) for attempt in count())
    return next(id_ for id_ in ids if not load(connection, Visibility(now, DESK), [id_]))
