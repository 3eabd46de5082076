"""The way to Slack: one client for everything, which never repeats a request by itself."""

from __future__ import annotations

import logging

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.secrets import without_secrets


class _Redacted(logging.Filter):
    """Lines of the client libraries, without tokens and without tickets of Socket Mode."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = without_secrets(logging.Formatter().formatException(record.exc_info))
        return True


def library_logger() -> logging.Logger:
    """Where slack-bolt and slack_sdk write. It has a level of its own: without one they prepare every debug line."""
    logger = logging.getLogger("factdesk.slack")
    logger.setLevel(logging.WARNING)
    if not any(isinstance(found, _Redacted) for found in logger.filters):
        logger.addFilter(_Redacted())
    return logger


def open_session() -> aiohttp.ClientSession:
    """To be closed by its owner. Made in the event loop that uses it."""
    timeout = aiohttp.ClientTimeout(total=limits.SLACK_REQUEST_SECONDS, connect=limits.SLACK_CONNECT_SECONDS)
    return aiohttp.ClientSession(timeout=timeout)


def web_client(token: str | None, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A server that took a post and then dropped the connection would get it twice: nothing is retried here."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[], logger=library_logger())
