"""Word documents of a plan's own words, so often that whatever is held against each other is held very often."""

from collections.abc import Callable

from tests.hostile.documents import paragraph, table, word

_CENTRED = '<w:pPr><w:jc w:val="center"/></w:pPr>'
_HEADING = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
_LINES = {
    "captions": "Приложение № {} к приказу отдела образования от 01.09.2021 № {}",
    "mere captions": "Приложение",
    "approvals": "УТВЕРЖДЕНА приказом от 01.09.2021 № {}",
    "stamps": "УТВЕРЖДАЮ",
    "orders": "ПРИКАЗ",
    "clauses": "{}. Утвердить программу (приложение № {}).",
    "numbered headings": "{}. Целевой раздел",
    "headings of a passport": "Паспорт программы",
    "directions": "Направление {}. Работа с кадрами",
    "schools": "МБОУ СОШ № {}",
    "labels": "Сроки реализации: 2021 – {}",
    "responsibles": "Ответственный: директор СОШ № {}",
    "departments": "Отдел образования администрации района {}",
    "contents": "Раздел {}\t{}",
    "items": "- мероприятие {};",
    "days": "01.09.2021 № {}",
    "titles": "Программа помощи школам на 2021 – 2023 годы",
    "tables of contents": "Содержание",
    "years": "2021 год",
}


def _of_rows(head: list[str], cells: list[str], count: int) -> str:
    def row(texts: list[str]) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts) + "</w:tr>"

    return (
        "<w:tbl>" + row(head) + "".join(row([cell.format(n) for cell in cells]) for n in range(1, count)) + "</w:tbl>"
    )


_PLAN = (
    ["№ п/п", "Мероприятие", "Срок", "Ответственные", "Результат"],
    ["{}", "Мероприятие {}", "до 1 мая 2021, I квартал", "СОШ № {}", "Справка {}"],
)
_INDICATORS = (
    ["№", "Показатель", "Ед. изм.", "2021", "2022", "2023"],
    ["{}", "Доля {}", "%", "{}", "не менее {}", "5"],
)
_SCHOOLS = (
    ["№", "Наименование ОО", "Показатель {}", "Текущий результат", "Ожидаемый результат"],
    ["{}", "МБОУ СОШ № {}", "Доля", "{}", "{} %"],
)
_MONEY = (["Источник", "Всего", "2021", "2022"], ["Местный бюджет {}", "{}", "1,5", "2"])
_PASSPORT = (["Наименование программы", "Программа"], ["Цель {}", "Повышение {}"])


def plan_documents() -> dict[str, Callable[[], bytes]]:
    found: dict[str, Callable[[], bytes]] = {}
    looks = {
        "": ("", ""),
        ", bold": ("", "<w:rPr><w:b/></w:rPr>"),
        ", centred": (_CENTRED, "<w:rPr><w:b/></w:rPr>"),
        ", as headings": (_HEADING, ""),
    }
    for name, line in _LINES.items():
        for how, (properties, look) in looks.items():
            one = f"<w:p>{properties}<w:r>{look}<w:t>{line}</w:t></w:r></w:p>"
            found[f"{name}{how}"] = lambda one=one: word("".join(one.format(n, n) for n in range(8_000)))
    tables = {"a plan": _PLAN, "indicators": _INDICATORS, "schools": _SCHOOLS, "money": _MONEY, "a passport": _PASSPORT}
    for name, (head, cells) in tables.items():
        rows = 9_000 // len(head)
        found |= {
            f"{name} of many rows": lambda head=head, cells=cells, rows=rows: word(_of_rows(head, cells, rows)),
            f"{name} of many tables": lambda head=head, cells=cells, rows=rows: word(
                (paragraph("Раздел") + _of_rows(head, cells, 3)) * (rows // 4)
            ),
            f"{name} of many tables, one below the other": lambda head=head, cells=cells, rows=rows: word(
                _of_rows(head, cells, 2) * (rows // 2)
            ),
            f"{name} under many headings": lambda head=head, cells=cells: word(_of_rows(head * 30, cells * 30, 50)),
            f"{name} whose headings are repeated": lambda head=head, rows=rows: word(_of_rows(head, head, rows)),
        }
    found["a plan of one long row"] = lambda: word(
        _of_rows(_PLAN[0], ["1", "Мероприятие, " * 9_000, "до 1 мая, " * 9_000, "СОШ № 1, " * 9_000, "Справка"], 3)
    )
    found["many kinds of tables"] = lambda: word(
        "".join(paragraph(f"{n}. Раздел") + _of_rows(*list(tables.values())[n % 5], 4) for n in range(350))
    )
    found["tables of one row between words"] = lambda: word((paragraph("слово") + table(1, 4)) * 1_900)
    return found
