"""Words that have to agree with a label, whoever wrote it: its article, its verb, its plural."""

from __future__ import annotations

_LEADS = frozenset(
    (
        *("the", "a", "an", "this", "these", "those", "all", "any", "each", "every"),
        *("how", "what", "which", "who", "where", "when", "why"),
    )
)
"""What a label begins with that needs no article before it."""
_AFTER_HEAD = frozenset(
    (
        *("of", "in", "by", "per", "for", "to", "with", "without", "who", "whose", "that", "which", "on", "at", "from"),
        *("as", "under", "over", "among", "within", "between", "during", "before", "after", "since", "aged", "where"),
    )
)
"""What follows the noun that a label is about: "deaths from falls", "share of boats"; so does "picked" in "apples
picked"."""
_PLURAL = frozenset(("people", "children", "women", "men"))
_NO_PLURAL = ("ss", "us", "is")
_FEW = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PLACES = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")


def with_article(label: str) -> str:
    """A label within a sentence: "the catch"; one that begins with an article of its own stays as it is."""
    return label if label.split(" ", 1)[0].lower() in _LEADS else f"the {label}"


def was(label: str) -> str:
    """The verb for what a label is about."""
    return "were" if _is_plural(label) else "was"


def plural(noun: str) -> str:
    """A noun, or what a noun phrase ends with, in the plural."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}es" if noun.endswith(("x", "ch", "sh")) else f"{noun}s"


def nth(place: int) -> str:
    """What stands before "highest": nothing for the first, "second " for the next."""
    return _PLACES[place - 1] if place <= len(_PLACES) else f"number {place} "


def few(count: int) -> str:
    return _FEW[count] if count < len(_FEW) else f"{count:,}"


def _is_plural(label: str) -> bool:
    head = ""
    for word in label.lower().split():
        if word in _AFTER_HEAD or word.startswith("(") or (head and word.endswith("ed")):
            break
        head = word.strip(",:;)")
        if word.endswith((",", ":", ";")):
            break
    return head in _PLURAL or (len(head) > 2 and head.endswith("s") and not head.endswith(_NO_PLURAL))
