"""Amounts as a sentence says them: the unit where the label does not say it, and scale words for what is huge.

The exact value stands in the workings, the card and the JSON; `HouseStyle.quantity` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bot.ask.prose import Prose
from bot.ask.say.agreement import beside
from bot.ask.style import WIDE, HouseStyle, rounded
from bot.ask.words import MONEY_UNITS, SCALES
from bot.domain import Figure, Qualifier

_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
_MILLION, _HUGE_SUM, _HUGE = (Decimal(10) ** power for power in (6, 7, 9))
"""From here on digits say nothing: of votes and people an editor wants each, of money few."""
_STILL_PLAIN, _THOUSAND = 10_000, 1_000
"""Up to here a number of millions is read as it is, and one of billions."""
_LONG_DECIMALS = 4
_FEWEST, _SHORT, _MOST = 3, 4, 6
"""Significant digits: usually, of what needs no rounding, and at most where values would look the same."""


def valued(prose: Prose, figure: Figure, unit: str | None, among: Sequence[Figure] = ()) -> str:
    """A figure's value where its label is said, beside those of others in the same sentence."""
    of = beside(prose.label(figure.indicator), unit)
    return written(prose.style, figure.value, of, figure.qualifier, [other.value for other in among])


def numbers(prose: Prose, figures: Sequence[Figure]) -> list[str]:
    """The values of figures in a row, whose unit is said already."""
    digits, values = replace(prose.style, words_below=0), [figure.value for figure in figures]
    return [written(digits, value, None, among=values) for value in values]


def amount(
    prose: Prose,
    figure: Figure,
    value: Decimal,
    unit: str | None,
    among: Sequence[Decimal] = (),
    near: Sequence[Figure] = (),
) -> str:
    """A value that is made of figures, such as their difference, where the label of one is said."""
    of = beside(prose.label(figure.indicator), unit)
    return written(prose.style, value, of, among=among, near=[one.value for one in near])


def written(
    style: HouseStyle,
    value: Decimal,
    unit: str | None,
    qualifier: Qualifier = Qualifier.EXACT,
    among: Sequence[Decimal] = (),
    near: Sequence[Decimal] = (),
) -> str:
    """A value with its unit: "3.89 trillion US dollars" where it is huge, else in full, as it is where rounding would
    hide how it differs from those it stands `among`, or make "more than" untrue. What stands `near` a huge one has a
    scale word as well."""
    power, noun = _scale(unit)
    full, together = value.scaleb(power), [*among, value]
    most = max(map(abs, (*together, *near)))
    digits = _digits(together)
    if style.scale_words and _is_long(value) and qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        value = _shortened(value, together)
    if not style.scale_words or digits is None or abs(full) < _MILLION or not _is_huge(most, most.scaleb(power), noun):
        return style.quantity(value, unit, qualifier)
    kept = rounded(full, digits - 1 - _first_place(value, together) - power)
    if kept != full and qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
        return style.quantity(value, unit, qualifier)
    power, word = next(one for one in _WORDS if abs(kept) >= Decimal(10) ** one[0])
    number = kept.scaleb(-power)
    digits_style = replace(style, words_below=0)  # "1 billion", as no one writes "one billion" beside "1.2 billion".
    return digits_style.quantity(number if among else _plain(number), f"{word} {noun}".rstrip(), qualifier)


def _is_long(value: Decimal) -> bool:
    """Whether a value has more decimals than anyone measured: 82.8426829268293."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent >= _LONG_DECIMALS and len(value.as_tuple().digits) > _MOST


def _shortened(value: Decimal, together: Sequence[Decimal]) -> Decimal:
    """A long decimal to three digits, or as many as tell it from those that it stands among."""
    exponent = value.as_tuple().exponent
    places = max(1, _FEWEST - 1 - value.adjusted())
    for more in range(places, -exponent if isinstance(exponent, int) else places):
        if len({rounded(one, more) for one in together}) == len(set(together)):
            return rounded(value, more)
    return value


def _is_huge(value: Decimal, full: Decimal, noun: str) -> bool:
    money = any(word in MONEY_UNITS or "$" in word for word in noun.lower().split())
    is_plain = full != value and value < (_THOUSAND if full >= value * _HUGE else _STILL_PLAIN)
    return not is_plain and full >= (_HUGE_SUM if money else _HUGE)


def _scale(unit: str | None) -> tuple[int, str]:
    """The power of ten that a unit has, and the unit without it."""
    first, _, rest = (unit or "").partition(" ")
    power = SCALES.get(first.lower())
    return (power, rest.removeprefix("of ")) if power and rest else (0, unit or "")


def _digits(values: Sequence[Decimal]) -> int | None:
    """How many significant digits tell values apart, of two so that their distance is seen too; None where too many
    would have to. Values that have few are not rounded at all."""
    ordered = sorted(set(values))
    first = max(map(abs, ordered)).adjusted()
    longest = first + 1 - min(_last_place(value) for value in ordered)
    if longest <= _SHORT:
        return longest
    gap = min((high - low for low, high in pairwise(ordered)), default=None)
    if gap is None:
        return _FEWEST
    needed = first + 1 - gap.adjusted() + (1 if len(ordered) == 2 else 0)
    return max(needed, _FEWEST) if needed <= _MOST else None


def _first_place(value: Decimal, together: Sequence[Decimal]) -> int:
    """The place that digits are counted from: the largest value's, so that decimals are as many in each, where this one
    is not much smaller."""
    largest = max(map(abs, together)).adjusted()
    return largest if value.adjusted() >= largest - 1 else value.adjusted()


def _last_place(value: Decimal) -> int:
    """The place of the last digit that is no zero."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> Decimal:
    """Without zeros at its end, which only values beside each other share."""
    return value.quantize(Decimal(1), context=WIDE) if value == value.to_integral_value() else value.normalize()
