"""`factdesk ask`: one question, or a question a line."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import click

from adapters.cli.counter import Counter
from adapters.cli.options import as_of_option, explain_option, ledger_option
from adapters.cli.printing import print_answer, print_json
from adapters.cli.reading import encodable, lines_of
from bot.ask.meaning_json import from_text


@click.command()
@click.argument("words", nargs=-1, metavar="QUESTION")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option(
    "--jsonl",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read a question a line from FILE (- is standard input) and print a JSON object a line, in order.",
)
@click.option("--reading", metavar="JSON", help="Answer a reading, as an answer's JSON has it, in place of a question.")
@ledger_option
@as_of_option
@explain_option
def ask(
    words: tuple[str, ...],
    as_json: bool,
    jsonl: Path | None,
    reading: str | None,
    ledger: Path | None,
    as_of: date | None,
    explain: bool,
) -> int:
    """Answer a question with a figure, its base and its source; ask back; or say what is missing."""
    if sum((jsonl is not None, reading is not None, bool(words))) != 1:
        raise click.UsageError("Give one question, or --jsonl with a file of them, or --reading with a meaning")
    meaning = None if reading is None else from_text(encodable(reading))
    questions = None if jsonl is None else lines_of(jsonl)
    counter = Counter(ledger, as_of)
    if jsonl is not None or as_json:
        show = partial(print_json, explain=explain)
    else:
        show = partial(print_answer, style=counter.style, explain=explain)
    if meaning is not None:
        counter.answer(meaning, show)
    elif questions is not None:
        return min({counter.ask_in_turn(question, show) for question in questions} - {0}, default=0)
    else:
        counter.ask(encodable(" ".join(words)), show)
    return 0
