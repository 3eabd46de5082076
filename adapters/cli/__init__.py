"""The command line: `factdesk`."""

from adapters.cli.app import main

__all__ = ["main"]
