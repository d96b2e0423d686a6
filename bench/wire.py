"""Counts what a server sends to a browser, byte by byte as it goes over the wire."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread


class Wire(ThreadingTCPServer):
    """Stands between a browser and the server at a port of this computer."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.port = port
        #: The bytes of each piece that the server has sent: connections add to it at once.
        self.pieces: list[int] = []
        self.address = f"http://localhost:{self.server_address[1]}/"


class _Connection(BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.port)) as server:
            Thread(target=_pass_on, args=(self.request, server, []), daemon=True).start()
            _pass_on(server, self.request, self.server.pieces)


def _pass_on(source: socket.socket, target: socket.socket, pieces: list[int]) -> None:
    with suppress(OSError):  # either end has left
        while data := source.recv(65_536):
            pieces.append(len(data))
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def counted(address: str) -> Iterator[Wire]:
    """A wire to the server at an address such as ``http://localhost:8501/``."""
    with Wire(int(address.rstrip("/").rpartition(":")[2])) as wire:
        Thread(target=wire.serve_forever, daemon=True).start()
        try:
            yield wire
        finally:
            wire.shutdown()
