"""Factdesk as it is deployed."""

from __future__ import annotations

from tests.adapters.conftest import home, own
from tests.adapters.test_serve import newsroom, serve

__all__ = ["home", "newsroom", "own", "serve"]
