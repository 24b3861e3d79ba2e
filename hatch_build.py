"""Build hook: a wheel carries what `zikg build` makes, so that the first check is quick.

In pip's isolated build environment the libraries that the build needs are not there; the wheel is
then made without, and the first use builds into the user's cache folder (some seconds, once). Build
with ``pip wheel --no-build-isolation .`` to ship the artefacts, as a release does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Runs `zikg build` on the checkout before its files are packed."""

    def initialize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002  # the interface asks for it
    ) -> None:
        """Make ``src/zikg/_built``; an editable install makes it on first use instead."""
        if version == "editable" or self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from zikg.build import build  # only where its libraries are there
            from zikg.errors import BuildError
            from zikg.serve import yasgui
        except ImportError as missing:
            self.app.display_warning(f"built artefacts are left to the first use: {missing}")
            return
        build(progress=self.app.display_info)
        try:
            yasgui.fetch()
        except BuildError as missing:
            self.app.display_warning(str(missing))
