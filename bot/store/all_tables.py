"""All tables at once: a module that is not loaded adds none to the metadata."""

from bot.store import calendar_tables, chat_tables, tables, untold

__all__ = ["calendar_tables", "chat_tables", "metadata", "untold"]

metadata = tables.metadata
