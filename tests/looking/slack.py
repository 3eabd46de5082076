"""What Slack shows: where a workspace takes its new blocks, and where it does not yet."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.demo.page import Section, slack_section
from adapters.slackbot.home import home_view
from adapters.slackbot.render import NEW, has, message
from tests.looking.kinds import NOW, Kind, kinds


def sections() -> list[Section]:
    found = list(kinds())
    shown = [(kind.name, message(kind.card, kind.chart, anew=True)) for kind in found]
    older = [(kind.name, message(kind.card)) for kind, (_, sent) in zip(found, shown, strict=True) if has(sent, *NEW)]
    home = home_view([kind.card for kind in _home(found)])
    return [
        slack_section("Slack", [*shown, ("the home tab", home)], NOW),
        slack_section("Slack, where a workspace does not take the new blocks yet", older, NOW),
    ]


def _home(found: Sequence[Kind]) -> list[Kind]:
    return [kind for kind in found if kind.name.startswith("the home page")]
