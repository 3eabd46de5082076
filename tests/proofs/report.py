"""The line that a proof prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any


def tell(report: Mapping[str, Any]) -> None:
    """One line of JSON, with how busy the machine was in the last minute."""
    load = {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
    sys.stdout.write(f"{json.dumps({**report, 'machine': load})}\n")
    sys.stdout.flush()
