"""What observations have in common, and what tells each from the others."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.prose import Prose
from bot.ask.say.agreement import counted, was, with_article
from bot.domain import Dimensions, Figure

ALL = "all"
"""What is not broken down, beside what is."""
MOST = 12
"""Names that are listed one by one."""


def label(prose: Prose, figure: Figure) -> str:
    """What a figure is of, but for its codes, as the subject of its number: "number of boats"."""
    return counted(prose.label(figure.indicator), unit_of(prose, figure))


def unit_of(prose: Prose, figure: Figure) -> str | None:
    return figure.unit or prose.catalogue.indicators[figure.indicator].unit


def subject(prose: Prose, figure: Figure) -> str:
    """What a figure is of, within a sentence: "the catch (Hoki, North)"."""
    return with_article(_with_codes(prose, label(prose, figure), figure.dimensions))


def verb(prose: Prose, figure: Figure) -> str:
    return was(label(prose, figure))


def shared(prose: Prose, figures: Sequence[Figure]) -> str:
    """The label of figures of one indicator, with the codes that all of them have, within a sentence."""
    return with_article(plain(prose, figures))


def plain(prose: Prose, figures: Sequence[Figure]) -> str:
    """The same without an article."""
    common = set(figures[0].dimensions).intersection(*(figure.dimensions for figure in figures[1:]))
    return _with_codes(prose, label(prose, figures[0]), tuple(sorted(common)))


def _with_codes(prose: Prose, label_: str, dimensions: Dimensions) -> str:
    return f"{label_} ({prose.codes(dimensions)})" if dimensions else label_


def names(prose: Prose, figures: Sequence[Figure]) -> list[str]:
    """A name for each figure that the others do not have: its indicator, codes, period, status or claimant."""
    if len({figure.indicator for figure in figures}) > 1:
        return [prose.subject(figure.indicator, figure.dimensions) for figure in figures]
    common = set.intersection(*(set(figure.dimensions) for figure in figures))
    if any(set(figure.dimensions) != common for figure in figures):
        return [_codes(prose, figure.dimensions, common) for figure in figures]
    if len({figure.period for figure in figures}) > 1:
        return [time_name(prose, figure) for figure in figures]
    if len({figure.status for figure in figures}) > 1:
        return [f"the {figure.status.value} figure" for figure in figures]
    return [prose.claimant(figure) or prose.source(figure) for figure in figures]


def places(prose: Prose, figures: Sequence[Figure]) -> list[str]:
    """The same names as they end a phrase: "for North", "in 2020"."""
    found = names(prose, figures)
    one_series = len({figure.series for figure in figures}) == 1
    if not one_series:
        return [f"for {name}" for name in found]
    if len({figure.period for figure in figures}) > 1:
        return [prose.period(figure.period) or name for figure, name in zip(figures, found, strict=True)]
    lead = "in" if len({figure.status for figure in figures}) > 1 else "according to"
    return [f"{lead} {name}" for name in found]


def time_name(prose: Prose, figure: Figure) -> str:
    """When a figure is for, by the name that the ledger has for it or else by its date, without a preposition."""
    named = next((one for one in prose.catalogue.periods.values() if one.period == figure.period), None)
    if named is not None:
        return prose.style.spelling(named.label)
    return prose.style.span(figure.period) or "a time not recorded"


def listed(prose: Prose, parts: Sequence[str]) -> str:
    """Some names, of many the first and the number of the others."""
    return prose.list_of(shortened(parts))


def shortened(parts: Sequence[str]) -> list[str]:
    """The first of many, and the number of the others."""
    return [*parts[:MOST], *([f"{len(parts) - MOST:,} more"] if len(parts) > MOST else [])]


def ends(parts: Sequence[str]) -> list[str]:
    """The first of many, the last ones, and the number of those between."""
    left = len(parts) - MOST
    return [*parts[:1], f"{left:,} more", *parts[left + 1 :]] if left > 0 else [*parts]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def noun(prose: Prose, dimension: str) -> str | None:
    """What the codes of a dimension are, as one of them is called; None where a column of a table is all it is."""
    label = prose.dimension(dimension)
    word, _, number = label.rpartition(" ")
    return None if word.lower() in ("row", "column", "header", "level") and number.isdecimal() else label


def _codes(prose: Prose, own: Dimensions, common: set[tuple[str, str]]) -> str:
    return prose.codes(tuple(pair for pair in own if pair not in common)) or ALL
