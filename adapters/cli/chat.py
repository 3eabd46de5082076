"""`factdesk chat`: a conversation, in which a question may follow from the one before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from adapters.cli.counter import Counter
from adapters.cli.options import as_of_option, explain_option, ledger_option
from adapters.cli.printing import print_answer, print_json
from adapters.cli.reading import at_terminal, lines, typed
from adapters.cli.say import say, tell
from bot.answer import Answer

_GOODBYES = ("quit", "exit")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object for each line.")
@ledger_option
@as_of_option
@explain_option
def chat(as_json: bool, ledger: Path | None, as_of: date | None, explain: bool) -> None:
    """Answer questions one after the other: “and in 2019?” follows from the one before, a number picks a choice."""
    counter = Counter(ledger, as_of)

    def show_card(answer: Answer) -> None:
        print_answer(answer, counter.style, explain, numbered=True)
        tell()

    def show_json(answer: Answer) -> None:
        print_json(answer, explain)

    try:
        for question in _questions(prompted=at_terminal() and not as_json):
            # A program that writes lines counts on one object for each; a person who presses Enter asks nothing.
            if as_json or question.strip():
                counter.follow(question, show_json if as_json else show_card)
    except KeyboardInterrupt:
        tell()


def _questions(prompted: bool) -> Iterator[str]:
    """Until the input ends, or says so."""
    if prompted:
        say("Ask for a figure, then go on: “and in 2019?”, “the gap?”, “source?”. To end: quit, Ctrl-D or Ctrl-C.")
        say("")
    for line in typed("> ") if prompted else lines(sys.stdin.buffer):
        if line.strip().lower() in _GOODBYES:
            return
        yield line
