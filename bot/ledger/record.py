"""Recording an import: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, Engine

from bot.domain import Concept, Source
from bot.errors import ImportRefused
from bot.ingest.batch import Batch
from bot.ledger import key_dates, redescribed
from bot.ledger.continued import follow
from bot.ledger.drafted import keep_drafts
from bot.ledger.embargoes import Judged, judge
from bot.ledger.foreseen import foresee
from bot.ledger.incoming import Incoming, incoming
from bot.ledger.mending import Offer, mend
from bot.ledger.new_figures import NewFigures, Progress
from bot.ledger.references import dangling
from bot.ledger.retracting import Act, kept_out
from bot.ledger.said_again import said_again
from bot.ledger.telling import Telling, telling, write_down
from bot.ledger.told_early import key_to, told_early
from bot.ledger.withheld import Withheld, withheld
from bot.ledger.written_otherwise import as_held
from bot.store import tables, writer
from bot.store.drafts import discard
from bot.store.engine import writing
from bot.store.figure_changes import FigureChange, LoggedChange, log
from bot.store.key_dates import IMPORT
from bot.store.rows import row_of
from bot.store.untold import untold_until

__all__ = ["Over", "Progress", "Recorded", "record", "record_within"]

_CONCEPTS = {
    "universes": tables.universe,
    "indicators": tables.indicator,
    "dimensions": tables.dimension,
    "codes": tables.code,
    "periods": tables.named_period,
    "agents": tables.agent,
    "sources": tables.source,
}
_TABLES = {**_CONCEPTS, "key_dates": tables.key_date}


@dataclass(frozen=True, slots=True)
class Over:
    """What spoke against a draft, as sentences, and why it is published all the same."""

    findings: tuple[str, ...] = ()
    why: str | None = None

    def said_of(self, change: LoggedChange) -> LoggedChange:
        published = change.change is FigureChange.PUBLISHED
        return replace(change, findings=self.findings, why=self.why) if published else change


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an import did. `new` figures have the ids `figures`; `updated` counts held ones whose embargo or review
    changed; `unchanged` those held already; `corrected` are held ones in whose place others are. `warnings` are
    sentences. `withheld` is what it holds back from now on."""

    new: int
    updated: int
    unchanged: int
    warnings: tuple[str, ...]
    figures: Sequence[str]
    withheld: Withheld
    corrected: tuple[Offer, ...] = ()


def record(
    engine: Engine,
    batch: Batch,
    now: datetime,
    progress: Progress | None = None,
    by: str = IMPORT,
    *,
    lift_embargo: bool = False,
    bring_back: bool = False,
    zone: str = "UTC",
    correcting: Act | None = None,
    four_eyes: bool = False,
) -> Recorded:
    """Writes a batch into the ledger in one transaction; recording it again changes nothing.

    Concepts held already take what the batch says of them, and keep what it leaves blank; a key date is replaced whole,
    but for what people have said of it (see `bot.ledger.key_dates`). A figure that is held in another scale is held.
    Rival figures are all kept, with a warning. The ledger's revision goes up by one if anything changed. What the new
    figures supersede or dispute is logged, as changed `by` whoever imports, and so is what changes of embargoes, of
    reviews, and of figures held by the dates of sources and the units of indicators.

    Drafts wait for somebody to publish them, as entered `by` whoever imports; with `four_eyes` no import does.

    Raises ImportRefused if the batch refers to something that is neither in it nor in the ledger, would lift an embargo
    without `lift_embargo`, or says again what was corrected or withdrawn without `bring_back`; `zone` is the
    newsroom's, in which that is told. `correcting` puts figures right of which the same source says otherwise for the
    same day (see `bot.ledger.mending`); without it they are rivals.
    """
    with writing(engine) as connection:
        return record_within(
            connection,
            batch,
            now,
            progress,
            by,
            lift=lift_embargo,
            back=bring_back,
            zone=zone,
            correcting=correcting,
            four_eyes=four_eyes,
        )


def record_within(
    connection: Connection,
    batch: Batch,
    now: datetime,
    progress: Progress | None = None,
    by: str = IMPORT,
    *,
    lift: bool = False,
    back: bool = False,
    zone: str = "UTC",
    correcting: Act | None = None,
    over: Mapping[str, Over] | None = None,
    four_eyes: bool = False,
) -> Recorded:
    """The same in the caller's transaction, which nothing may be left of where it raises. `over` is what is logged with
    drafts (ids) that are published."""
    before = writer.lock_ledger(connection)
    known = {name: writer.identities(connection, table) for name, table in _TABLES.items()}
    problems = dangling(batch, known)
    if problems:
        raise ImportRefused(problems)
    corrected = tuple(mend(connection, batch, correcting)) if correcting is not None else ()
    batch, otherwise = as_held(connection, batch, now)
    coming = incoming(connection, batch)
    judged, dates, tells = _judged(connection, coming, by, now, zone, lift=lift, back=back, four_eyes=four_eyes)
    was = redescribed.before(connection, batch, now)
    described = {**{name: getattr(batch, name) for name in _CONCEPTS}, "key_dates": dates.key_dates}
    concepts = sum(_write_concepts(connection, name, described[name]) for name in _TABLES)
    published = frozenset(judged.published)
    new = NewFigures(connection, now)
    new.write(batch.figures, published, progress or _silent)
    restated = _restate(connection, judged, now, over or {})
    keep_drafts(connection, judged.drafted, by, now)
    about = _about(before, batch, {id_ for (id_,) in known["indicators"]})
    held = frozenset(key_to(name, key) for name in _CONCEPTS for key in known[name])
    untold = write_down(connection, tells, held, now)
    notes = _left_alone(about) if tells.as_a_whole else ()
    about = {} if tells.as_a_whole else about
    if concepts or new.ids or restated or about or untold or corrected:
        writer.update_ledger(connection, revision=before["revision"] + 1, **about)
    news = frozenset((*new.ids, *published)) if published else new.ids
    rivals = follow(connection, news, new.shared_series(), by, now)
    foresee(connection, judged.moved, by, now)
    redescribed.write_down(connection, was, new.ids, by, now)
    out = kept_out(connection, coming.judged.figures, zone)
    writer.take_stock(connection, len(new.ids))
    unchanged = otherwise + len(batch.figures) - len(new.ids) - restated - len(corrected)
    warnings = batch.warnings + judged.warnings + dates.warnings + rivals + out + notes
    return Recorded(len(new.ids), restated, unchanged, warnings, new.ids, withheld(judged, dates, now), corrected)


def _judged(
    connection: Connection,
    coming: Incoming,
    by: str,
    now: datetime,
    zone: str,
    *,
    lift: bool,
    back: bool,
    four_eyes: bool,
) -> tuple[Judged, key_dates.Merged, Telling]:
    """What becomes of its figures and key dates, and what that tells. Raises ImportRefused for what would be told
    before its time."""
    batch = coming.judged
    judged = judge(connection, coming, by, now, lift=lift, zone=zone, four_eyes=four_eyes)
    dates = key_dates.merged(connection, batch, by, now, lift=lift, zone=zone)
    tells = telling(connection, coming, judged, dates, now)
    problems = [*judged.problems, *dates.problems]
    if tells.kept:
        untold = untold_until(connection, now).keys()
        problems += told_early(connection, batch, _CONCEPTS, tells.kept.keys(), untold)
    if not back:
        fresh = judged.fresh
        rows = chain((one for one in batch.figures if one.id in fresh), coming.others())
        problems += said_again(connection, batch, rows, zone)
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
    return judged, dates, tells


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def _write_concepts(connection: Connection, name: str, concepts: Iterable[Concept | Source]) -> int:
    rows = [row_of(concept) for concept in concepts]
    return writer.upsert(connection, _TABLES[name], rows, keep_blank=name != "key_dates") if rows else 0


def _restate(connection: Connection, judged: Judged, now: datetime, over: Mapping[str, Over]) -> int:
    """Figures held before stand otherwise from now on, which is logged; how many."""
    restated = {id_: judged.after[id_] for id_, was in judged.held.items() if judged.after[id_] != was}
    writer.restate(connection, restated)
    writer.record_anew(connection, judged.published, now)
    discard(connection, judged.published)
    log(connection, [over[one.figure].said_of(one) if one.figure in over else one for one in judged.changes])
    return len(restated)


def _left_alone(about: Mapping[str, object]) -> tuple[str, ...]:
    """The ledger's language and scope are everybody's: nothing that is withheld as a whole changes them."""
    if not about:
        return ()
    said = " and ".join({"language": "language", "scope": "keywords"}[name] for name in about)
    return (f"The {said} of the package change nothing yet: all of it is withheld. Import it again when it is public.",)


def _about(before: writer.Row, batch: Batch, held: set[str]) -> dict[str, object]:
    """What changes in the ledger's language and scope.

    A batch that knows every indicator held speaks for the whole ledger. Another one only narrows the scope: a word that
    is not true of all figures must not be ignored in a question.
    """
    language, scope = before["language"], before["scope"]
    if held <= {indicator.id for indicator in batch.indicators}:
        language, scope = batch.language or language, batch.scope or scope
    elif batch.scope:
        scope = tuple(word for word in scope if word in batch.scope)
    after = {"language": language, "scope": scope}
    return {name: value for name, value in after.items() if value != before[name]}
