"""Conditions, fact of one school year beside the plan of the next; also as CSV (cp1251, semicolons)."""

from tests.indicators.workbooks.strangers.books import Book, P
from tests.indicators.workbooks.strangers.departments import ARCHAN as DEPARTMENT

PAGE = ("2024-2025", "факт")
CSV_ENCODING = "cp1251"

A1, A2, G, VC, NC, R, H, MH, T, NT, KV, KS, KN, BK = (school["name"] for school in DEPARTMENT["schools"])


def _book():
    b, s = Book(DEPARTMENT), "Лист1"
    b.sheet(s, [
        ["Информация об условиях обучения в ОУ Арчанского района"],
        ["ОУ", "Учебники, %", None, "Курсы ПК (за 3 года), %", None, "Доп. образование", None, "Кол-во педагогов"],
        [None, "факт 2024-2025", "план 2025-2026", "факт 2024-2025", "план 2025-2026", "факт 2024-2025", "план 2025-2026", None],
        ["СОШ №1 с.Арчан", P(.96), P(1), "88,6", "100", 74, 80, 35],
        ["СОШ №2 с.Арчан", P(.91), P(1), "81,3", "95", 68, 75, 32],
        ["Гимназия с.Арчан", P(1), P(1), "100", "100", 92, 92, 28],
        ["Верхний Цолик", P(.88), P(.95), "12 из 17", "90", 61, 65, 17],
        ["Нижний Цолик", P(.83), P(.95), "7/11", "85", 55, 60, 11],
        ["Ругиль", P(.9), P(1), "78,9", "90", 63, 70, 19],
        ["Хинтиб", P(.94), P(1), "85,7", "95", 66, 70, 14],
        ["М.Хинтиб", P(1), P(1), "66,7", "100", 41, 50, 3],
        ["Тлохор", P(.79), P(.9), "69,2", "85", 52, 60, 13],
        ["Новый Тлохор", P(.97), P(1), "90,5", "95", 77, 80, 21],
        ["Кваниб", P(.85), P(.95), "75", "80", "58", "60", 8],
        ["Карасув СОШ", P(.72), P(.9), "62,5", "80", "43,5", "50", 16],
        ["Карасув НОШ", "0", "0", "#ДЕЛ/0!", None, None, None, 2],
        ["Бакдаб", P(.86), P(.95), "80", "90", "106", "65", 10],
        ["Общий итог", P(.9), P(.97), "81", "91", "67", "72", 229],
    ], merged=("A1:H1", "A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:H3"), bold=(1, 2, 3, 18), widths={"A": 24})  # fmt: skip
    fact, plan = ("2024-2025", "факт"), ("2025-2026", "план")
    books, courses, clubs = (
        "Обеспеченность учебниками",
        "Доля учителей, прошедших курсы повышения квалификации за три года",
        "Охват дополнительным образованием",
    )
    b.no(s, "H4:H18", "Число педагогов: показателя нет")
    b.no(s, "B16:C16", "Ноль учебников у школы, остальные графы пусты: школа не работала, переспросить")
    b.no(s, "D16", "Ошибка деления на ноль, попавшая текстом")
    b.no(s, "F17", "Охват 106 % невозможен или считан по кружкам, не детям: переспросить")
    b.perhaps(s, "D7", VC, courses, *fact, 70.6, "12 из 17 — доля 70,6 %; счесть или переспросить")
    b.perhaps(s, "D8", NC, courses, *fact, 63.6, "7/11 — доля 63,6 %; счесть или переспросить")
    for letter, indicator, when in zip("BCDEFG", (books, books, courses, courses, clubs, clubs), (fact, plan) * 3):
        b.perhaps(
            s,
            f"{letter}18",
            None,
            indicator,
            *when,
            b.number(s, f"{letter}18"),
            "«Общий итог» по району без пояснения, как посчитан: взять как значение района или оставить",
        )
    schools = [A1, A2, G, VC, NC, R, H, MH, T, NT, KV, KS, KN, BK]
    b.grid(s, dict(zip(range(4, 18), schools)), {
        "B": (books, *fact), "C": (books, *plan), "D": (courses, *fact), "E": (courses, *plan), "F": (clubs, *fact), "G": (clubs, *plan),
    })  # fmt: skip
    return b


def workbook():
    return _book().xlsx()


def csv():
    """The same as a CSV file: sheet's name aside, the places are the same."""
    return _book().csv(CSV_ENCODING)


_made = _book()
TRUTH, NOT_TAKEN, MAYBE = _made.truth, _made.not_taken, _made.maybe
