"""Words that have to agree with a label, whoever wrote it: its article, its verb, its plural."""

from __future__ import annotations

import re

from bot.ask.language.rows import words_of
from bot.ask.units import is_share_like

_ASKING = frozenset(("how", "what", "which", "who", "where", "when", "why", "this"))
_LEADS = _ASKING | frozenset(("the", "a", "an", "these", "those", "all", "any", "each", "every"))
"""What a label begins with that needs no article before it."""
_NUMBER_OF = re.compile(r"^(?:[\w-]+ ){0,3}numbers? of (?:the )?", re.IGNORECASE)
_EXTREMES = frozenset(("most", "maximum", "minimum", "peak", "record", "top"))
_BRACKETED = re.compile(r" ?\([^()]*\)")
_QUESTION = re.compile(r".*[^\W\d_][?!](?= \(|$)")
"""A label that is a question, as those of surveys are; its codes may stand behind it."""
_TITLE_WORDS = 7
_SUMMARIES = frozenset(("average", "mean", "median", "total", "sum"))
_EACH = frozenset(("a", "an", "per", "each", "every"))
_AFTER_HEAD = frozenset(
    (
        *("of", "in", "by", "per", "for", "to", "with", "without", "who", "whose", "that", "which", "on", "at", "from"),
        *("behind", "against", "near", "across", "inside", "outside", "through", "around", "along", "into", "beyond"),
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
    """A label within a sentence: "the catch"; one that begins with an article of its own stays as it is, and one that
    is a sentence itself is quoted."""
    question = _QUESTION.match(label)
    if question is not None:
        return f"“{question[0]}”{label[question.end() :]}"
    return label if _first(label) in _LEADS else f"the {_within(label)}"


def _within(label: str) -> str:
    """A label that is written as a heading is, within a sentence: "Life expectancy" begins small, "Labour" and "GDP" do
    not, as only words that are no names are known to."""
    first, _, rest = label.partition(" ")
    is_known = first.strip(",:;").lower() in words_of("first_words", "words")
    is_plain = first.istitle() and is_known and not rest[:1].isupper()
    return first.lower() + label[len(first) :] if is_plain else label


def was(label: str) -> str:
    """The verb for what a label is about."""
    return "were" if _is_plural(label) else "was"


def is_counted(label: str, unit: str | None) -> bool:
    """Whether what a label is about is its unit as well."""
    words = (unit or "").lower().split()
    if not words or is_share_like(unit or "") or (words[1:] and words[1] not in _EACH) or _first(label) in _ASKING:
        return False
    told = things(label).lower().split()
    for place, word in enumerate(told):
        if word in _AFTER_HEAD or word.startswith("("):
            return False
        if word.strip(",:;") in (words[0], plural(words[0])):
            after = told[place + 1] if place + 1 < len(told) and word.isalpha() else ""
            return not after or after in _AFTER_HEAD | _EACH or after.startswith("(") or after.endswith(("ed", "ing"))
    return False


def counted(label: str, unit: str | None) -> str:
    """A label as the subject of its own number: "votes" of some votes are "number of votes", which is singular."""
    if not is_counted(label, unit) or _NUMBER_OF.match(label) or not _is_plural(label):
        return label
    first, _, rest = label.partition(" ")
    own = first.lower() if first.lower().strip(",:;") == (unit or "").split(" ")[0].lower() else first
    return f"number of {own}{' ' if rest else ''}{rest}"


def beside(label: str, unit: str | None) -> str | None:
    """What of a unit is said of a value where the label is said too: nothing of "seats" beside "number of seats", of
    "cyclists a day" only "a day"."""
    if unit is None or not is_counted(label, unit):
        return unit
    return unit.partition(" ")[2] or None


def things(label: str) -> str:
    """What a label counts: "seats in Parliament" of "number of seats in Parliament"."""
    return _NUMBER_OF.sub("", label)


def is_title(label: str) -> bool:
    """Whether a label is the title of a table, which no verb agrees with: "homicides, by weapon and city, 2016"."""
    bare = _BRACKETED.sub("", label)
    if _QUESTION.match(bare):
        return True
    return _first(label) == "this" or ("," in bare and len(bare.split()) >= _TITLE_WORDS)


def can_be_highest(label: str) -> bool:
    """Whether "the highest" can stand before a label: no "highest lowest temperature", no "highest prices"."""
    first = _first(label)
    return first not in _LEADS | _EXTREMES and not first.endswith("est") and not _is_plural(label)


def can_be_total(label: str) -> bool:
    """Whether "the total" can: no "total median rent" either."""
    return can_be_highest(label) and _first(label) not in _SUMMARIES


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


def _first(label: str) -> str:
    return label.split(" ", 1)[0].lower()


def _is_plural(label: str) -> bool:
    head, words = "", label.lower().split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in _AFTER_HEAD or word.startswith("(") or (head and word.endswith("ed")):
            break
        # "Pupils attending regularly" are pupils; "sports spending" and "sports spending per head" are spending.
        if head.endswith("s") and word.endswith("ing") and after and after not in _AFTER_HEAD:
            break
        head = word.strip(",:;)")
        if word.endswith((",", ":", ";")):
            break
    return head in _PLURAL or (len(head) > 2 and head.endswith("s") and not head.endswith(_NO_PLURAL))
