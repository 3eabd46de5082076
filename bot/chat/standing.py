"""What has become of what was told, by the public's rights at the moment it is to be told again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answer import Name
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.cards.card import Row
from bot.chat.told import Told
from bot.domain import Catalogue, Figure
from bot.ledger.vintage import superseded_by
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

_SUPERSEDED = "Superseded meanwhile"


@dataclass(frozen=True, slots=True)
class Standing:
    """`revision` is the ledger's that it was looked up at. `withheld`: some of it is not for the public, and so nothing
    of it may be told. `warnings` say which figures were superseded since, and by what: `replacements` are the ids."""

    revision: int
    withheld: bool = False
    warnings: tuple[Row, ...] = ()
    replacements: tuple[str, ...] = ()


def standing(desk: Desk, told: Told, now: datetime) -> Standing:
    """Raises StoreUnavailable."""
    reader = Reader(desk.engine, now)
    # Before all else: what changes meanwhile is found by whoever compares it.
    revision = reader.revision()
    if told.names and not _are_known(told.names, desk.knowledge(reader, PUBLIC, now).catalogue):
        return Standing(revision, withheld=True)
    shown = {figure.id: figure for figure in reader.with_their_series(told.figures)}
    if not shown.keys() >= set(told.figures):
        return Standing(revision, withheld=True)
    replaced = _replaced(told.figures, shown)
    if not replaced:
        return Standing(revision)
    prose = Prose(desk.knowledge(reader, PUBLIC, now).catalogue, desk.style)
    warnings = tuple(Row(_SUPERSEDED, prose.replaced([old], now), warns=True) for old, now in replaced)
    return Standing(revision, warnings=warnings, replacements=tuple({by.id: None for _, now in replaced for by in now}))


def _are_known(names: Sequence[Name], catalogue: Catalogue) -> bool:
    return all(_is_known(name, catalogue) for name in names)


def _is_known(name: Name, catalogue: Catalogue) -> bool:
    part, *key = name
    held: Mapping[Any, Any] = getattr(catalogue, part)
    return (key[0] if len(key) == 1 else tuple(key)) in held


def _replaced(told: Sequence[str], shown: Mapping[str, Figure]) -> list[tuple[Figure, tuple[Figure, ...]]]:
    """The figures that no longer stand, each with what does, unless all of that was told of as well."""
    later = superseded_by(shown.values())
    found = ((shown[id_], later[id_]) for id_ in told if id_ in later)
    return [(old, now) for old, now in found if not {one.id for one in now} <= set(told)]
