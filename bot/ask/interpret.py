"""The way of a question through what was learned: proposed, evaluated, proven, and answered or asked back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Answer
from bot.ask.compose import Composer, Meant
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.operations import evaluate
from bot.ask.meaning import Meaning
from bot.ask.meaning_json import to_json
from bot.ask.meaning_names import named
from bot.ask.outcome import Dispute, Outcome, Result
from bot.ask.propose.meanings import meaning_of
from bot.ask.propose.proposals import Proposal, may_be_meant, proposals, standing, unheard_of
from bot.ask.propose.reading import Known, Laid, Question, terms_asked
from bot.ask.propose.spelling import mended
from bot.ask.propose.weights import learned
from bot.ask.prove import bindings
from bot.ask.prove.finding import Finding, Verdict
from bot.ask.prove.tolerance import Required, Tolerance
from bot.ask.readings import composed
from bot.ask.say.readings import told_apart
from bot.ask.scope import Scoped
from bot.ask.vocabulary.ledger import Ledger
from bot.ask.vocabulary.matching import Matcher
from bot.ask.vocabulary.terms import Term

_DOUBTED = 0.45
"""How sure a proven reading is that stands against what phrases answer."""

Judge = Callable[[Meaning, Result], Finding]
"""What the rules on answers find of a result."""


@dataclass(frozen=True, slots=True)
class _Tried:
    proposal: Proposal
    meaning: Meaning
    outcome: Outcome
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Read:
    """What was tried, the likeliest first, and how sure that is."""

    tried: Sequence[_Tried]
    sure: float

    @property
    def first(self) -> _Tried:
        return self.tried[0]


def spelt(question: str, labels: Matcher) -> str:
    """A question without typing errors in words that no label has."""
    return mended(question, labels.words, learned())


def can_be_read(question: str, idle: frozenset[int], labels: Matcher, required: Required) -> bool:
    """Whether a question has words, and none that every reading would be refused for, as no label accounts for it;
    `idle` are the places of those that need none."""
    asked = terms_asked(question, idle)
    if not asked:
        return False
    strange = _unbound(unheard_of(asked, idle, labels, learned()))
    return bindings.check(bindings.Told(strange), required).verdict is not Verdict.VETOED


class Interpreter:
    """Questions that `can_be_read` over one ledger, laid out as a frame. `judge` applies the rules that look at what a
    question says."""

    def __init__(self, frame: tuple[Ledger, Known], held: Held, judge: Judge, scoped: Scoped) -> None:
        self._weights = learned()
        ledger, self._known = frame
        self._ledger, self._idle = ledger.within(scoped.scope), scoped.idle
        self._held, self._judge = held, judge

    @property
    def among(self) -> bool:
        return self._known.among

    def answer(self, question: str, composer: Composer, tolerance: Tolerance) -> Answer | None:
        """The answer, or the readings to choose from; None where nothing is likely enough, or the likeliest reading is
        ruled out."""
        required = tolerance.of(self.among)
        read = self._read(question, required)
        if read is None or read.first.verdict is Verdict.VETOED:
            return None
        is_given = read.first.verdict is Verdict.PROVEN and read.sure >= required.answered
        if is_given or isinstance(read.first.outcome, Dispute):
            return self._given(read.first, composer)
        return self._asked_back(read, composer)

    def doubts(self, question: str, given: Answer, composer: Composer, tolerance: Tolerance) -> Answer | None:
        """The readings to choose from, where a proven one comes to something else than an answer that was given."""
        required = tolerance.of(self.among)
        read = self._read(question, required)
        if read is None or read.first.verdict is not Verdict.PROVEN or read.sure < _DOUBTED:
            return None
        if _agree(given, read.first.outcome):
            return None
        return self._asked_back(read, composer)

    def _read(self, question: str, required: Required) -> _Read | None:
        laid = Laid(Question(question, self._weights, self._idle), self._known, self._weights)
        found = [one for one in proposals(laid) if may_be_meant(laid, one.candidate)]
        sure = self._weights.confidence.probability(standing(laid, found)) if found else 0.0
        if sure < required.asked:
            return None
        return _Read(list(self._tried(laid, found, required)), sure)

    def _tried(self, laid: Laid, found: Sequence[Proposal], required: Required) -> Iterator[_Tried]:
        for one in found:
            meaning = meaning_of(one.candidate, laid.sheet, self._ledger)
            outcome = evaluate(meaning, self._held.afresh())
            yield _Tried(one, meaning, outcome, self._verdict(one, meaning, outcome, required))

    def _verdict(self, one: Proposal, meaning: Meaning, outcome: Outcome, required: Required) -> Verdict:
        result = outcome.withheld if isinstance(outcome, Dispute) else outcome
        if not isinstance(result, Result):
            return Verdict.VETOED
        found = bindings.check(
            bindings.Told(_unbound(one.unbound), one.assumed, one.unused, _unbound(one.hardly)), required
        )
        return found.verdict if found.verdict is Verdict.VETOED else self._worse(found, self._judge(meaning, result))

    @staticmethod
    def _worse(one: Finding, other: Finding) -> Verdict:
        order = (Verdict.VETOED, Verdict.UNPROVEN, Verdict.PROVEN)
        return min(one.verdict, other.verdict, key=order.index)

    def _given(self, one: _Tried, composer: Composer) -> Answer:
        return composed(one.meaning, one.outcome, composer, self._held.prose)

    def _asked_back(self, read: _Read, composer: Composer) -> Answer:
        tried = [one for one in read.tried if one.verdict is not Verdict.VETOED]
        words = told_apart([one.meaning for one in tried], self._held.prose)
        meant = [
            Meant(told, to_json(one.meaning), one.outcome)
            for told, one in zip(words, tried, strict=True)
            if isinstance(one.outcome, Result)
        ]
        names = {name for one in tried for name in named(one.meaning, self._held.catalogue)}
        return composer.did_you_mean(meant).telling(names=names)


def _unbound(words: Sequence[tuple[Term, float]]) -> list[bindings.Unbound]:
    return [bindings.Unbound(term.word, how, term.is_name) for term, how in words]


def _agree(given: Answer, outcome: Outcome) -> bool:
    """Whether an outcome comes to what an answer says: the same value, whatever its sign, the same figures or names."""
    if not isinstance(outcome, Result):
        return False
    same = given.value is not None and outcome.value is not None and abs(Decimal(given.value)) == abs(outcome.value)
    figures = {used.figure.id for used in outcome.used} == {one.id for one in given.figures}
    return same or figures or bool(given.label and given.label == outcome.label)
