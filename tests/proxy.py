"""Runs nginx with the configuration of deploy/ before servers that run already."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.known import ROOT
from tests.server import Server, answering, free_port

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@contextmanager
def proxy(servers: Sequence[Server]) -> Iterator[Server]:
    """Run nginx on a free port before servers of one path, until the block ends.

    Raises RuntimeError where nginx is not installed or does not start.
    """
    if NGINX is None:
        raise RuntimeError("nginx is not installed (apt install nginx)")
    port, path = free_port(), urlsplit(servers[0].address).path
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        conf, log = folder / "nginx.conf", folder / "error.log"
        conf.write_text(_configuration(folder, port, path, servers), encoding="utf-8")
        command = [NGINX, "-p", name, "-c", str(conf)]
        with answering(command, f"http://localhost:{port}{path}", log) as server:
            yield server


def _configuration(folder: Path, port: int, path: str, servers: Sequence[Server]) -> str:
    """Write ours with the ports and the path of these servers, as the whole one of an nginx."""
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    first, *others = re.findall(r"^ *server 127\.0\.0\.1:\d+.*\n", text, re.MULTILINE)
    ports = [str(urlsplit(server.address).port) for server in servers]
    for old, new in [
        (first, "".join(re.sub(r":\d+", f":{one}", first) for one in ports)),
        *((other, "") for other in others),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("reported.example.org", "_"),
        ("location / {", f"location {path} {{ add_header X-Served-By $upstream_addr always;"),
    ]:
        assert old in text
        text = text.replace(old, new)
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{part}_temp_path {folder}/{part};" for part in parts)
    return (
        f"daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}\n{text}\n}}\n"
    )
