"""The words for how settled a figure is: preliminary, final, expected."""

from __future__ import annotations

import re

from bot.ask.grammar.patterns import IS_FINAL, pattern
from bot.domain import Status

_RESULTS = "(?:counts?|results?|figures?|tally|numbers?)"

_OUT = "(?:was|were|came|is|are|got) (?:out|in|known|released|announced|published|revealed|finali[sz]ed)"

_COUNTED = "(?:counted|included|added|tallied)"

NOT_YET_FINAL = pattern(f"""
    (?:before|ahead of|prior to) (?:the |any )?(?:final|official|real|actual|full|proper) {_RESULTS}(?: {_OUT})?
    (?:before|ahead of|prior to) (?:\\w+ ){{1,4}}?(?:were |was |got |had been |being )?{_COUNTED}
    before (?:(?:it was|they were|being) revised|(?:the )?revision)
    (?:before|ahead of|prior to) (?:the )?(?:\\w+ )?specials(?! (?:came|come|were|are|was|got|had)(?!\\S))
    (?:before|ahead of|prior to) (?:the )?(?:\\w+ )?(?:votes|ballots|specials|papers) (?:came|come|were|are) in
""")
"""What was said before the final figure was: any earlier status."""

EARLIER = frozenset(status for status in Status if not status.is_settled)

_ALL_COUNTED = f"""
    once (?:\\w+ ){{1,4}}(?:in|final|finali[sz]ed|official|{_COUNTED})
    (?:after|with) (?:\\w+ ){{1,4}}{_COUNTED}
    when {IS_FINAL}
    (?:after|following) (?:the )?(?:\\w+ )?specials
"""

STATUS_WORDS: tuple[tuple[frozenset[Status], re.Pattern[str]], ...] = (
    (
        frozenset({Status.PRELIMINARY, Status.PROVISIONAL, Status.UNOFFICIAL_PARTIAL, Status.UNOFFICIAL_COMPLETE}),
        pattern("""
            unofficial(?:ly)?
            (?:first )?preliminary
            prelims?
            provisional(?:ly)?
            election night
            on the night
            interim
            initial
            early (?:\\w+ )?(?:counts?|results?|figures?|tally|numbers?)
            first count
            first(?= (?:to|and) (?:the )?final(?!\\S))
            advance results?
        """),
    ),
    (
        frozenset(status for status in Status if status.is_settled),
        pattern(
            """
            finals?
            finally
            finali[sz]ed
            official(?:ly)?
            certified
            confirmed
            revised
            definitive
            settled
            closing(?= (?:count|results?|figures?|tally|numbers?|percentage|share|total|votes?)(?!\\S))
        """
            + _ALL_COUNTED
        ),
    ),
    (
        frozenset({Status.RECOUNT}),
        pattern(f"""
            recounted
            (?:the|a|judicial) recount
            recount(?= {_RESULTS}(?!\\S))
        """),
    ),
    (
        frozenset({Status.FORECAST, Status.ESTIMATE}),
        pattern("""
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

_FIRST = "preliminary|provisional|election night|interim|initial|early|first count"

AROUND_STATUS = re.compile(
    rf"(?<!\S)(?:after|following|since|once|with)(?= (?:the )?(?:{_FIRST}|final|official)(?!\S))"
)
"""A relation to results, which names their status: "after the preliminary count"."""

SINCE_EARLIER = re.compile(rf"(?<!\S)(?:after|following|since|from|on)(?= (?:the |its |their )?(?:{_FIRST})(?!\S))")
"""Where a change begins at the earlier of two results: "after the preliminary count"."""

WHEN_OUT = re.compile(
    r"(?<!\S)when (?:the )?(?:\w+ ){1,4}(?:came out|(?:was|were|got) (?:released|announced|revealed|published))(?!\S)"
)
"""A clause that dates what was known: beside a status of its own, the question does not want that of the clause."""

BOTH = pattern(f"""
    (?:between|across|from one of) the two (?:\\w+ )?{_RESULTS}
    from (?:the )?(?:one|first) count to the (?:other|next|second|last)
""")
"""What was given twice: the first status and the last."""

STATUS_IDIOM = pattern(
    """
    election night
    on the night
    """
    + _ALL_COUNTED
)
"""Words that together name a status, and by themselves would name something else."""
