"""Numbers under a format of digits: scaled, rounded as printed, with the signs and words that stand around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from bot.ingest.files.formats.counting import counted
from bot.ingest.files.formats.general import plain_number
from bot.ingest.files.formats.parts import Section, Token
from bot.ingest.files.formats.shown import Shown

_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)
_GROUPS = frozenset(" \u00a0\u2009\u202f'’")
_SIGNS = re.compile(r"[-−–()+]")
_DASHED = re.compile(r"[-−–—]")
_BRACKETED = re.compile(r"[-−–(]")


def show_digits(value: Decimal, section: Section, own_sign: bool) -> Shown:
    """`own_sign`: the section is of negative numbers and prints their sign itself, if it is to be seen at all."""
    tokens = section.tokens
    if value == 0 and not any(token.text == "0" or token.kind in ("general", "text cell") for token in tokens):
        return show_literal(section)
    places = [at for at, token in enumerate(tokens) if token.kind in ("digit", "general", "text cell")]
    first, last = places[0], places[-1]
    end = last + 1
    while end < len(tokens) and tokens[end].kind == ",":
        end += 1
    before, behind = _literal(tokens[:first]), _literal(tokens[end:])
    digits, typed = _digits(value.copy_abs(), tokens[first:end], section)
    negative = value < 0 and (not own_sign or section.coloured or bool(_BRACKETED.search(before + behind)))
    if own_sign:
        before, behind = _SIGNS.sub("", before), _SIGNS.sub("", behind)
    before, behind = before.strip().removeprefix("+").strip(), behind.rstrip()
    if behind.lstrip().startswith("%"):
        behind = behind.lstrip()
    sign = "-" if negative and digits.strip("0.") else ""
    behind, unit = counted(behind, _scaling(tokens[first:end])) if typed else (behind, None)
    return Shown(f"{sign}{before}{digits}{behind}", typed, unit)


def show_literal(section: Section) -> Shown:
    """What a section prints that shows none of the digits. Only a dash, with a currency or not, is a zero."""
    literal = " ".join(section.literal.split())
    if _DASHED.search(literal) and not any(map(str.isalnum, literal)):
        return Shown(_DASHED.sub("", literal).strip() + "0", typed=True)
    return Shown(literal)


def _literal(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.kind in ("text", "%", "/"))


def _digits(value: Decimal, tokens: Sequence[Token], section: Section) -> tuple[str, bool]:
    """The digits of a number that is not negative, and whether they are all of one number."""
    scaled = _WIDE.scaleb(value, 2 * sum(token.kind == "%" for token in section.tokens))
    if section.has("general", "text cell") or _is_fraction(tokens):
        return plain_number(scaled), True
    scaled = _WIDE.scaleb(scaled, -3 * _scaling(tokens))
    whole, decimals = _parted(tokens)
    if section.has("exponent"):
        return _scientific(scaled, len(decimals)), True
    rounded = _WIDE.quantize(scaled, Decimal(1).scaleb(-len(decimals)))
    integer, _, fraction = f"{rounded:f}".partition(".")
    while fraction and decimals[len(fraction) - 1].text != "0" and fraction.endswith("0"):
        fraction = fraction[:-1]
    least = sum(token.text == "0" for token in whole if token.kind == "digit")
    integer = integer.lstrip("0").rjust(least, "0") or ("" if fraction else "0")
    parts = [token.text for token in whole[1:] if token.kind == "text"]
    if any(part not in _GROUPS for part in parts):
        return _spread(integer, whole) + (f".{fraction}" if fraction else ""), False
    return f"{integer or '0'}.{fraction}" if fraction else integer, True


def _is_fraction(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "/" for token in tokens)


def _scaling(tokens: Sequence[Token]) -> int:
    """How many commas stand behind the last digit, before the point or the end: each leaves three digits out."""
    count, grouping = 0, False
    for token in reversed(tokens):
        if token.kind in ("digit", "."):
            grouping = token.kind == "digit"
        elif token.kind == "," and not grouping:
            count += 1
    return count


def _parted(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of the whole number, and the digits behind the point."""
    kinds = [token.kind for token in tokens]
    end = kinds.index("exponent") if "exponent" in kinds else len(tokens)
    point = kinds.index(".") if "." in kinds[:end] else end
    return list(tokens[:point]), [token for token in tokens[point:end] if token.kind == "digit"]


def _scientific(value: Decimal, decimals: int) -> str:
    return plain_number(Context(prec=decimals + 1, rounding=ROUND_HALF_UP).plus(value))


def _spread(integer: str, tokens: Sequence[Token]) -> str:
    """Digits set among the literals between their places ("0000/00"), from the right."""
    found: list[str] = []
    left = integer
    for number, token in enumerate(reversed(tokens), 1):
        if token.kind == "digit" and left:
            cut = 0 if all(other.kind != "digit" for other in tokens[: len(tokens) - number]) else len(left) - 1
            found.append(left[cut:])
            left = left[:cut]
        elif token.kind == "text":
            found.append(token.text)
    return "".join(reversed(found))
