"""Movement: which words tell of it, and where it asks for something else than its size."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.patterns import pattern
from bot.ask.text import stem

MOVES = (Cue.RISE, Cue.FALL, Cue.CHANGE)

_WENT = (
    "(?:went|gone|go|goes|going|was|is|are|were|by|come|came|comes|coming|head(?:ed|ing)?|crept|edged|inched|nudged"
    "|ticked|tracked|trended)"
)

_GOT = "(?:g[eo]ts?|gotten|getting|gr[eo]w|grown|bec[ao]me)"

MOVE_LINES = {
    Cue.RISE: f"""
        r(?:ise|ises|ose|isen|ising)
        increas(?:e|es|ed|ing)
        gr(?:ow|ows|ew|own|owing|owth)
        gain(?:s|ed)?
        jump(?:ed)?
        climb(?:ed)?
        surged?
        soar(?:ed)?
        swell(?:ed)?
        widen(?:ed)?
        pick(?:ed)? up
        put on
        {_GOT} (?:bigger|larger|higher|wider)
        {_WENT} up(?! to(?!\\S))
        up (?:in|after|with)(?= (?:the )?(?:final|official)(?!\\S))
        (?<!made )(?<!make )up (?:by|from|on|since|how (?:many|much))
        how (?:many|much|far) (?:\\w+ )?up(?= (?:was|is|were|are|did)(?!\\S))
    """,
    Cue.FALL: f"""
        f(?:all|alls|ell|allen|alling)
        drop(?:s|ped|ping)?
        declin(?:e|es|ed|ing)
        decreas(?:e|es|ed|ing)
        eas(?:e|ed|es|ing)
        dip(?:ped|s)?
        tumbl(?:e|ed)
        plung(?:e|ed)
        plummet(?:ed)?
        s(?:ink|ank|unk)
        shr(?:ink|inks|ank|unk|inking)
        los(?:e|es|t|ing|s)
        (?<!how )narrow(?:s|ed|ing)?
        sl(?:ide|id|ip|ipped)
        reduc(?:tion|ed)
        {_WENT} down(?! to(?!\\S))
        down (?:in|after|with)(?= (?:the )?(?:final|official)(?!\\S))
        down (?:by|from|on|since|how (?:many|much))
        how (?:many|much|far) (?:\\w+ )?down(?= (?:was|is|were|are|did)(?!\\S))
        tighten(?:s|ed|ing)?
        {_GOT} (?:smaller|lower|narrower|tighter)
        shed(?:s|ding)?
        (?:give|gives|gave|given|giving) up
        cut(?:s|ting)?
        closer
        clos(?:e|ed|es|ing)(?= (?:the gap|(?:up )?(?:between|from|by|after|in))(?!\\S))
    """,
    Cue.CHANGE: """
        (?<!result to )(?<!outcome to )chang(?:e|ed|es|ing)(?! the (?:outcome|result)(?!\\S))
        swing
        then and now
        what (?:happened|became|has happened|has become) (?:to|of|with)
        how (?:did|has|have) (?=.+ (?:shift|develop|evolve)d?(?!\\S))
        how (?:did|has|have) (?=.+ fared?(?!\\S)(?!.* (?:final|official|preliminary|provisional)(?!\\S)))
        shift(?:ed)?
        mov(?:e|ed|ement)
        worsen(?:ed|ing)?
        improv(?:e|ed|ing|ement)
        deteriorat(?:e|ed|ing)
        (?:went|go|gone) from
    """,
}
"""The cues of movement, one alternative a line."""

_MOVES = "rise increase growth gain fall drop decline decrease reduction loss change swing"

MOVE_STEMS = frozenset(stem(word) for word in _MOVES.split())
"""Stems of labels that are themselves of a change: asking how far it went asks for the figure."""

STEMS_OF_MOVE = {
    Cue.RISE: tuple(stem(word) for word in ("rise", "increase", "growth", "gain")),
    Cue.FALL: tuple(stem(word) for word in ("fall", "drop", "decline", "decrease", "reduction", "loss")),
}
"""The stems that a label of a movement may have for what a question says otherwise ("how far has it gone down")."""

_MOVED = (
    "(?:r(?:ise|ises|ose|isen)|f(?:all|alls|ell|allen)|drop(?:s|ped)?|gr(?:ow|ows|ew|own)|shr(?:ink|inks|ank|unk)|climb(?:ed)?"
    "|slip(?:ped)?|slide|slid|narrow(?:ed)?|widen(?:ed)?|jump(?:ed)?|increased?|declined?|decreased?)"
)

_MOVE = "(?:drop|fall|rise|increase|decline|decrease|change|jump)"

_LARGER = "(?:bigger|larger|smaller|steeper|sharper|greater)"

MOVES_COMPARED = re.compile(
    rf"(?<!\S)(?:{_MOVED}|los[et]|gain(?:ed)?) (?:by )?(?:more|less|further|faster|harder)(?! than \d)(?!\S)"
    rf"|(?<!\S){_LARGER}(?: \w+)? {_MOVE}(?!\S)|(?<!\S){_MOVE}(?: \w+){{0,4}} {_LARGER}(?!\S)"
)
"""One movement set against another: "did the one fall more than the other"."""

WON_BY = r"(?:win|won|lead|led|lose|lost|trail|trailed) by(?=$| (?:in|at|on)(?!\S))"
"""To win by so much, where how much was asked before ("how much did the one win by")."""

HOW_FAR_APART = pattern(f"""
    by how (?:many|much)(?: \\w+)? (?:did|has|had) .*(?:win|won|lead|led|beat|beaten|lose|lost)
    (?:win|won|lead|led|beat|beaten|lose|lost) by (?:how (?:many|much)|what)
    {WON_BY}
""")
"""Winning and losing between two sides: that asks how far they are apart, not how one of them moved."""

TWO_CLOSER = re.compile(r"(?<!\S)closer (?:did|were|was|are|is|had|have|has|together|to each other)(?!\S)")
"""Two that came closer to each other: that is said of their gap."""

WHEN_GAP_WAS = re.compile(
    r"(?<!\S)(?:gap|difference|gulf|margin|disparity|spread)(?: \S+){0,12}?(?: at (?:its|their|the))? "
    r"(?:(?P<widest>biggest|largest|greatest|widest|highest|most|peak)|(?P<narrowest>smallest|narrowest|lowest|least|tightest))"
    r"(?= (?:in|during|over)(?!\S)|$)"
)
"""A gap whose size is said after its sides: "when was the gap between them largest"."""

PERCENT_OF_CHANGE = pattern("""
    (?:what|many|in|as a) (?:percent|percentage|per cent|%)(?! (?:of|points?)(?!\\S))
    (?:percent|percentage|per cent|%) (?:change|rise|fall|increase|decrease|drop|growth|decline|jump)
    proportional(?:ly)?
    relative(?:ly)?
""")
"""Per cent said of a change itself, not of the share that changed."""
