"""A revision that a later one has replaced keeps the words that its order approved, whatever is sent to the portal."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client
from lxml import html
from lxml.html import HtmlElement

from roadmap.exchange.exporter import programme_as_document
from roadmap.programmes.models import Programme
from tests.addresses import OWN, url_of
from tests.factories import approve
from tests.test_access import undone

Sent = tuple[str, dict]
OF_PROGRAMMES = [(name, pattern) for name, pattern in OWN if pattern.callback.__module__.startswith("roadmap.")]
# Pages whose forms change the words of a draft, so that the test knows that it sends what matters.
EDITORS = {
    "intake-changes", "list-programmes", "programme-edit", "programme-part-edit", "programme-targets-edit",
    "roadmap-edit", "roadmap-heading", "row-edit", "table-edit",
}  # fmt: skip


def sent_by_forms(client: Client, url: str) -> list[Sent]:
    """What a person may send who changes words or ticks boxes on the page, with each kind of button."""
    page = client.get(url)
    if page.status_code != 200 or "html" not in page.get("Content-Type", ""):
        return []
    tree = html.fromstring(page.content.strip() or b"<p>")
    forms = tree.xpath("//main//form[translate(@method, 'POST', 'post') = 'post']")
    return [
        (urljoin(url, form.get("action") or ""), data | button)
        for form in forms
        for data in _filled(form)
        for button in _buttons(form)
    ]


def _filled(form: HtmlElement) -> Iterator[dict]:
    """With all words changed, with the first words alone, and with all boxes ticked and the last of each choice."""
    fields = {name: form.fields[name] for name in form.fields}
    boxes = {each.name: each.get("value", "on") for each in form.xpath(".//input[@type='checkbox']") if each.name}
    stated = {name: value for name, value in fields.items() if value is not None and name not in boxes}
    stated |= {each.name: each.value_options[-1] for each in form.xpath(".//select[@name]") if each.value_options}
    words = [each.name for each in form.xpath(".//textarea[@name] | .//input[@name and (@type='text' or not(@type))]")]
    for changed in (words, words[:1]):
        yield stated | {name: f"{fields[name] or ''} иначе" for name in changed}
    yield stated | {name: _ticked(form, name) for name in boxes}


def _ticked(form: HtmlElement, name: str) -> list[str]:
    return [each.get("value", "on") for each in form.xpath(".//input[@type='checkbox']") if each.name == name]


def _buttons(form: HtmlElement) -> list[dict]:
    """No button, and one of each kind: «down:a1» and «down:a2» are of one kind."""
    kinds = {each.get("value", "").split(":")[0]: each for each in form.xpath(".//button[@name]")}
    return [{}, *({each.get("name"): each.get("value", "")} for each in kinds.values())]


def words_of(programme: Programme) -> dict:
    kept = Programme.objects.get(pk=programme.pk)
    return {"status": kept.status, **programme_as_document(kept, with_entered=False)}


def changing(client: Client, sent: list[Sent], programme: Programme) -> Iterator[Sent]:
    """What of the sent would change the programme's words; nothing of it stays."""
    before = words_of(programme)
    for each in sent:
        with undone():
            client.post(*each)
            is_changed = not Programme.objects.filter(pk=programme.pk).exists() or words_of(programme) != before
        if is_changed:
            yield each


def supersede(district) -> None:
    programme = Programme.objects.get(pk=district.programme.pk)
    if programme.approved_at is None:
        approve(programme, by=district.coordinator)
    Programme.objects.filter(pk=programme.pk).update(status=Programme.Status.SUPERSEDED)


@pytest.mark.any_database
@pytest.mark.unheld  # what the journal says of a draft is held where its actions are tested
@pytest.mark.parametrize(("name", "pattern"), OF_PROGRAMMES, ids=[name for name, _ in OF_PROGRAMMES])
def test_nothing_changes_a_superseded_revision(name, pattern, browse, district):
    """Neither forms opened while it was a draft, nor those that its pages have now."""
    client, url = browse("coordinator"), url_of(name, pattern, district)
    sent = sent_by_forms(client, url)
    assert name not in EDITORS or next(changing(client, sent, district.programme), None)

    supersede(district)
    sent += sent_by_forms(client, url)

    assert list(changing(client, sent, district.programme)) == []
