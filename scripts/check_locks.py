"""Compares pyproject.toml with the lock files, without network.

What can be told so: every dependency named there is pinned, with hashes, at a version that is allowed, and both locks
pin alike. Not told: whether the dependencies' own dependencies are complete; `make lock` computes these.
"""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>.*(?:\n[ \t]+.*)*)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    found = {}
    for pin in PIN.finditer(lock.read_text()):
        if "--hash=" not in pin["rest"]:
            sys.exit(f"{lock.name}: {pin['name']} has no hash")
        found[canonicalize_name(pin["name"])] = pin["version"]
    return found


def faults(asked: list[str], pinned: dict[str, str], lock_name: str) -> list[str]:
    found = []
    for requirement in map(Requirement, asked):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            found.append(f"{lock_name} lacks {requirement.name}")
        elif not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{lock_name} pins {requirement.name} {version}, pyproject.toml asks for {requirement}")
    return found


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime, development = pins(ROOT / "requirements.lock"), pins(ROOT / "requirements-dev.lock")
    asked = project["project"]["dependencies"]
    found = faults(asked, runtime, "requirements.lock")
    found += faults(asked + project["dependency-groups"]["dev"], development, "requirements-dev.lock")
    found += [
        f"{name} is {version} in requirements.lock and {development.get(name)} in requirements-dev.lock"
        for name, version in runtime.items()
        if development.get(name) != version
    ]
    if found:
        sys.exit("\n".join([*found, "Run `make lock`."]))


if __name__ == "__main__":
    main()
