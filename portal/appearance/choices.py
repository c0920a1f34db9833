"""The choices of «версия для слабовидящих», and how a cookie keeps them."""

from collections.abc import Callable
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


# For each group: its name, its label, and its choices, each with whether it is chosen now.
ChoiceGroups = list[tuple[str, str, list[tuple[LookChoice, bool]]]]


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
        """Return the paths of static files; schemes differ in a handful of colours and share a file of rules."""
        chosen = [
            f"{name}-{choice.key}"
            for name, choices in CHOICES.items()
            for choice in choices
            if choice.key == getattr(self, name) and not choice.is_usual
        ]
        shared = ["scheme"] if self.scheme != "own" else []
        return [f"portal/appearance/{name}.css" for name in [*chosen, *shared]]

    @property
    def groups(self) -> ChoiceGroups:
        """Return the groups for the panel, with what is chosen now."""
        return _groups(lambda name, choice: choice.key == getattr(self, name))

    def with_choices(self, data) -> "Appearance":
        """Return the appearance with a form's choices; unknown ones are ignored."""
        known = {name: {choice.key for choice in choices} for name, choices in CHOICES.items()}
        return replace(self, **{name: data[name] for name in known if data.get(name) in known[name]})

    def as_cookie(self) -> str:
        return _BETWEEN.join(astuple(self))


def _groups(is_chosen: Callable[[str, LookChoice], bool]) -> ChoiceGroups:
    return [
        (name, LABELS[name], [(choice, is_chosen(name, choice)) for choice in choices])
        for name, choices in CHOICES.items()
    ]


def groups_for_everybody() -> ChoiceGroups:
    """Return the groups for a page that is the same for everybody: nothing in them is marked as chosen."""
    return _groups(lambda name, choice: False)


# What the button «Версия для слабовидящих» switches on; the panel can change each part of it.
LARGE = Appearance("150", "wide", "black-on-white", "hidden")


def appearance_from(cookie: str) -> Appearance:
    """Read the appearance from a cookie; whatever in it can't be understood has the usual value."""
    names = [field.name for field in fields(Appearance)]
    return Appearance().with_choices(dict(zip(names, cookie.split(_BETWEEN), strict=False)))
