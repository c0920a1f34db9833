"""Lists of schools with low results: a table of criteria for each school, or one table of schools."""

from indicators.identification.wording import plural
from indicators.models import Criterion, ListedSchool, LowResultList
from portal.prose import parse_prose
from reports.content.blocks import Block, Cell, Column, Content, Part, Row, SignatureLine, Table
from reports.content.framing import annex_caption, head_signature, heading
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import Programme

STANDARD_TITLES = {
    "number": "№ п/п",
    "name": "Наименование критерия",
    "current": "Текущий результат",
    "expected": "Ожидаемый результат",
}
_KINDS = {"number": "number", "name": "text", "current": "text", "expected": "text"}


def build_low_results(document: Document) -> Content:
    if document.low_result_list:
        return _build_list(document.low_result_list)
    programme = document.programme
    parts = low_result_parts(programme)
    if not parts:
        raise MissingPart("В программе нет списков школ с низкими результатами.")
    return Content(f"{DocumentKind.LOW_RESULT_SCHOOLS.label}. {programme.title}", signed(parts, programme))


def signed(parts: list[Part], programme: Programme) -> tuple[Part, ...]:
    """The signature stands at the end of the last part."""
    *others, last = parts
    return *others, Part((*last.blocks, *head_signature(programme)), last.starts_page)


def low_result_parts(programme: Programme) -> list[Part]:
    """Each list from a new page, with the caption of its own annex."""
    lists = programme.low_result_lists.order_by("programme_links__position").select_related("period", "order")
    return _parts(list(lists))


def _build_list(low_result_list: LowResultList) -> Content:
    """A list that belongs to no programme, signed by the head of the municipality's department."""
    (part,) = _parts([low_result_list])
    part = Part((*part.blocks, *_total(low_result_list)), True)
    department = getattr(low_result_list.municipality, "department", None)
    if department and department.head_name:
        part = Part((*part.blocks, SignatureLine(department.head_position or "", department.head_name)), True)
    return Content(" ".join([str(low_result_list), str(low_result_list.period or "")]).strip(), (part,))


def _total(low_result_list: LowResultList) -> tuple[Block, ...]:
    """«В список включено 6 школ.»"""
    count = low_result_list.listed_schools.count()
    verb, noun = plural(count, "включена", "включены", "включено"), plural(count, "школа", "школы", "школ")
    return parse_prose(f"В список {verb} {count} {noun}." if count else "В список не включена ни одна школа.")


def _parts(lists: list[LowResultList]) -> list[Part]:
    schools: dict[int, list[ListedSchool]] = {}
    for school in ListedSchool.objects.filter(low_result_list__in=lists):
        schools.setdefault(school.low_result_list_id, []).append(school)
    criteria: dict[int, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(listed_school__low_result_list__in=lists):
        criteria.setdefault(criterion.listed_school_id, []).append(criterion)
    return [Part(_list_blocks(each, schools.get(each.pk, []), criteria), starts_page=True) for each in lists]


def _list_blocks(each: LowResultList, schools: list[ListedSchool], criteria: dict) -> tuple[Block, ...]:
    title = each.title if each.title is not None else DocumentKind.LOW_RESULT_SCHOOLS.label
    blocks = [*annex_caption(each.caption, each.annex, each.order), *heading(title)]
    if each.period and each.period.label not in title:
        blocks += parse_prose(str(each.period), "center")
    if not any(school.pk in criteria for school in schools):
        return *blocks, _table_of_schools(each.columns, schools)
    for school in schools:
        blocks += heading(school.name, 2)
        if school.pk in criteria:
            blocks.append(_table_of_criteria(each.columns, criteria[school.pk]))
    return tuple(blocks)


def _head(titles: list[str]) -> tuple[Row, ...]:
    return (Row(tuple(Cell(parse_prose(title, "center"), align="center", bold=True) for title in titles)),)


def _table_of_criteria(columns: list[str] | None, criteria: list[Criterion]) -> Table:
    """The list's own headings; as many as there are kinds of values head those, otherwise all four in their order."""
    used = [key for key in STANDARD_TITLES if any(getattr(each, key) is not None for each in criteria)]
    keys: list[str | None] = list(STANDARD_TITLES)
    if not columns:
        keys = [key for key in keys if key in used or key == "name"]
        columns = [STANDARD_TITLES[key] for key in keys]
    elif len(columns) == len(used):
        keys = used
    titles = list(columns) + [STANDARD_TITLES[key] for key in keys[len(columns) :]]
    keys += [None] * (len(titles) - len(keys))
    rows = (Row(tuple(_criterion_cell(each, key) for key in keys)) for each in criteria)
    return Table(tuple(Column(_KINDS.get(key, "text")) for key in keys), _head(titles), tuple(rows))


def _criterion_cell(criterion: Criterion, key: str | None) -> Cell:
    align = "center" if key == "number" else "left"
    return Cell(parse_prose(getattr(criterion, key) if key else None, align), align=align)


def _table_of_schools(columns: list[str] | None, schools: list[ListedSchool]) -> Table:
    titles = list(columns or ["№ п/п", "Наименование школы"])
    is_numbered = len(titles) > 1
    rows = []
    for number, school in enumerate(schools, 1):
        name = Cell(parse_prose(school.name, "left"))
        cells = [Cell(parse_prose(str(number), "center"), align="center"), name] if is_numbered else [name]
        rows.append(Row((*cells, *(Cell() for _ in titles[len(cells) :]))))
    kinds = ["number", *("text" for _ in titles[1:])] if is_numbered else ["text"]
    return Table(tuple(Column(kind) for kind in kinds), _head(titles), tuple(rows))
