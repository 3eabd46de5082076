"""`factdesk questions`: what could not be answered, and what was picked where a question was asked back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import click
from sqlalchemy import Engine

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell, tell_json
from adapters.main import newsroom_zone, style_for
from bot.ask.style import HouseStyle
from bot.cards.dates import instant_text
from bot.ledger.open_questions import OpenQuestion, still_open
from bot.ledger.picks import Pick, Picked, picked

T = TypeVar("T")


@click.command()
@click.option("--picked", "of_picks", is_flag=True, help="What was picked of questions back, for which words, by whom.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def questions(of_picks: bool, as_json: bool) -> None:
    """List the desk's open questions, the most asked first; or what people meant by those that were asked back."""
    engine = open_ledger(clock.now())
    if of_picks:
        _print(engine, picked(engine), _picked_object if as_json else None, _picked_lines, "Nothing was picked.")
    else:
        _print(engine, still_open(engine), _object if as_json else None, _lines, "No question is open.")


def _print(
    engine: Engine,
    found: Sequence[T],
    as_object: Callable[[T], dict[str, Any]] | None,
    as_lines: Callable[[T, HouseStyle, str], Iterator[str]],
    nothing: str,
) -> None:
    """As a JSON array where there is a way to make objects, otherwise as lines, by the newsroom's clocks."""
    if as_object is not None:
        tell_json([as_object(one) for one in found], indent=2)
        return
    style, zone = style_for(engine, clock.now()), newsroom_zone()
    for one in found:
        for line in as_lines(one, style, zone):
            tell(line)
    if not found:
        tell(nothing)


def _object(question: OpenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.text,
        "count": question.count,
        "first_asked": question.first_asked.isoformat(),
        "last_asked": question.last_asked.isoformat(),
        "place": question.place,
    }


def _lines(question: OpenQuestion, style: HouseStyle, zone: str) -> Iterator[str]:
    """The question as it was last asked, and under it when it was."""
    first, last = (instant_text(at, zone, style) for at in (question.first_asked, question.last_asked))
    asked = f"asked {last}" if question.count == 1 else f"asked {question.count} times, from {first} to {last}"
    place = f", {question.place}" if question.place else ""
    yield question.text
    yield f"  {asked}{place}"


def _picked_object(found: Picked) -> dict[str, Any]:
    last = found.last
    return {
        "question": last.question,
        "follow_up": last.follow_up,
        "option": last.option,
        "reading": last.reading,
        "count": len(found.picks),
        "picks": [_pick_object(pick) for pick in found.picks],
    }


def _pick_object(pick: Pick) -> dict[str, Any]:
    occasion = pick.occasion
    return {"asked_by": occasion.asker, "picked_by": occasion.picker, "picked_at": occasion.at.isoformat()}


def _picked_lines(found: Picked, style: HouseStyle, zone: str) -> Iterator[str]:
    """The question and the option as they were last, and under them who picked it when."""
    yield found.last.question + (" (a follow-up)" if found.last.follow_up else "")
    yield f"  picked: {found.last.option}"
    last, first = (instant_text(pick.occasion.at, zone, style) for pick in (found.picks[0], found.picks[-1]))
    count = len(found.picks)
    times = last if count == 1 else f"{count} times, from {first} to {last}"
    people = dict.fromkeys(pick.occasion.picker for pick in found.picks)
    yield f"  {times}, by {', '.join(people)}"
