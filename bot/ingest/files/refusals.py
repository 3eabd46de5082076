"""What is said of files, of whatever kind, that cannot be read."""

from __future__ import annotations

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits


def damaged(name: str) -> LedgerUnreadable:
    return LedgerUnreadable(
        f"{name} is damaged or was not downloaded whole; download it again, or open it and save it anew"
    )


def protected(name: str) -> LedgerUnreadable:
    return LedgerUnreadable(
        f"{name} is protected by a password; open it, save it without the password and import it again"
    )


def too_wide(file: str, where: str) -> LedgerUnreadable:
    """`where` is the row or cell that stands beyond the last column that is read."""
    return LedgerUnreadable(
        f"{file}, {where}: there are more than {limits.COLUMNS:,} columns; "
        "turn the table on its side or delete what stands so far to the right, and import it again"
    )


def too_merged(file: str) -> LedgerUnreadable:
    return LedgerUnreadable(f"{file} has more than {limits.MERGED:,} merged ranges; unmerge its cells")
