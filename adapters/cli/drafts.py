"""`factdesk ledger add`, `edit`, `drafts`, `publish` and `reject`: a figure that somebody enters and somebody else
publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import click
from sqlalchemy import Engine

from adapters import clock
from adapters.cli.closing import close_open_questions
from adapters.cli.entering import asked_for
from adapters.cli.lifting import lifts_at
from adapters.cli.opening import open_ledger
from adapters.cli.options import meant_zone
from adapters.cli.reading import at_terminal, encodable
from adapters.cli.say import say, tell, tell_json
from adapters.cli.telling import Teller
from adapters.local_user import local_user
from adapters.main import four_eyes, newsroom_zone, open_desk, style_for
from adapters.terminal.card import print_card, terminal
from bot.ask.prose import Prose
from bot.cards.review import ReviewCards, waiting_object
from bot.errors import ChangedSince
from bot.ledger.drafts import Drafted, Outcome, enter, own_cells
from bot.ledger.drafts import edit as edit_
from bot.ledger.drafts import reject as reject_
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.publish import Published
from bot.ledger.publish import publish as publish_
from bot.ledger.review import Waiting, all_waiting, waiting
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_Command = TypeVar("_Command", bound=Callable[..., Any])
_CELLS = {
    "indicator": ("INDICATOR", "What is measured: its id or label; “new: …” adds one."),
    "period": ("PERIOD", "What time it is of: 2026-Q2, 2026, 2025-07/2026-06."),
    "value": ("NUMBER", "The value, written as in an import: 4.0"),
    "unit": ("UNIT", "Its unit; without one, that of its series."),
    "qualifier": ("WORDS", "How exactly the source gives it: exact, about, more than."),
    "status": ("STATUS", "How settled it is: estimate, preliminary, provisional, final."),
    "source": ("SOURCE", "What it is cited to: an id, a title or a publisher."),
    "url": ("URL", "The web address of that source."),
    "locator": ("TEXT", "Where it stands in the source: page 3."),
    "published_on": ("DATE", "When it was published: 2026-08-05."),
    "attributed_to": ("NAME", "Who claims it, where it is a claim and no record."),
    "note": ("TEXT", "What its source says of this one figure."),
    "embargo_until": ("WHEN", "When others may know of it: 2026-08-05 10:45."),
}
_OPTIONS = {"published_on": "--published"}
_why_option = click.option("--why", metavar="TEXT", help="Why it is right, where something speaks against it.")


def _cells(command: _Command) -> _Command:
    """The options of an entry. They reach the command as one dictionary's worth of arguments."""
    for name, (metavar, told) in reversed(_CELLS.items()):
        option = _OPTIONS.get(name, f"--{name.replace('_', '-')}")
        command = click.option(option, name, metavar=metavar, help=told)(command)
    codes = "What it is broken down by: “party: Labour”; repeatable."
    return click.option("--code", "codes", multiple=True, metavar="CODE", help=codes)(command)


@click.command()
@_cells
@click.option("--json", "as_json", is_flag=True, help="Print the draft as a JSON object.")
def add(as_json: bool, **cells: Any) -> None:
    """Enter a figure as a draft, which nobody is given until somebody else publishes it. On a terminal you are asked
    for what is missing."""
    now = clock.now()
    entry = _entry(cells, now)
    engine = open_ledger(now)
    editor = _editor(engine, now)
    if at_terminal() and not (entry.indicator and entry.value):
        entry = asked_for(entry, engine, editor)
    _tell_of(engine, enter(engine, [entry], editor)[0], editor, as_json)


@click.command()
@click.argument("figure")
@_cells
@click.option("--json", "as_json", is_flag=True, help="Print the draft as a JSON object.")
def edit(figure: str, as_json: bool, **cells: Any) -> None:
    """Say something else in a draft (its id) of your own; what is not said stays."""
    now = clock.now()
    said = _entry(cells, now)
    if said == Entry():
        raise click.UsageError("Say what is otherwise: --value, --period and so on")
    engine = open_ledger(now)
    editor = _editor(engine, now)
    _tell_of(engine, edit_(engine, figure, said.over(own_cells(engine, figure, editor)), editor), editor, as_json)


@click.command()
@click.argument("figure", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects, or one object.")
def drafts(figure: str | None, as_json: bool) -> None:
    """List the drafts, or show one (its id): what it takes the place of, and what speaks against it."""
    now = clock.now()
    engine = open_ledger(now)
    editor = _editor(engine, now)
    prose = _prose(engine, editor)
    if figure is not None:
        _show(waiting(engine, figure, editor), prose, editor, as_json)
        return
    listed = all_waiting(engine)
    if as_json:
        tell_json([waiting_object(waiting(engine, one.id, editor), prose) for one, _ in listed], indent=2)
        return
    cards = ReviewCards(prose, editor.zone, now)
    for one, entered in listed:
        tell(f"{one.id}  {cards.line(one)} (entered {cards.entered(entered)})")
    if not listed:
        say("There are no drafts; `factdesk ledger add` enters one.")


@click.command()
@click.argument("figures", nargs=-1, metavar="[FIGURE]...")
@click.option("--all", "every", is_flag=True, help="All drafts, or none.")
@_why_option
@click.option("--yes", is_flag=True, help="Ask nothing, also where what it stands beside has changed since.")
def publish(figures: tuple[str, ...], every: bool, why: str | None, yes: bool) -> None:
    """Publish drafts (their ids): all of them or none. Unless FACTDESK_FOUR_EYES says no, nobody publishes what they
    entered. What speaks against one is shown, and takes a reason, which is kept."""
    if bool(figures) == every:
        raise click.UsageError("Give the IDs of drafts, or --all")
    now = clock.now()
    engine = open_ledger(now)
    editor = _editor(engine, now)
    ids = [one.id for one, _ in all_waiting(engine)] if every else figures
    if not ids:
        say("There are no drafts.")
        return
    found = [waiting(engine, id_, editor) for id_ in ids]
    reason = None if why is None else encodable(why)
    if not yes:
        reason = _agreed(engine, found, reason, editor)
    done = publish_(engine, ids, editor, reason, {one.figure.id: one.seen for one in found})
    _tell_published(engine, done, editor)


def _tell_published(engine: Engine, published: Sequence[Published], editor: Editor) -> None:
    teller, prose = Teller(engine, editor.at), _prose(engine, editor)
    for done in published:
        by = f", entered by {done.entered_by}" if done.entered_by else ""
        teller.figure("Published", done.figure, by)
        teller.marks(done.figure)
        for old in done.replaced:
            teller.figure("In place of", old)
            teller.receipts(old)
    concepts = ReviewCards(prose, editor.zone, editor.at).concepts([one.figure for one in published])
    close_open_questions(engine, open_desk(engine, editor.at), list({one.label for one in concepts}))


@click.command()
@click.argument("figure")
@click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")
def reject(figure: str, why: str) -> None:
    """Reject a draft (its id): it comes to nothing, and nobody is ever given it."""
    now = clock.now()
    engine = open_ledger(now)
    rejected = reject_(engine, figure, _editor(engine, now), encodable(why))
    Teller(engine, now).figure("Rejected", rejected)


def _agreed(engine: Engine, found: Sequence[Waiting], why: str | None, editor: Editor) -> str | None:
    """Why they are published, once somebody who types has seen what is to be. Raises ChangedSince where nobody has, and
    Abort where they say no."""
    moved = [one.figure.id for one in found if one.moved]
    if not at_terminal():
        if moved:
            raise ChangedSince(
                f"What is published beside figure {', '.join(moved)} has changed since it was entered; look with "
                f"`factdesk ledger drafts {moved[0]}`, and publish with --yes if it is still right"
            )
        return why
    prose = _prose(engine, editor)
    for one in found:
        _show(one, prose, editor, as_json=False)
    against = any(one.findings for one in found)
    if not click.confirm("Publish?", default=not (against or moved)):
        say("Nothing was published.")
        raise click.Abort
    return click.prompt("Why is it right all the same?") if against and why is None else why


def _entry(cells: dict[str, Any], now: datetime) -> Entry:
    said = {name: encodable(text) for name, text in cells.items() if name != "codes" and text is not None}
    if said.get("embargo_until", "").strip():
        said["embargo_until"] = lifts_at(said["embargo_until"], meant_zone(None), now).isoformat()
    return Entry(codes="\n".join(map(encodable, cells["codes"])), **said)


def _editor(engine: Engine, now: datetime) -> Editor:
    return Editor(local_user(), now, style_for(engine, now), four_eyes=four_eyes(), zone=newsroom_zone())


def _prose(engine: Engine, editor: Editor) -> Prose:
    return Prose(Reader(engine, editor.at, EVERYTHING).catalogue(), editor.style)


def _show(found: Waiting, prose: Prose, editor: Editor, as_json: bool) -> None:
    if as_json:
        tell_json(waiting_object(found, prose), indent=2)
    else:
        print_card(terminal(), ReviewCards(prose, editor.zone, editor.at).draft(found))


def _tell_of(engine: Engine, drafted: Drafted, editor: Editor, as_json: bool) -> None:
    figure, prose = drafted.figure, _prose(engine, editor)
    if drafted.outcome in (Outcome.PUBLISHED_ALREADY, Outcome.TAKEN_BACK):
        say(f"Nothing was entered: figure {figure.id} says that, and was {drafted.outcome}.")
        return
    found = waiting(engine, figure.id, editor)
    if as_json:
        tell_json(waiting_object(found, prose), indent=2)
        return
    lead = "Entered as a draft" if drafted.outcome is Outcome.NEW else "A draft already"
    teller = Teller(engine, editor.at)
    teller.figure(lead, figure)
    if figure.embargo_until is not None:
        teller.marks(figure)
    for line in _told_beside(found, prose):
        tell(line)
    whose = " by somebody else" if editor.four_eyes else ""
    tell(f"Published{whose} with: factdesk ledger publish {figure.id}")


def _told_beside(found: Waiting, prose: Prose) -> Iterator[str]:
    for old in found.replaces:
        yield f"It takes the place of figure {old.id} ({prose.short(old)})."
    for name in found.named_anew:
        yield f"New to the ledger: {name}."
    for finding in found.findings:
        yield f"Against it: {finding}"
