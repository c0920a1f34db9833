"""Programme titles in the grammatical cases that an order's sentences need."""

import re
from dataclasses import dataclass

from portal.text.cases import Case
from portal.text.phrases import phrase_in_case
from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class Named:
    """A programme's name as an order's text uses it: genitive after «об утверждении», accusative after «утвердить».

    `short` is what the text calls it after that («Программа»), as `of` announces: «(далее – Программа)».
    """

    genitive: str
    accusative: str
    short: str
    short_genitive: str
    of: str


# Nouns by which titles call a programme. Words after such a noun are governed by it and keep their form.
_NOUNS = {
    "программа", "подпрограмма", "карта", "модель", "план", "план-график", "комплекс", "перечень", "проект",
}  # fmt: skip
# So many words at most stand before that noun.
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
    """Decline the title's first words where their cases are known; any other title is quoted after its kind's noun."""
    kind = Programme.Kind(programme.kind or Programme.Kind.PROGRAMME)
    genitive, accusative = declined(programme.title) or _quote_after_kind(kind, programme.title)
    short, short_genitive = _SHORT[kind]
    return Named(genitive, accusative, short, short_genitive, f"(далее – {short})")


def kind_genitive(programme: Programme) -> str:
    """Return the programme's kind in the genitive: «программы», «комплекса мер», «плана мероприятий»."""
    return _KIND_ACCUSATIVES[Programme.Kind(programme.kind or Programme.Kind.PROGRAMME)][0]


def in_quotes(title: str) -> str:
    """Put the title in quotation marks on one line; its own quotation marks become inner ones („…“)."""
    inner = _without_stop(title).replace("«", "„").replace("»", "“")
    return f"«{inner}»"


def _without_stop(title: str) -> str:
    """Join the title into one line and drop its final full stop, but not that of «2026–2029 гг.»."""
    return re.sub(r"(?<!\bг)(?<!\bгг)\.+$", "", " ".join(title.split()))


def declined(title: str) -> tuple[str, str] | None:
    """Return the title («Муниципальная программа повышения …») in the genitive and the accusative.

    None where no known noun stands among its first words, or these can't be declined.
    """
    title = _without_stop(title)
    title = title.lower() if title.isupper() and "«" not in title else title
    words = title.split(" ")
    first = next((place for place, word in enumerate(words) if word.casefold() in _NOUNS), None)
    if first is None or first > _MOST_ADJECTIVES:
        return None
    named, rest = words[: first + 1], words[first + 1 :]
    cases = [phrase_in_case(named, case) for case in (Case.GENITIVE, Case.ACCUSATIVE)]
    return tuple(" ".join([*phrase, *rest]) for phrase in cases) if all(cases) else None


def _quote_after_kind(kind: Programme.Kind, title: str) -> tuple[str, str]:
    genitive, accusative = _KIND_ACCUSATIVES[kind]
    return f"{genitive} {in_quotes(title)}", f"{accusative} {in_quotes(title)}"
