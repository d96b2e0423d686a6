"""How fast the dashboard is, what it bears, and whether it stays right meanwhile."""
