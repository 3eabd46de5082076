"""Whether the token may do all that Factdesk does."""

from __future__ import annotations

from adapters.checkup.finding import Finding
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.identity import Identity
from adapters.slackbot.scopes import SCOPES

_WHAT = "Slack scopes"
_PAGE = "on the app's page “OAuth & Permissions”"


def of_scopes(who: Identity, config: SlackConfig) -> Finding:
    if who.scopes is None:
        return Finding(
            _WHAT,
            "unknown: Slack's answer did not name them",
            f"compare the bot's scopes {_PAGE} with deploy/slack/manifest.yaml; a proxy before Slack has to hand on "
            "the header x-oauth-scopes",
        )
    lacking = who.missing(user_groups=bool(config.user_groups))
    if lacking:
        return Finding(_WHAT, f"missing: {', '.join(lacking)}", f"add them {_PAGE} and install the app again")
    more = sorted(who.scopes - SCOPES.keys())
    return Finding(_WHAT, f"all there; not needed: {', '.join(more)}" if more else "all there")
