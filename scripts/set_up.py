"""Installs what the portal needs; does nothing, and asks no network, where all is there.

--checks adds the tools of `make check`, --tests those and a browser. Runs before anything is installed: the standard
library only.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WHEELS = ROOT / "wheels"  # of an archive that `make bundle` made: packages come from there, not from an index
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """What can't be installed from here, in a sentence for the person who can."""


@dataclass(frozen=True)
class Need:
    """Something of the system's, probed by itself: its package has another name elsewhere."""

    what: str
    packages: tuple[str, ...]  # Debian's and Ubuntu's names, the first that is there is taken
    is_met: bool


def main(options: list[str]) -> None:
    meet(system_needs(browser="--tests" in options))
    make_environment()
    install("requirements-dev.lock" if options else "requirements.lock")


def system_needs(*, browser: bool) -> list[Need]:
    needs = [
        Need("библиотека Pango", ("libpango-1.0-0",), has_library("libpango-1.0.so.0")),
        Need("библиотека PangoFT2", ("libpangoft2-1.0-0",), has_library("libpangoft2-1.0.so.0")),
        Need("библиотека HarfBuzz-Subset", ("libharfbuzz-subset0",), has_library("libharfbuzz-subset.so.0")),
        Need("шрифты Liberation", ("fonts-liberation",), has_font("LiberationSerif-Regular")),
    ]
    if not has_environment():
        venv = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        needs.append(Need("модуль Python venv", (venv, "python3-venv"), has_modules("venv", "ensurepip")))
    if browser:
        is_met = any(shutil.which(name) for name in BROWSERS)
        needs.append(Need("браузер Chromium", ("chromium", "chromium-browser"), is_met))
        # Playwright's own Node asks for it.
        needs.append(Need("библиотека libatomic", ("libatomic1",), has_library("libatomic.so.1")))
    return needs


def has_library(name: str) -> bool:
    """As WeasyPrint itself looks for it."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font(name: str) -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(True for folder in folders for _ in folder.rglob(f"{name}.*"))


def has_modules(*names: str) -> bool:
    return all(find_spec(name) for name in names)


def meet(needs: list[Need]) -> None:
    unmet = [need for need in needs if not need.is_met]
    if not unmet:
        return
    as_root = root_prefix()
    if as_root is None or not shutil.which("apt-get"):
        raise Missing(sentence(unmet))
    say("Устанавливаю пакеты системы: " + " ".join(need.packages[0] for need in unmet))
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    try:
        subprocess.run([*apt, "update"], check=True)
        packages = [next(filter(is_offered, need.packages), need.packages[0]) for need in unmet]
        # What dpkg says belongs to the log only; faults go to stderr.
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", *packages], check=True, stdout=subprocess.DEVNULL
        )
    except subprocess.CalledProcessError:
        raise Missing(sentence(unmet)) from None


def root_prefix() -> list[str] | None:
    """How a command gets the rights to install; None where it can't."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty() and not os.environ.get("CI"):
        return ["sudo"]
    asks_no_password = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    return ["sudo", "-n"] if asks_no_password else None


def is_offered(package: str) -> bool:
    policy = subprocess.run(["apt-cache", "policy", package], check=False, capture_output=True, text=True).stdout
    return "Candidate:" in policy and "Candidate: (none)" not in policy


def sentence(unmet: list[Need]) -> str:
    things = ", ".join(need.what for need in unmet)
    packages = " ".join(need.packages[0] for need in unmet)
    return (
        f"Не хватает: {things}; установите с правами администратора «apt-get install {packages}» "
        "(в ALT и РЕД ОС пакеты называются иначе) и повторите команду."
    )


def has_environment() -> bool:
    """Return whether .venv/ works and was made in this place: its programs keep the path."""
    made_for = VENV / "made-for"
    if not made_for.exists() or made_for.read_text() != str(VENV):
        return False
    pip = [VENV / "bin/python", "-m", "pip", "--version"]
    return (VENV / "bin/python").exists() and subprocess.run(pip, check=False, capture_output=True).returncode == 0


def make_environment() -> None:
    if has_environment():
        return
    say("Создаю окружение Python в .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    (VENV / "made-for").write_text(str(VENV))


def install(lock_name: str) -> None:
    """The development lock holds all of the other, so that either may come first."""
    lock, installed = ROOT / lock_name, VENV / lock_name
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return
    say(f"Устанавливаю пакеты Python по {lock_name}")
    pip = [VENV / "bin/python", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "install", "--quiet", *sources(), "--require-hashes", "-r", lock], check=True)
    shutil.copyfile(lock, installed)


def sources() -> list[str]:
    return ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Missing as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Установка не удалась: команда «{' '.join(map(str, failed.cmd))}» не выполнена, причина — выше.")
