"""Whether a question denies anything: "didn't it?" at its end and "isn't it …?" at its beginning only ask to agree."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.asking import signs_of
from bot.ask.language.rows import words_of

_LONGEST = 4
"""Words of a tag: "or was it not"."""


_PREFIX = "non"


def denies(word: str) -> bool:
    """Whether a word denies what it stands with, or what it begins with "non"."""
    return word.startswith(_PREFIX) or "denial" in signs_of([word])


def only_asks_to_agree(words: Sequence[str]) -> bool:
    """Whether a question has words of denial, and each of them is in a tag or opens the question."""
    denials = words_of("negations", "word", means="denial") | words_of("negations", "word", means="auxiliary")
    found = {place for place, word in enumerate(words) if word in denials}
    return bool(found) and found <= _in_tag(words) | _opening(words)


def _opening(words: Sequence[str]) -> set[int]:
    return {0} if words and words[0] in words_of("negations", "word", means="auxiliary") else set()


def _in_tag(words: Sequence[str]) -> set[int]:
    return set(tag_of(words))


def tag_of(words: Sequence[str]) -> range:
    """The places of a tag's words: "didn't it", "was it not", "or was it not"; none without one."""
    end = len(words)
    for size in range(2, _LONGEST + 1):
        tag = list(words[end - size :])
        if len(tag) == size and _is_tag(tag[1:] if tag[0] == "or" else tag):
            return range(end - size, end)
    return range(end, end)


def _is_tag(words: Sequence[str]) -> bool:
    pronouns = words_of("negations", "word", means="pronoun")
    if len(words) == 2:
        return words[0] in words_of("negations", "word", means="auxiliary") and words[1] in pronouns
    verbs = words_of("negations", "word", means="verb")
    return len(words) == 3 and words[0] in verbs and words[1] in pronouns and words[2] == "not"
