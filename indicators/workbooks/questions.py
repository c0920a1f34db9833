"""What a file leaves open, so that nothing of it is written before a person has said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_ASKED = 200  # of a sheet; nobody answers more, and the rest is told as not taken
BY_NAME, BY_KEY, AS_SAID, AS_PAGE, LOAD = "name", "key", "said", "page", "load"
NOT_LOADED = ("skip", "не загружать")


@dataclass(frozen=True)
class FileQuestion:
    """`key` says of what it is, «0:row:5»; `options` are answers with their words; `answer` "" while there is none."""

    key: str
    place: str
    words: str
    options: list[tuple[str, str]]
    answer: str = ""


@dataclass
class SheetQuestions:
    """The questions of one sheet with what was answered to them."""

    number: int
    answers: Mapping[str, str]
    asked: list[FileQuestion] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.asked) >= MOST_ASKED

    def ask(self, about: str, place: str, words: str, options: list[tuple[str, str]]) -> str:
        """The answer; "" where it is not to be loaded, or not yet."""
        key, options = f"{self.number}:{about}", [*options, NOT_LOADED]
        answer = self.answers.get(key, "")
        answer = answer if answer in dict(options) else ""
        self.asked.append(FileQuestion(key, place, words, options, answer))
        return "" if answer == NOT_LOADED[0] else answer
