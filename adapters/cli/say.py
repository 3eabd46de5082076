"""What is said beside a command's output: on standard error, without loading anything that draws."""

from __future__ import annotations

import click


def say(sentence: str) -> None:
    click.echo(sentence, err=True)
