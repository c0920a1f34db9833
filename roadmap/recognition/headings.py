"""Which paragraphs are headings, which of them are a document's title, a section's, a table's."""

from __future__ import annotations

import re

from portal.sources.source import SourceAlignment, SourceBlock, SourceOrigin, SourceParagraph
from roadmap.recognition.columns import period_heading
from roadmap.recognition.placed import PlacedText

_LONGEST = 500
_SENTENCE = re.compile(r"[.;,]\s*$")
_HEADING_STYLE = re.compile(r"^(?:heading|заголовок|title|название|subtitle|подзаголовок)", re.I)
_TITLE_GOES_ON = re.compile(r"^\W*(?:[«\"(]|[а-яё]|(?:на|по|в|и|для|с)\s|20\d\d|НА\s|ПО\s|В\s)")
_MERE_KIND = re.compile(
    r"^\W*(?:муниципальная\s+)?(?:целевая\s+)?(?:программа|план|комплекс\s+мер|дорожная\s+карта|план\s+мероприятий|отч[её]т)\W*$",
    re.I,
)
_PART = re.compile(
    r"^\W*(?:паспорт\b|сокращения|введение|содержание$|пояснительная|(?:[IVXL]+|\d+(?:\.\d+)*)[.)]\s|раздел\b|глава\b|общие\s+положения|"
    r"целевой\s+раздел|характеристика|анализ\b|актуальность|обоснование|основные\s+понятия|термины|форма\s+\d|таблица\s+\d)",
    re.I,
)
_NAMED_PART = re.compile(
    r"(?:муниципальн\w+\s+)?(?:целев\w+\s+)?программа\b.*20\d\d|паспорт(?:\s+\w+)?\s*программы|дорожная\s+карта\b|"
    r"план\s+(?:мероприятий|работы)\b|целевые\s+(?:показатели|индикаторы)\b",
    re.I,
)
_TITLE_PAGE = re.compile(
    r"^\W*(?:(?:г|с|п|пгт|рп|р\.п|ст|д|х|село|город|пос[её]лок|станица)\.?\s*[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?\W*(?:20\d\d)?\W*(?:г\.?|год)?|20\d\d\s*(?:г\.?|год)?)\W*$"
)
_NUMBERED = re.compile(r"^((?:[IVXL]+|\d+(?:\.\d+)*))[.)]?\s+(?=\D)(.+)$", re.S)
_CONTINUATION = re.compile(r"\W*(?:продолжение|окончание)\s+(?:таблицы|приложения)\b.{0,40}$", re.I)
_TABLE_LABEL = re.compile(r"^\W*таблица\s*(?:№\s*)?\d*[.\d]*\W*(?:$|[А-ЯЁ])", re.I)


def is_heading(block: SourceBlock) -> bool:
    """It stands out, by its style, its place or its letters, and is no sentence of the text."""
    if not isinstance(block, SourceParagraph) or block.is_blank or block.origin == SourceOrigin.FOOTNOTE:
        return False
    text = block.text.strip()
    if len(text) > _LONGEST or block.is_bulleted:
        return False
    if block.outline_level is not None or _HEADING_STYLE.match(block.style):
        return True
    centred = block.alignment == SourceAlignment.CENTER
    if block.is_bold:
        return centred or not _SENTENCE.search(text)
    return centred and not text.endswith((";", ",")) and len(text) < 250


def could_be_heading(paragraph: SourceParagraph) -> bool:
    """Set as text, but short, no item of a list, no sentence, and no label of a table."""
    text = paragraph.text.strip()
    return (
        len(text) < 200
        and not paragraph.is_bulleted
        and not text.endswith((".", ";", ",", ":"))
        and "\t" not in text
        and text[:1].isupper()
        and not is_table_label(text)
    )


def names_a_part(text: str) -> bool:
    """«Паспорт программы», «Дорожная карта …», «Муниципальная программа … на 2021–2023 годы»."""
    return bool(_NAMED_PART.match(text))


def rank_of(paragraph: SourceParagraph) -> tuple[float, ...]:
    """How much a heading weighs beside another: by its level, its letters, the space before it."""
    level = 9 if paragraph.outline_level is None else paragraph.outline_level
    return (-level, paragraph.size, paragraph.space_before)


def goes_on(title: str, paragraph: SourceParagraph) -> bool:
    """Whether the line belongs to the title above it."""
    text = paragraph.shown.strip()
    if _PART.match(text) or stands_on_title_page(text):
        return False
    return (
        bool(_MERE_KIND.match(title.strip()))
        or bool(_TITLE_GOES_ON.match(text))
        or title.rstrip().endswith((",", "-", "–"))
    )


def numbered_title(paragraph: SourceParagraph) -> tuple[PlacedText | None, PlacedText]:
    """The number without its dot, and the title."""
    text = " ".join(paragraph.text.split())
    if paragraph.number:
        return PlacedText(paragraph.number.rstrip(".)"), [paragraph.place]), PlacedText(text, [paragraph.place])
    if found := _NUMBERED.match(text):
        return PlacedText(found[1], [paragraph.place]), PlacedText(found[2].strip(), [paragraph.place])
    return None, PlacedText(text, [paragraph.place])


def is_continuation(text: str) -> bool:
    """«Продолжение таблицы 1»: the table below goes on; «Продолжение работы …» is text."""
    return bool(_CONTINUATION.match(text))


def is_table_label(text: str) -> bool:
    """«Таблица 1», «Таблица 2. Результаты ЕГЭ»."""
    return len(text) < 250 and bool(_TABLE_LABEL.match(text))


def stands_on_title_page(text: str) -> bool:
    """«с. Дивеево», «2022 год», «г. Кудымкар, 2023»."""
    return bool(_TITLE_PAGE.match(text))


def is_mere_period(text: str) -> bool:
    """«2026 год», «на 2019/20 учебный год»; «на 2024–2025 годы» are the years of all."""
    return len(text) < 50 and "годы" not in text.casefold() and period_heading(text) is not None
