"""The smaller counties are some of the counties: which of them is not told, so neither all nor any of them answer."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ("which of the larger counties had the highest barley harvest in 2020?",)
LETS_THROUGH = (
    "which had the larger barley harvest in 2020, Aster or Birch?",
    "how many counties had a barley harvest above 5 in 2020?",
)

_BETWEEN = 2
"""So many words may stand between the size and what is of that size: "the smaller rural counties"."""
_PLURAL = "s"


def check(asked: Asked, given: Given) -> Finding:
    sizes = words_of("sizes", "word", means="some")
    if not given.ranks:
        sizes |= words_of("sizes", "word", means="ranked")
    nouns = frozenset[str]().union(*given.dimensions.values())
    own = frozenset(stem for label in given.labels for stem in label)
    for place, word in enumerate(asked.words):
        if word not in sizes or asked.stems[place] in own:
            continue
        after = range(place + 1, min(place + 1 + _BETWEEN, len(asked.words)))
        found = next((at for at in after if asked.stems[at] in nouns and asked.words[at].endswith(_PLURAL)), None)
        if found is not None:
            said = asked.quoted(place, found - place + 1)
            return vetoed(said, f"We cannot tell which are the {said}; name those that you mean.")
    return PROVEN
