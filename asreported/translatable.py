"""Mark sentences for translation where they are named; ``words.language`` translates them.

It is below all rooms, for rules of comparison and of the catalog carry sentences, too. The
names are those that gettext's tools look for.
"""

from __future__ import annotations


def N_(sentence: str) -> str:
    """Return a sentence as it is: it is translated where it is used, not where it is named."""
    return sentence


def Nn_(one: str, many: str) -> tuple[str, str]:
    """Return a sentence's singular and plural as they are, for ``Language.plural``."""
    return one, many
