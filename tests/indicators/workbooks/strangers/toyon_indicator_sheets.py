"""A sheet per indicator, schools in rows and school years in columns; empty columns between, sheets' names cut short."""

from tests.indicators.workbooks.strangers.books import Book, F, P
from tests.indicators.workbooks.strangers.departments import TOYON as DEPARTMENT

PAGE = ("2025-2026", "факт")

TO, GY, CH, B1, B2, KU, OE, MA, SY = (school["name"] for school in DEPARTMENT["schools"])
_NAMES = [
    "Тойонская СОШ",
    "ТУГ",
    "Хатын-Арынская СОШ",
    "Бастах-1",
    "Бастах-2",
    "Кюндэлинская СОШ (УИОП)",
    "Орто-Эбинская ООШ",
    "Мастахская НШ-ДС",
    "Сылгыларская АШИ",
]
_PROGRESS = [
    [.982, .985, .979, .988], [1, 1, 1, 1], [.961, .957, .964, .97], [.973, .969, .975, .971], [.978, .981, .977, .983],
    [.99, .992, .988, .994], [.955, .949, .953, .962], [1, 1, 1, 1], [.984, .979, .986, .981],
]  # fmt: skip
_QUALITY = [
    [50.3, 51.2, 50.8, 52], [72.4, 73.1, 74.6, 73.9], [37.1, 36.9, 38.4, 40.2], [44, 43.5, 42.9, 41.7], [46.2, 45.8, 47.1, 48],
    [55.7, 56.3, 56, 57.4], [34.8, 36.1, 35.7, 36.4], [61.5, 58.3, "64 %", 60], [47.2, "48,1", "47,5", "49,2"],
]  # fmt: skip
_SOU = [
    [56.1, 57, 56.4, 57.7],
    [70.2, 71, 71.8, 71.5],
    [48.7, 48.2, 49.9, 50.8],
    [52.5, 52, 51.7, 50.9],
    [53.4, 53.3, 54, 54.6],
    [59.3, 60.1, 59.6, 61],
    [47.4, 48.1, 47.8, 48.5],
    [62, 60.4, 64.7, 61.8],
    [54.3, 55, 54.1, 55.6],
]
_MEALS = [
    [92, 94, 95, 96],
    [88, 90, 90, 91],
    [100, 100, 100, 100],
    [97, 98, 100, 100],
    [100, 100, 100, 100],
    [95, 95, 97, 98],
    [100, 100, 100, 100],
    [100, 100, 100, 100],
    [100, 100, 100, 100],
]


def _book():
    b = Book(DEPARTMENT)
    years = ["2022-2023", "2023-2024", "2024-2025", "2025-2026"]
    lines = dict(enumerate((TO, GY, CH, B1, B2, KU, OE, MA, SY), 5))

    def lay(sheet, title, figures, header, total, shown=None):
        rows = [[title], [], ["№", "Школа", *header], []]
        for n, (name, values) in enumerate(zip(_NAMES, figures), 1):
            rows.append(
                [n, name, *(P(value, shown) if shown and isinstance(value, float | int) else value for value in values)]
            )
        b.sheet(sheet, [*rows, total], merged=("A1:F1",), bold=(1, 3, 14), widths={"B": 28})
        b.no(sheet, "A5:A13", "Порядковый номер")

    s = "Успеваемость"
    means = [sum(column) / 9 for column in zip(*_PROGRESS)]
    lay(s, "Успеваемость обучающихся по улусу, факт", _PROGRESS, [f"{year} уч. г." for year in years],
        [None, "Среднее", *(F(f"=AVERAGE({letter}5:{letter}13)", mean, "0.0%") for letter, mean in zip("CDEF", means))], "0.0%")  # fmt: skip
    b.no(s, "C14:F14", "Простое среднее по школам разной величины: значением улуса не является")
    b.grid(s, lines, {letter: ("Успеваемость обучающихся", year, "факт") for letter, year in zip("CDEF", years)})

    s = "Кач."
    lay(s, "Качество обучения, %", _QUALITY, years, [None, "Улус", 49.8, 49.6, 50.4, 51.1])
    b.sheet(
        s,
        [
            ["динамика за год", None],
            [],
            *(
                [F(f"=F{y}-E{y}", round(values[3] - values[2], 1), "0.0")]
                if all(isinstance(v, int | float) for v in values[2:])
                else [F(f"=F{y}-E{y}", "#VALUE!")]
                for y, values in enumerate(_QUALITY, 5)
            ),
        ],
        at="H3",
    )
    b.no(s, "H5:H13", "Динамика (разность), не значение показателя")
    b.grid(s, lines | {14: None}, {letter: ("Качество обучения", year, "факт") for letter, year in zip("CDEF", years)})

    s = "СОУ"
    lay(
        s,
        "Степень обученности учащихся (СОУ) в разрезе школ, %",
        _SOU,
        ["22-23", "23-24", "24-25", "25-26"],
        [
            None,
            "Итого",
            *(F(f"=SUM({letter}5:{letter}13)", round(sum(column), 1)) for letter, column in zip("CDEF", zip(*_SOU))),
        ],
    )
    b.no(s, "C14:F14", "Сумма процентов по школам смысла не имеет")
    b.grid(
        s, lines, {letter: ("СОУ (степень обученности учащихся)", year, "факт") for letter, year in zip("CDEF", years)}
    )

    s = "ЕГЭ (рус, мат) ср балл 2023-2026"
    b.sheet(s[:31], [
        ["Средний балл ЕГЭ"],
        ["Школа", "русский язык", None, None, None, None, "математика (профильный уровень)", None, None, None],
        [None, 2023, 2024, 2025, 2026, None, 2023, 2024, 2025, 2026],
        ["Тойонская СОШ им. Слепцова", 62.3, 63, 61.8, 63.4, None, 49.9, 50.7, 48.8, 51.2],
        ["Гимназия", 71.9, 72.6, 73.3, 72.8, None, 60.2, 61.5, 62.4, 61.9],
        ["Хатын-Арын", 53.7, 54.2, 56.8, 57.5, None, 40.1, 39.5, None, 41.3],
        ["I Бастахская", 58, 57.1, 58.4, 57.7, None, 44.6, 43.3, 45, 44.1],
        ["II Бастахская", 59.6, 60.3, 59.9, 61.2, None, 46.9, 47.2, 46, 47.5],
        ["Кюндэлинская", 64.5, 63.9, 65.2, 66, None, 52.3, 53.6, 54.1, 53.2],
        ["АШИ", 60.1, 59.4, 61, 60.6, None, 45.5, 44.8, 46.3, "*"],
        ["Бастахская (всего по наслегу)", 58.8, 58.7, 59.2, 59.5, None, 45.8, 45.3, 45.5, 45.8],
        ["* результаты аннулированы, решение ГЭК от 19.06.2026"],
    ], merged=("A1:J1", "A2:A3", "B2:E2", "G2:J2"), bold=(1, 2, 3), widths={"A": 30, "F": 3})  # fmt: skip
    s = s[:31]
    b.no(s, "J10", "Результаты аннулированы, значения нет")
    b.no(s, "B11:E11 G11:J11", "Две Бастахские школы вместе: ни к одной школе не относится")
    wide = {
        letter: ("Средний балл ЕГЭ по русскому языку", year, "факт") for letter, year in zip("BCDE", range(2023, 2027))
    }
    wide |= {
        letter: ("Средний балл ЕГЭ по математике профильного уровня", year, "факт")
        for letter, year in zip("GHIJ", range(2023, 2027))
    }
    b.grid(s, dict(zip(range(4, 11), (TO, GY, CH, B1, B2, KU, SY))), wide)

    s = "Питание"
    lay(s, "Охват горячим питанием, %", _MEALS, years, [None, "По улусу", 95, 96, 97, 98])
    b.wb[s]["G3"] = "план на 2026-2027"
    for y, (row, goal) in enumerate(zip(_MEALS, (97, 93, 100, 100, 100, 100, 100, 100, 100)), 5):
        b.wb[s][f"G{y}"] = goal
    b.grid(
        s,
        lines | {14: None},
        {letter: ("Охват горячим питанием", year, "факт") for letter, year in zip("CDEF", years)}
        | {"G": ("Охват горячим питанием", "2026-2027", "план")},
    )
    return b


def workbook():
    return _book().xlsx()


_made = _book()
TRUTH, NOT_TAKEN, MAYBE = _made.truth, _made.not_taken, _made.maybe
