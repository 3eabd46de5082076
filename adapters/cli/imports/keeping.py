"""Mappings of the ledger: those that a file may be read by, and the one that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from adapters.cli.imports.asked import Asked
from adapters.cli.say import tell
from adapters.local_user import local_user
from bot.errors import UnknownMapping
from bot.ingest.identity import slug
from bot.ingest.likeness import lasting
from bot.ingest.mapping import to_toml
from bot.ledger.known_files import Known, LayOut, likeness_by, worth_keeping
from bot.ledger.mappings import Kept, keep, kept_mappings


def kept_for(asked: Asked, engine: Engine | None) -> Sequence[Kept]:
    """The mappings that a file may be read by, the likeliest first. Raises UnknownMapping."""
    if asked.no_kept:
        return ()
    kept = kept_mappings(engine) if engine is not None else ()
    if asked.kept is None:
        return kept
    named = [one for one in kept if one.name == asked.kept]
    if not named:
        names = ", ".join(one.name for one in kept) or "none"
        raise UnknownMapping(f"No mapping is kept under “{asked.kept}”; kept are: {names}.")
    return named


def keep_for_next_time(engine: Engine, asked: Asked, known: Known, lay_out: LayOut, now: datetime) -> None:
    """Keeps how a file was read that is not in Factdesk's own layout, or whose mapping is to have a name."""
    if known.own and asked.save_map is None:
        return
    laid_out, orders = known.laid_out, worth_keeping(known.laid_out.orders)
    name = asked.save_map or (known.mapping.name if known.mapping else slug(lasting(laid_out.title)) or "file")
    doubts = (one.sentence for one in laid_out.doubts)
    said = to_toml(orders)
    mapping = Kept(name, said, likeness_by(laid_out, lay_out), asked.name, tuple(doubts), local_user(), now)
    keep(engine, mapping)
    if said != (known.mapping.orders if known.mapping else ""):
        tell(f"Kept as “{name}”: the next file with the same columns is read so, too.")
