"""Days by which something was known: they say as of when, and no reference period."""

from __future__ import annotations

import re

AS_OF = re.compile(
    r"(?:(?:as (?:of|at|on)(?: the end of)?|(?:as )?(?:it|things) stood (?:on|at|in)"
    r"|as (?:it )?(?:stood|known)(?: on| at| in)?"
    r"|(?:did|do) (?:we|you|people|anyone) (?:think|know|have|say|believe|report)(?: \w+){0,6}? (?:on|at|in|as of)"
    r"|(?:filing|writing|printing|reporting|publishing) (?:on|at|in)"
    r"|(?:known|published|available|reported|held) (?:on|by|as of|at|before|up to)|on or before|up to and including) )$"
)
"""Before the day: "as of", "what did we think on"."""

LEADS_IN = frozenset(("on", "in", "at", "by", "back on", "back in", ""))
THEN_KNOWN = re.compile(
    r" (?:what|how many|how much) (?:did|had|were|was) (?:we|you|people|anyone) "
    r"(?:think|know|have|say|believe|report)(?!\S)"
    r"| (?:what|how many|how much) (?:was|were|had) .+ "
    r"(?:thought|believed|understood|said|known|reported) to (?:be|have)(?!\S)"
)
"""After a day that leads in: what was known then ("on 1 November, what did we think")."""
