"""The cues of a question: by patterns, and by the rows of verbs."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.cues import COMPARES, CUE_BEGINS, CUES
from bot.ask.grammar.moves import CUE_OF, HOW_FAR_APART, MOVES, TWO_CLOSER, WHEN_GAP_WAS
from bot.ask.grammar.wording import OUTCOME_CHANGED
from bot.ask.language.moves import began_at, comes_to
from bot.ask.language.verbs import said
from bot.ask.query import Mask, Sentence


def cues_in(sentence: Sentence, names: Mask) -> dict[Cue, Mask]:
    """The cues of a question. A word in capitals is a name and no cue."""
    cues: dict[Cue, Mask] = {}
    begins = [match.start() for match in CUE_BEGINS.finditer(sentence.joined)]
    for cue, pattern in CUES if begins else ():
        end = 0
        for begin in begins:
            match = pattern.match(sentence.joined, begin) if begin >= end else None
            if match is not None:
                end = match.end()
                mask = _ends(sentence, match)
                if not mask & names:
                    cues[cue] = cues.get(cue, 0) | mask
    _add_verbs(sentence, cues, names)
    return cues


def _add_verbs(sentence: Sentence, cues: dict[Cue, Mask], names: Mask) -> None:
    """The verbs of comparison and of change. One that compares is of no other sense ("top", "fall short of")."""
    words = [token.norm for token in sentence.tokens]
    compared = 0
    for one in said("comparisons", words):
        mask = (1 << one.end) - (1 << one.start)
        if not mask & names:
            compared |= mask
            cues[COMPARES[one.means]] = cues.get(COMPARES[one.means], 0) | mask
    others = names | compared | sentence.matches(OUTCOME_CHANGED)
    for one in said("moves", words):
        mask = (1 << one.end) - (1 << one.start)
        if not mask & others and one.means in CUE_OF and tuple(words[one.end - 1 : one.end + 1]) != ("up", "to"):
            cues[CUE_OF[one.means]] = cues.get(CUE_OF[one.means], 0) | mask
    for cue in (Cue.HIGHEST, Cue.LOWEST, Cue.GAP) if compared else ():
        left = cues.pop(cue, 0) & ~compared
        if left:
            cues[cue] = left


def _ends(sentence: Sentence, match: re.Match[str]) -> Mask:
    """The words of a cue. A cue that reaches over others ("more ... than") owns only its first and last word."""
    mask = sentence.mask(match.start(), match.end())
    if match.group().count(" ") < 3:
        return mask
    first = sentence.mask(match.start(), match.start() + 1)
    last = sentence.mask(match.end() - 1, match.end())
    return first | last


def settle(sentence: Sentence, cues: dict[Cue, Mask]) -> None:
    """Movement that asks for something else: how far two sides are apart, or where the figure came to."""
    if HOW_FAR_APART.search(sentence.joined):
        for cue in (Cue.RISE, Cue.FALL, Cue.HIGHEST):
            cues[Cue.GAP] = cues.get(Cue.GAP, 0) | cues.pop(cue, 0)
    if TWO_CLOSER.search(sentence.joined):
        cues[Cue.GAP] = cues.get(Cue.GAP, 0) | cues.get(Cue.FALL, 0)
    sized = WHEN_GAP_WAS.search(sentence.joined)
    if sized:
        for cue in (Cue.GAP, Cue.HIGHEST, Cue.LOWEST):
            wanted = Cue.WIDEST if sized["widest"] else Cue.NARROWEST
            cues[wanted] = cues.get(wanted, 0) | cues.pop(cue, 0)
    words = [token.norm for token in sentence.tokens]
    for wanted, place in ((Cue.LEVEL, comes_to(words)), (Cue.BEGAN, began_at(words))):
        if place is not None:
            cues[wanted] = (1 << place.stop) - (1 << place.start)
            for cue in MOVES:
                cues[wanted] |= cues.pop(cue, 0)
