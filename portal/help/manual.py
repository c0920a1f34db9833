"""Chapters of the manual, read once a process: their HTML, their contents, and which pages they explain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs" / "manual"
# The page of the manual as a whole; each other file is a chapter, those called like a role are that role's.
CONTENTS = "README"
_MARK = re.compile(r"<!--\s*страницы:\s*(?P<names>[^.>]*?)\s*(?:кратко:\s*(?P<brief>.*?)\s*)?-->", re.DOTALL)
_NOT_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading, or the bold words that a paragraph begins with."""

    anchor: str
    title: str
    level: int


@dataclass(frozen=True)
class Explained:
    """Where the manual explains a page, and the line that says what the page is for."""

    chapter: str
    anchor: str
    title: str
    brief: str = ""

    @property
    def address(self) -> str:
        return f"{_address_of(self.chapter)}#{self.anchor}"


@dataclass
class Chapter:
    name: str
    title: str = ""
    html: str = ""
    contents: list[Entry] = field(default_factory=list)
    pages: dict[str, Explained] = field(default_factory=dict)


@cache
def chapters() -> dict[str, Chapter]:
    """By their names, in the order in which the page of the manual lists them."""
    found = {path.stem: read_chapter(path.stem, path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.md")}
    listed = re.findall(r"\((\w+)\.md\)", (FOLDER / f"{CONTENTS}.md").read_text(encoding="utf-8"))
    return {name: found[name] for name in [CONTENTS, *dict.fromkeys(listed)]}


def explained(page: str, roles: Iterable[str]) -> Explained | None:
    """In the chapter of the first of the roles that has it, else in any."""
    order = dict.fromkeys([*roles, *chapters()])
    known = (chapters()[name].pages for name in order if name in chapters())
    return next((pages[page] for pages in known if page in pages), None)


def read_chapter(name: str, text: str) -> Chapter:
    parser = MarkdownIt("commonmark").enable("table")
    chapter, shown, marked = Chapter(name), [], None
    tokens = parser.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "html_block":
            marked = _MARK.search(token.content)
            continue
        if token.type in ("heading_open", "paragraph_open") and token.level == 0:
            title = _title(token, tokens[place + 1])
            if token.type == "heading_open" and token.tag == "h1":
                chapter.title = title
            elif title or marked:
                anchor = _anchor(title or chapter.title, {entry.anchor for entry in chapter.contents})
                token.attrSet("id", anchor)
                if title:
                    chapter.contents.append(Entry(anchor, title, 2 if token.tag == "h2" else 3))
                if marked:
                    brief = " ".join((marked["brief"] or "").split())
                    about = Explained(name, anchor, title or chapter.title, brief)
                    chapter.pages |= dict.fromkeys(marked["names"].split(), about)
                    marked = None
        if token.type == "inline":
            _lead_within_the_portal(token)
        if token.type == "table_open":
            token.attrSet("class", "table")
        shown.append(token)
    chapter.html = parser.renderer.render(shown, parser.options, {})
    return chapter


def _title(token: Token, inline: Token) -> str:
    """Of a heading its words; of a paragraph the bold ones that it begins with."""
    children = inline.children or []
    if token.type == "heading_open":
        return inline.content
    first = next((child for child in children if child.content or child.type == "strong_open"), None)
    if first is None or first.type != "strong_open":
        return ""
    bold = children[children.index(first) + 1].content
    return bold.strip().rstrip(".?:")


def _anchor(title: str, taken: set[str]) -> str:
    plain = _NOT_LETTERS.sub("-", title.lower()).strip("-")
    return plain if plain not in taken else f"{plain}-{len(taken)}"


def _lead_within_the_portal(inline: Token) -> None:
    """Links to other chapters and pictures of the documentation's folder are addresses of the portal."""
    for token in inline.children or []:
        if token.type == "link_open" and (chapter := re.fullmatch(r"(\w+)\.md(#.*)?", str(token.attrs["href"]))):
            token.attrSet("href", _address_of(chapter[1]) + (chapter[2] or ""))
        elif token.type == "image":
            token.attrSet("src", static(str(token.attrs["src"]).replace("../images/", "manual/")))
            token.attrSet("loading", "lazy")


def _address_of(chapter: str) -> str:
    return reverse("help") if chapter == CONTENTS else reverse("help-chapter", args=[chapter])
