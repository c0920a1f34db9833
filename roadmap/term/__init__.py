"""Terms of activities as education departments write them: the days that they mean, and what is doubtful.

A term stays the text that a person typed; its days are read from it whenever they are needed. The way is text → tokens
(`tokens`, `vocabulary`) → rules (`year_rules`, `named_days`, `divisions`, `written_dates`, `frequency`,
`reported_rules`, `grammar`) → days (`parts_of_year`, `windows`, `dating`, `reported_dating`, `excepted`), and once more
without rules (`second_reading`).
Forms and what each means: `tests/roadmap/term/term_forms.py`. The rules:

- A span has both its days: «до 1 сентября» and «по 31.12.2024» end on that day; «до мая» ends on 31 May, in doubt.
- What is due until a day can be begun with the plan: with its own year, else (also where it is due on the first day of
  that year) with the programme; what is due every year, with that year.
- What is due after a reported time («до 18 числа месяца, следующего за отчётным кварталом», «до 1 апреля года,
  следующего за отчётным», «до 20 января – за год») is due after each such time of the plan's year or the programme; the
  last day lies behind its end, none before the first reported time is over. It can be begun when that time is over.
- A school year is from 1 September to 31 August. «2020/2021» is one; «2020-2021» are two calendar years, unless
  «учебный» stands there or the plan is for just that school year.
- A part of a year without a year belongs to the plan's own year, else to a programme of one year; a longer programme
  has it every year, in doubt. A stretch over New Year goes into the next year; in a plan for a calendar year it begins
  in it. August in a plan for a school year is its last month, in doubt; where that lies behind the programme,
  the one before.
- «До конца учебного года» ends on 31 August everywhere, «к учебному году» on 1 September. The financial year is the
  calendar year. «За 9 месяцев» is from January to September.
- «Ежегодно» is each year of the programme, also where the plan has its own year (then in doubt): within one year the
  word would say nothing. «Весь период» is the programme's; «постоянно», «еженедельно» are the plan's year or period.
- Each month of «ежемесячно», quarter of «ежеквартально», half-year, year is a span; «2 раза в год» leaves a year
  whole, in doubt. Terms of a school («1 четверть», holidays) are the usual ones, in doubt.
- Several years behind months count for each of them: «Май, ноябрь 2020-2022г.» are six spans.
- «Ежегодно в ноябре с 2028 по 2030 г.» are the Novembers of those years. «Кроме июля», «кроме 2028 г.» leaves out what
  lies in it, in doubt; where that is only a part of a span, nothing is left out.
- Repeated days are cut to the programme's period; written years are kept and doubted outside it.
- Days with a name («ко Дню учителя», «до Нового года») are their days, in doubt; «IV - I квартал» goes over New Year.
- Owners' plans, events and needs («по плану РМО», «после ВПР») have no date. Where nothing has, the term is open and
  never overdue; beside a date such words are a doubt, as is whatever is not understood, and a date left blank.

It knows `portal.reading` and nothing of the database. A change usually begins in `term_forms.py` with the form
that is written, then in `vocabulary`, `written_dates` or `grammar`.
"""

from roadmap.term.reader import LONGEST_TERM, READER, read_own_year, read_term
from roadmap.term.span_writer import write_span
from roadmap.term.spans import FIRST_YEAR, LAST_YEAR, DateSpan
from roadmap.term.term import OwnYear, Term, TermSetting

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONGEST_TERM",
    "READER",
    "DateSpan",
    "OwnYear",
    "Term",
    "TermSetting",
    "read_own_year",
    "read_term",
    "write_span",
]
