"""What the bot asks to be allowed, in the code and in the instructions."""

from __future__ import annotations

import re
from pathlib import Path

from adapters.discordbot.permissions import INTENTS, PERMISSIONS, SCOPES, invite_url

MANUAL = Path(__file__).parents[3] / "docs" / "discord.md"


def test_the_instructions_invite_with_what_the_code_needs() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    (address,) = re.findall(r"https://discord\.com/oauth2/\S+scope=bot\S+", text)
    assert sorted(re.split("[?&]", address)) == sorted(re.split("[?&]", invite_url("APPLICATION_ID")))
    assert f"permissions={PERMISSIONS.value}" in address
    assert "+".join(SCOPES) in address


def test_the_permissions_are_few_and_none_is_dangerous() -> None:
    held = {name for name, allowed in PERMISSIONS if allowed}
    sending = {"send_messages", "send_messages_in_threads", "embed_links", "attach_files", "add_reactions"}
    # discord.py's name for viewing channels.
    assert held == {"read_messages", "read_message_history", *sending}


def test_no_intent_is_privileged() -> None:
    assert not {name for name, asked in INTENTS if asked} & {"message_content", "members", "presences"}
