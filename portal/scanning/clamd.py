"""clamd's INSTREAM and PING (clamd(8)), by a TCP port or a socket of the system.

Our own forty lines: of the clients on PyPI clamd (LGPL) had its last release in 2014, pyclamd in 2017; the one that is
kept, clamav-client, is under GPL-2.0, which a program under Apache-2.0 can't be handed on with.
"""

import socket
import struct
from collections.abc import Iterable

TIMEOUT = 30  # seconds, for each answer
CHUNK = 64 * 2**10


class NoScanner(Exception):
    """The scanner can't be asked, or answered what isn't an answer; the words are for a log."""


class TooLongToScan(NoScanner):
    """Longer than the scanner's own StreamMaxLength."""


def found_in(address: str, chunks: Iterable[bytes]) -> str:
    """What the scanner calls the evil in it, as «Win.Test.EICAR_HDB-1»; "" where it finds none."""
    answer = _ask(address, b"INSTREAM", chunks)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in answer:
        raise TooLongToScan(answer)
    raise NoScanner(f"an unknown answer: {answer[:200]!r}")


def ping(address: str) -> None:
    """NoScanner where it doesn't live."""
    if (answer := _ask(address, b"PING", ())) != "PONG":
        raise NoScanner(f"an unknown answer: {answer[:200]!r}")


def _ask(address: str, command: bytes, chunks: Iterable[bytes]) -> str:
    try:
        with _connected(address) as connection:
            connection.sendall(b"z" + command + b"\0")
            if command == b"INSTREAM":
                _send(connection, chunks)
            with connection.makefile("rb") as answer:
                return answer.read(4096).rstrip(b"\0\n").decode(errors="replace")
    except (OSError, ValueError) as error:
        raise NoScanner(f"{type(error).__name__}: {error}") from error


def _connected(address: str) -> socket.socket:
    """«host:port», or the path of a socket."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT)


def _send(connection: socket.socket, chunks: Iterable[bytes]) -> None:
    """Each chunk behind its length, an empty one last. What is too long for the scanner it answers before the end."""
    try:
        for chunk in chunks:
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
