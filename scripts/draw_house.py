"""Draws the rooms of the house and the arrows between them into docs/architecture.md, as the imports have them."""

import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn by `make fix`: begin -->\n", "<!-- drawn by `make fix`: end -->\n"
APPS = ["reports", "roadmap", "indicators", "schools", "portal"]
# What Django asks for at the top of an app, and the demonstration; they know all rooms.
NOT_ROOMS = {"migrations", "management", "templatetags", "demonstration"}

Arrow = tuple[str, str]


def document() -> str:
    """The page with its drawn part as the code is now; what stands around it is written by hand."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{drawn()}\n{END}{rest.partition(END)[2]}"


def drawn() -> str:
    graph = grimp.build_graph(*APPS)
    parts = [diagram(APPS, arrows(graph, APPS))]
    for app in APPS:
        rooms = [f"{app}.{room}" for room in rooms_of(app)]
        parts.append(
            f"### `{app}/`\n\n{diagram(rooms, arrows(graph, rooms))}\n\n| room | what it is for |\n| --- | --- |"
        )
        parts += [f"| [`{name(room)}/`](../{room.replace('.', '/')}) | {first_sentence(room)} |" for room in rooms]
    return "\n".join(parts).replace("|\n###", "|\n\n###").replace("```\n###", "```\n\n###") + "\n"


def rooms_of(app: str) -> list[str]:
    return sorted({path.parent.name for path in (ROOT / app).glob("*/__init__.py")} - NOT_ROOMS)


def name(place: str) -> str:
    return place.rpartition(".")[2]


def first_sentence(package: str) -> str:
    """Of a room's docstring, which says what it is for."""
    return (ROOT / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8").splitlines()[0].strip('"')


def arrows(graph: grimp.ImportGraph, places: list[str]) -> set[Arrow]:
    """From each place to those that its modules import."""
    return {
        (upper, lower)
        for upper in places
        for lower in places
        if upper != lower and graph.direct_import_exists(importer=upper, imported=lower, as_packages=True)
    }


def diagram(places: list[str], found: set[Arrow]) -> str:
    """In Mermaid; an arrow that follows from others is left out."""
    lines = [f"    {name(place)}" for place in places]
    lines += [
        f"    {name(upper)} --> {name(lower)}" for upper, lower in sorted(found) if not follows(upper, lower, found)
    ]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def follows(upper: str, lower: str, found: set[Arrow]) -> bool:
    """Return whether a chain of other arrows leads there too; there are no circles."""
    return any(start == upper and middle != lower and reaches(middle, lower, found) for start, middle in found)


def reaches(upper: str, lower: str, found: set[Arrow]) -> bool:
    return (upper, lower) in found or any(reaches(middle, lower, found) for start, middle in found if start == upper)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    DOCUMENT.write_text(document(), encoding="utf-8")
