"""`factdesk completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from adapters.cli.say import tell


@click.command(epilog='For bash, add to ~/.bashrc:  eval "$(factdesk completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    found = get_completion_class(shell)
    assert found is not None
    tell(found(ctx.find_root().command, {}, "factdesk", "_FACTDESK_COMPLETE").source())
