"""A made-up plan of any number of rows: directions, activities with stages in merged cells, ordinary words."""

import random

from portal.text.prose import Heading, Paragraph, ProseSpan, parse_prose
from reports.blocks.content import Content, DocumentPart, Table, TableCell, TableColumn, TableRow

TITLES = ["№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственные", "Ожидаемый результат",
          "Подтверждающий документ"]  # fmt: skip
KINDS = ["number", "text", "term", "text", "text", "text"]
DIRECTIONS = [
    "Организационно-управленческие мероприятия",
    "Повышение профессионального мастерства педагогических работников",
    "Работа с обучающимися с низкими образовательными результатами",
    "Взаимодействие с родителями (законными представителями)",
    "Мониторинг и оценка эффективности принятых мер",
]
SUBJECTS = [
    "Проведение муниципального семинара-практикума", "Анализ результатов всероссийских проверочных работ",
    "Организация методических выездов специалистов", "Разработка индивидуальных образовательных маршрутов",
    "Собеседование с администрацией школ по вопросам", "Корректировка рабочих программ учебных предметов",
    "Родительское собрание «Как помочь ребёнку учиться»", "Наставничество молодых учителей и",
]  # fmt: skip
OBJECTS = [
    "для учителей математики и русского языка", "в общеобразовательных организациях, вошедших в перечень",
    "с обучающимися группы риска учебной неуспешности", "по формированию функциональной грамотности",
    "подготовки к государственной итоговой аттестации", "внутренней системы оценки качества образования",
]  # fmt: skip
TERMS = ["сентябрь 2025 г.", "до 15 октября 2025 г.", "ежеквартально", "в течение учебного года", "март – апрель 2026"]
PEOPLE = ["отдел образования, руководители ОО", "методист Иванова А.П.", "муниципальная рабочая группа",
          "директора школ", "заместители директоров по УВР, руководители ШМО"]  # fmt: skip
RESULTS = [
    "Доля обучающихся, преодолевших минимальный порог, не менее 85 %", "Устранены выявленные профессиональные дефициты",
    "Повышение уровня мотивации к обучению, снижение доли неуспевающих на 5 %", "Охвачено не менее 12 школ района",
]  # fmt: skip
PAPERS = ["Приказ, справка", "Аналитическая справка, протокол совещания", "План работы", "Лист регистрации", "Отчёт"]


def plan(rows: int) -> Content:
    """A third of the activities has two or three stages; every thirtieth row is a direction."""
    chance = random.Random(7)
    made: list[TableRow] = []
    direction = number = 0
    while len(made) < rows:
        if len(made) >= direction * 30:
            title = f"{direction + 1}. {DIRECTIONS[direction % len(DIRECTIONS)]}"
            direction, number = direction + 1, 0
            made.append(TableRow((_cell(title, "center", colspan=len(TITLES), bold=True),), is_heading=True))
        number += 1
        made += _activity(f"{direction}.{number}", chance)
    header = TableRow(tuple(_cell(title, "center", bold=True) for title in TITLES))
    table = Table(tuple(TableColumn(kind) for kind in KINDS), (header,), tuple(made))
    title = "План мероприятий («дорожная карта») по повышению качества образования на 2025/26 учебный год"
    opening = Paragraph((ProseSpan("В план включены мероприятия для школ с низкими образовательными результатами."),))
    return Content(title, (DocumentPart((Heading((ProseSpan(title),)), opening, table)),))


def _activity(number: str, chance: random.Random) -> list[TableRow]:
    stages = chance.choice((1, 1, 2, 3)) if chance.random() < 0.5 else 1
    lines = []
    for stage in range(stages):
        own = [_cell(chance.choice(words)) for words in (TERMS, PEOPLE, RESULTS, PAPERS)]
        if stage == 0:
            name = f"{chance.choice(SUBJECTS)} {chance.choice(OBJECTS)}"
            own = [_cell(number, "center", rowspan=stages), _cell(name, rowspan=stages), *own]
        lines.append(TableRow(tuple(own)))
    return lines


def _cell(text: str, align: str = "left", **merged) -> TableCell:
    return TableCell(parse_prose(text, align), align=align, **merged)
