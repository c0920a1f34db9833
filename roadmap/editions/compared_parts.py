"""Compares two revisions of a programme part by part."""

from collections import Counter
from collections.abc import Iterable

from portal.text.keys import natural_key
from roadmap.editions.compared_plan import cell_words, plan_places, titles_of
from roadmap.editions.comparing import ComparedPlace, ComparedRow, PartCompared, compare_places, numbered
from roadmap.plan.models import Roadmap
from roadmap.programmes.kept_tables import full_rows, places_in_words, rows_read_out
from roadmap.programmes.models import Programme, Section
from roadmap.targets.models import IndicatorRow, IndicatorTable, TargetValue


def compare_programmes(old: Programme, new: Programme) -> list[PartCompared]:
    """Return the parts that differ, each with its rows compared, in the new revision's order.

    Activities and stages are recognised by their origin, all else by its name, or by its words under another name.
    """
    before, after = (list(each.sections.all()) for each in (old, new))
    headed = {each.part for each in [*before, *after] if each.is_stated}
    both = {
        "Название и сроки": (_read_head(old), _read_head(new)),
        "Паспорт": (_read_passport(old), _read_passport(new)),
        "Разделы": (_read_sections(before, headed), _read_sections(after, headed)),
        "Сокращения": (_read_abbreviations(old), _read_abbreviations(new)),
        "Заголовки таблиц": (_read_tables(old), _read_tables(new)),
        "Показатели": (_read_indicators(old), _read_indicators(new)),
        "План мероприятий": (plan_places(old, known_by="pk"), plan_places(new, known_by="origin_id")),
        "Ресурсное обеспечение": (_read_money(old), _read_money(new)),
        "Приложения": (_read_annexes(old), _read_annexes(new)),
        "Списки школ": (_read_lists(old), _read_lists(new)),
    }
    parts = [
        PartCompared(title, compare_places(*places, tells_order=title != "Разделы")) for title, places in both.items()
    ]
    parts.insert(1, PartCompared("Порядок частей", _compare_order(before, after)))
    return [part for part in parts if part.changes]


def _compare_order(before: list[Section], after: list[Section]) -> list[ComparedRow]:
    """Compare only the order of the places that both revisions have; their words are compared in other parts."""
    old, new = (
        numbered(ComparedPlace(_key_of_section(each), str(each), {}) for each in sections)
        for sections in (before, after)
    )
    common = {place.key for place in old} & {place.key for place in new}
    return compare_places(*([place for place in places if place.key in common] for places in (old, new)))


def _key_of_section(section: Section) -> str:
    """Return by what a section is recognised: its title, or for the heading of a part, which part it is."""
    return natural_key(section.title or "") if section.part == Section.Part.TEXT else f"часть {section.part}"


def _read_head(programme: Programme) -> Iterable[ComparedPlace]:
    yield ComparedPlace("head", "Программа", {"Название": programme.title, "Годы": programme.years})
    stamp = {"Должность": programme.stamp_position, "Фамилия и инициалы": programme.stamp_name}
    if any(stamp.values()):
        yield ComparedPlace("stamp", "«Утверждаю»", stamp)


def _read_passport(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(natural_key(row.label or ""), row.label or "—", {"Текст": row.text, "Строка": row.label})
        for row in programme.passport.all()
    )


def _shown(text: str | None) -> str | None:
    return text and places_in_words(text)


def _read_sections(sections: list[Section], headed: set[str]) -> Iterable[ComparedPlace]:
    """Return the sections with words of their own, and places of parts that have a heading in either revision."""
    return numbered(
        ComparedPlace(
            _key_of_section(row),
            str(row),
            {"Номер": row.number, "Заголовок": row.title, "Текст": _shown(row.text)} | _read_table_words(row.tables),
        )
        for row in sections
        if row.is_stated or row.part in headed
    )


def _read_abbreviations(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(natural_key(row.short or ""), row.short or "—", {"Полностью": row.long, "Сокращение": row.short})
        for row in programme.abbreviations.all()
    )


def _read_annexes(programme: Programme) -> Iterable[ComparedPlace]:
    return numbered(
        ComparedPlace(
            natural_key(row.title or ""),
            str(row),
            {"Заголовок": row.title, "Текст": _shown(row.text)} | _read_table_words(row.tables),
        )
        for row in programme.annexes.all()
    )


def _read_table_words(tables: list[dict]) -> dict[str, str]:
    return {
        f"Таблица {number}": "\n".join(" | ".join(line) for line in full_rows(table))
        for number, table in enumerate(tables, 1)
    }


def _read_money(programme: Programme) -> Iterable[ComparedPlace]:
    """Return the rows of the table of resources, recognised by the words in them that have no figures."""
    table = (programme.resources or {}).get("table", {})
    found = []
    for at, line in enumerate(rows_read_out(table), 1):
        words = dict.fromkeys(text.strip() for text in line if text.strip() and not any(map(str.isdigit, text)))
        title = ", ".join(words) or f"строка {at}"
        found.append(ComparedPlace(natural_key(title), title, {"Строка таблицы": " | ".join(line)}))
    return numbered(found)


def _read_lists(programme: Programme) -> Iterable[ComparedPlace]:
    lists = programme.low_result_lists.select_related("period").order_by("programme_links__position")
    return numbered(
        ComparedPlace((natural_key(str(each)), each.period_id), str(each), {"Год": each.period and each.period.label})
        for each in lists
    )


def _read_tables(programme: Programme) -> Iterable[ComparedPlace]:
    """Yield the headings of the two tables and of their columns."""
    if table := IndicatorTable.objects.filter(programme=programme).first():
        layout = table.get_layout_display() if table.layout else None
        words = {"Заголовок": table.title, "Вид таблицы": layout, "Периоды": _join_labels(table.period_labels)}
        yield ComparedPlace("indicators", "Таблица показателей", words | {"Столбцы": _join_columns(table)})
    if roadmap := Roadmap.objects.filter(programme=programme).first():
        words = {"Заголовок": roadmap.title, "Период": roadmap.period, "Столбцы": _join_columns(roadmap)}
        yield ComparedPlace("roadmap", "План мероприятий", words)


def _join_columns(table: IndicatorTable | Roadmap) -> str | None:
    return _join_labels([column.get("title", "") for column in table.columns or []])


def _join_labels(labels: list[str] | None) -> str | None:
    return " | ".join(labels) if labels else None


def _read_indicators(programme: Programme) -> Iterable[ComparedPlace]:
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
            if title:  # a group without a title has no row in the table
                found.append(groups[group.pk])
        within = groups[group.pk]
        key = natural_key(f"{row.heading or ''} {row.name or ''}")
        named = f"в разделе «{within.title}»" if within.title else ""
        found.append(ComparedPlace(key, str(row), _read_indicator_words(row), (within.key, 1), named))
    return numbered(found)


def _read_indicator_words(row: IndicatorRow) -> dict[str, str | None]:
    words = {"Номер": row.number, "Название": row.name, "База": row.baseline, "Целевое значение": row.target}
    words |= {"Единица": row.unit} | cell_words(row.cells, titles_of(row.group.table.columns))
    for value in row.values.all():
        words |= {f"{name}, {value.period.label}": text for name, text in _read_stated(value)}
    return words


def _read_stated(value: TargetValue) -> list[tuple[str, str]]:
    return [(name, text) for name, text in (("План", value.plan), ("Факт", value.fact)) if text is not None]
