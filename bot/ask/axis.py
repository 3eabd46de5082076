"""What a question asks for by a noun: the party of "which party", who, when, and what is counted after "how many"."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.order import AXIS_OF_EXTREME
from bot.ask.grammar.patterns import HIGH, LESS, LOW, MORE
from bot.ask.query import Mask, Sentence
from bot.ask.text import stem, tokenize
from bot.ask.words import FILLER, TIME_NOUNS

_AXIS = re.compile(
    r"(?<!by )\b(?:which|what|in what|in which) "
    r"(?P<noun>[^\W\d]\w*(?: (?!is|was|did|had|has|were|are|do|does|got|won)\w+)?)"
)
_COUNTED = re.compile(r"(?<!one in )(?<!1 in )\bhow many (?:more |fewer |of the |of )?(?P<noun>[^\W\d]\w*)")
_IN_UNITS = re.compile(r"\bin (?:raw |actual )?(?P<noun>votes)$")
_ONE_OF = re.compile(
    r"^(?:out )?of (?:all )?(?:the )?(?:\d+ |two |three |four |five |six |seven )?(?P<noun>\w+)"
    r"(?: .+)? which (?:one|of them|was|had|did|saw)\b"
)
"""The noun of "of the parties in the House, which one"."""
_WHO = re.compile(
    r"^(?:so |and )?who(?:s)?\b"
    r"|(?<!\S)(?:which|who)(?: one| side)? (?:had|has|was|is|got|won|saw|polled|took) (?:the |a )?"
    rf"(?:{MORE}|{LESS}|{HIGH}|{LOW})(?!\S)"
    r"|(?<!\S)which (?:one )?of (?:the )?(?:two|three|four|both|them|these|those)(?!\S)"
)
"""Where it is asked which of those that are named it was."""


def axis_of(sentence: Sentence, cues: dict[Cue, Mask]) -> tuple[str, ...]:
    """The noun that "which" asks about; "who" and "when" name one too."""
    asks_who = "wh" in sentence.joined and bool(_WHO.search(sentence.joined))
    match = AXIS_OF_EXTREME.search(sentence.joined) if Cue.HIGHEST in cues or Cue.LOWEST in cues else None
    match = match or _AXIS.search(sentence.joined)
    of_them = _ONE_OF.search(sentence.joined)
    if of_them:
        return (stem(of_them["noun"]),)
    if match:
        nouns = tuple(token.stem for token in tokenize(match[match.lastgroup or 0]) if _is_noun(token.stem))
        if nouns or not asks_who:
            return nouns
    if asks_who:
        return ("who",)
    if Cue.DATE in cues:
        return ("when",)
    return ()


def _is_noun(stem: str) -> bool:
    return stem in TIME_NOUNS or stem not in FILLER


def counted_in(sentence: Sentence) -> tuple[str, ...]:
    match = _COUNTED.search(sentence.joined) or _IN_UNITS.search(sentence.joined)
    return tuple(token.stem for token in tokenize(match["noun"])) if match else ()
