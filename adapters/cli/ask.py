"""`factdesk ask`: one question, or a question a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from bot.answer import Answer
from bot.ask.pipeline import Desk
from bot.periods import PartialDate


@click.command()
@click.argument("words", nargs=-1, metavar="QUESTION")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    metavar="FILE",
    help="Read a question a line from FILE (- is standard input) and print a JSON object a line, in order.",
)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    help="Answer from a data package or a tidy CSV file alone, without any database.",
)
@click.option("--as-of", metavar="DATE", help="Answer from what had been published by then: 2020-11-06, 2020-11, 2020.")
@click.option("--explain", is_flag=True, help="Tell how each word was read.")
def ask(
    words: tuple[str, ...],
    as_json: bool,
    jsonl: BinaryIO | None,
    ledger: Path | None,
    as_of: str | None,
    explain: bool,
) -> None:
    """Answer a question with a figure, its base and its source; ask back; or say what is missing."""
    if (jsonl is None) == (not words):
        raise click.UsageError("Give one question, or --jsonl with a file of them")
    asker = _Asker(ledger, PartialDate.parse(as_of).latest if as_of else None)
    if jsonl is not None:
        for question in _lines(jsonl):
            _print_json(asker.ask(question), explain)
    elif as_json:
        _print_json(asker.ask(" ".join(words)), explain)
    else:
        _print_card(asker.ask(" ".join(words)), explain)


class _Asker:
    """The desk, with what all questions of one command share."""

    def __init__(self, ledger: Path | None, as_of: date | None) -> None:
        self._desk = Desk(open_ledger(clock.now(), ledger))
        self._as_of = as_of

    def ask(self, question: str) -> Answer:
        return self._desk.ask(_encodable(question), clock.now(), self._as_of)


def _lines(file: BinaryIO) -> Iterator[str]:
    """Lines end at a line feed and nowhere else; bytes that are not UTF-8 are shown as the replacement character."""
    for line in file:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _encodable(text: str) -> str:
    """An argument not valid in the terminal's encoding arrives with lone surrogates, which cannot be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _print_json(answer: Answer, explain: bool) -> None:
    """One line of UTF-8, whatever the terminal's encoding, at once."""
    line = json.dumps(answer.as_json(explain), ensure_ascii=False)
    click.echo(line.encode("utf-8"))


def _print_card(answer: Answer, explain: bool) -> None:
    from adapters.terminal.card import answer_sheet
    from adapters.terminal.sheet import print_sheet, terminal

    print_sheet(terminal(), answer_sheet(answer, explain))
