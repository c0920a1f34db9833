"""The program of the reader's process.

It takes a line of JSON with the reader's arguments, and then the file, from its standard input. To its standard output
it writes a word that says whether the file was read or refused, and then the result or the reason.
"""

import importlib
import json
import resource
import sys

from portal.refusals import Refusal

READ, REFUSED = b"read\n", b"refused\n"


def _read(path: str, header: dict, content: bytes) -> bytes:
    module, _, function = path.rpartition(".")
    reader = getattr(importlib.import_module(module), function)
    try:
        return READ + reader(header["name"], content, header["arguments"])
    except Refusal as refusal:
        return REFUSED + str(refusal).encode()


def _limit(seconds: int, megabytes: int) -> None:
    """Limit the process's time and memory; programs that the reader starts may raise the limit of their memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, hard))


if __name__ == "__main__":
    _limit(int(sys.argv[2]), int(sys.argv[3]))
    header = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _read(sys.argv[1], header, sys.stdin.buffer.read())
    except MemoryError:
        sys.exit(3)
    sys.stdout.buffer.write(answer)
