"""The way of a meaning, once it is known: checked, evaluated, and made an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from bot.answer import Answer
from bot.ask.compose import Composer
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.operations import evaluate
from bot.ask.knowledge import Knowledge
from bot.ask.meaning import Meaning
from bot.ask.meaning_json import to_json
from bot.ask.meaning_names import check_names, named
from bot.ask.outcome import Choice, Missing, Outcome, Result
from bot.ask.prose import Prose
from bot.ask.say.readings import in_words
from bot.ask.style import HouseStyle
from bot.store.reader import Reader


def answer_meaning(
    meaning: Meaning, reader: Reader, known: Knowledge, style: HouseStyle, zone: str, as_of: date | None = None
) -> Answer:
    """The answer to a meaning; its question is empty, as there was none. Raises UnclearReading where it names what is
    not known, and StoreUnavailable."""
    check_names(meaning, known.catalogue)
    prose = Prose(known.catalogue, style)
    held = Held(prose, partial(known.shelf, reader), reader.figures, as_of, known.lexicon.derived_from)
    outcome = evaluate(meaning, held)
    return composed(meaning, outcome, Composer("", prose, known.withdrawals, zone), prose)


def composed(meaning: Meaning, outcome: Outcome, composer: Composer, prose: Prose) -> Answer:
    """The answer to a meaning that came to an outcome, with the meaning as its reading."""
    found = _composed(outcome, composer, in_words(meaning, prose))
    return replace(found, reading=to_json(meaning)).telling(names=named(meaning, prose.catalogue))


def _composed(outcome: Outcome, composer: Composer, words: str) -> Answer:
    if isinstance(outcome, Result):
        return composer.answered(outcome, words)
    if isinstance(outcome, Missing):
        return composer.abstained(outcome, words)
    if isinstance(outcome, Choice):
        return composer.ambiguous(outcome.between, list(outcome.figures), [], words)
    return composer.disputed(outcome.between, words)
