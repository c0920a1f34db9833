"""Uploaded files and a virus scanner: a server that speaks clamd's INSTREAM, asked by every form that takes a file."""

import socketserver
import struct
import threading
from io import BytesIO

import pytest
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import get_resolver, reverse

from portal.health.checks import is_ready
from portal.scanning.clamd import CHUNK, NoScanner, TooLongToScan, found_in, ping
from portal.scanning.fields import ScannedFileField, check_for_viruses
from roadmap.execution.evidence.forms import FilesField

# The harmless file that every scanner calls a virus; in two pieces, so that none takes this one away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 200_000  # of the server below, as StreamMaxLength


class Clamd(socketserver.StreamRequestHandler):
    """clamd(8): a command up to a NUL; INSTREAM has chunks behind their lengths, and an empty one last."""

    def handle(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        self.wfile.write((b"PONG" if command == b"zPING\0" else self.scanned()) + b"\0")

    def scanned(self) -> bytes:
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > MOST:
                return b"INSTREAM size limit exceeded. ERROR"
        self.server.seen.append(content)
        return self.server.answer or (b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK")


def serve(server):
    server.seen, server.answer, server.daemon_threads = [], b"", True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        serve(server)
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def uploaded(content: bytes, name: str = "приказ.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def refused(file, **options) -> str:
    with pytest.raises(forms.ValidationError) as refusal:
        ScannedFileField(**options).clean(file)
    return " ".join(refusal.value.messages)


def test_a_clean_file_is_taken_as_it_came(clamd):
    content = bytes(range(256)) * 700
    file = ScannedFileField().clean(uploaded(content))

    assert (clamd.seen, file.read()) == ([content], content)


def test_a_virus_is_named_and_the_file_refused(clamd, caplog):
    assert "найден вирус (Eicar-Test-Signature)" in refused(uploaded(b"%PDF-" + EICAR))
    assert "Eicar-Test-Signature" in caplog.text


def test_a_virus_on_the_border_of_two_chunks_is_seen_whole(clamd):
    assert "Eicar" in refused(uploaded(bytes(CHUNK - 20) + EICAR))


def test_a_file_that_was_put_on_the_disk_is_scanned_too(clamd):
    with TemporaryUploadedFile("книга.xlsx", "", len(EICAR), None) as file:
        file.write(EICAR)
        file.seek(0)
        assert "Eicar" in refused(file)


def test_a_scanner_that_is_gone_lets_nothing_in(settings, caplog):
    settings.CLAMD = "127.0.0.1:9"
    assert "проверка на вирусы сейчас не работает" in refused(uploaded(b"%PDF-"))
    assert "No virus scanner" in caplog.text


@pytest.mark.parametrize("answer", [b"UNKNOWN COMMAND", b"stream: Can't allocate memory ERROR", b" "])
def test_an_answer_that_is_none_lets_nothing_in(clamd, answer):
    clamd.answer = answer
    assert "не работает" in refused(uploaded(b"%PDF-"))


def test_what_is_longer_than_the_scanner_takes_is_told(clamd):
    assert "больше, чем берёт проверка" in refused(uploaded(bytes(MOST * 10)))
    with pytest.raises(TooLongToScan):
        found_in(f"127.0.0.1:{clamd.server_address[1]}", iter([bytes(MOST + 1)]))


def test_a_file_that_is_too_long_is_not_even_sent_there(clamd):
    assert refused(uploaded(bytes(2**20 + 1)), most_bytes=2**20, too_long="Сожмите его.") == (
        "Файл больше 1 МБ. Сожмите его."
    )
    assert clamd.seen == []


def test_a_socket_of_the_system_serves_as_well(tmp_path):
    path = str(tmp_path / "clamd.ctl")
    with socketserver.ThreadingUnixStreamServer(path, Clamd) as server:
        serve(server)
        ping(path)
        assert found_in(path, BytesIO(EICAR)) == "Eicar-Test-Signature"
        server.shutdown()
    with pytest.raises(NoScanner):
        ping(str(tmp_path / "none.ctl"))


def test_without_a_scanner_nobody_is_asked(settings, monkeypatch):
    settings.CLAMD = ""
    monkeypatch.setattr("portal.scanning.fields.found_in", lambda *asked: pytest.fail("asked"))
    check_for_viruses(uploaded(EICAR))


def test_of_several_files_only_the_bad_one_is_named(clamd):
    field = FilesField(label="Файлы")
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean([uploaded(b"%PDF-1.4 x", "хороший.pdf"), uploaded(b"%PDF-1.4" + EICAR, "плохой.pdf")])

    assert ["«плохой.pdf»" in words for words in refusal.value.messages] == [True]
    assert [file.name for file in field.taken] == ["хороший.pdf"]


@pytest.mark.django_db
def test_a_page_says_so_and_keeps_nothing(clamd, browse, district):
    answer = browse("coordinator").post(
        reverse("letterhead", args=[district.municipality.pk]), {"file": uploaded(EICAR, "бланк.docx")}
    )

    assert answer.status_code == 422
    assert "найден вирус" in answer.content.decode()


def subclasses(kind: type) -> set[type]:
    return {kind} | {each for below in kind.__subclasses__() for each in subclasses(below)}


def test_every_form_that_takes_a_file_shows_it_to_the_scanner():
    """Importing the URLs imports every form."""
    get_resolver().url_patterns  # noqa: B018
    own = [form for form in subclasses(forms.BaseForm) if not form.__module__.startswith(("django.", "tests."))]
    fields = [
        (form.__qualname__, field)
        for form in own
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.FileField)
    ]

    assert len(fields) >= 7
    assert [name for name, field in fields if not isinstance(field, ScannedFileField | FilesField)] == []


def test_the_administration_takes_no_files(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    for model_admin in admin.site._registry.values():
        fields = model_admin.get_form(request, change=True).base_fields.values()
        assert not [field for field in fields if isinstance(field, forms.FileField)]


@pytest.mark.django_db
def test_readiness_knows_the_scanner(clamd, settings):
    assert is_ready()
    settings.CLAMD = "127.0.0.1:9"
    assert not is_ready()
