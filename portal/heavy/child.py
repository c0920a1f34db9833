"""Run as a process of its own: a reader's arguments as a line of JSON and a file from the standard input, then what was
read to the standard output, after a word that says what it is."""

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
    """The soft ones only: programs that the reader starts and trusts may lift theirs."""
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
