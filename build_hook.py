"""Gives the package the dependencies of requirements.txt, so that they are pinned once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Requirements(MetadataHookInterface):
    """What ``[tool.hatch.metadata.hooks.custom]`` runs."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in the dependencies."""
        lines = Path(self.root, "requirements.txt").read_text(encoding="utf-8").splitlines()
        named = (line.partition("#")[0].strip() for line in lines)
        metadata["dependencies"] = [name for name in named if name]
