"""Orders in the words of talk: “what's new?”, “help me”, “how does this work?”."""

from __future__ import annotations

import re

from bot.ask.text import tokenize
from bot.chat.words import HELP, NEWS

_POLITE = frozenset(("please", "pls", "hi", "hey", "hello", "ok", "so", "bot", "factdesk", "there", "now", "and"))
"""They make no other order of it, wherever they stand."""
_ME = "(?:me|us|i|we|you|it|this|that)"
_ASK_FOR = f"(?:can|could|would|will) you |{_ME} (?:need|want) (?:some |your )?"
_ANYTHING = "any(?:thing)?"
_IS_THERE = f"what|whats|(?:what|is|are)(?: is| are| there)?|(?:is there |is |got |do {_ME} have )?{_ANYTHING}"
_FIGURES = "(?:figures|numbers|data)"
_WHEN = "today|lately|recently|this (?:morning|week|month)|since .+"
_LATELY = f"(?: (?:{_WHEN}|here|for (?:me|us)|in (?:here|the ledger)))?"
_ORDERS = {
    HELP: (
        rf"(?:{_ASK_FOR})?help(?: {_ME})?(?: out)?(?: with {_ME})?",
        rf"(?:what|how)(?: else)? (?:can|could|do|does) {_ME} (?:do|ask|answer|work|use|begin|start)(?: {_ME}| here)*",
        rf"how do {_ME} ask(?: {_ME})? (?:a question|questions)",
        "(?:what|who) are you",
        "(?:usage|commands?|instructions|manual)",
    ),
    NEWS: (
        rf"(?:{_IS_THERE}) (?:the )?(?:new|(?:latest )?news|new {_FIGURES}){_LATELY}",
        rf"(?:the )?(?:latest |new |recent )?news{_LATELY}",
        rf"(?:what )?(?:new|latest|recent) {_FIGURES}{_LATELY}",
    ),
}
_READ = {verb: re.compile("|".join(f"(?:{form})" for form in forms)) for verb, forms in _ORDERS.items()}
_LONGEST = 80
"""Characters: what is longer says more than this."""


def order_in(text: str) -> str | None:
    """The order that a text gives as people say it; None: it may be a question."""
    if len(text) > _LONGEST:
        return None
    said = " ".join(token.norm for token in tokenize(text) if token.norm not in _POLITE)
    return next((verb for verb, read in _READ.items() if read.fullmatch(said)), None)
