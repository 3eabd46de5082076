"""One digest to very many channels in many workspaces, half of them in Slack and half in Discord: whether it is done in
the time that the platforms' rate limits allow, which the local servers enforce.

    python -m tests.proofs.fanout --channels 10000 --workspaces 20
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.proofs.fanout.desk import Sent, run
from tests.proofs.platforms import DISCORD, SLACK, Endpoints, Plan, running
from tests.proofs.processes import start
from tests.proofs.report import tell

_SLACK_A_MINUTE = 300
"""Of a workspace, as is assumed."""
_DISCORD_A_SECOND = 50
"""Of a bot, whatever the number of its workspaces."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.fanout", description=__doc__)
    parser.add_argument("--channels", type=int, default=10_000)
    parser.add_argument("--workspaces", type=int, default=20)
    options = parser.parse_args(arguments)
    if options.workspaces % 2 or options.channels % options.workspaces:
        parser.error("take an even number of workspaces, and as many channels for each")
    each = options.channels // options.workspaces
    plans = [Plan(platform, options.workspaces // 2, each, strict=False, limited=True) for platform in (SLACK, DISCORD)]
    report = play(plans)
    tell(report)
    return 0 if report["holds"] else 1


def play(plans: Sequence[Plan]) -> dict[str, Any]:
    """A whole run, of Slack and of Discord; "holds": each channel has the digest once, and none before its time."""
    addresses = [address for plan in plans for address in plan.addresses]
    with (
        tempfile.TemporaryDirectory(prefix="factdesk-fanout-") as folder,
        running(plans[0]) as slack,
        running(plans[1]) as discord,
    ):
        endpoints = Endpoints(slack.endpoints.slack, discord.endpoints.discord)
        process, pipe = start(run, Path(folder), endpoints, addresses)
        sent: Sent = pipe.recv()
        process.join()
        records = {SLACK: slack.record(), DISCORD: discord.record()}
    by_platform = {name: [post.at - sent.due for post in record.posts] for name, record in records.items()}
    times = [time for found in by_platform.values() for time in found]
    reached = {post.address for record in records.values() for post in record.posts}
    lost, doubled = len(addresses) - len(reached), len(times) - len(reached)
    early = sum(time < 0 for time in times)
    bound = bound_seconds(*plans)
    return {
        "proof": "fanout",
        "holds": not (lost or doubled or early),
        "channels": {plan.platform: plan.workspaces * plan.channels for plan in plans},
        "workspaces": {plan.platform: plan.workspaces for plan in plans},
        "lost": lost,
        "doubled": doubled,
        "early": early,
        "makespan_seconds": round(max(times), 2),
        "by_platform": {platform: round(max(found), 2) for platform, found in by_platform.items()},
        "bound_seconds": round(bound, 2),
        "ratio": round(max(times) / bound, 3),
        "ratio_wanted": 1.1,
        "refused": {platform: dict(record.refusals) for platform, record in records.items()},
        "enqueued": sent.enqueued,
        "enqueue_seconds": round(sent.enqueue_seconds, 2),
    }


def bound_seconds(slack: Plan, discord: Plan) -> float:
    """What the limits give, sent at their steady pace. One message a channel never meets Slack's limit of a channel."""
    return max(
        slack.channels * 60 / _SLACK_A_MINUTE,
        discord.workspaces * discord.channels / _DISCORD_A_SECOND,
    )


if __name__ == "__main__":
    sys.exit(main())
