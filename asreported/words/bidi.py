"""Keep the direction of one text from turning what stands beside it (UAX #9)."""

from __future__ import annotations


def isolated(words: str) -> str:
    """Put words that hold marks of direction between isolates, so that they end with the words.

    As the Unicode Bidirectional Algorithm (UAX #9) has it: between FIRST STRONG ISOLATE
    and POP DIRECTIONAL ISOLATE. Words without such marks come back as they are.
    """
    if not _DIRECTIONS.intersection(words):
        return words
    opened = closed = 0  # of isolates in the words; what they leave open would take our end
    for character in words:
        if character in _ISOLATES:
            opened += 1
        elif character == _END and opened:
            opened -= 1
        elif character == _END:
            closed += 1
    return "\u2068" * (closed + 1) + words + _END * (opened + 1)


_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e" + _ISOLATES + _END)
