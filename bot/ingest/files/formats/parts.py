"""A number format's code, taken apart: sections, and what stands in each."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]
    |(?P<general>General|Standard)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<end>;)
    |(?P<date>y+|m+|d+|h+|s+|e+)|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<literal>.)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LONGEST = 1000


class Token(NamedTuple):
    """`kind`: "text" (a literal), "digit", "date" (letters in lower case), "elapsed", "half", "general", "exponent",
    "text cell", or the mark itself: ".", ",", "%", "/"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """`holds`: of which numbers it is, where it says so. `coloured`: it has a colour, as negative numbers do."""

    tokens: tuple[Token, ...]
    holds: Callable[[Decimal], bool] | None = None
    coloured: bool = False

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @property
    def literal(self) -> str:
        return "".join(token.text for token in self.tokens if token.kind == "text")


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format's code: one at least."""
    found = []
    tokens: list[Token] = []
    holds, coloured = None, False
    for match in _TOKEN.finditer(code[:_LONGEST]):
        if match.lastgroup == "end":
            found.append(Section(tuple(tokens), holds, coloured))
            tokens, holds, coloured = [], None, False
        elif match.lastgroup == "bracket" and not _ELAPSED.fullmatch(match["bracket"]):
            text = match["bracket"]
            holds = _condition(text) or holds
            currency = _CURRENCY.fullmatch(text)
            if currency:
                tokens.append(Token("text", currency[1]))
            coloured = coloured or text.isalnum()
        else:
            tokens.extend(_tokens(match))
    return (*found, Section(tuple(tokens), holds, coloured))


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    kind, text = str(match.lastgroup), match[0]
    match kind:
        case "quoted":
            yield Token("text", text.strip('"'))
        case "escaped":
            yield Token("text", match["escaped"])
        case "space":
            yield Token("text", " ")
        case "fill":
            pass
        case "bracket":
            yield Token("elapsed", match["bracket"].lower())
        case "date":
            yield Token("date", text.lower())
        case "mark":
            yield Token("text cell" if text == "@" else text, text)
        case "literal":
            yield Token("text", text)
        case _:
            yield Token(kind, text)


def _condition(text: str) -> Callable[[Decimal], bool] | None:
    found = _CONDITION.fullmatch(text)
    if found is None:
        return None
    try:
        limit = Decimal(found[2])
    except InvalidOperation:
        return None
    compare = _COMPARED[found[1]]
    return lambda value: compare(value, limit)
