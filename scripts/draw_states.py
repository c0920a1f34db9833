"""Draws docs/states.md, what leads from which state to which, from the models' tables of transitions."""

import os
import sys
import tempfile
from enum import Enum
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "states.md"
HEAD = """# States

Drawn by `make fix` from the tables of transitions that the actions consult (`TRANSITIONS`); not by hand. An arrow is an
action; a state that none leaves is an end, and an action that leads to a black dot deletes the record.
"""


def document() -> str:
    return "\n".join([HEAD, *(f"## {title}\n\n{_diagram(table)}\n" for title, table in sorted(tables().items()))])


def tables() -> dict[str, dict]:
    """Those of models and their enumerations, nested or in their modules, titled by the model and the states' class."""
    # Django is set up by whoever calls.
    from django.apps import apps  # noqa: PLC0415

    from portal.transitions import Transitions  # noqa: PLC0415

    found: dict[str, dict] = {}
    for model in apps.get_models():
        module = sys.modules[model.__module__]
        for owner in (model, *_enumerations(model), module, *_enumerations(module)):
            table = vars(owner).get("TRANSITIONS")
            is_known = any(table is known for known in found.values())
            if isinstance(table, Transitions) and not is_known:
                states = type(next(iter(table)))
                found[f"{str(model._meta.verbose_name).capitalize()} (`{states.__qualname__}`)"] = table
    return found


def _enumerations(owner: type | ModuleType) -> list[type]:
    return [each for each in vars(owner).values() if isinstance(each, type) and issubclass(each, Enum)]


def _diagram(table: dict) -> str:
    """In Mermaid; everything begins in the first state of the table."""
    lines = ["stateDiagram-v2", f"    [*] --> {next(iter(table)).value}"]
    lines += [f"    {state.value}: {state.label}" for state in table]
    for state, actions in table.items():
        lines += [f"    {state.value} --> {_named(after)}: {action}" for action, after in actions.items()]
    return "\n".join(["```mermaid", *lines, "```"])


def _named(state: Enum | None) -> str:
    return state.value if state else "[*]"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        # No installation's data is needed, and none is touched.
        os.environ |= {"PORTAL_DATA": folder, "PORTAL_SECRET_KEY": "-" * 60}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        import django

        django.setup()
        DOCUMENT.write_text(document(), encoding="utf-8")
