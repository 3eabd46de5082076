"""The two sides of a vote by all that they are called: “backed”, “opposed” and “the no camp” say yes and no; and the
share of a vote by what it is called without the word: “the yes vote”, “half of voters”."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.ask.language.rows import rows
from bot.ask.text import fold, tokenize
from bot.domain import Catalogue, Code, Concept, Dimension, Indicator

_BETWEEN = ";"
_SHARE_OF_VOTE = re.compile(r"(?:share|percentage|proportion) of (?:the )?votes?(?!\S)", re.IGNORECASE)
_VOTES = frozenset(("vote", "votes", "voters", "ballot", "ballots", "referendum", "referendums", "plebiscite"))
_PUT_TO_VOTE = ("proposal", "question", "bill", "measure", "initiative")
"""What a vote is about."""
_GIVEN = frozenset((*_VOTES, "answer", "option", "side", "choice", "response", "position", "decision", "result"))
"""What one of two sides is: a “no” to anything else is none."""
_DONE_TO = re.compile(r"^(?P<thing>\S.*) (?:\w+i[sz]ation|reform|repeal|abolition|ban)$", re.IGNORECASE)
"""A proposal by what is to be done to a thing."""


def with_votes(catalogue: Catalogue) -> Catalogue:
    """The same with the other words for each side of a vote, for what it is about and for a share of it as alternative
    labels: for sides in every dimension of answers that has just one code for each. Without an indicator that counts
    votes, a “no” is no side."""
    if not any(_has(indicator, _VOTES) for indicator in catalogue.indicators.values()):
        return catalogue
    codes = dict(catalogue.codes)
    indicators = {id_: _with_voters(indicator) for id_, indicator in catalogue.indicators.items()}
    answers = [id_ for id_, dimension in catalogue.dimensions.items() if _has(dimension, _GIVEN)]
    for sides in _sides(code for code in codes.values() if code.dimension in answers):
        for side, code in sides.items():
            own = {fold(label) for label in (code.label, *code.alt_labels)}
            others = [word for word in side if fold(word) not in own]
            codes[code.dimension, code.id] = replace(code, alt_labels=(*code.alt_labels, *others))
    dimensions = {id_: _with_proposals(dimension) for id_, dimension in catalogue.dimensions.items()}
    asked = [id_ for id_, dimension in dimensions.items() if dimension is not catalogue.dimensions[id_]]
    codes.update(_by_their_things([code for code in codes.values() if code.dimension in asked]))
    return replace(catalogue, codes=codes, indicators=indicators, dimensions=dimensions)


def _with_proposals(dimension: Dimension) -> Dimension:
    """A dimension of what votes are about, with all that this is called as alternative labels."""
    if not _has(dimension, _PUT_TO_VOTE):
        return dimension
    own = {fold(label) for label in (dimension.label, *dimension.alt_labels)}
    return replace(dimension, alt_labels=(*dimension.alt_labels, *(word for word in _PUT_TO_VOTE if word not in own)))


def _by_their_things(codes: Sequence[Code]) -> Iterator[tuple[tuple[str, str], Code]]:
    """The proposals that are called by the thing alone to which something is to be done, where it is one's alone: the
    vote on fluoride abolition is the fluoride vote."""
    said = Counter(token.stem for code in codes for token in {*tokenize(code.label)})
    for code in codes:
        done = _DONE_TO.match(code.label)
        thing = done["thing"] if done is not None else code.label
        own = {fold(label) for label in (code.label, *code.alt_labels)}
        if fold(thing) not in own and all(said[token.stem] == 1 for token in tokenize(thing)):
            yield (code.dimension, code.id), replace(code, alt_labels=(*code.alt_labels, thing))


def _with_voters(indicator: Indicator) -> Indicator:
    """An indicator that is a share of the vote, with the vote and the share of voters as alternative labels."""
    share = _SHARE_OF_VOTE.match(indicator.label)
    if share is None:
        return indicator
    rest = indicator.label[share.end() :]
    return replace(indicator, alt_labels=(*indicator.alt_labels, f"vote{rest}", f"share of voters{rest}"))


def _has(concept: Concept, words: Collection[str]) -> bool:
    return any(token.norm in words for token in tokenize(concept.label))


def _sides(codes: Iterable[Code]) -> list[dict[tuple[str, ...], Code]]:
    """Of each dimension that has one code for either side: the words for a side, and the code."""
    found: dict[str, list[tuple[tuple[str, ...], Code]]] = defaultdict(list)
    for code in codes:
        said = _words().get(fold(code.label))
        if said is not None:
            found[code.dimension].append((said, code))
    both = len({*_words().values()})
    return [dict(sides) for sides in found.values() if len(sides) == len(dict(sides)) == both]


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """By the names of a side, folded, what else people say for it."""
    return {
        fold(name): tuple(row["said"].split(_BETWEEN))
        for row in rows("answers")
        for name in row["names"].split(_BETWEEN)
    }
