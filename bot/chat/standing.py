"""What has become of what was told, by the public's rights at the moment it is to be told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from bot.answer import Answer, Name
from bot.ask.agenda import next_time
from bot.ask.meaning_json import from_json
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Row
from bot.cards.dates import When, title, when_lines
from bot.chat.told import Told, gist, state
from bot.domain import Catalogue, Figure, KeyDate
from bot.errors import UnclearReading
from bot.ledger.vintage import superseded_by
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

_SUPERSEDED = "Superseded meanwhile"
_CHANGED = "Changed meanwhile"


class Worded(NamedTuple):
    """When something was worded, and at which revision of the ledger; None: that is not known."""

    revision: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """`revision` is the ledger's that it was looked up at.

    `withheld`: some of it is not for the public, and so nothing of it may be told. `lapsed`: the ledger has moved, and
    nobody knows any more what would have to be asked again, or it cannot be. `warnings` say what became of it since:
    which figures were superseded, which dates were changed, and what is answered now; `further` are the ids of the
    figures that they tell of.
    """

    revision: int
    withheld: bool = False
    lapsed: bool = False
    warnings: tuple[Row, ...] = ()
    further: tuple[str, ...] = ()

    @property
    def may_be_told(self) -> bool:
        return not self.withheld and not self.lapsed


def standing(desk: Desk, told: Told, worded: Worded, now: datetime) -> Standing:
    """Raises StoreUnavailable."""
    reader = Reader(desk.engine, now)
    # Before all else: what changes meanwhile is found by whoever compares it.
    revision = reader.revision()
    catalogue = desk.knowledge(reader, PUBLIC, now).catalogue
    shown = {figure.id: figure for figure in reader.with_their_series(told.figures)}
    if not _are_known(told.names, catalogue) or not shown.keys() >= set(told.figures):
        return Standing(revision, withheld=True)
    if told.cannot_be_asked_again and not _stood_still(desk, catalogue, worded, revision, now):
        return Standing(revision, lapsed=True)
    # Rivals, a new leader of a ranking, a date that was moved: whatever it may be, asking again finds it.
    try:
        anew = answered_anew(desk, told, now)
    except UnclearReading:  # It was written by another version, or names what is not known any more.
        return Standing(revision, lapsed=True)
    prose = Prose(catalogue, desk.style)
    replaced = _replaced(told.figures, shown)
    warnings = [Row(_SUPERSEDED, prose.replaced([old], later), warns=True) for old, later in replaced]
    warnings += _changed_dates(told, prose, desk.zone)
    further = {by.id: None for _, later in replaced for by in later}
    if anew is not None:
        warnings.append(Row(_CHANGED, f"asked again, this is answered: {in_words(anew, desk.style)}", warns=True))
        further |= dict.fromkeys(anew.told)
    return Standing(revision, warnings=tuple(warnings), further=tuple(further))


def _are_known(names: Sequence[Name], catalogue: Catalogue) -> bool:
    return all(_is_known(name, catalogue) for name in names)


def _is_known(name: Name, catalogue: Catalogue) -> bool:
    part, *key = name
    held: Mapping[Any, Any] = getattr(catalogue, part)
    return (key[0] if len(key) == 1 else tuple(key)) in held


def _stood_still(desk: Desk, catalogue: Catalogue, worded: Worded, revision: int, now: datetime) -> bool:
    """Whether every question is answered as it was then: nothing was published, no embargo has lifted, no key date has
    passed, and it is the same day."""
    if worded.revision != revision or desk.today(worded.at) != desk.today(now):
        return False
    lifts_at = Reader(desk.engine, worded.at).next_embargo()
    passes_at = next_time(catalogue.key_dates.values(), worded.at)
    return all(at is None or now < at for at in (lifts_at, passes_at))


def _replaced(told: Sequence[str], shown: Mapping[str, Figure]) -> list[tuple[Figure, tuple[Figure, ...]]]:
    """The figures that no longer stand, each with what does, unless all of that was told of as well."""
    later = superseded_by(shown.values())
    found = ((shown[id_], later[id_]) for id_ in told if id_ in later)
    return [(old, now) for old, now in found if not {one.id for one in now} <= set(told)]


def _changed_dates(told: Told, prose: Prose, zone: str) -> Iterator[Row]:
    for id_, before in told.dates:
        key_date = prose.catalogue.key_dates[id_]
        if state(key_date) != before:
            yield Row(_CHANGED, _date_in_words(key_date, prose, zone), warns=True)


def _date_in_words(key_date: KeyDate, prose: Prose, zone: str) -> str:
    when = when_lines(When.of(key_date), key_date.zone or zone, prose.style)[0]
    return f"{title(key_date, prose)}: {when}, {key_date.status}"


def answered_anew(desk: Desk, told: Told, now: datetime) -> Answer | None:
    """The answer as it is now, if it is another one. Raises UnclearReading."""
    if told.reading is not None:
        answer = desk.answer_reading(from_json(told.reading), now)
    elif told.asked:
        answer = desk.ask(told.asked, now)
    else:
        return None
    return None if gist(answer) == told.said else answer


def in_words(answer: Answer, style: HouseStyle) -> str:
    """The sentence with its sources in brackets, and its caveats."""
    cited = AnswerCards(style).citations(answer.figures)
    return " ".join((answer.text, *([f"({'; '.join(cited)})"] if cited else []), *answer.caveats))
