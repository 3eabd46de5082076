"""A day at a newsroom's desk in Slack, over sockets."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.adapters.slack.office import DESK, GAP, NEWS, QUESTION, VAGUE, newsroom
from tests.adapters.slack.shown import elements, of_type, plain, with_button
from tests.servers.slack import BEN
from tests.servers.slack.running import in_loop

SERIES = "trend of ferry passengers since 2020"


def action(message: dict, name: str) -> str:
    """The id of the message's button for an action."""
    return next(e["action_id"] for e in elements(message, "button") if e["action_id"].startswith(f"factdesk:{name}:"))


@in_loop
async def _a_day(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        # A question, answered for its asker alone.
        asked = slack.command("/figure", GAP)
        private = await office.answered(asked)
        assert "6.5 percentage points" in plain(private["blocks"])
        assert slack.posts(NEWS.channel) == []

        # Shared with the channel.
        shared = slack.press(private, action(private, "share"))
        assert "Shared" in plain((await office.answered(shared))["blocks"])
        (post,) = await office.posted(shared)
        assert "6.5 percentage points" in plain(post["blocks"])
        assert "Shared by: ana" in plain(post["blocks"])

        # A mention, answered in its thread, and a follow-up there.
        (_, answer) = await office.posted(slack.mention(QUESTION, user=BEN.id))
        thread = answer["thread_ts"]
        follow_up = (await office.posted(slack.mention("and in 2023?", user=BEN.id, thread_ts=thread)))[-1]
        assert follow_up["thread_ts"] == thread
        assert "was 500 in" in plain(follow_up["blocks"])

        # Which one? Picked in place.
        ambiguous = (await office.posted(slack.mention(VAGUE)))[-1]
        assert plain(ambiguous["blocks"]).startswith("Which ")
        choice = elements(ambiguous, "button")[0]
        picked = slack.press(ambiguous["ts"], choice["action_id"], user=BEN.id)
        await office.done(picked)
        changed = slack.state.place(ambiguous["ts"]).message
        assert not plain(changed["blocks"]).startswith("Which ")
        assert changed["metadata"] == ambiguous["metadata"]

        # A chart in the answer of a series.
        *_, drawn = await office.posted(slack.mention(SERIES))
        (chart,) = of_type(drawn, "data_visualization")
        assert chart["title"] == "Ferry passengers"

        # Restart in the middle: what is answered and not sent yet is sent once, and old buttons still work.
        before = len(slack.posts(NEWS.channel))
        await office.done(slack.mention(GAP, user=BEN.id))
        await office.restart()
        assert len(await office.posted()) == before + 1
        source = slack.press(answer["ts"], with_button(answer, "source"))
        shown = await office.whispered(source)
        assert shown["thread_ts"] == thread
        assert "Unrecorded: source" in plain(shown["blocks"])

        # Wrong?
        await office.done(slack.press(answer["ts"], action(answer, "wrong")))
        (view,) = slack.views
        sent = slack.submit_view(view, {"note": "That is the <old> figure."})
        assert (await sent.acknowledged).payload is None
        assert "Sent to the desk" in plain((await office.whispered(sent))["blocks"])
        await office.relay()
        (report,) = slack.posts(DESK.channel)
        assert "Remark: That is the <old> figure." in plain(report["blocks"])
        assert f"Question: {QUESTION}" in plain(report["blocks"])
        assert slack.rejections == []
        assert office.failures == []


def test_a_day(engine: Engine) -> None:
    _a_day(engine)


@pytest.mark.parametrize(
    ("word", "shown"), [("help", "Ask for"), ("dates", "The ledger holds no key dates."), ("", "Ask for")]
)
def test_words_that_are_no_questions(sqlite_engine: Engine, word: str, shown: str) -> None:
    @in_loop
    async def ask() -> None:
        async with newsroom(sqlite_engine) as office:
            reply = await office.answered(office.slack.command("/figure", word))
            assert plain(reply["blocks"]).startswith(shown)

    ask()
