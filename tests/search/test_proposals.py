"""Which indicators an index proposes, in a folder and in memory, for what the ledger holds at that moment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.ask.lexicon import Lexicon
from bot.ask.text import tokenize
from bot.domain import Code, Dimension, Indicator, Review, Universe
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.search.index import SearchIndex
from bot.store.reader import Reader
from bot.store.visibility import Rights
from tests.in_memory import in_memory
from tests.ledger.batches import NOW, batch, figure
from tests.search.conftest import Proposals


@pytest.fixture(params=["folder", "memory"])
def index(request: pytest.FixtureRequest, folder: Path) -> SearchIndex:
    return SearchIndex(folder if request.param == "folder" else None)


def test_the_series_that_shares_most_words_comes_first(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    record(
        engine,
        batch(
            figure("1", "rain", (("region", "north"),)),
            figure("2", "rain", (("region", "south"),)),
            figure("3", "snow", (("region", "south"),)),
            indicators=(Indicator("rain", "Days of rain"), Indicator("snow", "Days of snow", ("blizzards",))),
        ),
        NOW,
    )
    assert proposals(index, "How many days of snow in the south?") == ["snow", "rain"]
    assert proposals(index, "rainy north") == ["rain"]
    assert proposals(index, "blizzard") == ["snow"]
    assert proposals(index, "earthquakes") == []
    assert proposals(index, "") == []


def test_words_that_most_series_share_count_only_where_there_are_no_others(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    weathers = ("rain", "snow", "hail", "fog")
    figures = (figure(f"{place}", weather) for place, weather in enumerate(weathers))
    record(engine, batch(*figures, indicators=tuple(Indicator(one, f"Gauges of {one}") for one in weathers)), NOW)
    assert proposals(index, "gauges of hail") == ["hail"]
    assert sorted(proposals(index, "gauges")) == sorted(weathers)


def test_words_of_base_parts_unit_and_dimension_find_a_series(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    record(
        engine,
        batch(
            figure("1", "turnout", (("district", "hills"),)),
            indicators=(
                Indicator("turnout", "Turnout", unit="ballots", universe="adults", numerator="cast"),
                Indicator("cast", "Envelopes opened"),
            ),
            universes=(Universe("adults", "Adults", broader="residents"), Universe("residents", "Residents")),
            dimensions=(Dimension("district", "Electoral district"),),
        ),
        NOW,
    )
    for words in ("adults", "residents", "envelopes", "ballots", "electoral", "hills"):
        assert proposals(index, words) == ["turnout"], words


@pytest.mark.parametrize(
    "question",
    ["maori rain", "Māori rain", "Hawke's Bay", "hawke’s bay", "rain AND (Hawke's \"Bay", "region:* -rain^2"],
)
def test_macrons_apostrophes_and_query_signs_are_only_text(
    index: SearchIndex, engine: Engine, proposals: Proposals, question: str
) -> None:
    record(
        engine,
        batch(
            figure("1", "rain", (("group", "m"), ("region", "hb"))),
            codes=(Code("m", "Māori", dimension="group"), Code("hb", "Hawke’s Bay", dimension="region")),
            indicators=(Indicator("rain", "Rain"),),
        ),
        NOW,
    )
    assert proposals(index, question) == ["rain"]


def test_an_indicator_of_very_many_series_does_not_crowd_out_the_others(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    many = [figure(str(n), "rain", (("place", f"p{n}"),)) for n in range(600)]
    others = [figure("1", id_) for id_ in ("rainfall", "rainbow", "rainmaker")]
    indicators = [Indicator(f.indicator, "Rain over the wide open plains of the interior") for f in others]
    record(engine, batch(*many, *others, indicators=(Indicator("rain", "Rain"), *indicators)), NOW)
    assert proposals(index, "rain")[0] == "rain"
    assert set(proposals(index, "rain")) == {"rain", "rainfall", "rainbow", "rainmaker"}
    assert len(proposals(index, "rain", limit=2)) == 2


def test_a_published_figure_is_found_at_once(index: SearchIndex, engine: Engine, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    assert proposals(index, "snow") == []
    record(engine, batch(figure("2", "snow")), NOW)
    assert proposals(index, "snow") == ["snow"]
    record(engine, batch(figure("3", "rain", (("place", "mountain"),))), NOW)
    assert proposals(index, "mountain") == ["rain"]


def test_a_renamed_indicator_and_a_renamed_code_are_found_by_their_new_names_alone(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    record(engine, batch(figure("1", "rain", (("place", "hill"),)), figure("2", "snow")), NOW)
    assert proposals(index, "rain") == ["rain"]
    record(engine, batch(indicators=(Indicator("rain", "Drizzle"),)), NOW)
    assert proposals(index, "drizzle") == ["rain"]
    assert proposals(index, "rain") == []
    record(
        engine,
        batch(dimensions=(Dimension("place", "Place"),), codes=(Code("hill", "Summit", dimension="place"),)),
        NOW,
    )
    assert proposals(index, "summit") == ["rain"]
    assert proposals(index, "hill") == []


def test_an_embargoed_series_is_found_when_its_embargo_lifts_and_not_before(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    noon = NOW + timedelta(hours=1)
    record(
        engine,
        batch(
            figure("1", "rain", (("place", "coast"),)),
            figure("2", "rain", (("place", "secret"),), embargo_until=noon),
            figure("3", "snow", embargo_until=noon),
            figure("4", "rain", (("place", "valley"),)),
        ),
        NOW,
    )
    assert proposals(index, "secret snow") == []
    assert proposals(index, "valley") == ["rain"]
    record(engine, batch(figure("5", "sun")), NOW)
    assert proposals(index, "secret snow") == []
    assert set(proposals(index, "secret snow", now=noon)) == {"rain", "snow"}
    assert proposals(index, "sun", now=noon) == ["sun"]


def test_a_reader_with_rights_has_an_index_of_its_own(engine: Engine, proposals: Proposals) -> None:
    later = NOW + timedelta(days=1)
    record(engine, batch(figure("1", "rain"), figure("2", "snow", embargo_until=later)), NOW)
    assert proposals(SearchIndex(), "snow", rights=Rights(embargoed=True)) == ["snow"]
    assert proposals(SearchIndex(), "snow") == []


def test_a_withdrawn_series_is_not_found_and_a_corrected_one_is(
    index: SearchIndex, engine: Engine, proposals: Proposals
) -> None:
    rain, snow = figure("1", "rain", (("place", "hill"),)), figure("2", "snow")
    record(engine, batch(rain, figure("3", "rain"), snow), NOW)
    assert set(proposals(index, "hill snow")) == {"rain", "snow"}
    act = Act("terminal:ana", "counted twice", NOW)
    correct(engine, snow.id, Amendment("4"), act)
    withdraw(engine, rain.id, act)
    assert proposals(index, "hill") == []
    assert proposals(index, "rain snow") in (["rain", "snow"], ["snow", "rain"])
    withdraw(engine, correct(engine, figure("4", "snow").id, Amendment("5"), act)[1].id, act)
    assert proposals(index, "snow") == []


def test_a_draft_is_not_found(index: SearchIndex, engine: Engine, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain"), figure("2", "snow", review=Review.DRAFT)), NOW)
    assert proposals(index, "snow rain") == ["rain"]


@given(st.text(max_size=60))
def test_any_text_proposes_only_indicators_that_share_a_word(text: str) -> None:
    assert set(_PLAIN.propose([token.stem for token in tokenize(text)], 5)) <= {"rain", "snow"}


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_any_stems_are_searched_as_they_are(stems: list[str]) -> None:
    found = _PLAIN.propose(stems, 5)
    assert ("rain" in found) == ("rain" in stems)


def _plain() -> SearchIndex:
    engine = in_memory()
    record(engine, batch(figure("1", "rain"), figure("2", "snow")), NOW)
    reader = Reader(engine, NOW)
    index = SearchIndex()
    index.refresh(reader, Lexicon(reader.catalogue()), NOW)
    return index


_PLAIN = _plain()
