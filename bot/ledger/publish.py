"""Publishing drafts: a second person looked at them, and from now on they are answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from bot.domain import Figure, Review
from bot.errors import ChangedSince, FoundAgainst, ImportRefused, NotYours, UnclearChange
from bot.ingest.batch import Batch
from bot.ledger.checks.held import Held
from bot.ledger.correct import as_imported
from bot.ledger.editor import Editor
from bot.ledger.record import Over, record_within
from bot.ledger.retracting import reason
from bot.ledger.review import Waiting, a_draft, reviewed
from bot.ledger.unreleased import unreleased
from bot.store import writer
from bot.store.engine import writing
from bot.store.figures import one_figure


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it is now, the figures that it took the place of, and who had entered it."""

    figure: Figure
    replaced: tuple[Figure, ...]
    entered_by: str | None


def publish(
    engine: Engine, ids: Sequence[str], editor: Editor, why: str | None = None, seen: Mapping[str, str] | None = None
) -> list[Published]:
    """Publish all of these drafts, or none. `seen` is, by id, that of what somebody was shown of them; without it what
    there is now counts as seen. `why` says why they are published over what speaks against them.

    Raises UnknownFigure, NotADraft, NotYours to their own author, ChangedSince where one is not as it was seen,
    FoundAgainst without a reason, UnclearChange for what is not public yet or would tell what is withheld, and
    StoreUnavailable. Nothing is changed then.
    """
    with writing(engine) as connection:
        writer.lock_ledger(connection)  # Of two that publish at once one comes second, and finds it published.
        held = Held(connection, editor.at, editor.style)
        drafts = [a_draft(connection, id_, editor.zone) for id_ in dict.fromkeys(ids)]
        found = [reviewed(connection, draft, held, editor.zone) for draft in drafts]
        for one in found:
            if editor.four_eyes:
                _require_second(one, editor.by)
            _require_seen(one, seen or {})
        over = _over(found, why)
        _record(connection, found, over, editor)
        return [
            Published(one_figure(connection, one.figure.id), one.replaces, one.entered.by if one.entered else None)
            for one in found
        ]


def _require_second(found: Waiting, by: str) -> None:
    id_, entered = found.figure.id, found.entered
    if entered is None or not entered.by:
        raise NotYours(
            f"Nobody knows any more who entered figure {id_}, so nobody can be the second person who looks at it; "
            "reject it and enter it again"
        )
    if entered.by == by:
        raise NotYours(f"You entered figure {id_} yourself; somebody else has to look at it and publish it")


def _require_seen(found: Waiting, seen: Mapping[str, str]) -> None:
    if seen.get(found.figure.id, found.seen) != found.seen:
        raise ChangedSince(f"What figure {found.figure.id} stands beside has changed since it was shown; look again")


def _over(found: Sequence[Waiting], why: str | None) -> dict[str, Over]:
    said = reason(why) if why and why.strip() else None
    against = [one for one in found if one.findings]
    if against and said is None:
        raise _found_against(against)
    return {one.figure.id: Over(one.findings, said) for one in found}


def _found_against(against: Sequence[Waiting]) -> FoundAgainst:
    one = against[0]
    if len(against) == 1:
        count = "something speaks" if len(one.findings) == 1 else f"{len(one.findings)} things speak"
        return FoundAgainst(f"Say why figure {one.figure.id} is right: {count} against it", one.findings)
    lines = [f"{one.figure.id}: {text}" for one in against for text in one.findings]
    return FoundAgainst(f"Say why they are right: something speaks against {len(against)} figures", lines)


def _record(connection: Connection, found: Sequence[Waiting], over: Mapping[str, Over], editor: Editor) -> None:
    """As an import records what it says is published."""
    figures = [replace(as_imported(connection, one.figure)[0], review=Review.PUBLISHED) for one in found]
    batch = Batch(figures=tuple(figures), said_published=frozenset(over))
    for figure, wrong in _not_public_yet(figures, editor):
        raise UnclearChange(f"Figure {figure.id} is not public yet: {wrong}; give it an embargo, or wait")
    try:
        record_within(connection, batch, editor.at, by=editor.by, back=True, zone=editor.zone, over=over)
    except ImportRefused as refused:
        wrong = refused.problems[0].wrong
        raise UnclearChange(f"It would tell what is withheld: {wrong}; give it that embargo, too") from refused


def _not_public_yet(figures: Sequence[Figure], editor: Editor) -> Iterator[tuple[Figure, str]]:
    for figure in figures:
        for problem in unreleased(Batch(figures=(figure,)), editor.at, editor.zone):
            yield figure, problem.wrong
