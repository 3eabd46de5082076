"""Whose rows they are: a user's, or everybody's of a workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_

FORGOTTEN = ""
"""Stands where the name of somebody stood who is forgotten."""


@dataclass(frozen=True, slots=True)
class Who:
    """A user of a platform in a workspace; without `user` everybody of the workspace, without `workspace` the user
    wherever they are, in direct messages too. At least one of the two is given."""

    platform: str
    workspace: str | None = None
    user: str | None = None

    @property
    def budget(self) -> str | None:
        """The workspace as addresses and budgets name it, "slack/T1", if all of it is meant."""
        return f"{self.platform}/{self.workspace}" if self.user is None else None

    def is_in(self, column: ColumnElement[str] | ColumnElement[str | None]) -> ColumnElement[bool]:
        """Whether a column of names such as "slack/T1/U1" names them."""
        if self.user is None:
            return column.startswith(f"{self.budget}/", autoescape=True)
        if self.workspace is None:
            anywhere = column.startswith(f"{self.platform}/", autoescape=True)
            return and_(anywhere, column.endswith(f"/{self.user}", autoescape=True))
        return column == f"{self.platform}/{self.workspace}/{self.user}"

    def as_address(self) -> Who:
        """As addresses name persons (`bot.delivery.nouns.Address.of_person`)."""
        return replace(self, user=None if self.user is None else f"@{self.user}")
