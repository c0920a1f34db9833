"""Made-up departments' own tables of schools and people."""

import io

from openpyxl import Workbook

NAMES = [
    "МБОУ «Заречная СОШ № 1»", "МБОУ «Заречная СОШ № 2»", "МБОУ «Гимназия № 3»", "МБОУ «Луговская СОШ»",
    "МБОУ «Ольховская ООШ»", "МБОУ «Каменская СОШ»", "МБОУ «Боровская СОШ имени А. П. Смирнова»",
    "МКОУ «Ключевская НОШ»", "МБОУ «Степновская ООШ»", "МБОУ «Озёрная СОШ»", "МБОУ «Вечерняя СОШ»", "МБОУ «Лицей № 4»",
]  # fmt: skip


def schools_rows() -> list[list[str]]:
    """A title, headings of its own, a subheading, a total."""
    rows = [
        ["Сведения об общеобразовательных организациях района", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["№ п/п", "Наименование ОО", "Юридический адрес", "ФИО руководителя", "Эл. почта", "Кол-во обучающихся"],
        ["1", "2", "3", "4", "5", "6"],
    ]
    for number, name in enumerate(NAMES, 1):
        rows.append([str(number), name, f"с. Луговое, ул. Школьная, д. {number}", f"Петрова Анна Ивановна {number}",
                     f"school{number}@zarechny.example", f"{100 + number} чел."])  # fmt: skip
    return [*rows, ["", "ИТОГО", "", "", "", "1278"]]


def people_rows() -> list[list[str]]:
    """Each school with its director and deputy, and one specialist of the department: 25 people."""
    rows = [["Ответственные за работу в портале", "", "", ""], ["ОО", "Ф.И.О.", "Должность", "e-mail"]]
    for number, name in enumerate(NAMES, 1):
        rows.append([name, f"Директорова{number} Анна Ивановна", "Директор", f"director{number}@zarechny.example"])
        rows.append([name, f"Наблюдалова{number} Вера Петровна", "Наблюдатель", f"deputy{number}@zarechny.example"])
    return [*rows, ["Отдел образования", "Орлова Ольга Олеговна", "Главный специалист", "orlova@zarechny.example"]]


def as_text(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def as_workbook(rows: list[list[str]], merged: tuple[str, ...] = ()) -> io.BytesIO:
    workbook, file = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append([cell or None for cell in row])
    for place in merged:
        workbook.active.merge_cells(place)
    workbook.save(file)
    file.seek(0)
    file.name = "Школы.xlsx"
    return file
