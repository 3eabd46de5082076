"""The methods of the Web API, a family a file. Importing this registers all of them."""

from tests.servers.slack.api import apps, chat, conversations, files, people, views
from tests.servers.slack.api.registry import METHODS

__all__ = ["METHODS", "apps", "chat", "conversations", "files", "people", "views"]
