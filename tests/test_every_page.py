"""Every page of the table of URLs, and of the administration: for every eye, on every screen, in Russian."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, reverse
from lxml import html as lxml_html

from portal.accounts.roles import Role
from portal.letters.sending import write_letter
from tests.addresses import OWN, url_of
from tests.browser import needs_browser
from tests.factories import make_listed_school, make_user
from tests.page_sheet import OF_LAYOUT
from tests.test_access import PERSONAS, TABLE

pytestmark = pytest.mark.any_database

# Who sees most of a page comes first; a director's pages differ, so theirs are looked at beside.
SEES_MOST = ["coordinator", "administrator", "specialist", "director"]
DIRECTORS = ["task-list", "assignment-detail", "submission-detail", "programme-roadmap", "school-values"]
PATTERNS = dict(OWN)
get_resolver().url_patterns  # noqa: B018 - reading them registers the administration's pages
ADMIN = [
    (type(model_admin), model._meta.label_lower.replace(".", "_"), step)
    for model, model_admin in admin.site._registry.items()
    for step in ("changelist", "add", "change")
]

# The administration is Django's own: for a desk.
LEFT_TO_DJANGO = ["720 sideways", "320 sideways", "360 sideways", "360 by finger"]


def looked_at() -> list[tuple[str, str]]:
    """(persona, name) of each page that somebody gets."""
    found = []
    for name, _ in OWN:
        answers = dict(zip(PERSONAS, TABLE[name][0].split(), strict=True))
        if names := [persona for persona in SEES_MOST if answers[persona] == "200"]:
            found.append((names[0], name))
    return found + [("director", name) for name in DIRECTORS]


def page_of(client: Client, url: str) -> str | None:
    """Its HTML; None where the address gives a file or a part of a page. Nothing in it is wrong before it is sent."""
    answer = client.get(url)
    assert answer.status_code == 200
    is_page = "Content-Disposition" not in answer and answer["Content-Type"].startswith("text/html")
    if not is_page or b"<html" not in answer.content:
        return None
    assert b'aria-invalid="true"' not in answer.content
    return answer.content.decode()


def administrations_page(name: str, step: str, district) -> tuple[str, str] | None:
    """None where nobody adds such records by hand."""
    chief, client = make_user(Role.ADMINISTRATOR, None), Client()
    client.force_login(chief)
    write_letter(to=district.director, about=district.director, subject="Ждём показатели", body="Срок прошёл.")
    make_listed_school(district)
    client.get(reverse("home"))
    model = next(model for model in admin.site._registry if model._meta.label_lower.replace(".", "_") == name)
    arguments = [model._default_manager.first().pk] if step == "change" and model._default_manager.exists() else []
    if step == "change" and not arguments:
        return None
    url = reverse(f"admin:{name}_{step}", args=arguments)
    answer = client.get(url)
    assert answer.status_code == 200 or (step == "add" and answer.status_code == 403)
    return (url, answer.content.decode()) if answer.status_code == 200 else None


def barriers_on(page_sheet, url: str, html: str) -> dict[str, list[str]]:
    """720 px are a desk's 1440 at 200 %, 320 px those of 1280 at 400 %."""
    page_sheet.show(html, url, 1440)
    found = {
        "1440": page_sheet.barriers(),
        "focus": page_sheet.without_focus(),
        "headings": page_sheet.out_of_order(),
        "motion": page_sheet.moving(),
        "forced colours": page_sheet.faint_in_forced_colours(),
    }
    for width in (720, 320):
        page_sheet.resize(width)
        found[f"{width} sideways"] = page_sheet.too_wide()
    page_sheet.resize(360)
    found |= {"360": page_sheet.barriers(OF_LAYOUT), "360 sideways": page_sheet.too_wide()}
    found["360 by finger"] = page_sheet.too_small()
    return {where: what for where, what in found.items() if what}


@needs_browser
@pytest.mark.parametrize(("persona", "name"), looked_at())
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(persona, name, browse, district, page_sheet):
    url = url_of(name, PATTERNS[name], district)
    if html := page_of(browse(persona), url):
        assert barriers_on(page_sheet, url, html) == {}


@needs_browser
@pytest.mark.parametrize(("name", "step"), [(name, step) for _, name, step in ADMIN])
def test_axe_finds_nothing_serious_in_the_administration(name, step, district, page_sheet):
    if page := administrations_page(name, step, district):
        found = barriers_on(page_sheet, *page)
        assert {where: what for where, what in found.items() if where not in LEFT_TO_DJANGO} == {}


FAULTS = """<!DOCTYPE html><html lang="ru"><title>О</title><style>
  .wide { width: 400px } .moves { transition: color 1s } a, button { outline: none }
  .faint { forced-color-adjust: none; background: #000; color: #222 }
  </style><h1>О</h1><h3>О</h3><p class="wide">О</p><div><a href="/" style="color: #ccc">Бледно</a></div>
  <p>По <a href="/">слову</a> внутри предложения можно не попасть.</p>
  <label><input type="checkbox">О</label><p class="faint">Темно</p>
  <button class="moves" type="button">О</button></html>"""


@needs_browser
def test_a_page_with_faults_has_them_found(page_sheet):
    found = barriers_on(page_sheet, "/", FAULTS)

    assert {where: len(what) for where, what in found.items()} == {
        "1440": 2, "focus": 3, "headings": 1, "motion": 1, "forced colours": 2, "320 sideways": 1, "360": 2,
        "360 sideways": 1, "360 by finger": 3,
    }  # fmt: skip


# Names of formats, of keys, of what stands on paper in Latin letters, and what people type.
ALLOWED = re.compile(
    r"""(?x)
    \S+@\S+ | https?://\S+ | \#\S+ | \S*\.(?:xlsx?|ods|csv|docx?|pdf|zip|json|odt|rtf|html|pptx|jpg|png|tiff?)\b
    | \b[0-9a-f]{16,}\b
    | \(Скрытое\ поле\ \w+\) | \(SHA-256\) | \b[A-Z0-9]{4}(-[A-Z0-9]{4})+\b
    | \b(?: PDF | PDF/A | Excel | Word | ZIP | XLSX? | DOCX? | JSON | CSV | HTML | PowerPoint | OpenDocument
        | LibreOffice | Ctrl | Shift | Alt | Enter | Esc | Tab | Delete | Backspace | Home | End | Caps\ Lock | F\d
        | Atom | Creative\ Commons | CC\ BY | A[345] | [IVXLC]+ | QR | PNG | JPEG? | HEIC
        | EMAIL_URL | PORTAL_ADDRESS )\b
    """
)
LATIN = re.compile(r"[A-Za-z]{2,}")
SHOWN_ATTRIBUTES = ("placeholder", "title", "aria-label", "alt", "label")


def latin_words(page: str) -> list[str]:
    """With what stands around them; what is hidden from everybody is no words of the page."""
    tree = lxml_html.fromstring(page)
    for element in tree.xpath(
        "//script | //style | //template | //textarea | //link | //article//code | //*[@lang='en']"
    ):
        element.drop_tree()
    pieces = [text for text in tree.xpath("//text()") if text.strip()]
    pieces += [element.get(name) for name in SHOWN_ATTRIBUTES for element in tree.xpath(f"//*[@{name}]")]
    pieces += tree.xpath("//input[@type='submit' or @type='button']/@value")
    return [" ".join(piece.split())[:160] for piece in pieces if LATIN.search(ALLOWED.sub(" ", piece))]


@pytest.mark.parametrize(("persona", "name"), looked_at())
def test_a_page_speaks_russian(persona, name, browse, district):
    """As it is opened, and as it comes back with its faults."""
    client, url = browse(persona), url_of(name, PATTERNS[name], district)
    opened, refused = page_of(client, url), client.post(url)
    for html in (opened, refused.content.decode() if refused.status_code == 422 else None):
        assert not html or latin_words(html) == []


# Django's own words, whose gender, case or letters are wrong beside a name, and those of developers.
NOT_RUSSIAN = re.compile(r"еще|другой объект|редактировани|\b\d+ (?:Янв|Фев|Март|Апр|Май|Июн|Июл|Авг|Сен|Окт|Ноя|Дек)")


@pytest.mark.parametrize(("name", "step"), [(name, step) for _, name, step in ADMIN])
def test_the_administration_speaks_russian(name, step, district):
    if page := administrations_page(name, step, district):
        assert latin_words(page[1]) == []
        assert [found[0] for found in NOT_RUSSIAN.finditer(page[1])] == []


def test_a_latin_word_is_not_overseen():
    page = "<html><title>Вход</title><p title='Close'>Файл PDF, SHA-256: 12</p><input type=submit value=Save></html>"

    assert latin_words(page) == ["Файл PDF, SHA-256: 12", "Close", "Save"]
