"""Questions for a date: which key date is meant, and how long it is until then."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from bot.answer import Answer, Option
from bot.ask import agenda
from bot.ask.ends import ENDS, ends_asked, says
from bot.ask.grammar.cue import Cue
from bot.ask.lexicon import Lexicon
from bot.ask.phrases import Phrase, phrases
from bot.ask.prose import Prose
from bot.ask.query import Query
from bot.ask.talk import has_pronoun
from bot.ask.words import DATE_VERBS, FILLER, ORDINALS, is_filler
from bot.domain import KeyDate, KeyDateStatus, Outcome
from bot.periods import PartialDate
from bot.zones import day_in, local_time

_HOUR = re.compile(r"\b(?:what|which) (?:time|hour)\b")
_CLOSE = 0.15
_ENOUGH = 0.67


@dataclass(frozen=True, slots=True)
class _Match:
    key_date: KeyDate
    unsaid: float
    said: int
    in_full: int
    """How many words the longest label has that is said in full."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and the newsroom's zone (IANA): the day and time of a date are told by its clocks."""

    now: datetime
    zone: str

    @property
    def today(self) -> date:
        return day_in(self.now, self.zone)

    def day(self, key_date: KeyDate) -> PartialDate:
        if key_date.at_time is None:
            return key_date.at
        return PartialDate.of(day_in(key_date.at_time, self.zone))

    def text(self, key_date: KeyDate, prose: Prose) -> str:
        """The day, and the time where one is known, with whose it is; the day where it takes place as well, if it is
        another one there."""
        told = self._told(key_date, prose)
        if key_date.at_time is None:
            return told
        if key_date.zone is None or key_date.at == self.day(key_date):
            return told
        there = f"{prose.style.date(key_date.at)}, {local_time(key_date.at_time, key_date.zone):%H:%M}"
        return f"{told}; there {there} ({key_date.zone})"

    def moments(self, key_dates: Iterable[KeyDate], prose: Prose) -> tuple[tuple[str, datetime], ...]:
        """The times in the `text` of dates, each with its instant (UTC)."""
        return tuple((self._told(one, prose), one.at_time) for one in key_dates if one.at_time is not None)

    def _told(self, key_date: KeyDate, prose: Prose) -> str:
        day = prose.style.date(self.day(key_date))
        if key_date.at_time is None:
            return day
        return f"{day}, {local_time(key_date.at_time, self.zone):%H:%M} ({self.zone})"


def answer(query: Query, lexicon: Lexicon, prose: Prose, clock: Clock) -> Answer | None:
    """The date asked for, or those that are next; None where the question is not for a date, or no key date explains
    its words."""
    coming = agenda.answer(query, prose, clock)
    if coming is not None:
        return coming
    if not query.has(Cue.DATE, Cue.UNTIL) or query.has(Cue.HIGHEST, Cue.LOWEST, Cue.WIDEST, Cue.NARROWEST):
        return None
    joined = query.sentence.joined
    ends = ends_asked(joined, query.stems)
    matches = _matches(query, lexicon, clock, ENDS if ends else frozenset())
    if not matches:
        return None
    if ends:
        near = [one for one in matches if one.unsaid - matches[0].unsaid < _CLOSE]
        due = [one for one in near if says(one.key_date, ends, joined)]
        if not due:
            return _without_end(query, prose, matches[0].key_date, clock)
        matches = due
    best = matches[0]
    rivals = [
        match
        for match in matches[1:]
        if match.unsaid - best.unsaid < _CLOSE
        and match.in_full >= best.in_full
        and _told(match.key_date) != _told(best.key_date)
    ]
    if rivals:
        return _ask_back(query, prose, [best, *rivals], clock)
    return _answer(query, prose, best.key_date, clock)


def _asks_for_the_hour(query: Query) -> bool:
    return _HOUR.search(query.sentence.joined) is not None


def _without_end(query: Query, prose: Prose, key_date: KeyDate, clock: Clock) -> Answer:
    """A refusal: of a date is held when it begins."""
    label = prose.style.spelling(key_date.label)
    begins = f"{_note(key_date)}{clock.text(key_date, prose)} ({_cited(prose, key_date)})"
    return Answer(
        question=query.text,
        understood_as=f"the end of: {label}",
        outcome=Outcome.ABSTAINED,
        text=f"We hold no end of “{label}”, only the date itself, or its first day: {begins}.",
        missing="an end",
        names=(("key_dates", key_date.id),),
    )


def _told(key_date: KeyDate) -> tuple[PartialDate, datetime | None, bool]:
    """What an answer says of a date: two that differ in it are never one."""
    return key_date.at, key_date.at_time, key_date.status is KeyDateStatus.CANCELLED


def _matches(query: Query, lexicon: Lexicon, clock: Clock, asked: frozenset[str]) -> list[_Match]:
    """The key dates that a question may mean, the likeliest first. `asked` are stems that it says in other words."""
    ignored = query.cue_mask(Cue.DATE, Cue.UNTIL)
    needed = [
        token.stem
        for index, token in enumerate(query.sentence.tokens)
        if not ignored >> index & 1 and not is_filler(token)
    ]
    scope = {stem for phrase in lexicon.scope_words for stem in phrase.stems}
    said = {token.stem for token in query.sentence.tokens} | asked
    idle = (DATE_VERBS | ENDS) - _called_so(lexicon.catalogue.key_dates.values())
    if has_pronoun(query.sentence.joined) and idle.issuperset(needed):
        return []  # "When does it close?" closes whatever was spoken of.
    found: list[_Match] = []
    for key_date in lexicon.catalogue.key_dates.values():
        own = phrases(key_date)
        words = {stem for phrase in own for stem in phrase.stems} | scope | {clock.day(key_date).iso[:4]}
        if any(stem not in words | idle for stem in needed):
            continue
        unsaid = min((_unsaid(phrase, said) for phrase in own if _head(phrase) in said), default=1.0)
        if unsaid <= _ENOUGH and any(stem in words - scope for stem in needed):
            meant = sum(stem in words - scope - DATE_VERBS for stem in set(needed))
            in_full = max((len(phrase.content) for phrase in own if phrase.content <= said), default=0)
            found.append(_Match(key_date, unsaid, meant, in_full))
    return sorted(found, key=lambda match: (match.unsaid, -match.said, -match.in_full))


def _called_so(key_dates: Iterable[KeyDate]) -> frozenset[str]:
    """The verbs of happening that are all that a key date is called by, and so name it: "voting period"."""
    own = (phrase.content for key_date in key_dates for phrase in phrases(key_date))
    return frozenset(stem for content in own if content <= DATE_VERBS for stem in content)


def _head(phrase: Phrase) -> str:
    """The stem of what happens: "referendum" of "tram referendum" and of "referendum on trams"; "ballot" of "first
    count of the ballot"."""
    runs = [list(run) for named, run in groupby(phrase.stems, phrase.content.__contains__) if named]
    telling = [run for run in runs if not ORDINALS.issuperset(run)]
    return (telling or runs)[0][-1]


def _unsaid(phrase: Phrase, said: set[str]) -> float:
    """The part of a label that the question leaves out; the verbs of happening count little."""
    weights = {stem: 0.2 if stem in DATE_VERBS or stem in FILLER else 1.0 for stem in phrase.content}
    return sum(weight for stem, weight in weights.items() if stem not in said) / sum(weights.values())


def _answer(query: Query, prose: Prose, key_date: KeyDate, clock: Clock) -> Answer:
    when, day = clock.text(key_date, prose), clock.day(key_date)
    label = prose.style.spelling(key_date.label)
    value = unit = None
    left = ""
    if Cue.UNTIL in query.cues and day.earliest == day.latest:
        days = (day.earliest - clock.today).days
        value, unit = str(days), "days"
        left = f", in {_days(prose, days)}" if days >= 0 else f", {_days(prose, -days)} ago"
    hour = ", at a time that is not recorded" if key_date.at_time is None and _asks_for_the_hour(query) else ""
    text = f"{label}: {_note(key_date)}{when}{hour}{left} ({_cited(prose, key_date)})."
    return Answer(
        question=query.text,
        understood_as=f"date of: {label}",
        outcome=Outcome.ANSWERED,
        text=text[:1].upper() + text[1:],
        value=value,
        unit=unit,
        qualifier=None if value is None else "exact",
        date=key_date.at.iso,
        caveats=("This date was moved.",) if key_date.status is KeyDateStatus.MOVED else (),
        names=(("key_dates", key_date.id),),
        moments=clock.moments([key_date], prose),
    )


def _note(key_date: KeyDate) -> str:
    return "cancelled, it was set for " if key_date.status is KeyDateStatus.CANCELLED else ""


def _days(prose: Prose, days: int) -> str:
    return prose.style.quantity(Decimal(days), "days")


def _cited(prose: Prose, key_date: KeyDate) -> str:
    """Publisher, publication date and locator of what the date is cited to."""
    source = prose.catalogue.sources.get(key_date.source or "")
    if source is None:
        return "source not recorded"
    return prose.cited(key_date.source, source.published_on, key_date.locator)


def _option(prose: Prose, key_date: KeyDate, is_named: bool, clock: Clock) -> Option:
    """A date as a choice. Not `is_named`: another has the same name, so that no question leads to it alone."""
    text = f"{key_date.label}: {_note(key_date)}{clock.text(key_date, prose)}"
    if is_named:
        return Option(text, None, None, (), f"when was {key_date.label}?")
    return Option(f"{text} ({_cited(prose, key_date)})", None, None, ())


def _ask_back(query: Query, prose: Prose, matches: list[_Match], clock: Clock) -> Answer:
    labels = Counter(match.key_date.label for match in matches)
    options = tuple(_option(prose, match.key_date, labels[match.key_date.label] == 1, clock) for match in matches)
    return Answer(
        question=query.text,
        understood_as="a date",
        outcome=Outcome.AMBIGUOUS,
        text=f"Which date do you mean? {'; '.join(option.text for option in options)}.",
        alternatives=options,
        names=tuple(("key_dates", match.key_date.id) for match in matches),
    )
