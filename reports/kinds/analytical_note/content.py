"""The analytical note about a list of low results: sentences, tables and charts made from what the run found."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.identification.format.sentences import OutlineLine, method_in_words, outline
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.lists.analysis import Analysis, SignStory, YearOfLists, analysis_of
from indicators.identification.models import LowResultList, RunSchool
from indicators.identification.numbers_in_words import figure
from portal.text.cases import Case, year_in_case
from portal.text.plurals import counted, participle
from portal.text.prose import Align, ListItem, Paragraph, ProseSpan
from reports.blocks.cells import plain_cell
from reports.blocks.content import (
    Block,
    Chart,
    Content,
    DocumentPart,
    Series,
    SignatureLine,
    Table,
    TableColumn,
    TableRow,
)
from reports.blocks.framing import heading
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest

TITLE = "Аналитическая справка по итогам идентификации школ с низкими результатами"
Verdict = RunSchool.Verdict
_SIGNS_IN_CHARTS = 3
_NAMES_IN_A_SENTENCE = 12
# Of any gender: «филиал», «школа», «училище».
_ON_THE_LIST = {Verdict.IN: "входит в список", Verdict.OUT: "не входит в список"}
_BY_THE_METHOD = {
    Verdict.IN: "по методу входит", Verdict.OUT: "по методу не входит",
    Verdict.UNKNOWN: "методу не хватило данных",
}  # fmt: skip


def build_analytical_note(request: DocumentRequest) -> Content:
    return note_content(request.low_result_list)


def note_content(low_result_list: LowResultList) -> Content:
    """Raises MissingPart if the list was not made by an identification on the portal."""
    if low_result_list.run_id is None:
        raise MissingPart("Список внесён готовым: справку составляют по идентификации, сделанной на портале.")
    analysis = analysis_of(low_result_list)
    municipality, period = low_result_list.municipality, low_result_list.period
    blocks = [
        *heading(TITLE), _paragraph(f"{municipality.name}, {period}", "center"),
        *_distribution(analysis), *_signs(analysis), *_dynamics(analysis), *_values(analysis), *_unknown(analysis),
    ]  # fmt: skip
    department = getattr(municipality, "department", None)
    if department and department.head_name:
        blocks.append(SignatureLine(department.head_position or "", department.head_name))
    return Content(f"{TITLE}. {municipality.name}, {period}", (DocumentPart(tuple(blocks)),))


def _rule(shape: IdentificationShape) -> Iterator[Block]:
    """State the method's rule: in one sentence if it has one level, otherwise as a numbered outline of its signs."""
    rule = outline(shape.rule, shape)
    if not any(inner.of for inner in rule.of):
        yield _paragraph(f"Правило метода. {method_in_words(shape)}")
        return
    yield _paragraph(f"Правило метода: {rule.words}")
    yield from _numbered_outline(rule.of, "")


def _numbered_outline(lines: list[OutlineLine], within: str) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        yield ListItem(f"{within}{number}.", (ProseSpan(line.words),))
        yield from _numbered_outline(line.of, f"{within}{number}.")


def _distribution(analysis: Analysis) -> Iterator[Block]:
    run, decided = analysis.run, analysis.decided
    listed, out = decided[Verdict.IN], decided[Verdict.OUT]
    yield from heading("Итоги", 2)
    yield _paragraph(
        f"В {year_in_case(run.period.label, Case.PREPOSITIONAL)} по методу {_quote(run.shape.name)} "
        f"{participle(analysis.schools, 'рассмотрена')} {_schools(analysis.schools)}. "
        f"{_listed_sentence(listed, out, analysis.schools)}"
    )
    yield from _rule(run.shape)
    if analysis.listed:
        yield _paragraph(f"В списке: {_names(analysis.listed)}.")
    found = analysis.found
    rows = [(label, found[verdict], decided[verdict]) for verdict, label in Verdict.choices]
    yield _table(
        ["Решение", "По методу, школ", "Решение отдела, школ"],
        [[label.capitalize(), str(by_method), str(by_people)] for label, by_method, by_people in rows],
    )
    yield Chart(
        "Решения о школах", "columns", tuple(label for label, _, _ in rows),
        (
            Series("по методу", _decimals(n for _, n, _ in rows)),
            Series("решение отдела", _decimals(n for _, _, n in rows)),
        ),
        "школ",
    )  # fmt: skip
    for each in analysis.overruled:
        yield _paragraph(
            f"{each.school} по решению отдела {_ON_THE_LIST[each.decision]}, хотя {_BY_THE_METHOD[each.verdict]}: "
            f"{_as_clause(each.reason)}"
        )


def _listed_sentence(listed: int, out: int, schools: int) -> str:
    if not listed:
        return "К школам с низкими результатами не отнесена ни одна школа."
    return (
        f"К школам с низкими результатами {participle(listed, 'отнесена')} {_schools(listed)} "
        f"({_share(listed, schools)}), не {participle(out, 'отнесена')} {_schools(out)}."
    )


def _signs(analysis: Analysis) -> Iterator[Block]:
    met = [sign for sign in analysis.signs if sign.met]
    yield from heading("Признаки, из-за которых школы отнесены к списку", 2)
    if not met:
        yield _paragraph("Ни у одной школы признаков низких результатов нет.")
        return
    first = met[0]
    listed = f", в том числе у {_of_schools(first.met_of_listed)} из списка" if first.met_of_listed else ""
    yield _paragraph(
        f"Чаще всего встречается признак {_quote(first.name)}: он есть у {_of_schools(first.met)}{listed}."
    )
    if lacking := [sign for sign in analysis.signs if sign.unknown]:
        most = max(lacking, key=lambda sign: sign.unknown)
        yield _paragraph(
            f"Чаще всего данных не хватает для признака {_quote(most.name)}: их нет у {_of_schools(most.unknown)}."
        )
    yield _table(
        ["Признак", "Что считается признаком", "Есть у школ", "Из них в списке", "Нет данных у школ"],
        [[s.name, s.asked, str(s.met), str(s.met_of_listed), str(s.unknown)] for s in analysis.signs],
    )
    yield Chart(
        "У скольких школ есть признак", "bars", tuple(sign.name for sign in met),
        (Series("школ", _decimals(sign.met for sign in met)),), "школ",
    )  # fmt: skip


def _dynamics(analysis: Analysis) -> Iterator[Block]:
    yield from heading("Динамика по годам", 2)
    now = analysis.this_year
    if len(analysis.years) < 2:
        yield _paragraph("Списков прежних лет на портале нет, поэтому сравнивать не с чем.")
        return
    before = analysis.years[-2]
    yield _paragraph(_change_sentence(before, now))
    yield _paragraph(_sentence_of_names("Вошли в список", "Вошла в список", now.entered, "Новых школ в списке нет."))
    yield _paragraph(
        _sentence_of_names("Вышли из списка", "Вышла из списка", now.left, "Из списка не вышла ни одна школа.")
    )
    always = set(now.schools).intersection(*(year.schools for year in analysis.years))
    if always and len(analysis.years) > 2:
        stayed = [name for name in now.schools if name in always]
        years = counted(len(analysis.years), "список", "списка", "списков")
        since = year_in_case(analysis.years[0].period.label, Case.GENITIVE)
        yield _paragraph(f"Во всех списках с {since} (это {years}) стоят: {_names(stayed)}.")
    yield _table(
        ["Год", "Школ в списке", "Вошли", "Вышли"],
        [[str(y.period), str(len(y.schools)), _count(y.entered), _count(y.left)] for y in analysis.years],
    )
    yield Chart(
        "Школ в списке по годам", "columns", tuple(year.period.label for year in analysis.years),
        (Series("в списке", _decimals(len(year.schools) for year in analysis.years)),), "школ",
    )  # fmt: skip


def _change_sentence(before: YearOfLists, now: YearOfLists) -> str:
    was, are = len(before.schools), len(now.schools)
    beginning = f"По сравнению с {year_in_case(before.period.label, Case.INSTRUMENTAL)} число школ в списке"
    if was == are:
        return f"{beginning} не изменилось: {are}."
    verb = "выросло" if are > was else "уменьшилось"
    by = abs(are - was)
    return f"{beginning} {verb} на {by}: было {was}, стало {are}."


def _values(analysis: Analysis) -> Iterator[Block]:
    shown = [sign for sign in analysis.signs if any(each.number is not None for each in sign.listed)]
    if not shown:
        return
    yield from heading("Значения школ списка рядом с границей и средним", 2)
    for sign in shown:
        if sentence := _farthest_from_mean(sign):
            yield _paragraph(sentence)
    rows = []
    for sign in shown:
        title = f"{sign.name}, {sign.year}. Признак — {sign.asked}; среднее по школам: {_mean(sign)}"
        rows.append(TableRow((plain_cell(title, colspan=3, bold=True),), is_heading=True))
        rows += [
            TableRow(
                (
                    plain_cell(each.school),
                    plain_cell(each.text or "—", "center"),
                    plain_cell(_ANSWERS[each.met], "center"),
                )
            )
            for each in sign.listed
        ]
    yield _table_of_rows(["Школа", "Значение", "Признак"], rows, ("text", "figure", "label"))
    for sign in [sign for sign in shown if sign.met][:_SIGNS_IN_CHARTS]:
        values = [each for each in sign.listed if each.number is not None]
        mean = (Series("среднее по школам", tuple(_round_for_chart(sign.mean) for _ in values)),) if sign.mean else ()
        yield Chart(
            f"{sign.name}, {sign.year}", "bars", tuple(each.school for each in values),
            (Series("значение школы", tuple(_round_for_chart(each.number) for each in values)), *mean), sign.unit,
            None if sign.threshold is None else _round_for_chart(sign.threshold),
            f"граница: {sign.asked}" if sign.threshold is not None else "",
        )  # fmt: skip


def _round_for_chart(number: Decimal) -> Decimal:
    """Round the number to at most two decimals, as in the sentences."""
    return round(number, 2) if number.as_tuple().exponent < -2 else number


_ANSWERS = {True: "есть", False: "нет", None: "не определён"}


def _farthest_from_mean(sign: SignStory) -> str:
    """Say which of the listed schools with the sign is farthest from the mean; empty where none differs from it."""
    numbers = [each for each in sign.listed if each.number is not None and each.met]
    if sign.mean is None or not numbers:
        return ""
    farthest = max(numbers, key=lambda each: abs(each.number - sign.mean))
    if farthest.number == sign.mean:
        return ""
    side = "выше" if farthest.number > sign.mean else "ниже"
    by = figure(round(abs(farthest.number - sign.mean), 2), "п. п." if sign.unit == "%" else sign.unit)
    value = figure(farthest.number, sign.unit)
    beginning = f"Дальше всех от среднего по признаку {_quote(sign.name)} — {farthest.school}"
    return f"{beginning}: {value}, это {side} среднего ({_mean(sign)}) на {by}".rstrip(".") + "."


def _unknown(analysis: Analysis) -> Iterator[Block]:
    if not analysis.unknown:
        return
    yield from heading("Школы, о которых не хватило данных", 2)
    count = len(analysis.unknown)
    yield _paragraph(
        f"Методу не хватило данных, чтобы отнести к списку или не отнести {_schools(count, 'школу')}: "
        f"{_names(analysis.unknown)}. Отсутствие данных не считалось ни признаком, ни его отсутствием: решение о "
        f"{'ней' if count == 1 else 'них'} принял отдел."
    )


def _schools(count: int, one: str = "школа") -> str:
    return counted(count, one, "школы", "школ")


def _of_schools(count: int) -> str:
    """Count schools in the genitive, as after «у»: «1 школы», «5 школ»."""
    return counted(count, "школы", "школ", "школ")


def _share(part: int, whole: int) -> str:
    return figure(round(Decimal(part * 100) / whole, 1), "%") if whole else "0 %"


def _mean(sign: SignStory) -> str:
    return figure(round(sign.mean, 2), sign.unit) if sign.mean is not None else "не посчитано"


def _quote(name: str) -> str:
    """Put the name in quotation marks; those within it become inner ones („…“)."""
    return f"«{name.replace('«', '„').replace('»', '“')}»"


def _names(names: Sequence[str]) -> str:
    """List the first twelve names and say how many more there are; the tables have all of them."""
    if len(names) <= _NAMES_IN_A_SENTENCE:
        return "; ".join(names)
    return f"{'; '.join(names[:_NAMES_IN_A_SENTENCE])} и ещё {len(names) - _NAMES_IN_A_SENTENCE}"


def _sentence_of_names(many: str, one: str, names: list[str], nobody: str) -> str:
    return f"{one if len(names) == 1 else many}: {_names(names)}." if names else nobody


def _as_clause(reason: str) -> str:
    """Write a reason as it stands behind a colon: in a small letter, unless it begins with an abbreviation."""
    first = reason[:1] if reason[1:2].isupper() else reason[:1].lower()
    return f"{first}{reason[1:].rstrip('.')}."


def _count(names: list[str] | None) -> str:
    return "—" if names is None else str(len(names))


def _decimals(numbers) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def _paragraph(text: str, align: Align = "justify") -> Paragraph:
    return Paragraph((ProseSpan(text),), align)


def _table(titles: list[str], rows: list[list[str]]) -> Table:
    """Build a table whose first column is text and whose others are figures."""
    cells = [
        TableRow(tuple(plain_cell(text, "center" if place else "left") for place, text in enumerate(row)))
        for row in rows
    ]
    return _table_of_rows(titles, cells, ("text", *("figure" for _ in titles[1:])))


def _table_of_rows(titles: list[str], rows: list[TableRow], kinds: tuple) -> Table:
    head = TableRow(tuple(plain_cell(title, "center", bold=True) for title in titles))
    return Table(tuple(map(TableColumn, kinds)), (head,), tuple(rows))
