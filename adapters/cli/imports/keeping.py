"""Mappings of the ledger: those that a file may be read by, and the one that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count

from sqlalchemy import Engine

from adapters.cli.imports.asked import Asked
from adapters.cli.say import say, tell
from adapters.local_user import local_user
from bot.errors import UnclearOrders, UnknownMapping
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


def refuse_taken_name(asked: Asked, known: Known, lay_out: LayOut, engine: Engine | None) -> None:
    """Raises UnclearOrders where a mapping for files of another kind is kept under the name that this is to have."""
    named = (one for one in (kept_mappings(engine) if engine is not None else ()) if one.name == asked.save_map)
    held = next(named, None)
    if held is not None and held != known.mapping and held.likeness != likeness_by(known.laid_out, lay_out):
        raise UnclearOrders(
            f"--save-map: “{held.name}” is how files such as “{held.file}” are read, and would be lost; give another "
            "name, or, if this is to take its place, read the file by it with --kept"
        )


def keep_for_next_time(engine: Engine, asked: Asked, known: Known, lay_out: LayOut, now: datetime) -> None:
    """Keeps how a file was read that is not in Factdesk's own layout, or whose mapping is to have a name."""
    if known.own and asked.save_map is None:
        return
    laid_out, orders = known.laid_out, worth_keeping(known.settled)
    alike = likeness_by(laid_out, lay_out)
    name = asked.save_map or (known.mapping.name if known.mapping else _free_name(engine, laid_out.title, alike))
    said = to_toml(orders)
    mapping = Kept(name, said, alike, asked.name, known.agreed(asked.name), local_user(), now)
    others = [one.name for one in kept_mappings(engine) if one.likeness == alike and one.name != name]
    keep(engine, mapping)
    for other in others:
        say(f"It takes the place of what was kept of such files as “{other}”.")
    if said != (known.mapping.orders if known.mapping else ""):
        tell(f"Kept as “{name}”: the next file with the same columns is read so, too.")


def _free_name(engine: Engine, title: str, alike: str) -> str:
    """A name after the file that no mapping for files of another kind has."""
    taken = {one.name for one in kept_mappings(engine) if one.likeness != alike}
    name = slug(lasting(title)) or "file"
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)
