"""How figures are drawn; charts.py opens with a picture of a chart's layout."""
