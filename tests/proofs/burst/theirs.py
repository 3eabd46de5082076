"""APScheduler with its own job store: a job a reminder, each of which makes one bare request."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from adapters import clock
from bot.delivery.nouns import Address
from tests.proofs.platforms import Endpoints
from tests.servers.discord.world import World

_FIRST_AHEAD = timedelta(seconds=0.02)
"""A job, until they are due: as long as adding one takes, at first."""
_AT_LEAST = timedelta(seconds=1)
_lines = threading.local()


def run(
    limited: bool, folder: Path, endpoints: Endpoints, addresses: list[Address], name: str, told: Connection
) -> None:
    """Tells when the reminders were due, in seconds since 1970, once each job was run or dropped. `limited`: with the
    misfire limit that a job has unless it is given another; otherwise with none."""
    assert endpoints.discord
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # It warns of each job that it drops.
    left = threading.Semaphore(0)
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.sqlite'}")}, timezone="UTC"
    )
    over = EVENT_JOB_EXECUTED | EVENT_JOB_MISSED | EVENT_JOB_ERROR
    scheduler.add_listener(lambda event: left.release() if isinstance(event, JobExecutionEvent) else None, over)
    scheduler.start(paused=True)
    due = _add_all(scheduler, endpoints.discord, addresses, name, {} if limited else {"misfire_grace_time": None})
    scheduler.resume()
    for _ in addresses:
        left.acquire()
    scheduler.shutdown()
    told.send(due.timestamp())


def _add_all(
    scheduler: BackgroundScheduler, url: str, addresses: list[Address], name: str, settings: dict[str, None]
) -> datetime:
    """All of them before they are due; when they are."""
    ahead = _AT_LEAST + _FIRST_AHEAD * len(addresses)
    while True:
        due = clock.now() + ahead
        for address in addresses:
            scheduler.add_job(post, "date", run_date=due, args=(url, address.channel, name), **settings)
        if clock.now() < due - _AT_LEAST / 2:
            return due
        scheduler.remove_all_jobs()
        ahead *= 2


def post(url: str, channel: str, text: str) -> None:
    """One request, over a connection that its thread keeps."""
    parts = urlsplit(url)
    line: http.client.HTTPConnection | None = getattr(_lines, "open", None)
    if line is None:
        line = _lines.open = http.client.HTTPConnection(parts.hostname or "", parts.port)
    headers = {"Authorization": f"Bot {World().token}", "Content-Type": "application/json"}
    line.request("POST", f"{parts.path}/channels/{channel}/messages", json.dumps({"content": text}), headers)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
