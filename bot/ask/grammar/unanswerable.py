"""What no ledger can answer: predictions, opinions, and talk to a machine."""

from __future__ import annotations

from bot.ask.grammar.patterns import pattern

PREDICTION = pattern("""
    who (?:will|is going to|is gonna)
    what will
    will (?!the (?:final|official)(?!\\S))(?:\\w+ ){1,4}(?:win|be|lose|rise|fall|increase|decrease|happen|change|get)
    (?:going|gonna)(?: to)? (?:win|be|rise|fall|happen)
    next (?:election|referendum|decade)
    predict
    prediction
    odds of
    (?:whats|what (?:is|are)|any) (?:the )?chances? (?:of|that)
    likely to win
    (?:is it|how) likely (?:is it )?that
""")

_PRINTING = "(?:us(?:e|ed|ing)|print\\w*|quot\\w+|cit(?:e|ed|ing)|report\\w*|put\\w*|writ\\w+)"

OPINION = pattern(f"""
    (?:what )?do you (?:think|feel|reckon|believe|like|agree|support)
    (?:in )?your (?:opinion|view|favou?rite)
    should (?:we|i|they|the|it|people|you)(?! (?:be |have |have been )?{_PRINTING}\\b)
    is (?:it|that|this) (?:good|bad|right|wrong|fair|ok|okay)
    (?:are|who are) you
    which is better
    best party
    would you
    i think
    was it worth
    (?:good|bad) idea
    good enough
""")

CHATTER = pattern("""
    joke
    poem
    sing
    haiku
    story about
    ignore (?:all |any |the |your |my )*(?:previous|prior|above|instructions?|ledger|sources?|rules?)
    system prompt
    pretend
    role ?play
    act as
    you are now
    write (?:me )?(?:a|an|some)
    translate
    summari[sz]e
    ^make (?:it |something |that )?up
    make (?:something|it|one|a figure|a number) up
    make up (?:a|an|some|something)
    invent
    delete
    drop table
    reveal
    forget (?:all|everything|your)
""")


REASON = pattern("""
    ^(?:and |but |so |then |ok |okay |yes )?(?:why|how come)(?!\\S)
    what (?:caused|explains|is behind|was behind|drove|made)
    (?:whats|what is|what was) the (?:reason|cause|explanation)
""")


def refusal(joined: str) -> str | None:
    """What to say to a question that figures cannot answer; None where they may."""
    if CHATTER.search(joined):
        return "I only answer questions about the figures in the ledger."
    if OPINION.search(joined):
        return "I hold figures, not opinions."
    if REASON.search(joined):
        return "I hold figures, not the reasons for them; ask “show the workings” for how one was worked out."
    if PREDICTION.search(joined):
        return "I don't make predictions; I only hold what has been published."
    return None
