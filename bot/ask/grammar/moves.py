"""Movement: which words tell of it, and where it asks for something else than its size."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.patterns import GAP, any_of, pattern
from bot.ask.language.lexemes import forms_of, nouns_of
from bot.ask.text import stem

MOVES = (Cue.RISE, Cue.FALL, Cue.CHANGE)

_IS = "(?:was|is|are|were|by)"

_GOT = "(?:g[eo]ts?|gotten|getting|gr[eo]w|grown|bec[ao]me)"

CUE_OF = {"up": Cue.RISE, "down": Cue.FALL, "either": Cue.CHANGE}
"""What the rows of verbs of change mean."""

MOVE_LINES = {
    Cue.RISE: f"""
        {_GOT} (?:bigger|larger|higher|wider)
        {_IS} up(?! to(?!\\S))
        up (?:in|after|with)(?= (?:the )?(?:final|official)(?!\\S))
        (?<!made )(?<!make )up (?:by|from|on|since|how (?:many|much))
        how (?:many|much|far) (?:\\w+ )?up(?= (?:was|is|were|are|did)(?!\\S))
    """,
    Cue.FALL: f"""
        {_IS} down(?! to(?!\\S))
        down (?:in|after|with)(?= (?:the )?(?:final|official)(?!\\S))
        down (?:by|from|on|since|how (?:many|much))
        how (?:many|much|far) (?:\\w+ )?down(?= (?:was|is|were|are|did)(?!\\S))
        {_GOT} (?:smaller|lower|narrower|tighter)
        closer
        clos(?:e|ed|es|ing)(?= (?:the gap|(?:up )?(?:between|from|by|after|in))(?!\\S))
    """,
    Cue.CHANGE: """
        then and now
        what (?:happened|became|has happened|has become) (?:to|of|with)
        how (?:did|has|have) (?=.+ (?:shift|develop|evolve)d?(?!\\S))
        how (?:did|has|have) (?=.+ fared?(?!\\S)(?!.* (?:final|official|preliminary|provisional)(?!\\S)))
        (?:went|go|gone) from
    """,
}
"""The cues of movement beside the verbs and nouns that have rows, one alternative a line."""

_MOVES = "rise increase growth gain fall drop decline decrease reduction loss change swing"

MOVE_STEMS = frozenset(stem(word) for word in _MOVES.split())
"""Stems of labels that are themselves of a change: asking how far it went asks for the figure."""

STEMS_OF_MOVE = {
    Cue.RISE: tuple(stem(word) for word in ("rise", "increase", "growth", "gain")),
    Cue.FALL: tuple(stem(word) for word in ("fall", "drop", "decline", "decrease", "reduction", "loss")),
}
"""The stems that a label of a movement may have for what a question says otherwise ("how far has it gone down")."""

_MOVED = any_of(forms_of("moves"))

MOVE = any_of(nouns_of("moves"))

_LARGER = "(?:bigger|larger|smaller|steeper|sharper|greater)"

MOVES_COMPARED = re.compile(
    rf"(?<!\S){_MOVED} (?:by )?(?:more|less|further|faster|harder)(?! than \d)(?!\S)"
    rf"|(?<!\S){_LARGER}(?: \w+)? {MOVE}(?!\S)|(?<!\S){MOVE}(?: \w+){{0,4}} {_LARGER}(?!\S)"
)
"""One movement set against another: "did the one fall more than the other"."""

WON_BY = r"(?:win|won|lead|led|lose|lost|trail|trailed) by(?=$| (?:in|at|on)(?!\S))"
"""To win by so much, where how much was asked before ("how much did the one win by")."""

HOW_FAR_APART = pattern(f"""
    by how (?:many|much)(?: \\w+)? (?:did|has|had) (?:.* )?(?:win|won|lead|led|beat|beaten|lose|lost)
    (?:win|won|lead|led|beat|beaten|lose|lost) by (?:how (?:many|much)|what)
    {WON_BY}
""")
"""Winning and losing between two sides: that asks how far they are apart, not how one of them moved."""

TWO_CLOSER = re.compile(r"(?<!\S)closer (?:did|were|was|are|is|had|have|has|together|to each other)(?!\S)")
"""Two that came closer to each other: that is said of their gap."""

WHEN_GAP_WAS = re.compile(
    rf"(?<!\S){GAP}(?: \S+){{0,12}}?(?: at (?:its|their|the))? "
    r"(?:(?P<widest>biggest|largest|greatest|widest|highest|most|peak)|(?P<narrowest>smallest|narrowest|lowest|least|tightest))"
    r"(?= (?:in|during|over)(?!\S)|$)"
)
"""A gap whose size is said after its sides: "when was the gap between them largest"."""

PERCENT_OF_CHANGE = pattern(f"""
    (?:what|many|in|as a) (?:percent|percentage|per cent|%)(?! (?:of|points?)(?!\\S))
    (?:percent|percentage|per cent|%) {MOVE}
    proportional(?:ly)?
    relative(?:ly)?
""")
"""Per cent said of a change itself, not of the share that changed."""
