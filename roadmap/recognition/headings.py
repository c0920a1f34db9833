"""Tells which paragraphs are headings, and which headings are titles of a document, a section or a table."""

from __future__ import annotations

import re

from portal.sources.source import SourceAlignment, SourceBlock, SourceOrigin, SourceParagraph
from portal.text.phrases import depends_on_words_before
from roadmap.recognition.columns import period_heading
from roadmap.recognition.placed import PlacedText

_LONGEST = 500
_SENTENCE = re.compile(r"(?<!\bруб)(?<!\bг)(?<!\bгг)(?<!\bчел)(?<!\bшт)(?<!\bед)\.\s*$|[;,]\s*$")
_HEADING_STYLE = re.compile(r"^(?:heading|заголовок|title|название|subtitle|подзаголовок)", re.I)
_TITLE_GOES_ON = re.compile(r"^\W*(?:[«\"(]|[а-яё]|20\d\d|(?:НА|ПО|В|И|ДЛЯ|С|ИЗ|К|О|ОБ)\s)")
_TITLE_IS_OVER = re.compile(r"20\d\d\s*(?:г\.?\s*г?\.?|год\w*|уч\w*\.?\s*год\w*)?\W*$", re.I)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FIRST_WORD = re.compile(r"\W*([\w-]+)")
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
_KIND_OF_DOCUMENT = re.compile(
    r"\W*(?:(?:муниципальн|целев|адресн|комплексн|районн|городск|школьн|ведомственн)\w+\s+){0,2}"
    r"(?:под)?(?:программ|план\b|дорожн\w+\s+карт|комплекс\w*\s+мер|концепци|отч[её]т|циклограмм|проект\b)",
    re.I,
)
_OWN_PART = re.compile(
    r"\W*(?:показател|индикатор|перечень|список|реестр|сведения|цел[иь]\b|задач|мероприят|ресурс|финанс|ожидаем|система\s+м)",
    re.I,
)
_OF_RULES = re.compile(r"\W*(?:положение|порядок|состав|регламент|правила|инструкция)\b", re.I)
_ANY_KIND = re.compile(
    r"программ|\bплан|дорожн\w+\s+карт|комплекс\w*\s+мер|\bмер(?:ы|ах|оприят)|концепци|отч[её]т|циклограмм|проект|перечень|"
    r"показател|список|сведения",
    re.I,
)
_MERE_LABEL = re.compile(r"таблица\s*(?:№\s*)?\d[\d.]*", re.I)
_LIST_OF_SCHOOLS = re.compile(
    r"\W*(?:перечень|список|реестр)\w*\s+(?:\w+\s+)?(?:школ|(?:обще)?образовательн|оо\b)", re.I
)
_NAMES_A_BODY = re.compile(
    r"\W*(?:администраци|управлени[ея]\s|отдел\b|комитет\b|департамент|министерств|правительств|муниципальн\w+\s+"
    r"(?:каз[её]нн|бюджетн|автономн|общеобразоват|район|округ|образовани|учрежд)|российская\s+федерация|республика\b|"
    r"м[бка]?о?у\b|мо\s|мку\b|городско\w+\s+округ|"
    r"[\w-]+\s+(?:област|кра|район|округ|улус|кожуун)\w*(?:\s+(?:[\w-]+\s+(?:области|края)|республики\s[\w\s()–-]{3,40}))?\W*$)",
    re.I,
)
_TITLE_PAGE = re.compile(
    r"^\W*(?:(?:г|с|п|пгт|рп|р\.п|ст|д|х|село|город|пос[её]лок|станица)\.?\s*[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?\W*(?:20\d\d)?\W*(?:г\.?|год)?|20\d\d\s*(?:г\.?|год)?)\W*$"
)
_NUMBERED = re.compile(r"^((?:[IVXL]+|\d+(?:\.\d+)*))[.)]?\s+(?=\D)(.+)$", re.S)
_CONTINUATION = re.compile(r"\W*(?:продолжение|окончание)\s+(?:таблицы|приложения)\b.{0,40}$", re.I)
_TABLE_LABEL = re.compile(r"^\W*таблица\s*(?:№\s*)?\d*[.\d]*\W*(?:$|[А-ЯЁ])", re.I)


def is_heading(block: SourceBlock) -> bool:
    """Return whether a block stands out by its style, outline level, alignment or bold type, and is no sentence."""
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
    return centred and "\t" not in text and not text.endswith((";", ",")) and len(text) < 250


def could_be_heading(paragraph: SourceParagraph) -> bool:
    """Return whether a paragraph set as text may be a heading: short, no sentence, no list item, no table label."""
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
    """Return whether the text is called as parts of programmes are: «Паспорт программы», «Дорожная карта …»."""
    return bool(_NAMED_PART.match(text))


def rank_of(paragraph: SourceParagraph) -> tuple[float, ...]:
    """Return a key to compare headings by: outline level, size of letters, space above; greater is more important."""
    level = 9 if paragraph.outline_level is None else paragraph.outline_level
    return (-level, paragraph.size, paragraph.space_before)


def announces(paragraph: SourceParagraph) -> bool:
    """Return whether a short line may announce what stands below it: it is no sentence, or ends in a colon."""
    text = paragraph.text.strip()
    is_own = paragraph.origin == SourceOrigin.BODY and not paragraph.is_bulleted
    return is_own and len(text) < 200 and (text.endswith(":") or not _SENTENCE.search(text))


def goes_on(title: str, paragraph: SourceParagraph, *, is_right_below: bool = False) -> bool:
    """Return whether a line continues the title above it.

    If nothing stands between them (`is_right_below`), the grammatical case of its first word may tell so too.
    """
    text = paragraph.shown.strip()
    if _PART.match(text) or stands_on_title_page(text):
        return False
    return (
        bool(_MERE_KIND.match(title.strip()))
        or bool(_TITLE_GOES_ON.match(text))
        or title.rstrip().endswith((",", "-", "–"))
        or (is_right_below and not _TITLE_IS_OVER.search(title) and _hangs_on(title, text))
    )


def _hangs_on(title: str, text: str) -> bool:
    """Tell whether a line depends on the title above: «Тавдинского муниципального округа», capitals below capitals."""
    if names_a_part(text) or not (first := _FIRST_WORD.match(text)):
        return False
    return (title.isupper() and text.isupper()) or depends_on_words_before(first[1])


def numbered_title(paragraph: SourceParagraph) -> tuple[PlacedText | None, PlacedText]:
    """Split a heading into its number without the final dot, None if it has none, and its title."""
    text = " ".join(paragraph.text.split())
    if paragraph.number:
        return PlacedText(paragraph.number.rstrip(".)"), [paragraph.place]), PlacedText(text, [paragraph.place])
    if found := _NUMBERED.match(text):
        return PlacedText(found[1], [paragraph.place]), PlacedText(found[2].strip(), [paragraph.place])
    return None, PlacedText(text, [paragraph.place])


def is_continuation(text: str) -> bool:
    """Return whether the text says that a table continues: «Продолжение таблицы 1», but not «Продолжение работы …»."""
    return bool(_CONTINUATION.match(text))


def is_table_label(text: str) -> bool:
    """Return whether the text is a table's label: «Таблица 1», «Таблица 2. Результаты ЕГЭ»."""
    return len(text) < 250 and bool(_TABLE_LABEL.match(text))


def is_mere_label(text: str) -> bool:
    """Return whether the text is a table's label without a name: «Таблица 3»."""
    return bool(_MERE_LABEL.fullmatch(text.strip()))


def begins_title(text: str) -> bool:
    """Return whether the text begins by saying what the document is: a programme, a plan, measures."""
    return bool(_KIND_OF_DOCUMENT.match(text))


def tells_what_it_is(title: str) -> bool:
    """Return whether a title says anywhere what the document is; it may begin with a number or a body."""
    return bool(_ANY_KIND.search(title))


def begins_part(text: str) -> bool:
    """Return whether a line begins something of its own below a title: a part, another document, indicators, a list."""
    return bool(_PART.match(text) or _OWN_PART.match(text)) or begins_title(text) or names_a_part(text)


def names_years(text: str) -> bool:
    return bool(_YEAR.search(text))


def ends_with_years(text: str) -> bool:
    return bool(_TITLE_IS_OVER.search(text.strip()))


def lays_down_rules(title: str) -> bool:
    """Return whether the title is that of an annex with rules or a board's members: «Положение о …», «Состав …»."""
    return bool(_OF_RULES.match(title))


def lists_schools(title: str) -> bool:
    """Return whether the title is that of a list of schools: «Перечень школ …», «Список … организаций …»."""
    return bool(_LIST_OF_SCHOOLS.match(title))


def names_a_body(text: str) -> bool:
    """Tell whether the text begins with the body whose document it is: «МКУ «Комитет …»», «Администрация … района»."""
    return len(text) < 200 and bool(_NAMES_A_BODY.match(text))


def stands_on_title_page(text: str) -> bool:
    """Return whether the text is a title page's place or year: «с. Дивеево», «2022 год», «г. Кудымкар, 2023»."""
    return bool(_TITLE_PAGE.match(text))


def is_mere_period(text: str) -> bool:
    """Return whether the text is only a period: «2026 год», «на 2019/20 учебный год».

    «на 2024–2025 годы» isn't, because it gives the years of the whole document.
    """
    return len(text) < 50 and "годы" not in text.casefold() and period_heading(text) is not None
