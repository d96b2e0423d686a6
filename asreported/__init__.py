"""As Reported: what press articles report about five cities' policing, held to their words."""

from asreported.catalog import Catalog, load
from asreported.problems import CatalogError

__all__ = ["Catalog", "CatalogError", "load"]
