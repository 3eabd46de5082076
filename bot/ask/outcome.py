"""What can come of a question: a result, something that is missing, a choice, or a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Option
from bot.ask.meaning import Meaning
from bot.ask.select import Picked, by_rivals
from bot.domain import Figure, Qualifier


@dataclass(frozen=True, slots=True)
class Result:
    """What an operation found. `value` None where the answer is no number; `used` in the order of the workings."""

    operation: str
    sentence: str
    value: Decimal | None
    unit: str | None
    used: tuple[Picked, ...]
    qualifier: Qualifier = Qualifier.EXACT
    expression: str | None = None
    base: str | None = None
    caveats: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    date: str | None = None
    stated: tuple[Decimal, ...] = ()
    """Numbers of the question that the operation took into account, and no figure has to bear out."""
    label: tuple[str, ...] | None = None
    """The names that answer a which-question: of a tie those of all winners."""
    beside: tuple[Figure, ...] = ()
    """Figures that its base, its workings or its caveats tell of, beside those that it is made of."""
    meaning: Meaning | None = None
    """What was evaluated for it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The ledger lacks what the question names: the words for it, and the nearest figures that are held. `regardless`:
    it does so whichever of rivals is right, and tells all of them."""

    words: str
    sentence: str
    nearest: tuple[Figure, ...] = ()
    beside: tuple[Figure, ...] = ()
    """Figures that the sentence tells of, whether or not they are shown as the nearest."""
    regardless: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """More than one figure fits: the desk asks back. `between` says what was not named."""

    between: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Figures of equal standing disagree, and the answer would rest on one of them: the desk asks back. `withheld` is
    what would be said if the first of the rivals were right; nobody is told."""

    between: tuple[Picked, ...]
    withheld: Result | Missing


Outcome = Result | Missing | Choice | Dispute


class Stop(Exception):
    """An operation cannot go on: what it lacks, or what it has to ask."""

    def __init__(self, outcome: Missing | Choice) -> None:
        super().__init__()
        self.outcome = outcome


def unless_disputed(outcome: Result | Missing | Choice, disputes: Mapping[str, Picked]) -> Outcome:
    """The outcome, or the dispute that it rests on: where a figure used has rivals, or one that it depended on."""
    if isinstance(outcome, Choice) or (isinstance(outcome, Missing) and outcome.regardless):
        return outcome
    between = {**disputes, **by_rivals(outcome.used if isinstance(outcome, Result) else ())}
    return Dispute(tuple(between.values()), outcome) if between else outcome
