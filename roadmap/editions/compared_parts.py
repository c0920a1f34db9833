"""The parts of two revisions of a programme, each as places that can be compared."""

from collections import Counter
from collections.abc import Iterable

from portal.text.keys import natural_key
from roadmap.editions.compared_plan import cell_words, plan_places, titles_of
from roadmap.editions.comparing import ComparedPlace, ComparedRow, PartCompared, compare_places, numbered
from roadmap.plan.models import Roadmap
from roadmap.programmes.kept_tables import full_rows, rows_read_out
from roadmap.programmes.models import Programme, Section
from roadmap.targets.models import IndicatorRow, IndicatorTable, TargetValue


def compare_programmes(old: Programme, new: Programme) -> list[PartCompared]:
    """The parts that differ, each with those of its rows that do, in the new revision's order.

    Activities and stages are known again by their origin, the rest by its name, or by its words under another name.
    """
    before, after = (list(each.sections.all()) for each in (old, new))
    headed = {each.part for each in [*before, *after] if each.is_stated}
    both = {
        "Название и сроки": (_head(old), _head(new)),
        "Паспорт": (_passport(old), _passport(new)),
        "Разделы": (_sections(before, headed), _sections(after, headed)),
        "Сокращения": (_abbreviations(old), _abbreviations(new)),
        "Заголовки таблиц": (_tables(old), _tables(new)),
        "Показатели": (_indicators(old), _indicators(new)),
        "План мероприятий": (plan_places(old, known_by="pk"), plan_places(new, known_by="origin_id")),
        "Ресурсное обеспечение": (_money(old), _money(new)),
        "Приложения": (_annexes(old), _annexes(new)),
        "Списки школ": (_lists(old), _lists(new)),
    }
    parts = [
        PartCompared(title, compare_places(*places, tells_order=title != "Разделы")) for title, places in both.items()
    ]
    parts.insert(1, PartCompared("Порядок частей", _reordered(before, after)))
    return [part for part in parts if part.changes]


def _reordered(before: list[Section], after: list[Section]) -> list[ComparedRow]:
    """Of the document's places that both revisions have those that have moved: their words are told elsewhere."""
    old, new = (
        numbered(ComparedPlace(_section_key(each), str(each), {}) for each in sections) for sections in (before, after)
    )
    common = {place.key for place in old} & {place.key for place in new}
    return compare_places(*([place for place in places if place.key in common] for places in (old, new)))


def _section_key(section: Section) -> str:
    """A part's heading is the part's, whatever it says."""
    return natural_key(section.title or "") if section.part == Section.Part.TEXT else f"часть {section.part}"


def _head(programme: Programme) -> Iterable[ComparedPlace]:
    yield ComparedPlace("head", "Программа", {"Название": programme.title, "Годы": programme.years})
    stamp = {"Должность": programme.stamp_position, "Фамилия и инициалы": programme.stamp_name}
    if any(stamp.values()):
        yield ComparedPlace("stamp", "«Утверждаю»", stamp)


def _passport(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(natural_key(row.label or ""), row.label or "—", {"Текст": row.text, "Строка": row.label})
        for row in programme.passport.all()
    )


def _sections(sections: list[Section], headed: set[str]) -> Iterable[ComparedPlace]:
    """Those with words of their own, and of parts also one that has lost its heading."""
    return numbered(
        ComparedPlace(
            _section_key(row),
            str(row),
            {"Номер": row.number, "Заголовок": row.title, "Текст": row.text} | _table_words(row.tables),
        )
        for row in sections
        if row.is_stated or row.part in headed
    )


def _abbreviations(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(natural_key(row.short or ""), row.short or "—", {"Полностью": row.long, "Сокращение": row.short})
        for row in programme.abbreviations.all()
    )


def _annexes(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(
            natural_key(row.title or ""),
            str(row),
            {"Заголовок": row.title, "Текст": row.text} | _table_words(row.tables),
        )
        for row in programme.annexes.all()
    )


def _table_words(tables: list[dict]) -> dict[str, str]:
    return {
        f"Таблица {number}": "\n".join(" | ".join(line) for line in full_rows(table))
        for number, table in enumerate(tables, 1)
    }


def _money(programme: Programme) -> Iterable[ComparedPlace]:
    """Rows of money by years and sources, known by what isn't a sum in them."""
    table = (programme.resources or {}).get("table", {})
    found = []
    for at, line in enumerate(rows_read_out(table), 1):
        words = dict.fromkeys(text.strip() for text in line if text.strip() and not any(map(str.isdigit, text)))
        title = ", ".join(words) or f"строка {at}"
        found.append(ComparedPlace(natural_key(title), title, {"Строка таблицы": " | ".join(line)}))
    return numbered(found)


def _lists(programme: Programme) -> Iterable[ComparedPlace]:
    lists = programme.low_result_lists.select_related("period").order_by("programme_links__position")
    return numbered(
        ComparedPlace((natural_key(str(each)), each.period_id), str(each), {"Год": each.period and each.period.label})
        for each in lists
    )


def _tables(programme: Programme) -> Iterable[ComparedPlace]:
    """The headings of the tables and of their columns, in their order."""
    if table := IndicatorTable.objects.filter(programme=programme).first():
        layout = table.get_layout_display() if table.layout else None
        words = {"Заголовок": table.title, "Вид таблицы": layout, "Периоды": _joined(table.period_labels)}
        yield ComparedPlace("indicators", "Таблица показателей", words | {"Столбцы": _columns(table)})
    if roadmap := Roadmap.objects.filter(programme=programme).first():
        words = {"Заголовок": roadmap.title, "Период": roadmap.period, "Столбцы": _columns(roadmap)}
        yield ComparedPlace("roadmap", "План мероприятий", words)


def _columns(table: IndicatorTable | Roadmap) -> str | None:
    return _joined([column.get("title", "") for column in table.columns or []])


def _joined(labels: list[str] | None) -> str | None:
    return " | ".join(labels) if labels else None


def _indicators(programme: Programme) -> Iterable[ComparedPlace]:
    rows = IndicatorRow.objects.filter(group__table__programme=programme).select_related("group__table")
    found: list[ComparedPlace] = []
    groups: dict[int, ComparedPlace] = {}
    seen: Counter[str] = Counter()
    for row in rows.prefetch_related("values__period"):
        group = row.group
        if group.pk not in groups:
            title = group.title or ""
            seen[natural_key(title)] += 1
            key = "group", natural_key(title), seen[natural_key(title)]
            groups[group.pk] = ComparedPlace(key, title, {"Раздел таблицы": group.title})
            if title:  # without one it is no line of the table
                found.append(groups[group.pk])
        within = groups[group.pk]
        key = natural_key(f"{row.heading or ''} {row.name or ''}")
        named = f"в разделе «{within.title}»" if within.title else ""
        found.append(ComparedPlace(key, str(row), _indicator_words(row), (within.key, 1), named))
    return numbered(found)


def _indicator_words(row: IndicatorRow) -> dict[str, str | None]:
    words = {"Номер": row.number, "Название": row.name, "База": row.baseline, "Целевое значение": row.target}
    words |= {"Единица": row.unit} | cell_words(row.cells, titles_of(row.group.table.columns))
    for value in row.values.all():
        words |= {f"{name}, {value.period.label}": text for name, text in _stated(value)}
    return words


def _stated(value: TargetValue) -> list[tuple[str, str]]:
    return [(name, text) for name, text in (("План", value.plan), ("Факт", value.fact)) if text is not None]
