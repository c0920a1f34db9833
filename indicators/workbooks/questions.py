"""Questions about what a file leaves open; what they are about is not written before a person has answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_ASKED = 200  # questions about one sheet; nobody answers more, and the rest is told of as not loaded
BY_NAME, BY_KEY, AS_SAID, AS_PAGE, LOAD = "name", "key", "said", "page", "load"
AS_SCHOOL_YEARS, OF_MUNICIPALITY, OF_SCHOOL = "school-years", "municipality", "own-school"
NOT_LOADED = ("skip", "не загружать")


@dataclass
class FileQuestion:
    """One question; `key` says what it is about («0:row:5»), `options` are answers with their words.

    `answer` is "" until there is one.
    """

    key: str
    place: str
    words: str
    options: list[tuple[str, str]]
    answer: str = ""


@dataclass
class SheetQuestions:
    """The questions about one sheet, and the answers to all questions about the file."""

    number: int
    answers: Mapping[str, str]
    same: dict[tuple, str] = field(default_factory=dict)
    """The keys of questions about other sheets by what they ask; all sheets of a file share it."""
    all_asked: list[FileQuestion] = field(default_factory=list)
    asked: list[FileQuestion] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.asked) >= MOST_ASKED

    def ask(self, about: str, place: str, words: str, options: list[tuple[str, str]]) -> str:
        """Ask a question; returns its answer, or "" if it is not answered or the answer is not to load it.

        A question in the very words of one about another sheet is joined to it: one answer is enough for both.
        """
        options = [*options, NOT_LOADED]
        key = self.same.setdefault((about, words, tuple(options)), f"{self.number}:{about}")
        answer = self.answers.get(key, "")
        answer = answer if answer in dict(options) else ""
        earlier = next((each for each in self.all_asked if each.key == key), None)
        if earlier is None or key.startswith(f"{self.number}:"):
            self.asked.append(FileQuestion(key, place, words, options, answer))
            self.all_asked.append(self.asked[-1])
        else:
            earlier.place = f"{earlier.place}, {place}"
        return "" if answer == NOT_LOADED[0] else answer
