"""What a chat platform is to the rest: a folder with a module `platform`, and a row in a table of `adapters.parts`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Protocol

from adapters.async_port import AsyncPort
from adapters.settings import Settings

if TYPE_CHECKING:
    from adapters.async_desk import AsyncDesk
    from adapters.checkup.finding import Finding


class Bot(Protocol):
    """One platform that is served. `stop` lets what is under way end, and leaves what is not done by then for the next
    start."""

    @property
    def port(self) -> AsyncPort: ...

    async def start(self) -> None: ...

    async def run(self) -> None: ...

    async def drain(self) -> None: ...

    async def stop(self) -> None: ...


class Platform(Protocol):
    """Implemented by the module `platform` of an adapter, which loads its platform's library only when it is used."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - it is a constant of a module

    @property
    def SECRETS(self) -> Sequence[str]:  # noqa: N802
        """The fields of the settings that say that the platform is meant to be served."""

    @property
    def HOW(self) -> str:  # noqa: N802
        """How a question or an order is given there, for help."""

    @property
    def WORKSPACE_ID(self) -> str:  # noqa: N802
        """How the id of a workspace is written, as a regular expression."""

    @property
    def USER_ID(self) -> str:  # noqa: N802
        """The same of a user's."""

    def why_not(self, settings: Settings) -> str | None:
        """What has to be set before it can be served; None: nothing."""

    def refuse(self, settings: Settings) -> None:
        """Of a platform that nothing is missing for: raises InvalidSetting for what can be seen without asking it."""

    async def workspace_of(self, settings: Settings, channel: str, /) -> str:
        """The workspace that a channel is in. Raises FactdeskError where the platform does not say."""

    def checks(self, settings: Settings) -> AsyncIterator[Finding]:
        """What has to be right before it can be served, each tried with the platform itself; nothing is changed or
        posted there. Raises FactdeskError where it does not let the bot in."""

    def bot(self, settings: Settings, desk: AsyncDesk) -> Bot: ...
