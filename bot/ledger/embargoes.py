"""What an import may change about what the ledger withholds: silence changes nothing, and an embargo is lifted early by
an order of its own alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple, TypeGuard

from sqlalchemy import Connection

from bot.domain import Figure, Review
from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.ingest.withholding import EMBARGO, REVIEW
from bot.ledger.incoming import Incoming
from bot.ledger.same_secret import public_all_the_same, told_elsewhere
from bot.ledger.vintage import same_amount
from bot.store.figure_changes import FigureChange, LoggedChange
from bot.store.writer import State, states
from bot.zones import zone_of

LIFT = "--lift-embargo"
"""The option of the commands that import, by which embargoes are lifted."""
_HOW_DRAFTS_END = "`factdesk ledger publish` publishes it and `factdesk ledger reject` ends it; then import again"
_MOVES = (FigureChange.EMBARGOED, FigureChange.RELEASED)
_SHOWN = 5
"""Figures that a warning names."""


class Decision(NamedTuple):
    """Until when something is under embargo (UTC; None: it never was), and whether that is earlier than it was."""

    until: datetime | None
    lifts: bool = False


def decided(held: datetime | None, stated: datetime | None, now: datetime, *, lift: bool) -> Decision:
    """What becomes of an embargo by what an import states of it (None: nothing); `lift`: silence is to lift it.

    One that is lifted ends now: what comes free is news from now on.
    """
    if held is None or held <= now:
        return Decision(stated if is_on(stated, now) else held)
    if stated is None:
        return Decision(now, lifts=True) if lift else Decision(held)
    return Decision(stated) if stated >= held else Decision(max(stated, now), lifts=True)


def is_on(until: datetime | None, now: datetime) -> TypeGuard[datetime]:
    return until is not None and until > now


def instant_text(at: datetime, zone: str) -> str:
    """As an import writes it, by the clocks of a zone."""
    return at.astimezone(zone_of(zone)).isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of the figures of an import that are judged one by one, by id: `held` is how those that the ledger
    has stood, `after` how all are to stand. `public_before` could be seen by anybody until now, and by nobody from now
    on."""

    held: Mapping[str, State]
    after: Mapping[str, State]
    changes: Sequence[LoggedChange]
    problems: Sequence[Problem]
    warnings: tuple[str, ...]
    public_before: tuple[str, ...]

    @property
    def published(self) -> list[str]:
        """Those that were drafts, and are published."""
        return [change.figure for change in self.changes if change.change is FigureChange.PUBLISHED]

    @property
    def moved(self) -> list[str]:
        """Those whose embargo begins or ends at another time than it did."""
        return [change.figure for change in self.changes if change.change in _MOVES]

    @property
    def drafted(self) -> list[str]:
        """Those that were none, and are drafts from now on."""
        were = {id_ for id_, state in self.held.items() if state.review is Review.DRAFT}
        return [id_ for id_, state in self.after.items() if state.review is Review.DRAFT and id_ not in were]

    @property
    def fresh(self) -> frozenset[str]:
        """Those that were not held, or drafts, and are published, be it under embargo."""
        new = (id_ for id_, state in self.after.items() if id_ not in self.held and state.review is Review.PUBLISHED)
        return frozenset((*new, *self.published))


def judge(
    connection: Connection,
    coming: Incoming,
    by: str,
    now: datetime,
    *,
    lift: bool,
    zone: str = "UTC",
    four_eyes: bool = False,
) -> Judged:
    """What an import does to embargoes and review states. Whatever would end an embargo early, or tell under another
    identity what is withheld, is a problem; `lift` orders embargoes to be lifted. With `four_eyes` no
    row publishes a draft, nor says the same as one: somebody else looks at it and publishes it. `zone` is the
    newsroom's."""
    batch = coming.judged
    wanted = {figure.id: figure for figure in batch.figures}
    held = states(connection, list(wanted))
    after: dict[str, State] = {}
    lifted: list[Figure] = []
    for id_, figure in wanted.items():
        decision, review = _decided(figure, held.get(id_), batch, now, lift=lift)
        after[id_] = State(decision.until, review)
        if decision.lifts:
            lifted.append(figure)
    problems = [] if lift else [_lifting(batch, figure, held[figure.id].embargo_until, zone) for figure in lifted]
    if four_eyes:
        problems += [_drafted(batch, wanted[id_]) for id_, was in held.items() if _publishes(was, after[id_])]
    problems += _told(connection, coming, held, after, now, zone, lift=lift, four_eyes=four_eyes)
    secret = [one for one in batch.figures if is_withheld(after[one.id], now)]
    fresh = [one for one in secret if one.id not in held or not is_withheld(held[one.id], now)]
    return Judged(
        held,
        after,
        [change for id_, was in held.items() for change in _changes(id_, was, after[id_], by, now)],
        problems,
        (*_warnings(batch, held), *_public_already(connection, batch, fresh, now)),
        tuple(id_ for id_, was in held.items() if is_shown(was, now) and not is_shown(after[id_], now)),
    )


def is_shown(state: State, now: datetime) -> bool:
    """Whether anybody may see a figure that stands so."""
    return state.review is Review.PUBLISHED and not is_on(state.embargo_until, now)


def is_withheld(state: State, now: datetime) -> bool:
    """Whether a figure that stands so is to be public one day, and is not yet."""
    return state.review is Review.DRAFT or (state.review is Review.PUBLISHED and is_on(state.embargo_until, now))


def _decided(figure: Figure, held: State | None, batch: Batch, now: datetime, *, lift: bool) -> tuple[Decision, Review]:
    if held is None or held.review is Review.REJECTED:  # It comes anew.
        return Decision(figure.embargo_until), figure.review
    publishes = held.review is Review.DRAFT and figure.id in batch.said_published
    decision = decided(held.embargo_until, figure.embargo_until, now, lift=lift)
    return decision, Review.PUBLISHED if publishes else held.review


def _changes(id_: str, was: State, is_: State, by: str, now: datetime) -> Iterator[LoggedChange]:
    before, until = was.embargo_until, is_.embargo_until
    if until != before and was.review is not Review.REJECTED:
        # One that is over holds nothing back: the figure was public.
        before = before if is_on(before, now) else None
        shorter = before is not None and until is not None and until < before
        kind = FigureChange.RELEASED if shorter else FigureChange.EMBARGOED
        yield LoggedChange(id_, kind, by, now, was=before, now=until)
    if is_.review is not was.review and is_.review is Review.PUBLISHED:
        yield LoggedChange(id_, FigureChange.PUBLISHED, by, now)


def _publishes(was: State, is_: State) -> bool:
    return was.review is Review.DRAFT and is_.review is Review.PUBLISHED


def _drafted(batch: Batch, figure: Figure) -> Problem:
    file, line = batch.lines.get(("figures", figure.id), ("observations", None))
    wrong = f"figure {figure.id} ({named(figure)}) is a draft, which somebody else has to look at"
    return Problem(file, line, REVIEW, wrong, _HOW_DRAFTS_END)


def _lifting(batch: Batch, figure: Figure, until: datetime | None, zone: str) -> Problem:
    assert until is not None, "what is lifted was on"
    file, line = batch.lines.get(("figures", figure.id), ("observations", None))
    wrong = f"figure {figure.id} ({named(figure)}) is under embargo until {instant_text(until, zone)}"
    return Problem(file, line, EMBARGO, wrong, f"leave the cell blank to keep it so, or import with {LIFT}")


def _told(
    connection: Connection,
    coming: Incoming,
    held: Mapping[str, State],
    after: Mapping[str, State],
    now: datetime,
    zone: str,
    *,
    lift: bool,
    four_eyes: bool,
) -> Iterator[Problem]:
    """A problem for each row that would make public what is withheld in another one."""
    batch = coming.judged
    new = [figure for figure in batch.figures if not is_shown(held.get(figure.id, State(None, Review.DRAFT)), now)]
    public = chain((figure for figure in new if is_shown(after[figure.id], now)), coming.others())
    secret = [figure for figure in new if figure.id not in held and is_withheld(after[figure.id], now)]

    def of_embargo(row: Figure, other: Figure) -> bool:
        """Whether the other is under an embargo of which the row says nothing."""
        return not lift and row.embargo_until is None and is_on(other.embargo_until, now)

    def waits(row: Figure, other: Figure) -> bool:
        """Whether the row says what somebody else has to look at first, and what is no row of the same file."""
        return four_eyes and other.id not in after and same_amount(row, other)

    def tells(row: Figure, other: Figure) -> bool:
        of_draft = other.review is Review.DRAFT and (row.id not in batch.said_published or waits(row, other))
        return of_draft or of_embargo(row, other)

    for figure, other in told_elsewhere(connection, batch, public, secret, tells, now):
        file, line = batch.lines.get(("figures", figure.id), ("observations", None))
        if of_embargo(figure, other) and other.embargo_until is not None:
            until = instant_text(other.embargo_until, zone)
            wrong = (
                f"{named(other)} is under embargo until {until} (figure {other.id}), and the row says nothing of one"
            )
            right = f"write the row's own, one that is over if it is public, or import with {LIFT}"
            yield Problem(file, line, EMBARGO, wrong, right)
        elif waits(figure, other):
            wrong = f"{named(other)} is a draft (figure {other.id}), which somebody else has to look at"
            yield Problem(file, line, REVIEW, wrong, _HOW_DRAFTS_END)
        else:
            wrong = f"{named(other)} is a draft (figure {other.id}), and the row does not say that it is published"
            yield Problem(file, line, REVIEW, wrong, "write published if it is public, or draft")


def _public_already(connection: Connection, batch: Batch, secret: Sequence[Figure], now: datetime) -> Iterator[str]:
    """Sentences about what an import withholds in vain."""
    found = list(public_all_the_same(connection, batch, secret, now))
    for row, other in found[:_SHOWN]:
        yield f"Figure {other.id} says the same as figure {row.id} ({named(row)}), which is withheld, and is public."
    if len(found) > _SHOWN:
        yield f"Of {len(found) - _SHOWN:,} more figures that are withheld, another one says the same and is public."


def _warnings(batch: Batch, held: Mapping[str, State]) -> Iterator[str]:
    stay = [
        figure.id
        for figure in batch.figures
        if figure.review is Review.DRAFT and figure.id in held and held[figure.id].review is Review.PUBLISHED
    ]
    if stay:
        yield (
            f"What is published is never made a draft again, and stays published: {_ids(stay)}. "
            "`factdesk ledger withdraw FIGURE` withdraws a figure."
        )


def named(figure: Figure) -> str:
    """A figure by what it is of, without its value."""
    return f"{figure.series}, {figure.period}" if figure.period.iso else str(figure.series)


def _ids(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
