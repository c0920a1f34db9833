"""Years and school years beside values: «2024», «2017-2018г», «2018/19 уч. г.»."""

import re

from indicators.quantity.amounts import Amounts
from indicators.quantity.cursor import by_first_word, rule

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

BEFORE = by_first_word(
    dict.fromkeys(
        (
            *("было", "была", "был", "ранее", "год назад", "годом ранее"),
            *("в прошлом году", "прошлый год", "за прошлый год", "в прошлом учебном году", "прошлый учебный год"),
            *("в предыдущем году", "предыдущий год"),
        ),
        "earlier",
    )
)
_OF_A_YEAR = ("г", "гг", "год", "года", "году", "годы", "годах")
_OF_SCHOOL = ("уч", "учебный", "учебного", "учебном")


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def are_years(first: str, second: str) -> bool:
    """«2018» and «2019», «2018» and «19»."""
    return is_year(first) and (is_year(second) or second == str(int(first) + 1)[2:])


class Periods(Amounts):
    @rule
    def period(self, *, of_two_years: bool) -> str:
        """The label of a period («2024», «2017-2018»), or ""."""
        self.take_one_of(("в", "за", "на"))
        first = self.step().text
        if not is_year(first):
            return ""
        label = first
        if of_two_years:
            second = self.step().text if self.take_one_of(("-", "/")) else ""
            if not are_years(first, second):
                return ""
            label = f"{first}-{first[: 4 - len(second)]}{second}"
        if self.take_one_of(_OF_SCHOOL):
            self.take(".")
        while self.take_one_of(_OF_A_YEAR):
            self.take(".")
        return label
