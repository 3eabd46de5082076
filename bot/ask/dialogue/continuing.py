"""A message that goes on from what was answered before it: by that, and by nothing that was said."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from bot.answer import Answer
from bot.ask.compose import Meant
from bot.ask.compute.about import led_by_source, with_workings
from bot.ask.dialogue.going_on import ABOUT, Thread, meanings
from bot.ask.dialogue.judging import Judge
from bot.ask.dialogue.naming import Named, named_in
from bot.ask.dialogue.session import Session
from bot.ask.evaluate.operations import evaluate
from bot.ask.language.claims import Claim, Kind
from bot.ask.language.followups import Relation, base_asked, goes_on_by_words, told_in
from bot.ask.language.order import unfit
from bot.ask.meaning import Lookup, Meaning, Selection, Share, selections
from bot.ask.meaning_json import to_json
from bot.ask.outcome import Dispute, Outcome, Result, Stop
from bot.ask.prove.finding import Verdict
from bot.ask.query import Query
from bot.ask.readings import composed
from bot.ask.say.readings import told_apart
from bot.ask.units import is_percent

_APART = frozenset((Relation.DIFFERENCE, Relation.CHANGE, Relation.RATIO))


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a message may mean, with what that comes to."""

    meaning: Meaning
    outcome: Outcome


class Continuation:
    """Answers a message by what was meant before it, the last at the end."""

    def __init__(self, session: Session, question: str, meant: Sequence[Meaning], refused: str = "") -> None:
        """`refused`: what was said in between and refused, which the message takes back."""
        self._session = session
        self._refused = refused
        self._question = question
        self._thread = Thread(meant, session.held())

    def answer(self, query: Query, claim: Claim | None, *, goes_on: bool) -> Answer | None:
        """None where it cannot be told what it means. `query` is the message without what it claims; `goes_on`: it is
        no complete question."""
        named = named_in(query, self._session, self._thread.last)
        words = query.norms
        asks_base = base_asked(query.text, query.sentence.tokens) is not None
        if named is None or (named.says_measure and asks_base):
            return self._of_other_measure(query) if goes_on or asks_base or goes_on_by_words(words) else None
        own = (self._session.lexicon.entry(of.indicator).words for of in selections(self._thread.last))
        if unfit(words, frozenset[str]().union(*own)) is not None:
            return None
        if not goes_on and (named.says_measure or not named.says_anything):
            return None
        mended = self._mended(named)
        if mended is None:
            return None
        named = mended
        try:
            found = self._meanings(named, is_claim=claim is not None)
        except Stop:
            return None
        answer = self._answered(found, named.told.relations & ABOUT)
        if answer is None or claim is None:
            return answer
        judged = Judge(self._session, query, goes_on=True).judged(claim, answer)
        # "Is that the most?" is not met by that alone, nor "is it lower than before?" by what is lowest.
        ranks = answer.computation is not None and answer.computation.operation in ("highest", "lowest")
        is_met = claim.kind is not Kind.EXTREME and not (claim.kind is Kind.ORDER and ranks)
        return answer if judged is None and is_met else judged

    def _mended(self, named: Named) -> Named | None:
        """A message that takes back what was refused asks what that asked, by what it names instead: how far apart two
        are, where that was asked. None where it asked what these words do not tell again."""
        words = [token.norm for token in self._session.parse(self._refused).sentence.tokens]
        asked = told_in(words, frozenset()).relations - {Relation.COUNT, Relation.LATEST, *ABOUT}
        if named.told.relations or not asked:
            return named
        if named.slots.denied or not asked <= _APART:
            return None  # What is taken back is no side of a comparison.
        return replace(named, told=replace(named.told, relations=asked))

    def _meanings(self, named: Named, *, is_claim: bool) -> list[Meaning]:
        """What the message means; the last meaning again, where it asks only about that."""
        told = named.told
        if is_claim and self._is_in_percent():
            named = replace(named, told=replace(told, relations=told.relations - {Relation.PERCENT}))
        about = {Relation.PERCENT} if is_claim else ABOUT if told.relations else set[Relation]()
        if (is_claim or told.relations) and not named.slots and not told.steps and told.relations <= about:
            return [self._thread.last]
        return meanings(self._thread, named)

    def _is_in_percent(self) -> bool:
        last = self._thread.last
        return isinstance(last, Lookup) and is_percent(self._session.lexicon.entry(last.of.indicator).indicator.unit)

    def _of_other_measure(self, query: Query) -> Answer | None:
        """The same members and time of another measure, where the message names one: "and the number of votes?"."""
        match self._thread.last:
            case Lookup(last) | Share((last,), _):
                pass
            case _:
                return None
        base = base_asked(query.text, query.sentence.tokens)
        of = self._measured(self._session.parse(base) if base else query, last)
        if of is None:
            return None
        meaning = Share((last,), of) if base else Lookup(of)
        outcome = evaluate(meaning, self._thread.held)
        result = outcome.withheld if isinstance(outcome, Dispute) else outcome
        composer, prose = self._session.composer(self._question), self._session.prose
        if not isinstance(result, Result):
            # What is asked for these members is not answered for all.
            return composed(meaning, outcome, composer, prose) if set(of.dimensions) & set(last.dimensions) else None
        if self._session.judge(query, meaning, result).verdict is not Verdict.PROVEN:
            return None
        return composed(meaning, outcome, composer, prose)

    def _measured(self, query: Query, last: Selection) -> Selection | None:
        """The figure of the one measure that a message names in full, for what else was spoken of."""
        readings = self._session.readings(query)
        best = readings[0] if readings else None
        if best is None or best.unexplained or not (best.says_label and best.is_named) or best.several is not None:
            return None
        if len(query.times) > 1 or len(query.statuses) > 1 or best.named or best.claimed:
            return None
        carried = {name: code for name, code in last.dimensions if code in best.shelf.codes.get(name, {})}
        return Selection(
            best.entry.indicator.id,
            tuple(sorted({**carried, **best.single}.items())),
            query.times[0].when.period if query.times else last.period,
            query.statuses[0] if query.statuses else last.statuses,
        )

    def _answered(self, found: Sequence[Meaning], about: Set[Relation]) -> Answer | None:
        """What these meanings come to: an answer, or a question back where several do."""
        meant = [_Meant(one, self._told(evaluate(one, self._thread.held), about)) for one in dict.fromkeys(found)]
        kept = [one for one in meant if isinstance(one.outcome, Result | Dispute)]
        composer, prose = self._session.composer(self._question), self._session.prose
        if len(kept) == 1 or (meant and not kept) or _come_to_one(kept):
            one = kept[0] if kept else meant[0]
            return composed(one.meaning, one.outcome, composer, prose)
        if not meant:
            return None
        words = told_apart([one.meaning for one in kept], prose)
        options = [
            Meant(said, to_json(one.meaning), one.outcome)
            for said, one in zip(words, kept, strict=True)
            if isinstance(one.outcome, Result)
        ]
        return composer.did_you_mean(options)

    def _told(self, outcome: Outcome, about: Set[Relation]) -> Outcome:
        """The outcome, led by its source or with its workings where that is asked for."""
        if not about or not isinstance(outcome, Result):
            return outcome
        return (led_by_source if Relation.SOURCE in about else with_workings)(outcome, self._session.prose)


def _come_to_one(meant: Sequence[_Meant]) -> bool:
    """Whether meanings come to one value, whichever is meant."""
    results = [one.outcome for one in meant if isinstance(one.outcome, Result)]
    return len(results) == len(meant) > 1 and len({(result.value, result.unit) for result in results}) == 1
