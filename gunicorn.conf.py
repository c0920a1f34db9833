"""The web server: `python -m gunicorn portal.wsgi` reads this file."""

import errno
import os
import socket
import sys

port = int(os.environ.get("PORT") or 8000)
bind = f"127.0.0.1:{port}"
workers = 2
threads = 4
worker_class = "gthread"
timeout = 120  # a whole programme as PDF
preload_app = True  # one copy in memory; a fault at the start is told once
control_socket_disable = True
loglevel = "warning"


def on_starting(server):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.exit(f"Порт {port} занят другой программой: укажите другой, например «make run PORT={port + 1}».")
            raise


def when_ready(server):
    print(f"Портал открыт: http://127.0.0.1:{port} (остановить — Ctrl+C)", flush=True)
    # Django is set up by now, since the portal is loaded before its workers.
    from portal.letters.mail_way import where_letters_go  # noqa: PLC0415

    if words := where_letters_go(on_the_server=True):
        print(words, flush=True)
