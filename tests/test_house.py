"""The rules by which the house is built, as far as import-linter can't tell them: rooms, names, ways of links."""

import ast
import importlib
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from portal.browser_modules import imports_of, parts_of
from portal.refusals import Refusal
from scripts.draw_house import DOCUMENT, document

ROOT = settings.BASE_DIR
# From below; an app knows those before it.
APPS = ["portal", "schools", "indicators", "roadmap", "reports"]
# What Django asks for at the top of an app, and the demonstration, which fills all rooms.
NOT_ROOMS = {"migrations", "management", "templatetags", "demonstration"}
TEMPLATE = re.compile(r"""["']((?:accounts|schools|indicators|roadmap|reports)/[\w/-]+\.html)["']""")
STATIC = re.compile(r"""{%\s*static\s+["']((?:portal|schools|indicators|roadmap|reports)/[\w/.-]+)["']""")
SCRIPTS = re.compile(r"{%\s*script_of_parts\s+([^%]+?)\s*%}")
URL = re.compile(r"""{%\s*url\s+["']([\w-]+)["']""")
LOAD = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def modules(app: str) -> list[Path]:
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def rooms() -> list[Path]:
    folders = (path for app in APPS for path in sorted((ROOT / app).iterdir()) if (path / "__init__.py").exists())
    return [path for path in folders if path.name not in NOT_ROOMS]


def scripts() -> list[str]:
    """The paths of the browser's modules, relative to the static files."""
    return sorted(str(path.relative_to(ROOT / "static")) for path in (ROOT / "static").rglob("*.js"))


def static_files_of(template: str) -> list[str]:
    """Those that a template's text names."""
    loaded = " ".join(SCRIPTS.findall(template))
    return STATIC.findall(template) + re.findall(r"[\w/.]+", loaded)


def place_of(script: str) -> str:
    """The folder of its room; of the portal, which all pages have, its own, or that of what scripts share."""
    top, folder, *_ = Path(script).parts
    shared = "portal/shared"
    return shared if script.startswith(f"{shared}/") else top if top == "portal" else f"{top}/{folder}"


def level(name: str) -> int:
    return APPS.index("portal" if name == "accounts" else name)


def names_of_urls() -> dict[str, str]:
    """Each URL's name with the app that answers it."""

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield pattern.name, pattern.callback.__module__.split(".")[0]

    return {name: app for name, app in walk(get_resolver().url_patterns) if app in APPS}


@pytest.mark.parametrize("room", rooms(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_says_what_it_is_for(room):
    """What for, what it may know of others, where a change usually begins."""
    docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert docstring, f"{room.name}/__init__.py has no docstring"
    assert docstring.count(".") >= 3
    assert "A change usually begins" in docstring


def test_a_class_name_stands_for_one_thing():
    """Forms' and models' inner classes (`Meta`, choices) are called with their outer class and are no names alone."""
    found = defaultdict(list)
    for app in APPS:
        for path in modules(app):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name != "Command":
                    found[node.name].append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_what_refuses_in_russian_is_a_refusal():
    """An exception of the house that is raised with a Russian sentence; Django's and Python's own are for others."""
    trees = [(path, ast.parse(path.read_text())) for app in APPS for path in modules(app)]
    defined = {
        node.name: path
        for path, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.bases
    }
    raised = {
        node.exc.func.id
        for _, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and re.search("[а-яё]", ast.unparse(node.exc))
    }
    own = {name: defined[name] for name in raised if name in defined}
    assert len(own) > 10
    strangers = []
    for name, path in own.items():
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if not issubclass(getattr(module, name), Refusal):
            strangers.append(name)
    assert strangers == []


def test_the_journal_is_written_in_russian():
    written = [
        (path.relative_to(ROOT), part.value)
        for app in APPS
        for path in modules(app)
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Recorded" and len(call.args) > 1
        for part in ast.walk(call.args[1])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    assert len(written) > 80
    assert not [(path, words) for path, words in written if re.search("[a-z]", words.replace("PDF", ""))]


def test_templates_look_down():
    """No include, static file, tag or URL name of an app above."""
    urls = names_of_urls()
    tags = {path.stem: app for app in APPS for path in (ROOT / app / "templatetags").glob("*.py")}
    upward = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        folder = path.relative_to(ROOT / "templates").parts[0]
        if folder not in {*APPS, "accounts"}:
            continue  # the project's own page, which frames all
        text = path.read_text()
        used = [(name, name.split("/")[0]) for name in TEMPLATE.findall(text) + static_files_of(text)]
        used += [(name, urls[name]) for name in URL.findall(text) if name in urls]
        used += [(name, tags[name]) for names in LOAD.findall(text) for name in names.split() if name in tags]
        upward += [f"{path.relative_to(ROOT)}: {name}" for name, app in used if level(app) > level(folder)]
    assert upward == []


def test_code_names_no_urls_of_an_app_above():
    """`settings` and the root's `urls` are the project's, which knows all."""
    urls = names_of_urls()
    upward = []
    for app in APPS:
        for path in modules(app):
            if path.parent.name == "portal" and path.stem in {"settings", "urls"}:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                name = node.value if isinstance(node, ast.Constant) else None
                if isinstance(name, str) and level(urls.get(name, app)) > level(app):
                    upward.append(f"{path.relative_to(ROOT)}:{node.lineno}: {name}")
    assert upward == []


def test_the_look_down_is_not_blind():
    assert level(names_of_urls()["document-new"]) > level(names_of_urls()["value-grid"])
    assert URL.findall("""{% url 'document-new' kind="order" %}""") == ["document-new"]
    assert TEMPLATE.findall('{% include "reports/issue/_head.html" %}') == ["reports/issue/_head.html"]


def test_templates_static_files_and_tests_lie_by_rooms():
    """A folder of templates, static files or tests of an app bears the name of one of its rooms."""
    known = {(room.parent.name, room.name) for room in rooms()}
    strangers = [
        str(path.relative_to(ROOT))
        for top in ("templates", "static", "tests")
        for app in APPS[1:]
        if (ROOT / top / app).is_dir()
        for path in sorted((ROOT / top / app).iterdir())
        if path.is_dir() and path.name not in {"__pycache__", "demonstration"} and (app, path.name) not in known
    ]
    assert strangers == []


@pytest.mark.parametrize("script", scripts())
def test_a_script_says_first_what_it_is_for(script):
    head = re.match(r"/\*\*\s(.*?)\*/", (ROOT / "static" / script).read_text(), re.DOTALL)
    assert head, f"{script} begins with no sentence"
    assert re.match(r"[\s*]*[^\s*@].*?[.:]", head[1], re.DOTALL)


def test_scripts_import_their_own_room_and_what_all_share():
    """`portal/shared`, on which all stand, imports nothing else."""
    known = {script: {place_of(script), "portal/shared"} for script in scripts()}
    known |= {script: {"portal/shared"} for script in known if place_of(script) == "portal/shared"}
    strangers = [
        f"{script}: {each}" for script in known for each in imports_of(script) if place_of(each) not in known[script]
    ]
    assert strangers == []


def test_folders_of_scripts_import_one_way():
    """No circle between folders; within one, oxlint finds circles of modules."""
    arrows = {(str(Path(script).parent), str(Path(each).parent)) for script in scripts() for each in imports_of(script)}
    arrows = {(upper, lower) for upper, lower in arrows if upper != lower}
    assert len(arrows) > 10
    while arrows:
        above = {upper for upper, _ in arrows}
        lowest = {lower for _, lower in arrows} - above
        assert lowest, f"in a circle: {sorted(arrows)}"
        arrows = {(upper, lower) for upper, lower in arrows if lower not in lowest}


def test_every_script_is_loaded_by_a_page():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    named = {name for text in texts for name in static_files_of(text) if name.endswith(".js")}
    assert {part for name in named for part in parts_of(name)} == set(scripts())


def test_modules_are_small():
    """A file over 400 lines, a template over 160, asks to be parted by its nouns."""
    long = [path for app in APPS for path in modules(app) if len(path.read_text().splitlines()) > 400]
    long += [path for path in (ROOT / "static").rglob("*.js") if len(path.read_text().splitlines()) > 400]
    long += [path for path in (ROOT / "templates").rglob("*.html") if len(path.read_text().splitlines()) > 160]
    assert long == []


@pytest.mark.parametrize("room", rooms(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_can_be_imported_by_itself(room):
    importlib.import_module(".".join(room.relative_to(ROOT).parts))


def test_the_picture_of_the_house_is_as_the_code_is():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "make fix draws it anew"


@pytest.mark.parametrize("page", ["architecture.md", "ways.md", "development.md"])
def test_what_the_documentation_names_is_in_the_code(page):
    """Folders, files, functions: whoever looks one up finds it."""
    files = [path for path in ROOT.rglob("*") if path.is_file() and not {".venv", ".git"} & set(path.parts)]
    paths = {f"/{path.relative_to(ROOT)}" for path in files}
    sources = [path for path in files if path.suffix in (".py", ".js", ".html", ".toml")]
    words = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in sources)))
    named = " ".join(re.findall(r"`([^`]+)`", (ROOT / "docs" / page).read_text("utf-8")))
    parts = [part.split("{")[0].rstrip("./") for part in re.findall(r"(?<![\w./])[A-Za-z_][\w./{]*", named)]
    places = {part for part in parts if "/" in part}
    names = {name for part in parts if "/" not in part for name in part.removesuffix(".py").split(".")}

    assert not {part for part in places if not any(f"/{part}" in path for path in paths)}
    assert not {name for name in names - words if not any(f"/{name}." in path for path in paths)}
