"""How long the largest and worst catalogs take to be refused, and in how much memory.

``python -m bench.limits`` makes some of about fifty megabytes and prints a table.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import MB, REAL, ROOT

# Checks a catalog; tells its exit status, its lines and its peak of memory in MB.
_CHECK = """
import contextlib, io, resource, sys, time
from asreported.__main__ import main
said, begun = io.StringIO(), time.perf_counter()
with contextlib.redirect_stdout(said):
    status = main(["check", sys.argv[1]])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 // 1_000_000  # it is in KiB
print(status, len(said.getvalue().splitlines()), peak, time.perf_counter() - begun)
"""


def worst(size: int) -> Iterator[tuple[str, str]]:
    """Catalogs of about ``size`` bytes that go wrong, each by its name."""
    good = REAL.read_text(encoding="utf-8")

    def fill(line: str) -> str:
        return "".join(line.format(i=i) for i in range(size // (len(line.encode()) + 3)))

    yield "a comment", good + fill("# {i} a remark that nobody needs\n")
    yield "unknown fields", good + fill("field{i}: 1\n")
    yield (
        "figures full of faults",
        good.replace("    figures:\n", "    figures:\n" + fill("      - {{id: {i}}}\n"), 1),
    )
    yield "one key again and again", good + fill("themes: {{}}\n")
    yield "aliases", "a: &a [x]\nb: [" + fill("*a, ") + "]\n"
    yield "a bomb of aliases", "a0: &a0 [x]\n" + fill("a{i}: &a{i} [*a0, *a0, *a0, *a0]\n")
    yield (
        "themes, none of them wrong",
        good.replace("themes:\n", "themes:\n" + fill("  t{i}: {{name: {{en: a, zh: b}}}}\n"), 1),
    )
    yield "one word", good.replace("gloss: ", "gloss: " + "x" * size, 1)
    yield "brackets", "a: " + "[" * size
    yield "no YAML at all", fill("}} \t{i} : - &")


def main() -> None:
    """Make them, have them checked, print what it took."""
    parser = argparse.ArgumentParser(prog="python -m bench.limits", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50)
    size = parser.parse_args().megabytes * MB
    print(f"{'':28}{'MB':>6}{'status':>8}{'lines':>7}{'seconds':>9}{'memory, MB':>12}")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(REAL.parent / "seeds", Path(name) / "seeds")
        path = Path(name) / "metrics.yaml"
        for kind, text in worst(size):
            path.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-c", _CHECK, str(path)], capture_output=True, text=True, cwd=ROOT
            )
            if done.returncode:
                print(f"{kind:28} BROKEN: {done.stderr.splitlines()[-1]}")
                continue
            status, lines, peak, seconds = done.stdout.split()
            megabytes = path.stat().st_size / MB
            print(
                f"{kind:28}{megabytes:6.0f}{status:>8}{lines:>7}{float(seconds):9.1f}{peak:>12}",
                flush=True,
            )


if __name__ == "__main__":
    main()
