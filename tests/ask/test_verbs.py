"""Every row of a verb means what its prototype means in every construction, and nothing where it has another sense."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.ask.language.lexemes import Lexeme, lexemes
from bot.ask.language.rows import rows
from bot.ask.language.verbs import said
from bot.domain import Outcome
from tests.ask.ledger import Asker, of_table

MOVES = [one for one in lexemes("moves") if one.means in ("up", "down")]
COMPARISONS = list(lexemes("comparisons"))
PROTOTYPES = {one.verb: one for one in (*MOVES, *COMPARISONS)}
MODELS = {"up": "rise", "down": "fall", "above": "exceed", "below": "undershoot"}

LEDGER = """
indicator,town,period,value,unit
number of farms,North,2020,800,farms
number of farms,North,2021,700,farms
number of farms,North,2022,640,farms
number of farms,South,2020,300,farms
number of farms,South,2021,360,farms
number of farms,South,2022,450,farms
"""

OF_VERBS = (
    "how far did the number of farms in {town} {base} from 2020 to 2022?",
    "by what percentage did the number of farms in {town} {base} between 2020 and 2022?",
    "to what level did the number of farms in {town} {base} in 2022?",
    "what did the number of farms in {town} {base} to in 2022?",
    "what did the number of farms in {town} {base} from between 2020 and 2022?",
    "by how much had the number of farms in {town} {past} by 2022 compared with 2020?",
    "tell me how much the number of farms in {town} has {past} since 2020",
    "the number of farms in {town} {past} by how much from 2020 to 2022?",
    "in which town has the number of farms {past} the most since 2020?",
    "the number of farms in {town} has been {ing}: by how much from 2020 to 2022?",
)
OF_NOUNS = (
    "what was the {noun} in the number of farms in {town} between 2020 and 2022?",
    "how steep was the {noun} in the number of farms in {town} from 2020 to 2022?",
    "what was the percentage {noun} in the number of farms in {town} from 2020 to 2022?",
    "which town saw the sharpest {noun} in the number of farms between 2020 and 2022?",
    "the {noun} in the number of farms in {town}, 2020 to 2022",
)
OF_COMPARISONS = (
    "by how much did the number of farms in {town} {base} that in {other} in 2022?",
    "by what percentage did the number of farms in {town} {base} that in {other} in 2022?",
    "in which year did the number of farms in {town} {base} that in {other}?",
    "the number of farms in {town} {past} that in {other} by how much in 2020?",
    "which town {past} the other in the number of farms in 2022, {town} or {other}?",
)


@pytest.fixture(scope="module")
def desk() -> Asker:
    return of_table(LEDGER.strip())


def worded(one: Lexeme, template: str) -> Iterator[str]:
    """The construction with each form of a verb that it takes."""
    forms = sorted(one.forms | one.as_verb)
    tail = f" {one.particle}" * bool(one.particle) + " of" * (one.particle == "short")
    places = {"base": [one.base], "past": sorted(one.pasts), "ing": [form for form in forms if form.endswith("ing")]}
    places["noun"] = sorted(one.nouns)
    towns = ("North", "South") if one.means in ("down", "above") else ("South", "North")
    slot = next(name for name in places if f"{{{name}}}" in template)
    for form in places[slot] if slot == "noun" or forms else ():
        word = form if slot == "noun" else form + tail
        yield template.format(town=towns[0], other=towns[1], **{slot: word})


CASES = [
    (one.verb, question, next(worded(PROTOTYPES[MODELS[one.means]], template)))
    for kinds, templates in ((MOVES, (*OF_VERBS, *OF_NOUNS)), (COMPARISONS, OF_COMPARISONS))
    for one in kinds
    for template in templates
    for question in worded(one, template)
]


def test_every_word_gives_what_its_prototype_gives_in_every_construction(desk: Asker) -> None:
    models = {model: desk.ask(model) for _, _, model in CASES}
    assert {model: answer.text for model, answer in models.items() if answer.outcome is not Outcome.ANSWERED} == {}
    others = {
        question: answer.text
        for _, question, model in CASES
        if ((answer := desk.ask(question)).value, answer.unit) != (models[model].value, models[model].unit)
    }
    assert others == {}


@pytest.mark.parametrize("name", ["moves", "comparisons"])
def test_examples_say_so_and_other_senses_do_not(name: str) -> None:
    for row in rows(name):
        asked = f"{row['example']} by how much".split()
        assert row["means"] in {one.means for one in said(name, asked)}, row["example"]
        for frame in ("{}", "how many were there in the north with {} in 2020", "{} in the north in 2020"):
            words = frame.format(row["otherwise"]).split()
            assert not row["otherwise"] or said(name, words) == [], words


@pytest.mark.parametrize("name", ["moves", "comparisons"])
def test_a_word_that_only_means_it_as_a_verb_tells_its_other_sense(name: str) -> None:
    told = {row["verb"] for row in rows(name) if row["otherwise"]}
    assert {one.verb for one in lexemes(name) if one.base in one.as_verb} <= told


OTHER_SENSES = """
how many farms crashed in North in 2022?
farms crashed in North in 2022
how many farms in the crash in North in 2022?
how many farms had collapsed in North by 2022?
where did farms crash most in 2022?
how many advance farms in North in 2022?
how many farms were spiked in North in 2022?
how many farms on the mount in North in 2022?
farms in North in the leap year 2020
how many farms were lost in North in 2022?
how many farms moved to North in 2022?
what share of farms were lost in North in 2022?
how many contracted farms in North in 2022?
how many farms did the balloon festival in North draw in 2022?
what was the number of farms recovered in North in 2022?
was the crash in North in 2022 the worst for farms?
how many farms did the trail in North have in 2022?
how many top farms in North and South in 2022?
the distance between farms in North and South in 2022
how many times did the number of farms in North fall?
how many times did the number of farms in North exceed that in South?
""".strip().splitlines()


@pytest.mark.parametrize("question", OTHER_SENSES)
def test_other_senses_give_no_number(question: str, desk: Asker) -> None:
    answer = desk.ask(question)
    assert answer.outcome is not Outcome.ANSWERED, answer.text
