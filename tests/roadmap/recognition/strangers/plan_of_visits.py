"""A plan of control, with schools in rows and dates of visits."""

from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF
from tests.roadmap.recognition.strangers.paper import AUTOMATIC, StrangePaper


def plan_of_visits() -> StrangePaper:
    """Activities numbered by Word in two columns of headings, a direction with a number of its own, ends of months."""
    return (
        StrangePaper()
        .heading("Управление образования администрации Сладковского муниципального района Тюменской области")
        .right("УТВЕРЖДАЮ:", "Начальник управления", "____________ Е.Ю. Вагнер", "09.01.2024 г.")
        .heading("ПЛАН", "контрольно-методических выездов в школы с низкими результатами", "на I полугодие 2024 года")
        .table(
            ["№", "Школа, цель выезда", "Дата", LEFT_OF, "Состав группы", "Итоговый документ"],
            [BELOW, BELOW, "план", "факт", BELOW, BELOW],
            ["Выезды в общеобразовательные организации", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF],
            [AUTOMATIC, "Маслянская СОШ: объективность оценивания", "18.01.2024", "19.01.2024",
             "Вагнер Е.Ю., Рыбина Т.А.", "Справка"],
            [AUTOMATIC, "Никулинская СОШ: подготовка к ГИА", "конец февраля", "", "методисты", "Справка"],
            ["Сбор и анализ данных", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF],
            [AUTOMATIC, "Все школы: пробный экзамен по математике", "с 11 по 15 марта", "", "Рыбина Т.А.",
             "Отчёт"],
            [AUTOMATIC, "Анализ итогов полугодия", "до 28 июня", "", "Управление образования", "Приказ"],
        )
        .left("План составила методист Рыбина Т.А.")
    )  # fmt: skip


_V1, _V2 = "Выезды в общеобразовательные организации", "Сбор и анализ данных"

VISITS = {
    "title": "ПЛАН контрольно-методических выездов в школы с низкими результатами на I полугодие 2024 года",
    "period": "2024-2024",
    "municipality": "Сладковский муниципальный район",
    "stamp": {"position": "Начальник управления", "name": "Е.Ю. Вагнер"},
    "activities": [
        {"direction": _V1, "number": "1.", "name": "Маслянская СОШ: объективность оценивания", "term": "18.01.2024",
         "cells": "19.01.2024", "responsible": "Вагнер Е.Ю., Рыбина Т.А.", "document": "Справка"},
        {"direction": _V1, "number": "2.", "name": "Никулинская СОШ: подготовка к ГИА", "term": "конец февраля",
         "responsible": "методисты", "document": "Справка"},
        {"direction": _V2, "number": "3.", "name": "Все школы: пробный экзамен по математике",
         "term": "с 11 по 15 марта", "responsible": "Рыбина Т.А.", "document": "Отчёт"},
        {"direction": _V2, "number": "4.", "name": "Анализ итогов полугодия", "term": "до 28 июня",
         "responsible": "Управление образования", "document": "Приказ"},
    ],
}  # fmt: skip
