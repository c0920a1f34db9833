"""Titles of programmes in the cases that an order's sentences ask for."""

from dataclasses import dataclass

from portal.text.cases import Case
from portal.text.phrases import phrase_in_case
from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class Named:
    """What a thing is called: «об утверждении …», «утвердить …», and how the text calls it from then on."""

    genitive: str
    accusative: str
    short: str
    short_genitive: str
    # «(далее – Программа)», «(далее – План)»
    of: str


# What a programme's title may call it. What follows such a word in a title is governed by it and stays as it is.
_NOUNS = {
    "программа", "подпрограмма", "карта", "модель", "план", "план-график", "комплекс", "перечень", "проект",
}  # fmt: skip
# Before such a word.
_MOST_ADJECTIVES = 4
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
    words = title.split(" ")
    first = next((place for place, word in enumerate(words) if word.casefold() in _NOUNS), None)
    if first is None or first > _MOST_ADJECTIVES:
        return None
    named, rest = words[: first + 1], words[first + 1 :]
    cases = [phrase_in_case(named, case) for case in (Case.GENITIVE, Case.ACCUSATIVE)]
    return tuple(" ".join([*phrase, *rest]) for phrase in cases) if all(cases) else None


def _quoted(kind: Programme.Kind, title: str) -> tuple[str, str]:
    genitive, accusative = _KIND_ACCUSATIVES[kind]
    return f"{genitive} {in_quotes(title)}", f"{accusative} {in_quotes(title)}"
