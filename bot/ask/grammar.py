"""The grammar of questions, in one place: which words ask for what, and which say nothing about the figure wanted.

Patterns match a question's folded words joined by single spaces (no punctuation, no apostrophes), one alternative a
line. A `Cue` is a sign in the question; what is done about it is decided by the operations, which also see what the
question names.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.ask.text import stem
from bot.domain import Status


class Cue(StrEnum):
    """A sign in the question of what is asked for."""

    DATE = "date"
    UNTIL = "time until"
    DEFINITION = "definition"
    SOURCE = "source"
    WHY = "why"
    PERCENT = "in per cent"
    POINTS = "in points"
    COUNT = "a count"
    HIGHEST = "highest"
    LOWEST = "lowest"
    MORE = "more than"
    LESS = "less than"
    GAP = "gap"
    WIDEST = "widest"
    NARROWEST = "narrowest"
    RISE = "rise"
    FALL = "fall"
    CHANGE = "change"
    RATIO = "times as many"
    SUM = "together"
    MEAN = "average"
    MEDIAN = "median"
    NOT = "not"
    EXCEPT = "all but"
    NEITHER = "neither"
    ONE_IN = "one in how many"
    TREND = "over time"
    LEVEL = "where it came to"
    COMPARE = "compared"
    LATEST = "latest"
    FIRST_GIVEN = "as first given"


def _pattern(lines: str) -> re.Pattern[str]:
    """One pattern of many alternatives, a line each, that begin and end at words."""
    alternatives = filter(None, (line.strip() for line in lines.splitlines()))
    return re.compile(rf"(?<!\S)(?:{'|'.join(alternatives)})(?!\S)")


_HIGH = (
    "(?:highest|most common(?:ly)?|commonest|most often|(?<!at )most(?! recent)|largest|biggest|greatest|maximum|max"
    "|peak|peaked|strongest|top|f[ua]rthest)"
)
_LOW = "(?:lowest|least common(?:ly)?|rarest|least often|(?<!at )least|fewest|smallest|minimum|min|weakest|bottom)"
_MORE = "(?:more|higher|larger|greater|bigger|wider|ahead|older|longer|likelier)"
_LESS = "(?:fewer|less|lower|smaller|narrower|tighter|behind|shorter)"
_HOW_MUCH = "(?:how (?:much|many|far|big|large)|by what|what)"
_WENT = (
    "(?:went|gone|go|goes|going|was|is|are|were|by|come|came|comes|coming|head(?:ed|ing)?|crept|edged|inched|nudged"
    "|ticked|tracked|trended)"
)
_GAP = "(?:gap|difference|gulf|margin)"

_DATED = "(?:the|\\d|january|february|march|april|may|june|july|august|september|october|november|december)"

_CUE_LINES = {
    Cue.UNTIL: """
        how long (?:until|till|to|before)
        how (?:many|much) (?:days|weeks|months|time|longer) (?:until|till|to|before|left)
        days? (?:until|till)
    """,
    Cue.DATE: """
        when
        (?:on |in )?(?:what|which) (?:day|date|year|month and year)
        what was the date
        dates? (?:of|for)
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
        whose (?:figure|number|claim)
    """,
    Cue.WHY: """
        why
        how (?:come|so)
        show (?:me )?(?:the |your )?workings?
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
        slice
        chunk
        portion
        (?:one|1) in how many
        (?:in )?relative(?:ly)?(?! to(?!\\S))(?: terms)?
    """,
    Cue.COUNT: """
        (?<!one in )(?<!1 in )how many
        (?:exact |total )?number(?: of)?
        no of
        count of
        head ?count
        in (?:raw |actual )?votes(?=$)
        in (?:raw|actual|absolute) (?:numbers|terms)
        how much
    """,
    Cue.WIDEST: f"""
        widest
        f[ua]rthest (?:apart|above|below|ahead|behind)
        most (?:apart|above|below)
        (?:biggest|largest|greatest) {_GAP}
        {_GAP} (?:was |is |at its |the )*(?:biggest|largest|greatest|widest)
    """,
    Cue.NARROWEST: f"""
        narrowest
        closest
        (?:smallest|lowest|tightest) {_GAP}
        {_GAP} (?:was |is |at its |the )*(?:smallest|narrowest|lowest)
    """,
    Cue.HIGHEST: f"""
        {_HIGH}
        (?:record|all ?time) high
        topp(?:ed|ing)|tops
        c[ao]me (?:first|top)
        in the lead
        winner
        (?:which|who) (?:\\w+ )?(?:won|wins|win|led|leads)
    """,
    Cue.LOWEST: f"""
        {_LOW}
        (?:record|all ?time) low
        c[ao]me last
    """,
    Cue.GAP: f"""
        gap
        margin
        differences?
        differ(?:ed)?
        disparity
        lead over
        gulf
        how (?:close|tight|wide|far apart)
        minus
        spread
        apart
        separat(?:ed|es|ing)
        between(?= (?!{_DATED})\\w+ and (?!{_DATED})\\w+)
        (?:ahead|behind|in front)(?! of(?!\\S)| \\w+ of(?!\\S))
        (?:lead|leads|led|leading|trail|trails|trailed|trailing) by
        (?:win|won|lead|led|beat|beaten|lose|lost|trailed|trailing|leading) by (?:how (?:many|much)|what)
        by how (?:many|much)(?: \\w+)?(?= (?:did|has|had) .*(?:win|won|lead|led|beat|beaten|lose|lost)(?!\\S))
    """,
    Cue.MORE: f"""
        {_MORE}(?: \\w+){{0,6}} than
        {_HOW_MUCH} {_MORE}
        {_MORE}
        above
        ahead of
        clear of
        exceed(?:s|ed)?
        outnumber(?:s|ed)?
        beats?
    """,
    Cue.LESS: f"""
        {_LESS}(?: \\w+){{0,6}} than
        {_HOW_MUCH} {_LESS}
        {_LESS}
        below
        short of
    """,
    Cue.RISE: f"""
        r(?:ise|ises|ose|isen|ising)
        increas(?:e|es|ed|ing)
        gr(?:ow|ows|ew|own|owing|owth)
        gain(?:s|ed)?
        jump(?:ed)?
        climb(?:ed)?
        surged?
        widen(?:ed)?
        pick(?:ed)? up
        put on
        {_WENT} up(?! to(?!\\S))
        up (?:by|from|on|since|how (?:many|much))
    """,
    Cue.FALL: f"""
        f(?:all|alls|ell|allen|alling)
        drop(?:s|ped|ping)?
        declin(?:e|es|ed|ing)
        decreas(?:e|es|ed|ing)
        shr(?:ink|inks|ank|unk|inking)
        los(?:e|es|t|ing|s)
        narrow(?:s|ed|ing)?
        sl(?:ide|id|ip|ipped)
        reduc(?:tion|ed)
        {_WENT} down(?! to(?!\\S))
        down (?:by|from|on|since|how (?:many|much))
    """,
    Cue.CHANGE: """
        chang(?:e|ed|es|ing)
        swing
        then and now
        what (?:happened|became|has happened|has become) (?:to|of|with)
        how (?:did|has|have) (?=.+ (?:fare|shift|develop|evolve)d?(?!\\S))
        shift(?:ed)?
        mov(?:e|ed|ement)
        worsen(?:ed|ing)?
        improv(?:e|ed|ing|ement)
        deteriorat(?:e|ed|ing)
        (?:went|go|gone) from
    """,
    Cue.RATIO: """
        times (?:as|more|higher|greater|the|larger|bigger|likelier)(?: (?:many|much|likely|high|large|big))?
        how many times(?: (?:as|more|higher|greater|larger|bigger)(?: (?:many|much|likely|high|large|big))?)?
        ratio
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
        between them
        summed
        totall?ed
    """,
    Cue.MEAN: """
        (?:on )?(?:average|avg)
        averaged
        mean
    """,
    Cue.MEDIAN: """
        median
    """,
    Cue.NOT: """
        not
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
        originally
        first (?:given|reported|published|announced)
        initially
        as first
        before (?:the )?revision
        before (?:it was|they were|being) revised
    """,
}
CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = tuple((cue, _pattern(lines)) for cue, lines in _CUE_LINES.items())
ANY_CUE = _pattern("\n".join(_CUE_LINES.values()))
"""Finds where a cue begins, whichever it is: most words of a question begin none."""

_RANKS = (
    ("second", "2nd", "runner-up", "runnerup"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
)
LAST = -1
"""The rank of the last."""
RANKS = {word: rank for rank, words in enumerate(_RANKS, 2) for word in words}
_RANK = "|".join(RANKS)
RANK = re.compile(
    rf"(?<!\S)(?:(?:came|come|comes|was|is|ranked?|ran|run|polled|finished|placed|sat|stood|landed|in) (?:in )?"
    rf"(?P<a>first|1st|last|{_RANK})(?: place| spot)?"
    rf"|(?P<b>{_RANK}) (?:place|spot|(?={_HIGH}|{_LOW})))(?!\S)|(?<!\S)(?P<c>{_RANK})(?= (?:{_HIGH}|{_LOW})(?!\S))"
)
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_NUMBER = rf"\d+|{'|'.join(NUMBER_WORDS)}"
TOP = re.compile(rf"(?<!\S)(?:(?P<side>top|bottom) (?P<a>{_NUMBER})|(?P<b>{_NUMBER}) (?P<side2>{_HIGH}|{_LOW}))(?!\S)")

SUPERLATIVE_NOUN = re.compile(rf"(?<!\S)(?:{_HIGH}|{_LOW}) (?P<noun>\w+)")
AXIS_OF_EXTREME = re.compile(
    rf"(?<!\S)(?:(?:top|bottom) (?:{_NUMBER}) (?P<noun>\w+(?: \w+)?)"
    rf"|(?P<noun2>\w+) with (?:the )?(?:{_HIGH}|{_LOW}))(?!\S)"
)
"""The noun of "top three suburbs" and "the suburb with the lowest"."""

_RESULTS = "(?:counts?|results?|figures?|tally|numbers?)"
_OUT = "(?:was|were|came|is|are|got) (?:out|in|known|released|announced|published|revealed|finali[sz]ed)"
NOT_YET_FINAL = _pattern(f"""
    (?:before|ahead of|prior to) (?:the |any )?(?:final|official|real|actual|full|proper) {_RESULTS}(?: {_OUT})?
""")
"""What was said before the final figure was: any earlier status."""
EARLIER = frozenset({Status.FORECAST, Status.ESTIMATE, Status.PRELIMINARY, Status.PROVISIONAL})

STATUS_WORDS: tuple[tuple[frozenset[Status], re.Pattern[str]], ...] = (
    (
        frozenset({Status.PRELIMINARY, Status.PROVISIONAL}),
        _pattern("""
            preliminary
            prelims?
            provisional(?:ly)?
            election night
            on the night
            interim
            initial
            early (?:count|results?|figures?)
            first count
            advance results?
        """),
    ),
    (
        frozenset({Status.FINAL, Status.NORMAL}),
        _pattern("""
            finals?
            finally
            finali[sz]ed
            official(?:ly)?
            certified
            confirmed
            revised
            definitive
            settled
            once (?:\\w+ ){1,4}(?:in|counted|included|added|tallied)
            (?:after|with) (?:\\w+ ){1,4}(?:counted|included|added|tallied)
        """),
    ),
    (
        frozenset({Status.FORECAST, Status.ESTIMATE}),
        _pattern("""
            forecast(?:s|ed)?
            project(?:ed|ions?)
            expect(?:ed|ing)
            predicted
            anticipated
            estimated?
            (?:still |yet )?outstanding
            (?:still|yet) (?:to be counted|to be added|to come(?: in)?|coming(?: in)?|uncounted)
            uncounted
            (?:left|waiting|remaining) to be (?:counted|added)
        """),
    ),
)

BASE_FIRST = re.compile(
    r"^(?:out )?of .+? "
    r"(?=(?:how (?:many|much)|what (?:share|percentage|percent|per cent|%|proportion|fraction|part))(?!\S))"
)
WERE = re.compile(r"(?<!\S)(?:was|were|is|are|had been|have been)(?!\S)")
MOVES = (Cue.RISE, Cue.FALL, Cue.CHANGE)
_MOVES = "rise increase growth gain fall drop decline decrease reduction loss change swing"
MOVE_STEMS = frozenset(stem(word) for word in _MOVES.split())
"""Stems of labels that are themselves of a change: asking how far it went asks for the figure."""
MEASURE_FIRST = re.compile(r"(?<!\S)times (?:the|as \w+ as|\w+er than|more \w+ than|more than)(?!\S)")
EACH_FIRST = re.compile(r"^(?:for|to) (?:each|every|one) ")
"""What is measured comes last: "for every A, how many B"."""
OF_BASE = re.compile(
    r"(?:(?<!\S)(?:(?:share|proportion|percentage|percent|per cent|%|fraction|part|many) of|among|amongst)"
    r"|^(?:out )?of) "
    r"(?:all |the |those |these )*(?=\S)"
)
"""What is followed by the base of a share ("what share of drug users")."""
RULED_OUT = re.compile(r"(?<!\S)(?:not|rather than|instead of) (?:the |in |by |a |percentage )*$")
RULED_OUT_COUNT = re.compile(r"(?<!\S)not (?:the |a )?(?:number|numbers|count|counts|total)(?!\S)")
RELATION = _pattern("""
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
AROUND_STATUS = re.compile(
    r"(?<!\S)(?:after|following|once|with)(?= (?:the )?"
    r"(?:preliminary|provisional|final|official|election night|interim)(?!\S))"
)
"""A relation to results, which names their status: "after the preliminary count"."""
EMPHASIS = frozenset(
    {"not", "and", "or", "in", "of", "the", "all", "any", "only", "no", "yes", "both", "did", "was", "is"}
)
"""Words that people write in capitals to stress them."""

ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
RATE = re.compile(
    rf"(?<!\S)(?:(?:per|a|an|each|every) (?P<noun>day|week|month|quarter|year)|(?P<adverb>{'|'.join(ADVERBS)}))(?!\S)"
)
"""What makes a figure one for each day or month."""
PART_OF_YEAR = re.compile(
    r"(?<!\S)(?P<part>early|late|mid|(?:start|beginning|middle|end) of)(?: the)? (?=(?:1[5-9]|2[01])\d\d(?!\S))"
)
"""What narrows a year down to a part of it, which no figure for the year can answer."""
_MOVED = (
    "(?:r(?:ise|ises|ose|isen)|f(?:all|alls|ell|allen)|drop(?:s|ped)?|gr(?:ow|ows|ew|own)|shr(?:ink|inks|ank|unk)|climb(?:ed)?"
    "|slip(?:ped)?|slide|slid|narrow(?:ed)?|widen(?:ed)?|jump(?:ed)?|increased?|declined?|decreased?)"
)
MOVED_TO = re.compile(
    rf"(?<!\S){_MOVED} (?:up |down |back )?to(?= (?:in|by|at|on|after|when|once|during|for|over)(?!\S)|$)"
)
"""Where a figure came to ("what did it drop to"): that asks for the figure, not for how far it moved."""
_MOVE = "(?:drop|fall|rise|increase|decline|decrease|change|jump)"
_LARGER = "(?:bigger|larger|smaller|steeper|sharper|greater)"
MOVES_COMPARED = re.compile(
    rf"(?<!\S)(?:{_MOVED}|los[et]|gain(?:ed)?) (?:by )?(?:more|less|further|faster|harder)(?! than \d)(?!\S)"
    rf"|(?<!\S){_LARGER}(?: \w+)? {_MOVE}(?!\S)|(?<!\S){_MOVE}(?: \w+){{0,4}} {_LARGER}(?!\S)"
)
"""One movement set against another: "did the one fall more than the other"."""
HOW_FAR_APART = _pattern("""
    by how (?:many|much)(?: \\w+)? (?:did|has|had) .*(?:win|won|lead|led|beat|beaten|lose|lost)
    (?:win|won|lead|led|beat|beaten|lose|lost) by (?:how (?:many|much)|what)
""")
"""Winning and losing between two sides: that asks how far they are apart, not how one of them moved."""
FOR_OR_AGAINST = re.compile(r"(?<!\S)(?:(?P<for>for) (?:nor|or|and|versus|vs) against)(?!\S)")
"""Where "for" is one of two sides."""
OPPOSITES = {"anti": (stem("against"), stem("opposed")), "pro": (stem("favour"), stem("support"))}
"""Prefixes that take sides, and the stems that labels of a side may have."""
CONCEDED = re.compile(
    r"(?<!\S)(?:despite|notwithstanding|regardless of|in spite of|even with|under)(?: the)? (?P<year>\d{4})(?!\S)"
)
"""An event named by its year that is no time to look at: "despite the 2019 review"."""
AGE = re.compile(r"(?<!\S)(?P<number>\d+) (?P<unit>day|week|month|year)s? old(?!\S)")
"""An attribute by the way: "the 45-year-old bridge"."""
BY_SHARE = re.compile(
    r"(?<!\S)(?:going by|judging by|based on|on the basis of|using|given|from|by) (?:the |that )?(?:\w+ )?"
    r"(?:share|percentage|proportion|per cent|percent)(?!\S)"
)
"""A share to count from, not to answer with: "how many people, going by the final share"."""
PHRASAL = re.compile(
    r"(?<!\S)(?:(?:take|takes|took|taken|taking)(?: (?:it|them|that))? up|(?:turn|turns|turned) (?:out|down|up)"
    r"|(?:drop|drops|dropped) out|(?:give|gave|given|gives) up)(?!\S)"
)
"""Verbs that mean something only with their particle."""
ANSWER = re.compile(
    r"(?<!\S)(?:(?:vot|tick|sa(?:id|y)|answer|mark)\w* (?P<a>no|yes)"
    r"|(?P<b>no|yes)(?= (?:in|on|at|to|for|after|before|and|or|by)(?!\S)))"
    r"(?!\S)(?! (?:more|fewer|less|longer)(?!\S))"
)
"""Where "no" and "yes" are answers and no mere particles: "voted no in the referendum"."""
PRONOUN = re.compile(r"(?<!\S)(?:it|them|that)(?!\S)")
POSSIBLE = re.compile(r"(?<!\S)(?:could|might|may) (?:\w+ )??(?:have (?:been )?|been |be )(?=\w+ed(?!\S))")
"""What might have been done is possible: "could have been charged"."""
WHEN_OUT = re.compile(
    r"(?<!\S)when (?:the )?(?:\w+ ){1,4}(?:came out|(?:was|were|got) (?:released|announced|revealed|published))(?!\S)"
)
"""A clause that dates what was known: beside a status of its own, the question does not want that of the clause."""
STORY = re.compile(
    r"(?<!\S)(?:per|according to|in|from|by|did|does|as) (?:the|that|this|its) (?P<words>(?:\w+ ){1,4}?)"
    r"(?P<noun>story|piece|article|coverage|report|write ?up|item)(?: (?:say|says|said|had|has|have|put it))?(?!\S)"
)
"""A source by what it is about or who published it: "per the harbour bridge story"."""
PER = re.compile(
    r"(?<!\S)(?:per|(?:for|to|in) (?:each|every)|for (?:one|a single)) "
    r"(?P<noun>(?!(?:cent|the|of)(?!\w))[^\W\d]\w*)"
)
"""What a figure is asked for each of: "teachers per school"."""
COMPARED_WITH_NUMBER = re.compile(r"(?<!\S)(?:more|less|fewer|higher|lower|greater) than (?:about |around )?\d")
"""A bound on a number, not a comparison."""
STATUS_IDIOM = _pattern("""
    election night
    on the night
""")

PERCENT_OF_CHANGE = _pattern("""
    (?:what|many|in|as a) (?:percent|percentage|per cent|%)(?! (?:of|points?)(?!\\S))
    (?:percent|percentage|per cent|%) (?:change|rise|fall|increase|decrease|drop|growth|decline|jump)
    proportional(?:ly)?
    relative(?:ly)?
""")
"""Per cent said of a change itself, not of the share that changed."""

PREDICTION = _pattern("""
    who (?:will|is going to|is gonna)
    what will
    will (?!the (?:final|official)(?!\\S))(?:\\w+ ){1,4}(?:win|be|lose|rise|fall|increase|decrease|happen|change|get)
    (?:going|gonna)(?: to)? (?:win|be|rise|fall|happen)
    next (?:election|referendum|decade)
    predict
    prediction
    odds of
    chances? of
    likely to win
""")
_PRINTING = "(?:us(?:e|ed|ing)|print\\w*|quot\\w+|cit(?:e|ed|ing)|report\\w*|put\\w*|writ\\w+)"
OPINION = _pattern(f"""
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
CHATTER = _pattern("""
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
    make (?:something )?up
    invent
    delete
    drop table
    reveal
    forget (?:all|everything|your)
""")

UNIT_STEMS = {
    Cue.PERCENT: tuple(stem(word) for word in ("percent", "percentage", "proportion", "share")),
    Cue.COUNT: (stem("number"),),
}
"""What a table's own column for the unit may be called: asking in per cent names the column of per cents."""
