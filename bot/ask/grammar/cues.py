"""The words that are cues: which of them ask for what, one alternative a line."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.grammar.moves import MOVE, MOVE_LINES, WON_BY
from bot.ask.grammar.patterns import GAP, HIGH, IS_FINAL, LESS, LOW, MORE, beginnings, pattern

COMPARES = {"above": Cue.MORE, "below": Cue.LESS}
"""What the rows of verbs of comparison mean."""

_HOW_MUCH = "(?:how (?:much|many|far|big|large)|by what|what)"

_WIN = "(?:win|won|lead|led|beat|beaten|lose|lost)"

_DATED = (
    "(?:the|\\d|january|february|march|april|may|june|july|august|september|october|november|december|preliminary|prelims?"
    "|provisional|interim|initial|first|finals?)"
)

_AS_MUCH = "(?:many|much|likely|high|large|big)"

_DID = "(?:did|do|does|has|have|had)"

_CUE_LINES = {
    Cue.UNTIL: """
        how long (?:until|till|to|before)
        how (?:many|much) (?:days|weeks|months|time|longer) (?:until|till|to|before|left)
        days? (?:until|till)
    """,
    Cue.DATE: f"""
        when(?! {IS_FINAL}(?!\\S))
        (?:on |in )?(?:what|which) (?:day|date|year|month and year)
        (?:in )?(?:what|which) month(?= (?:did|does|will)(?!\\S))
        (?:at |from )?(?:what|which) (?:time|hour)(?= (?:is|are|was|were|does|do|did|will)(?!\\S))
        (?:until|till|til) (?:when|(?:what|which) (?:day|date|time))
        what was the date
        dates? (?:of|for)
        date(?=$)
    """,
    Cue.DEFINITION: """
        what (?:does|do) .+ mean
        whats? (?:is )?meant by
        (?:what is )?the (?:definition|meaning) of
        definition of
        define
        what (?:exactly |precisely )?(?:is |gets )?count(?:s|ed) as
        definition check
        how (?:is|are) .+ (?:defined|measured|counted)
    """,
    Cue.SOURCE: """
        who (?:says|said|claims|claimed|reported|published|told)(?: so| that| this)?
        according to (?:who|whom)
        whats? (?:is )?(?:the|your) source
        sources?
        where (?:does|did|do) .+ come from
        says who
        (?:which|what) (?:publication|newspaper|outlet|publisher)(?: (?:reported|published|printed|said)(?: it| that)?)?
        whose (?:figure|number|claim)
    """,
    Cue.WHY: """
        (?:show )?(?:me )?(?:the |your )?workings?
        how (?:was|did you) (?:that|this|it) (?:worked out|computed|calculated)
        how did you (?:get|work out|compute|calculate) (?:that|this|it)
    """,
    Cue.POINTS: """
        (?:percentage|percent|per cent|%) ?points?
        points?
        pts?
        pp
        ppts?
    """,
    Cue.PERCENT: """
        percent(?:age)?s?
        per cent
        %
        share
        proportion
        fraction
        what part
        how much of (?:the|all|its|their)
        slice
        chunk
        portion
        (?:one|1) in how many
        proportional(?:ly)?
        how (?:often|common(?:ly)?|prevalent|widespread)
        (?:big|large|small) part of
        part of the (?:total|whole)
        (?:in|of|out of) (?:a|the|every|each|one) (?:hundred|100)
        (?:in )?relative(?:ly)?(?! to(?!\\S))(?: terms)?
    """,
    Cue.COUNT: """
        (?<!one in )(?<!1 in )how many
        (?:exact |total )?number(?: of)?
        no of
        count of
        head ?count
        ^total(?= )(?! (?:share|proportion|percentage|per cent|percent|of)(?!\\S))
        (?<!the )(?<!of )total(?=$)
        in (?:raw |actual )?votes(?=$)
        in (?:raw|actual|absolute) (?:numbers|terms)
        (?:come|came|comes|amount(?:s|ed)?|add(?:s|ed)?) (?:up )?to(?=$| (?:in|by|at)(?!\\S))
        how much
    """,
    Cue.WIDEST: f"""
        widest
        f[ua]rthest (?:apart|above|below|ahead|behind)
        most (?:apart|above|below)
        (?:biggest|largest|greatest) {GAP}
        {GAP} (?:was |is |at its |the )*(?:biggest|largest|greatest|widest)
    """,
    Cue.NARROWEST: f"""
        narrowest
        closest
        (?:smallest|lowest|tightest) {GAP}
        {GAP} (?:was |is |at its |the )*(?:smallest|narrowest|lowest)
    """,
    Cue.HIGHEST: f"""
        {HIGH}
        (?:sharp|steep)est(?= (?:\\w+ )?{MOVE}(?!\\S))
        (?:record|all ?time) high
        topp(?:ed|ing)|tops
        c[ao]me (?:first|top)
        in the lead
        winner
        (?:which|who) (?:\\w+ )?(?:won|wins|win|led|leads)
    """,
    Cue.LOWEST: f"""
        {LOW}
        (?:record|all ?time) low
        c[ao]me last
    """,
    Cue.GAP: f"""
        {GAP}
        differ(?:ed)?
        lead over
        (?<!in )(?:the|its|their|whose|final|official|preliminary|provisional|initial) lead(?! in(?!\\S))
        (?<=s )lead(?= (?:over|narrow|shr[aiu]nk|f[ae]ll|gr[eo]w|widen|drop|was|is)\\w*)
        how (?:close|tight|wide|narrow|far apart)
        minus
        apart
        separat(?:e|ed|es|ing)
        between(?= (?!{_DATED})\\w+ and (?!{_DATED})\\w+)
        (?:ahead|behind|in front)(?! of(?!\\S)| \\w+ of(?!\\S))
        (?:lead|leads|led|leading|trail|trails|trailed|trailing) by
        (?:leads?|led|beats?|beaten|trails?|trailed) (?:\\w+ ){{1,3}}by (?:how (?:many|much)|what)
        (?:win|won|lead|led|beat|beaten|lose|lost|trailed|trailing|leading) by (?:how (?:many|much)|what)
        {WON_BY}
        by how (?:many|much)(?: \\w+)?(?= (?:did|has|had|was|were) (?:.* )?{_WIN}(?!\\S))
    """,
    Cue.MORE: f"""
        {MORE}(?: \\w+){{0,6}} than
        {_HOW_MUCH} {MORE}
        {MORE}
        above
        ahead of
        clear of
    """,
    Cue.LESS: f"""
        {LESS}(?: \\w+){{0,6}} than
        {_HOW_MUCH} {LESS}
        {LESS}
        below
        short of
    """,
    **MOVE_LINES,
    Cue.RATIO: f"""
        times (?:as|more|higher|greater|the|larger|bigger|likelier)(?: {_AS_MUCH})?
        how many times(?! {_DID}(?!\\S))(?: (?:as|more|higher|greater|larger|bigger)(?: {_AS_MUCH})?)?
        ratio
        (?:by )?what factor
        for (?:each|every)
    """,
    Cue.SUM: """
        combined
        together
        altogether
        in total
        sum(?: of)?
        total of
        add(?:ed|ing)?(?: up)?
        plus
        all told
        all up
        all in all
        jointly
        collectively
        in aggregate
        between them
        summed
        totall?ed
    """,
    Cue.MEAN: """
        (?:on )?(?:average|avg)
        averaged
        (?<!i )(?<!you )(?<!we )mean
    """,
    Cue.MEDIAN: """
        median
    """,
    Cue.NOT: """
        not(?! (?:just|only|merely|simply)(?!\\S))
        (?:did|do|was|were|is|are|have|had|has|does)nt
        dont
        never
        failed to
        refused to
        without
    """,
    Cue.EXCEPT: """
        (?:all|every|any)(?: (?:of )?(?:the )?\\w+)? but
        (?:everyone|everybody|everything|anyone|anybody|anything) but
        apart from
        except(?:ing)?(?: for)?
        excluding
        other than
        aside from
        besides
        leaving out
        leaving aside
        not (?:counting|including)
        outside(?: of)?
        save for
    """,
    Cue.NEITHER: """
        neither
        none of
    """,
    Cue.ONE_IN: """
        (?:one|1) in (?:how many|every how many|what)
        (?:one|1) (?:person |people )?out of how many
    """,
    Cue.TREND: """
        trend(?:ed|ing|s)?
        over time
        over the (?:months|years|quarters)
        (?:by|each|every|per) (?:month|year|quarter)
        (?:month|year|quarter) (?:by|on) (?:month|year|quarter)
        from month to month
        history
        time series
        monthly
        yearly
    """,
    Cue.COMPARE: """
        compar(?:ed|ison|e(?= \\w))
        versus
        vs
        breakdown
        broken down
        split
    """,
    Cue.LATEST: """
        latest
        newest
        at last count
        most recent(?:ly)?
        current(?:ly)?
        up to date
        right now
    """,
    Cue.FIRST_GIVEN: """
        original(?:ly)?
        first (?:given|reported|published|announced)
        initially
        as first
        before (?:the )?revision
        before (?:it was|they were|being) revised
    """,
}

CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = tuple((cue, pattern(lines)) for cue, lines in _CUE_LINES.items())

CUE_BEGINS = beginnings("\n".join(_CUE_LINES.values()))
"""Finds every place where a cue begins, whichever it is: most words of a question begin none."""
