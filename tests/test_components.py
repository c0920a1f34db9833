"""`make sbom`, `make audit`, `make bundle`: the real programs, without a network."""

import json
import re
import subprocess
import tarfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts import bundle, set_up

PYTHON = set_up.VENV / "bin/python"
LOCK = "gunicorn==27.0.1 --hash=sha256:" + "0" * 64 + "\nsegno==1.6.6 --hash=sha256:" + "1" * 64 + "\n"
ADVISORY = {
    "id": "PYSEC-2026-1",
    "aliases": ["CVE-2026-0001"],
    "summary": "made up",
    "affected": [
        {
            "package": {"name": "segno", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.6.7"}]}],
        }
    ],
}


@contextmanager
def advisories(of: dict[str, list], pages: int = 1):
    """OSV's own way to be asked, on this machine; what it knows stands on the last page."""

    class Osv(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            page = int(asked.get("page_token", 1))
            answer = (
                {"vulns": of.get(asked["package"]["name"], [])} if page == pages else {"next_page_token": f"{page + 1}"}
            )
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()


@pytest.fixture
def audit(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK)

    def run(address: str) -> subprocess.CompletedProcess:
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "AUDIT_OPTIONS": f"--osv-url {address}"}
        command = [PYTHON, set_up.ROOT / "scripts/audit.py", lock]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    return run


def test_a_known_vulnerability_is_named_with_the_version_that_mends_it(audit):
    with advisories({"segno": [ADVISORY]}) as address:
        told = audit(address)

    assert told.returncode == 1
    assert "segno 1.6.6: PYSEC-2026-1, CVE-2026-0001; исправлено: 1.6.7" in told.stdout
    assert "Проверено пакетов: 2, с известными уязвимостями: 1." in told.stdout


def test_the_last_page_of_an_answer_is_read_too(audit):
    with advisories({"segno": [ADVISORY]}, pages=3) as address:
        told = audit(address)

    assert (told.returncode, "исправлено: 1.6.7" in told.stdout) == (1, True)


def test_an_answer_without_end_is_no_clean_bill(audit):
    with advisories({}, pages=0) as address:
        told = audit(address)

    assert (told.returncode, told.stdout) == (2, "")


def test_an_advisory_may_name_no_package(audit):
    of_a_repository = {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}
    with advisories({"segno": [ADVISORY | {"affected": [of_a_repository, *ADVISORY["affected"]]}]}) as address:
        told = audit(address)

    assert "исправлено: 1.6.7" in told.stdout


def test_where_none_is_known_all_is_well(audit):
    with advisories({}) as address:
        told = audit(address)

    assert (told.returncode, told.stdout) == (0, "Проверено пакетов: 2, с известными уязвимостями: 0.\n")


def test_advisories_out_of_reach_are_no_clean_bill(audit):
    told = audit("http://127.0.0.1:9/v1/query")

    assert told.returncode == 2
    assert "ничего не проверено" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_bill_of_materials_holds_every_pinned_package(tmp_path):
    bom = tmp_path / "sbom.cdx.json"
    makefile = (set_up.ROOT / "Makefile").read_text()
    command = re.search(r"\$\(BIN\)/(cyclonedx-py .*) -o dist", makefile)[1].split()
    subprocess.run([set_up.VENV / "bin" / command[0], *command[1:], "-o", bom], cwd=set_up.ROOT, check=True)  # noqa: S603
    told = json.loads(bom.read_text())
    pinned = re.findall(r"^([\w.-]+)==([^\s;]+)", (set_up.ROOT / "requirements.lock").read_text(), re.MULTILINE)

    assert told["bomFormat"] == "CycloneDX"
    assert {(part["name"], part["version"]) for part in told["components"]} == set(pinned)
    assert all(part["externalReferences"][0]["hashes"] for part in told["components"])


def test_a_bundle_is_installed_without_an_index(tmp_path, monkeypatch):
    """Its making asks the network for wheels; here one stands for them all, and the committed files are one."""
    monkeypatch.setattr(bundle, "download_wheels", lambda folder: (folder / "some-1.0-py3-none-any.whl").touch())
    path = bundle.main(tmp_path)
    with tarfile.open(path) as packed:
        names = {name.split("/", 1)[1] for name in packed.getnames() if "/" in name}
        packed.extractall(tmp_path, filter="data")
    root = tmp_path / path.name.removesuffix(".tar.gz")

    assert {"Makefile", "requirements.lock", "manage.py", "wheels/some-1.0-py3-none-any.whl"} <= names
    assert (root / "scripts/set-up").stat().st_mode & 0o111
    assert set_up.sources() == []
    monkeypatch.setattr(set_up, "WHEELS", root / "wheels")
    assert set_up.sources() == ["--no-index", "--find-links", str(root / "wheels")]
