"""What of a message is talk between people: it may go without narrowing anything down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.ask.language.rows import words_of
from bot.ask.language.stretches import stretches
from bot.ask.language.wordings import wording_at
from bot.ask.text import Token

IsKnown = Callable[[Token], bool]
"""Whether a word is one of the ledger's own."""
_ON_WORK = frozenset(("for", "on"))
_LONGEST_NAME = 2
_COUNTED = frozenset(("minute", "minutes", "second", "seconds", "hour", "hours"))
_NUMBERED = frozenset(("row", "column", "page", "cell", "item", "paragraph"))


def without_talk(text: str, tokens: Sequence[Token], is_known: IsKnown) -> str | None:
    """A message without its clauses that are about the people who talk alone, and without the words that lead in to its
    question; None where nothing of it is such, or all."""
    kept: list[range] = []
    is_closed = False
    for clause in stretches(text, tokens):
        words = [tokens[place] for place in clause]
        elsewhere = {token.stem for place, token in enumerate(tokens) if place not in clause}
        if is_closed and len(words) <= _LONGEST_NAME and all(word.is_name_like for word in words):
            continue  # whose regards they are
        if _is_talk(words, lambda word: is_known(word) and word.stem in elsewhere):  # noqa: B023
            is_closed = any(word.norm in words_of("talk", "words", means="closing") for word in words)
            continue
        kept.append(range(clause.start + _lead(words), clause.stop))
    if not kept or sum(map(len, kept)) == len(tokens):
        return None
    parts = [text[tokens[one.start].start : tokens[one.stop - 1].end] for one in kept if one]
    return ", ".join(parts) + ("?" if "?" in text else "")


def _is_talk(words: Sequence[Token], is_said: IsKnown) -> bool:
    """Whether a clause is about people who talk, or about their work, and has no word that could narrow a figure down:
    each is of such talk, or joins words, or `is_said` elsewhere."""
    norms, people = [word.norm for word in words], words_of("talk", "words", means="person")
    if set(norms) <= people | words_of("talk", "words", means="lead"):
        return True
    if len(norms) > 1:  # A single noun may be what is asked about.
        people |= words_of("talk", "words", means="work")
    if people.isdisjoint(norms) or any(_is_asking(norms, place) for place in range(len(norms))):
        return False
    if norms[0] in words_of("function_words", "word", means="preposition") - _ON_WORK:
        return False
    return all(_is_of_talk(norms, place) or is_said(word) for place, word in enumerate(words))


def _is_of_talk(norms: Sequence[str], place: int) -> bool:
    norm, after, before = norms[place], norms[place + 1 : place + 2], norms[place - 1 : place]
    if norm.isdecimal():
        return not (_COUNTED.isdisjoint(after) and _NUMBERED.isdisjoint(before))
    joining = words_of("function_words", "word") - words_of("negations", "word")
    return norm in words_of("talk", "words") or norm in joining


def is_of_talk(words: Sequence[Token]) -> bool:
    """Whether each of some words is of talk, or joins such words."""
    norms = [word.norm for word in words]
    return all(_is_of_talk(norms, place) for place in range(len(norms)))


def _is_asking(norms: Sequence[str], place: int) -> bool:
    return wording_at("claims", norms, place, "asking") is not None


def _lead(words: Sequence[Token]) -> int:
    """How many words of a clause only lead in to its question word."""
    norms = [word.norm for word in words]
    asking = next((at for at in range(len(norms)) if _is_asking(norms, at)), 0)
    if norms[asking - 1 : asking] and norms[asking - 1] in words_of("function_words", "word", means="preposition"):
        return 0  # "To what date" asks for another one than "what date".
    return asking if words_of("talk", "words", means="lead").issuperset(norms[:asking]) else 0
