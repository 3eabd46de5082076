"""One run of `story`, in which a message stands that nobody wrote down, and what its audit finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.proofs.platforms import DISCORD
from tests.proofs.story.__main__ import fate_of, play
from tests.proofs.story.places import IN_PERSON, MARK, Given, Post, problems
from tests.proofs.story.worker import POINTS

_SEED = 3


def test_everybody_who_was_given_the_preliminary_figures_is_told_once(tmp_path: Path) -> None:
    fate = fate_of(_SEED)
    assert (fate.desk, fate.point) == (DISCORD, "after the accept")
    told = play("sqlite", fate, tmp_path)
    assert told.problems == []
    asked = ("newsroom, 1", "politics, 1", "politics, 2", "politics, 3", "business, 1", "business, 2")
    places = (*asked, "direct message", "in private")
    assert [one.name for one in told.given] == [f"{side}, {place}" for side in ("slack", "discord") for place in places]
    assert not [post for post in told.before if "48.4" in post.text or "50.7" in post.text]
    computed = [post.text for post in told.after if "Computed from it" in post.text]
    assert len(computed) == 2
    assert all("2.3 percentage points higher for no than for yes" in text for text in computed)
    assert "In place of: share of the vote in the referendum (no" in told.card
    news = [
        post.text for post in told.after if post.text.startswith("The final figure is in for the share of the vote")
    ]
    assert len(news) == 8
    assert all("final: 48.4 per cent, was 46.1 per cent (preliminary)" in post.text for post in told.digests)


def test_ten_seeds_in_a_row_have_each_point_on_each_platform() -> None:
    fates = [fate_of(seed) for seed in range(10)]
    assert len({(one.desk, one.point) for one in fates}) == 2 * len(POINTS)


def test_what_the_audit_finds() -> None:
    answer, alone = Post("news", "1", "was 46.1", "asked"), Post("ben", "3", f"{IN_PERSON} 46.1")
    given = [Given("newsroom", "news", answer), Given("private", "ben")]
    marked, reply = replace(answer, text=f"{MARK}48.4"), Post("news", "2", "is in", "asked")
    linked = replace(reply, below=None, links=frozenset({"1"}))
    for told in ([marked, reply, alone], [marked, linked, alone]):
        assert problems(given, [answer], told) == []
    assert problems(given, [answer], [answer, reply, alone]) == ["newsroom: not marked"]
    assert problems(given, [answer], [marked, alone]) == ["newsroom: told 0 times"]
    assert problems(given, [answer], [marked, reply]) == ["private: told 0 times"]
    twice = [marked, reply, replace(reply, ref="4"), alone]
    assert problems(given, [answer], twice) == ["newsroom: told 2 times"]
    strange = [marked, reply, alone, Post("news", "5", "is in", "something else")]
    assert problems(given, [answer], strange) == ["tells nobody: is in"]
    assert problems(given[1:], [answer], [marked, alone]) == [f"marked, but gave nothing: {MARK}48.4"]
    assert problems(given, [answer], [reply, alone]) == ["newsroom: not marked", "gone: was 46.1"]
