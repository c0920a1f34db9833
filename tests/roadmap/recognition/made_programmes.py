"""Makes random programmes, which are written down in many ways and must be found again by the reader."""

import random
from dataclasses import dataclass, field

TERRITORIES = ("Заречный район", "Верхнеозёрский округ", "Лугининский район", "Староборский район")
SUBJECTS = ("русскому языку", "математике", "физике", "истории", "биологии")
VERBS = ("Проведение", "Организация", "Анализ", "Разработка", "Мониторинг", "Подготовка", "Сопровождение")
OBJECTS = (
    "диагностических работ по {s}",
    "семинаров для учителей, работающих в школах с низкими результатами",
    "школьных программ перехода в эффективный режим",
    "плана внутришкольного контроля",
    "наставничества молодых педагогов",
    "методических дней в школах-участницах",
    "результатов ВПР по {s}, в том числе в разрезе классов",
)
TERMS = (
    "Сентябрь {y}", "до 1 декабря {y} года", "В течение года", "Ежегодно, август", "{y}-{z} годы",
    "октябрь – ноябрь {y} г.", "Ежеквартально", "Январь {y} г.", "до 15.03.{y}", "II квартал {y} года",
    "Весь период реализации",
)  # fmt: skip
RESPONSIBLES = (
    "Отдел образования", "Руководители ОО", "МБУ «Методический центр»", "Директора школ", "Иванцова О.П., методист",
    "Отдел образования, МБОУ «Озёрская СОШ»", "Районный методический кабинет", "СОШ № 2, гимназия № 1",
)  # fmt: skip
RESULTS = (
    "Приказ",
    "Аналитическая справка",
    "Повышение качества знаний",
    "Адресные рекомендации",
    "Протокол совещания",
    "",
)
DIRECTIONS = (
    "Организационно-нормативное обеспечение", "Работа с педагогическими кадрами", "Работа с обучающимися",
    "Взаимодействие с родителями", "Развитие школьной инфраструктуры", "Мониторинг и контроль",
)  # fmt: skip
INDICATORS = (
    "Доля выпускников, получивших аттестат, %", "Число школ с низкими результатами, ед.", "Средний балл ЕГЭ по {s}",
    "Доля учителей, прошедших обучение, %", "Доля обучающихся, не справившихся с ВПР по {s}, %",
)  # fmt: skip
PASSPORT = (
    ("Наименование программы", "Муниципальная программа поддержки школ"),
    ("Разработчик программы", "Отдел образования администрации"),
    ("Цель программы", "Повышение качества образования в школах с низкими результатами."),
    ("Задачи программы", "1. Выявить дефициты школ.\n2. Оказать адресную помощь.\n3. Создать условия для роста."),
    ("Ожидаемые результаты", "Сокращение числа школ с низкими результатами."),
    ("Финансирование", "В пределах средств, предусмотренных на текущую деятельность."),
)
SECTIONS = (
    (
        "Общие положения",
        "Программа разработана по итогам анализа результатов школ района.\n\nОна действует для всех школ.",
    ),
    (
        "Механизм реализации",
        "Отдел образования координирует выполнение мероприятий.\n\n- собирает отчёты;\n- готовит свод.",
    ),
)


@dataclass
class MadeActivity:
    name: str
    term: str
    responsible: str
    result: str
    number: str = ""


@dataclass
class MadeDirection:
    title: str
    number: str
    activities: list[MadeActivity] = field(default_factory=list)


@dataclass
class MadeProgramme:
    title: str
    territory: str
    start: int
    end: int
    order_number: str
    order_date: str
    passport: list[tuple[str, str]]
    sections: list[tuple[str, str]]
    periods: list[str]
    indicators: list[tuple[str, str, list[str], str]]
    """Number, name, a value for each period, base."""
    directions: list[MadeDirection]


def made_programme(seed: int) -> MadeProgramme:
    chance = random.Random(seed)
    start = chance.choice([2021, 2023, 2024, 2025])
    end = start + chance.choice([1, 2, 3])
    periods = [str(year) for year in range(start, end + 1)]
    pick = chance.choice

    def words(template: str) -> str:
        return template.format(s=pick(SUBJECTS), y=chance.randint(start, end), z=end)

    directions = []
    for number, title in enumerate(chance.sample(DIRECTIONS, chance.randint(2, 4)), 1):
        activities = [
            MadeActivity(
                f"{pick(VERBS)} {words(pick(OBJECTS))}",
                words(pick(TERMS)),
                pick(RESPONSIBLES),
                pick(RESULTS),
                f"{number}.{place}.",
            )
            for place in range(1, chance.randint(2, 6))
        ]
        directions.append(MadeDirection(title, f"{number}.", activities))
    indicators = [
        (f"{number}.", words(name), [value(chance) for _ in periods], value(chance))
        for number, name in enumerate(chance.sample(INDICATORS, chance.randint(3, 5)), 1)
    ]
    return MadeProgramme(
        title=f"Муниципальная программа поддержки школ с низкими результатами на {start}–{end} годы",
        territory=pick(TERRITORIES),
        start=start,
        end=end,
        order_number=f"{chance.randint(11, 980)}{pick(['', '-од', '/1'])}",
        order_date=f"{start - 1}-12-{chance.randint(10, 28)}",
        passport=list(PASSPORT[: chance.randint(4, 6)]),
        sections=list(SECTIONS),
        periods=periods,
        indicators=indicators,
        directions=directions,
    )


def value(chance: random.Random) -> str:
    figure = chance.randint(2, 98)
    return chance.choice([f"{figure}", f"{figure}%", f"{figure},5", f"не менее {figure}", f"{figure} %", "-"])
