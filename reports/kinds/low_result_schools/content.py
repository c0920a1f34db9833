"""Lists of schools with low results: a table of criteria for each school, or one table of schools.

A list that came with a document is printed as that states it. A list that the portal made begins with a table of its
schools, and then has only criteria of its own year, and of these only those with a value.
"""

import re
from dataclasses import dataclass, replace

from indicators.identification.models import Criterion, ListedSchool, LowResultList
from portal.text.plurals import counted, participle
from portal.text.prose import parse_prose
from reports.blocks.cells import cell, figure_cell, keyed_cell, table_of
from reports.blocks.content import Block, Content, DocumentPart, SignatureLine, Table, TableCell, TableRow
from reports.blocks.framing import annex_caption, head_signature, heading
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.annexes import list_annex
from roadmap.programmes.models import Programme

TITLE = "Список школ с низкими результатами"
STANDARD_TITLES = {
    "number": "№ п/п",
    "name": "Наименование критерия",
    "current": "Текущий результат",
    "expected": "Ожидаемый результат",
}
_KINDS = {"number": "number", "name": "text", "current": "text", "expected": "text"}
_YEAR = re.compile(r", (\d{4}(?:-\d{4})?)$")
_NOTHING = ("", "-", "–", "—")


@dataclass(frozen=True)
class _PrintedCriterion:
    number: str
    name: str
    current: str | None
    expected: str | None


def build_low_results(request: DocumentRequest) -> Content:
    if request.low_result_list:
        return _build_list(request.low_result_list)
    programme = request.programme
    parts = low_result_parts(programme)
    if not parts:
        raise MissingPart("В программе нет списков школ с низкими результатами.")
    return Content(f"{TITLE}. {programme.title}", signed(parts, programme))


def signed(parts: list[DocumentPart], programme: Programme) -> tuple[DocumentPart, ...]:
    """Append the head's signature to the last part."""
    *others, last = parts
    return *others, DocumentPart((*last.blocks, *head_signature(programme)), last.starts_page)


def low_result_parts(programme: Programme) -> list[DocumentPart]:
    """Return the programme's lists, each on a new page with the caption of its own annex."""
    lists = programme.low_result_lists.order_by("programme_links__position").select_related("period", "order")
    return _parts(list(lists))


def _build_list(low_result_list: LowResultList) -> Content:
    """Build the document of one list without a programme, signed by the head of the municipality's department."""
    (part,) = _parts([low_result_list])
    part = DocumentPart((*part.blocks, *_total_sentence(low_result_list)), True)
    department = getattr(low_result_list.municipality, "department", None)
    if department and department.head_name:
        part = DocumentPart((*part.blocks, SignatureLine(department.head_position or "", department.head_name)), True)
    return Content(" ".join([str(low_result_list), str(low_result_list.period or "")]).strip(), (part,))


def _total_sentence(low_result_list: LowResultList) -> tuple[Block, ...]:
    """Return such a sentence: «В список включено 6 школ.»"""
    count = low_result_list.listed_schools.count()
    verb, schools = participle(count, "включена"), counted(count, "школа", "школы", "школ")
    return parse_prose(f"В список {verb} {schools}." if count else "В список не включена ни одна школа.")


def _parts(lists: list[LowResultList]) -> list[DocumentPart]:
    schools: dict[int, list[ListedSchool]] = {}
    for school in ListedSchool.objects.filter(low_result_list__in=lists):
        schools.setdefault(school.low_result_list_id, []).append(school)
    criteria: dict[int, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(listed_school__low_result_list__in=lists):
        criteria.setdefault(criterion.listed_school_id, []).append(criterion)
    return [DocumentPart(_list_blocks(each, schools.get(each.pk, []), criteria), starts_page=True) for each in lists]


def _list_blocks(each: LowResultList, schools: list[ListedSchool], criteria: dict) -> tuple[Block, ...]:
    title = each.title if each.title is not None else TITLE
    caption = annex_caption(each.caption, list_annex(each), each.order, is_annex=each.run_id is not None)
    blocks = [*caption, *heading(title)]
    if each.period and each.period.label not in title:
        blocks += parse_prose(str(each.period), "center")
    if not any(school.pk in criteria for school in schools):
        return *blocks, _table_of_schools(each.columns, schools)
    if each.run_id:
        blocks.append(_table_of_schools(None, schools))
        criteria = {school.pk: _criteria_of_year(criteria.get(school.pk, []), each) for school in schools}
    for school in schools:
        if each.run_id is None or criteria[school.pk]:
            blocks += heading(school.name, 2)
        if criteria.get(school.pk):
            blocks.append(_table_of_criteria(each.columns, criteria[school.pk]))
    return tuple(blocks)


def _criteria_of_year(criteria: list[Criterion], listed: LowResultList) -> list[_PrintedCriterion]:
    """Return the criteria to print, numbered anew.

    Left out are those without a value, and those of earlier years (which the method looks back at) unless an
    expected result was typed.
    """
    label = listed.period.label if listed.period else ""
    said = [each for each in criteria if _says_something(each) and (each.expected or _year_of(each) in ("", label))]
    return [
        _PrintedCriterion(f"{number}.", (each.name or "").removesuffix(f", {label}"), each.current, each.expected)
        for number, each in enumerate(said, 1)
    ]


def _says_something(criterion: Criterion) -> bool:
    return any((text or "").strip() not in _NOTHING for text in (criterion.current, criterion.expected))


def _year_of(criterion: Criterion) -> str:
    """Return the year at the end of the criterion's name («…, 2026»), written where a method reads several years."""
    found = _YEAR.search(criterion.name or "")
    return found[1] if found else ""


def _table_of_criteria(columns: list[str] | None, criteria: list[Criterion | _PrintedCriterion]) -> Table:
    """Build the table of a school's criteria under the list's own headings, if it has any.

    As many headings as there are columns with values head these columns; else they head the standard four in order.
    """
    used = [key for key in STANDARD_TITLES if any(getattr(each, key) is not None for each in criteria)]
    keys: list[str | None] = list(STANDARD_TITLES)
    if not columns:
        keys = [key for key in keys if key in used or key == "name"]
        columns = [STANDARD_TITLES[key] for key in keys]
    elif len(columns) == len(used):
        keys = used
    titles = list(columns) + [STANDARD_TITLES[key] for key in keys[len(columns) :]]
    keys += [None] * (len(titles) - len(keys))
    rows = (
        TableRow(tuple(keyed_cell(key, getattr(each, key)) if key else TableCell() for key in keys))
        for each in criteria
    )
    table = table_of(titles, [_KINDS.get(key, "text") for key in keys], rows)
    return replace(table, stays_together=True)


def _table_of_schools(columns: list[str] | None, schools: list[ListedSchool]) -> Table:
    titles = list(columns or ["№ п/п", "Наименование школы"])
    is_numbered = len(titles) > 1
    rows = []
    for number, school in enumerate(schools, 1):
        name = cell(school.name)
        cells = [figure_cell(str(number)), name] if is_numbered else [name]
        rows.append(TableRow((*cells, *(TableCell() for _ in titles[len(cells) :]))))
    kinds = ["number", *("text" for _ in titles[1:])] if is_numbered else ["text"]
    return table_of(titles, kinds, rows)
