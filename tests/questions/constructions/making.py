"""The questions of the words in their constructions, each with its prototype's question and its gold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.questions.golds import Figures, gold, read_figures

HERE = Path(__file__).parent
LEDGER = HERE / "ledger.csv"
_FIRST, _LAST = "2020", "2023"
_COUNTED = "number of library visitors"


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator of the ledger with its unit of differences, and the towns that each prototype is said of.

    `pairs` are the town that changes, or is compared, and the other: one that changes the other way, or the one that it
    is compared with.
    """

    label: str
    unit: str
    pairs: dict[str, tuple[str, str]]


_CHANGES = {"fall": ("Alden", "Brook"), "rise": ("Brook", "Alden")}
_ABOVE = dict.fromkeys(("higher", "exceed", "difference", "highest", "the most"), ("Corran", "Dale"))
_BELOW = ("lower", "trail", "lowest", "the fewest")
MEASURES = (
    Measure(_COUNTED, "visitors", {**_CHANGES, **_ABOVE, **dict.fromkeys(_BELOW, ("Brook", "Alden"))}),
    Measure(
        "share of households that recycle",
        "percentage points",
        {**_CHANGES, **_ABOVE, **dict.fromkeys(_BELOW, ("Alden", "Brook"))},
    ),
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A word in a construction: its question, its prototype's, and the value that both ask for, if it is one value."""

    word: str
    prototype: str
    construction: str
    question: str
    model: str
    value: Decimal | None


def worded() -> Iterator[Worded]:
    """Every word in every construction of its kind, about every measure that can be so asked about."""
    words, constructions, figures = _rows("words.csv"), _rows("constructions.csv"), read_figures(LEDGER)
    forms = {row["word"]: row for row in words}
    for measure in MEASURES:
        for row in constructions:
            kind, _, part = row["kind"].partition(" ")
            for word in (each for each in words if each["kind"] == kind and (not part or each[part])):
                if kind == "counting" and measure.label != _COUNTED:
                    continue
                prototype = forms[word["prototype"]]
                yield Worded(
                    word["word"],
                    prototype["word"],
                    f"{row['kind']}: {row['construction']}",
                    _question(row["question"], word, measure),
                    _question(row["question"], prototype, measure),
                    _value(row["operation"], prototype["word"], measure, figures),
                )


def _question(template: str, word: dict[str, str], measure: Measure) -> str:
    town, other = measure.pairs[word["prototype"]]
    asked = template.format(
        **word,
        it=f"{measure.label} in {town}",
        opposite=f"{measure.label} in {other}",
        town=town,
        other=other,
        measure=measure.label,
        unit=measure.unit,
    )
    return asked.replace(" a increase", " an increase").replace(" a advance", " an advance")


def _value(operation: str, prototype: str, measure: Measure, figures: Figures) -> Decimal | None:
    """What answers a construction, without its sign; None for a yes or no."""
    if not operation:
        return None
    town, other = measure.pairs[prototype]
    here = [f"{measure.label}; town={town}; period={year}" for year in (_FIRST, _LAST)]
    there = [f"{measure.label}; town={other}; period={year}" for year in (_FIRST, _LAST)]
    extreme = "highest" if prototype in ("highest", "the most") else "lowest"
    all_towns = f"{measure.label}; town=*; period={_LAST}"
    derivation = {
        "value at the end": ["value", here[1]],
        "value at the start": ["value", here[0]],
        "change": ["change", *here],
        "percent change": ["percent change", *here],
        "difference": ["difference", here[1], there[1]],
        "difference at the start": ["difference", here[0], there[0]],
        "percent more": ["percent more", here[1], there[1]],
        "extreme": [extreme, "town", all_towns],
        "second extreme": [f"second {extreme}", "town", all_towns],
        "extreme over time": [extreme, "period", f"{measure.label}; town={town}; period=*"],
    }[operation]
    value = gold(derivation, figures).value
    return None if value is None else abs(value)


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
