"""That the reader finds what it is to find: otherwise the tests of escaping would hold for anything."""

from __future__ import annotations

import pytest

from tests.adapters.discord.reader import Markup, shown


@pytest.mark.parametrize(
    "markup",
    [
        "@everyone",
        "look @here",
        "<@1>",
        "<@!1>",
        "<@&1>",
        "<#1>",
        "<:boat:1>",
        "<t:1:R>",
        "</figure ask:1>",
        "https://harbour.example",
        "discord.gg/abc",
        "[bank](https://harbour.example)",
        "`code`",
        "```",
        "||hidden||",
        "**bold**",
        "__under__",
        "~~gone~~",
        "_slanted_",
        "*slanted*",
        ":boat:",
        "# title",
        "-# small",
        "> quote",
        "- item",
        "1. item",
        "two\nlines",
    ],
)
def test_markup_is_found(markup: str) -> None:
    with pytest.raises(Markup):
        shown(markup)


def test_a_backslash_makes_text_of_it() -> None:
    assert shown(r"\*\*not bold\*\* \\ 1\. \:boat:") == "**not bold** \\ 1. :boat:"
