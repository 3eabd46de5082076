"""Wholes and their parts: which figures are counted in others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.ask.evaluate.held import Held
from bot.ask.meaning import Selection
from bot.ask.prove.wholes import is_group, is_total
from bot.ask.select import Picked, pick
from bot.domain import Dimensions, Figure


def is_part_of(ledger: Held, part: Dimensions, whole: Dimensions) -> bool:
    """Whether one set of codes is counted in another: every dimension of the whole has the same code there, or one that
    is broader or a total, and somewhere they differ."""
    own = dict(part)
    return part != whole and all(
        key in own and (own[key] == code or _holds(ledger, key, code, own[key])) for key, code in whole
    )


def _holds(ledger: Held, dimension: str, whole: str, part: str) -> bool:
    label = ledger.prose.code(dimension, whole)
    if is_total(label) and not is_total(ledger.prose.code(dimension, part)):
        return True
    codes, seen = ledger.catalogue.codes, {part}
    code = codes.get((dimension, part))
    while code is not None and code.broader and code.broader not in seen:
        if code.broader == whole:
            return True
        seen.add(code.broader)
        code = codes.get((dimension, code.broader))
    return False


def are_apart(ledger: Held, figures: Sequence[Figure]) -> bool:
    """Whether none of some figures is counted in another, as far as the ledger tells."""
    by_series = {figure.series: figure for figure in figures}
    if len(by_series) == 1:
        return True
    for one, other in combinations(by_series.values(), 2):
        if one.indicator != other.indicator:
            if _is_base_of(ledger, one.indicator, other.indicator) or _is_base_of(
                ledger, other.indicator, one.indicator
            ):
                return False
        elif is_part_of(ledger, one.dimensions, other.dimensions) or is_part_of(
            ledger, other.dimensions, one.dimensions
        ):
            return False
    groups = [pair for figure in figures for pair in figure.dimensions if is_group(ledger.prose.code(*pair))]
    common = set.intersection(*(set(figure.dimensions) for figure in figures))
    return all(pair in common for pair in groups)


def _is_base_of(ledger: Held, whole: str, part: str) -> bool:
    """Whether the ledger says that what one indicator counts is counted within what another does."""
    return any(ledger.catalogue.universes[base].size == whole for base in bases_of(ledger, part))


def bases_of(ledger: Held, indicator: str) -> list[str]:
    """An indicator's universe and the broader ones, nearest first."""
    found: list[str] = []
    universes = ledger.catalogue.universes
    key = ledger.catalogue.indicators[indicator].universe
    while key and key in universes and key not in found:
        found.append(key)
        key = universes[key].broader
    return found


def whole_of(ledger: Held, part: Figure, dimension: str) -> Picked | None:
    """The figure that is not broken down by a dimension, for the period of one that is; None where none is held."""
    shelf = ledger.shelf(part.indicator)
    row = shelf.by_key.get(tuple(pair for pair in part.dimensions if pair[0] != dimension))
    if row is None:
        return None
    wish = replace(ledger.wish(Selection(part.indicator)), named=part.period)
    found = pick(ledger.figures([row])[row.id], wish)
    return found if isinstance(found, Picked) and found.figure.period == part.period else None
