"""All tables at once: a module that is not loaded adds none to the metadata."""

from bot.store import calendar_tables, chat_tables, tables

__all__ = ["calendar_tables", "chat_tables", "metadata"]

metadata = tables.metadata
