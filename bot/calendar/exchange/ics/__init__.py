"""Key dates as iCalendar (RFC 5545), through the icalendar library.

    a file -> lines: unfolded, then decoded -> reading -> event, with zones -> versions: one of each event -> a batch

What iCalendar has no property for goes into properties of our own, X-FACTDESK-..., so that nothing is lost on the way
out and back. An event of another program is known again by its UID.
"""

from bot.calendar.exchange.ics.reading import read_ics
from bot.calendar.exchange.ics.writing import write_ics

__all__ = ["read_ics", "write_ics"]
