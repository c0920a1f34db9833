"""Known vulnerabilities of the packages that requirements.lock pins, by OSV's advisories (PyPI's and GitHub's in one).

Ends with 0 where none is known, with 1 where some are, and with 2 where the advisories can't be had: then nothing was
checked. AUDIT_OPTIONS="--osv-url http://…" asks a mirror; "--ignore-vuln ID" leaves out what somebody has weighed.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT_OF_REACH = (
    "Сведения об уязвимостях недоступны, ничего не проверено: нужен доступ к api.osv.dev или к его копии "
    '(AUDIT_OPTIONS="--osv-url …").\nThe advisories are out of reach, nothing was checked.'
)


def main(lock: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        said = subprocess.run(command(lock, report), check=False, capture_output=True, text=True)
        # It is written when all advisories were read, whatever they say.
        if not report.exists():
            print((said.stderr.strip().splitlines() or [""])[-1], OUT_OF_REACH, sep="\n", file=sys.stderr)
            return 2
        packages = json.loads(report.read_text())["dependencies"]
    return tell(packages)


def command(lock: Path, report: Path) -> list[str]:
    audit = [sys.executable, Path(__file__).with_name("whole_audit.py")]
    audit += ["--requirement", lock, "--disable-pip", "--require-hashes"]
    shape = ["--format", "json", "--desc", "off", "--progress-spinner", "off", "--output", report]
    return [*map(str, [*audit, "--vulnerability-service", "osv", *shape]), *os.environ.get("AUDIT_OPTIONS", "").split()]


def tell(packages: list[dict]) -> int:
    for package in packages:
        for advisory in package.get("vulns", []):
            names = ", ".join([advisory["id"], *advisory.get("aliases", [])])
            mended = ", ".join(advisory["fix_versions"]) or "пока нигде"
            print(f"{package['name']} {package['version']}: {names}; исправлено: {mended}")
    left_out = [package["name"] for package in packages if "skip_reason" in package]
    if left_out:
        print(f"Не проверены: {', '.join(left_out)}")
    vulnerable = sum(bool(package.get("vulns")) for package in packages)
    print(f"Проверено пакетов: {len(packages) - len(left_out)}, с известными уязвимостями: {vulnerable}.")
    return 1 if vulnerable or left_out else 0


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:]) if sys.argv[1:] else ROOT / "requirements.lock"))
