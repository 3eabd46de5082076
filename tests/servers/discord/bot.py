"""A small bot on discord.py with one of everything: what the tests of the local Discord drive."""

from __future__ import annotations

import asyncio
import io
import struct

import discord
from discord import app_commands

from tests.servers.discord.client import Quick

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + b"\x08\x02\x00\x00\x00"
NOBODY = discord.AllowedMentions.none()


class Report(discord.ui.Modal, title="Wrong?"):
    """A modal with one input."""

    why: discord.ui.TextInput[Report] = discord.ui.TextInput(label="What is wrong?", custom_id="why", max_length=200)

    def __init__(self) -> None:
        super().__init__(custom_id="report")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Reported: {self.why.value}", ephemeral=True)


class Choices(discord.ui.View):
    """Buttons and a select that survive a restart."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Source", custom_id="source")
    async def source(self, interaction: discord.Interaction, button: discord.ui.Button[Choices]) -> None:
        await interaction.response.edit_message(content="the source", view=self)

    @discord.ui.button(label="Share", custom_id="share")
    async def share(self, interaction: discord.Interaction, button: discord.ui.Button[Choices]) -> None:
        await interaction.response.defer()
        await interaction.followup.send("shared")

    @discord.ui.button(label="Wrong?", custom_id="wrong")
    async def wrong(self, interaction: discord.Interaction, button: discord.ui.Button[Choices]) -> None:
        await interaction.response.send_modal(Report())

    @discord.ui.select(
        custom_id="which", options=[discord.SelectOption(label=one, value=one) for one in ("first", "second")], row=1
    )
    async def which(self, interaction: discord.Interaction, chosen: discord.ui.Select[Choices]) -> None:
        await interaction.response.edit_message(content=f"chose {chosen.values[0]}")


class Bot(Quick):
    """Answers mentions, direct messages and /figure."""

    def __init__(self, *, intents: discord.Intents | None = None) -> None:
        super().__init__(intents=intents)
        self.heard: asyncio.Queue[str] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(_figure_group())

    async def setup_hook(self) -> None:
        self.add_view(Choices())
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.ready.set()

    async def hear(self, count: int) -> list[str]:
        """The next messages that it heard from others."""
        return [await self.heard.get() for _ in range(count)]

    async def on_message(self, message: discord.Message) -> None:
        assert self.user is not None
        if message.author == self.user:
            return
        self.heard.put_nowait(message.content)
        if self.user in message.mentions or message.guild is None:
            embed = discord.Embed(title="Answer").set_image(url="attachment://chart.png")
            file = discord.File(io.BytesIO(PNG), "chart.png", description="a chart")
            await message.reply(
                "an answer", embed=embed, file=file, view=Choices(), nonce=str(message.id), allowed_mentions=NOBODY
            )


def _figure_group() -> app_commands.Group:
    group = app_commands.Group(name="figure", description="Figures")

    @group.command(name="ask", description="Ask for a figure")
    @app_commands.describe(question="What to ask")
    async def ask(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.edit_original_response(content=f"answer to {question}", view=Choices())

    @ask.autocomplete("question")
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{number}", value=f"{current}{number}") for number in range(3)]

    @group.command(name="now", description="Answer at once")
    async def now(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("now", view=Choices())
        await interaction.followup.send("and more", ephemeral=True)

    return group
