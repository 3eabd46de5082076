"""What the Slack adapter has to be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.chat.nouns import Visibility

SLACK_API_URL = "https://slack.com/api/"
HTTP_PATH = "/slack/events"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """One workspace, by its bot token; Socket Mode where there is an app token, otherwise signed HTTP on `bind`.

    command_visibility: who sees the answer to a command.
    user_groups: the groups whose members are looked up, because rights depend on them.
    slow_after: seconds until an asker is told that the answer is on its way.
    start_within: seconds in which Slack has to let the bot in.
    request_within: seconds in which a request of HTTP has to be there as a whole.
    stop_within: seconds that what is under way may take to finish.
    retake_every: seconds between two looks for what was left unanswered.
    """

    bot_token: str = field(repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    api_url: str = SLACK_API_URL
    bind: tuple[str, int] = ("127.0.0.1", 3000)
    command_visibility: Visibility = Visibility.PRIVATE
    user_groups: tuple[str, ...] = ()
    slow_after: float = 1.5
    start_within: float = 15.0
    request_within: float = 10.0
    stop_within: float = 10.0
    retake_every: float = 5.0
