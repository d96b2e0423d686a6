"""A page's heading, and what stands where it has nothing to draw."""

from __future__ import annotations

from asreported.html import escaped


def heading(name: str, lead: str) -> str:
    """A page's heading, and the sentence that says what it is for."""
    return f'<h1 class="page">{escaped(name)}</h1><p class="tagline">{escaped(lead)}</p>'


def note(headline: str, *lines: str) -> str:
    """Something to know where there is no chart, and what goes with it."""
    remarks = "".join(f'<p class="remark">{escaped(line)}</p>' for line in lines if line)
    return f'<p class="note" role="status">{escaped(headline)}</p>{remarks}'
