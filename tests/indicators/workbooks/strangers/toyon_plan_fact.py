"""Plan and fact of a school year beside one another; the department's sheet against the one the schools filled in."""

from tests.indicators.workbooks.strangers.books import Book, F
from tests.indicators.workbooks.strangers.departments import TOYON as DEPARTMENT

PAGE = ("2024-2025", "план")

TO, GY, CH, B1, B2, KU, OE, MA, SY = (school["name"] for school in DEPARTMENT["schools"])
_ROWS = [
    # the writing, the school, then plan and fact of quality, extra education, НПК
    ("Тойонская СОШ им. И.Н.Слепцова", TO, 51, 52, 80, 82.4, 30, 34), ("Тойонская гимназия", GY, 74, 73.9, 90, 93.1, 45, 51),
    ("Хатын-Арынская СОШ", CH, 39, 40.2, 70, 68.3, 8, 6), ("I-Бастахская СОШ", B1, 44, 41.7, 75, 77, 12, 12), ("II-Бастахская СОШ", B2, 47, 48, 75, 75, 10, 13),
    ("Кюндядинская СОШ", KU, 57, 57.4, 85, 88.2, 20, 22), ("Орто-Эбинская ООШ", OE, 37, 36.4, 65, 61.9, 3, 2), ("Мастахская НШДС", MA, 60, 60, 60, 66.7, 0, 2),
    ("Сылгыларская агрошкола", SY, 48, 49.2, 90, 94.5, 15, 14),
]  # fmt: skip


def _book():
    b, s = Book(DEPARTMENT), "План-факт"
    rows = []
    for y, (name, _, *values) in enumerate(_ROWS, 6):
        q, qf, d, df, n, nf = values
        rows.append([
            y - 5, name, q, qf, F(f"=D{y}-C{y}", round(qf - q, 1), "0.0"), d, df, F(f"=ROUND(G{y}/F{y}*100,1)", round(df / d * 100, 1)), n, nf,
            F(f"=J{y}/I{y}*100", "#DIV/0!" if not n else round(nf / n * 100, 1)),
        ])  # fmt: skip
    sums = [sum(row[x] for row in _ROWS) for x in (6, 7)]
    b.sheet(s, [
        ["Достижение показателей школами Тойонского улуса за 2025/2026 учебный год"],
        ["(данные управления на 25.06.2026)"],
        ["№", "Школы", "Качество обучения, %", None, None, "Охват доп. образованием, %", None, None, "НПК «Шаг в будущую профессию», уч-ков", None, None],
        [None, None, "план", "факт", "откл.", "план", "факт", "% вып.", "план", "факт", "% вып."],
        [], *rows,
        [None, "Улус:", 50.5, 51.1, 0.6, 78, 80.2, None, F("=SUM(I6:I14)", sums[0]), F("=SUM(J6:J14)", sums[1]), None],
    ], merged=("A1:K1", "A2:K2", "A3:A4", "B3:B4", "C3:E3", "F3:H3", "I3:K3"), bold=(1, 3, 4, 15), widths={"B": 34})  # fmt: skip
    other = "Данные школ"
    facts = {row[1]: row for row in _ROWS}
    names = {
        TO: "Тойонская средняя",
        GY: "Гимназия им. Слепцовой-Куорсуннаах",
        CH: "Х-Арын",
        B1: "Первая Бастахская",
        B2: "Бастах II (Мындагай)",
        KU: "Кюндэлинская",
        OE: "Орто-Эбэ",
        SY: "Сылгылар",
    }
    b.sheet(other, [
        ["Отчёты школ за 2025-2026 уч. год (факт)"],
        ["Школа", "Качество", "Охват ДО", "Участников НПК", "На ВШУ", "дата отчёта"],
        *([names[school], 42.1 if school == CH else facts[school][3], f"{facts[school][5]}%".replace(".", ","), 19 if school == GY else facts[school][7], count, date]
          for school, count, date in ((TO, 11, "10.06"), (GY, 0, "11.06"), (CH, 8, "03.06"), (B1, 4, "14.06"), (B2, 5, "10.06"), (KU, 3, "12.06"), (OE, 2, "17.06"), (SY, "6 (из них ПДН - 1)", "09.06"))),
    ], merged=("A1:F1",), bold=(1, 2), widths={"A": 34})  # fmt: skip

    year = "2025-2026"
    quality, clubs, contest, watched = (
        "Качество обучения",
        "Охват дополнительным образованием",
        "Число участников НПК «Шаг в будущую профессию»",
        "Число обучающихся на внутришкольном учёте",
    )
    b.no(s, "A6:A14", "Порядковый номер")
    b.no(s, "E6:E15 H6:H14 K6:K14", "Отклонение и процент выполнения: не значение показателя")
    b.no(s, "D8", "Качество Хатын-Арынской СОШ: у управления 40,2, в отчёте школы 42,1 — переспросить")
    b.no(other, "B5", "Качество Хатын-Арынской СОШ: у управления 40,2, в отчёте школы 42,1 — переспросить")
    b.no(s, "J7", "Участники НПК гимназии: у управления 51, в отчёте школы 19 — переспросить")
    b.no(other, "D4", "Участники НПК гимназии: у управления 51, в отчёте школы 19 — переспросить")
    b.no(s, "J15", "Сумма включает спорное число гимназии (51 или 19): не брать, пока не выяснено")
    b.no(other, "F3:F10", "Дата отчёта")
    b.perhaps(other, "E10", SY, watched, year, "факт", 6, "«6 (из них ПДН - 1)»: всего 6")
    for place, indicator, kind, number in (
        ("C11", quality, "план", 57),
        ("D11", quality, "факт", 57.4),
        ("F11", clubs, "план", 85),
        ("G11", clubs, "факт", 88.2),
        ("I11", contest, "план", 20),
        ("J11", contest, "факт", 22),
    ):
        b.perhaps(
            s,
            place,
            KU,
            indicator,
            year,
            kind,
            number,
            "«Кюндядинская»: опечатка в названии, похожей другой нет; взять или переспросить",
        )
    b.grid(s, dict(enumerate((row[1] for row in _ROWS), 6)) | {15: None}, {
        "C": (quality, year, "план"), "D": (quality, year, "факт"), "F": (clubs, year, "план"), "G": (clubs, year, "факт"), "I": (contest, year, "план"), "J": (contest, year, "факт"),
    })  # fmt: skip
    b.grid(
        other,
        dict(enumerate(names, 3)),
        {
            "B": (quality, year, "факт"),
            "C": (clubs, year, "факт"),
            "D": (contest, year, "факт"),
            "E": (watched, year, "факт"),
        },
    )
    return b


def workbook():
    return _book().xlsx()


_made = _book()
TRUTH, NOT_TAKEN, MAYBE = _made.truth, _made.not_taken, _made.maybe
