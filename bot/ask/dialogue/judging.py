"""Claims judged: what was asserted of a figure is compared with the figure that is held. Yes or no, and then that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import or_

from bot.answer import Answer, Asserted, Option
from bot.ask.dialogue.naming import codes_named
from bot.ask.dialogue.session import Session
from bot.ask.dialogue.slots import sides
from bot.ask.dialogue.steps import stepped
from bot.ask.evaluate.operations import evaluate
from bot.ask.language.amounts import Amount, Bound
from bot.ask.language.claims import Claim, Kind, is_predicate, pivot_in, says_of_each
from bot.ask.language.followups import Step, Unit, told_in
from bot.ask.language.order import unfit
from bot.ask.language.rows import words_of
from bot.ask.language.wordings import wordings_in
from bot.ask.lexicon import Lexicon
from bot.ask.meaning import Change, Extreme, Lookup, Meaning, Members, Periods, Selection, selections
from bot.ask.meaning_json import from_json
from bot.ask.outcome import Result, Stop
from bot.ask.query import Mask, Query
from bot.ask.readings import composed
from bot.ask.text import tokenize
from bot.ask.units import is_percent
from bot.ask.words import TIME_NOUNS
from bot.domain import Outcome, Qualifier, Status

_SETTLED = frozenset(status for status in Status if status.is_settled)
_CHANGES = ("change", "percent change")
_ENDS = ("before", "after")
_ABOVE = (Qualifier.MORE_THAN.value, Qualifier.AT_LEAST.value)
_BELOW = (Qualifier.LESS_THAN.value, Qualifier.AT_MOST.value)
_OVER = (Bound.ABOVE, Bound.AT_LEAST)
_UNDER = (Bound.BELOW, Bound.AT_MOST)
_PLACED = tuple([word] for word in ("in", "at", "on", "for", "of", "by", "during", "to", "within"))
_NUMBERED = (Qualifier.EXACT.value, Qualifier.ABOUT.value)


def may_be_of(amount: Amount, lexicon: Lexicon) -> bool:
    """Whether a number may be how much anything in a ledger is: where nothing that is held is counted after it, it
    tells what is spoken of ("line 250")."""
    counted = lexicon.vocabulary.keys() | lexicon.unit_stems
    return amount.is_said or (amount.counted in counted and amount.counted not in words_of("function_words", "word"))


class Judge:
    """Judges what a message asserts. `query` is the message without the words that assert; `goes_on`: it
    goes on from an answer, and compares with that, the first of two figures."""

    def __init__(self, session: Session, query: Query, *, goes_on: bool = False) -> None:
        self._session = session
        self._query = query
        self._held = session.held()
        self._goes_on = goes_on

    def judged(self, claim: Claim, about: Answer) -> Answer | None:
        """The answer to what a claim is about, with yes or no before it; asked back where that is. None where it cannot
        be told whether it is so."""
        amount = claim.amount
        if about.outcome is Outcome.ABSTAINED or (amount and not self._is_amount_of(amount, about)):
            return None
        if about.outcome is Outcome.AMBIGUOUS:
            meant = self._of_its_unit(claim, about)
            return about if meant is None else self.judged(claim, meant)
        if amount and self._is_in_another_unit(amount, about):
            return None
        if claim.kind is not Kind.EXTREME and self._is_of_each(about):
            return None
        if claim.kind in (Kind.EXTREME, Kind.ORDER) and self._is_of_another_kind(about):
            return None
        meaning = None if about.reading is None else from_json(about.reading)
        try:
            if claim.kind is Kind.EXTREME:
                return self._extreme(claim, about, meaning)
            if claim.is_level and isinstance(meaning, Lookup):
                about, meaning = self._since_the_last(claim, about, meaning)
            is_so = self._holds(claim, about, meaning)
        except Stop:
            return None
        return None if is_so is None else _with(about, claim, is_so)

    def _holds(self, claim: Claim, about: Answer, meaning: Meaning | None) -> bool | None:
        if claim.kind is Kind.ORDER:
            return self._is_ordered_so(claim, meaning)
        if about.value is None:
            return None
        value = Decimal(about.value)
        if about.qualifier not in _NUMBERED:
            return _of_open_end(claim, value, about.qualifier or "")
        if claim.kind is Kind.MOVE:
            return _has_moved(claim, value, about, meaning)
        return None if _is_change(about) else is_amount(claim.amount, value, about.unit)

    def _is_of_another_kind(self, about: Answer) -> bool:
        """Whether the word for an order is said of other measures: a wait that is "slower" than another."""
        asked = selections(from_json(about.reading)) if about.reading else ()
        own = (self._session.lexicon.entry(of.indicator).words for of in asked)
        return unfit([token.norm for token in tokenize(about.question)], frozenset[str]().union(*own)) is not None

    def _is_of_each(self, about: Answer) -> bool:
        """Whether something is said of every time or member, which one figure or change does not tell: "rents rose
        every year". Members called "all" are one."""
        asked = selections(from_json(about.reading)) if about.reading else ()
        query, lexicon = self._session.parse(about.question), self._session.lexicon
        names = reduce(or_, codes_named(query, self._session, asked).values(), 0)
        shelves = [shelf for of in asked if (shelf := self._session.shelf(of.indicator)) is not None]
        kinds = [lexicon.dimension_words.get(name, frozenset()) for one in shelves for name in one.codes]
        own = [lexicon.entry(of.indicator).words for of in asked]
        each = says_of_each(query.sentence.tokens, frozenset(TIME_NOUNS).union(*kinds).difference(*own))
        return any(not names >> place & 1 for place in each)

    def _since_the_last(self, claim: Claim, about: Answer, meaning: Lookup) -> tuple[Answer, Meaning]:
        """The change that led to a figure, where it came from elsewhere than is said, or the other way."""
        before = stepped(self._held, meaning, Step(is_back=True, unit=Unit.HELD))
        if not isinstance(before, Lookup):
            return about, meaning
        moved = Change(before.of, meaning.of)
        outcome = evaluate(moved, self._held.afresh())
        if not isinstance(outcome, Result) or outcome.value is None:
            return about, meaning
        if claim.from_amount is None and (outcome.value > 0) is claim.up:
            return about, meaning
        return composed(moved, outcome, self._session.composer(about.question), self._session.prose), moved

    def _is_amount_of(self, amount: Amount, about: Answer) -> bool:
        """Whether a number is how much is claimed, and not one that tells what it is claimed of: of an answer, or of
        whichever may be chosen. Where a message goes on from an answer, all of its words are accounted for."""
        if amount.is_said or (self._goes_on and not amount.counted):
            return True
        lexicon = self._session.lexicon
        told: list[Answer | Option] = [about, *about.alternatives]
        asked = [one.reading for one in told if one.reading is not None]
        entries = [lexicon.entry(of.indicator) for reading in asked for of in selections(from_json(reading))]
        own = {token.stem for one in told for token in tokenize(one.unit or "")}
        own.update(*(entry.words | entry.base_words for entry in entries))
        return amount.counted in own - words_of("function_words", "word")

    def _is_in_another_unit(self, amount: Amount, about: Answer) -> bool:
        """Whether an amount is told in the unit of another measure, where the figure is a percentage: a rate of "4
        sailings" is none of 4 per cent."""
        if not is_percent(about.unit) or amount.is_share or not amount.counted:
            return False
        units = (unit for unit in self._session.lexicon.units if not is_percent(unit))
        return any(amount.counted == token.stem for unit in units for token in tokenize(unit)[:1])

    def _of_its_unit(self, claim: Claim, about: Answer) -> Answer | None:
        """The one figure to choose from that is in per cent, or is not, as the amount is."""
        amount = claim.amount
        fits = [one for one in about.alternatives if amount and is_percent(one.unit or "") is amount.is_share]
        if len(fits) != 1 or len(about.alternatives) < 2 or fits[0].reading is None:
            return None
        meaning = from_json(fits[0].reading)
        outcome = evaluate(meaning, self._held.afresh())
        return composed(meaning, outcome, self._session.composer(about.question), self._session.prose)

    def _is_ordered_so(self, claim: Claim, meaning: Meaning | None) -> bool | None:
        two = sides(meaning) if meaning is not None else ()
        first = self._first_of(*two) if len(two) == 2 else None
        if first is None:
            return None
        other = two[1] if first == two[0] else two[0]
        one, than = (self._held.at(of).figure.value for of in (first, other))
        return one > than if claim.up else one < than

    def _first_of(self, one: Selection, other: Selection) -> Selection | None:
        """Which of two figures the message speaks of first; None where that cannot be told."""
        first, second = self._place(one, other), self._place(other, one)
        words = self._query.norms
        pivot = pivot_in(words)
        if self._goes_on and first is None:
            is_new_first = pivot is None or second < pivot if second is not None else None
            if is_new_first is None:
                is_new_first = None if pivot is None else _steps_first(words, pivot)
            return None if is_new_first is None else other if is_new_first else one
        if first is None or second is None or pivot is None or first == second or max(first, second) < pivot:
            return None
        # Of two that come after it, the nearer is what is compared with: "below its 2019 level in 2024".
        is_first = first < second if min(first, second) < pivot else first > second
        return one if is_first else other

    def _place(self, of: Selection, apart_from: Selection) -> int | None:
        """Where the message names what sets one figure apart from another."""
        named = codes_named(self._query, self._session, (of, apart_from))
        apart = set(of.dimensions) - set(apart_from.dimensions)
        others = [mask for pair, mask in named.items() if pair in set(apart_from.dimensions) - set(of.dimensions)]
        shared = reduce(or_, others, 0)
        masks = [own for pair, mask in named.items() if pair in apart and (own := mask & ~shared)]
        if of.period != apart_from.period:
            masks += [time.mask for time in self._query.times if of.period and time.when.fits(of.period)]
        if of.statuses != apart_from.statuses:
            masks += self._status_words(of)
        return min(((mask & -mask).bit_length() - 1 for mask in masks), default=None)

    def _status_words(self, of: Selection) -> list[Mask]:
        """The word for the status of one of two figures that differ in it: the first or the last of those words."""
        statuses, words = self._query.statuses, self._query.status_words
        if len(statuses) != len(_ENDS) or not words:
            return []
        is_first = of.statuses <= statuses[0] if of.statuses else not statuses[0].isdisjoint(_SETTLED)
        return [words & -words if is_first else 1 << (words.bit_length() - 1)]

    def _extreme(self, claim: Claim, about: Answer, meaning: Meaning | None) -> Answer | None:
        """Whether the figure that a message speaks of is the highest of its members, or of its times. Where it may be
        said of either, only what is so of both is judged."""
        if not isinstance(meaning, Lookup):
            return None
        value = self._held.at(meaning.of).figure.value
        tried = [
            (asked, evaluate(asked, self._held.afresh())) for asked in self._superlatives(claim, about, meaning.of)
        ]
        found = [(asked, result) for asked, result in tried if isinstance(result, Result)]
        verdicts = {value == result.value for _, result in found}
        if len(verdicts) != 1 or len(found) < len(tried):
            return None
        composer, prose = self._session.composer(about.question), self._session.prose
        return _with(composed(*found[0], composer, prose), claim, verdicts.pop())

    def _superlatives(self, claim: Claim, about: Answer, of: Selection) -> list[Extreme]:
        """What may be asked: which member of the dimension that the message names a code of, and which time."""
        codes = dict(of.dimensions)
        named = codes_named(self._query, self._session, (of,))
        dimension, mask = next(
            ((name, mask) for (name, code), mask in named.items() if codes.get(name) == code), ("", 0)
        )
        kinds = {name: self._session.lexicon.dimension_words.get(name, frozenset()) for name in codes}
        said = [name for name, words in kinds.items() if not words.isdisjoint(self._query.stems)]
        if not dimension and self._goes_on and (len(codes) == 1 or len(said) == 1):
            dimension = (said or list(codes))[0]
        of_members = Extreme(Members(of.without(dimension), dimension), claim.up)
        of_times = Extreme(Periods(replace(of, period=None)), claim.up)
        words = [token.norm for token in tokenize(about.question)]
        if "ever" in words and not self._query.times:
            return [of_times]
        if self._goes_on and dimension and not mask and not said:
            return [of_members, of_times]
        if not dimension or not self._query.times:
            return [of_members] if dimension else [of_times] if self._query.times else []
        time = self._query.times[0].mask
        if self._is_subject(time) and time & -time < mask & -mask:
            return [of_times]
        if wordings_in("claims", words, "rest") or dimension in said:
            return [of_members]
        if self._is_subject(mask):
            # "North had the highest rents in 2020" is said of North, "rents in North were highest in 2020" of either.
            return [of_members, of_times] if is_predicate(words) else [of_members]
        return [of_times] if self._is_subject(time) else [of_members, of_times]

    def _is_subject(self, mask: Mask) -> bool:
        """Whether a name is what something is said of, and not where or when: "was 2020 the year with", "in 2020"."""
        first = (mask & -mask).bit_length() - 1
        words = self._query.norms
        while first > 0 and words[first - 1] == "the":
            first -= 1
        return first >= 0 and words[first - 1 : first] not in _PLACED


def _steps_first(words: Sequence[str], pivot: int) -> bool | None:
    """Whether a step in time comes before the word that compares ("was the year before higher than that"), and not
    after it; None where neither is so."""
    before, after = (bool(told_in(part, frozenset()).steps) for part in (words[:pivot], words[pivot:]))
    return None if before is after else before


def is_amount(amount: Amount | None, value: Decimal, unit: str | None) -> bool | None:
    """Whether a value in a unit is an amount; None where they cannot be compared."""
    if amount is None or (amount.is_share and not is_percent(unit)) or amount.unit not in (unit or ""):
        return None
    return amount.holds(value, unit or "")


def _of_open_end(claim: Claim, value: Decimal, qualifier: str) -> bool | None:
    """Whether a claim is so of a figure that is only known to be more than a value, or less; None: it may be."""
    amount, ends_above = claim.amount, qualifier in _ABOVE
    if amount is None or claim.kind is not Kind.AMOUNT or not (ends_above or qualifier in _BELOW):
        return None
    beyond = amount.value <= value if ends_above else amount.value >= value
    if not beyond:
        return None
    return amount.bound in (_OVER if ends_above else _UNDER)


def _is_change(about: Answer) -> bool:
    return about.computation is not None and about.computation.operation in _CHANGES


def _has_moved(claim: Claim, value: Decimal, about: Answer, meaning: Meaning | None) -> bool | None:
    if not _is_change(about):
        # That it fell to 12 is told by the figure that it came to, as well.
        is_level = claim.is_level and isinstance(meaning, Lookup)
        came_to = is_amount(claim.amount, value, about.unit) if is_level else None
        return None if came_to and claim.from_amount else came_to
    went = value > 0 if claim.up else value < 0
    if claim.amount is None or not went:
        return went
    if claim.is_level:
        return _came_to(claim, about)
    if claim.amount.is_share is not is_percent(about.unit or ""):
        return None
    return claim.amount.holds(abs(value), about.unit or "")


def _came_to(claim: Claim, about: Answer) -> bool | None:
    """Whether a change began and ended where it is said to."""
    if len(about.figures) != len(_ENDS):
        return None
    said = [claim.from_amount, claim.amount]
    found = [
        is_amount(amount, Decimal(one.value), one.unit)
        for amount, one in zip(said, about.figures, strict=True)
        if amount is not None
    ]
    return False if False in found else None if None in found else True


def _with(answer: Answer, claim: Claim, is_so: bool) -> Answer:
    return replace(
        answer,
        text=f"{'Yes' if is_so else 'No'}. {answer.text}",
        understood_as=f"{answer.understood_as}; asserted: {claim.asserted}",
        claim=Asserted(claim.asserted, is_so),
    )


def corrected(premise: Answer, answer: Answer) -> Answer:
    """An answer led by what is wrong with the statement that its question sets out from."""
    figures = {one.id: one for one in (*premise.figures, *answer.figures)}
    return replace(
        answer,
        text=f"{premise.text} {answer.text}",
        figures=tuple(figures.values()),
        caveats=tuple(dict.fromkeys((*premise.caveats, *answer.caveats))),
        claim=premise.claim,
    ).telling(premise.told, premise.names)
