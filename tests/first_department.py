"""A made-up department's own Excel files, as it has kept them for years: titles, merged cells, headings of its own."""

import io

from openpyxl import Workbook

SCHOOLS = [
    "МБОУ «Заречная СОШ № 1»", "МБОУ «Заречная СОШ № 2»", "МБОУ «Гимназия № 3»", "МБОУ «Луговская СОШ»",
    "МБОУ «Ольховская ООШ»", "МБОУ «Каменская СОШ»", "МБОУ «Боровская СОШ имени А. П. Смирнова»",
    "МКОУ «Ключевская ООШ»", "МБОУ «Степновская ООШ»", "МБОУ «Озёрная СОШ»", "МБОУ «Лесная СОШ»", "МБОУ «Лицей № 4»",
]  # fmt: skip
BOTH = ("Русский язык", "Математика")
# Of each block: of the indicator its name, subjects, unit and which way it is better, in the department's words.
BLOCKS = {
    "Всероссийские проверочные работы": [
        ("Процент участников ВПР, получивших «2»", BOTH, "%", "снижение"),
        ("Процент участников ВПР, получивших «4» и «5»", BOTH, "%", "рост"),
    ],
    "Государственная итоговая аттестация": [
        ("Доля участников ОГЭ с оценкой «2»", BOTH, "%", "снижение"),
        ("Средняя отметка ОГЭ", BOTH, "балл", "рост"),
        ("Доля участников ЕГЭ, не преодолевших минимальный балл", BOTH, "%", "снижение"),
        ("Средний балл ЕГЭ", BOTH, "балл", "рост"),
    ],
    "Условия и воспитание": [
        ("Обеспеченность учебниками", ("",), "%", "рост"),
        ("Охват кружками", ("",), "%", "рост"),
        ("Пропуски уроков без уважительной причины", ("",), "ед.", "снижение"),
        ("Учителя высшей категории", ("",), "чел.", "рост"),
        ("Учителя пенсионного возраста", ("",), "чел.", "не оценивается"),
        ("Вакансии", ("",), "ед.", "снижение"),
        ("Дети на подвозе", ("",), "чел.", "не оценивается"),
        ("Дети в кружках при клубе", ("",), "чел.", "рост"),
    ],
}
COLUMNS = [(name, subject) for block in BLOCKS.values() for name, subjects, *_ in block for subject in subjects]
# The figures of «2» and of those below the minimum, by which the federal method judges.
JUDGED = ("получивших «2»", "с оценкой «2»", "не преодолевших")
LISTED = ("МБОУ «Ольховская ООШ»", "МБОУ «Каменская СОШ»")


def schools_book() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Сведения об образовательных организациях Заречного района"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["№ п/п", "Наименование ОО", "Контакты", "", "ФИО руководителя", "Контингент"])
    sheet.append(["", "", "Адрес", "E-mail", "", ""])
    for place in ("A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4"):
        sheet.merge_cells(place)
    for number, name in enumerate(SCHOOLS, 1):
        mail = f"school{number}@zarechny.example"
        sheet.append([number, name, f"с. Луговое, ул. Школьная, д. {number}", mail, "Петрова А. И.", 100 + number])
    sheet.append(["", "Итого", "", "", "", 1278])
    return _bytes_of(book)


def people_book() -> bytes:
    """Each school over its director and deputy, and who answers for the district: 25 people."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Ответственные за работу на портале"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Место работы", "Фамилия, имя, отчество", "Должность", "Эл. почта"])
    sheet.append(["Отдел образования", "Орлова Ольга Олеговна", "Координатор", "orlova@zarechny.example"])
    for number, name in enumerate(SCHOOLS, 1):
        row = sheet.max_row + 1
        sheet.append([name, f"Директорова{number} Анна Ивановна", "Директор", f"director{number}@zarechny.example"])
        sheet.append(["", f"Смотрова{number} Вера Петровна", "Наблюдатель", f"deputy{number}@zarechny.example"])
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
    return _bytes_of(book)


def indicators_book() -> bytes:
    """Blocks under subheadings over the whole width, an indicator over its subjects: 20 of them."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Перечень показателей муниципального мониторинга"])
    sheet.merge_cells("A1:E1")
    sheet.append(["№", "Наименование показателя", "Предмет", "Ед. изм.", "Желаемая динамика"])
    number = 0
    for title, block in BLOCKS.items():
        sheet.append([title])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5)
        for name, subjects, unit, direction in block:
            first = sheet.max_row + 1
            for subject in subjects:
                number += 1
                sheet.append([number, name if sheet.max_row + 1 == first else "", subject, unit, direction])
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=2, end_column=2)
    return _bytes_of(book)


def values_book() -> bytes:
    """The year's results: schools in rows, an indicator merged over the columns of its subjects."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Результаты школ Заречного района"])
    sheet.append(["№", "Школа", *(name for name, _ in COLUMNS)])
    sheet.append(["", "", *(subject for _, subject in COLUMNS)])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS) + 2)
    for column, (_, subject) in enumerate(COLUMNS, 3):
        if not subject:
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
        elif subject == BOTH[0]:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + 1)
    for number, school in enumerate(SCHOOLS, 1):
        sheet.append([number, school, *(_figure(name, school in LISTED) for name, _ in COLUMNS)])
    return _bytes_of(book)


def _figure(name: str, low: bool) -> object:
    if any(judged in name for judged in JUDGED):
        return "45,5" if low else "5"
    return "3,9" if "отметка" in name else 40


def _bytes_of(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
