"""A page's heading, and what stands where it has nothing to draw."""

from __future__ import annotations

from asreported.markup import shown


def heading(name: str, lead: str) -> str:
    """A page's heading, and the sentence that says what it is for."""
    return f'<h1 class="page">{shown(name)}</h1><p class="tagline">{shown(lead)}</p>'


def note(headline: str, *lines: str) -> str:
    """Something to know where there is no chart, and what goes with it."""
    said = "".join(f'<p class="remark">{shown(line)}</p>' for line in lines if line)
    return f'<p class="note" role="status">{shown(headline)}</p>{said}'
