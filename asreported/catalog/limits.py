"""What a catalog and its articles may measure at most, each limit with its reason.

Limits of what is shown of a large catalog are in ``comparison/excerpts.py``.
"""

from __future__ import annotations

#: Bytes of a catalog: a thousand times the real one, and half as much again.
MAX_CATALOG_BYTES = 256 * 2**20
#: Bytes of an article: a long book has five million.
MAX_ARTICLE_BYTES = 16 * 2**20
#: Bytes of what is half entered, and of a second reading: as many as a hundred articles make.
MAX_DRAFTS_BYTES = 32 * 2**20
#: Levels of YAML, of which a catalog has half as many: the reader calls itself for each, and a
#: file of deep brackets must not exhaust its stack.
MAX_DEPTH = 20
#: Characters of a number: a longer one is kept as text, which no field for numbers takes.
#: Python itself refuses to read an integer of more than 4,300 digits.
MAX_NUMBER_LENGTH = 30
#: The largest value: ten times what a country earns in a year. Beyond it digits are lost.
MAX_VALUE = 10**15
#: The smallest that is not zero: a millionth.
MIN_VALUE = 1e-6
#: Residents of a city: all people there are, ten times.
MAX_POPULATION = 10**11
#: Years that a date may have.
FIRST_YEAR, LAST_YEAR = 1000, 2999
#: Months of a period that is told by its length: two centuries.
MAX_MONTHS = 2_400
#: Characters of an id: it stands in addresses and in the names of files.
MAX_ID_LENGTH = 80

#: Characters from which on a catalog is large: its first entries are checked before all.
LARGE_CATALOG_LENGTH = 2**20
#: Entries of each list and mapping that are its first.
FIRST_ENTRIES = 500
#: Memory, in bytes, that a value takes while pydantic checks it: so much must be free.
BYTES_PER_VALUE = 500

#: Problems that are listed of one file: all those of a large one would take gigabytes.
MAX_PROBLEMS = 200
#: Characters of a wrong value that a message repeats.
MAX_VALUE_LENGTH = 60
#: Characters of the name of a file that a message repeats.
MAX_FILE_NAME_LENGTH = 200
#: Characters of a message: what it quotes may be a whole article.
MAX_MESSAGE_LENGTH = 400
#: Characters of a clause on either side of a number: a text without punctuation is one clause.
MAX_CLAUSE_LENGTH = 60
