"""A ZIP of many pictures, made in the background while a page shows how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from asreported.export.batch import PictureRequest, make_all
from asreported.export.files import PictureError, zipped

#: A job that nobody has looked at for so long belongs to a reader who has left.
PATIENCE_SECONDS = 30


class ZipJob:
    """Makes pictures from the moment it is created; any thread may look at it or stop it.

    ``done`` of ``total`` pictures are made or have failed. ``result`` is the ZIP once it is
    complete, ``faults`` name the pictures that could not be made or say why none could.
    """

    def __init__(self, requests: Sequence[PictureRequest]) -> None:
        self.total = len(requests)
        self.done = 0
        self.faults: list[str] = []
        self.result: bytes | None = None
        self._stop = threading.Event()
        self._seen = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(requests,), daemon=True)
        self._thread.start()

    def keep_alive(self) -> bool:
        """Tell the job that somebody waits for it; return whether it is still at work."""
        self._seen = time.monotonic()
        return self._thread.is_alive()

    def stop(self) -> None:
        """End it soon, without a result."""
        self._stop.set()

    def _run(self, requests: Sequence[PictureRequest]) -> None:
        """Make the pictures, until somebody stops it or nobody looks at it any more."""
        files: dict[str, bytes] = {}
        try:
            for result in make_all(requests, self._stop):
                self.done += 1
                if result.fault:
                    self.faults.append(f"{result.name}: {result.fault}")
                else:
                    files[result.name] = result.raw
                if time.monotonic() - self._seen > PATIENCE_SECONDS:
                    self.stop()
        except PictureError as error:
            self.faults.append(str(error))
        if files and not self._stop.is_set():
            self.result = zipped(files)
