"""The final result of the sample ledger: reminded of, announced, and in the next morning's digest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from bot.calendar.keydates import find
from bot.delivery.nouns import Address
from bot.domain import KeyDateStatus
from bot.ingest import read
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate
from tests.calendar.newsroom import DESK, DISCORD, SLACK, Newsroom, utc
from tests.delivery.office import Clock

SAMPLE = Path(__file__).parents[2] / "data" / "nz-drug-law"
ANNOUNCED = "2020-11-06"


def _published_by(batch: Batch, day: str) -> Batch:
    """What the ledger held on a day: the dates after it are still to come."""
    published = {source.id: source.published_on for source in batch.sources}

    def known(dated: PartialDate | None) -> bool:
        return dated is not None and dated.latest <= PartialDate(day).latest

    figures = tuple(one for one in batch.figures if known(one.published_on or published.get(one.source or "")))
    dates = (one for one in batch.key_dates if one.at.latest <= PartialDate(ANNOUNCED).latest)
    scheduled = (replace(one, status=KeyDateStatus.SCHEDULED) if one.at.iso == ANNOUNCED else one for one in dates)
    return replace(batch, figures=figures, key_dates=tuple(scheduled))


def _tell(room: Newsroom, address: Address) -> list[tuple[str, str]]:
    return [(post.kind, post.occurrence) for post in room.posts(address)]


def test_the_final_result_is_reminded_of_announced_and_told(engine: Engine) -> None:
    package = read(SAMPLE)
    room = Newsroom(engine, Clock(utc(2020, 11, 3, 23, 0)))
    record(engine, _published_by(package, "2020-10-30"), room.now)
    for address in (SLACK, DISCORD):
        rules = {"offsets": "1 day, 1 hour", "digest": "daily 08:30 Pacific/Auckland"}
        room.subscribe(address, **rules, topics=("final referendum result announced",))

    # From noon on 4 November to noon on the 6th, in New Zealand.
    room.play(utc(2020, 11, 5, 23, 0))
    for address in (SLACK, DISCORD):
        assert _tell(room, address) == [
            ("digest", "2020-11-05"),
            ("reminder", "1 day 2020-11-05T09:00"),
            ("reminder", "1 hour 2020-11-06T08:00"),
            ("digest", "2020-11-06"),
        ]
        day_before, hour_before = room.texts(address, "reminder")
        assert day_before.startswith("Final referendum result announced: tomorrow\nWhen: Friday, 6 November 2020\n")
        assert hour_before.startswith("Final referendum result announced: today\n")
        for card in (day_before, hour_before):
            assert "(yes, cannabis legalisation), in 2020, preliminary: 46.1 per cent (NZ Herald, 30 October" in card
            assert "(no, cannabis legalisation), in 2020, preliminary: 53.1 per cent (NZ Herald, 30 October" in card
            assert "48.4" not in card
            assert "Awaited: a new figure: share of the vote in the referendum" in card
            assert "Date from: NZ Herald, published 30 October 2020, paragraph 5" in card
        assert "Coming: Final referendum result announced: Friday, 6 November 2020" in room.texts(address)[0]

    # 14:00 on the day: the figures are imported, and the date closes itself.
    room.look(utc(2020, 11, 6, 1, 0))
    assert find(engine, "final-referendum-result", room.now).status is KeyDateStatus.SCHEDULED
    record(engine, _published_by(package, ANNOUNCED), room.now)
    room.look(utc(2020, 11, 6, 1, 1))
    assert find(engine, "final-referendum-result", room.now).status is KeyDateStatus.HAPPENED

    room.play(utc(2020, 11, 8, 1, 0))
    for address in (SLACK, DISCORD):
        assert _tell(room, address)[4:] == [("digest", "2020-11-07")]
        digest = room.texts(address)[-1]
        assert digest.startswith("Figures desk, Saturday, 7 November 2020\n")
        assert "yes, cannabis legalisation), in 2020, final: 48.4 per cent, was 46.1 per cent (preliminary)" in digest
        assert "no, cannabis legalisation), in 2020, final: 50.7 per cent, was 53.1 per cent (preliminary)" in digest
        assert "(yes, End of Life Choice), in 2020, final: 65.1 per cent (NZ Herald, 6 November 2020" in digest
        assert "Coming" not in digest
    assert room.posts(DESK) == []
