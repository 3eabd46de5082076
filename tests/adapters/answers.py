"""Answers of each outcome, for renderers: an invented harbour's."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, Citation, CitedFigure, Computation, Option, WordReading
from bot.domain import Outcome

REPORT = Citation(
    publisher="Harbour Office",
    title="Landings of the year, with the revised figures of the two years before",
    url="https://harbour.example/reports/landings/2020-with-a-long-name/annual-report-of-the-harbour-office.html",
    published_on="2021-03",
    locator="table 4",
)
UNDATED = Citation(None, None, None, None, None)


def landed(id_: str, period: str, value: str, status: str, source: Citation = REPORT, **others: str) -> CitedFigure:
    return CitedFigure(
        id=id_,
        indicator="fish landed",
        dimensions=(("species", "Hoki"),),
        period=period,
        value=value,
        unit="tonnes",
        qualifier="exact",
        status=status,
        attributed_to=others.get("attributed_to"),
        published_on=source.published_on,
        source=source,
        superseded_by=others.get("superseded_by"),
        universe="boats registered in the harbour",
    )


ANSWERED = Answer(
    question="how much more hoki was landed in 2020 than in 2019?",
    understood_as="fish landed; Hoki; difference; 2020 and 2019",
    outcome=Outcome.ANSWERED,
    text="The boats landed 1,250.5 tonnes more hoki in 2020 than in 2019: 9,250.5 tonnes against 8,000 tonnes.",
    value="1250.5",
    unit="tonnes",
    qualifier="exact",
    figures=(
        landed("aaaaaaaaaa", "2020", "9250.5", "provisional"),
        landed("bbbbbbbbbb", "2019", "8000", "final", attributed_to="the harbour master"),
        landed("cccccccccc", "2018-07/2019-06", "7900", "final", UNDATED, superseded_by="bbbbbbbbbb"),
    ),
    computation=Computation("difference", "9,250.5 − 8,000 = 1,250.5", ("aaaaaaaaaa", "bbbbbbbbbb")),
    caveats=("Not final: provisional.", "8,000 tonnes is a claim by the harbour master."),
    alternatives=(Option("In per cent: 15.6 per cent", "15.6", "percent", ("aaaaaaaaaa", "bbbbbbbbbb")),),
    base="41 boats registered in the harbour",
    words=lambda: (WordReading("hoki", "species"), WordReading("more", "asks for: difference")),
)
TREND = replace(
    ANSWERED,
    question="trend of hoki landed",
    understood_as="fish landed; Hoki; trend",
    text="Hoki landed rose from 7,100 tonnes in 2016 to 9,250.5 tonnes in 2020.",
    value="9250.5",
    figures=tuple(
        landed(letter * 10, year, value, status)
        for letter, year, value, status in (
            ("a", "2016", "7100", "final"),
            ("b", "2017", "7400", "final"),
            ("c", "2018", "7900", "final"),
            ("d", "2019", "8000", "final"),
            ("e", "2020", "9250.5", "provisional"),
        )
    ),
    computation=Computation("trend", "7,100; 7,400; 7,900; 8,000; 9,250.5", ()),
    caveats=(),
    alternatives=(),
)
"""A series over time, which is drawn."""
AMBIGUOUS = Answer(
    question="how much hoki?",
    understood_as="fish landed or fish sold",
    outcome=Outcome.AMBIGUOUS,
    text="Which figure do you mean?",
    figures=(landed("aaaaaaaaaa", "2020", "9250.5", "provisional"),),
    alternatives=(
        Option("Hoki landed, 2020: 9,250.5 tonnes", "9250.5", "tonnes", ("aaaaaaaaaa",), "fish landed, Hoki, in 2020"),
        Option("Hoki sold, 2020: 7,100 tonnes", "7100", "tonnes", ("dddddddddd",), "fish sold, Hoki, in 2020"),
    ),
)
ABSTAINED = Answer(
    question="how much salmon was landed in 2020?",
    understood_as="fish landed; 2020",
    outcome=Outcome.ABSTAINED,
    text="We don't hold that: nothing on “salmon” for the fish landed.",
    missing="salmon",
    nearest=(Option("Hoki landed, 2020: 9,250.5 tonnes", "9250.5", "tonnes", ("aaaaaaaaaa",)),),
)
