"""What a follow-up names of the ledger: members, times and statuses, beside the words that say how it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.ask.cells import Shelf
from bot.ask.codes import said_in
from bot.ask.dialogue.session import Session
from bot.ask.dialogue.slots import Slots
from bot.ask.language.followups import Relation, Told, told_in
from bot.ask.language.wordings import wording_before
from bot.ask.lexicon import Lexicon
from bot.ask.meaning import Meaning, Members, Selection, selections
from bot.ask.names import mentions
from bot.ask.prove.finding import Member
from bot.ask.query import Mask, Query
from bot.ask.text import tokenize
from bot.ask.times import partial
from bot.ask.when import When
from bot.domain import Status
from bot.periods import Period


@dataclass(frozen=True, slots=True)
class Named:
    """What a message names of the ledger, and how it goes on. `axis` is a dimension that it asks for a code of;
    `says_measure`: it says what was measured, as a complete question does."""

    slots: Slots
    told: Told
    axis: str | None
    says_measure: bool

    @property
    def says_anything(self) -> bool:
        return bool(self.slots or self.told.relations or self.told.steps)


def named_in(query: Query, session: Session, meaning: Meaning) -> Named | None:
    """What a message says that goes on from a meaning; None where it has words for something else."""
    if len(query.statuses) > 1 or query.as_of is not None or query.sources:
        return None
    norms = query.norms
    found = codes_named(query, session, selections(meaning))
    denied = {pair: said for pair, mask in found.items() if (said := _denied(norms, mask))}
    kept = {pair: mask for pair, mask in found.items() if pair not in denied}
    codes, words = _by_dimension(kept)
    told = told_in(norms, _places(words))
    times: tuple[When, ...] = ()
    time_words = 0
    if not told.steps:  # "The year before" may look like a time that is counted from today.
        times, time_words = _times(query, session)
        told = told_in(norms, _places(words | time_words))
        if any(_begin(when) for when in times):
            times = tuple(replace(when, period=_begin(when) or when.period) for when in times)
            told = replace(told, relations=told.relations | {Relation.SINCE})
    own, axis = _of_last(query, session.lexicon, meaning)
    measure = _of_measure(query, session, meaning)
    known = (
        frozenset[int]().union(*denied.values()) | _places(words | time_words | query.status_words) | told.words | own
    )
    left = frozenset(range(len(norms))) - known
    if not left <= measure:
        return None
    statuses = query.statuses[0] if query.statuses else frozenset[Status]()
    return Named(Slots(codes, times, statuses, frozenset(denied)), told, axis, bool(left))


def _denied(norms: Sequence[str], mask: Mask) -> frozenset[int]:
    """The places of a name that is ruled out, with what says so: "urology, not dermatology"; none of another one."""
    first = (mask & -mask).bit_length() - 1
    said = wording_before("followups", norms, first, "denied") if first else None
    return _places(mask) | frozenset(range(said.start, said.end)) if said else frozenset()


def _times(query: Query, session: Session) -> tuple[tuple[When, ...], Mask]:
    """The times of a message, those of named periods too, and the words for them."""
    found, words = [time.when for time in query.times], query.time_words
    for mention in mentions(session.lexicon, query.sentence):
        if mention.kind == "period":
            found.append(When(0, 0, session.prose.catalogue.periods[mention.id].period))
            words |= mention.mask
    return tuple(found), words


def _begin(when: When) -> Period | None:
    """Where a stretch without an end begins: "since 2019" is a time to go on from, and no time of a figure."""
    first, _, last = when.period.iso.partition("/") if when.period else ("", "", "")
    return partial(first) if last == ".." else None


def codes_named(query: Query, session: Session, of: Iterable[Selection]) -> dict[Member, Mask]:
    """As `codes_in`, of the indicators that are selected."""
    shelves = (session.shelf(one) for one in dict.fromkeys(one.indicator for one in of))
    return codes_in(query, session.lexicon, [shelf for shelf in shelves if shelf is not None])


def codes_in(query: Query, lexicon: Lexicon, shelves: Sequence[Shelf]) -> dict[Member, Mask]:
    """The codes that are named in full, each in its longest name, in the order of their names; and the words of it."""
    places: dict[str, Mask] = {}
    for index, token in enumerate(query.sentence.tokens):
        places[token.stem] = places.get(token.stem, 0) | 1 << index
    found: dict[Member, Mask] = {}
    for shelf in shelves:
        for dimension, named in said_in(lexicon, shelf, query, places).items():
            found |= {(dimension, code.code): code.mask for code in named if code.unsaid == 0}
    kept = {
        pair: mask
        for pair, mask in found.items()
        if not any(mask != other and mask & other == mask for other in found.values())
    }
    return dict(sorted(kept.items(), key=lambda item: item[1] & -item[1]))


def _by_dimension(found: Mapping[Member, Mask]) -> tuple[dict[str, tuple[str, ...]], Mask]:
    codes: dict[str, tuple[str, ...]] = {}
    words = 0
    for (dimension, code), mask in found.items():
        codes[dimension] = (*codes.get(dimension, ()), code)
        words |= mask
    return codes, words


def _of_last(query: Query, lexicon: Lexicon, meaning: Meaning) -> tuple[frozenset[int], str | None]:
    """The places of words that only say again which members were answered, or of which dimension; and the first
    dimension that is named."""
    group = getattr(meaning, "of", None)
    pairs = {pair for of in selections(meaning) for pair in of.dimensions}
    dimensions = [*dict.fromkeys(name for name, _ in sorted(pairs))]
    if isinstance(group, Members):
        dimensions.append(group.dimension)
    stems = set(chain.from_iterable(phrase.stems for pair in pairs for phrase in lexicon.code_phrases(*pair)))
    kinds = {name: lexicon.dimension_words.get(name, frozenset()) for name in dimensions}
    said = query.stems
    axis = next((name for name, words in kinds.items() if not words.isdisjoint(said)), None)
    stems |= set(chain.from_iterable(kinds.values()))
    return frozenset(place for place, one in enumerate(said) if one in stems), axis


def _of_measure(query: Query, session: Session, meaning: Meaning) -> frozenset[int]:
    """The places of words that say again what was measured."""
    stems: set[str] = set()
    for of in selections(meaning):
        unit = session.prose.catalogue.indicators[of.indicator].unit or ""
        stems |= set(chain.from_iterable(session.lexicon.measure(of.indicator).labels))
        stems |= {token.stem for token in tokenize(unit)}
    return frozenset(place for place, one in enumerate(query.stems) if one in stems)


def _places(mask: Mask) -> frozenset[int]:
    return frozenset(place for place in range(mask.bit_length()) if mask >> place & 1)
