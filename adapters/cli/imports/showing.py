"""`factdesk import --preview`: what a file would bring, of which nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from adapters.cli.say import say, tell, tell_json
from adapters.house import house_style
from adapters.settings import load_settings
from adapters.terminal.card import print_card, terminal
from bot.cards.preview import preview_of_package, preview_of_table
from bot.errors import LedgerUnreadable, Problem
from bot.ingest import Batch
from bot.ingest.laid_out import LaidOut
from bot.ingest.observation import Observation, observations, observations_of
from bot.ingest.sampled import samples

WIDTH = 80


def show_package_json(batch: Batch) -> None:
    _print_objects(observations_of(batch))


def show_package(batch: Batch, descriptor: Path) -> None:
    card = preview_of_package(str(descriptor.parent), batch, house_style(load_settings(), None))
    print_card(terminal(), card, WIDTH)


def show_json(laid_out: LaidOut) -> None:
    """One object a line for every observation that would be recorded, at once. Raises LedgerUnreadable where there is
    none, and ImportRefused where every row is faulty; what else is at fault is said beside it."""
    _require_any(_print_objects(observations(laid_out)), laid_out)
    for told in (*laid_out.losses, *map(str, laid_out.faults.problems)):
        say(told)


def show(laid_out: LaidOut) -> None:
    """A card for each table. Raises as `show_json`."""
    style, console = house_style(load_settings(), None), terminal()
    found = list(samples(laid_out))
    _require_any(sum(len(sample.batch.figures) for sample in found), laid_out)
    for number, sample in enumerate(found):
        if number:
            tell()
        print_card(console, preview_of_table(sample, style, *_beside(laid_out, number == len(found) - 1)), WIDTH)


def _beside(laid_out: LaidOut, is_last: bool) -> tuple[Sequence[str], Sequence[Problem]]:
    """What is said of the whole file, under its last table."""
    return (laid_out.losses, laid_out.faults.problems) if is_last else ((), ())


def _require_any(count: int, laid_out: LaidOut) -> None:
    if not count:
        laid_out.faults.refuse_if_any()
        raise LedgerUnreadable(f"{laid_out.file} holds no figures that could be read")


def _print_objects(found: Iterable[Observation]) -> int:
    count = 0
    for one in found:
        tell_json(one)
        count += 1
    return count
