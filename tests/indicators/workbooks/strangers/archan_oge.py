"""ОГЭ by subject as a protocol: marks counted, shares and means beside, «2» before and after the retake."""

from tests.indicators.workbooks.strangers.books import Book
from tests.indicators.workbooks.strangers.departments import ARCHAN as DEPARTMENT

PAGE = ("2024-2025", "факт")

A1, A2, G, VC, NC, R, H, MH, T, NT, KV, KS, KN, BK = (school["name"] for school in DEPARTMENT["schools"])
_ORDER = [A1, A2, G, VC, NC, R, H, T, NT, KV, KS, BK]
_NAMES = [
    "МКОУ \"Арчанская СОШ №1\"", "МКОУ \"Арчанская СОШ №2\"", "МБОУ \"Арчанская гимназия\"", "МКОУ \"Верхнецоликская СОШ\"", "МКОУ \"Нижнецоликская ООШ\"",
    "МКОУ \"Ругильская СОШ\"", "МКОУ \"Хинтибская СОШ\"", "МКОУ \"Тлохорская СОШ\"", "МКОУ \"Новотлохорская СОШ\"", "МКОУ \"Квонибская ООШ\"",
    "МКОУ \"Карасувская СОШ\"", "МКОУ \"Бакдабская ООШ\"",
]  # fmt: skip
_MATHS = [
    # took part, 5, 4, 3, 2 and 2 after the retake, quality, mean mark, mean primary points
    (38, 5, 14, 16, 3, 1, 50, 3.6, 15.2), (33, 2, 8, 18, 5, 2, 30.3, 3.2, 12.9), (27, 8, 13, 6, 0, 0, 77.8, 4.1, 19.4),
    (13, 1, 4, 7, 1, 0, 38.5, 3.4, 13.8), (7, 0, 1, 4, 2, 1, 14.3, 2.9, 9.6), (18, 1, 6, 9, 2, 0, 38.9, 3.3, 13.1),
    (11, 1, 4, 5, 1, 0, 45.5, 3.5, 14.4), (9, 0, 2, 5, 2, 1, 22.2, 3, 10.8), (21, 2, 9, 9, 1, 0, 52.4, 3.6, 15),
    (6, 0, 1, 4, 1, 1, 16.7, 3, 10.5), (12, 0, 2, 7, 3, 1, 16.7, 2.9, 9.9), (8, 0, 3, 4, 1, 0, 37.5, 3.3, 12.6),
]  # fmt: skip
_RUSSIAN = [
    (38, 9, 15, 13, 1, 0, 63.2, 3.8, 25.9), (33, 3, 12, 16, 2, 1, 45.5, 3.5, 23), (27, 11, 13, 3, 0, 0, 88.9, 4.3, 29.4),
    (13, 2, 5, 6, 0, 0, 53.8, 3.7, 24.7), (7, 0, 2, 4, 1, 0, 28.6, 3.1, 19.8), (18, 2, 8, 8, 0, 0, 55.6, 3.7, 24.1),
    (11, 2, 4, 5, 0, 0, 54.5, 3.7, 24.8), (9, 0, 4, 4, 1, 0, 44.4, 3.3, 21.3), (21, 4, 9, 8, 0, 0, 61.9, 3.8, 25.4),
    (6, 0, 2, 4, 0, 0, 33.3, 3.3, 20.6), (12, 1, 4, 6, 1, 1, 41.7, 3.4, 22.2), (8, 1, 3, 4, 0, 0, 50, 3.6, 23.9),
]  # fmt: skip


def _book():
    b = Book(DEPARTMENT)
    year, kind = "2024-2025", "факт"
    for sheet, subject, rows in (
        ("матем", "математика", _MATHS),
        ("русс", "русский язык", _RUSSIAN),
        ("родн.яз", "родной язык и литература", _RUSSIAN[:4]),
    ):
        numbers = list(zip(*rows))
        total = sum(numbers[0])
        mean = round(sum(5 * f + 4 * g + 3 * h + 2 * k for f, g, h, k in zip(*numbers[1:5])) / total, 1)
        quality = round(100 * (sum(numbers[1]) + sum(numbers[2])) / total, 1)
        written = []
        for y, (name, (took, five, four, three, two, after, good, mark, points)) in enumerate(zip(_NAMES, rows)):
            if sheet == "русс" and y == 5:
                good = "10 из 18"
            if sheet == "матем" and y == 8:
                good = 48.1
            written.append(
                [
                    y + 1,
                    name,
                    took,
                    five,
                    four,
                    three,
                    two,
                    after,
                    f"{round(100 * (took - two) / took, 1)}".replace(".", ",") + "%",
                    good,
                    mark,
                    points,
                ]
            )
        b.sheet(sheet, [
            [None, "ПРОТОКОЛ"], [None, f"результатов ОГЭ-2025 по предмету «{subject}» (2024-2025 учебный год)"], [],
            ["№", "Наименование ОО", "Сдавали", "Получили отметку", None, None, None, "«2» после пересдачи", "% успев.", "% кач.", "Ср. отм.", "Ср. перв. балл"],
            [None, None, None, "«5»", "«4»", "«3»", "«2»"],
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
            *written,
            [None, "ИТОГО", total, *(sum(column) for column in numbers[1:6]), None, quality, mean, None],
            [], [None, "Муниципальный координатор ГИА-9", None, "П. М. Исаев"],
        ], merged=("B1:L1", "B2:L2", "A4:A5", "B4:B5", "C4:C5", "D4:G4", "H4:H5", "I4:I5", "J4:J5", "K4:K5", "L4:L5"), bold=(1, 4, 5), widths={"B": 32})  # fmt: skip
        last = 7 + len(rows)
        b.no(sheet, "A6:L6", "Номера граф")
        b.no(sheet, f"A7:A{last - 1}", "Порядковый номер")
        if sheet == "родн.яз":
            b.no(sheet, f"C7:L{last}", "Родной язык: показателей по нему в перечне нет")
            continue
        b.no(
            sheet,
            f"C7:F{last} L7:L{last - 1}",
            "Число участников, отметки «5», «4», «3» и первичный балл: показателей нет (средняя отметка — не первичный балл)",
        )
        b.no(sheet, f"H7:H{last}", "«2» после пересдачи: показатель — по основному периоду")
        b.no(sheet, f"I7:I{last - 1}", "Успеваемость по ОГЭ: показателя нет («Успеваемость» — по итогам года)")
        lines = dict(zip(range(7, last), _ORDER)) | {last: None}
        reason = "«Квонибская»: опечатка, похожей другой нет; взять или переспросить"
        of = "математике" if sheet == "матем" else "русскому языку"
        b.perhaps(
            sheet,
            "G16",
            KV,
            f"Число выпускников, получивших «2» на ОГЭ по {of}",
            year,
            kind,
            b.number(sheet, "G16"),
            reason,
        )
        b.perhaps(sheet, "K16", KV, f"Средняя отметка ОГЭ по {of}", year, kind, b.number(sheet, "K16"), reason)
        if sheet == "матем":
            b.perhaps(
                sheet,
                "J16",
                KV,
                "Качество знаний по результатам ОГЭ по математике",
                year,
                kind,
                b.number(sheet, "J16"),
                reason,
            )
            b.no(sheet, "J15", "Качество 48,1 не сходится с отметками: (2+9)/21 = 52,4; переспросить")
            b.grid(sheet, lines, {
                "G": ("Число выпускников, получивших «2» на ОГЭ по математике", year, kind),
                "J": ("Качество знаний по результатам ОГЭ по математике", year, kind), "K": ("Средняя отметка ОГЭ по математике", year, kind),
            })  # fmt: skip
        else:
            b.no(sheet, f"J7:J{last}", "Качество ОГЭ по русскому языку: показателя нет")
            b.grid(sheet, lines, {
                "G": ("Число выпускников, получивших «2» на ОГЭ по русскому языку", year, kind), "K": ("Средняя отметка ОГЭ по русскому языку", year, kind),
            })  # fmt: skip
    return b


def workbook():
    return _book().xlsx()


_made = _book()
TRUTH, NOT_TAKEN, MAYBE = _made.truth, _made.not_taken, _made.maybe
