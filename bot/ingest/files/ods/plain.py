"""The plain form of what OpenDocument prints: the number is given beside the text, in whose language nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from bot.ingest.files.formats import Shown, plain_number
from bot.ingest.files.formats.counting import counted
from bot.ingest.files.formats.general import as_decimal

_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)
_BODY = re.compile(r"[.,]?[0-9](?:[0-9.,'’ \u00a0\u2009\u202f]*[0-9])?")
_SIGNS = re.compile(r"[-−–()+]")
_NEGATIVE = re.compile(r"[-−–(]")
_EXPONENT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_DECIMALS = re.compile(r"[.,]")
_MOST_DECIMALS = 15
_LONGEST = 400
_SCALES = (0, -3, -6, -9)


def plain(printed: str, held: str) -> Shown:
    """The printed number with a point and without group marks, as precise as it is printed; as printed, and not typed,
    where it cannot be found in the number held."""
    value = as_decimal(held)
    if value is None or len(printed) > _LONGEST:
        return Shown(printed)
    printed = printed.strip()
    body = _BODY.search(printed)
    if not printed:
        return Shown("")
    if body is None:
        is_zero = value == 0 and not any(map(str.isalnum, printed)) and _NEGATIVE.search(printed)
        return Shown(_SIGNS.sub("", printed).strip() + "0", typed=True) if is_zero else Shown(printed)
    if _EXPONENT.fullmatch(printed):
        return Shown(plain_number(Decimal(printed.replace(",", "."))), typed=True)
    digits = re.sub(r"[^0-9]", "", body[0])
    found = next((one for one in _roundings(value, printed, body[0]) if _same(one[0], digits)), None)
    if found is None or any(map(str.isdecimal, printed[body.end() :])):
        return Shown(printed)
    number, scale = found
    before, behind = (_SIGNS.sub("", part).strip() for part in (printed[: body.start()], printed[body.end() :]))
    negative = value < 0 and _NEGATIVE.search(printed) and number.strip("0.")
    space = " " if behind[:1].isalpha() and printed[body.end()].isspace() else ""
    is_counted = value != 0 and "%" not in printed
    behind, unit = counted(f"{space}{behind}", -scale // 3 if is_counted else 0)
    return Shown(f"{'-' if negative else ''}{before}{number}{behind}", typed=True, unit=unit)


def _roundings(value: Decimal, printed: str, body: str) -> Iterator[tuple[str, int]]:
    """The number without its sign, rounded to as many decimals as may stand in the body, and scaled as percentages and
    thousands are; and the power of ten that it was scaled by."""
    behind = len(_DECIMALS.split(body)[-1]) if _DECIMALS.search(body) else 0
    for scale in (2,) if "%" in printed else _SCALES:
        scaled = _WIDE.scaleb(value.copy_abs(), scale)
        for decimals in sorted({0, min(behind, _MOST_DECIMALS)}):
            yield f"{_WIDE.quantize(scaled, Decimal(1).scaleb(-decimals)):f}", scale


def _same(number: str, digits: str) -> bool:
    own = number.replace(".", "")
    return own == digits or (own.lstrip("0") == digits.lstrip("0") != "")
