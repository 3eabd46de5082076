"""What only bases, other names and named periods bring about: wrong readings that a plain table cannot have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.domain import Outcome
from tests.questions.desks import Ask, desk_over

ROOT = Path(__file__).parents[3]
CITY, LAW = "tests/ledgers/harbour-city", "data/nz-drug-law"

REFUSED = [
    (CITY, "what share of library members are women?"),
    (CITY, "what share of women are library members?"),
    (CITY, "of library members, what share are women?"),
    (CITY, "women's share of library members"),
    (CITY, "female library members as a percentage of women"),
    (CITY, "what share of respondents contacted the council?"),
    (CITY, "what share of respondents were happy with their contact?"),
    (CITY, "what share of cyclists are employed residents?"),
    (CITY, "what share of ferry sailings were late?"),
    (CITY, "what share of university entrants got the Harbour Certificate?"),
    (CITY, "attendance in percent of residents"),
    (LAW, "what share of people who engaged were referred?"),
    (LAW, "what share of prosecutions were of Māori?"),
    (LAW, "what percentage of warnings went to Māori?"),
    (LAW, "Māori charge rate in percent of all charges"),
    (LAW, "Māori share of all charges"),
    (LAW, "warnings to Māori as a share of all warnings"),
    (CITY, "how many children are there in Kelport in 2024?"),
    (CITY, "number of women in Kelport in 2024"),
    (CITY, "how many books does the library have?"),
    (CITY, "how many cyclists are there in Kelport?"),
    (CITY, "how many cycleways are there?"),
    (CITY, "how many visitors did Saltmarsh have in 2024?"),
    (LAW, "how many parties won seats?"),
    (LAW, "how many Māori MPs were elected?"),
    (LAW, "what share of the vote did Māori get?"),
    (CITY, "average wait on the social housing waiting list in 2024"),
    (CITY, "average visit to the library in 2024"),
    (CITY, "average fine in 2024"),
    (CITY, "road deaths per million people in 2024"),
    (CITY, "library opening hours per year at Central Library"),
    (LAW, "how many drug users are taken to court each year?"),
    (CITY, "what was the port's biggest loss and in which year?"),
    (CITY, "largest council deficit"),
    (CITY, "teacher-student ratio"),
    (CITY, "ratio of teachers to students in 2025"),
    (CITY, "ships per cruise passenger"),
    (LAW, "how many times more likely are non-Māori than Māori to be convicted?"),
    (LAW, "compared with Māori, how many times more likely are non-Māori to be convicted?"),
    (LAW, "how many seats did Labour have after 2020?"),
    (LAW, "how many seats did Labour have after the year 2020?"),
    (CITY, "port profit since 2023/24"),
    (LAW, "how did Māori prosecutions change since 2019?"),
    (LAW, "have Māori charges changed since 2019?"),
    (LAW, "what was the change in charges of Māori since 2019?"),
    (LAW, "how many people were referred and how many engaged?"),
    (CITY, "how many library loans in 2024 and how many of them e-books?"),
]

ANSWERED = [
    (CITY, "what share of residents are library members?", "39.1"),
    (CITY, "what share of library members are aged 0 to 14?", "25.5"),
    (CITY, "female library members in percent of residents", "22.8"),
    (CITY, "what share of contacting respondents were satisfied with their contact?", "63.9"),
    (CITY, "what share of commuters go by car?", "54.2"),
    (CITY, "what share of school leavers went on to university?", "30.5"),
    (LAW, "what share of people referred engaged with a health service?", "8.7"),
    (LAW, "what share of Māori were charged since the law change?", "28"),
    (LAW, "prosecution as a share of police action against Māori cannabis users in April 2020", "22"),
    (CITY, "how many children are library members?", "11940"),
    (CITY, "how many books were borrowed in 2024?", "540120"),
    (CITY, "how many seniors live in Kelport?", "22440"),
    (CITY, "how many visits did Saltmarsh Library have in 2024?", "58420"),
    (LAW, "how many seats did the Māori Party win?", "2"),
    (CITY, "average council debt from 2019 to 2024", "386.22"),
    (CITY, "median rent per week in Quayside", "690"),
    (LAW, "how many drug users are taken to court each month?", "100"),
    (CITY, "port loss in 2020/21", "-1.9"),
    (CITY, "students per teacher in 2025", "15.1"),
    (LAW, "how many people were facing a possible charge in the first year of the law change?", "5484"),
    (LAW, "change in Māori charges since the law change", "-9"),
    (LAW, "how many seats did Labour win and what was the source?", "65"),
    (CITY, "what was the port's biggest profit and in which year?", "17.5"),
]


@cache
def desk(ledger: str) -> Ask:
    return desk_over(ROOT / ledger)


@pytest.mark.parametrize(("ledger", "question"), REFUSED)
def test_no_number_comes(ledger: str, question: str) -> None:
    answer = desk(ledger)(question)
    assert answer.outcome is not Outcome.ANSWERED, answer.text


@pytest.mark.parametrize(("ledger", "question", "value"), ANSWERED)
def test_what_is_held_is_answered(ledger: str, question: str, value: str) -> None:
    answer = desk(ledger)(question)
    assert (answer.outcome, answer.value) == (Outcome.ANSWERED, value), answer.text
