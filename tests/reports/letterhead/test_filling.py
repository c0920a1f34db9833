"""A department's own letterhead: what stays, what is filled in, and what is refused before it is kept."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text.prose import Paragraph, ProseSpan
from reports.blocks.content import Content, DocumentPart
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.docx.rendering import render_docx
from reports.letterhead.checking import MOST_BYTES, check_letterhead
from reports.letterhead.sample import sample_letterhead
from tests.reports.made_documents import content_of, programme
from tests.reports.opened_docx import opened, plain, read

ORDER = {
    "id": "1", "number": "44", "date": "2025-01-20", "issuer": "Отдел образования", "place": "с. Заречье",
    "title": "Об утверждении\nпрограммы", "preamble": "В целях помощи школам приказываю:", "clauses": ["Утвердить."],
    "signatory": {"position": "Начальник отдела", "name": "И. О. Петров"},
}  # fmt: skip


def order(**changes) -> Content:
    stated = {key: text for key, text in (ORDER | changes).items() if text is not None}
    orders = [stated, {"id": "2", "number": "7", "clauses": ["Исполнить."]}]
    made = programme(orders=orders, approved_by={"order": "1"})
    return content_of(made, "order")


def letterhead(*paragraphs: str, header: str = "", footer: str = "", in_table: str = "") -> bytes:
    """A file as Word's own template makes it, with its own styles."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if in_table:
        made.add_table(1, 1).cell(0, 0).text = in_table
    if header:
        made.sections[0].header.paragraphs[0].text = header
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    return saved(made)


def saved(made) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def changed(content: bytes, name: str, change) -> bytes:
    """The same archive, one part of it changed or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        names = archive.namelist()
        for each in names:
            made.writestr(each, change(archive.read(each)) if each == name else archive.read(each))
        if name not in names:
            made.writestr(name, change(b""))
    return packed.getvalue()


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    assert old in zipfile.ZipFile(io.BytesIO(content)).read(name)
    return changed(content, name, lambda part: part.replace(old, new))


def lines(file: bytes) -> list[str]:
    """Words of paragraphs, also in tables, from top to bottom."""
    found = [plain("".join(node.text or " " for node in each.iter(qn("w:t"), qn("w:br"))))
             for each in opened(file).element.body.iter(qn("w:p"))]  # fmt: skip
    return [words for words in found if words]


@pytest.mark.django_db
def test_every_field_is_filled_and_nothing_is_written_twice():
    own = letterhead(
        "Герб", "{{ орган }}", "ПРИКАЗ", "от {{дата}} № {{ номер }}, {{ Место }}", "{{  заголовок  }}", "{{ текст }}",
        "{{ должность }}: {{ подпись }}", "Исполнитель",
    )  # fmt: skip

    assert lines(render_docx(order(), letterhead=own)) == [
        "Герб", "Отдел образования", "ПРИКАЗ", "от 20 января 2025 г. № 44, с. Заречье", "Об утверждении программы",
        "В целях помощи школам приказываю:", "Утвердить.", "Начальник отдела: И. О. Петров", "Исполнитель",
        "ПРИКАЗ", "№ 7", "Исполнить.",
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_the_letterhead_has_no_place_for_is_written_with_the_text():
    own = letterhead("Герб", "№ {{ номер }}", "{{ текст }}", "{{ подпись }}")

    assert lines(render_docx(order(), letterhead=own))[:9] == [
        "Герб", "№ 44", "Отдел образования", "ПРИКАЗ", "20 января 2025 г.", "с. Заречье", "Об утверждении программы",
        "В целях помощи школам приказываю:", "Утвердить.",
    ]  # fmt: skip


@pytest.mark.django_db
def test_without_a_place_the_text_stands_at_the_end():
    assert lines(render_docx(order(), letterhead=letterhead("Герб", "ПРИКАЗ", "Адрес")))[:5] == [
        "Герб", "ПРИКАЗ", "Адрес", "20 января 2025 г.", "№ 44",
    ]  # fmt: skip


@pytest.mark.django_db
def test_fields_stand_in_tables_headers_and_footers():
    own = letterhead("{{ текст }}", in_table="№ {{ номер }}", header="{{ орган }}", footer="{{ дата }}")
    section = opened(render_docx(order(), letterhead=own)).sections[0]

    assert section.header.paragraphs[0].text == "Отдел образования"
    assert section.footer.paragraphs[0].text == "20\xa0января 2025\xa0г."
    assert "№ 44" in lines(render_docx(order(), letterhead=own))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pieces", [["{", "{ дата", " }}"], ["от {{", " ", "да", "та }", "} г."], ["{{ дата }} и {{", " дата }}"]]
)
def test_a_field_is_found_however_word_has_parted_it(pieces):
    made = docx.Document()
    paragraph = made.add_paragraph()
    for index, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = index == 0
    (first, *_) = opened(render_docx(order(), letterhead=saved(made))).paragraphs

    assert plain(first.text) == plain(
        "".join(pieces).replace("{{ дата }}", "20 января 2025 г.").replace("{{ дата }}", "")
    )
    assert first.runs[0].bold


@pytest.mark.django_db
def test_a_project_leaves_places_to_write_date_and_number_in():
    own = letterhead("{{ дата }} № {{ номер }}", "{{ место }}", "{{ текст }}")
    found = lines(render_docx(order(date=None, number=None, place=None), letterhead=own))

    assert found[0] == "«____» ______________ 20____ г. № ________"
    assert found[1] != ""


@pytest.mark.django_db
def test_what_is_typed_into_the_portal_is_no_field():
    own = letterhead("{{ заголовок }}", "{{ текст }}")
    content = order(title="{{ текст }}", preamble="{{ номер }} & <")

    found = lines(render_docx(content, letterhead=own))
    assert (found[0], found.count("{{ номер }} & <")) == ("{{ текст }}", 1)


@pytest.mark.django_db
def test_the_letterheads_own_styles_stay_and_ours_stand_beside_them():
    made = docx.Document()
    made.styles["Normal"].font.size = docx.shared.Pt(9)
    made.add_paragraph("Герб")
    found = opened(render_docx(order(), letterhead=saved(made)))

    crest, *_, clause = [each for each in found.paragraphs if each.text in ("Герб", "Утвердить.")]
    assert crest.style.name == "Normal"
    assert found.styles["Normal"].font.size.pt == 9
    assert clause.style.name == "List Paragraph (документ)"
    assert found.styles["Normal (документ)"].font.size.pt == 14
    names = [each.name for each in found.styles]
    assert len(names) == len(set(names))
    defaults = [
        each for each in found.styles.element if each.get(qn("w:default")) and each.get(qn("w:type")) == "paragraph"
    ]
    assert len(defaults) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("has_lists", [True, False])
def test_clauses_are_numbered_on_letterheads_with_lists_of_their_own_and_without(has_lists):
    own = letterhead("{{ текст }}")
    if not has_lists:
        own = changed(own, RELS, lambda part: re.sub(rb"<Relationship [^>]*/numbering[^>]*>", b"", part))
    else:
        made = opened(own)
        made.add_paragraph("Своё", style="List Number")
        own = saved(made)

    assert check_letterhead(own) == []
    file = render_docx(order(clauses=["Утвердить.", "Довести."]), letterhead=own)
    assert [each[1] for each in read(file) if "Абзац" in each[0] or "List Paragraph" in each[0]] == [
        "1. Утвердить.", "2. Довести.", "1. Исполнить.",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_same_order_on_the_same_letterhead_is_the_same_file():
    own, content = letterhead("{{ текст }}"), order()

    assert render_docx(content, letterhead=own) == render_docx(content, letterhead=own)
    assert opened(render_docx(content, letterhead=own)).core_properties.author == ""


@pytest.mark.django_db
def test_the_sample_is_taken_and_prints_like_the_portals_own_page():
    own = sample_letterhead("Отдел образования")
    assert check_letterhead(own) == []

    filled = lines(render_docx(order(), letterhead=own))
    plain_page = lines(render_docx(order()))
    assert [line for line in filled if line != "адрес, телефон, электронная почта"] == plain_page


def test_a_word_file_without_fields_is_taken():
    assert check_letterhead(letterhead("Герб")) == []


GOOD = letterhead("{{ текст }}", header="Отдел")
RELS = "word/_rels/document.xml.rels"
LINK = (
    b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.org/x" TargetMode="External"/></Relationships>'
)


def with_link(kind: bytes) -> bytes:
    return replaced(GOOD, RELS, b"</Relationships>", LINK % kind)


def with_field(instruction: bytes) -> bytes:
    field = b"<w:p><w:r><w:instrText>%s</w:instrText></w:r><w:r><w:instrText>%s</w:instrText></w:r></w:p><w:sectPr"
    half = len(instruction) // 2
    return replaced(GOOD, "word/document.xml", b"<w:sectPr", field % (instruction[:half], instruction[half:]))


def bomb() -> bytes:
    return changed(GOOD, "word/media/x.bin", lambda part: b"\0" * 30 * 2**20)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Это не документ Word"),
        (b"%PDF-1.7", "Это не документ Word"),
        (b"PK\x03\x04 broken", "Это не документ Word"),
        (b"\0" * (MOST_BYTES + 1), "Файл больше 5 МБ"),
        (bomb(), "слишком велик"),
        (changed(GOOD, "word/vbaProject.bin", lambda part: b"x"), "макросы"),
        (replaced(GOOD, "[Content_Types].xml", b"document.main+xml", b"template.main+xml"), "шаблонами (.dotx)"),
        (changed(GOOD, "word/document.xml", lambda part: part[:300]), "повреждён"),
        (replaced(GOOD, "_rels/.rels", b"word/document.xml", b"word/nothing.xml"), "не смог прочитать"),
        (with_link(b"attachedTemplate"), "ссылается на другие файлы"),
        (with_link(b"image"), "ссылается на другие файлы"),
        (with_link(b"oleObject"), "объекты других программ"),
        (with_field(b" INCLUDEPICTURE http://example.org/x"), "читают другие файлы"),
        (with_field(b" DDEAUTO excel"), "читают другие файлы"),
        (letterhead("{{ датта }}"), "Поля «{{ датта }}» портал не знает. Известные поля: «{{ текст }}»"),
        (letterhead("{{ текст }}", "{{ текст }}"), "должно быть одно"),
        (letterhead("Далее: {{ текст }}"), "отдельным абзацем"),
        (letterhead("Герб", in_table="{{ текст }}"), "отдельным абзацем"),
        (letterhead("Герб", footer="{{ текст }}"), "отдельным абзацем"),
    ],
)
def test_what_cannot_be_printed_on_is_refused_with_a_reason(content, sentence):
    assert sentence in " ".join(check_letterhead(content)).replace("\u00a0", " ")


def test_a_link_to_a_site_is_no_danger():
    assert check_letterhead(with_link(b"hyperlink")) == []
    assert check_letterhead(with_field(b" PAGE ")) == []


def test_braces_that_nothing_closes_take_no_time():
    """Looked for with every way to part the blanks, a thousand of them took seconds and this many would take hours."""
    assert check_letterhead(letterhead("{{" + " " * 20_000)) == []


def test_a_page_with_too_little_room_is_refused():
    made = docx.Document()
    made.sections[0].left_margin = docx.shared.Mm(120)

    assert "Уменьшите поля страницы" in " ".join(check_letterhead(saved(made)))


@given(st.binary(max_size=200))
def test_no_file_breaks_the_check(content):
    assert check_letterhead(content)


@given(st.integers(0, len(GOOD) - 40), st.binary(max_size=40))
def test_no_damage_to_a_letterhead_breaks_the_check(place, junk):
    assert isinstance(check_letterhead(GOOD[:place] + junk + GOOD[place + 40 :]), list)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*LetterheadField.values, "{{", "}}", "{{ дата }}", " ", "\n", "№"]), max_size=6))
def test_no_words_of_a_letterhead_break_the_filling(pieces):
    content = Content("", (DocumentPart((Paragraph((ProseSpan("Слова"),)),)),))

    assert "Слова" in lines(render_docx(content, letterhead=letterhead("".join(pieces))))
