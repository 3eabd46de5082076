"""Small ledgers to evaluate meanings over, and how to write a meaning down in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.operations import evaluate
from bot.ask.meaning import Meaning, Members, Periods, Selection
from bot.ask.outcome import Choice, Dispute, Missing, Result
from bot.ask.prose import Prose
from bot.domain import Agent, Code, Dimension, Indicator, Qualifier, Source, Status, Universe
from bot.periods import Period
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC
from tests.ask.ledger import Asker, asker, of_table
from tests.ledger.batches import batch, figure

ORCHARDS = """
    indicator,period,valley,value,unit
    apples picked,2021,,900,tonnes
    apples picked,2022,,1000,tonnes
    apples picked,2021,Glen,300,tonnes
    apples picked,2021,Moss,250,tonnes
    apples picked,2021,Fenn,350,tonnes
    apples picked,2022,Glen,450,tonnes
    apples picked,2022,Moss,300,tonnes
    apples picked,2022,Fenn,250,tonnes
    apples picked,2023,Glen,500,tonnes
    share of trees sprayed,2022,Glen,41.5,percent
    share of trees sprayed,2022,Moss,38,percent
    share of trees sprayed,2022,Fenn,41.5,percent
    share of trees sprayed,2023,Glen,44.0,percent
    pears picked,2022,Glen,90,tonnes
    pears picked,2022,Moss,0,tonnes
    night frost,2022,Glen,-2.5,degrees
    night frost,2023,Glen,1.5,degrees
    rent of a press,2022,,120,dollars
    rent of a press,2022,Glen,110,dollars
    rent of a press,2022,Moss,130,dollars
    cider made,2022-01,Glen,5,barrels
    cider made,2022-02,Glen,9,barrels
    cider made,2022-03,Glen,9,barrels
    cider made,2021,Glen,40,barrels
"""
TABLE = """
    indicator,row 1,row 2,column 1,value
    families by kind,percent,north shore,2011,16.5
    families by kind,percent,north shore,2016,18.25
    families by kind,percent,south shore,2011,15
    families by kind,percent,south shore,2016,14.5
    families by kind,number,north shore,2011,330
    families by kind,number,north shore,2016,365
"""
_BLOC = (("bloc", "red"),), (("bloc", "blue"),), (("bloc", "grey"),)
ASSEMBLY = batch(
    figure("44", "support", _BLOC[0], status=Status.PRELIMINARY, published_on="2020-10-01"),
    figure("46.5", "support", _BLOC[0], status=Status.FINAL, published_on="2020-11-01"),
    figure("40", "support", _BLOC[1], status=Status.FINAL, published_on="2020-11-01"),
    figure("13.5", "support", _BLOC[2], status=Status.FINAL, published_on="2020-11-01"),
    figure("50", "support", _BLOC[0], attributed_to="mayor"),
    figure("200", "members"),
    figure("150", "present", qualifier=Qualifier.ABOUT),
    figure("75", "presence", source="minutes"),
    figure("10", "cost", period="2020", source="gazette", published_on="2021-01-01"),
    figure("12", "cost", period="2020", source="herald", published_on="2021-01-01"),
    figure("9", "cost", period="2019"),
    figure("700", "homes", (("area", "isles"),)),
    figure("400", "homes", (("area", "skerry"),)),
    figure("300", "homes", (("area", "holm"),)),
    indicators=(
        Indicator("support", "support for each bloc", unit="percent"),
        Indicator("members", "number of members", unit="people", universe="members"),
        Indicator("present", "number of members present", unit="people", universe="members"),
        Indicator("presence", "presence of members", (), None, "percent", "members", "present", "members"),
        Indicator("cost", "cost of a session", unit="dollars"),
        Indicator("homes", "number of homes", unit="homes"),
    ),
    dimensions=(Dimension("bloc", "bloc", whole=True), Dimension("area", "area")),
    codes=(
        *(Code(code, code.title(), dimension="bloc") for code in ("red", "blue", "grey")),
        Code("isles", "The Isles", dimension="area"),
        Code("skerry", "Skerry", dimension="area", broader="isles"),
        Code("holm", "Holm", dimension="area", broader="isles"),
    ),
    universes=(Universe("members", "members of the assembly", size="members"),),
    agents=(Agent("mayor", "the mayor"),),
    sources=(Source("minutes", "Clerk"), Source("gazette", "Gazette"), Source("herald", "Herald")),
)


def of(indicator: str, period: str | None = None, **codes: str) -> Selection:
    """A selection of a table's series: its ids are the words of the table."""
    dimensions = tuple(sorted((name.replace("_", " "), code) for name, code in codes.items()))
    return Selection(indicator.replace(" ", "-"), dimensions, None if period is None else Period(period))


def each(dimension: str, selection: Selection, *codes: str) -> Members:
    return Members(selection, dimension, codes)


def all_times(selection: Selection, within: str | None = None) -> Periods:
    return Periods(selection, Period(within) if within else None)


def with_status(selection: Selection, *statuses: Status) -> Selection:
    return replace(selection, statuses=frozenset(statuses))


def held(desk: Asker, as_of: date | None = None) -> Held:
    reader = Reader(desk.desk.engine, desk.now)
    known = desk.desk.knowledge(reader, PUBLIC, desk.now)
    prose = Prose(known.catalogue, desk.desk.style)
    shelf_of = partial(known.shelf, reader)
    return Held(prose, shelf_of, reader.figures, as_of, known.lexicon.derived_from)


class Evaluator:
    """Meanings evaluated over one ledger."""

    def __init__(self, desk: Asker) -> None:
        self.ledger = held(desk)
        self.desk = desk

    def __call__(self, meaning: Meaning, **others: Any) -> Result | Missing | Choice | Dispute:
        return evaluate(meaning, held(self.desk, **others) if others else self.ledger)

    def result(self, meaning: Meaning, **others: Any) -> Result:
        found = self(meaning, **others)
        assert isinstance(found, Result), found
        return found

    def value(self, meaning: Meaning) -> tuple[str, str | None]:
        found = self.result(meaning)
        return f"{found.value:f}", found.unit

    def lacks(self, meaning: Meaning) -> str:
        """The words for what is missing."""
        found = self(meaning)
        assert isinstance(found, Missing), found
        return found.words


def orchards() -> Evaluator:
    return Evaluator(of_table(ORCHARDS))


def table() -> Evaluator:
    return Evaluator(of_table(TABLE))


def assembly() -> Evaluator:
    return Evaluator(asker(ASSEMBLY))
