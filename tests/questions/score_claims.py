"""Scores claims and yes-or-no questions: `python -m tests.questions.score_claims [FILE ...]`.

One JSON line a file. `rightly` is judged rightly: Yes first where the claim holds, No first where it fails, refused
where the ledger cannot tell; `figure` counts those of them that give the right figure too. What else may come: `called
false` (a true claim is answered No), `called true`, `answered` (where nothing is held), `at odds` (`claim` in the JSON
says another thing than the text), `asked` (asked back), `refused` (where there is an answer) and `neither` (answered
without a yes or no). `other figure` counts, among all answers, those that give none of the right figures. --show lists
before it what is not right.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.desks import Ask, desk_over
from tests.questions.golds import Figures, gold, read_bodies
from tests.questions.judge import is_one_of
from tests.questions.score_sets import ROOT, SAMPLE

CLAIMS = Path(__file__).with_name("claims.jsonl")
EXPECTED = ("holds", "fails", "refused")
OUTCOMES = ("rightly", "called false", "called true", "answered", "at odds", "asked", "refused", "neither")
_VERDICT = re.compile(r"(yes|no)(?=[,.:;!]|\s[–—-]\s|$)", re.IGNORECASE)
"""A first word that judges: "No figure is held" does not."""
_SEPARATORS = r"[,\u00a0\u202f]"
_NUMBER = re.compile(rf"\d+(?:{_SEPARATORS}\d{{3}})*(?:\.\d+)?")
_ABOUT = Decimal("0.05")
"""How far off, as a share of what is claimed, a figure may be that is said to be about so much."""
_NEARLY = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, whether it holds, and the figures of which a reply has to give one."""

    text: str
    ledger: Path
    expect: str
    values: tuple[str, ...] = ()


Scored = tuple[Claim, Answer, str]


def read_claims(path: Path) -> list[Claim]:
    return [
        Claim(body["q"], ROOT / body.get("ledger", SAMPLE), body["expect"], tuple(body.get("values", ())))
        for body in read_bodies(path)
    ]


def scored(path: Path) -> Iterator[Scored]:
    desk = cache(desk_over)
    for claim in read_claims(path):
        ask: Ask = desk(claim.ledger)
        answer = ask(claim.text)
        yield claim, answer, outcome(claim, answer)


def outcome(claim: Claim, answer: Answer) -> str:
    """One of OUTCOMES."""
    if answer.outcome is Outcome.ABSTAINED:
        return "rightly" if claim.expect == "refused" else "refused"
    if answer.outcome is Outcome.AMBIGUOUS:
        return "asked"
    if claim.expect == "refused":
        return "answered"
    holds = said(answer)
    judged = answer.as_json()["claim"]
    if judged is not None and judged["holds"] is not holds:
        return "at odds"
    if holds is None:
        return "neither"
    if holds is (claim.expect == "holds"):
        return "rightly"
    return "called true" if holds else "called false"


def said(answer: Answer) -> bool | None:
    """Whether the text says yes or no first. None: neither."""
    found = _VERDICT.match(answer.text)
    return None if found is None else found[1].lower() == "yes"


def gives_figure(claim: Claim, answer: Answer) -> bool:
    """Whether a right figure is the answer's value or in its text: "it fell by 2 seats, to 33" gives both."""
    value = [answer.value.lstrip("-")] if answer.value is not None else []
    return any(is_one_of(each, claim.values) for each in (*value, *numbers(answer.text)))


def numbers(text: str) -> list[str]:
    """The numbers in a text, without sign and thousands separators."""
    return [re.sub(_SEPARATORS, "", found) for found in _NUMBER.findall(text)]


def holds_by(body: dict[str, Any], figures: Figures) -> bool:
    """Whether a claim's `says` is so by the figures: an operation, what is claimed, and, where it is not what `from`
    gives, what it is claimed of."""
    operation, claimed, *of = body["says"]
    found = gold(of[0] if of else body["from"], figures)
    if operation == "named":
        return claimed in found.names
    assert found.value is not None, body
    return _holds(operation, found.value, Decimal(claimed))


def _holds(operation: str, value: Decimal, claimed: Decimal) -> bool:
    if operation == "more than":
        return value > claimed
    if operation == "less than":
        return value < claimed
    if operation == "about":
        return abs(value - claimed) <= claimed * _ABOUT
    if operation == "nearly":
        return claimed * (1 - _NEARLY) <= value < claimed
    assert operation == "is", operation
    return is_one_of(str(abs(value)), (str(claimed),))


def report(name: str, results: Iterable[Scored]) -> dict[str, Any]:
    results = list(results)
    counts = Counter(found for _, _, found in results)
    answered = [one for one in results if one[1].outcome is Outcome.ANSWERED]
    return {
        "set": name,
        "claims": counts.total(),
        **{each: counts[each] for each in OUTCOMES},
        "figure": sum(found == "rightly" and gives_figure(claim, answer) for claim, answer, found in answered),
        "other figure": sum(not gives_figure(claim, answer) for claim, answer, _ in answered),
    }


def main(*arguments: str) -> None:
    for path in [Path(argument) for argument in arguments if argument != "--show"] or [CLAIMS]:
        results = list(scored(path))
        for claim, answer, found in results if "--show" in arguments else ():
            if found != "rightly" or (answer.outcome is Outcome.ANSWERED and not gives_figure(claim, answer)):
                wanted = f"{claim.expect} ({' or '.join(claim.values)})"
                sys.stdout.write(f"{found}: {claim.text!r} {wanted}; got {answer.outcome.value}: {answer.text}\n")
        sys.stdout.write(json.dumps(report(path.stem, results)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
