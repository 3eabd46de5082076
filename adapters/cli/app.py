"""The command `factdesk`: its subcommands, loaded when they are used, and what becomes of errors."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from adapters.cli.say import say
from adapters.private_files import kept_private
from bot.errors import FactdeskError, as_sentence

USER_ERROR = 2
OUR_FAILURE = 1
INTERRUPTED = 130

_COMMANDS = {
    "ask": "adapters.cli.ask:ask",
    "chat": "adapters.cli.chat:chat",
    "questions": "adapters.cli.questions:questions",
    "import": "adapters.cli.imports:import_",
    "export": "adapters.cli.export:export",
    "figures": "adapters.cli.figures:figures",
    "ledger": "adapters.cli.ledger:ledger",
    "dates": "adapters.cli.dates:dates",
    "subscriptions": "adapters.cli.subscriptions:subscriptions",
    "deliveries": "adapters.cli.deliveries:deliveries",
    "receipts": "adapters.cli.receipts:receipts",
    "forget": "adapters.cli.forget:forget",
    "demo": "adapters.cli.demo:demo",
    "serve": "adapters.cli.serve:serve",
    "doctor": "adapters.cli.doctor:doctor",
    "health": "adapters.cli.health:health",
    "discord": "adapters.cli.discord:discord",
    "db": "adapters.cli.database:db",
    "index": "adapters.cli.index:index",
    "completion": "adapters.cli.completion:completion",
}


class Commands(click.Group):
    """Loads a subcommand's module only when it is named, and turns every error into a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Exits 0 when done, 2 with one sentence for what the user can mend, 1 with a reference for what we must."""
        extra["standalone_mode"] = False
        _write_what_can_be_written()
        with kept_private():
            code = _exit_code(lambda: super(Commands, self).main(*args, **extra))
        sys.exit(code)


def _write_what_can_be_written() -> None:
    """A terminal that lacks a character gets a question mark for it instead of no answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _exit_code(run: Callable[[], object]) -> int:
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except FactdeskError as error:
        say(as_sentence(error))
        for line in error.lines:
            say(f"  {line}")
        return USER_ERROR
    except click.ClickException as error:
        say(_usage(error))
        return USER_ERROR
    except click.Abort:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  Whatever is left is a failure of ours, and is logged.
        return _failed(error)


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path} --help`." if context else f"{message}."


def _failed(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        # The reader of our output has what it wanted (`| head`): there is nothing to say, and nowhere to say it.
        sys.stdout = sys.stderr = None
        return OUR_FAILURE
    from adapters.failures import log_failure

    say(log_failure(error))
    return OUR_FAILURE


@click.group("factdesk", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factdesk", message="%(prog)s %(version)s")
def main() -> None:
    """Answers questions with the right figure from the newsroom's own ledger."""
