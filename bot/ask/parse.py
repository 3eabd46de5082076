"""Question text to Query: cues, times, statuses, and the words that the ledger will have to explain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.ask.axis import axis_of, counted_in
from bot.ask.bounds import bound_in
from bot.ask.cues import cues_in, settle
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.cues import CUES
from bot.ask.grammar.order import LAST, NUMBER_WORDS, RANK, RANKED, RANKS, TOP
from bot.ask.grammar.patterns import LOW
from bot.ask.grammar.shares import BY_SHARE
from bot.ask.grammar.statuses import AROUND_STATUS, BOTH, EARLIER, NOT_YET_FINAL, STATUS_IDIOM, STATUS_WORDS, WHEN_OUT
from bot.ask.grammar.unanswerable import refusal
from bot.ask.grammar.wording import (
    ANSWER,
    BOUND,
    COMPARED_WITH_NUMBER,
    EMPHASIS,
    HOW_IT_ENDED,
    LIGHT,
    NOT_ONLY,
    OUTCOME_CHANGED,
    PART_OF_YEAR,
    PHRASAL,
    PRONOUN,
    RELATION,
    RULED_OUT,
    RULED_OUT_COUNT,
)
from bot.ask.language.negation import only_asks_to_agree
from bot.ask.language.requests import Request, asks_how_far_revised, requests_in
from bot.ask.language.rows import words_of
from bot.ask.query import Mask, Query, Sentence, TimeWords
from bot.ask.talk import SMALL_TALK, main_part
from bot.ask.text import Token, is_below_zero, stem, tokenize
from bot.ask.when import read_times
from bot.ask.words import ABBREVIATIONS, STRUCTURE, TIME_NOUNS, is_filler
from bot.domain import Status

MAX_CHARACTERS = 1000
_LONGEST_ACRONYM = 4
_NO_TOP = "A top or bottom is counted from 1 up: ask for the top 3, for example."
_REQUESTS = (
    (Cue.RANGE, (Request.RANGE,)),
    (Cue.FIRST_TIME, (Request.FIRST,)),
    (Cue.OVERTAKES, (Request.OVERTAKES, Request.OVERTAKEN)),
    (Cue.REVISED, (Request.REVISED,)),
)
_MEASURES = tuple((cue, words) for cue, words in CUES if cue in (Cue.POINTS, Cue.PERCENT, Cue.COUNT))

Names = Callable[[Sentence], Mask]
"""The words of a sentence that are part of a name of several words in the ledger."""


def parse(text: str, today: date, names: Names, correct: Callable[[Token], str | None]) -> Query:
    """Read a question.

    `names` marks the words inside longer names that the ledger knows, so that "the 2019 review" is not read as a year;
    `correct` gives the ledger's spelling of a word that is in no vocabulary, or None.
    """
    main, glossed = main_part(text[:MAX_CHARACTERS])
    tokens, corrections = _corrected(tokenize(main), correct)
    sentence = Sentence.of(tokens)
    named = names(sentence)
    no_years = named | in_thousands(tokens)
    times = read_times(sentence.joined, today, lambda start, end: _inside(sentence.mask(start, end), no_years))
    time_words = tuple(TimeWords(when, sentence.mask(when.start, when.end)) for when in times.named)
    as_of_words = sentence.mask(*times.as_of_range) if times.as_of_range else 0
    names_in_capitals = _names(tokens)
    cues = cues_in(sentence, names_in_capitals)
    early = sentence.matches(NOT_YET_FINAL)
    statuses, status_words, negated = _statuses(sentence, as_of_words, early)
    idioms = sentence.matches(STATUS_IDIOM) | early
    _cancel(sentence, cues, negated)
    agreed = cues.pop(Cue.NOT, 0) if only_asks_to_agree([token.norm for token in tokens]) else 0
    settle(sentence, cues)
    below_zero = sum(1 << place for place, token in enumerate(tokens) if is_below_zero(main, token))
    rank, top, order_words = _order(sentence, cues, sum(time.mask for time in time_words) | below_zero)
    axis = axis_of(sentence, cues)
    _add_requests(sentence, cues, asks_when=Cue.DATE in cues or any(stem_ in TIME_NOUNS for stem_ in axis))
    grammatical = (
        agreed | as_of_words | status_words | order_words | sentence.matches(BOUND) | sentence.matches(OUTCOME_CHANGED)
    )
    for mask in cues.values():
        grammatical |= mask
    content = names_in_capitals
    for index, token in enumerate(tokens):
        if not is_filler(token):
            content |= 1 << index
    ended = HOW_IT_ENDED.search(sentence.joined)
    how_it_ended = sentence.mask(*ended.span("ended")) if ended else 0
    content |= sentence.matches(PHRASAL) & ~(sentence.matches(PRONOUN) | how_it_ended)
    content |= sentence.matches(NOT_ONLY)
    for match in ANSWER.finditer(sentence.joined):
        content |= sentence.mask(*match.span("a" if match["a"] else "b"))
    small_talk = sentence.matches(SMALL_TALK) | sentence.matches(LIGHT)
    content |= _relations(sentence, as_of_words)
    for match in PART_OF_YEAR.finditer(sentence.joined):
        content |= sentence.mask(match.start("part"), match.end("part"))
    for time in time_words:
        content |= time.mask & ~_structural(tokens)
    return Query(
        text=text,
        sentence=sentence,
        cues=cues,
        content=content & ~(grammatical | small_talk),
        times=time_words,
        span=times.span,
        as_of=times.as_of,
        as_of_words=as_of_words,
        statuses=statuses,
        status_words=status_words,
        idiom_words=idioms,
        axis=axis,
        counted=counted_in(sentence),
        glossed=glossed or (Cue.DEFINITION in cues and Cue.COUNT in cues),
        rank=rank,
        top=top,
        refusal=refusal(sentence.joined) or (_NO_TOP if _top_count(sentence) & below_zero else None),
        corrections=corrections,
    )


def _add_requests(sentence: Sentence, cues: dict[Cue, Mask], *, asks_when: bool) -> None:
    """What is asked for by wordings that have a row. "First" is a time where it is asked when something was passed."""
    words = [token.norm for token in sentence.tokens]
    passed = Cue.MORE in cues or Cue.LESS in cues or bound_in(sentence) is not None
    for cue, means in _REQUESTS:
        if cue is Cue.FIRST_TIME and not (asks_when and passed):
            continue
        if cue is Cue.REVISED and not asks_how_far_revised(words):
            continue
        for one in requests_in(words, *means):
            cues[cue] = cues.get(cue, 0) | (1 << one.end) - (1 << one.start)
    if Cue.REVISED in cues:
        revisions = words_of("revisions", "word")
        cues[Cue.REVISED] |= sum((word in revisions) << place for place, word in enumerate(words))


def in_thousands(tokens: Sequence[Token]) -> Mask:
    """The numbers that are written as no year is: 2,100."""
    return sum(1 << place for place, token in enumerate(tokens) if "," in token.text)


def _structural(tokens: tuple[Token, ...]) -> Mask:
    mask = 0
    for index, token in enumerate(tokens):
        mask |= (token.stem in STRUCTURE) << index
    return mask


def _inside(part: Mask, whole: Mask) -> bool:
    return part & whole == part


def _corrected(
    tokens: tuple[Token, ...], correct: Callable[[Token], str | None]
) -> tuple[tuple[Token, ...], tuple[tuple[str, str], ...]]:
    fixed: list[Token] = []
    corrections: list[tuple[str, str]] = []
    for token in tokens:
        meant = ABBREVIATIONS.get(token.norm)
        if meant is not None:
            fixed.append(Token(token.text, meant, stem(meant), token.start, token.end))
            continue
        better = correct(token)
        if better is None:
            fixed.append(token)
        else:
            replaced = tokenize(better)[0]
            fixed.append(Token(token.text, replaced.norm, replaced.stem, token.start, token.end))
            corrections.append((token.text, better))
    return tuple(fixed), tuple(corrections)


def _names(tokens: tuple[Token, ...]) -> Mask:
    """The words that stand in capitals as names of a few letters do ("TOP"), in a sentence that does not shout."""
    names = shouted = 0
    for index, token in enumerate(tokens):
        shouted += token.text.isupper() and len(token.text) > 1
        names |= (token.is_name_like and _is_acronym(token)) << index
    return names if shouted * 2 <= len(tokens) else 0


def _is_acronym(token: Token) -> bool:
    text = token.text.replace("’", "'").removesuffix("'s")
    if not (1 < len(text) <= _LONGEST_ACRONYM and text.isalpha() and text.isupper()):
        return False
    return token.norm not in EMPHASIS


def _statuses(sentence: Sentence, as_of_words: Mask, early: Mask) -> tuple[tuple[frozenset[Status], ...], Mask, Mask]:
    """The statuses named, in order; the words that name any; and those of one that is ruled out ("not the ...").
    `early` are words for any before the final one."""
    found: dict[int, frozenset[Status]] = {}
    words = ruled_out = 0
    for statuses, pattern in STATUS_WORDS:
        for match in pattern.finditer(sentence.joined):
            mask = sentence.mask(match.start(), match.end())
            if mask & (as_of_words | early):
                continue
            words |= mask
            if RULED_OUT.search(sentence.joined[: match.start()]):
                ruled_out |= mask
            elif statuses not in found.values():
                found[match.start()] = statuses
    clause = WHEN_OUT.search(sentence.joined)
    if clause and len(found) > 1:
        found = {place: statuses for place, statuses in found.items() if not clause.start() <= place < clause.end()}
    both = sentence.matches(BOTH)
    if both and not found:
        return tuple(statuses for statuses, _ in STATUS_WORDS[:2]), words | both, ruled_out
    if early and not found:
        found[0] = EARLIER
    return tuple(found[start] for start in sorted(found)), words | early, ruled_out


def _cancel(sentence: Sentence, cues: dict[Cue, Mask], negated: Mask) -> None:
    """What is ruled out ("not points", "not the number") is no cue, and its "not" asks for no complement."""
    for cue, pattern in _MEASURES:
        for match in pattern.finditer(sentence.joined) if cue in cues else ():
            if RULED_OUT.search(sentence.joined[: match.start()]):
                cues.pop(cue, None)
                negated |= sentence.mask(match.start(), match.end())
    if Cue.COUNT in cues and BY_SHARE.search(sentence.joined):
        cues[Cue.COUNT] |= cues.pop(Cue.PERCENT, 0)
    if COMPARED_WITH_NUMBER.search(sentence.joined):
        cues.pop(Cue.MORE, None)
        cues.pop(Cue.LESS, None)
    if negated or RULED_OUT_COUNT.search(sentence.joined):
        cues.pop(Cue.NOT, None)


def _relations(sentence: Sentence, as_of_words: Mask) -> Mask:
    """Words such as "before", which relate the figure to some event: a named period or a time has to explain them."""
    mask = 0
    for match in RELATION.finditer(sentence.joined):
        mask |= sentence.mask(match.start(), match.end() if match.group().startswith("up ") else match.start() + 1)
    for match in AROUND_STATUS.finditer(sentence.joined):
        mask &= ~sentence.mask(match.start(), match.start() + 1)
    return mask & ~as_of_words


def _top_count(sentence: Sentence) -> Mask:
    """The number of "top three" and "three highest"."""
    match = TOP.search(sentence.joined)
    return sentence.mask(*match.span("a" if match["a"] else "b")) if match else 0


def _order(sentence: Sentence, cues: dict[Cue, Mask], no_counts: Mask) -> tuple[int | None, int | None, Mask]:
    """Rank ("came second", "third highest"), top k, and the words they take. `no_counts` are numbers that count
    nothing: years, and those below zero."""
    rank: int | None = None
    words = 0
    match = RANK.search(sentence.joined) if any(token.norm in RANKED for token in sentence.tokens) else None
    if match is not None:
        name = match["a"] or match["b"] or match["c"]
        rank = RANKS.get(name, LAST if name == "last" else 1)
        words |= sentence.mask(match.start(), match.end())
    top: int | None = None
    match = TOP.search(sentence.joined)
    count = (match["a"] or match["b"]) if match else "0"
    number = int(count) if count.isdecimal() else NUMBER_WORDS[count]
    if match and number and not _top_count(sentence) & no_counts:  # There are no top none.
        top = number
        words |= sentence.mask(match.start(), match.end())
        low = re.fullmatch(LOW, match["side"] or match["side2"]) is not None
        cues.setdefault(Cue.LOWEST if low else Cue.HIGHEST, words)
    return rank, top, words
