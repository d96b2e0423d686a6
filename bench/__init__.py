"""Load tests: what the dashboard bears, apart from whether it is right."""
