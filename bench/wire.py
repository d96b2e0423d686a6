"""Counts what a server sends to a browser, byte by byte as it goes over the wire."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire:
    """Stands between a browser and a server; ``sent`` is what the server has sent so far."""

    def __init__(self, port: int) -> None:
        self.sent = 0
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                browser, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                for source, target, counts in ((browser, server, 0), (server, browser, 1)):
                    threading.Thread(
                        target=self._pass_on, args=(source, target, counts), daemon=True
                    ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, counts: int) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                self.sent += len(data) * counts
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def counted(address: str) -> Iterator[Wire]:
    """A wire to the server at an address such as ``http://localhost:8501/``."""
    wire = Wire(int(address.rstrip("/").rpartition(":")[2]))
    try:
        yield wire
    finally:
        wire.close()
