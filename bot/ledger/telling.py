"""What of an import everybody may know at once, and what was described for the sake of what it withholds.

Concepts have no embargo of their own. One that only withheld rows of an import lead to is kept until the first of them
is public (`bot.store.untold`); one that public rows lead to as well is told with them. Of an import that is withheld as
a whole, all is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from bot.domain import Figure, KeyDate, Review
from bot.ingest.batch import Batch
from bot.ingest.spool import Spool
from bot.ledger.embargoes import Judged, is_on, is_withheld
from bot.ledger.incoming import Incoming
from bot.ledger.key_dates import Merged
from bot.store.catalogue import held_concepts
from bot.store.concepts import Concepts, Ids, Key, reached
from bot.store.figures import figures_from, select_figures
from bot.store.untold import keep_untold, tell, untold_until
from bot.store.visibility import EVERYTHING, Visibility

_KINDS = ("indicators", "dimensions", "universes", "periods", "agents", "sources")
"""What goes by its id alone."""
_Until = datetime | None
"""When something withheld is public (UTC); None: a draft, which an import has to publish."""


@dataclass(frozen=True, slots=True)
class Telling:
    """`kept` are the concepts that the import leads to for what it withholds alone, each with until when; `told` those
    that it tells of. `as_a_whole`: nothing of it is public. `restates`: figures held before stand otherwise."""

    kept: Mapping[Key, _Until]
    told: frozenset[Key]
    as_a_whole: bool
    restates: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of an import: public ones (those that were judged, and the spool that holds others), those of them that
    were withheld before, and withheld ones by until when."""

    public: Sequence[Figure]
    unjudged: Spool | None
    freed: Sequence[Figure]
    withheld: Mapping[_Until, Sequence[Figure]]
    public_dates: Mapping[str, KeyDate]
    withheld_dates: Mapping[_Until, Mapping[str, KeyDate]]

    @property
    def as_a_whole(self) -> bool:
        public = bool(self.public) or self.unjudged is not None
        if public or self.withheld:
            return not public
        return bool(self.withheld_dates) and not self.public_dates


def telling(connection: Connection, coming: Incoming, judged: Judged, dates: Merged, now: datetime) -> Telling:
    """Of an import that is not written yet."""
    batch = coming.judged
    rows = _rows(coming, judged, dates, now)
    own = _described(batch)
    ledger = _over(replace(held_concepts(connection, Visibility(now, EVERYTHING)), key_dates={}), own, batch)
    unjudged = rows.unjudged.stand_ins(judged.after.keys()) if rows.unjudged is not None else ()
    told = _led_to(chain(rows.public, unjudged), rows.public_dates, own) | _led_to(rows.freed, {}, ledger)
    kept: dict[Key, _Until] = {}
    untils = sorted(rows.withheld.keys() | rows.withheld_dates.keys(), key=_for_ever_last)
    for until in untils:
        led_to = _led_to(rows.withheld.get(until, ()), rows.withheld_dates.get(until, {}), ledger)
        kept = {**dict.fromkeys(led_to, until), **kept}
    if rows.as_a_whole:
        last = next((until for until in reversed(untils) if until is not None), None)
        kept = {**dict.fromkeys(_keys(own), last), **kept}
    kept = {key: until for key, until in kept.items() if key not in told}
    rest = _keys(own) - kept.keys()
    return Telling(kept, told | rest, rows.as_a_whole, bool(judged.changes))


def write_down(connection: Connection, known: Telling, held: frozenset[Key], now: datetime) -> int:
    """Write down what is kept; how much of it changed. What the ledger `held` before and told of stays told."""
    before = untold_until(connection, now)
    told = before.keys() & known.told
    tell(connection, told)
    kept = {
        key: until if key not in before or known.restates else _earlier(before[key], until)
        for key, until in known.kept.items()
        if key in before or key not in held
    }
    changed = {key: until for key, until in kept.items() if key not in before or before[key] != until}
    keep_untold(connection, changed)
    return len(told) + len(changed)


def withdrawn_untold(connection: Connection, figure: Figure, now: datetime) -> None:
    """Of a figure that is withdrawn under embargo: what it alone was to bring is not told when the embargo is over, but
    by an import that describes it again."""
    ledger = replace(held_concepts(connection, Visibility(now, EVERYTHING)), key_dates={})
    held = figures_from(connection.execute(select_figures(Visibility(now, EVERYTHING).held_back())).all())
    alone = _led_to([figure], {}, ledger) - _led_to((one for one in held if one.id != figure.id), {}, ledger)
    keep_untold(connection, dict.fromkeys(alone & untold_until(connection, now).keys()))


def _rows(coming: Incoming, judged: Judged, dates: Merged, now: datetime) -> _Rows:
    """What was withdrawn is neither public nor to be."""
    public: list[Figure] = []
    freed: list[Figure] = []
    withheld: dict[_Until, list[Figure]] = defaultdict(list)
    for figure in coming.judged.figures:
        state, before = judged.after[figure.id], judged.held.get(figure.id)
        if is_withheld(state, now):
            withheld[None if state.review is Review.DRAFT else state.embargo_until].append(figure)
        elif state.review is Review.PUBLISHED:
            public.append(figure)
            freed += [figure] if before and is_withheld(before, now) else []
    secret_dates: dict[_Until, dict[str, KeyDate]] = defaultdict(dict)
    for one in dates.key_dates:
        if is_on(one.embargo_until, now):
            secret_dates[one.embargo_until][one.id] = one
    public_dates = {one.id: one for one in dates.key_dates if not is_on(one.embargo_until, now)}
    return _Rows(public, coming.public, freed, withheld, public_dates, secret_dates)


def _led_to(figures: Iterable[Figure], dates: Mapping[str, KeyDate], concepts: Concepts) -> frozenset[Key]:
    used = Ids.of_figures(figures, concepts.periods)
    return reached(used, Ids(), replace(concepts, key_dates=dates)).keys


def _described(batch: Batch) -> Concepts:
    """What the import brings, without its key dates."""
    found: dict[str, Any] = {kind: {one.id: one for one in getattr(batch, kind)} for kind in _KINDS}
    return Concepts(**found, codes={(one.dimension, one.id): one for one in batch.codes}, key_dates={})


def _over(held: Concepts, own: Concepts, batch: Batch) -> Concepts:
    """The ledger as it will be: what the import only names stays as it is held."""
    codes = {key: one for key, one in own.codes.items() if ("codes", *key) not in batch.only_named}
    found: dict[str, Any] = {"codes": {**own.codes, **held.codes, **codes}}
    for kind in _KINDS:
        before, came = getattr(held, kind), getattr(own, kind)
        said = {id_: one for id_, one in came.items() if (kind, id_) not in batch.only_named}
        found[kind] = {**came, **before, **said}
    return replace(held, **found)


def _keys(own: Concepts) -> frozenset[Key]:
    return own.ids.keys | frozenset(("dimensions", "", id_) for id_ in own.dimensions)


def _earlier(one: _Until, other: _Until) -> _Until:
    return min((one, other), key=_for_ever_last)


def _for_ever_last(until: _Until) -> tuple[bool, float]:
    return until is None, until.timestamp() if until else 0.0
