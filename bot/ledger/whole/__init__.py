"""The whole ledger out of one database and into another: a data package of everything that it holds.

    layout    which tables there are, and in which columns and order they are written
    cells     values as text, and back
    written   the package on the disk
    read      the same, checked, into an empty ledger

What is under embargo, drafts and what was withdrawn are in it: it is for the desk alone.
"""

from bot.ledger.whole.read import Restored, is_whole_ledger, read_whole, restore
from bot.ledger.whole.written import Written, export

__all__ = ["Restored", "Written", "export", "is_whole_ledger", "read_whole", "restore"]
