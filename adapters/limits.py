"""What the platforms allow, as far as it is known beforehand; whatever else they say when they refuse is obeyed."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.limits import Limits, Rate

SLACK = Limits(
    gap=timedelta(seconds=1),
    # Slack documents one message a second for a channel, and for a workspace only that there is a limit.
    workspace=Rate(300, 60, burst=10),
    # Reading a channel's history is in the tier of 50 and more a minute.
    look_up=Rate(50, 60, burst=5),
)

DISCORD = Limits(
    # For all requests of a bot; each channel's own limit comes with the answers, in their headers.
    platform=Rate(50, 1, burst=2),
    # Asking costs one or two of those requests, and many messages are in doubt at once after an outage.
    look_up=Rate(5, 1, burst=2),
)

EDITS = {"slack": Rate(50, 60, burst=5)}
"""How fast messages of a workspace may be edited, where that is less than what may be posted: in Slack it is in the
tier of 50 and more a minute."""

CORRECTIONS = {"slack": Rate(200, 60, burst=10)}
"""How fast a workspace is told what became of figures, beside those edits: less than may be posted, so that answers to
what is asked meanwhile do not wait behind thousands."""

SLACK_BLOCKS = 50
SLACK_TEXT = 3_000
"""Characters of a text in a block."""
SLACK_BUTTON = 75
"""Characters on a button, and of an option in a select."""
SLACK_BUTTONS_ABREAST = 5
"""More choices than these are a select."""
SLACK_ELEMENTS = 25
"""Buttons of a row."""
SLACK_BUTTON_ROWS = 4
SLACK_OPTIONS = 25
"""Slack takes 100; nobody reads that many, and all blocks together may hold about 12,000 characters."""
SLACK_OPTION = 75
SLACK_GROUP_OPTIONS = 100
"""Options of one group of a select."""
SLACK_HEADLINE = 2_000
SLACK_WARNINGS = 1_600
SLACK_CHOICES = 1_600
SLACK_QUIET = 2_400
SLACK_LINE = 600
"""These five part those 12,000 characters; a line is one row of a card. A table may have what they leave."""
SLACK_MESSAGE = 12_000
SLACK_LINKS = 5
SLACK_URL = 400
SLACK_FALLBACK = 3_500
"""A text without blocks is split into several messages from about 4,000 characters on."""
SLACK_ALT = 1_000
SLACK_CHART_TITLE = 50
"""Characters of a chart's title, and of an axis's name."""
SLACK_CHART_LABEL = 20
"""Characters of a category, and of a series' name."""
SLACK_CHART_SERIES = 6
SLACK_CHART_CATEGORIES = 20
SLACK_TABLE_ROWS = 100
"""Without the header."""
SLACK_TABLE_COLUMNS = 20
SLACK_TABLE_CHARACTERS = 10_000
"""Of all its cells."""
SLACK_TABLE_CAPTION = 200
"""Slack documents no limit: it is read out, not shown."""
SLACK_TABLE_PAGE = 6
"""Rows that are seen at a time: they fit on a phone."""
SLACK_CONTAINER_TITLE = 150
SLACK_NOTE = 2_000
"""Characters that a field of a form takes."""
SLACK_LINES = 3_000
"""Of one with room for many lines."""
SLACK_FORM_TITLE = 24
"""Characters of a form's title, and on its buttons."""
SLACK_FORM_TEXT = 2_000
"""Characters of a field's label, and of its hint."""

SLACK_ACKNOWLEDGE_SECONDS = 2.5
"""Slack waits 3 seconds."""
SLACK_CONNECT_SECONDS = 5.0
SLACK_REQUEST_SECONDS = 10.0
SLACK_SEND_SECONDS = 20.0
"""All requests of one delivery; shorter than the outbox's lease."""
SLACK_CHART_SECONDS = 5.0
"""All requests of one chart: what is said next in its channel waits no longer for it."""
SLACK_NEW_BLOCKS_DAYS = 3
"""After which a workspace that did not take the new blocks is tried again: they come to one after the other."""
SLACK_CLOCK_SECONDS = 60.0
"""How far Slack's clock may be from ours when its history is searched for a message."""
SLACK_PAGE = 200

# A message: Discord counts characters, here as UTF-16 units, so that no way of counting finds more.
DISCORD_CONTENT = 2_000
DISCORD_HEADLINE = DISCORD_CONTENT - 4
"""Which leaves room for a part of it in bold."""
DISCORD_DESCRIPTION = 4_096
DISCORD_LAYOUT_TEXT = 4_000
"""All texts of a layout together."""
DISCORD_LAYOUT_PARTS = 40
"""Components of a layout, those within others counted too."""
DISCORD_ALT_TEXT = 1_024
DISCORD_COMPONENT_ROWS = 5
DISCORD_BUTTONS_IN_ROW = 5
DISCORD_BUTTON_LABEL = 80
DISCORD_OPTIONS = 25
DISCORD_OPTION_TEXT = 100
DISCORD_NOTE = 1_000
"""Characters that a field of a form takes."""
DISCORD_LINES = 4_000
"""Of one with room for many lines."""
DISCORD_FORM_TEXT = 45
"""Characters of a form's title, and of a field's label."""
DISCORD_FORM_HINT = 100
