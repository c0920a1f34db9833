"""A mail server for tests: SMTP (RFC 5321) as far as Django speaks it, on this machine, taking or refusing as told."""

import email
import email.policy
import socketserver
import threading
from email.message import EmailMessage

REFUSED = "550 5.1.1 No such mailbox"


class MailHost(socketserver.ThreadingTCPServer):
    """`letters` are those that it took; it refuses recipients in `refused`, hangs up where it is `hanging_up`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), _Talk)
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.hanging_up = False
        self.connections = 0
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def recipients(self) -> list[str]:
        return [letter["To"] for letter in self.letters]

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Talk(socketserver.StreamRequestHandler):
    server: MailHost

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 tests")
        while line := self.rfile.readline():
            words = line.decode().strip()
            match words[:4].upper():
                case "EHLO" | "HELO":
                    self.say("250 tests")
                case "RCPT":
                    if self.server.hanging_up:
                        return
                    address = words[words.index("<") + 1 : words.index(">")]
                    self.say(REFUSED if address in self.server.refused else "250 ok")
                case "DATA":
                    self.say("354 go on")
                    self.server.letters.append(self.letter())
                    self.say("250 taken")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
