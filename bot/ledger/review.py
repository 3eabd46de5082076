"""Drafts as a second person is shown them: what each would take the place of, and what speaks against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from bot.domain import Figure, Review
from bot.errors import NotADraft
from bot.ingest.batch import Batch
from bot.ledger.checks import findings
from bot.ledger.checks.held import Held
from bot.ledger.correct import as_imported
from bot.ledger.drafted import published_beside
from bot.ledger.editor import Editor
from bot.ledger.embargoes import is_on
from bot.ledger.said_again import said_again
from bot.ledger.vintage import kind_of, latest, standing
from bot.store import drafts
from bot.store.concepts import Key
from bot.store.engine import snapshot
from bot.store.figure_changes import FigureChange, LoggedChange, logged
from bot.store.figures import figures_from, one_figure, select_figures
from bot.store.tables import figure_change, observation
from bot.store.untold import untold_until
from bot.zones import day_in

_SEEN_CHARACTERS = 10
_ENDS = {
    FigureChange.PUBLISHED: "it was published",
    FigureChange.REJECTED: "it was rejected",
    FigureChange.EDITED: "it was edited",
    FigureChange.CORRECTED: "it was corrected",
    FigureChange.WITHDRAWN: "it was withdrawn",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft. `entered` says by whom and when; None: nobody wrote that down.

    `replaces` are the figures that stand now and would not any more, `findings` what speaks against it. `moved`: what
    is published beside it is not what was when it was entered. `named_anew` is what nobody but drafts name, by label.
    `is_secret`: it is under embargo, or what is said of it may tell of something that is. `seen` stands for all of
    this: it is another one as soon as anything of it is.
    """

    figure: Figure
    entered: drafts.Entered | None
    replaces: tuple[Figure, ...]
    findings: tuple[str, ...]
    moved: bool
    named_anew: tuple[str, ...]
    is_secret: bool
    seen: str


def waiting(engine: Engine, id_: str, editor: Editor) -> Waiting:
    """Raises UnknownFigure, NotADraft and StoreUnavailable."""
    with snapshot(engine) as connection:
        held = Held(connection, editor.at, editor.style)
        return reviewed(connection, a_draft(connection, id_, editor.zone), held, editor.zone)


def waiting_where(engine: Engine, wanted: Callable[[drafts.Entered], bool], editor: Editor) -> list[Waiting]:
    """Those of the drafts whose entry is wanted, as they stand together. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        ids = [id_ for id_, entered in drafts.entered(connection).items() if wanted(entered)]
        held = Held(connection, editor.at, editor.style)
        return [reviewed(connection, a_draft(connection, id_, editor.zone), held, editor.zone) for id_ in ids]


def all_waiting(engine: Engine) -> list[tuple[Figure, drafts.Entered | None]]:
    """Every draft, with who entered it; the longest waiting first. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        entered = drafts.entered(connection)
        is_draft = observation.c.review == Review.DRAFT.value
        found = figures_from(connection.execute(select_figures(is_draft).order_by(observation.c.id)).all())
    order = {id_: place for place, id_ in enumerate(entered)}
    return [(one, entered.get(one.id)) for one in sorted(found, key=lambda one: order.get(one.id, -1))]


def a_draft(connection: Connection, id_: str, zone: str) -> Figure:
    """Raises UnknownFigure, and NotADraft, which says what became of it."""
    figure = one_figure(connection, id_)
    if figure.review is Review.DRAFT:
        return figure
    changes = logged(connection, figure_change.c.figure == figure.id)
    last = next((one for one in reversed(changes) if one.change in _ENDS), None)
    raise NotADraft(f"Figure {figure.id} is no draft: {_end(last, figure, zone)}")


def reviewed(connection: Connection, draft: Figure, held: Held, zone: str) -> Waiting:
    """A draft as it stands in the caller's transaction."""
    entered = drafts.entered(connection, draft.id).get(draft.id)
    beside = published_beside(connection, [draft.id])[draft.id]
    alike = [one for one in held.beside(draft) if kind_of(one) == kind_of(draft)]
    replaces = tuple(one for one in latest(alike) if standing(one) < standing(draft))
    found = (*findings(draft, held), *_said_again(connection, draft, zone))
    moved = entered is not None and entered.beside != beside
    untold = untold_until(connection, held.now)
    new = tuple(label for key, label in _named(draft, held) if key in untold and untold[key] is None)
    of_secrets = any(untold.get(key) is not None for key, _ in _named(draft, held))
    secret = is_on(draft.embargo_until, held.now) or held.met_secrets or of_secrets
    return Waiting(draft, entered, replaces, found, moved, new, secret, _seen(draft, beside, found, held))


def _end(change: LoggedChange | None, figure: Figure, zone: str) -> str:
    if change is None:
        return "it is published" if figure.review is Review.PUBLISHED else "it was withdrawn"
    by = f" by {change.by}" if change.by else ""
    other = f", and is figure {change.other} now" if change.other else ""
    why = f" ({change.why})" if change.why else ""
    return f"{_ENDS[change.change]} on {day_in(change.at, zone)}{by}{why}{other}"


def _said_again(connection: Connection, draft: Figure, zone: str) -> Iterator[str]:
    """That the draft says again what was found wrong."""
    as_published = replace(as_imported(connection, draft)[0], review=Review.PUBLISHED)
    for problem in said_again(connection, Batch(), [as_published], zone):
        yield f"It says again what was taken back: {problem.wrong}."


def _named(draft: Figure, held: Held) -> Iterator[tuple[Key, str]]:
    """What a draft names, in words."""
    catalogue = held.catalogue
    yield ("indicators", "", draft.indicator), f"the indicator “{catalogue.indicators[draft.indicator].label}”"
    for dimension, code in draft.dimensions:
        yield ("codes", dimension, code), f"the code “{catalogue.codes[dimension, code].label}”"
    if draft.source is not None:
        source = catalogue.sources[draft.source]
        named = source.title or source.publisher or source.url or source.id
        yield ("sources", "", draft.source), f"the source “{named}”"
    if draft.attributed_to is not None:
        yield ("agents", "", draft.attributed_to), f"the claimant “{catalogue.agents[draft.attributed_to].label}”"
    if draft.universe is not None:
        yield ("universes", "", draft.universe), f"the base “{catalogue.universes[draft.universe].label}”"


def _seen(draft: Figure, beside: tuple[str, ...], found: tuple[str, ...], held: Held) -> str:
    """What is under embargo beside it counts as well: that may have lifted meanwhile."""
    shown = [one.id for one in held.beside(draft) if not is_on(one.embargo_until, held.now)]
    until = draft.embargo_until.isoformat() if draft.embargo_until else None
    state = json.dumps([draft.id, until, draft.note, beside, sorted(shown), found])
    return hashlib.sha256(state.encode()).hexdigest()[:_SEEN_CHARACTERS]
