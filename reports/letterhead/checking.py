"""Checks an uploaded letterhead before it is kept."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from portal.archives import has_macros, is_encrypted, is_too_large
from reports.blocks.content import Content, DocumentPart
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.docx.letterhead_filling import FIELD, field_name, is_text_place, paragraph_text, paragraphs
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.rendering import render_docx
from reports.layout.docx.sections import SectionPages
from reports.layout.typography import NO_BREAK_SPACE

MOST_BYTES = 5 * 2**20
MOST_UNPACKED_BYTES = 50 * 2**20
# Opening and closing tags, and their attributes; a letterhead of Word has some thousands.
MOST_ELEMENTS, MOST_ATTRIBUTES = 200_000, 400_000
NARROWEST_TEXT_MM = 100

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OUTSIDE = re.compile(r"\s*\\?(INCLUDE(TEXT|PICTURE)|DDE(AUTO)?|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)
_DOCUMENT_TYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_OBJECTS = ("/oleObject", "/package", "/control", "/aFChunk", "/subDocument")
# What python-docx and zipfile raise if parts are damaged, or aren't what their names say.
_UNREADABLE = (
    OpcError, PythonDocxError, etree.XMLSyntaxError, LookupError, ValueError, TypeError, AttributeError,
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
)  # fmt: skip
_HOW_TO_SAVE = "Откройте его в Word и сохраните как «Документ Word (*.docx)»."


def check_letterhead(content: bytes) -> list[str]:
    """Return sentences about everything that is wrong with the file; none if orders can be printed on it."""
    if len(content) > MOST_BYTES:
        return [f"Файл больше {MOST_BYTES // 2**20} МБ. Уменьшите рисунки: бланку хватает герба в несколько килобайт."]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if is_encrypted(archive):
                return ["Файл защищён паролем. Снимите пароль и загрузите снова."]
            if is_too_large(archive, MOST_UNPACKED_BYTES):
                return ["После распаковки файл слишком велик для бланка. Уберите из него лишнее."]
            if faults := list(_check_parts(archive)):
                return faults
    except (etree.XMLSyntaxError, KeyError, zlib.error):
        return [f"Файл повреждён: прочитать его не удалось. {_HOW_TO_SAVE}"]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return [f"Это не документ Word (.docx). {_HOW_TO_SAVE}"]
    return _check_document(content)


def _check_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is wrong with the package's parts. Raises ValueError if one declares a document type (DTD)."""
    names = archive.namelist()
    elements = attributes = 0
    for name in names:
        if name.casefold().endswith((".xml", ".rels")):
            content = archive.read(name)
            elements += content.count(b"<")
            attributes += content.count(b"=")
            if any(sign in content for sign in _DOCUMENT_TYPES):
                raise ValueError("A part of a Word document declares no document type")
    if elements > MOST_ELEMENTS or attributes > MOST_ATTRIBUTES:
        yield "В файле слишком много содержимого. Оставьте в бланке только то, что печатается на каждом приказе."
        return
    if "[Content_Types].xml" not in names:
        yield f"Это не документ Word (.docx). {_HOW_TO_SAVE}"
        return
    types = {each.get("ContentType", "") for each in _parse_part(archive, "[Content_Types].xml").iter("{*}Override")}
    if has_macros(archive):
        yield "В файле есть макросы. Сохраните его как «Документ Word (*.docx)», без макросов."
    elif _MAIN not in types:
        yield f"Это не документ Word (.docx): так бывает с шаблонами (.dotx) и другими файлами. {_HOW_TO_SAVE}"
    relations = [
        each for name in names if name.endswith(".rels") for each in _parse_part(archive, name).iter("{*}Relationship")
    ]
    if any(each.get("TargetMode") == "External" and not _type_of(each).endswith("/hyperlink") for each in relations):
        yield "Файл ссылается на другие файлы (шаблон, рисунок или таблицу). Вставьте их в него, разорвав связь."
    if any(_type_of(each).endswith(_OBJECTS) for each in relations):
        yield "В файл вставлены объекты других программ. Замените их рисунком или текстом."
    if any(_reads_other_files(_parse_part(archive, name)) for name in names if re.fullmatch(r"word/[^/]+\.xml", name)):
        yield "В файле есть поля Word, которые читают другие файлы. Замените их обычным текстом."


def _parse_part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("A part of a Word document declares no document type")
    return root


def _type_of(relation: etree._Element) -> str:
    return relation.get("Type", "")


def _reads_other_files(part: etree._Element) -> bool:
    """Return whether a field of Word reads other files. A field's instruction may be split into several runs."""
    complete = (
        "".join(each.text or "" for each in paragraph.iter(qn("w:instrText"))) for paragraph in part.iter(qn("w:p"))
    )
    simple = (each.get(qn("w:instr"), "") for each in part.iter(qn("w:fldSimple")))
    return any(_OUTSIDE.match(instruction) for instruction in (*complete, *simple))


def _check_document(content: bytes) -> list[str]:
    """Check fields and page width, and try to print an empty order on the letterhead."""
    try:
        manuscript = Manuscript(content)
        faults = [*_check_fields(manuscript), *_check_page(SectionPages(manuscript).width)]
        if not faults:
            render_docx(Content("", (DocumentPart(()),)), letterhead=content)
    except _UNREADABLE:
        return [f"Портал не смог прочитать этот файл. {_HOW_TO_SAVE}"]
    return faults


def _check_fields(manuscript: Manuscript) -> Iterator[str]:
    """Yield which fields are unknown, and whether «{{ текст }}» stands alone in a paragraph, once at most."""
    found = [field.strip() for each in paragraphs(manuscript) for field in FIELD.findall(paragraph_text(each))]
    known = ", ".join(f"«{{{{{NO_BREAK_SPACE}{name}{NO_BREAK_SPACE}}}}}»" for name in LetterheadField.values)
    for typed in dict.fromkeys(found):
        if field_name(typed) not in LetterheadField.values:
            yield f"Поля «{{{{ {typed[:40]} }}}}» портал не знает. Известные поля: {known}."
    texts = sum(field_name(typed) == LetterheadField.TEXT for typed in found)
    places = sum(is_text_place(each) for each in manuscript.body.iterchildren(qn("w:p")))
    if texts > 1:
        yield "Поле «{{ текст }}» должно быть одно."
    elif texts > places:
        yield "Поле «{{ текст }}» должно стоять отдельным абзацем: не в таблице, не в колонтитуле и без других слов."


def _check_page(width: float) -> Iterator[str]:
    if width < NARROWEST_TEXT_MM:
        yield (
            f"Между полями страницы остаётся {width:.0f} мм, а тексту приказа нужно {NARROWEST_TEXT_MM}. "
            "Уменьшите поля страницы."
        )
