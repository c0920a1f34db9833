"""The manual inside the portal: each page of the table has its place in it, each place and picture is there."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from portal.accounts.roles import Role
from portal.help.manual import CONTENTS, FOLDER, chapters, explained, read_chapter
from tests.test_access import TABLE
from tests.test_every_page import latin_words

# The manual itself, and addresses that are opened from a page and show none of their own: files, parts of a page.
NEED_NONE = {
    "help", "help-chapter", "roadmap-understood", "intake-file", "programme-export", "roadmap-excel", "roadmap-pdf",
    "evidence-file", "evidence-page", "upload-piece",
    "document-file", "attachment-file", "letterhead-sample", "collection-export",
    "collection-template", "submission-export", "submission-template", "value-export", "value-template",
    "school-values-export", "journal-export", "my-data-file",
    "programme-indicators-export", "cell-changes", "robots", "health-live", "health-ready",
    "licence-own", "licence-text", "appearance-style",
}  # fmt: skip
SHOWN = {name for name, (get, _) in TABLE.items() if "200" in get.split()}
# What everybody reads without a log-in explains itself, and has no head of the portal.
NEED_NONE |= {name for name in SHOWN if name.startswith(("open-", "preview-")) and name != "open-settings"}


def test_each_page_is_explained():
    named = {name for chapter in chapters().values() for name in chapter.pages}

    assert SHOWN - named - NEED_NONE == set()
    assert named - set(TABLE) == set()
    assert SHOWN & NEED_NONE == NEED_NONE


def test_each_role_has_its_chapter_and_each_chapter_is_listed():
    assert set(Role) <= set(chapters())
    assert len(chapters()) == len(list(FOLDER.glob("*.md")))


@pytest.mark.parametrize("name", chapters())
def test_a_chapter_has_what_leads_into_it(name):
    url = reverse("help") if name == CONTENTS else reverse("help-chapter", args=[name])
    page = lxml_html.fromstring(Client().get(url).content)
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {about.anchor for about in chapters()[name].pages.values()} <= set(ids)
    assert {href[1:] for href in page.xpath("//nav[@class='manual-contents']//@href") if href[0] == "#"} <= set(ids)
    for picture in page.xpath("//article//img"):
        assert picture.get("alt")
        assert finders.find(picture.get("src").removeprefix("/static/"))
    assert latin_words(lxml_html.tostring(page, encoding="unicode")) == []
    for link in page.xpath("//article//a/@href"):
        assert re.match(r"https?://|/|#", link)
        assert not link.startswith("/") or Client().get(link.split("#")[0]).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("persona", "page", "chapter"),
    [
        ("director", "task-list", "director"),
        ("specialist", "task-list", "specialist"),
        ("coordinator", "collection-list", "coordinator"),
        ("observer", "run-list", "observer"),
        ("coordinator", "search", None),
    ],
)
def test_a_page_leads_to_the_chapter_of_whoever_looks(persona, page, chapter, browse):
    html = browse(persona).get(reverse(page)).content.decode()
    address = re.search(r'<a href="([^"]+)">Справка</a>', html)[1]
    start = reverse("help-chapter", args=[chapter]) if chapter else reverse("help")

    assert address.startswith(f"{start}#")
    assert ("data-portal-brief" in html) == bool(explained(page, [chapter or CONTENTS]).brief)


def test_a_mark_is_for_what_stands_behind_it():
    chapter = read_chapter(
        "x", "# Глава\n\n<!-- страницы: one two\n кратко: Для дела. -->\n**Дело.** Слова\n\n## Ещё\n"
    )

    assert {name: (each.title, each.brief) for name, each in chapter.pages.items()} == {
        "one": ("Дело", "Для дела."), "two": ("Дело", "Для дела."),
    }  # fmt: skip
    assert [entry.title for entry in chapter.contents] == ["Дело", "Ещё"]
    assert "<script" not in read_chapter("x", "# Г\n\n<script>1</script>\n\nтекст").html


@pytest.mark.parametrize("role", ["coordinator", "specialist", "director", "observer", "administrator"])
def test_the_first_screen_of_a_role_is_explained_in_its_own_chapter(role):
    assert explained("home", [role]).chapter == role


@pytest.mark.django_db
@pytest.mark.parametrize(("persona", "is_told"), [("coordinator", True), ("observer", False), ("director", False)])
def test_what_another_role_is_to_do_is_told_to_nobody_else(persona, is_told, browse):
    """«Отметьте отчёты и подтвердите» is for whoever confirms; the address of the chapter is for everybody."""
    client = browse(persona)
    client.get(reverse("home"))
    html = client.get(reverse("collection-list")).content.decode()

    assert ("просьба к школам" in html) is is_told
    assert "Справка</a>" in html
