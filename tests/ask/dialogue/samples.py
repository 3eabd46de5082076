"""Farms by town and year, visits by quarter, rain by month; and what a thread over them remembers."""

from __future__ import annotations

from bot.answer import Answer
from bot.ask.conversation import Conversation
from tests.ask.ledger import Asker

FARMS = """
    indicator,town,period,value,unit
    number of farms,North,2020,800,farms
    number of farms,North,2021,700,farms
    number of farms,North,2022,640,farms
    number of farms,North,2023,600,farms
    number of farms,South,2020,300,farms
    number of farms,South,2021,360,farms
    number of farms,South,2022,400,farms
    number of farms,South,2023,500,farms
    number of farms,East,2020,100,farms
    number of farms,East,2021,90,farms
    number of farms,East,2022,80,farms
    number of farms,East,2023,80,farms
    number of farms,,2020,1200,farms
    number of farms,,2021,1150,farms
    number of farms,,2022,1120,farms
    number of farms,,2023,1180,farms
    museum visits,,2021-Q4,90,visits
    museum visits,,2022-Q1,100,visits
    museum visits,,2022-Q2,130,visits
    museum visits,,2023-Q1,70,visits
    rainfall,,2021-12,30,mm
    rainfall,,2022-01,20,mm
    rainfall,,2022-02,10,mm
    rainfall,,2023-01,40,mm
    aid budget,,2022,431.6,million dollars
    clinic uptake,North,2022,62.5,percent
    clinic uptake,South,2022,41,percent
"""


def talked(desk: Asker, *messages: str, last: Conversation | None = None) -> tuple[Answer, Conversation | None]:
    """The last answer of a thread, and what that remembers then."""
    for message in messages:
        answer, last = desk.desk.follow(message, last, desk.now)
    return answer, last
