"""`factdesk import`: figures into the ledger, all of them or none."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any

import click

from adapters import clock
from adapters.cli.imports import showing
from adapters.cli.imports.asked import Asked
from adapters.cli.imports.asking import settle
from adapters.cli.imports.keeping import keep_for_next_time, kept_for, refuse_taken_name
from adapters.cli.imports.options import orders_options
from adapters.cli.imports.recording import record_and_tell
from adapters.cli.imports.whole import read_back
from adapters.cli.opening import open_ledger
from adapters.cli.options import lift_embargo_option
from adapters.cli.say import say
from adapters.main import existing_ledger
from bot.errors import LedgerUnreadable
from bot.ingest.datapackage import read_package
from bot.ingest.described.texts import files_of
from bot.ingest.files import Opened
from bot.ingest.gathered import batch_of
from bot.ingest.parts import lay_out, package_at
from bot.ledger.known_files import Known, LayOut, as_known
from bot.ledger.whole import is_whole_ledger


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Show what the file would bring, and record nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --preview: print an object a line for each observation.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is in doubt is refused.")
@click.option("--as-shown", is_flag=True, help="Take the file as the preview shows it, whatever is in doubt.")
@orders_options
@click.option("--save-map", metavar="NAME", help="Keep what was said of the file under this name.")
@click.option("--kept", metavar="NAME", help="Read the file by what is kept under this name.")
@click.option("--correct", metavar="REASON", help="Put figures held of the same source and day right, for this reason.")
@click.option("--keep-rivals", is_flag=True, help="Keep such figures beside those held, as rivals.")
@click.option(
    "--draft", is_flag=True, help="Keep what is new as drafts, which nobody is given until they are published."
)
@click.option("--no-kept", is_flag=True, help="Read the file by itself, whatever is kept of others like it.")
@lift_embargo_option
@click.option(
    "--bring-back",
    is_flag=True,
    help="Take rows that say again, as other figures, what was corrected or withdrawn; without it they are refused.",
)
def import_(path: Path, preview: bool, as_json: bool, **options: Any) -> None:
    """Import a file of figures or a data package (its folder); importing it again changes nothing. What `factdesk
    export` wrote is read back into an empty ledger.

    A file that was not seen before is shown first, and on a terminal you are asked; what you said of it is kept for the
    next file with the same columns.
    """
    if as_json and not preview:
        raise click.UsageError("--json prints a preview; add --preview")
    if is_whole_ledger(path):
        read_back(path, {**options, "json": as_json}, preview=preview)
        return
    asked = Asked.of(path, options)
    if preview:
        _preview(asked, as_json)
    else:
        _import(asked)


def _preview(asked: Asked, as_json: bool) -> None:
    now = clock.now()
    descriptor = package_at(asked.path)
    if descriptor is not None:
        batch = read_package(descriptor, asked.orders)
        if as_json:
            showing.show_package_json(batch, now)
        else:
            showing.show_package(batch, descriptor, now)
        return
    with asked.opened() as file:
        known = _known(asked, partial(lay_out, file, sampled=not as_json))
        (showing.show_json if as_json else showing.show)(known, asked.name, now)


def _known(asked: Asked, lay_out: LayOut) -> Known:
    kept = kept_for(asked, existing_ledger())
    return as_known(kept, asked.orders, lay_out, named=asked.kept is not None)


def _digests(file: Opened) -> list[bytes]:
    """What each part holds, and what each file holds that it is read with: nothing is recorded that was not shown."""
    found = []
    for path in (path for part in file.parts for path in (part.path, *files_of(part))):
        with path.open("rb") as content:
            found.append(hashlib.file_digest(content, "sha256").digest())
    return found


def _import(asked: Asked) -> None:
    now = clock.now()
    descriptor = package_at(asked.path)
    if descriptor is not None:
        batch = read_package(descriptor, asked.orders)
        record_and_tell(open_ledger(now), batch, asked, now)
        return

    with asked.opened() as file:
        shown = _digests(file)
        known = _known(asked, partial(lay_out, file))
        refuse_taken_name(asked, known, partial(lay_out, file), existing_ledger())
        known = settle(asked, known, partial(lay_out, file), now)
        if known.mapping is not None:
            say(f"Read by the mapping “{known.mapping.name}”.")
        batch = batch_of(known.laid_out)
        if _digests(file) != shown:
            raise LedgerUnreadable(f"{file.name} changed while it was read; import it again")
        engine = open_ledger(now)
        record_and_tell(engine, batch, asked, now)
        for told in dict.fromkeys(known.laid_out.told()):
            say(told)
        keep_for_next_time(engine, asked, known, partial(lay_out, file), now)
