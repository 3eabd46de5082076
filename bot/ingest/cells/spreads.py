"""Labels of figures that say how exact another one is: margins of error, standard errors, bounds of an interval."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What a spread is called in an indicator's label."""

    LOWER = "lower bound"
    UPPER = "upper bound"
    INTERVAL = "confidence interval"
    MARGIN = "margin of error"
    ERROR = "standard error"
    RELATIVE = "relative standard error"
    VARIATION = "coefficient of variation"
    DEVIATION = "standard deviation"


class Spread(NamedTuple):
    """`of` is the label without it, "" where there is nothing else in it; `level` its level of confidence ("95"), and
    `printed` its words in the label. `is_sure`: the words say so alone; "low" and "high" may be classes, and only
    figures between them show it."""

    kind: Kind
    of: str
    level: str | None = None
    is_sure: bool = True
    printed: str = ""

    @property
    def name(self) -> str:
        """What it is called behind the label of what it is of, with the words of the file where they are others: "lower
        bound of 95% confidence interval (95% CI lower)"."""
        plain = self._plain
        own = {one.casefold() for one in _TOKEN.findall(self.printed) if one[0].isalnum()}
        return plain if own <= {one.casefold() for one in _TOKEN.findall(plain)} else f"{plain} ({self.printed})"

    @property
    def _plain(self) -> str:
        if self.kind not in (Kind.LOWER, Kind.UPPER, Kind.INTERVAL):
            return self.kind
        interval = f"{self.level}% {Kind.INTERVAL}" if self.level else str(Kind.INTERVAL)
        if self.kind is Kind.INTERVAL:
            return interval
        return f"{self.kind} of {interval}" if self.is_sure else self.kind


_TOKEN = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+(?:\.\d+)?|%|±|\+/-")
_LOWER = frozenset({"lower", "low", "lo", "lwr"})
_UPPER = frozenset({"upper", "high", "hi", "upr", "up"})
_BOTH_IN_ONE = {
    **dict.fromkeys(("lcl", "lci", "lcb"), Kind.LOWER),
    **dict.fromkeys(("ucl", "uci", "ucb"), Kind.UPPER),
}
_INTERVAL = frozenset({"ci", "cl", "confidence", "credible", "uncertainty"})
_FORMS = frozenset({"interval", "intervals", "limit", "limits", "bound", "bounds", "level", "range", "value"})
_BOUNDS = frozenset({"limit", "bound"})
_PERCENT = frozenset({"%", "percent", "per", "cent", "pct"})
_LEVEL = re.compile(r"(?:[89]\d|68)(?:\.\d+)?")
_WHOLE = (
    (("margin", "of", "error"), Kind.MARGIN),
    (("margins", "of", "error"), Kind.MARGIN),
    (("error", "margin"), Kind.MARGIN),
    (("sampling", "error"), Kind.MARGIN),
    (("plus", "or", "minus"), Kind.MARGIN),
    (("moe",), Kind.MARGIN),
    (("±",), Kind.MARGIN),
    (("+/-",), Kind.MARGIN),
    (("relative", "standard", "error"), Kind.RELATIVE),
    (("relative", "standard", "errors"), Kind.RELATIVE),
    (("rse",), Kind.RELATIVE),
    (("coefficient", "of", "variation"), Kind.VARIATION),
    (("cv",), Kind.VARIATION),
    (("standard", "error"), Kind.ERROR),
    (("standard", "errors"), Kind.ERROR),
    (("std", "error"), Kind.ERROR),
    (("std", "err"), Kind.ERROR),
    (("stderr",), Kind.ERROR),
    (("se",), Kind.ERROR),
    (("standard", "deviation"), Kind.DEVIATION),
    (("std", "dev"), Kind.DEVIATION),
    (("stddev",), Kind.DEVIATION),
)
"""The words of those that have no two sides."""
_LETTERS = frozenset({"se", "cv", "cl", "ci"})
"""What may be a code of its own among other words: these count as words alone, or at the end in capitals."""
_CODE, _SHORT = re.compile(r"[A-Z]{2,3}"), re.compile(r"[A-Z]{2}")
_AROUND = " ,;:.!?_-–—("


@lru_cache(maxsize=4096)
def spread_of(label: str) -> Spread | None:
    """What a header or a label says of how exact another figure is; None of one that is a figure of its own."""
    plain = unicodedata.normalize("NFKC", label)
    found = list(_TOKEN.finditer(plain))
    words = [one[0].casefold() for one in found]
    run = _whole(words, found) or _sided(words)
    if run is None:
        return None
    first, last, kind, is_sure = run
    while last + 1 < len(words) and (words[last + 1] in _PERCENT or _is_level(words, last + 1)):
        last += 1
    while first and _is_before(words, first):
        first -= 1
    level = next((one for one in words[first : last + 1] if _LEVEL.fullmatch(one)), None)
    before, after = plain[: found[first].start()], plain[found[last].end() :]
    parts = [part for text in (before, after) if (part := text.strip(f"{_AROUND}±)[]"))]
    printed = plain[found[first].start() : found[last].end()].replace("(", "").replace(")", "")
    return Spread(kind, _closed(" ".join(parts)), level, is_sure, printed)


def _closed(text: str) -> str:
    """With the bracket closed that the spread stood before the end of."""
    return f"{text})" if text.count("(") > text.count(")") else text


def _whole(words: Sequence[str], found: Sequence[re.Match[str]]) -> tuple[int, int, Kind, bool] | None:
    for one, kind in _WHOLE:
        for first in range(len(words) - len(one) + 1):
            if tuple(words[first : first + len(one)]) != one:
                continue
            last = first + len(one) - 1
            if one[0] in _LETTERS and len(words) > 1 and not (last + 1 == len(words) and found[first][0].isupper()):
                continue
            return first, last, kind, True
    return None


def _sided(words: Sequence[str]) -> tuple[int, int, Kind, bool] | None:
    """A bound, or an interval as a whole: a run of words of sides, of intervals and of levels."""
    for first, word in enumerate(words):
        if not _is_of_interval(words, first):
            continue
        last = first
        while last + 1 < len(words) and (_is_of_interval(words, last + 1) or words[last + 1] in _FORMS | {"of", "for"}):
            last += 1
        while words[last] in ("of", "for"):
            last -= 1
        run = words[first : last + 1]
        kind = next((_BOTH_IN_ONE[one] for one in run if one in _BOTH_IN_ONE), None)
        if kind:
            return first, last, kind, True
        sides = [Kind.LOWER if one in _LOWER else Kind.UPPER for one in run if one in _LOWER | _UPPER]
        says_interval = not _INTERVAL.isdisjoint(run)
        if len(set(sides)) == 1 and (says_interval or _is_weak(words, first, last)):
            return first, last, sides[0], says_interval
        if not sides and says_interval and (len(run) > 1 or (len(words) == 1 and word in _LETTERS)):
            return first, last, Kind.INTERVAL, True
    return None


def _is_weak(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a side stands at the end of a label, or with "bound" or "limit": "low income" is no bound."""
    return last + 1 == len(words) or not _BOUNDS.isdisjoint(words[first : last + 1])


def _is_of_interval(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if word in _LOWER | _UPPER | _INTERVAL or word in _BOTH_IN_ONE:
        return True
    return (word in _PERCENT and at > 0 and _LEVEL.fullmatch(words[at - 1]) is not None) or _is_level(words, at)


def _is_level(words: Sequence[str], at: int) -> bool:
    """Whether a number is a level of confidence, as what stands around it shows."""
    if not _LEVEL.fullmatch(words[at]):
        return False
    beside = [*words[max(0, at - 3) : at], *words[at + 1 : at + 4]]
    known = _LOWER | _UPPER | _INTERVAL | _FORMS | _BOTH_IN_ONE.keys()
    return not known.isdisjoint(beside)


def _is_before(words: Sequence[str], first: int) -> bool:
    """Whether the word before a spread belongs to its level: a per cent sign behind a number, or the number."""
    word = words[first - 1]
    if word in _PERCENT:
        at = first - 1
        while at >= 0 and words[at] in _PERCENT:
            at -= 1
        return at >= 0 and bool(_LEVEL.fullmatch(words[at]))
    return bool(_LEVEL.fullmatch(word)) and (words[first] in _PERCENT or _is_level(words, first - 1))


def spreads_among(labels: Iterable[str]) -> dict[str, Spread]:
    """The spreads among labels that stand beside each other. Two letters are none where others are codes as well: "SE"
    beside "AU" is a country."""
    held = list(dict.fromkeys(filter(None, labels)))
    found = {label: spread for label in held if (spread := spread_of(label))}
    codes = any(_CODE.fullmatch(label) for label in held if label not in found)
    return {label: spread for label, spread in found.items() if not (codes and _SHORT.fullmatch(label))}


_ESTIMATES = frozenset(
    {"estimate", "estimates", "point estimate", "central estimate", "best estimate", "central", "value", "values",
     "figure", "result", "%", "percent", "percentage", "per cent", "number", "count"}
)  # fmt: skip


def is_estimate(label: str) -> bool:
    """Whether a label beside those of spreads says no more than that its figures are what these are of."""
    return label.casefold().strip(" :.()") in _ESTIMATES
