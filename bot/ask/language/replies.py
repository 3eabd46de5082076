"""Messages that say yes or no to somebody, and ask nothing: "no, thanks"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.wordings import wordings_in


def is_reply(words: Sequence[str]) -> bool:
    """Whether the words are yes or no and politeness alone. What joins one to something counts only beside thanks: in a
    thread "and no?" may ask for the share that said no."""
    found = wordings_in("replies", words)
    means = {one.means for one in found}
    if "reply" not in means or sum(one.end - one.start for one in found) != len(words):
        return False
    return "thanks" in means or "joining" not in means


def is_polite(words: Sequence[str]) -> bool:
    """Whether a reply gives thanks: then it answers no question back."""
    return any(one.means == "thanks" for one in wordings_in("replies", words))
