"""`factdesk questions`: what was asked and could not be answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.main import newsroom_zone, style_for
from adapters.terminal.text import printable
from bot.ask.style import HouseStyle
from bot.cards.dates import instant_text
from bot.ledger.open_questions import OpenQuestion, still_open


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def questions(as_json: bool) -> None:
    """List the desk's open questions, the most asked first."""
    now = clock.now()
    engine = open_ledger(now)
    found = still_open(engine)
    if as_json:
        body = [_object(question) for question in found]
        click.echo(json.dumps(body, ensure_ascii=False, indent=2).encode("utf-8"))
        return
    style = style_for(engine, now)
    for question in found:
        for line in _lines(question, style, newsroom_zone()):
            click.echo(line)
    if not found:
        click.echo("No question is open.")


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
    """The question as it was last asked, and under it when it was, by the newsroom's clocks."""
    first, last = (instant_text(at, zone, style) for at in (question.first_asked, question.last_asked))
    asked = f"asked {last}" if question.count == 1 else f"asked {question.count} times, from {first} to {last}"
    place = f", {printable(question.place)}" if question.place else ""
    yield printable(question.text)
    yield f"  {asked}{place}"
