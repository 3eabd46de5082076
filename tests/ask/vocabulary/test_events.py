"""Named periods are found by the other names of the event that they are told from."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.vocabulary.events import with_events
from bot.domain import Catalogue, KeyDate, NamedPeriod
from bot.periods import PartialDate, Period

EMPTY = Catalogue(0, {}, {}, {}, {}, {}, {}, {}, {})
FERRIES = KeyDate("ferries", "ferries came into service", ("ferry change", "ferry reform"), at=PartialDate("2021-05"))


def names(*periods: NamedPeriod) -> list[tuple[str, ...]]:
    catalogue = replace(EMPTY, periods={one.id: one for one in periods}, key_dates={"ferries": FERRIES})
    return [one.alt_labels for one in with_events(catalogue).periods.values()]


def period(id_: str, *labels: str) -> NamedPeriod:
    return NamedPeriod(id_, labels[0], labels[1:], period=Period("2021"))


def test_a_period_is_called_by_every_name_of_its_event_and_without_its_length() -> None:
    assert names(period("after", "the 14.5 months since the ferry change")) == [
        (
            "since the ferry change",
            "since the ferry reform",
            "since the change in the ferry",
            "since the change to the ferry",
        )
    ]


def test_a_name_that_two_periods_could_have_is_given_to_neither() -> None:
    first, second = names(period("6", "6 months before the storm"), period("9", "9 months before the storm"))
    assert (first, second) == ((), ())


def test_what_is_no_event_has_no_other_name() -> None:
    assert names(period("rain", "the rainy season", "the rains")) == [("the rains",)]
