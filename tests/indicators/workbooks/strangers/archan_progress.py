"""Progress by years, a sheet a school year, formulas for the shares; the last sheet is a half-year only."""

from tests.indicators.workbooks.strangers.books import Book, F
from tests.indicators.workbooks.strangers.departments import ARCHAN as DEPARTMENT

PAGE = ("2024-2025", "факт")

A1, A2, G, VC, NC, R, H, MH, T, NT, KV, KS, KN, BK = (school["name"] for school in DEPARTMENT["schools"])
_SHEETS = {
    # of each school: the writing, the school, pupils, failing, with 4 and 5
    "2023-2024": [
        ("Арчанская СОШ №1", A1, 405, 6, 158), ("Арчанская СОШ №2 им.М.Омарова", A2, 349, 9, 116), ("Арчанская гимназия", G, 290, 0, 168),
        ("Верхнецоликская СОШ", VC, 139, 3, 46), ("Нижнецоликская ООШ", NC, 66, 3, 17), ("Ругильская СОШ", R, 190, 5, 61),
        ("Хинтибская СОШ", H, 121, 2, 44), ("Малохинтибская НОШ", MH, 18, 0, 9), ("Тлохорская СОШ", T, 99, 4, 28),
        ("Новотлохорская СОШ", NT, 221, 4, 83), ("Кванибская ООШ", KV, 51, 2, 13), ("Карасувская СОШ", KS, 130, 6, 34),
        ("Карасувская НОШ", KN, 14, 0, 6), ("Бакдабская ООШ", BK, 73, 3, 21),
    ],
    "2024-2025": [
        ("Арчанская СОШ №1", A1, 409, 5, 166), ("Арчанская СОШ №2", A2, 352, 11, 113), ("Гимназия им.Г.Гаджиева", G, 294, 0, 173),
        ("Верхне-Цоликская СОШ", VC, 140, 2, 49), ("Нижне-Цоликская СОШ", NC, 64, 4, 15), ("Ругильская СОШ им.Абакарова", R, 188, 4, 64),
        ("Хинтибская СОШ", H, 119, 3, 42), ("Мало-Хинтибская нач.школа", MH, 17, 0, 8), ("Тлохорская СОШ", T, 97, 5, 26),
        ("Ново-Тлохорская СОШ", NT, 226, 3, 88), ("Кванибская ОШ", KV, 49, 2, 12), ("Карасувская СОШ", KS, 133, 7, 33),
        ("Карасувская НШ (кутан)", KN, 0, 0, 0), ("Бакдабск. ООШ", BK, 72, 2, 23),
    ],
    "1 полуг 25-26": [
        ("Арчанская СОШ №1", A1, 412, 14, 149), ("Арчанская СОШ №2", A2, 356, 21, 102), ("Гимназия", G, 298, 2, 165),
        ("Верхнецоликская СОШ", VC, 141, 6, 41), ("Нижнецоликская ООШ", NC, 63, 5, 13),
    ],
}  # fmt: skip


def _book():
    b = Book(DEPARTMENT)
    for sheet, schools in _SHEETS.items():
        full = not sheet.startswith("1")
        rows = [
            [
                f"Отчёт об успеваемости и качестве знаний за {'2024-2025' if sheet == '2024-2025' else '2023-2024'} учебный год"
                if full
                else "Успеваемость по итогам I полугодия 2025-2026 учебного года (предварительно)"
            ],
            [
                "№",
                "ОУ",
                "Кол-во уч-ся на конец " + ("года" if full else "полугодия"),
                "Успевают",
                "Неуспев.",
                "На «4» и «5»",
                "% успев.",
                "% кач.",
            ],
        ]
        for n, (name, _, pupils, failing, good) in enumerate(schools, 1):
            y = 2 + n
            if pupils:
                shares = F(f"=D{y}/C{y}", (pupils - failing) / pupils, "0.0%"), F(f"=F{y}/C{y}", good / pupils, "0.0%")
            else:
                shares = F(f"=D{y}/C{y}", "#DIV/0!", "0.0%"), F(f"=F{y}/C{y}", "#DIV/0!", "0.0%")
            rows.append([n, name, pupils, F(f"=C{y}-E{y}", pupils - failing), failing, good, *shares])
        end = 2 + len(schools)
        pupils, failing, good = (sum(school[x] for school in schools) for x in (2, 3, 4))
        y = end + 1
        rows.append([
            None, "По району", F(f"=SUM(C3:C{end})", pupils), F(f"=SUM(D3:D{end})", pupils - failing), F(f"=SUM(E3:E{end})", failing), F(f"=SUM(F3:F{end})", good),
            F(f"=D{y}/C{y}", (pupils - failing) / pupils, "0.0%"), F(f"=F{y}/C{y}", good / pupils, "0.0%"),
        ])  # fmt: skip
        if sheet == "2024-2025":
            rows += [[None, "Карасувская НШ (кутан) в 2024-2025 уч. году временно не функционировала."]]
        b.sheet(sheet, rows, merged=("A1:H1",), bold=(1, 2, y), widths={"B": 34, "C": 14})
        b.no(sheet, f"A3:A{end}", "Порядковый номер")
        if not full:
            b.no(sheet, f"C3:H{y}", "Полугодие, предварительно: не итог года")
            continue
        b.no(
            sheet,
            f"C3:D{y} F3:F{y}",
            "Численность на конец года, успевающие, хорошисты: показатель «Численность обучающихся» берётся на 1 октября из паспорта; остальных в перечне нет",
        )
        if sheet == "2024-2025":
            b.no(sheet, "E15 G15:H15", "Школа не работала: деление на ноль, ноль неуспевающих ничего не значит")
            for place, indicator, number in (
                ("E7", "Число неуспевающих", 4),
                ("G7", "Успеваемость", 93.8),
                ("H7", "Качество знаний", 23.4),
            ):
                b.perhaps(
                    sheet,
                    place,
                    NC,
                    indicator,
                    sheet,
                    "факт",
                    number,
                    "«Нижне-Цоликская СОШ»: вид указан ошибочно (в списке ООШ), другой Нижнецоликской нет; взять или переспросить",
                )
        b.grid(sheet, {y: school for y, (_, school, *_) in enumerate(schools, 3)} | {y: None}, {
            "E": ("Число неуспевающих", sheet, "факт"), "G": ("Успеваемость", sheet, "факт"), "H": ("Качество знаний", sheet, "факт"),
        })  # fmt: skip
    return b


def workbook():
    return _book().xlsx()


_made = _book()
TRUTH, NOT_TAKEN, MAYBE = _made.truth, _made.not_taken, _made.maybe
