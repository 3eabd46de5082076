"""A reading of a question: which indicator, codes, times and names explain its words, and which words are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ask.cells import Shelf
from bot.ask.lexicon import Entry
from bot.ask.names import Mention
from bot.ask.query import Mask, TimeWords


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the question. `cost` is 0 for a question in the ledger's own words; `unexplained` are words left.

    `bound` holds the codes named for each dimension; `times` the times that no label explains and the figures must.
    """

    entry: Entry
    shelf: Shelf
    bound: Mapping[str, tuple[str, ...]]
    cost: float
    explained: Mask
    unexplained: Mask
    carried: Mask
    times: tuple[TimeWords, ...]
    named: tuple[Mention, ...]
    universe: str | None = None
    sources: frozenset[str] = frozenset()
    claimed: Mask = 0
    """Numbers in the question that nothing explains: the answer has to bear them out."""
    says_label: bool = False
    """Whether the question says most of a label of the indicator itself."""
    is_named: bool = True
    """Whether the question says more than half of a label of the indicator, or nothing but codes and names."""

    def names(self, kind: str) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.named if mention.kind == kind)

    @property
    def single(self) -> dict[str, str]:
        """The dimensions for which just one code is named."""
        return {dimension: codes[0] for dimension, codes in self.bound.items() if len(codes) == 1}

    @property
    def several(self) -> tuple[str, tuple[str, ...]] | None:
        """The dimension for which more than one code is named, with its codes in the question's order."""
        return next(((dimension, codes) for dimension, codes in self.bound.items() if len(codes) > 1), None)


@dataclass(frozen=True, slots=True)
class Explained:
    """What an indicator explains, whichever of its codes are meant: words, by any of its labels, by the best of them,
    by its base, as a dimension; the cues that are part of a label; and the base that is named.

    `gap` is the part of its best label that is unsaid; `cost` that and what else speaks against the indicator.
    """

    own: Mask
    phrase: Mask
    base: Mask
    labels: Mask
    cues: Mask
    gap: float
    cost: float
    universe: str | None
