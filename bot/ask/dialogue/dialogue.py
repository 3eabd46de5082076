"""A message in its thread: a complete question, a follow-up on what was answered before it, or a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer
from bot.ask import conversation
from bot.ask.conversation import Conversation
from bot.ask.dialogue import memory
from bot.ask.dialogue.continuing import Continuation
from bot.ask.dialogue.judging import Judge, corrected, may_be_of
from bot.ask.dialogue.memory import Memory
from bot.ask.dialogue.session import Session
from bot.ask.language.amounts import Amount, is_unit
from bot.ask.language.claims import Claim, Kind, asks, claim_in, may_assert, premise_in
from bot.ask.language.followups import asks_how_many_that_is, asks_of_that, goes_on_by_words
from bot.ask.language.rows import words_of
from bot.ask.language.tags import without_tag
from bot.ask.meaning import selections
from bot.ask.meaning_json import from_json
from bot.ask.outcome import Missing
from bot.ask.prove.counts import NO_NUMBER, SHARES
from bot.ask.prove.numbers import speaks_of_numbers
from bot.ask.query import Query
from bot.ask.refuse import may_pick
from bot.ask.text import Token, tokenize
from bot.domain import Outcome


class Dialogue:
    """What is answered to a message, by what its thread remembers, and what the thread is to remember then."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def answer(self, question: str) -> Answer:
        """The answer to a message by itself."""
        session, claim = self._session, self._claim_in(question)
        if claim is None:
            return self._with_premise(question) or session.alone(question)
        return self._judged(claim, question) or self._unjudged(claim, question)

    def follow(
        self, question: str, last: Conversation | None, *, takes_back: bool = False
    ) -> tuple[Answer, Conversation | None]:
        """The answer in a thread, and what that is to remember. Nothing is taken up from before a refusal, unless the
        message takes back what was refused."""
        claim = self._claim_in(question)
        if claim is not None and claim.kind is Kind.AMOUNT and not claim.is_asked and self._goes_on(question, last):
            claim = None  # "Five years later?" states no amount; "more than half?" does.
        session = self._session
        query = session.parse(claim.asked if claim else question)
        before = memory.read(last.reading, session.prose.catalogue) if last is not None else Memory()
        if query.refusal is not None or session.is_dated(query):
            return self.answer(question), last
        goes_on = conversation.continues(query, session.readings(query))
        if (takes_back or not before.is_refused) and self._may_go_on(query, before, last):
            thread = Continuation(session, question, before.meant, before.refused or "")
            found = thread.answer(query, claim, goes_on=goes_on)
            if found is not None:
                return replace(found, question=question, asked=""), _after(found, "", before) or last
            if claim is not None and claim.kind is Kind.EXTREME and before.meant and last is not None and goes_on:
                # Of which it is the highest is not told by the words before.
                return self._without_words(question), last
        if last is not None and (goes_on or asks_how_many_that_is(query.norms)):
            return self._completed(question, query, last, before, claim)
        answer = self.answer(question)
        if goes_on and answer.outcome is Outcome.ABSTAINED:
            return answer, None
        leads_in = goes_on_by_words(query.norms)
        if leads_in and not self._stays_with(before, query, answer):
            return self._without_words(question), _refused(question, before)
        return answer, _after(answer, question, before) or Conversation(question)

    def _goes_on(self, question: str, last: Conversation | None) -> bool:
        """Whether each word of a message says how it goes on from what was answered, its numbers too."""
        before = memory.read(last.reading, self._session.prose.catalogue) if last is not None else Memory()
        query = self._session.parse(question)
        if before.is_refused or not self._may_go_on(query, before, last):
            return False
        found = Continuation(self._session, question, before.meant).answer(query, None, goes_on=False)
        return found is not None and found.outcome is Outcome.ANSWERED

    def _may_go_on(self, query: Query, before: Memory, last: Conversation | None) -> bool:
        """Whether a message may go on from what was answered. What is asked about that is told by its words, where it
        has them."""
        return bool(before.meant) and last is not None and not (last.question and conversation.is_about_the_last(query))

    def _completed(
        self, question: str, query: Query, last: Conversation, before: Memory, claim: Claim | None
    ) -> tuple[Answer, Conversation]:
        """The answer to a follow-up as a complete question. `query` is what it is about, where it claims something."""
        is_about = conversation.is_about_the_last(query)
        stands_for_nothing = last.reading is None or before.is_refused
        stands_for_nothing |= asks_how_many_that_is(query.norms)
        words = [token.norm for token in tokenize(last.question)]
        # "What share is that", where it was refused, asks of nothing any more.
        stands_for_it = conversation.stands_for_something(query) or (last.reading is None and asks_of_that(words))
        if not last.question or (stands_for_nothing and not is_about and stands_for_it):
            return self._without_words(question), _refused(question, before) if before.meant else last
        picks = may_pick(question, last)
        if not (is_about or picks) and claim is None and conversation.adds_nothing(query):
            return self._without_words(question), last
        whole = self._session.completed(last.question, query)
        judged = self._judged(replace(claim, asked=whole), whole) if claim is not None else None
        if claim is not None and claim.amount is not None and judged is None and query.content:
            # What the number was taken out of may be no more than a part of what is asked: "and on line 250?".
            whole = self._session.completed(last.question, self._session.parse(question))
        answer = replace(judged or self.answer(whole), question=question, asked=whole)
        if not is_about and not self._stays_with(before, query, answer):
            answer = self._without_words(question)
        elif not is_about and answer.unit in SHARES and speaks_of_numbers(query.norms):
            # The question before may speak of a share: what is asked now counts.
            refusal = self._session.composer(question).abstained(Missing("their number", NO_NUMBER), "a follow-up")
            answer = replace(refusal, asked=whole)
        if is_about:
            # What was refused has no source: to refuse it once more tells nothing of one.
            was_refused = self._session.alone(last.question).outcome is Outcome.ABSTAINED
            return self._without_words(question) if was_refused else answer, last
        refused = Conversation(whole, memory.written(Memory(before.meant, question)))
        return answer, _after(answer, whole, before) or refused

    def _stays_with(self, before: Memory, query: Query, answer: Answer) -> bool:
        """Whether an answer, or one to choose, is of what was spoken of before, where no other is named."""
        spoken_of = {of.indicator for meaning in before.meant for of in selections(meaning)}
        found = {name[1] for name in answer.names if name[0] == "indicators"}
        readings = [option.reading for option in answer.alternatives if option.reading]
        found |= {of.indicator for one in readings for of in selections(from_json(one))}
        if not spoken_of or not found or not spoken_of.isdisjoint(found):
            return True
        own = self._session.readings(query)
        return bool(own) and own[0].says_label and own[0].entry.indicator.id in found

    def _without_words(self, question: str) -> Answer:
        answer = self._session.composer(question).abstained(conversation.WITHOUT_WORDS, "a follow-up")
        return replace(answer, asked="")

    def _judged(self, claim: Claim, question: str) -> Answer | None:
        session, asked = self._session, claim.asked
        if claim.amount is not None and not may_be_of(claim.amount, session.lexicon):
            return None
        about = session.read_back(asked)
        if about.outcome is Outcome.ABSTAINED and claim.amount is not None:
            without = asked.replace(claim.unit, " ", 1) if claim.unit else asked
            told = session.read_back(without) if without != asked else about
            if is_unit(claim.unit, told.unit):
                asked, about = without, told
        judge = Judge(session, session.parse(asked))
        return judge.judged(claim, replace(about, question=question))

    def _unjudged(self, claim: Claim, question: str) -> Answer:
        """The answer to a claim that cannot be judged. What is missing is told of what it is about, and not of the
        words that ask whether it is so."""
        if claim.kind in (Kind.MOVE, Kind.ORDER) and (judged := self._judged(replace(claim, asked=question), question)):
            return judged
        answer = self._session.alone(question)
        # A number that may tell what is spoken of is no part of what is cut out.
        is_sure = claim.amount is None or claim.amount.is_said
        left = claim.asked if is_sure else claim.stated
        if answer.outcome is not Outcome.ABSTAINED or not claim.is_asked or not left:
            return answer
        about = self._session.alone(left)
        return replace(about, question=question) if about.outcome is Outcome.ABSTAINED else answer

    def _with_premise(self, question: str) -> Answer | None:
        """The answer to a question that sets out from a statement, which is corrected first where it does not hold."""
        parts = premise_in(question, tokenize(question))
        claim = self._claim_in(parts[0]) if parts else None
        premise = self._judged(claim, question) if claim else None
        if parts is None or premise is None or premise.claim is None or premise.claim.holds:
            return None
        answer, _ = self.follow(parts[1], _after(premise, "", Memory()))
        if answer.outcome is not Outcome.ANSWERED:
            return premise
        return corrected(premise, replace(answer, question=question, asked=None))

    def _claim_in(self, question: str) -> Claim | None:
        tokens = tokenize(question)
        body = without_tag(question, tokens)
        if body is not None:
            question, tokens = body, tokenize(body)
        if asks(tokens) or not may_assert(tokens):
            return None
        claim = claim_in(question, tokens, self._session.named(question, tokens), is_tagged=body is not None)
        return None if claim and claim.amount and self._is_code(claim.amount, tokens) else claim

    def _is_code(self, amount: Amount, tokens: Sequence[Token]) -> bool:
        """Whether a number stands where a code does, right after its dimension: "route 250"."""
        start = min(amount.words)
        kinds = frozenset[str]().union(*self._session.lexicon.dimension_words.values())
        if not start or amount.is_share or amount.unit or not tokens[start].stem[:1].isdecimal():
            return False
        before = tokens[start - 1]
        return before.stem in kinds and before.norm not in words_of("function_words", "word")


def _after(answer: Answer, question: str, before: Memory) -> Conversation | None:
    """What a thread remembers after an answer; None where nothing was answered that can be gone on from."""
    if answer.outcome is not Outcome.ANSWERED or answer.reading is None:
        return None
    return Conversation(question, memory.written(Memory([*before.meant, from_json(answer.reading)])))


def _refused(question: str, before: Memory) -> Conversation:
    """What a thread remembers of a message of which nothing can be told: it is no question to be completed."""
    return Conversation("", memory.written(Memory(before.meant, question)))
