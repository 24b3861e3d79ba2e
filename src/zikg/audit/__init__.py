"""The audit: every document of a store examined, its findings written into ``graph/findings``.

A document is examined again only where something that it depends on has changed; the result is
that of a full run (docs/audit.md).
"""

from __future__ import annotations

from zikg.audit.auditing import Summary, audit

__all__ = ["Summary", "audit"]
