"""Every error a user can meet. The message is the one sentence that the user sees: what is wrong and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


class FactdeskError(Exception):
    """Something the user can mend; adapters show the message as it is, and under it the lines that go with it."""

    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return shown(super().__str__())


def shown(text: str) -> str:
    """A text as a message shows it: a name of a file, a sheet or a column may hold signs that steer a terminal or turn
    the text around."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(one) in ("Cc", "Cf") else one for one in text)


def as_sentence(error: object) -> str:
    """The message with its full stop, unless it ends as a question."""
    text = str(error).rstrip(".")
    return text if text.endswith("?") else f"{text}."


class InvalidDate(FactdeskError):
    """A date or period that is not ISO 8601, or does not exist."""


class UnknownZone(FactdeskError):
    """A text that names no IANA time zone."""


class ImpossibleTime(FactdeskError):
    """A local time that the clocks skip."""


class AmbiguousTime(FactdeskError):
    """A local time that comes twice, as the clocks go back."""


class DistantDate(FactdeskError):
    """A key date in a year that the calendar does not work with."""


class LedgerUnreadable(FactdeskError):
    """A file that cannot be opened or understood at all."""


class UnclearOrders(FactdeskError):
    """An option or a mapping of an import that cannot be read."""


class ImportDoubtful(FactdeskError):
    """A file of which something was assumed that may be otherwise, and nobody was there to be asked. `lines` say what,
    and end with the command that takes it so."""

    def __init__(self, message: str, lines: Sequence[str]) -> None:
        self.lines = tuple(map(shown, lines))
        super().__init__(message)


class UnknownMapping(FactdeskError):
    """No mapping is kept under this name."""


class StoreUnavailable(FactdeskError):
    """The database cannot be reached, opened or written."""


class StoreTooNew(FactdeskError):
    """The database was made by a later version of Factdesk."""


class StoreTooOld(FactdeskError):
    """The database needs `factdesk db upgrade` first."""


class UnwritableFolder(FactdeskError):
    """A folder for an export that cannot be made, or has something in it."""


class LedgerNotEmpty(FactdeskError):
    """A whole ledger that was to be read back into one that holds something."""


class UnknownFigure(FactdeskError):
    """No figure with this id is in the ledger."""


class AlreadyRetracted(FactdeskError):
    """A figure that was corrected or withdrawn before."""


class UnclearChange(FactdeskError):
    """A correction or withdrawal that cannot be read, gives no reason, or would change nothing."""


class WrongEntry(FactdeskError):
    """A figure that was typed and cannot be read. `faults` are pairs of a field and a sentence; `lines` say the same of
    all fields but the first. `number` is its place among those that were typed together, from 0."""

    number = 0

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        first, *others = [f"{field}: {sentence}" for field, sentence in self.faults]
        self.lines = tuple(map(shown, others))
        super().__init__(first)


class NotADraft(FactdeskError):
    """What is to be published, edited or rejected is no draft, or none any more."""


class NotYours(FactdeskError):
    """Somebody may not do this with this draft: it takes another person, or its author."""


class FoundAgainst(FactdeskError):
    """A draft that something speaks against, which takes a reason to be published. `lines` say what does."""

    def __init__(self, message: str, findings: Sequence[str]) -> None:
        self.lines = tuple(map(shown, findings))
        super().__init__(message)


class ChangedSince(FactdeskError):
    """What a draft stands beside is not what it was when somebody last looked: it is to be looked at again."""


class UnclearReading(FactdeskError):
    """A reading that is of no known form, too large, or names what the ledger does not hold."""


class UnknownDelivery(FactdeskError):
    """No delivery with this number is in the outbox."""


class DeliveryUnderWay(FactdeskError):
    """The delivery has gone too far, or not far enough, for what was asked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an import: where it stands, what is wrong and what would be right.

    `line` counts lines of the file, the header being line 1; None where the file as a whole is at fault.
    """

    file: str
    line: int | None
    column: str | None
    wrong: str
    right: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        column = f", column {self.column}" if self.column else ""
        return shown(f"{place}{column}: {self.wrong}; {self.right}")


class ImportRefused(FactdeskError):
    """An import with faults: nothing was written. `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.lines = tuple(map(str, problems))
        count = len(self.problems)
        rows = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"Nothing was imported: {rows} found. Mend them and import again.")
