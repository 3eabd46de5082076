"""Relative clauses: "the party with ten seats", "the suburb that has the lowest rent" stand for a code.

The clause is a question of its own; the codes that answer it are put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.ask.compute.bench import Bench
from bot.ask.grammar.order import NUMBER_WORDS
from bot.ask.lexicon import Lexicon
from bot.ask.outcome import Dispute, Missing, Outcome, Result, Stop
from bot.ask.query import Query
from bot.ask.text import stem
from bot.domain import Figure

_VERBS = "(?:has|had|have|won|win|got|get|took|take|holds|held|holding|winning|having|with)"
_CLAUSE = re.compile(
    rf"(?<!\S)the (?P<noun>\w+) (?:that |which |who )?{_VERBS} (?P<rest>.+?)"
    r"(?: (?:get|win|have|receive|take|hold)| what (?:is|was|were|are) (?:its|their) (?P<its>.+))?$"
)
_NUMBER = re.compile(rf"(?:only |just |exactly )?(?P<number>\d+|{'|'.join(NUMBER_WORDS)}) (?P<words>.+)$")
_SUPERLATIVE = re.compile(r"(?:the )?(?:highest|most|largest|biggest|greatest|lowest|least|fewest|smallest)(?!\S)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that stands for codes of a dimension: its own question, the number its figure has to be (None: the
    highest or lowest), and what is asked about the codes, around the clause."""

    dimension: str
    question: str
    number: Decimal | None
    before: str
    after: str

    def asked_of(self, label: str) -> str:
        """The question with the clause replaced by the label of a code."""
        return f"{self.before} {label} {self.after}".strip()


def clause_in(query: Query, lexicon: Lexicon) -> Clause | None:
    """The clause of a question that asks more than the clause itself; None where there is none."""
    joined = query.sentence.joined
    match = _CLAUSE.search(joined)
    if match is None:
        return None
    dimension = next((key for key, words in lexicon.dimension_words.items() if stem(match["noun"]) in words), None)
    around = query.content & ~query.sentence.mask(match.start(), match.end("rest"))
    if dimension is None or not around:
        return None
    if match["its"]:
        joined = f"{match['its']} of {joined[: match.start('its')].rpartition(' what ')[0]}"
        match = _CLAUSE.search(joined) or match
    before, after = joined[: match.start()].strip(), joined[match.end("rest") :].strip()
    counted = _NUMBER.match(match["rest"])
    if counted is not None:
        word = counted["number"]
        return Clause(dimension, counted["words"], Decimal(NUMBER_WORDS.get(word, word)), before, after)
    if _SUPERLATIVE.match(match["rest"]):
        return Clause(dimension, f"which {match['noun']} had {match['rest']}", None, before, after)
    return None


def codes_of(clause: Clause, bench: Bench, outcome: Outcome) -> list[tuple[str, Figure]] | Dispute:
    """The codes that answer a clause, each with the figure it does so by, from the reading of the clause's question and
    what came of it; or the dispute that leaves it open which they are."""
    if clause.number is None:
        return outcome if isinstance(outcome, Dispute) else list(_winners(clause, outcome))
    if clause.dimension not in bench.shelf.codes or clause.dimension in bench.reading.bound:
        return []
    try:
        field = bench.along(clause.dimension, bench.reading.single)
    except Stop:
        return []
    disputed = [one for one in field.values() if one.rivals and clause.number in {rival.value for rival in one.figures}]
    if disputed:
        return Dispute(tuple(disputed), Missing(clause.question, ""))
    return [(code, one.figure) for code, one in field.items() if one.figure.value == clause.number]


def _winners(clause: Clause, outcome: Outcome) -> Iterator[tuple[str, Figure]]:
    if isinstance(outcome, Result) and outcome.value is not None:
        for one in outcome.used:
            code = dict(one.figure.dimensions).get(clause.dimension)
            if code is not None and one.figure.value == outcome.value:
                yield code, one.figure
