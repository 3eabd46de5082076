"""What every importer yields: the drafts of one import, checked but not yet recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain import Agent, Code, Dimension, Figure, Indicator, KeyDate, NamedPeriod, Source, Universe


@dataclass(frozen=True, slots=True)
class Release:
    """A day that a file says, beside its figures, that they are released on; `what` says where it stands, and `line`
    in which line of the file, where that is known. `is_guess`: the day is named, and nothing read says what for."""

    file: str
    what: str
    day: date
    line: int | None = None
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: concepts and figures whose references resolve within the batch or in the ledger it goes to.

    `figures` is a tuple, or a `bot.ingest.spool.Spool` where none says anything of an embargo or a review: those need
    not be in memory at once. `warnings` are sentences about what was kept but looks odd (rival figures, for one).
    """

    figures: Sequence[Figure] = ()
    indicators: tuple[Indicator, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    codes: tuple[Code, ...] = ()
    universes: tuple[Universe, ...] = ()
    periods: tuple[NamedPeriod, ...] = ()
    agents: tuple[Agent, ...] = ()
    sources: tuple[Source, ...] = ()
    key_dates: tuple[KeyDate, ...] = ()
    language: str | None = None
    scope: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    only_named: frozenset[tuple[str, ...]] = frozenset()
    """Concepts that the import names and does not describe, as (field of this class, id); codes as ("codes",
    dimension, id). They are for a ledger that lacks them, and never replace what a ledger already tells of them."""
    said_published: frozenset[str] = frozenset()
    """The figures (ids) that the import says are published; of others that are no drafts it says nothing."""
    lines: Mapping[tuple[str, str], tuple[str, int | None]] = field(default_factory=dict, compare=False)
    """Where figures and key dates stand, by (field of this class, id): the name of the file and the line in it. A spool
    tells where its figures stand itself."""
    releases: tuple[Release, ...] = ()
    """What the file says of when it is released, where no embargo is said of its figures."""
