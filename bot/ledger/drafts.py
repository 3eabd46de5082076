"""Entering drafts, editing one's own, and rejecting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, Engine

from bot.domain import Figure, Review
from bot.errors import ImportRefused, NotYours, UnclearChange, WrongEntry, as_sentence
from bot.ingest.batch import Batch
from bot.ledger.checks.held import Held
from bot.ledger.correct import as_imported
from bot.ledger.drafted import keep_drafts
from bot.ledger.editor import Editor
from bot.ledger.embargoes import is_on
from bot.ledger.entry import Entry, entry_of, read_entry
from bot.ledger.record import record_within
from bot.ledger.retracting import reason
from bot.ledger.review import a_draft
from bot.store import drafts, writer
from bot.store.engine import snapshot, writing
from bot.store.figure_changes import FigureChange, LoggedChange, log
from bot.store.figures import one_figure


class Outcome(StrEnum):
    """What came of an entry."""

    NEW = "new"
    A_DRAFT_ALREADY = "a draft already"
    PUBLISHED_ALREADY = "published already"
    TAKEN_BACK = "taken back"
    """It was corrected or withdrawn, and stays so."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The figure that was entered, or that says the same and is held; and, of a draft, who entered it when."""

    figure: Figure
    outcome: Outcome
    entered: drafts.Entered | None = None


def enter(engine: Engine, entries: Sequence[Entry], editor: Editor) -> list[Drafted]:
    """Drafts of all that was typed, or of none; entered twice, one is one. Raises WrongEntry, UnclearChange and
    StoreUnavailable."""
    with writing(engine) as connection:
        writer.lock_ledger(connection)
        drafted: list[Drafted] = []
        for entry in entries:
            try:
                drafted.append(_entered(connection, entry, editor))
            except WrongEntry as wrong:
                wrong.number = len(drafted)
                raise
        return drafted


def edit(engine: Engine, id_: str, entry: Entry, editor: Editor) -> Drafted:
    """What is entered in the place of one's own draft. Raises UnknownFigure, NotADraft, NotYours for somebody else's,
    and as `enter` does."""
    with writing(engine) as connection:
        writer.lock_ledger(connection)
        draft = a_draft(connection, id_, editor.zone)
        _require_own(connection, draft, editor.by)
        new = _entered(connection, entry, editor, edits=draft)
        if new.outcome is Outcome.NEW and new.figure.id != draft.id:
            _end(connection, LoggedChange(draft.id, FigureChange.EDITED, editor.by, editor.at, other=new.figure.id))
        return new


def own_cells(engine: Engine, id_: str, editor: Editor) -> Entry:
    """One's own draft as it would be typed. Raises as `edit` does."""
    with snapshot(engine) as connection:
        draft = a_draft(connection, id_, editor.zone)
        _require_own(connection, draft, editor.by)
        return entry_of(as_imported(connection, draft)[0], Held(connection, editor.at, editor.style))


def reject(engine: Engine, id_: str, editor: Editor, why: str) -> Figure:
    """A draft comes to nothing; whoever entered it may do that, too. Raises UnknownFigure, NotADraft, UnclearChange
    without a reason, and StoreUnavailable."""
    return reject_all(engine, [id_], editor, why)[0]


def reject_all(engine: Engine, ids: Sequence[str], editor: Editor, why: str) -> list[Figure]:
    """All of these, or none."""
    said = reason(why)
    with writing(engine) as connection:
        writer.lock_ledger(connection)
        found = [a_draft(connection, id_, editor.zone) for id_ in ids]
        for draft in found:
            _end(connection, LoggedChange(draft.id, FigureChange.REJECTED, editor.by, editor.at, why=said))
    return found


def as_drafts(batch: Batch) -> Batch:
    """An import of which no figure is public until somebody publishes it."""
    figures = tuple(replace(one, review=Review.DRAFT) for one in batch.figures)
    return replace(batch, figures=figures, said_published=frozenset())


def _entered(connection: Connection, entry: Entry, editor: Editor, edits: Figure | None = None) -> Drafted:
    batch = read_entry(entry, Held(connection, editor.at, editor.style))
    (draft,) = batch.figures
    if draft.embargo_until is not None and not is_on(draft.embargo_until, editor.at):
        raise UnclearChange("The embargo is over already; write a time to come, or leave it out")
    if edits is not None and draft.id == edits.id:
        return _amended(connection, edits, draft, editor)
    before = writer.states(connection, [draft.id]).get(draft.id)
    try:
        record_within(connection, batch, editor.at, by=editor.by, back=True, zone=editor.zone)
    except ImportRefused as refused:
        raise UnclearChange(as_sentence(refused.problems[0].wrong)) from refused
    return _outcome(connection, draft, is_new=before is None or before.review is Review.REJECTED)


def _outcome(connection: Connection, draft: Figure, *, is_new: bool) -> Drafted:
    if draft.id not in writer.held(connection, [draft.id]):
        raise UnclearChange("The ledger holds this figure already, in a unit of another scale")
    figure = one_figure(connection, draft.id)
    match figure.review:
        case Review.DRAFT:
            outcome = Outcome.NEW if is_new else Outcome.A_DRAFT_ALREADY
            return Drafted(figure, outcome, drafts.entered(connection, figure.id).get(figure.id))
        case Review.PUBLISHED:
            return Drafted(figure, Outcome.PUBLISHED_ALREADY)
        case _:
            return Drafted(figure, Outcome.TAKEN_BACK)


def _amended(connection: Connection, held: Figure, draft: Figure, editor: Editor) -> Drafted:
    """What is no part of a figure's identity: its note and its embargo."""
    entered = drafts.entered(connection, held.id).get(held.id)
    if (held.note, held.embargo_until) == (draft.note, draft.embargo_until):
        return Drafted(held, Outcome.A_DRAFT_ALREADY, entered)
    writer.amend_figure(connection, held.id, note=draft.note, embargo_until=draft.embargo_until)
    change = LoggedChange(
        held.id, FigureChange.EDITED, editor.by, editor.at, was=held.embargo_until, now=draft.embargo_until
    )
    log(connection, [change])
    keep_drafts(connection, [held.id], editor.by, editor.at, logged=False)
    _move_on(connection)
    return Drafted(one_figure(connection, held.id), Outcome.NEW, drafts.entered(connection, held.id).get(held.id))


def _end(connection: Connection, change: LoggedChange) -> None:
    writer.amend_figure(connection, change.figure, review=Review.REJECTED.value)
    drafts.discard(connection, [change.figure])
    log(connection, [change])
    _move_on(connection)


def _move_on(connection: Connection) -> None:
    """Whatever is derived from the ledger is derived anew."""
    writer.update_ledger(connection, revision=writer.lock_ledger(connection)["revision"] + 1)


def _require_own(connection: Connection, draft: Figure, by: str) -> None:
    entered = drafts.entered(connection, draft.id).get(draft.id)
    if entered is None or entered.by != by:
        whose = entered.by if entered and entered.by else "somebody else"
        raise NotYours(f"Figure {draft.id} was entered by {whose}, who alone edits it; reject it, or leave it to them")
