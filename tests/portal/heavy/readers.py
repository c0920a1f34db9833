"""Readers that do what files make readers do."""

import faulthandler
import os
import subprocess
import sys
import time

from portal.refusals import Refusal


def of_tests(name: str, content: bytes, arguments: dict) -> bytes:
    match content:
        case b"refused":
            raise Refusal("Это не программа.")
        case b"endless":
            living = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
            subprocess.Popen([sys.executable, "-c", living, arguments["sign"]])  # noqa: S603
            time.sleep(600)
        case b"busy":
            while True:
                pass
        case b"greedy":
            return bytes(2**31)
        case b"broken":
            raise ValueError("broken reader")
        case b"killed":
            faulthandler.enable()
            os.abort()
    return f"{name}: {content.decode()}, {arguments}".encode()
