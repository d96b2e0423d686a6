"""As Reported: what press articles report about cities, side by side and held to their words."""

from asreported.catalog import Catalog, load
from asreported.problems import CatalogError

__all__ = ["Catalog", "CatalogError", "load"]
