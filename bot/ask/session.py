"""One question's way: parsed, read by phrases, or by what was learned, and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.answer import Answer
from bot.ask import conversation, keydates, pairs, stories, talk
from bot.ask.asked import scope_mask
from bot.ask.cells import Shelf
from bot.ask.clauses import Clause, clause_in, codes_of
from bot.ask.compose import Composer, told_by
from bot.ask.denied import in_one_word
from bot.ask.evaluate.held import Held
from bot.ask.inquiry import Inquiry, combined
from bot.ask.knowledge import Knowledge
from bot.ask.language.rows import words_of
from bot.ask.language.talk import is_of_talk, without_talk
from bot.ask.lexicon import Lexicon
from bot.ask.meaning import Meaning
from bot.ask.named_sources import with_sources
from bot.ask.names import dated_words, labels_in, mentions, named_words, union
from bot.ask.outcome import Dispute, Missing, Result
from bot.ask.parse import MAX_CHARACTERS, in_thousands, parse
from bot.ask.prose import Prose
from bot.ask.prove.finding import Finding
from bot.ask.prove.tolerance import Tolerance
from bot.ask.proving import judged_meaning
from bot.ask.query import Mask, Query, Sentence
from bot.ask.read_back import read_back
from bot.ask.reading import Reading
from bot.ask.refuse import NO_QUESTION, is_percent_or_points, refuse, replied
from bot.ask.replying import goes_on
from bot.ask.scope import scoped
from bot.ask.select import by_rivals
from bot.ask.style import HouseStyle
from bot.ask.talk import SMALL_TALK
from bot.ask.text import Token, tokenize
from bot.ask.when import read_times
from bot.ask.words import FILLER, IDLE
from bot.domain import Figure, Outcome
from bot.search.index import SearchIndex
from bot.store.reader import Reader
from bot.zones import day_in

_SMALL = 200
"""With no more indicators than this all are read: nothing can be overlooked, and a search would not be faster."""
_PROPOSED = 4
"""How many indicators the search proposes."""
_ROOM = 2_000
"""How many series are laid out for one question."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a desk answers by, whoever asks and when. `search` is None where what it finds may not be shown."""

    style: HouseStyle
    zone: str
    tolerance: Tolerance | None
    search: SearchIndex | None


class DeskSession:
    """One call to the desk: a reader at one moment, and the ledger's words at its revision. As
    `bot.ask.dialogue.session.Session` wants it."""

    def __init__(
        self, setup: Setup, known: Knowledge, reader: Reader, now: datetime, as_of: date | None, *, reads_back: bool
    ) -> None:
        """`reads_back`: answers have the meaning of what phrases answered, where one comes to the same."""
        self._reader = reader
        self._known = known
        self._prose = Prose(known.catalogue, setup.style)
        self._search = setup.search
        self._now = now
        self._zone = setup.zone
        self._today = day_in(now, setup.zone)
        self._clock = keydates.Clock(now, setup.zone)
        self._as_of = as_of
        self._offers = True
        self._reads_back = reads_back
        self._tolerance = setup.tolerance
        self._figures_read: dict[tuple[int, ...], list[Figure]] = {}
        self._proposed: dict[tuple[str, ...], list[str]] = {}
        self._answered: dict[tuple[str, bool], Answer] = {}

    def read_back(self, question: str) -> Answer:
        """The same, with the meaning that was answered."""
        before, self._reads_back = self._reads_back, True
        try:
            return self.alone(question)
        finally:
            self._reads_back = before

    @property
    def lexicon(self) -> Lexicon:
        return self._known.lexicon

    @property
    def prose(self) -> Prose:
        return self._prose

    @property
    def now(self) -> datetime:
        return self._now

    def alone(self, question: str) -> Answer:
        """The answer to a complete question; where there is none, to what is left of it without talk. A claim may ask
        for the same twice."""
        key = question, self._reads_back
        found = self._answered.get(key)
        if found is None:
            found = self._answered[key] = self._alone(question)
        return found

    def _alone(self, question: str) -> Answer:
        answer = self._read(question)
        if answer.outcome is not Outcome.ABSTAINED or answer.understood_as == NO_QUESTION:
            return answer
        spelt = self._spelt_out(question)
        left = without_talk(spelt, tokenize(spelt), self._is_known) or spelt
        found = self._read(left) if left != question else answer
        return answer if found.outcome is Outcome.ABSTAINED else replace(found, question=question)

    def refusal(self, question: str, *, follows: bool = False) -> Missing | None:
        """The refusal of a message that asks nothing; one that `follows` may ask something of what was answered."""
        refusal = refuse(question, MAX_CHARACTERS)
        if refusal is not None:
            return refusal
        query = self.parse(question)
        refusal = replied(query, self._known.lexicon.vocabulary)
        asks = refusal and follows and goes_on(query, self.named(question, query.sentence.tokens))
        return None if asks else refusal

    def _spelt_out(self, question: str) -> str:
        """A question with acronyms of the ledger's labels in full, where they are no words themselves."""
        acronyms, place, parts = self._known.lexicon.acronyms, 0, []
        for token in tokenize(question):
            spelt = acronyms.get(token.norm)
            if spelt is not None and (token.text.isupper() or not self._known.is_word(token.norm)):
                parts += [question[place : token.start], spelt]
                place = token.end
        return "".join((*parts, question[place:]))

    def _is_known(self, token: Token) -> bool:
        return token.stem in self._known.lexicon.vocabulary and token.stem not in FILLER

    def _read(self, question: str) -> Answer:
        """What phrases say, or else what was learned proposes and the rules prove."""
        answer, query = self._phrased(question)
        if query is None or self._tolerance is None:
            return answer
        # Among several indicators what phrases answer or ask back is told by the ledger's own names, against which no
        # likelihood stands. Within one table both readings count: either may be proven where the other is not.
        if answer.outcome is not Outcome.ABSTAINED and len(self._known.catalogue.indicators) > 1:
            return answer
        return self._interpreted(query, self._tolerance, answer) or answer

    def composer(self, question: str, *, reads_back: bool = True) -> Composer:
        """`reads_back`: what is answered is to be read back; an answer to a meaning has its reading."""
        composer = partial(Composer, question, self._prose, self._known.withdrawals, self._zone, self._leads_to)
        return composer(self._reading_of) if reads_back else composer()

    def _reading_of(self, result: Result) -> Mapping[str, Any] | None:
        # What was known on a day is no meaning: whoever evaluated it would get today's figure.
        if not self._reads_back or not self._offers or self._as_of is not None:
            return None
        return read_back(result, self.held())

    def held(self) -> Held:
        return Held(self._prose, self.shelf, self._figures, self._as_of, self._known.lexicon.derived_from)

    def shelf(self, indicator: str) -> Shelf | None:
        return self._known.shelf(self._reader, indicator)

    def judge(self, query: Query, meaning: Meaning, result: Result) -> Finding:
        """What the rules find of the result of a meaning."""
        return judged_meaning(query, self._known.lexicon, self.shelf, meaning, result)

    def readings(self, query: Query) -> Sequence[Reading]:
        return self._inquiry(query).readings

    def named(self, question: str, tokens: Sequence[Token]) -> frozenset[int]:
        """The places of words that belong to times, or to names of the ledger."""
        sentence, lexicon = Sentence.of(tuple(tokens)), self._known.lexicon
        names = named_words(lexicon, sentence) | dated_words(lexicon, sentence) | union(mentions(lexicon, sentence))
        thousands = in_thousands(tokens)
        times = read_times(sentence.joined, self._today, lambda start, end: bool(sentence.mask(start, end) & thousands))
        for when in times.named:
            names |= sentence.mask(when.start, when.end)
        if times.as_of_range is not None:
            names |= sentence.mask(*times.as_of_range)
        told = self.parse(question)
        names |= told.source_words if told.sentence.tokens == sentence.tokens else 0
        names |= self._label_words(told, tokens)
        labels = {stem_ for label in labels_in(lexicon, sentence) for stem_ in (one.stem for one in tokenize(label))}
        return frozenset(
            place for place, token in enumerate(sentence.tokens) if names >> place & 1 or token.stem in labels
        )

    def _label_words(self, query: Query, tokens: Sequence[Token]) -> Mask:
        """The words for an order that are part of what is measured: the morning peak, the highest temperature."""
        order, known = words_of("order", "word"), self._known.lexicon.vocabulary
        places = [place for place, token in enumerate(tokens) if token.norm in order and token.stem in known]
        readings = self.readings(query) if places else ()
        if not readings or not readings[0].says_label:
            return 0
        own = readings[0].entry.words
        return sum(1 << place for place in places if tokens[place].stem in own)

    def _interpreted(self, query: Query, tolerance: Tolerance, phrased: Answer) -> Answer | None:
        """What was learned makes of a question that phrases do not answer; None where it is no better than theirs."""
        # Most questions are read by phrases, and a command that asks one need not wait for numpy and the weights.
        from bot.ask.interpret import Interpreter, can_be_read, spelt

        indicators = self._narrowed(query)
        # No reading says as of which day it is meant: whoever picked it would get today's figure.
        if not indicators or query.as_of != self._as_of:
            return None
        read = self._reader, self._figures, indicators, self._prose.style
        labels, among = self._known.labels(*read)
        question, composer = spelt(query.text, labels), self.composer(query.text, reads_back=False)
        if question != query.text:
            query = self.parse(question)
        told = scoped(query, scope_mask(self._known.lexicon, query))
        if not can_be_read(question, told.idle, labels, tolerance.of(among)):
            return None
        interpreter = Interpreter(self._known.frame(*read), self.held(), partial(self.judge, query), told)
        if phrased.outcome is Outcome.ANSWERED:
            return interpreter.doubts(question, phrased, composer, tolerance)
        answer = interpreter.answer(question, composer, tolerance)
        asks_back = phrased.outcome is Outcome.AMBIGUOUS
        return None if answer is None or (asks_back and answer.outcome is not Outcome.ANSWERED) else answer

    def _narrowed(self, query: Query) -> tuple[str, ...]:
        """Of the indicators that may be meant, those whose labels say most of the question, as far as there is room."""
        said = frozenset(query.stems)
        lexicon, kept, room = self._known.lexicon, list[str](), _ROOM
        told = sorted(self._candidates(query), key=lambda id_: -len(said & lexicon.entry(id_).words))
        for indicator in told:
            shelf = self._known.shelf(self._reader, indicator)
            if shelf is not None and len(shelf.rows) <= room:
                kept.append(indicator)
                room -= len(shelf.rows)
        return tuple(sorted(kept))

    def _by_phrases(self, question: str) -> Answer:
        return self._phrased(question)[0]

    def _phrased(self, question: str) -> tuple[Answer, Query | None]:
        """What phrases say, with the question as it was parsed; without it where no figure is asked for: no question, a
        date, or what figures cannot answer."""
        composer = self.composer(question)
        refusal = self.refusal(question)
        if refusal is not None:
            return composer.abstained(refusal, NO_QUESTION), None
        query = self.parse(question)
        dated = stories.answer(query, self._known.lexicon, self._prose)
        dated = dated or keydates.answer(query, self._known.lexicon, self._prose, self._clock)
        if dated is not None:
            return dated, None
        if query.refusal is not None:
            return composer.abstained(Missing("", query.refusal), "nothing that figures can answer"), None
        return self._of_figures(query, question, composer), query

    def _of_figures(self, query: Query, question: str, composer: Composer) -> Answer:
        clause = clause_in(query, self._known.lexicon)
        if clause is not None:
            return self._of_clause(clause, question, composer)
        answer = self._inquiry(query).answer(composer)
        if answer.outcome is Outcome.ANSWERED:
            return answer
        if answer.outcome is Outcome.AMBIGUOUS:
            return self._of_antecedent(question) or answer
        return self._of_pair(query, composer) or self._without_talk(question) or answer

    def _without_talk(self, question: str) -> Answer | None:
        """The answer to the one question of a message, without the small talk around it."""
        alone = talk.question_alone(question)
        if alone is None or self._is_more_than_talk(question, alone):
            return None
        if labels_in(self._known.lexicon, self.parse(question.replace(alone, " ", 1)).sentence):
            return self._of_antecedent(question)
        answer = self._by_phrases(alone)
        return None if answer.outcome is Outcome.ABSTAINED else replace(answer, question=question)

    def _is_more_than_talk(self, question: str, alone: str) -> bool:
        """Whether what stands around the one question of a message has words that are of no talk, and none of its own:
        they may narrow a figure down."""
        said = {token.stem for token in tokenize(alone)}
        around = tokenize(question.replace(alone, " ", 1))
        small = Sentence.of(around).matches(SMALL_TALK)
        return not is_of_talk(
            [
                token
                for place, token in enumerate(around)
                if not (small >> place & 1 or token.stem in said or token.norm in IDLE)
            ]
        )

    def _of_antecedent(self, question: str) -> Answer | None:
        """The answer where the question says "its" of the one code that the talk before it names."""
        alone = talk.question_alone(question)
        if alone is None or not talk.has_pronoun(alone) or self._is_more_than_talk(question, alone):
            return None
        labels = labels_in(self._known.lexicon, self.parse(question.replace(alone, " ", 1)).sentence)
        answers = [self._by_phrases(talk.with_name(alone, label)) for label in labels]
        held = [answer for answer in answers if answer.outcome is not Outcome.ABSTAINED]
        return replace(held[0], question=question) if len(held) == 1 else None

    def _of_clause(self, clause: Clause, question: str, composer: Composer) -> Answer:
        """The answer about the code that a clause stands for; asks back where it stands for several."""
        found = self._inquiry(self.parse(clause.question)).first()
        codes = codes_of(clause, found.bench, found.outcome) if found is not None else []
        if isinstance(codes, Dispute):
            return composer.disputed(codes.between, clause.question)
        asked = [clause.asked_of(self._prose.code(clause.dimension, code)) for code, _ in codes]
        # Which codes they are tells of the figures that they were found by.
        told = {figure.id for _, figure in codes}
        if found is not None and clause.number is None and isinstance(found.outcome, Result):
            told.update(told_by(found.outcome))
        if len(asked) == 1:
            return replace(self._by_phrases(asked[0]), question=question).telling(told)
        singles = [self._inquiry(self.parse(one)).single() for one in asked]
        disputed = by_rivals(
            one for found in singles if found and isinstance(found.outcome, Dispute) for one in found.outcome.between
        )
        if disputed:
            return composer.disputed(list(disputed.values()), " | ".join(asked))
        results = [one.outcome for one in singles if one is not None and isinstance(one.outcome, Result)]
        if len(results) < 2:
            noun = self._prose.dimension(clause.dimension)
            sentence = f"Say which {noun} you mean: we hold nothing that tells it by “{clause.question}”."
            return composer.abstained(Missing(clause.question, sentence), f"a {noun} by “{clause.question}”")
        between = self._prose.dimension(clause.dimension)
        return composer.ambiguous(between, [], results, " | ".join(asked)).telling(told)

    def is_dated(self, query: Query) -> bool:
        """Whether a question is answered with a date by its own words: it is complete, however few they are."""
        dated = keydates.answer(query, self._known.lexicon, self._prose, self._clock)
        return dated is not None and dated.outcome is Outcome.ANSWERED

    def completed(self, last: str, query: Query) -> str:
        """A follow-up as a complete question."""
        before = self.parse(last)
        readings = self.readings(before)
        return conversation.completed(before, readings[0] if readings else None, query, self._known.lexicon)

    def _of_pair(self, query: Query, composer: Composer) -> Answer | None:
        """The answer to a question about two figures, where it is one and both are held."""
        for form in pairs.taken_apart(query):
            left, right = (self._inquiry(self.parse(side)).single() for side in (form.left, form.right))
            if left is None or right is None:
                continue
            outcome, words = combined(query, form.kind, left, right), f"{form.kind}: {form.left} | {form.right}"
            result = outcome.withheld if isinstance(outcome, Dispute) else outcome
            if not isinstance(result, Result) or (query.counts_things and is_percent_or_points(result.unit)):
                continue
            if isinstance(outcome, Dispute):
                return composer.disputed(outcome.between, words)
            return composer.answered(result, words)
        return None

    def _leads_to(self, question: str, figure: Figure) -> bool:
        """Whether another question, asked by itself, is answered by this figure alone."""
        if not self._offers:  # What is asked to find that out needs no offers of its own.
            return False
        as_of, self._as_of, self._offers = self._as_of, None, False
        try:
            answer = self._by_phrases(question)
        finally:
            self._as_of, self._offers = as_of, True
        return answer.outcome is Outcome.ANSWERED and [one.id for one in answer.figures] == [figure.id]

    def parse(self, question: str) -> Query:
        lexicon, speller = self._known.lexicon, self._known.speller
        text = in_one_word(question, lexicon.code_forms)
        query = parse(text, self._today, lambda sentence: named_words(lexicon, sentence), speller.correct)
        if text != question:
            query = replace(query, text=question)
        query = with_sources(query, lexicon)
        return query if self._as_of is None else replace(query, as_of=self._as_of)

    def _inquiry(self, query: Query) -> Inquiry:
        return Inquiry(query, self._reader, self._known, self._prose, self._candidates(query), self._figures)

    def _figures(self, series: Sequence[int]) -> list[Figure]:
        """The figures of some series, which are read once a question, however often it is gone over."""
        key = tuple(series)
        found = self._figures_read.get(key)
        if found is None:
            found = self._figures_read[key] = self._reader.figures(key)
        return found

    def _candidates(self, query: Query) -> Iterable[str]:
        """The indicators that the question may mean: in a large ledger, those that the search proposes."""
        indicators = self._known.catalogue.indicators
        if self._search is None or len(indicators) <= _SMALL:
            return indicators
        stems = tuple({token.stem: None for token in query.sentence.tokens if token.stem not in FILLER})
        found = self._proposed.get(stems)
        if found is None:
            found = self._search.candidates(self._reader, self._known.lexicon, self._now, stems, _PROPOSED)
            self._proposed[stems] = found
        return found
