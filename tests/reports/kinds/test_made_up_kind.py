"""A kind of document that is added: its folder is the only line that the portal needs of it."""

import sys

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

import reports.kinds
from reports.issue.models import Document
from reports.kinds import registry
from reports.kinds.queries import available_kinds
from tests.reports.kinds.of_any_kind import address_of, assert_files, assert_issue, assert_page

FOLDER = """
from django import forms

from portal.text.prose import parse_prose
from reports.blocks.cells import cell, table_of
from reports.blocks.content import Content, DocumentPart, TableRow
from reports.blocks.framing import head_signature, heading
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentKind, DocumentRequest, programme_has
from reports.kinds.forms import SubjectForm
from roadmap.programmes.models import PassportItem


class GreetingForm(SubjectForm):
    tone = forms.ChoiceField(label="Каким тоном", required=False, choices=[("", "просто"), ("warm", "тепло")])


def build_greeting(request: DocumentRequest) -> Content:
    items = list(request.programme.passport.all())
    if not items:
        raise MissingPart("Поздравлять не с чем: паспорта нет.")
    words = "Сердечно поздравляем!" if request.options.get("tone") == "warm" else "Поздравляем."
    rows = [TableRow((cell(item.label), cell(item.text))) for item in items]
    blocks = (
        *heading(request.kind.label),
        *parse_prose(words),
        table_of(("Строка", "Слова"), ("label", "text"), rows),
        *head_signature(request.programme),
    )
    return Content(f"{request.kind.label}. {request.programme}", (DocumentPart(blocks),))


KIND = DocumentKind(
    code="greeting",
    label="Поздравительный адрес",
    file_name="Адрес",
    position=35,
    build=build_greeting,
    form=GreetingForm,
    needs=programme_has(PassportItem),
    names_schools=True,
    has_own_words=True,
    is_annex=True,
)
"""


@pytest.fixture
def greeting(tmp_path, monkeypatch):
    """The folder stands where kinds are looked for, as long as the test runs."""
    folder = tmp_path / "greeting"
    folder.mkdir()
    (folder / "kind.py").write_text(FOLDER, encoding="utf-8")
    monkeypatch.setattr(reports.kinds, "__path__", [*reports.kinds.__path__, str(tmp_path)])
    registry.look_again()
    yield registry.kind_of("greeting")
    for name in [name for name in sys.modules if name.startswith("reports.kinds.greeting")]:
        del sys.modules[name]
    if hasattr(reports.kinds, "greeting"):
        del reports.kinds.greeting
    monkeypatch.undo()
    registry.look_again()


def test_it_stands_in_the_lists_at_its_place(greeting, of_everything, browse):
    codes = [kind.code for kind in registry.document_kinds()]
    page = browse("coordinator").get(reverse("programme-detail", args=[of_everything.programme.pk])).content.decode()

    assert codes[codes.index("passport") :][:3] == ["passport", "greeting", "indicators"]
    assert greeting in available_kinds(of_everything.programme)
    assert address_of(greeting, of_everything) in page
    assert address_of(greeting, of_everything, "docx") in page


def test_its_page_files_and_issue(greeting, of_everything, browse):
    client = browse("coordinator")

    assert_page(greeting, of_everything, client)
    assert_files(greeting, of_everything, client)
    assert_issue(greeting, of_everything, client)


def test_what_it_asks_is_kept_with_the_draft_and_changes_its_words(greeting, of_everything, browse):
    client, address = browse("coordinator"), address_of(greeting, of_everything)

    assert client.get(f"{address}&tone=loud").status_code == 422
    client.post(f"{address}&tone=warm")
    draft = Document.objects.get(kind="greeting")
    assert draft.options == {"tone": "warm"}
    assert draft.get_kind_display() == "Поздравительный адрес"
    draft.full_clean(exclude=["title", "edits"])
    texts = client.get(reverse("document-words", args=[draft.pk])).context["form"]
    assert "Сердечно поздравляем!" in [texts[name].value() for name in texts.fields]
    assert list(client.get("/documents/", {"kind": "greeting"}).context["documents"]) == [draft]


def test_who_may_see_it(greeting, of_everything, browse):
    address = address_of(greeting, of_everything, "xlsx")

    assert [browse(who).get(address).status_code for who in ("specialist", "director", "stranger", None)] == [
        200, 403, 404, 302,
    ]  # fmt: skip


def test_the_command_prints_it(greeting, of_everything, tmp_path):
    file = tmp_path / "адрес.pdf"
    call_command("export_document", str(of_everything.programme.pk), kind="greeting", output=file, file_format="pdf")
    assert file.read_bytes().startswith(b"%PDF")


def test_without_its_folder_there_is_no_such_document(of_everything, browse):
    client = browse("coordinator")

    assert client.get(f"/documents/new/greeting/?programme={of_everything.programme.pk}").status_code == 404
    with pytest.raises(ValidationError, match="greeting"):
        Document(kind="greeting", title="Адрес").full_clean()


def test_two_kinds_of_one_code_are_refused(greeting, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "kind.py").write_text("from reports.kinds.greeting.kind import KIND\n", encoding="utf-8")
    registry.look_again()

    with pytest.raises(ValueError, match="one code"):
        registry.document_kinds()
    sys.modules.pop("reports.kinds.other.kind", None)
