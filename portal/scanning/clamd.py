"""A client for clamd's commands INSTREAM and PING (clamd(8)), over TCP or a Unix socket.

We wrote our own because clamd (LGPL) and pyclamd on PyPI had their last releases in 2014 and 2017, and clamav-client,
which is maintained, is under GPL-2.0, so that it can't be distributed with a program under Apache-2.0.
"""

import socket
import struct
from collections.abc import Iterable

TIMEOUT = 30  # seconds, for each answer
CHUNK = 64 * 2**10


class NoScanner(Exception):
    """The scanner can't be reached, or its answer makes no sense; the message is for a log."""


class TooLongToScan(NoScanner):
    """The file is longer than the scanner's own StreamMaxLength."""


def found_in(address: str, chunks: Iterable[bytes]) -> str:
    """Return the name of the virus that the scanner finds, such as «Win.Test.EICAR_HDB-1», or "".

    Raises TooLongToScan if the scanner takes no files of that size, and NoScanner if it can't be asked.
    """
    answer = _ask(address, b"INSTREAM", chunks)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in answer:
        raise TooLongToScan(answer)
    raise NoScanner(f"an unknown answer: {answer[:200]!r}")


def ping(address: str) -> None:
    """Raises NoScanner if the scanner doesn't answer."""
    if (answer := _ask(address, b"PING", ())) != "PONG":
        raise NoScanner(f"an unknown answer: {answer[:200]!r}")


def _ask(address: str, command: bytes, chunks: Iterable[bytes]) -> str:
    try:
        with _connect(address) as connection:
            connection.sendall(b"z" + command + b"\0")
            if command == b"INSTREAM":
                _send(connection, chunks)
            with connection.makefile("rb") as answer:
                return answer.read(4096).rstrip(b"\0\n").decode(errors="replace")
    except (OSError, ValueError) as error:
        raise NoScanner(f"{type(error).__name__}: {error}") from error


def _connect(address: str) -> socket.socket:
    """Connect to «host:port», or to the path of a Unix socket."""
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
    """Send each chunk behind its length, and an empty one last. If the file is too long, the scanner hangs up early."""
    try:
        for chunk in chunks:
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
