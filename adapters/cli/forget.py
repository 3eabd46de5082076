"""`factdesk forget`: a user's or a workspace's questions and answers go."""

from __future__ import annotations

import re

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.parts import PARTS
from bot.chat.retention import forget_user, forget_workspace
from bot.errors import FactdeskError

_USER = re.compile(rf"({'|'.join(PARTS)}):([^/\s]+)/([^/\s]+)")
_WORKSPACE = re.compile(rf"({'|'.join(PARTS)}):([^/\s]+)")


class UnclearName(FactdeskError):
    """A text that names no user or workspace."""


@click.command()
@click.option("--user", metavar="ID", help="A user in a workspace, such as slack:T0123/U0123 or discord:123/456.")
@click.option("--workspace", metavar="ID", help="A workspace with all its users, such as slack:T0123 or discord:123.")
def forget(user: str | None, workspace: str | None) -> None:
    """Delete the questions, picks, answers and receipts of a user or of a workspace. What stands in channels stays
    there, and what they changed about figures stays in the log, without their names."""
    if (user is None) == (workspace is None):
        raise click.UsageError("Give either --user or --workspace")
    if user is not None:
        match = _USER.fullmatch(user)
        if match is None:
            raise UnclearName(f"“{user}” names no user; write slack:T0123/U0123 or discord:123/456.")
        count = forget_user(open_ledger(clock.now()), "/".join(match.groups()))
    else:
        match = _WORKSPACE.fullmatch(str(workspace))
        if match is None:
            raise UnclearName(f"“{workspace}” names no workspace; write slack:T0123 or discord:123.")
        count = forget_workspace(open_ledger(clock.now()), "/".join(match.groups()))
    click.echo(f"Forgotten (answers: {count:,}).")
