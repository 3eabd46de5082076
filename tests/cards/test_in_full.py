"""A card says in full what its sentence rounds."""

from __future__ import annotations

from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from tests.ask.ledger import answered, of_table

_WEALTH = """
    indicator,country,period,value,unit
    output,Aland,2021,3702123456789,US dollars
    output,Aland,2022,3890123456789,US dollars
    votes,Aland,2022,2908071,votes
    """


def test_the_card_has_in_full_what_the_sentence_rounds() -> None:
    asker, cards = of_table(_WEALTH), AnswerCards(HouseStyle())
    answer = asker.ask("output of Aland in 2022")
    assert answer.text == "The output (Aland) was 3.89 trillion US dollars in 2022."
    assert answered(answer)[0] == "3890123456789"
    assert next(row.text for row in cards.of_answer(answer).rows if row.label == "In full") == (
        "3,890,123,456,789 US dollars"
    )
    change = asker.ask("how much did the output of Aland rise from 2021 to 2022?")
    assert change.text == (
        "The output (Aland) rose by 188 billion US dollars, from 3.70 trillion US dollars in 2021 to "
        "3.89 trillion US dollars in 2022."
    )
    votes = asker.ask("votes of Aland in 2022")
    assert votes.text == "The number of votes (Aland) was 2,908,071 in 2022."
    assert all(row.label != "In full" for row in cards.of_answer(votes).rows)
