"""How fast the dashboard is, what it bears, and whether it stays right meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from asreported.installation import CATALOG_VARIABLE

ROOT = Path(__file__).parent.parent
#: The real catalog, or the one that dashboards are told to open.
REAL = Path(os.environ.get(CATALOG_VARIABLE, ROOT / "metrics.yaml"))

MB = 1_000_000

#: How often cities and metrics are there in catalogs of so many times as many figures.
FACTORS = {10: (2, 5), 100: (10, 10), 1_000: (25, 40)}
