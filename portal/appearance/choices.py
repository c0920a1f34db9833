"""What can be chosen, and what a cookie says of it."""

from dataclasses import astuple, dataclass, fields, replace

COOKIE = "appearance"
_BETWEEN = "."


@dataclass(frozen=True)
class LookChoice:
    key: str
    label: str
    is_usual: bool = False

    def __str__(self) -> str:
        return self.label


CHOICES = {
    "size": (LookChoice("100", "обычный", True), LookChoice("150", "крупный"), LookChoice("200", "очень крупный")),
    "spacing": (
        LookChoice("normal", "обычные", True),
        LookChoice("wide", "большие"),
        LookChoice("wider", "очень большие"),
    ),
    "scheme": (
        LookChoice("own", "обычные", True),
        LookChoice("black-on-white", "чёрным по белому"),
        LookChoice("white-on-black", "белым по чёрному"),
        LookChoice("blue", "тёмно-синим по голубому"),
    ),
    "pictures": (LookChoice("shown", "показывать", True), LookChoice("hidden", "не показывать")),
}
LABELS = {"size": "Буквы", "spacing": "Промежутки", "scheme": "Цвета", "pictures": "Рисунки"}


@dataclass(frozen=True)
class Appearance:
    size: str = "100"
    spacing: str = "normal"
    scheme: str = "own"
    pictures: str = "shown"

    @property
    def is_special(self) -> bool:
        return self != Appearance()

    @property
    def style_sheets(self) -> list[str]:
        """Paths of static files; a scheme is a handful of colours and the rules that all schemes share."""
        chosen = [
            f"{name}-{choice.key}"
            for name, choices in CHOICES.items()
            for choice in choices
            if choice.key == getattr(self, name) and not choice.is_usual
        ]
        shared = ["scheme"] if self.scheme != "own" else []
        return [f"portal/appearance/{name}.css" for name in [*chosen, *shared]]

    @property
    def groups(self) -> list[tuple[str, str, list[tuple[LookChoice, bool]]]]:
        """(name, label, each choice and whether it is the one now), as the panel shows them."""
        return [
            (name, LABELS[name], [(choice, choice.key == getattr(self, name)) for choice in choices])
            for name, choices in CHOICES.items()
        ]

    def with_choices(self, data) -> "Appearance":
        """Changed as a form says; what is no choice changes nothing."""
        known = {name: {choice.key for choice in choices} for name, choices in CHOICES.items()}
        return replace(self, **{name: data[name] for name in known if data.get(name) in known[name]})

    def as_cookie(self) -> str:
        return _BETWEEN.join(astuple(self))


# What the button «Версия для слабовидящих» brings; the panel changes each of it.
LARGE = Appearance("150", "wide", "black-on-white", "hidden")


def appearance_from(cookie: str) -> Appearance:
    """As it was chosen, or the usual one where the cookie says nothing that can be understood."""
    names = [field.name for field in fields(Appearance)]
    return Appearance().with_choices(dict(zip(names, cookie.split(_BETWEEN), strict=False)))
