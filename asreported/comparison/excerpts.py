"""How much of a large catalog is shown at once, and what becomes of the rest.

A page that draws a hundred thousand cells, or a chart of a thousand bars, is read by
nobody. So each place shows its first so many, says how many more there are, and leads to
them; files of data always hold all. What the dashboard was made for stays below all of
these limits.
"""

from __future__ import annotations

#: Figures of a chart: about what a screen holds, and as many as the largest chart had when
#: the dashboard was made. Of more, the first under each heading are drawn, two thirds as
#: many; the others are a click away.
MOST_DRAWN = 12
#: Figures under one heading that are judged pair by pair, which makes 28 sentences; of 100
#: figures there would be 4,950.
MOST_PAIRED = 8
#: Names in a sentence. A longer list is read by nobody: it gives the first so many, and
#: how many more there are.
MOST_NAMED, FIRST_NAMED = 12, 10
#: Articles under a picture, a line each at the worst.
MOST_SOURCES = 12
#: Columns of Side by side: with more, none is wide enough for a value and its period.
MOST_COLUMNS = 10
#: Rows of Side by side; a longer table comes in pages of so many.
MOST_ROWS, ROWS_OF_PAGE = 100, 50
#: Figures of a city on one page, or on its report card: a city with more is shown theme by
#: theme, and an A4 page cannot hold more in type that can be read.
MOST_OF_CITY = 100
#: Figures of other cities beside one of a city.
MOST_ELSEWHERE = 3
#: Figures of a city in a cell of Side by side.
MOST_IN_CELL = 3
#: Rows of a codelist in the method.
MOST_CODES = 300
#: Pairs of a metric that are tried as an example of a rule.
MOST_TRIED = 100
#: Cities in a row of buttons; more are a list to search.
MOST_BUTTONS = 8
#: Metrics whose charts go into one ZIP: their pictures take a second each.
MOST_ZIPPED = 200
