"""Which codes of an indicator's dimensions the question names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from bot.ask.cells import Shelf
from bot.ask.lexicon import Lexicon
from bot.ask.phrases import Phrase
from bot.ask.query import Mask, Query
from bot.ask.text import singulars
from bot.ask.words import DISTINGUISHING, FILLER, POINTS_UNITS

_BEAM = 12
_SINGLES = 4
_PASSED_OVER = 1.2
"""What it costs to take one code where the question names several."""


class CodeChoice(NamedTuple):
    """Codes bound to dimensions, the words that name them, and what is odd about the choice (0: said in full).

    `related` are words of other labels of the same codes; `ignored` words name codes in full that are left unbound.
    """

    bound: Mapping[str, tuple[str, ...]]
    mask: Mask
    penalty: float
    related: Mask = 0
    ignored: Mask = 0


class _Named(NamedTuple):
    """A code with the words that name it and the part of its label that the question leaves unsaid (0 to 1)."""

    code: str
    mask: Mask
    unsaid: float
    first: int
    related: Mask


Said = Mapping[str, list[_Named]]
"""Dimension -> the codes that words of the question can name, best named first. Dimensions without any are left out."""


def said_in(lexicon: Lexicon, shelf: Shelf, query: Query, places: Mapping[str, Mask], elsewhere: Mask = 0) -> Said:
    """The codes of an indicator that the question can name.

    `places` maps each stem of the question to its words; `elsewhere` are words the indicator's own labels explain.
    These name a code only in its very form or the plural, since words of one root may differ ("hospital",
    "hospitality").
    """
    forms = {form for token in query.sentence.tokens for form in (token.norm, *singulars(token.norm))}
    units = sum(1 << index for index, token in enumerate(query.sentence.tokens) if token.norm in POINTS_UNITS)
    apart = {stem: left for stem, mask in places.items() if (left := mask & ~units)} if units else places
    found: dict[str, list[_Named]] = {}
    for dimension, held in shelf.codes.items():
        best: dict[str, _Named] = {}
        stems = lexicon.code_names[dimension]
        kind = lexicon.dimension_words.get(dimension, frozenset())
        for stem in places:
            for code, phrase in stems.get(stem, ()):
                if code not in held:
                    continue
                # "Fell by five points" is not said of "the Point".
                named = _name(code, phrase, apart if POINTS_UNITS.isdisjoint(phrase.forms) else places, kind)
                if named is not None and (named.mask & ~elsewhere or named.unsaid or phrase.forms <= forms):
                    known = best.get(code)
                    best[code] = named if known is None else _better(known, named)
        if best:
            found[dimension] = sorted(_ungoverned(best.values(), query), key=_rank)
    return found


def _ungoverned(named: Collection[_Named], query: Query) -> list[_Named]:
    """Without a code that only governs another one of its dimension: "support for the no" is about the no."""
    norms = query.norms
    by_place = {code.first: code for code in named}
    kept = list(named)
    for code in named:
        after = norms[code.first : code.first + 2]
        governed = by_place.get(code.first + (3 if after[1:] == ["the"] else 2))
        if code.mask.bit_count() == 1 and after[:1] == ["for"] and governed in kept:
            kept.remove(code)
            kept[kept.index(governed)] = governed._replace(related=governed.related | code.mask)
    return kept


_SAYS_LITTLE = FILLER | DISTINGUISHING


def _name(code: str, phrase: Phrase, places: Mapping[str, Mask], kind: frozenset[str]) -> _Named | None:
    """The code as named by this label; None where only words are said that any label could have, such as its `kind`."""
    mask = absent = 0
    meant = False
    for word in phrase.content:
        where = places.get(word)
        if where is None:
            absent += 1
        else:
            mask |= where
            meant = meant or not (word in _SAYS_LITTLE or word in kind)
    if absent and not meant:
        return None
    return _Named(code, mask, absent / len(phrase.content), (mask & -mask).bit_length(), mask)


def _better(known: _Named, named: _Named) -> _Named:
    """The one of two labels of a code that the question says better; the words of both are related to it."""
    first, second = sorted((known, named), key=_rank)
    return first._replace(related=first.related | second.related)


def _rank(named: _Named) -> tuple[bool, int, float]:
    return named.unsaid > 0, -named.mask.bit_count(), named.unsaid


def choices(shelf: Shelf, said: Said, elsewhere: Mask) -> list[CodeChoice]:
    """The sensible ways to bind the codes that the question names, cheapest first."""
    beam = [CodeChoice({}, 0, 0.0)]
    for dimension, named in said.items():
        options = _options(named, elsewhere)
        if options:
            grown = [_bind(choice, dimension, option) for choice in beam for option in options] + beam
            grown.sort(key=lambda choice: choice.penalty - choice.mask.bit_count())
            beam = grown[:_BEAM]
    return [
        _settled(_with_implied(choice, shelf), said) for choice in beam if not choice.bound or _exists(choice, shelf)
    ]


def _with_implied(choice: CodeChoice, shelf: Shelf) -> CodeChoice:
    bound = implied(choice.bound, shelf)
    return choice if bound is choice.bound else choice._replace(bound=bound)


def implied(bound: Mapping[str, tuple[str, ...]], shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """The codes with those that all of several named ones need: where only one ballot has a "no", "yes against no" is
    about that one."""
    several = next((dimension for dimension, codes in bound.items() if len(codes) > 1), None)
    if several is None:
        return bound
    single = {dimension: codes[0] for dimension, codes in bound.items() if len(codes) == 1}
    common: set[tuple[tuple[str, str], ...]] | None = None
    for code in bound[several]:
        wanted = {**single, several: code}.items()
        rests = {
            tuple(pair for pair in row.key.dimensions if pair not in wanted)
            for row in shelf.rows
            if wanted <= set(row.key.dimensions)
        }
        common = rests if common is None else common & rests
    if not common or len(common) > 1:
        return bound
    return {**bound, **{dimension: (code,) for dimension, code in next(iter(common))}}


def _options(named: list[_Named], elsewhere: Mask) -> list[list[_Named]]:
    full = [code for code in named if code.unsaid == 0]
    kept: list[_Named] = []
    for code in full:
        if not any(code.mask & other.mask == code.mask for other in kept):
            kept.append(code)
    options: list[list[_Named]] = []
    if kept:
        options.append(sorted(kept, key=lambda code: code.first))
        same = [code for code in full if code not in kept and code.mask == kept[0].mask]
        options += [[code] for code in same[:_SINGLES]]
        if len(kept) > 1:
            options += [[code._replace(unsaid=_PASSED_OVER)] for code in kept[:_SINGLES]]
    partial = [
        code
        for code in named
        if code.unsaid > 0 and code.mask & ~elsewhere and all(_goes_beyond(code, other) for other in kept)
    ]
    options += [[code] for code in partial[:_SINGLES]]
    return options


def named_codes(lexicon: Lexicon, shelf: Shelf, query: Query) -> dict[str, Mask]:
    """Dimension -> the words of a question that name a code of it in full."""
    places: dict[str, Mask] = {}
    for index, token in enumerate(query.sentence.tokens):
        places[token.stem] = places.get(token.stem, 0) | 1 << index
    found: dict[str, Mask] = {}
    for dimension, named in said_in(lexicon, shelf, query, places).items():
        for code in named:
            if code.unsaid == 0:
                found[dimension] = found.get(dimension, 0) | code.mask
    return found


def _goes_beyond(partial: _Named, full: _Named) -> bool:
    """Whether a label said in part says all that a label said in full does, and more."""
    return partial.mask & full.mask == full.mask and partial.mask != full.mask


def _bind(choice: CodeChoice, dimension: str, option: list[_Named]) -> CodeChoice:
    mask, penalty, related = choice.mask, choice.penalty, choice.related
    for code in option:
        shared = code.mask & choice.mask
        penalty += 0.5 * code.unsaid + 0.5 * shared.bit_count()
        mask |= code.mask
        related |= code.related
    return CodeChoice({**choice.bound, dimension: tuple(code.code for code in option)}, mask, penalty, related)


def _exists(choice: CodeChoice, shelf: Shelf) -> bool:
    """Whether the ledger has a series for every code named together with the others."""
    single = {dimension: codes[0] for dimension, codes in choice.bound.items() if len(codes) == 1}
    for dimension, codes in choice.bound.items():
        for code in codes if len(codes) > 1 else ():
            if shelf.find({**single, dimension: code}) is None:
                return False
    return shelf.find(single) is not None


def _settled(choice: CodeChoice, said: Said) -> CodeChoice:
    """Leaving a code unbound that the question names in full costs a little: its words meant something."""
    penalty, ignored = choice.penalty, 0
    for dimension, named in said.items():
        if dimension not in choice.bound:
            masks = [code.mask & ~choice.mask for code in named if code.unsaid == 0 and code.mask & ~choice.mask]
            penalty += bool(masks)
            for mask in masks:
                ignored |= mask
    return choice._replace(penalty=penalty, ignored=ignored) if ignored else choice
