"""Does something in a copy of this process, which may be killed."""

from __future__ import annotations

import os
from collections.abc import Callable


def in_a_process(act: Callable[[], object], refusal: type[Exception], status: int) -> int:
    """Do something in a process of its own; give its number.

    It ends with status 0, or with ``status`` where it is refused, else with 1.
    """
    child = os.fork()
    if child == 0:
        ends = 1
        try:
            act()
            ends = 0
        except refusal:
            ends = status
        finally:
            os._exit(ends)  # without what pytest does at its end
    return child


def status_of(child: int) -> int:
    """Wait for a process; give its status, negative that of the signal which killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
