"""Refusals: what is said when a question cannot be answered, and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from bot.answer import Answer
from bot.ask.bounds import bound_in
from bot.ask.compute.base import bases
from bot.ask.compute.bench import Bench
from bot.ask.conversation import Conversation
from bot.ask.grammar.shares import BASE_FIRST
from bot.ask.grammar.wording import AGE, DAY, EITHER_NUMBER, TOLD
from bot.ask.language.doubts import is_asked
from bot.ask.language.followups import gives_thanks, is_talk
from bot.ask.language.replies import is_polite, is_reply
from bot.ask.outcome import Choice, Dispute, Missing, Result, Stop
from bot.ask.prose import Prose
from bot.ask.query import Query
from bot.ask.reading import Reading
from bot.ask.replying import is_friendly, only_replies
from bot.ask.say.agreement import with_article
from bot.ask.select import figures_of
from bot.ask.text import Token, stem, tokenize
from bot.ask.units import is_share_like
from bot.ask.words import NO_PEOPLE, PEOPLE, PERCENT_UNITS, POINTS_UNITS, TIME_NOUNS
from bot.domain import Figure

_DAYLESS = frozenset({"lookup", "share", "change", "percent change", "difference", "sum"})
"""Operations whose answer is no date, and tells of none."""


def refuse(question: str, longest: int) -> Missing | None:
    """A refusal of text that is no question at all: empty, without a word, too long, thanks, or yes or no alone."""
    if len(question) > longest:
        return Missing("", f"That is too long for a question about a figure; ask it in up to {longest} characters.")
    if not any(unicodedata.category(character)[0] in "LN" for character in question):
        return _AT_SERVICE if is_courtesy(question) else _ASK
    if is_courtesy(question):
        return _AT_SERVICE
    return _ASK if is_reply([token.norm for token in tokenize(question)]) else None


def is_courtesy(question: str) -> bool:
    """Whether a message only thanks, greets or cheers, in words or with an emoji, and asks nothing."""
    tokens = tokenize(question)
    words = [token.norm for token in tokens]
    if not words:
        return any(unicodedata.category(character) == "So" for character in question)
    if is_asked(question, words):
        return False
    return is_talk(words) or gives_thanks(question, tokens) or (is_reply(words) and is_polite(words))


def replied(query: Query, vocabulary: Container[str]) -> Missing | None:
    """A refusal of a yes or no to somebody, whatever is said with it; `vocabulary` are the ledger's stems."""
    if not only_replies(query, vocabulary):
        return None
    return _AT_SERVICE if is_friendly(query) else _ASK


NO_QUESTION = "no question"
"""What a message that asks nothing is understood as."""
_ASK = Missing("", "Ask for a figure in words, for example by what it counts, for whom and when.")
_AT_SERVICE = Missing("", "Glad to help. Ask whenever you need a figure.")


def is_thanked(answer: Answer) -> bool:
    """Whether an answer only meets thanks and the like."""
    return answer.understood_as == NO_QUESTION and answer.text == _AT_SERVICE.sentence


def may_pick(question: str, last: Conversation | None) -> bool:
    """Whether a bare yes or no is a word for what a thread has just asked back or answered: "no?" after the share that
    said yes."""
    words = [token.norm for token in tokenize(question)]
    if last is None or not is_reply(words) or is_polite(words):
        return False
    return last.reading is None or question.rstrip().endswith("?")


def is_percent_or_points(unit: str | None) -> bool:
    return (unit or "").lower() in PERCENT_UNITS | POINTS_UNITS


def doubted(bench: Bench, result: Result) -> Missing | None:
    """A refusal where the question states a number that the figures do not bear out."""
    if bench.query.counts_things and is_percent_or_points(result.unit) and result.used:
        sentence = f"That asks for a count, but we hold shares: {result.sentence}"
        return _found_else("the counts", sentence, result)
    if _counts_others(bench, result):
        sentence = f"That asks how many people, but we hold how many {result.unit}: {result.sentence}"
        return _found_else("how many people", sentence, result)
    tokens = bench.query.sentence.tokens
    stated = [token for index, token in enumerate(tokens) if bench.reading.claimed >> index & 1]
    repeated = any(Decimal(token.stem) == result.value for token in stated)
    if repeated and BASE_FIRST.match(bench.query.sentence.joined):
        sentence = f"That asks how many of a base, and we hold only the base: {result.sentence}"
        return _found_else("a part of that base", sentence, result)
    if repeated and TOLD.search(bench.query.sentence.joined):
        sentence = f"That tells one figure to ask for another, and we find only this one: {result.sentence}"
        return _found_else("another figure", sentence, result)
    if DAY.search(bench.query.sentence.joined) and result.operation in _DAYLESS:
        sentence = f"We hold no such date, only this: {result.sentence}"
        return _found_else("that date", sentence, result)
    if not stated:
        return None
    held = {abs(figure.value) for figure in figures_of(result.used)}
    held |= {abs(result.value)} if result.value is not None else set()
    held.update(map(abs, result.stated))
    held.update(_ages(bench))
    held.update(_wholes(bench))
    held.update(whole.value for one in result.used for parts in bases(bench, one) for whole in parts.whole.figures)
    counts = {Decimal(len(result.used)), Decimal(len({one.figure.period for one in result.used}))}
    wrong = [
        token.text
        for token in stated
        if Decimal(token.stem) not in held and not (Decimal(token.stem) in counts and _may_count(bench, token))
    ]
    if not wrong or (len(wrong) < len(stated) and EITHER_NUMBER.search(bench.query.sentence.joined)):
        return None
    words = " and ".join(wrong)
    sentence = f"We hold no {words} there, but this: {result.sentence}"
    return _found_else(words, sentence, result)


def _found_else(words: str, sentence: str, result: Result) -> Missing:
    """A refusal whose sentence holds that of what was found."""
    figures = figures_of(result.used)
    return Missing(words, sentence, figures, figures)


def doubted_whatever(bench: Bench, dispute: Dispute) -> Missing | None:
    """The same for a figure that is disputed: what none of its rivals would bear out is refused, and all are told."""
    result = dispute.withheld
    if not isinstance(result, Result) or result.expression is not None:
        return None
    held = "; ".join(map(bench.held, result.used))
    return doubted(bench, replace(result, sentence=f"{held[:1].upper()}{held[1:]}."))


def unbounded(bench: Bench, choice: Choice) -> Missing | None:
    """A refusal where the question sets a bound ("under 25"), or has a number, that none of the figures to choose from
    has to do with."""
    bound = bound_in(bench.query.sentence)
    if bound is not None and bound.mask & bench.reading.claimed:
        words = bench.query.sentence.words(bound.mask)
    else:
        held = {*(abs(figure.value) for figure in choice.figures), *_ages(bench), Decimal(len(choice.figures))}
        claimed = bench.reading.claimed
        stated = [token for place, token in enumerate(bench.query.sentence.tokens) if claimed >> place & 1]
        unnamed = [token for token in stated if token.stem not in bench.lexicon.vocabulary]
        words = " and ".join(token.text for token in unnamed if Decimal(token.stem) not in held)
    if not words:
        return None
    return Missing(words, f"We hold nothing on “{words}” for {with_article(bench.indicator.label)}.", choice.figures)


def _may_count(bench: Bench, number: Token) -> bool:
    """Whether a number may tell of how many figures there are: a single one does before what it counts ("1 town"), or
    as a word ("which one"), and part of a date ("1/1") never does."""
    tokens, text = bench.query.sentence.tokens, bench.query.text
    if text[number.end : number.end + 1] == "/" or text[: number.start].endswith("/"):
        return False
    if Decimal(number.stem) != 1 or number.norm.isalpha():
        return True
    after = tokens[tokens.index(number) + 1 :][:1]
    kinds = frozenset(TIME_NOUNS).union(*(bench.lexicon.dimension_words.get(key, ()) for key in bench.shelf.codes))
    return any(token.stem in kinds for token in after)


def _counts_others(bench: Bench, result: Result) -> bool:
    """Whether people are to be counted, and what is counted cannot be people."""
    if not PEOPLE & set(bench.query.counted) or stem((result.unit or "").split(" ")[-1]) not in NO_PEOPLE:
        return False
    entry = bench.reading.entry
    return PEOPLE.isdisjoint(entry.words | entry.base_words)


def _wholes(bench: Bench) -> Iterator[Decimal]:
    """What the counts of all codes add up to, of a dimension whose codes make up a whole: "of the 120 seats"."""
    unit, bound = bench.indicator.unit, bench.reading.bound
    if unit is None or is_share_like(unit) or len(bound) != 1:
        return
    dimension = next(iter(bound))
    if bench.catalogue.dimensions[dimension].whole:
        with suppress(Stop):
            yield sum((one.figure.value for one in bench.along(dimension, {}).values()), Decimal(0))


def _ages(bench: Bench) -> Iterator[Decimal]:
    """The age that the question mentions by the way, where a figure of the ledger has it in that unit of time."""
    match = AGE.search(bench.query.sentence.joined)
    if match is None:
        return
    for indicator in bench.catalogue.indicators.values():
        shelf = bench.shelf_of(indicator.id) if (indicator.unit or "").startswith(match["unit"]) else None
        for figures in bench.figures(shelf.rows).values() if shelf is not None else ():
            yield from (figure.value for figure in figures)


def unexplained(query: Query, reading: Reading | None, prose: Prose, nearest: tuple[Figure, ...]) -> Missing:
    """The refusal that names the words no reading explains."""
    mask = reading.unexplained if reading else query.content
    words = query.sentence.words(mask)
    if not words:
        return Missing("", "Say which figure you mean: what it counts, for whom and when.", nearest)
    if reading is not None and nearest:
        label = prose.label(reading.entry.indicator.id)
        return Missing(words, f"We don't hold that: nothing on “{words}” for {with_article(label)}.", nearest)
    return Missing(words, f"We don't hold that: the ledger has nothing on “{words}”.", nearest)
