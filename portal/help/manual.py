"""Reads the manual's chapters once per process: their HTML, their contents, and which pages they explain."""

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
# The file of the manual's first page. All others are chapters; one named like a role is for that role.
CONTENTS = "README"
_MARK = re.compile(r"<!--\s*страницы:\s*(?P<names>[^.>]*?)\s*(?:кратко:\s*(?P<brief>.*?)\s*)?-->", re.DOTALL)
_NOT_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading, or the bold words with which a paragraph begins."""

    anchor: str
    title: str
    level: int


@dataclass(frozen=True)
class Explained:
    """The place where the manual explains a page, and a line on what the page is for."""

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
    """Return the chapters by name, in the order in which the manual's first page lists them."""
    found = {path.stem: read_chapter(path.stem, path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.md")}
    listed = re.findall(r"\((\w+)\.md\)", (FOLDER / f"{CONTENTS}.md").read_text(encoding="utf-8"))
    return {name: found[name] for name in [CONTENTS, *dict.fromkeys(listed)]}


def explained(page: str, roles: Iterable[str]) -> Explained | None:
    """Find where a page is explained: in the chapter of the first of the roles that explains it, else in any."""
    order = dict.fromkeys([*roles, *chapters()])
    known = (chapters()[name].pages for name in order if name in chapters())
    return next((pages[page] for pages in known if page in pages), None)


def read_chapter(name: str, text: str) -> Chapter:
    """Render a chapter's Markdown, and collect its contents and the pages that its comments name."""
    parser = MarkdownIt("commonmark").enable("table")
    chapter, shown, marked = Chapter(name), [], None
    tokens = parser.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "html_block":
            marked = _MARK.search(token.content)
            continue
        if token.type in ("heading_open", "paragraph_open") and token.level == 0:
            title = _read_title(token, tokens[place + 1])
            if token.type == "heading_open" and token.tag == "h1":
                chapter.title = title
            elif title or marked:
                anchor = _make_anchor(title or chapter.title, {entry.anchor for entry in chapter.contents})
                token.attrSet("id", anchor)
                if title:
                    chapter.contents.append(Entry(anchor, title, 2 if token.tag == "h2" else 3))
                if marked:
                    brief = " ".join((marked["brief"] or "").split())
                    about = Explained(name, anchor, title or chapter.title, brief)
                    chapter.pages |= dict.fromkeys(marked["names"].split(), about)
                    marked = None
        if token.type == "inline":
            _rewrite_links(token)
        if token.type == "table_open":
            token.attrSet("class", "table")
        shown.append(token)
    chapter.html = parser.renderer.render(shown, parser.options, {})
    return chapter


def _read_title(token: Token, inline: Token) -> str:
    """Return a heading's words, or the bold words with which a paragraph begins."""
    children = inline.children or []
    if token.type == "heading_open":
        return inline.content
    first = next((child for child in children if child.content or child.type == "strong_open"), None)
    if first is None or first.type != "strong_open":
        return ""
    bold = children[children.index(first) + 1].content
    return bold.strip().rstrip(".?:")


def _make_anchor(title: str, taken: set[str]) -> str:
    plain = _NOT_LETTERS.sub("-", title.lower()).strip("-")
    return plain if plain not in taken else f"{plain}-{len(taken)}"


def _rewrite_links(inline: Token) -> None:
    """Turn links to other chapters, and to pictures in the documentation's folder, into addresses of the portal."""
    for token in inline.children or []:
        if token.type == "link_open" and (chapter := re.fullmatch(r"(\w+)\.md(#.*)?", str(token.attrs["href"]))):
            token.attrSet("href", _address_of(chapter[1]) + (chapter[2] or ""))
        elif token.type == "image":
            token.attrSet("src", static(str(token.attrs["src"]).replace("../images/", "manual/")))
            token.attrSet("loading", "lazy")


def _address_of(chapter: str) -> str:
    return reverse("help") if chapter == CONTENTS else reverse("help-chapter", args=[chapter])
