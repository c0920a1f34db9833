"""Rules that read years and school years beside values: «2024», «2017-2018г», «2018/19 уч. г.»."""

from indicators.quantity.amounts import AmountRules
from indicators.quantity.figures import are_years, is_date, is_year
from indicators.quantity.phrases import by_first_word
from indicators.quantity.tokens import ValueTokenSort
from portal.reading.cursor import rule

BEFORE = by_first_word(
    dict.fromkeys(
        (
            *("было", "была", "был", "ранее", "год назад", "годом ранее"),
            *("в прошлом году", "прошлый год", "за прошлый год", "в прошлом учебном году", "прошлый учебный год"),
            *(
                "в предыдущем году",
                "предыдущий год",
                "за предыдущий год",
                "аппг",
                "в аппг",
                "за аппг",
                "против",
            ),
            *(
                "годом раньше",
                "год тому назад",
                "прошлого года",
                "прошлого учебного года",
                "предыдущего года",
                "раньше",
                "вместо",
            ),
            *("аналогичный период прошлого года", "за аналогичный период прошлого года", "в прошлом уч . году"),
            *("в аналогичном периоде прошлого года", "аналогичного периода прошлого года", "прошлогодний показатель"),
            *("аналогичный период предыдущего года", "за аналогичный период предыдущего года", "было в прошлом году"),
            *("прошлый период", "за прошлый период", "предыдущий период", "за предыдущий период", "в прошлом периоде"),
            *("пред . год", "прошл . год", "пр . год", "в прошл . году", "в пред . году", "прошлый уч . год"),
            *("прошлогодний результат", "прошлогодний уровень", "прошлогоднее значение", "прошлогодняя доля"),
            *("аналогичный период", "за аналогичный период", "в аналогичном периоде", "за тот же период", "были"),
        ),
        "earlier",
    )
)
# Words that tell neither a time nor an amount: «показатель 2022 г. составлял 57,1».
FILLERS = frozenset(
    (
        *("показатель", "показателя", "уровень", "уровня", "значение", "значения", "факт", "результат", "результата"),
        *("составлял", "составляла", "составляло", "составляли", "составил", "составила", "составило"),
    )
)
_OF_A_YEAR = ("г", "гг", "год", "года", "году", "годы", "годах")
_ENDS_OF_YEAR = ("й", "го", "м", "му")
_OF_SCHOOL = ("уч", "учебный", "учебного", "учебном")


class PeriodRules(AmountRules):
    @rule
    def period(self, *, of_two_years: bool) -> str:
        """Read a period and return its label: «2024», or of two years «2017-2018»; "" if there is none."""
        self.take_one_of(("в", "за", "на"))
        if of_two_years and (school_year := self.short_school_year()):
            return school_year
        first = self.step().text
        if not is_year(first):
            return ""
        label = first
        if of_two_years:
            second = self.step().text if self.take_one_of(("-", "/")) else ""
            if not are_years(first, second):
                return ""
            label = f"{first}-{first[: 4 - len(second)]}{second}"
        self.ordinal_end()
        if self.take_one_of(_OF_SCHOOL):
            self.take(".")
        while self.take_one_of(_OF_A_YEAR):
            self.take(".")
        return label

    @rule
    def short_school_year(self) -> str:
        """Read «26/27 уч. г.» and return «2026-2027»; the words are needed, «26-27 уч.» are pupils."""
        first = self.step().text
        second = self.step().text if self.take_one_of(("-", "/")) else ""
        if not first.isdecimal() or len(first) != len(second) or not are_years(f"20{first}", second):
            return ""
        is_of_school = self.take_one_of(_OF_SCHOOL) is not None
        self.take(".")
        if not is_of_school or not self.take_one_of(_OF_A_YEAR):
            return ""
        self.take(".")
        return f"20{first}-20{second}"

    @rule
    def ordinal_end(self) -> bool:
        """Skip the ending of «2025-й», «в 2025-м»."""
        dash, end = self.step(), self.step()
        return dash.word == "-" and dash.is_glued and end.is_glued and end.word in _ENDS_OF_YEAR

    @rule
    def year_of_date(self) -> str:
        """Read a date with its whole year and return the year: «2025» for «на 01.01.2025», «по сост. на 01.01.2025»."""
        self.take_any("по состоянию", "по сост .", "по сост")
        if self.next.word in ("к", "с"):
            return ""  # a time to come, or a span
        year = self.date().split(".")[-1]
        return year if is_year(year) else ""

    @rule
    def date(self) -> str:
        """Read a date in digits and return it as written: «на 01.06.2023 г.»."""
        self.take_one_of(("на", "к", "с"))
        token = self.step()
        if token.sort is not ValueTokenSort.FIGURE or not is_date(token.text):
            return ""
        while self.take_one_of(("г", "года")):
            self.take(".")
        return token.text
