"""What iCalendar files of ours have that no standard names."""

from __future__ import annotations

NAMED_OURS = "X-FACTDESK-"
AT, SOURCE, LOCATOR, BRINGS, STATUS, ALSO, EMBARGO = (
    f"{NAMED_OURS}{name}" for name in ("AT", "SOURCE", "LOCATOR", "BRINGS", "STATUS", "ALSO", "EMBARGO-UNTIL")
)
KNOWN = (AT, SOURCE, LOCATOR, BRINGS, STATUS, ALSO, EMBARGO)
ZONE = f"{NAMED_OURS}ZONE"
"""A parameter of DTSTART: the zone that a day, or a time given in UTC, is meant in."""
OURS = "@factdesk"
"""Behind the id of a key date in a UID."""
UTC = "UTC"
