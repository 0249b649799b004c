"""TLS over a pinned connection: the name is what is asked for and what the certificate must bear."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.sources.web.fetch import FetchError, Web
from communique.sources.web.guard import Guard
from communique.sources.web.settings import Settings
from tests.sources.web.site import Waits

NAME = "wire.invalid"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for the name, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem", folder / "key.pem"


class Safe:
    """A site that answers one page under TLS and keeps the names that were asked for."""

    def __init__(self, certificate: tuple[Path, Path]) -> None:
        self.names: list[str | None] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*certificate)
        self.context.sni_callback = lambda sock, name, context: self.names.append(name)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self.listener.accept()
                with plain, self.context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(65_536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            except ssl.SSLError:
                continue
            except OSError:
                return

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


@pytest.fixture
def safe(certificate: tuple[Path, Path]) -> Iterator[Safe]:
    running = Safe(certificate)
    yield running
    running.close()


def _web(safe: Safe, name: str) -> Web:
    guard = Guard([f"{name}:{safe.port}"], resolver=lambda host, port: ["127.0.0.1"])
    return Web(Settings(delay=0), guard=guard, rhythm=Waits().rhythm())


def test_the_name_is_asked_for_and_checked(
    safe: Safe, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with _web(safe, NAME) as web:
        assert web.fetch(f"https://{NAME}:{safe.port}/").content == b""
    assert set(safe.names) == {NAME}


def test_a_certificate_of_another_name_is_not_taken(
    safe: Safe, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with _web(safe, "other.invalid") as web, pytest.raises(FetchError, match="robots"):
        web.fetch(f"https://other.invalid:{safe.port}/")


def test_a_certificate_that_nobody_vouches_for_is_not_taken(safe: Safe) -> None:
    with _web(safe, NAME) as web, pytest.raises(FetchError, match=r"certificate|CERTIFICATE"):
        web.fetch(f"https://{NAME}:{safe.port}/")
