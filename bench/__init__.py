"""How fast the dashboard is, what it bears, and whether it stays right meanwhile."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
#: The real catalog.
REAL = ROOT / "metrics.yaml"

MB = 1_000_000
