"""`factdesk forget`: a user's or a workspace's questions and answers go."""

from __future__ import annotations

import re

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell
from adapters.parts import PLATFORMS
from bot.chat.forgetting import forget as forget_them
from bot.errors import FactdeskError
from bot.store.people import Who

_A_WORKSPACE = "slack:T0123 or discord:123"
_A_USER = "slack:T0123/U0123, discord:123/456, or by the id alone slack:U0123 or discord:456"


class UnclearName(FactdeskError):
    """A text that names no user or workspace."""


@click.command()
@click.option(
    "--user",
    metavar="ID",
    help="A user in a workspace, such as slack:T0123/U0123 or discord:123/456; by the id alone, such as discord:456, "
    "wherever they are, in direct messages too.",
)
@click.option("--workspace", metavar="ID", help="A workspace with all its users, such as slack:T0123 or discord:123.")
def forget(user: str | None, workspace: str | None) -> None:
    """Delete the questions, picks, answers, receipts and follows of a user or of a workspace, and of a workspace also
    its subscriptions and what is still to be posted there.

    What stands in channels stays there, and what they changed about figures and key dates stays in the logs, without
    their names. Of what arrived a digest of its key stays, by which a repeat is known.
    """
    if (user is None) == (workspace is None):
        raise click.UsageError("Give either --user or --workspace")
    who = _user(user) if user is not None else _workspace(str(workspace))
    found = forget_them(open_ledger(clock.now()), who)
    if not found.held:
        tell("Nothing of that was held. Check the id, if there should have been something.")
        return
    tell(f"Forgotten (answers: {found.answers:,}).")
    if found.under_way:
        tell(f"Posts that are under way at this moment: {found.under_way:,}. Run it again in a minute.")
    if found.in_log:
        tell("The database was in use all the while: words may still be in its file. Run it again in a minute.")


def _user(text: str) -> Who:
    platform, _, id_ = text.partition(":")
    if platform in PLATFORMS:
        part = PLATFORMS[platform]
        match = re.fullmatch(f"(?:(?P<workspace>{part.WORKSPACE_ID})/)?(?P<user>{part.USER_ID})", id_)
        if match is not None:
            return Who(platform, **match.groupdict())
    raise UnclearName(f"“{text}” names no user; write {_A_USER}.")


def _workspace(text: str) -> Who:
    platform, _, id_ = text.partition(":")
    if platform not in PLATFORMS or not re.fullmatch(PLATFORMS[platform].WORKSPACE_ID, id_):
        raise UnclearName(f"“{text}” names no workspace; write {_A_WORKSPACE}.")
    return Who(platform, id_)
