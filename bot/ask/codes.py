"""Which codes of an indicator's dimensions the question names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.ask.cells import Shelf
from bot.ask.grammar import FILLER
from bot.ask.query import Mask, Query

_BEAM = 12
_SINGLES = 4
_PASSED_OVER = 1.2
"""What it costs to take one code where the question names several."""


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """Codes bound to dimensions, the words that name them, and what is odd about the choice (0: said in full).

    `related` are words of other labels of the same codes; `ignored` words name codes in full that are left unbound.
    """

    bound: Mapping[str, tuple[str, ...]]
    mask: Mask
    penalty: float
    related: Mask = 0
    ignored: Mask = 0


@dataclass(frozen=True, slots=True)
class _Named:
    """A code with the words that name it and the part of its label that the question leaves unsaid (0 to 1)."""

    code: str
    mask: Mask
    unsaid: float
    first: int
    related: Mask


def choices(shelf: Shelf, places: Mapping[str, Mask], elsewhere: Mask) -> list[CodeChoice]:
    """The sensible ways to bind the codes that the question names, cheapest first.

    `places` maps each stem of the question to its words; `elsewhere` are words the indicator's own labels explain.
    """
    beam = [CodeChoice({}, 0, 0.0)]
    for dimension in shelf.codes:
        options = _options(shelf, dimension, places, elsewhere)
        if not options:
            continue
        grown = [_bind(choice, dimension, option) for choice in beam for option in options]
        grown += beam
        grown.sort(key=lambda choice: choice.penalty - choice.mask.bit_count())
        beam = grown[:_BEAM]
    return [_settled(choice, shelf, places) for choice in beam if _exists(choice, shelf)]


def _options(shelf: Shelf, dimension: str, places: Mapping[str, Mask], elsewhere: Mask) -> list[list[_Named]]:
    named = _named(shelf, dimension, places)
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
            options += [[replace(code, unsaid=_PASSED_OVER)] for code in kept[:_SINGLES]]
    partial = [
        code
        for code in named
        if code.unsaid > 0 and code.mask & ~elsewhere and all(_goes_beyond(code, other) for other in kept)
    ]
    options += [[code] for code in partial[:_SINGLES]]
    return options


def _named(shelf: Shelf, dimension: str, places: Mapping[str, Mask]) -> list[_Named]:
    """Every code that a word of the question can name, best named first."""
    best: dict[str, _Named] = {}
    stems = shelf.named[dimension]
    for stem in places:
        for code, phrase in stems.get(stem, ()):
            mask = 0
            for word in phrase.content:
                mask |= places.get(word, 0)
            unsaid = sum(word not in places for word in phrase.content) / len(phrase.content)
            if unsaid and not any(word in places and word not in FILLER for word in phrase.content):
                continue
            found = _Named(code, mask, unsaid, (mask & -mask).bit_length(), mask)
            known = best.get(code)
            if known is None or (unsaid > 0, -said_words(found)) < (known.unsaid > 0, -said_words(known)):
                best[code] = found if known is None else replace(found, related=found.related | known.related)
            else:
                best[code] = replace(known, related=known.related | mask)
    return sorted(best.values(), key=lambda code: (code.unsaid > 0, -said_words(code), code.unsaid))


def said_words(named: _Named) -> int:
    return named.mask.bit_count()


def named_codes(shelf: Shelf, query: Query) -> dict[str, Mask]:
    """Dimension -> the words of a question that name a code of it in full."""
    places: dict[str, Mask] = {}
    for index, token in enumerate(query.sentence.tokens):
        places[token.stem] = places.get(token.stem, 0) | 1 << index
    found: dict[str, Mask] = {}
    for dimension in shelf.codes:
        for code in _named(shelf, dimension, places):
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


def _settled(choice: CodeChoice, shelf: Shelf, places: Mapping[str, Mask]) -> CodeChoice:
    """Leaving a code unbound that the question names in full costs a little: its words meant something."""
    penalty, ignored = choice.penalty, 0
    for dimension in shelf.codes:
        if dimension not in choice.bound:
            named = [code for code in _named(shelf, dimension, places) if code.unsaid == 0 and code.mask & ~choice.mask]
            penalty += bool(named)
            for code in named:
                ignored |= code.mask & ~choice.mask
    return replace(choice, penalty=penalty, ignored=ignored)
