"""The web pages of a store, and the same as JSON: `respond` answers a request, `API` lists them."""

from __future__ import annotations

from zikg.serve.pages.api import API
from zikg.serve.pages.respond import respond

__all__ = ["API", "respond"]
