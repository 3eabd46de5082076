"""Codes by all that people call them: “Dutch”, “UK” and “Korea, Rep.” are countries, “men” are `Male`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.ask.language.places import named_alike, names_of, places, plain
from bot.ask.language.rows import Row
from bot.domain import Catalogue, Code


def with_other_names(catalogue: Catalogue) -> Catalogue:
    """The same with every code that is labelled as a country, or as a group of people, having the other names of it
    as alternative labels, and all names of what the ledger is about.

    A name that two codes of a dimension could have is given to neither: it is for the ledger to say which it means.
    """
    scope = [name for word in catalogue.scope if (place := places().get(plain(word))) for name in names_of(place)]
    if scope:
        catalogue = replace(catalogue, scope=tuple(dict.fromkeys((*catalogue.scope, *scope))))
    by_dimension: dict[str, list[tuple[Code, Row]]] = defaultdict(list)
    for code in catalogue.codes.values():
        place = named_alike().get(plain(code.label))
        if place is not None:
            by_dimension[code.dimension].append((code, place))
    if not by_dimension:
        return catalogue
    named = _labels(catalogue.codes, by_dimension)
    codes = dict(catalogue.codes)
    for dimension, found in by_dimension.items():
        taken = named[dimension] + Counter(plain(name) for _, place in found for name in names_of(place))
        for code, place in found:
            own = {plain(label) for label in (code.label, *code.alt_labels)}
            others = [name for name in names_of(place) if taken[plain(name)] == 1 and plain(name) not in own]
            codes[dimension, code.id] = replace(code, alt_labels=(*code.alt_labels, *others))
    return replace(catalogue, codes=codes)


def _labels(codes: Mapping[tuple[str, str], Code], dimensions: Iterable[str]) -> dict[str, Counter[str]]:
    """By dimension, the labels of its codes that are no country's."""
    found = {dimension: Counter[str]() for dimension in dimensions}
    for code in codes.values():
        if code.dimension in found and plain(code.label) not in named_alike():
            found[code.dimension].update({plain(label) for label in (code.label, *code.alt_labels)})
    return found
