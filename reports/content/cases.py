"""Titles of programmes in the cases that an order's sentences ask for."""

from dataclasses import dataclass

from roadmap.models import Programme


@dataclass(frozen=True)
class Named:
    """What a thing is called: «об утверждении …», «утвердить …», and how the text calls it from then on."""

    genitive: str
    accusative: str
    short: str
    short_genitive: str
    # «(далее – Программа)», «(далее – План)»
    of: str


# Nominative: genitive, accusative. What follows such a word in a title is governed by it and stays as it is.
_NOUNS = {
    "программа": ("программы", "программу"),
    "подпрограмма": ("подпрограммы", "подпрограмму"),
    "карта": ("карты", "карту"),
    "модель": ("модели", "модель"),
    "план": ("плана", "план"),
    "план-график": ("плана-графика", "план-график"),
    "комплекс": ("комплекса", "комплекс"),
    "перечень": ("перечня", "перечень"),
    "проект": ("проекта", "проект"),
}
_SHORT = {
    Programme.Kind.PROGRAMME: ("Программа", "Программы"),
    Programme.Kind.MEASURES: ("Комплекс мер", "Комплекса мер"),
    Programme.Kind.PLAN: ("План", "Плана"),
}
_KIND_ACCUSATIVES = {
    Programme.Kind.PROGRAMME: ("программы", "программу"),
    Programme.Kind.MEASURES: ("комплекса мер", "комплекс мер"),
    Programme.Kind.PLAN: ("плана мероприятий", "план мероприятий"),
}
_ADJECTIVES = {"ая": ("ой", "ую"), "яя": ("ей", "юю"), "ый": ("ого", "ый"), "ой": ("ого", "ой"), "ий": ("ого", "ий")}


def named_programme(programme: Programme) -> Named:
    """By the title's first words where their cases are known; another title stands in quotation marks."""
    kind = Programme.Kind(programme.kind or Programme.Kind.PROGRAMME)
    genitive, accusative = declined(programme.title) or _quoted(kind, programme.title)
    short, short_genitive = _SHORT[kind]
    return Named(genitive, accusative, short, short_genitive, f"(далее – {short})")


def kind_genitive(programme: Programme) -> str:
    """«программы», «комплекса мер», «плана мероприятий»."""
    return _KIND_ACCUSATIVES[Programme.Kind(programme.kind or Programme.Kind.PROGRAMME)][0]


def in_quotes(title: str) -> str:
    """On one line, with its own quotation marks inside turned into inner ones."""
    inner = " ".join(title.split()).rstrip(".").replace("«", "„").replace("»", "“")
    return f"«{inner}»"


def declined(title: str) -> tuple[str, str] | None:
    """Genitive and accusative of «Муниципальная программа повышения …»; None where its first words aren't known."""
    title = " ".join(title.split()).rstrip(".")
    title = title.lower() if title.isupper() and "«" not in title else title
    genitive, accusative = [], []
    words = title.split(" ")
    for place, word in enumerate(words):
        key = word.casefold()
        if key in _NOUNS:
            rest = words[place + 1 :]
            return tuple(" ".join([*before, noun, *rest]) for before, noun in
                         ((genitive, _NOUNS[key][0]), (accusative, _NOUNS[key][1])))  # fmt: skip
        if key[-2:] not in _ADJECTIVES or place > 3:
            return None
        in_genitive, in_accusative = _ADJECTIVES[key[-2:]]
        genitive.append(key[:-2] + in_genitive)
        accusative.append(key[:-2] + in_accusative)
    return None


def _quoted(kind: Programme.Kind, title: str) -> tuple[str, str]:
    genitive, accusative = _KIND_ACCUSATIVES[kind]
    return f"{genitive} {in_quotes(title)}", f"{accusative} {in_quotes(title)}"
