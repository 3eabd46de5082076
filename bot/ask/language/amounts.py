"""Amounts that a message asserts: "more than 30", "about half", "nearly two thirds", "1.2 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.ask.language.bands import Band, bands_in
from bot.ask.language.lexemes import forms_of
from bot.ask.language.rows import rows, words_of
from bot.ask.language.verbs import Said, said
from bot.ask.language.wordings import wording_before
from bot.ask.text import Token, tokenize
from bot.ask.words import SCALES

_HUNDRED = Decimal(100)
_WITHIN_UNIT = frozenset(("per", "a", "an"))
_LONGEST_UNIT = 5
_NUMBERS = {"dozen": "12", "hundred": "100"}
_SCALES = {**SCALES, "k": 3, "m": 6, "mn": 6, "bn": 9}
_PERCENT = frozenset(("percent", "%", "pct", "pc"))
_CURRENCY = frozenset("$£€")
_MONEY = frozenset(("dollar", "euro", "pound"))
_SUFFIXED = re.compile(r"(?P<number>\d+)(?P<suffix>k|m|mn|bn|pc|pct)", re.ASCII)
_NEAR_WORDS = 3
_VERB_WORDS = 4
_PASSED = frozenset(("of", "the", "their", "its", "all", "those", "new", "other", "more"))
_NEAR = Decimal("0.05")
"""How far off "about" may be, of what is said."""
_BELOW = Decimal("0.1")
"""How far below "nearly", or above "just over", of what is said."""
_LENGTHS = frozenset(("day", "week", "month", "quarter", "year", "decade", "hour"))
_BEFORE_STRETCH = frozenset(("the", "last", "first", "past", "next", "previous"))
_BEFORE_ORDER = frozenset(("top", "bottom", "number", "no", "aged", "age", "ages", "year", "q"))
ROUGH = frozenset(("majority", "most", "minority"))


class Bound(StrEnum):
    """How an amount is meant: the first column of "amounts"."""

    EXACTLY = "exactly"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    JUST_BELOW = "just below"
    JUST_ABOVE = "just above"


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` as exact as `step`, in per cent where it `is_share`; `words` are the places of what says it, of which the
    unit is none. `is_fraction`: it is said as one, without a unit; `is_scaled`: in
    thousands or millions. `unit` is a unit of time or money that it is in. `is_said`: a verb stands
    before it, or it has a unit; any other one is an amount only where what stands after it, the stem `counted`, is what
    is counted: "line 250" has neither, nor has "under 25"."""

    value: Decimal
    step: Decimal
    bound: Bound
    is_share: bool
    words: frozenset[int]
    is_fraction: bool = False
    is_scaled: bool = False
    unit: str = ""
    is_said: bool = False
    counted: str = ""

    def holds(self, value: Decimal, unit: str = "") -> bool:
        """Whether a value in a unit is what is said, as exactly as it is said: 431.6 million dollars are more than 400
        million."""
        if self.is_scaled or self.unit in _MONEY:
            value = value.scaleb(_SCALES.get(unit.split(" ", maxsplit=1)[0], 0))
        match self.bound:
            case Bound.EXACTLY:
                return abs(value - self.value) * 2 <= self.step
            case Bound.ABOUT:
                return abs(value - self.value) <= max(abs(self.value) * _NEAR, self.step / 2)
            case Bound.ABOVE:
                return value > self.value
            case Bound.BELOW:
                return value < self.value
            case Bound.AT_LEAST:
                return value >= self.value
            case Bound.AT_MOST:
                return value <= self.value
            case Bound.JUST_BELOW:
                return self.value * (1 - _BELOW) <= value < self.value
            case Bound.JUST_ABOVE:
                return self.value < value <= self.value * (1 + _BELOW)


def amounts_in(tokens: Sequence[Token], named: frozenset[int], frame: frozenset[int] = frozenset()) -> list[Amount]:
    """The amounts of a message, from left to right. Words at the places `named` belong to times or to names, those at
    `frame` only assert."""
    words = [token.norm for token in tokens]
    banded = {
        place
        for band in bands_in([token.stem for token in tokens])
        if band.high is not None and band.low and _is_band(words, band, named)
        for place in range(band.start, band.end)
    }
    found: list[Amount] = []
    taken = set(named | frame | banded)
    for place in range(len(words)):
        if place in taken:
            continue
        one = (
            _one_in(tokens, words, place)
            or _fraction(words, place)
            or _number(tokens, words, place)
            or _most(words, place)
        )
        if one is not None:
            found.append(_within(tokens, words, one, frame))
            taken |= one.words
    return found


def _is_band(words: Sequence[str], band: Band, named: frozenset[int]) -> bool:
    """Whether two numbers are the ends of one band: "from 64 to 65" has two amounts, "2024: 702" a year and one."""
    is_from_to = list(words[band.start - 1 : band.start]) == ["from"]
    return not is_from_to and named.isdisjoint(range(band.start, band.end))


def _within(tokens: Sequence[Token], words: Sequence[str], amount: Amount, frame: frozenset[int]) -> Amount:
    """The amount with what stands before and after it."""
    start, end = min(amount.words), max(amount.words) + 1
    if start and words[start - 1] in _CURRENCY:
        start -= 1
        amount = replace(amount, words=amount.words | {start})
    before = words[start - 1] if start else ""
    verbs = words_of("claims", "words", means="verb") | words_of("claims", "words", means="before")
    verbs |= forms_of("moves") | forms_of("comparisons")
    has_unit = amount.is_share or bool(amount.unit) or not _CURRENCY.isdisjoint((before, words[start]))
    near = [tokens[place] for place in range(end, min(end + _NEAR_WORDS, len(tokens))) if place not in frame]
    after = next((token.stem for token in near if token.norm not in _PASSED), "")
    return replace(amount, is_said=has_unit or not verbs.isdisjoint((before, words[start])), counted=after)


def _bounded(words: Sequence[str], start: int) -> tuple[Bound, frozenset[int]]:
    """How what begins at a place is meant, with the words that say so."""
    while start and words[start - 1] in _CURRENCY | {"a", "an", "the"}:
        start -= 1
    verb = _verb_before(words, start)
    if verb is not None:
        return Bound.ABOVE if verb.means == "above" else Bound.BELOW, frozenset(range(verb.start, start))
    before = wording_before("amounts", words, start)
    if before is None:
        return Bound.EXACTLY, frozenset()
    return Bound(before.means), frozenset(range(before.start, before.end))


def _verb_before(words: Sequence[str], end: int) -> Said | None:
    """The verb of comparison right before a number: "exceeded 40", "fell short of 40"."""
    begin = max(0, end - _VERB_WORDS)
    found = said("comparisons", words[begin:end])
    one = found[-1] if found else None
    if one is None or [*words[begin + one.end : end]] not in ([], ["of"]):
        return None
    return Said(begin + one.start, begin + one.end, one.means)


def _plain(token: Token) -> Decimal | None:
    text = _NUMBERS.get(token.norm, token.stem)
    return Decimal(text) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdecimal() else None


def _number(tokens: Sequence[Token], words: Sequence[str], place: int) -> Amount | None:
    written = _SUFFIXED.fullmatch(tokens[place].stem)
    value = Decimal(written["number"]) if written else _plain(tokens[place])
    suffix = written["suffix"] if written else ""
    if value is None or _is_order(words, place):
        return None
    exponent = value.as_tuple().exponent
    step, end = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), place + 1
    scale = _SCALES.get(suffix or next(iter(words[end : end + 1]), ""), 0)
    value, step, end = value.scaleb(scale), step.scaleb(scale), end + bool(scale and not suffix)
    unit = suffix if suffix in _PERCENT else next(iter(words[end : end + 1]), "")
    is_share = unit in _PERCENT or list(words[end : end + 2]) == ["per", "cent"]
    if unit in ("percentage", "points", "point"):
        is_share = False
    bound, before = _bounded(words, place)
    length = unit.removesuffix("s") if unit.removesuffix("s") in _LENGTHS | _MONEY else ""
    said = before | frozenset(range(place, end + (length in _MONEY)))
    return Amount(value, step, bound, is_share, said, is_scaled=bool(scale), unit=length)


def _is_order(words: Sequence[str], place: int) -> bool:
    """Whether a number says which, and not how much: "top 3", "aged 15", "15-year-olds", "the 12 months"."""
    one, other = (*words[place + 1 : place + 3], "", "")[:2]
    before = words[place - 1] if place else ""
    is_age = one in ("year", "years") and other.startswith("old")
    is_stretch = before in _BEFORE_STRETCH and one.removesuffix("s") in _LENGTHS
    return is_age or is_stretch or before in _BEFORE_ORDER


def _one_in(tokens: Sequence[Token], words: Sequence[str], place: int) -> Amount | None:
    """As in "one in four"."""
    if list(words[place + 1 : place + 2]) != ["in"] or place + 2 >= len(words):
        return None
    part, whole = _plain(tokens[place]), _plain(tokens[place + 2])
    if part is None or whole is None or not part < whole or whole > _HUNDRED:
        return None
    bound, before = _bounded(words, place)
    bound = Bound.ABOUT if bound is Bound.EXACTLY else bound
    share = _HUNDRED * part / whole
    return Amount(share, Decimal(1), bound, True, before | {place, place + 1, place + 2}, is_fraction=True)


def _fraction(words: Sequence[str], place: int) -> Amount | None:
    parts = {word: int(row["parts"]) for row in rows("fractions") for word in row["words"].split()}
    how_many = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
    start, times = place, 1
    if words[place] in how_many and list(words[place + 1 : place + 2]) != ["of"]:
        place, times = place + 1, how_many[words[place]]
    word = words[place] if place < len(words) else ""
    if word not in parts or (start == place and word != "half") or times >= parts[word]:
        return None
    if word == "half" and start and words[start - 1] in ("first", "second", "last", "other", "and"):
        return None
    end = place + 1
    bound, before = _bounded(words, start)
    scale = _SCALES.get(words[end + 1], 0) if list(words[end : end + 1]) == ["a"] and end + 1 < len(words) else 0
    if scale:
        value = (Decimal(times) / parts[word]).scaleb(scale)
        step = Decimal(1).scaleb(scale - 1)
        return Amount(value, step, bound, False, before | frozenset(range(start, end + 2)), is_scaled=True)
    share = _HUNDRED * times / parts[word]
    bound = Bound.ABOUT if bound is Bound.EXACTLY else bound
    return Amount(share, Decimal(1), bound, True, before | frozenset(range(start, end)), is_fraction=True)


def _most(words: Sequence[str], place: int) -> Amount | None:
    """More than half ("most people", "a majority of") or less ("a minority")."""
    word = words[place]
    if word not in ROUGH or (place and words[place - 1] in ("the", "at")) or place + 1 == len(words):
        return None
    if word == "most" and words[place + 1] in words_of("order", "word") | {"recent", "recently", "likely", "often"}:
        return None
    start = place - 1 if word != "most" and place and words[place - 1] in ("a", "the") else place
    bound = Bound.BELOW if word == "minority" else Bound.ABOVE
    return Amount(Decimal(50), Decimal(1), bound, True, frozenset(range(start, place + 1)), is_fraction=True)


def unit_after(amount: Amount, text: str, tokens: Sequence[Token]) -> str:
    """The words that stand right after an amount, up to the next preposition or verb: they may be its unit."""
    first = max(amount.words) + 1
    last = first
    ends = words_of("function_words", "word") - _WITHIN_UNIT
    while last < len(tokens) and last - first < _LONGEST_UNIT and tokens[last].norm not in ends:
        last += 1
    return text[tokens[first].start : tokens[last - 1].end] if last > first else ""


def is_unit(words: str, unit: str | None) -> bool:
    """Whether words are a unit, its scale aside."""
    wanted = [token.stem for token in tokenize(unit or "") if token.norm not in _SCALES]
    return bool(wanted) and [token.stem for token in tokenize(words)] == wanted
