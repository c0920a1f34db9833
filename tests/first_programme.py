"""A made-up department's own programme in Word: the order, the passport, the plan with a control event."""

import datetime

from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper

ACTIVITY, EVENT = "Занятия с отстающими", "Контрольное событие: занятия начаты"


def programme_file(on: datetime.date) -> bytes:
    """In force in the year of that day and the next, by an order of that day."""
    years = f"{on.year}–{on.year + 1}"
    title = f"Программа «Шаг вперёд» на {years} годы"
    return (
        Paper()
        .heading("Отдел образования администрации Заречного района", "ПРИКАЗ")
        .left(f"от {on:%d.%m.%Y}\t№ 77-о")
        .left(f"Об утверждении программы «Шаг вперёд» на {years} годы")
        .text("В целях поддержки школ ПРИКАЗЫВАЮ:")
        .text(f"1. Утвердить программу «Шаг вперёд» на {years} годы (приложение № 1).")
        .left("Начальник отдела образования\tМ.П. Иванова")
        .right("Приложение № 1", "к приказу отдела образования", f"от {on:%d.%m.%Y} № 77-о")
        .heading(title)
        .heading("Паспорт программы")
        .table(
            ["Наименование программы", title],
            ["Разработчик программы", "Отдел образования"],
            ["Цель программы", "Поднять результаты школ"],
            ["Сроки реализации", f"{years} годы"],
        )
        .heading("План мероприятий")
        .table(
            ["№", "Мероприятие", "Срок", "Ответственные", "Ожидаемый результат"],
            ["1. Работа с учениками", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF],
            ["1.1", ACTIVITY, f"{years} годы", "Руководители школ", "Успеваемость"],
            ["", EVENT, f"до 31.12.{on.year}", "Руководители школ", ""],
        )
        .file()
    )
