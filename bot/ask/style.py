"""House style: how numbers, units, dates and periods are written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from bot.ask.words import PERCENT_UNITS, POINTS_UNITS, SCALES
from bot.domain import Qualifier
from bot.periods import PartialDate, Period

_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUALIFIED = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.LESS_THAN: "less than ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.JUST_OVER: "just over ",
    Qualifier.JUST_UNDER: "just under ",
}


_SYMBOLS = ("£", "$", "€")
_SHORT_SCALES = ("", "k", "m", "mn", "bn", "tn")
"""What may stand behind a currency's symbol in a unit: "£m" is written "£12m"."""
_NO_UNITS = ("number", "numbers", "count", "counts")
"""What tables call the unit of what they count, and nobody says behind a number."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The newsroom's settings. The defaults are New Zealand English; `bot.ask.locale` has those of other places."""

    percent: str = "per cent"
    """What follows the number; a sign follows it without a space."""
    thousands: str = ","
    """Between groups of digits; empty for none."""
    decimal: str = "."
    later_groups: int = 3
    """How many digits stand in a group left of the last three: two in India."""
    grouped_from: int = 4
    """Whole numbers of fewer digits are not grouped: 1234 but 12.345 in Spain, where it is five."""
    words_below: int = 10
    """Whole counts below this are written as words, up to nine; 0 writes none."""
    month_first: bool = False
    macrons: bool = True
    scale_words: bool = True
    """Whether sentences round money from ten million and counts from a billion: "3.89 trillion US dollars"."""
    language: str = "en-NZ"
    """A BCP 47 tag."""

    def number(self, value: Decimal) -> str:
        """Grouped digits in the value's own scale: 1,234,567 and 12.50."""
        whole, _, fraction = f"{value.copy_abs():f}".partition(".")
        sign = "−" if value < 0 else ""
        return sign + self._grouped(whole) + (self.decimal + fraction if fraction else "")

    def _grouped(self, digits: str) -> str:
        if len(digits) < self.grouped_from:
            return digits
        groups, rest = [digits[-3:]], digits[:-3]
        while rest:
            groups.insert(0, rest[-self.later_groups :])
            rest = rest[: -self.later_groups]
        return self.thousands.join(groups)

    def quantity(self, value: Decimal, unit: str | None, qualifier: Qualifier = Qualifier.EXACT) -> str:
        """A value with its unit: "12.5 per cent", "about two boats", "3 times"."""
        unit = unit or ""
        lead = _QUALIFIED[qualifier]
        if unit.lower() in PERCENT_UNITS:
            joint = "" if self.percent == "%" else " "
            return f"{lead}{self.number(value)}{joint}{self.percent}"
        if unit.lower() in POINTS_UNITS:
            noun = "percentage point" if value in (1, -1) else "percentage points"
            return f"{lead}{self.number(value)} {noun}"
        if unit[:1] in _SYMBOLS and unit[1:].lower() in _SHORT_SCALES:
            sign = "−" if value < 0 else ""
            return f"{lead}{sign}{unit[0]}{self.number(abs(value))}{unit[1:]}"
        return f"{lead}{self._count(value)} {_after(value, unit)}".rstrip()

    def _count(self, value: Decimal) -> str:
        if (
            value == value.to_integral_value()
            and value.as_tuple().exponent == 0
            and 0 <= value < min(self.words_below, 10)
        ):
            return _SMALL[int(value)]
        return self.number(value)

    def date(self, when: PartialDate) -> str:
        """A date as precise as it is known: 6 November 2020, November 2020, June quarter 2020, 2020."""
        first, iso = when.earliest, when.iso
        if "Q" in iso:
            return f"{_MONTHS[when.latest.month - 1]} quarter {first.year}"
        month = _MONTHS[first.month - 1]
        if len(iso) == 4:
            return iso
        if len(iso) == 7:
            return f"{month} {first.year}"
        return f"{month} {first.day}, {first.year}" if self.month_first else f"{first.day} {month} {first.year}"

    def period(self, period: Period) -> str:
        """A reference period with its preposition: in April 2020, from August 2019 to July 2020, since 1980."""
        if not period.iso:
            return ""
        first, slash, last = period.iso.partition("/")
        if not slash:
            return (
                f"{'on' if len(first) == 10 else 'in'}{' the' if 'Q' in first else ''} {self.date(PartialDate(first))}"
            )
        if last in ("", ".."):
            return f"since {self.date(PartialDate(first))}"
        if first in ("", ".."):
            return f"until {self.date(PartialDate(last))}"
        return f"from {self.date(PartialDate(first))} to {self.date(PartialDate(last))}"

    def span(self, period: Period) -> str:
        """A reference period without its preposition, for lists: April 2020."""
        text = self.period(period)
        return text.removeprefix("in the ").removeprefix("in ").removeprefix("on ").removeprefix("from ")

    def spelling(self, text: str) -> str:
        """Labels as the house writes them: with macrons, or without."""
        if self.macrons:
            return text
        return text.translate(_PLAIN_VOWELS)


_PLAIN_VOWELS = str.maketrans("āēīōūĀĒĪŌŪ", "aeiouAEIOU", "\N{COMBINING MACRON}")
_SINGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman", "times": "time"}


def _after(value: Decimal, unit: str) -> str:
    """A unit as it is said behind a number: "12.5 thousand dollars", "1 boat"."""
    if unit.lower() in _NO_UNITS:
        return ""
    scale, _, rest = unit.partition(" ")
    if scale.lower() in SCALES and scale.endswith("s"):
        return f"{scale.lower().removesuffix('s')} {rest.removeprefix('of ')}".rstrip()
    return _singular(unit) if value == 1 else unit


def _singular(unit: str) -> str:
    first, *rest = unit.split(" ")
    if first in _SINGULAR:
        first = _SINGULAR[first]
    elif first.endswith("ies"):
        first = first[:-3] + "y"
    elif first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return " ".join([first, *rest])


WIDE = Context(prec=1_200)
"""Room for every digit of the longest number that a question can have, or a ledger: to round one with the usual 28
would fail."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as newsrooms round; at least one significant digit is kept."""
    quantum = Decimal(1).scaleb(-decimals)
    result = value.quantize(quantum, ROUND_HALF_UP, WIDE)
    while result == 0 and value != 0 and decimals < 12:
        decimals += 1
        result = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    return result


def decimals(value: Decimal) -> int:
    """How many decimals a value is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
