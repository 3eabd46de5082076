"""Small ledgers: counts and shares by route and year; counts within counts; figures in several vintages; a whole of
three parts, counted twice."""

from __future__ import annotations

from bot.domain import Agent, Dimension, Indicator, Qualifier, Source, Status, Universe
from bot.periods import PartialDate
from tests.ledger.batches import batch, figure

FERRIES = """
    indicator,period,route,value,unit
    ferry passengers,2020,,1000,passengers
    ferry passengers,2021,,1250,passengers
    ferry passengers,2022,,1250,passengers
    ferry passengers,2023,,900,passengers
    ferry passengers,2022,North,700,passengers
    ferry passengers,2022,South,400,passengers
    ferry passengers,2022,Island,150,passengers
    ferry passengers,2023,North,500,passengers
    ferry passengers,2023,South,250,passengers
    ferry passengers,2023,Island,150,passengers
    punctual sailings,2022,North,90.5,percent
    punctual sailings,2022,South,84,percent
    punctual sailings,2022,Island,84,percent
    punctual sailings,2023,North,88.0,percent
    punctual sailings,2023,South,91.25,percent
    punctual sailings,2023,Island,79,percent
    coldest water,2022,North,-1.5,degrees
    coldest water,2022,South,0,degrees
    coldest water,2023,North,-0.5,degrees
    coldest water,2023,South,2.0,degrees
"""

CLINICS = batch(
    figure("4000", "adults", period="2022"),
    figure("800", "invited", period="2022"),
    figure("1000", "invited", period="2023"),
    figure("300", "attended", period="2022"),
    figure("333", "attended", period="2023"),
    figure("37.5", "uptake", period="2022", source="register"),
    figure("34", "uptake", period="2023", source="register"),
    figure("48.4", "satisfied", period="2022"),
    figure("61", "waiting", period="2022"),
    indicators=(
        Indicator("adults", "number of adults in the valley", unit="people", universe="adults"),
        Indicator("invited", "number of people invited to a check-up", unit="people", universe="adults"),
        Indicator(
            "attended",
            "number of people who attended a check-up",
            ("attended",),
            "Came at least once.",
            "people",
            "invited",
        ),
        Indicator("uptake", "uptake of check-ups", ("uptake",), None, "percent", "invited", "attended", "invited"),
        Indicator("satisfied", "share of patients who were satisfied", ("satisfied",), None, "percent", "attended"),
        Indicator("waiting", "share of clinics with a waiting list", ("waiting list",), None, "percent"),
    ),
    universes=(
        Universe("adults", "adults in the valley", ("adults",), size="adults"),
        Universe("invited", "people invited to a check-up", ("those invited", "people invited"), "adults", "invited"),
        Universe("attended", "people who attended", ("patients",), "invited", "attended"),
    ),
    sources=(Source("register", "Health Register"),),
)

TURNOUT = batch(
    figure("58.0", "turnout", period="2019", published_on="2019-10-20", status=Status.FINAL, source="count"),
    figure("61.2", "turnout", period="2022", published_on="2022-10-08", status=Status.PRELIMINARY, source="count"),
    figure("63.4", "turnout", period="2022", published_on="2022-10-20", status=Status.FINAL, source="count"),
    figure(
        "70",
        "turnout",
        period="2022",
        published_on="2022-10-09",
        qualifier=Qualifier.MORE_THAN,
        attributed_to="mayor",
        source="gazette",
    ),
    figure("120", "rent", period="2022", source="count"),
    figure("125", "rent", period="2022", source="gazette"),
    figure("9", "stations", period="2023", published_on="2023-01-10", status=Status.PROVISIONAL),
    figure("11", "stations", period="2025", published_on="2023-01-10", status=Status.FORECAST),
    indicators=(
        Indicator("turnout", "turnout", unit="percent"),
        Indicator("rent", "weekly rent", ("rent",), unit="dollars"),
        Indicator("stations", "number of polling stations", unit="stations"),
    ),
    agents=(Agent("mayor", "the Mayor", ("Ana Bell", "Mayor Bell")),),
    sources=(
        Source("count", "Electoral Office", "The count", url="https://count.example", published_on=PartialDate("2023")),
        Source("gazette", "The Gazette", published_on=PartialDate("2023")),
    ),
)

_FINAL, _EARLY = (Status.FINAL, "2022-11-02"), (Status.PROVISIONAL, "2022-10-02")
COUNCIL = batch(
    *(
        figure(value, "seats", (("party", party),), "2022", status=status, published_on=day)
        for party, values in (("Red", ("28", "30")), ("Blue", ("21", "20")), ("Grey", ("11", "10")))
        for value, (status, day) in zip(values, (_EARLY, _FINAL), strict=True)
    ),
    *(figure(value, "share", (("party", party),), "2022") for party, value in (("Red", "50"), ("Blue", "33.5"))),
    indicators=(
        Indicator("seats", "number of seats", ("seats",), None, "seats"),
        Indicator("share", "share of the vote", ("vote share",), None, "percent"),
    ),
    dimensions=(Dimension("party", "party", ("parties",), whole=True),),
)
