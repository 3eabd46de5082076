"""The question as read by grammar alone, before the ledger's own words are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import RATE
from bot.ask.text import Token
from bot.ask.when import When
from bot.ask.words import TIME_NOUNS
from bot.domain import Status

Mask = int
"""A set of words of the question: bit n stands for word n."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a question, and the same words joined by single spaces for the grammar's patterns."""

    tokens: tuple[Token, ...]
    joined: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, tokens: tuple[Token, ...]) -> Sentence:
        starts, position = [], 0
        for token in tokens:
            starts.append(position)
            position += len(token.norm) + 1
        return cls(tokens, " ".join(token.norm for token in tokens), tuple(starts))

    def mask(self, start: int, end: int) -> Mask:
        """The words that the stretch start:end of `joined` touches."""
        if end <= start or not self.starts:
            return 0
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return (1 << (last + 1)) - (1 << max(first, 0))

    def matches(self, pattern: re.Pattern[str]) -> Mask:
        """All words that the pattern matches."""
        mask = 0
        for match in pattern.finditer(self.joined):
            mask |= self.mask(match.start(), match.end())
        return mask

    def words(self, mask: Mask) -> str:
        """The words of a mask as the asker wrote them."""
        return " ".join(token.text for index, token in enumerate(self.tokens) if mask >> index & 1)

    def norms(self, mask: Mask) -> str:
        """The words of a mask as the grammar sees them."""
        return " ".join(token.norm for index, token in enumerate(self.tokens) if mask >> index & 1)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A named time with the words that name it."""

    when: When
    mask: Mask


@dataclass(frozen=True)
class Query:
    """What the grammar makes of a question.

    `content` are the words that the ledger must explain; `cue_words` those that were read as cues; `axis` the noun of
    "which party", "what month". `refusal` is a sentence where the question is none that a ledger can answer.
    """

    text: str
    sentence: Sentence
    cues: dict[Cue, Mask]
    content: Mask
    times: tuple[TimeWords, ...] = ()
    span: bool = False
    as_of: date | None = None
    as_of_words: Mask = 0
    statuses: tuple[frozenset[Status], ...] = ()
    status_words: Mask = 0
    idiom_words: Mask = 0
    """Words that together name a status ("election night") and by themselves would name something else."""
    axis: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    """Stems of the noun after "how many"."""
    glossed: bool = False
    """Whether the meaning of the figure is asked for beside the figure."""
    rank: int | None = None
    top: int | None = None
    refusal: str | None = None
    sources: frozenset[str] = frozenset()
    """The sources (ids) that the question names in full after "according to"."""
    source_words: Mask = 0
    corrections: tuple[tuple[str, str], ...] = field(default=())

    def has(self, *cues: Cue) -> bool:
        return not self.cues.keys().isdisjoint(cues)

    def cue_mask(self, *cues: Cue) -> Mask:
        mask = 0
        for cue in cues:
            mask |= self.cues.get(cue, 0)
        return mask

    def numbers(self, mask: Mask) -> list[Decimal]:
        """The numbers that the words of a mask are; each of them is one."""
        return [Decimal(token.stem) for index, token in enumerate(self.sentence.tokens) if mask >> index & 1]

    @property
    def asks_when(self) -> bool:
        """Whether it is a time that is asked for: "when", "which month"."""
        return self.axis == ("when",) or any(stem in TIME_NOUNS for stem in self.axis)

    @cached_property
    def rate(self) -> re.Match[str] | None:
        """The words that make a figure one for each day or month: "a month", "monthly"."""
        matches = RATE.finditer(self.sentence.joined)
        return next((match for match in matches if self.sentence.mask(*match.span()) & ~self.source_words), None)

    @cached_property
    def norms(self) -> list[str]:
        return [token.norm for token in self.sentence.tokens]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(token.stem for token in self.sentence.tokens)

    @cached_property
    def time_words(self) -> Mask:
        mask = 0
        for time in self.times:
            mask |= time.mask
        return mask

    @property
    def wants_percent(self) -> bool:
        return Cue.PERCENT in self.cues and Cue.POINTS not in self.cues

    @property
    def counts_things(self) -> bool:
        """Whether people or things are to be counted, and not points or per cents."""
        return self.wants_count and bool(self.counted)

    @property
    def wants_count(self) -> bool:
        return Cue.COUNT in self.cues and not self.wants_percent and Cue.POINTS not in self.cues
