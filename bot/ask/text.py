"""Text to tokens: folding, splitting and stemming, the same for questions and for the ledger's labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_stemmer = Stemmer.Stemmer("english")

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‑": "-"})  # noqa: RUF001
_TOKEN = re.compile(
    r"""
      \d{4}-\d{2}-\d{2} | \d{1,2}/\d{1,2}/\d{4}      # a whole date
    | \d{1,4}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{1,4}(?!\d)   # a date whose order is not known, and no three numbers
    | (?:0?[1-9]|1[0-2])/\d{4}(?!\d)                    # a month
    | \d{4}-q[1-4]\b                                   # an ISO quarter
    | \d{4}-\d{2}(?!\d) | \d{4}/\d{2,4}                # a month, or a span of years
    | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+\.\d+          # 1,234,567 and 12.5
    | \d+(?:st|nd|rd|th)\b
    | (?:[^\W\d_]\.){2,}(?!\w)                          # u.k.
    | [^\W_]+(?:[&'][^\W_]+)*                          # words, it's, r&d
    | [%$€£+]
    """,
    re.VERBOSE,
)
_CONTRACTED = re.compile(r"'(?:s|ve|re|ll|d|m)$")
_STATES = frozenset(("US", "U.S.", "u.s."))
_DOLLAR = re.compile(r"\s*(?:dollars?\b|\$)", re.IGNORECASE)
_NON = re.compile(r"\bnon[-\s]+(?=\w)")

_NUMBER_WORDS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty
"""
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS.split(), 1)}

_TENS = {
    word: str(number)
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

# Forms that suffix stripping cannot join.
_IRREGULAR = {
    form: base
    for base, forms in {
        "fall": "fell fallen",
        "rise": "rose risen",
        "grow": "grew grown",
        "shrink": "shrank shrunk",
        "lose": "lost",
        "win": "won",
        "get": "got gotten",
        "give": "gave given",
        "take": "took taken",
        "go": "went gone",
        "come": "came",
        "make": "made",
        "say": "said",
        "tell": "told",
        "see": "saw seen",
        "find": "found",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lead": "led",
        "send": "sent",
        "spend": "spent",
        "sell": "sold",
        "buy": "bought",
        "pay": "paid",
        "build": "built",
        "teach": "taught",
        "catch": "caught",
        "choose": "chose chosen",
        "break": "broke broken",
        "drive": "drove driven",
        "steal": "stole stolen",
        "know": "knew known",
        "deal": "dealt",
        "bring": "brought",
        "beat": "beaten",
        "begin": "began begun",
        "write": "wrote written",
        "speak": "spoke spoken",
        "fight": "fought",
        "think": "thought",
        "meet": "met",
        "feel": "felt",
        "die": "dying",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people persons folk",
        "foot": "feet",
        "life": "lives",
        "bus": "buses busses",
        "gas": "gases gasses",
    }.items()
    for form in forms.split()
}


class Token(NamedTuple):
    """A word of a text: `norm` lower case without accents, `stem` its root, `start` and `end` offsets in the text."""

    text: str
    norm: str
    stem: str
    start: int
    end: int

    @property
    def is_name_like(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_plain(self) -> bool:
        """Whether it is written in plain letters and digits: "İ" and "thé" are no English words, whatever they fold
        to."""
        return self.text.isascii() or all(one.isascii() or not one.isalnum() for one in self.text)


def is_below_zero(text: str, number: Token) -> bool:
    """Whether a minus sign stands right before a number of a text, where neither a range nor a code has it."""
    before = text[: number.start].rstrip(_CURRENCY)
    return before[-1:] in _MINUS and before[-2:-1] in ("", " ", "(", *_CURRENCY)


_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_CURRENCY = "$£€"


def fold(text: str) -> str:
    """Lower case, without accents and macrons, with plain quotes and hyphens, and the digits of every script as 0 to 9.
    Keeps the length of plain text."""
    plain = text.translate(_QUOTES)
    if plain.isascii():
        return plain.lower()
    folded = "".join(_fold_character(character) for character in plain)
    for raised in _RAISED.finditer(plain):
        folded = folded[: raised.start()] + raised.group() + folded[raised.end() :]
    return folded


_RAISED = re.compile(r"(?<=\d)[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]+")
"""An exponent or a footnote at a number, which is none of its digits: 10⁶ is not 106."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """One character to one character, so that offsets into the original stay right."""
    base = unicodedata.normalize("NFKD", character)
    # Half of something, and one more of twenty, must not be read as the first digit that they are written with.
    if unicodedata.numeric(character, None) is not None and not (len(base) == 1 and base.isdecimal()):
        return character
    first = str(unicodedata.decimal(base[0], base[0].lower()))
    return first if len(first) == 1 else " "


@lru_cache(maxsize=1_024)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text, in order; punctuation is dropped, "non-X" is one word."""
    folded = _NON.sub(lambda match: "non" + " " * (len(match.group()) - 3), fold(text))
    tokens: list[Token] = []
    prefix: re.Match[str] | None = None
    for match in _TOKEN.finditer(folded):
        if match.group() == "non":
            prefix = match
            continue
        tokens.append(_token(text, match, prefix))
        prefix = None
    if "half" in folded:
        tokens = list(_with_halves(text, tokens))
    return tuple(_with_years(text, tokens)) if "twenty" in folded or "nineteen" in folded else tuple(tokens)


def _with_years(text: str, tokens: list[Token]) -> Iterator[Token]:
    """The tokens with "twenty twenty two" and "nineteen ninety" as one, as years are dictated."""
    place = 0
    while place < len(tokens):
        year, words = _spoken_year([token.norm for token in tokens[place : place + 3]])
        if year:
            last = tokens[place + words - 1]
            yield Token(text[tokens[place].start : last.end], year, year, tokens[place].start, last.end)
        else:
            yield tokens[place]
        place += words


def _spoken_year(words: list[str]) -> tuple[str, int]:
    """A year of the last or this century at the start of some words, and how many of them it takes; "" and one."""
    century = {"nineteen": "19", "twenty": "20"}.get(words[0], "")
    second, third = (*words[1:], "", "")[:2]
    if century and second in _TENS and third in _NUMBERS and len(_NUMBERS[third]) == 1:
        return f"{century}{_TENS[second]}{_NUMBERS[third]}", 3
    if century and second in _TENS:
        return f"{century}{_TENS[second]}0", 2
    if century and len(_NUMBERS.get(second, "")) == 2:
        return f"{century}{_NUMBERS[second]}", 2
    return "", 1


def _with_halves(text: str, tokens: list[Token]) -> Iterator[Token]:
    """The tokens with "14 and a half" as one."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        after = [one.norm for one in tokens[place + 1 : place + 4]]
        if after == ["and", "a", "half"] and token.stem.isdecimal():
            last, number = tokens[place + 3], f"{token.stem}.5"
            yield Token(text[token.start : last.end], number, number, token.start, last.end)
            place += 4
        else:
            yield token
            place += 1


def _token(text: str, match: re.Match[str], prefix: re.Match[str] | None) -> Token:
    start, end = match.span()
    norm, root = _word("usa" if _is_country(text, start, end) else match.group())
    if prefix is None:
        return Token(text[start:end], norm, root, start, end)
    return Token(text[prefix.start() : end], f"non{norm}", f"non{root}", prefix.start(), end)


def _is_country(text: str, start: int, end: int) -> bool:
    """Whether "US" is the country: in capitals as "us" is not, and no kind of dollar."""
    written = text[start:end]
    if written not in _STATES:
        return False
    is_shouted = written == "US" and text.isupper() and len(text) > end - start
    return not is_shouted and not _DOLLAR.match(text, end)


@lru_cache(maxsize=65536)
def _word(written: str) -> tuple[str, str]:
    """What a folded word comes to, and its root."""
    norm = "plus" if written == "+" else _CONTRACTED.sub("", written.replace(",", "")).replace("'", "")
    norm = norm.replace(".", "") if norm.endswith(".") else norm
    return norm, stem(norm)


@lru_cache(maxsize=65536)
def stem(norm: str) -> str:
    """The root that all forms of a word share, British and American spellings included."""
    if not norm.isalpha():
        return norm
    if norm in _NUMBERS:
        return _NUMBERS[norm]
    root: str = _stemmer.stemWord(_IRREGULAR.get(norm, norm))
    if len(root) > 4:
        if root.endswith("is"):
            return root[:-1] + "z"
        if root.endswith("isat"):
            return root[:-3] + "z"
        if root.endswith("izat"):
            return root[:-2]
        if root.endswith("our"):
            return root[:-2] + "r"
        if root.endswith("mm"):
            return root[:-1]
    return root


def is_same_word(one: str, other: str) -> bool:
    """Whether two folded words are one, in the singular or plural, by British or American spelling."""
    return one == other or not singulars(one).isdisjoint(singulars(other))


@lru_cache(maxsize=65536)
def singulars(norm: str) -> frozenset[str]:
    """What a folded word may be the plural of, itself included."""
    plain = _IRREGULAR.get(norm, norm).replace("our", "or")
    found = {plain, plain.removesuffix("s")}
    if plain.endswith("ies"):
        found.add(f"{plain[:-3]}y")
    if plain.endswith("es"):
        found.add(plain[:-2])
    return frozenset(found)
