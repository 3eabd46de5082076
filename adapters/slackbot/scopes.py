"""What the bot may do in a workspace: the scopes that the code needs, and why. The manifest asks for these alone."""

from __future__ import annotations

USER_GROUPS = "usergroups:read"
"""Needed only where the members of user groups may ask, or are editors."""

SCOPES = {
    "app_mentions:read": "to be asked by a mention",
    "assistant:write": "to put examples into its side panel",
    "channels:history": "to find a message whose sending was interrupted, before it is sent again, in public channels",
    "channels:read": "to know which channels are public, whose questions may be told of in the others; and which ones "
    "somebody is in, whose subscriptions the home tab shows them",
    "chat:write": "to answer, and to post what is shared, reminded or corrected",
    "commands": "to be asked by /figure",
    "files:write": "to post charts",
    "groups:history": "as channels:history, in private channels it was invited to",
    "groups:read": "as channels:read, of private channels",
    "im:history": "to be asked in direct messages, and as channels:history there",
    "im:read": "as channels:read, of direct messages with the bot",
    "im:write": "to tell somebody in person that what they asked for could not be posted",
    "mpim:history": "as channels:history, in group messages it was invited to",
    "mpim:read": "to know which conversations are group messages: what is asked there is told of nowhere",
    "reactions:write": "to react to thanks and greetings, which need no answer",
    USER_GROUPS: "to know who is in the user groups whose members may ask, or are editors",
}
"""Each scope with its reason."""

EVENTS = ("app_home_opened", "app_mention", "member_joined_channel", "message.im")
"""The events that the bot is told of: who opens its home tab or its side panel, mentions, that it was invited to a
channel, and direct messages to it. No channel's other messages."""
