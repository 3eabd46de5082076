"""`factdesk import --preview`: what a file would bring, of which nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from adapters.cli.say import say, tell, tell_json
from adapters.house import house_style
from adapters.main import existing_ledger, newsroom_zone
from adapters.settings import load_settings
from adapters.terminal.card import print_card, terminal
from bot.cards.preview import preview_of_package, preview_of_table
from bot.errors import LedgerUnreadable, Problem
from bot.ingest import Batch
from bot.ingest.laid_out import LaidOut
from bot.ingest.observation import Observation, observations, observations_of
from bot.ingest.reading import said_of
from bot.ingest.sampled import Sample, samples
from bot.ledger.known_files import Known
from bot.ledger.overtaken import overtaken
from bot.ledger.unreleased import unreleased

WIDTH = 80


def show_package_json(batch: Batch, now: datetime) -> None:
    _print_objects(observations_of(batch))
    for told in _overtaken([batch], now):
        say(told)
    _say_problems(unreleased(batch, now, newsroom_zone()))


def show_package(batch: Batch, descriptor: Path, now: datetime) -> None:
    problems = tuple(unreleased(batch, now, newsroom_zone()))
    late = _overtaken([batch], now)
    card = preview_of_package(str(descriptor.parent), batch, house_style(load_settings(), None), problems, late)
    print_card(terminal(), card, WIDTH)


def show_json(known: Known, name: str, now: datetime) -> None:
    """One object a line for every observation that would be recorded, at once. Raises LedgerUnreadable where there is
    none, and ImportRefused where every row is faulty; what else is at fault is said beside it."""
    laid_out = known.laid_out
    _require_any(_print_objects(observations(laid_out)), laid_out)
    found = list(samples(laid_out))
    doubts = (f"In doubt: {said_of(one)}" for one in known.doubts_of_kept(name))
    for told in (*laid_out.losses, *_overtaken([one.batch for one in found], now), *doubts):
        say(told)
    _say_problems((*laid_out.faults.problems, *_unreleased(laid_out, found, now)))


def show(known: Known, name: str, now: datetime) -> None:
    """A card for each table of a file of this name. Raises as `show_json`."""
    laid_out = known.laid_out
    style, console = house_style(load_settings(), None), terminal()
    found = list(samples(laid_out))
    _require_any(sum(len(sample.batch.figures) for sample in found), laid_out)
    problems = (*laid_out.faults.problems, *_unreleased(laid_out, found, now))
    losses = (*laid_out.losses, *_overtaken([one.batch for one in found], now))
    for number, sample in enumerate(found, 1):
        if number > 1:
            tell()
        # What is said of the whole file stands under its last table.
        beside = (losses, problems, known.doubts_of_kept(name)) if number == len(found) else ()
        print_card(console, preview_of_table(sample, style, *beside), WIDTH)


def _overtaken(found: Iterable[Batch], now: datetime) -> tuple[str, ...]:
    """What would be superseded by what the ledger holds as soon as it came, as far as the figures shown tell."""
    engine = existing_ledger()
    return () if engine is None else tuple(told for batch in found for told in overtaken(engine, batch, now))


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
