"""`factdesk import --preview`: what a file would bring, of which nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from adapters.cli.say import say, tell, tell_json
from adapters.house import house_style
from adapters.main import newsroom_zone
from adapters.settings import load_settings
from adapters.terminal.card import print_card, terminal
from bot.cards.preview import preview_of_package, preview_of_table
from bot.errors import LedgerUnreadable, Problem
from bot.ingest import Batch
from bot.ingest.laid_out import LaidOut
from bot.ingest.observation import Observation, observations, observations_of
from bot.ingest.sampled import Sample, samples
from bot.ledger.unreleased import unreleased

WIDTH = 80


def show_package_json(batch: Batch, now: datetime) -> None:
    _print_objects(observations_of(batch))
    _say_problems(unreleased(batch, now, newsroom_zone()))


def show_package(batch: Batch, descriptor: Path, now: datetime) -> None:
    problems = tuple(unreleased(batch, now, newsroom_zone()))
    card = preview_of_package(str(descriptor.parent), batch, house_style(load_settings(), None), problems)
    print_card(terminal(), card, WIDTH)


def show_json(laid_out: LaidOut, now: datetime) -> None:
    """One object a line for every observation that would be recorded, at once. Raises LedgerUnreadable where there is
    none, and ImportRefused where every row is faulty; what else is at fault is said beside it."""
    _require_any(_print_objects(observations(laid_out)), laid_out)
    for told in laid_out.losses:
        say(told)
    _say_problems((*laid_out.faults.problems, *_unreleased(laid_out, samples(laid_out), now)))


def show(laid_out: LaidOut, now: datetime) -> None:
    """A card for each table. Raises as `show_json`."""
    style, console = house_style(load_settings(), None), terminal()
    found = list(samples(laid_out))
    _require_any(sum(len(sample.batch.figures) for sample in found), laid_out)
    problems = (*laid_out.faults.problems, *_unreleased(laid_out, found, now))
    for number, sample in enumerate(found, 1):
        if number > 1:
            tell()
        # What is said of the whole file stands under its last table.
        beside = (laid_out.losses, problems) if number == len(found) else ((), ())
        print_card(console, preview_of_table(sample, style, *beside), WIDTH)


def _unreleased(laid_out: LaidOut, found: Iterable[Sample], now: datetime) -> Iterator[Problem]:
    """What an import would be refused for because it is not public yet, as far as the figures shown tell."""
    batches = (Batch(releases=laid_out.releases), *(sample.batch for sample in found))
    yield from (problem for batch in batches for problem in unreleased(batch, now, newsroom_zone()))


def _say_problems(problems: Iterable[Problem]) -> None:
    found = [str(one) for one in problems]
    if found:
        say("An import would record nothing of it before this is mended:")
    for told in found:
        say(told)


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
