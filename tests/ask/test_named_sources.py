"""Sources named in full after "according to": by publisher or title, whatever the words mean elsewhere."""

from __future__ import annotations

import pytest

from bot.domain import Agent, Source
from tests.ask.ledger import Asker, answered, asker, refused
from tests.ledger.batches import batch, figure

_NAMES = (
    "Stats", "Data Report", "The Number Desk", "Rainfall Rate", "North", "Total Quarterly Change", "Highest Share 2019",
    "Final Results",
)  # fmt: skip


def _desk(*sources: Source) -> Asker:
    """A ledger in which each source gives a figure of its own, 1, 2, ..., each a month after the one before."""
    figures = (
        figure(f"{number}", dimensions=(("area", "north"),), source=source.id, published_on=f"2023-0{number}")
        for number, source in enumerate(sources, 1)
    )
    return asker(batch(*figures, sources=sources))


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("part", ["publisher", "title"])
def test_a_name_of_common_words(name: str, part: str) -> None:
    desk = _desk(Source("a", **{part: name}), Source("b", "Herald"))
    assert answered(desk.ask(f"rainfall in 2020 according to {name}"))[0] == "1"
    assert answered(desk.ask(f"according to {name.lower()}, what was the rainfall in 2020?"))[0] == "1"
    assert answered(desk.ask("rainfall in 2020 according to the Herald"))[0] == "2"


def test_the_longest_name_is_meant() -> None:
    desk = _desk(Source("a", "Harbour Gazette"), Source("b", "Harbour Gazette Weekly"))
    assert answered(desk.ask("rainfall in 2020 according to the Harbour Gazette"))[0] == "1"
    assert answered(desk.ask("rainfall in 2020 according to the Harbour Gazette Weekly"))[0] == "2"


def test_a_source_without_such_a_figure_has_none() -> None:
    desk = _desk(Source("a", "Herald"))
    other = asker(batch(figure("5"), figure("7", "wind", source="b"), sources=(Source("b", "Stats"),)))
    assert "comes from that source" in refused(other.ask("rainfall in 2020 according to Stats"))
    assert "Gazette" in refused(desk.ask("rainfall in 2020 according to the Gazette"))


def test_who_makes_claims_is_no_source() -> None:
    sources = (Source("a", title="The Mayor"), Source("b", "Herald"))
    figures = (figure("1", source="a"), figure("2", source="b", attributed_to="mayor"))
    desk = asker(batch(*figures, sources=sources, agents=(Agent("mayor", "the Mayor"),)))
    assert answered(desk.ask("rainfall in 2020 according to the Mayor"))[0] == "2"
    assert answered(desk.ask("rainfall in 2020"))[0] == "1"


def test_another_source_in_a_thread_takes_the_place_of_the_last() -> None:
    desk = _desk(Source("a", "Stats"), Source("b", "Herald"))
    first, second, third = desk.thread(
        "rainfall in 2020 according to Stats", "and according to the Herald?", "what about according to Stats?"
    )
    assert (first.value, second.value, third.value) == ("1", "2", "1")
