"""Turns of phrase that change what a word means: denials, relations to events, answers, attributes by the way."""

from __future__ import annotations

import re

from bot.ask.grammar.patterns import any_of, pattern
from bot.ask.language.lexemes import with_particle
from bot.ask.language.rows import rows
from bot.ask.text import stem

RULED_OUT = re.compile(r"(?<!\S)(?:not|rather than|instead of) (?:the |in |by |a |percentage )*$")

RULED_OUT_COUNT = re.compile(r"(?<!\S)not (?:the |a )?(?:number|numbers|count|counts|total)(?!\S)")

RELATION = pattern("""
    before
    after
    prior to
    following
    ahead of
    since
    until
    till
    (?<!add )(?<!adds )(?<!added )up (?:to|until|till)
    as late as
    onwards?
    by the end of
""")

RELATED = re.compile(rf"{RELATION.pattern}(?: \S+){{1,3}}")
"""What something is related to, with the words before it."""

_EMPHASIS = "not and or in of the all any only no yes both did was is more less fewer most least higher lower never"
EMPHASIS = frozenset(_EMPHASIS.split())
"""Words that people write in capitals to stress them."""

PART_OF_YEAR = re.compile(
    r"(?<!\S)(?P<part>early|late|mid|(?:start|beginning|middle|end) of)(?: the)? (?=(?:1[5-9]|2[01])\d\d(?!\S))"
)
"""What narrows a year down to a part of it, which no figure for the year can answer."""

FOR_OR_AGAINST = re.compile(r"(?<!\S)(?:(?P<for>for) (?:nor|or|and|versus|vs) against)(?!\S)")
"""Where "for" is one of two sides."""

OPPOSITES = {"anti": (stem("against"), stem("opposed")), "pro": (stem("favour"), stem("support"))}
"""Prefixes that take sides, and the stems that labels of a side may have."""

WHOLES = {word: (stem("total"),) for word in ("overall", "aggregate")}
"""Words for a total, and the stem that its label may have."""

MEASURED_BY = {row["adjective"]: stem(row["quantity"]) for row in rows("degrees")}
"""What is asked for by "how" and an adjective: how old is the age."""

HOW_MUCH_OF = re.compile(rf"(?<!\S)how (?P<degree>{'|'.join(MEASURED_BY)})(?!\S)")

CONCEDED = re.compile(
    r"(?<!\S)(?:despite|notwithstanding|regardless of|in spite of|even with|under)(?: the)? (?P<year>\d{4})(?!\S)"
)
"""An event named by its year that is no time to look at: "despite the 2019 review"."""

AGE = re.compile(r"(?<!\S)(?P<number>\d+) (?P<unit>day|week|month|year)s? old(?!\S)")
"""An attribute by the way: "the 45-year-old bridge"."""

PHRASAL = re.compile(
    r"(?<!\S)(?:(?:take|takes|took|taken|taking)(?: (?:it|them|that))? (?:up|off)|(?:turn|turns|turned) (?:out|down|up)"
    r"|(?:drop|drops|dropped) out"
    rf"|{any_of(' '.join(pair) for pair in with_particle('moves'))})(?!\S)"
)
"""Verbs that mean something only with their particle."""

_VOTE = "(?:votes?|voting|ballots?|elections?|referendums?|referenda|polls?|surveys?|census)"

LIGHT = re.compile(
    rf"(?<!\S)(?:(?:tak(?:e|es|en|ing)|took) part(?= in (?:\w+ ){{0,4}}?{_VOTE}(?!\S))|in order to)(?!\S)"
)
"""Turns that say no more of voters than that they are counted, or of an aim than "to"."""

ANSWER = re.compile(
    r"(?<!\S)(?:(?:vot|tick|sa(?:id|y)|answer|mark)\w* (?P<a>no|yes)"
    r"|(?P<b>no|yes)(?= (?:in|on|at|to|for|after|before|and|or|by|votes?|voters?|ballots?|side|camp|share)(?!\S)))"
    r"(?!\S)(?! (?:more|fewer|less|longer)(?!\S))"
)
"""Where "no" and "yes" are answers and no mere particles: "voted no in the referendum"."""

SIDE = re.compile(r"(?<!\S)(?:yes|no) (?P<side>sides?|camps?|campaigns?)(?!\S)")
"""Those who are for or against something: the words say no more than "yes" and "no"."""

TOOK_EFFECT = pattern("""
    kick(?:s|ed|ing)? in
    t(?:akes?|ook|aking) effect
    (?:comes?|came|goes|went|entered) into (?:force|effect)
""")
"""What a law does when it begins to hold: behind the name of a time, it says no more than that."""

HOW_IT_ENDED = re.compile(r"^(?:so |and )?how did .+ (?P<ended>turn out)$")
"""In "how did it turn out" the particle means nothing; who turned out is another matter."""

EITHER_NUMBER = re.compile(r"(?<!\S)\d+(?:\.\d+)?(?: per cent| percent| %)? or \d")
"""Two numbers of which one is wrong: "was it 50.7 or 53.1"."""

OUTCOME_CHANGED = pattern("""
    chang(?:e|ed|es|ing) the (?:outcome|result)
    (?:outcome|result) to change
""")
"""What would have turned a result round: that is no change of a figure."""

NOT_ONLY = re.compile(r"(?<!\S)not (?:just|only|merely|simply)(?!\S)")
"""What reaches beyond the group that is named: no figure of that group answers it."""

PRONOUN = re.compile(r"(?<!\S)(?:it|them|that)(?!\S)")

POSSIBLE = re.compile(r"(?<!\S)(?:could|might|may) (?:\w+ )??(?:have (?:been )?|been |be )(?=\w+ed(?!\S))")
"""What might have been done is possible: "could have been charged"."""

STORY = re.compile(
    r"(?<!\S)(?:per|according to|in|from|by|did|does|as) (?:the|that|this|its) (?P<words>(?:\w+ ){1,4}?)"
    r"(?P<noun>story|piece|article|coverage|report|write ?up|item)(?: (?:say|says|said|had|has|have|put it))?(?!\S)"
)
"""A source by what it is about or who published it: "per the harbour bridge story"."""

TOLD = re.compile(
    r"^if(?!\S)|(?<!\S)(?:does|do|would) (?:that|this|it|those|they) "
    r"(?:make|come to|work out|amount|add up|be|total)(?!\S)"
)
"""Where a figure is told only to ask for another: "if it was 40, what did it become", "what does that make a year"."""
DAY = re.compile(r"(?<!\S)(?:what|which) (?:date|day)(?!\S)")
"""A day asked for by name."""
BOUND = re.compile(r"(?<!\S)at (?:least|most)(?!\S)")
"""Words that set a bound on the number after them."""
COMPARED_WITH_NUMBER = re.compile(r"(?<!\S)(?:more|less|fewer|higher|lower|greater) than (?:about |around )?\d")
"""A bound on a number, not a comparison."""
