"""Firefox, spoken to in its own protocol (WebDriver BiDi), for which it needs no other program."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.pages import PATIENCE

#: What the tests need of the machine, as it is told to whoever lacks it.
MISSING = "no Firefox is installed: on Debian apt-get install firefox-esr, on Ubuntu firefox"

#: A dark page; downloads without a question.
_SETTINGS = """
user_pref("layout.css.prefers-color-scheme.content-override", 0);
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", {folder});
"""


class Firefox:
    """A page in Firefox; ``folder`` is where its downloads go."""

    def __init__(self, socket: ClientConnection, folder: Path) -> None:
        self.folder = folder
        self._socket, self._numbers = socket, count(1)
        self.ask("session.new", capabilities={})
        self._page = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": 1440, "height": 1000}
        self.ask("browsingContext.setViewport", context=self._page, viewport=size)

    def ask(self, method: str, **parameters: Any) -> Any:
        """Give a command of the protocol, and its answer. Raises AssertionError where it fails."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps(command))
        while (answer := json.loads(self._socket.recv(PATIENCE / 1_000))).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, address: str) -> None:
        """Open a page, and wait until its foot is there."""
        self.ask("browsingContext.navigate", context=self._page, url=address, wait="complete")
        self.until("document.querySelector('.copy-link:not([hidden])')")

    def value(self, expression: str) -> Any:
        """Give the value of an expression in the page."""
        answer = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression} ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        return json.loads(answer["result"]["value"])

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        end = time.monotonic() + PATIENCE / 1_000
        while not self.value(f"!!({condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.1)

    def click(self, selector: str) -> None:
        """Click the middle of the first element that a selector finds, once it stands still."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.until(place)
        end, where = time.monotonic() + PATIENCE / 1_000, None
        while (now := self.value(f"({_MIDDLE})({place})")) is None or now != where:
            assert time.monotonic() < end, f"{selector} moves, or is covered"
            where = now
            time.sleep(0.2)
        x, y = map(round, where)
        presses: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y}]
        presses += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        mouse = {"type": "pointer", "id": "mouse", "actions": presses}
        self.ask("input.performActions", context=self._page, actions=[mouse])

    def downloaded(self, ending: str) -> Path:
        """Wait for a complete file in the folder of downloads."""
        end = time.monotonic() + PATIENCE / 1_000
        while not (found := [one for one in self.folder.glob(f"*{ending}") if one.stat().st_size]):
            assert time.monotonic() < end, f"no {ending}"
            time.sleep(0.1)
        return found[0]


# Where the middle of a thing is, if it would be hit there: not while it is drawn in a new place.
_MIDDLE = """place => {
  place.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = place.getBoundingClientRect();
  const middle = [x + width / 2, y + height / 2];
  return place.contains(document.elementFromPoint(...middle)) ? middle : null;
}"""


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox | None]:
    """Firefox on a dark page, or None where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        yield None
        return
    profile, downloads = folder / "profile", folder / "downloads"
    profile.mkdir(), downloads.mkdir()
    settings = _SETTINGS.format(folder=json.dumps(str(downloads)))
    (profile / "user.js").write_text(settings, encoding="utf-8")
    port = _free_port()
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port) as socket:
            yield Firefox(socket, downloads)
    finally:
        process.terminate()
        process.wait(20)


def _connected(port: int) -> ClientConnection:
    end = time.monotonic() + PATIENCE / 1_000
    while True:
        try:
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
