"""Numbers in prose: ``numerals.py`` beside this package is its door.

A text is read in three steps. A *run* is the longest stretch of characters that may belong
to one number: digits, numerals, scales, separators, signs, percent words, range marks. A
grammar must then consume the run whole: what it does not understand stays one reading
without a value, so that no part of a longer number is ever taken for a number. Last come the
hedges around it.
"""
