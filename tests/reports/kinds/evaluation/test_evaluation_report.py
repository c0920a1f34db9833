"""The report on effectiveness as a document's content."""

import pytest

from indicators.catalogue.models import Indicator
from reports.blocks.content import Chart, Content, SignatureLine, Table, text_of
from reports.blocks.stored import from_json, to_json
from reports.kinds.evaluation.content import evaluation_content
from roadmap.evaluation.actions import Writing, Writings, keep_evaluation, write_evaluation
from roadmap.evaluation.models import Evaluation
from roadmap.plan.models import Activity
from roadmap.targets.models import IndicatorRow
from schools.directory.models import Department
from tests.factories import approve, make_evaluation, make_period
from tests.roadmap.evaluation.test_evaluation_pages import large

RELATED = (
    "programme__indicator_table", "programme__roadmap__programme", "programme__municipality__department", "period",
)  # fmt: skip


@pytest.fixture
def kept(district) -> Evaluation:
    """Of three indicators, each 6 / 5, and three activities without a report; 95 of 100 spent."""
    programme = approve(large(district.municipality, 3), by=district.coordinator)
    Indicator.objects.update(direction="more", unit="балл")
    evaluation = make_evaluation(programme, by=district.coordinator)
    row = IndicatorRow.objects.filter(group__table__programme=programme).first()
    own = Writing({"money_planned": "100", "money_spent": "95", "conclusions": "Работать дальше."},
                  dict.fromkeys(("money_planned", "money_spent", "conclusions"), ""))  # fmt: skip
    reasons = {row.pk: Writing({"reason": "Новые курсы"}, {"reason": ""})}
    write_evaluation(evaluation=evaluation, writings=Writings(own, reasons), by=district.coordinator)
    return keep_evaluation(evaluation=evaluation, by=district.coordinator)


def words_of(content: Content) -> str:
    texts = []
    for block in content.parts[0].blocks:
        if isinstance(block, Table):
            texts += [cell.text for row in (*block.header, *block.rows) for cell in row.cells]
        elif hasattr(block, "spans"):
            texts.append(text_of(block))
    return "\n".join(texts).replace("\u00a0", " ")


def test_only_years_of_evaluations_are_offered(district, kept, browse):
    make_period("2019")
    asked = {"programme": kept.programme_id}
    page = browse("coordinator").get("/documents/new/evaluation/", asked)

    assert [str(each) for each in page.context["form"].fields["period"].queryset] == ["2025 год"]
    chosen = browse("coordinator").get("/documents/new/evaluation/", asked | {"period": kept.period_id})
    assert chosen.context["document"].period == kept.period
    other = browse("coordinator").get("/documents/new/evaluation/", {"programme": district.programme.pk})
    assert not other.context["form"].fields["period"].queryset


def test_it_says_everything_that_a_yearly_report_owes(kept):
    content = evaluation_content(kept)
    words = words_of(content)
    first, second = (block for block in content.parts[0].blocks if isinstance(block, Table))
    [chart] = (block for block in content.parts[0].blocks if isinstance(block, Chart))

    assert [cell.text for cell in first.header[0].cells] == [
        "№ п/п", "Показатель", "Ед. изм.", "Год назад", "План", "Факт", "Степень достижения", "Причина отклонения",
    ]  # fmt: skip
    assert [cell.text.replace("\u00a0", " ") for cell in first.rows[0].cells] == [
        "1", "Показатель 0", "балл", "–", "5", "6", "Достигнут\n6 / 5 = 120 %, в расчёт 100 %", "Новые курсы",
    ]  # fmt: skip
    assert second.rows[0].is_heading
    assert [cell.text for cell in second.rows[1].cells][-2:] == ["Не выполнено", ""]
    assert "Показателей всего — 3: достигнуто — 3, не достигнуто — 0, нельзя определить — 0, под угрозой — 0." in words
    assert "Мероприятий всего — 3: не выполнено — 3." in words
    assert "O = (Цели + Деньги + Меры) / 3 = (100 + 95 + 0) / 3 = 65 %." in words
    assert (
        "Эффективность программы: средняя. O (итоговая оценка) — 65 %; по шкале — O не менее 40 %, но менее 80 %."
        in words
    )
    assert words.startswith("Отчёт об оценке эффективности программы\n«")
    assert "Работать дальше." in words
    assert "Черновик" not in words
    assert (chart.categories[0], chart.series[0].values[0], chart.limit) == ("Показатель 0", 100, 100)


def test_a_draft_says_that_it_is_one_and_asks_less_columns_where_no_unit_is_known(district):
    programme = approve(large(district.municipality, 1), by=district.coordinator)
    content = evaluation_content(make_evaluation(programme, by=district.coordinator))

    assert "Черновик: оценка не закреплена" in words_of(content)
    assert "Ед. изм." not in words_of(content)
    assert not any(isinstance(block, Chart | SignatureLine) for block in content.parts[0].blocks)


def test_the_reason_of_a_deviation_is_what_was_given_as_one_and_no_report(district):
    programme = approve(large(district.municipality, 2), by=district.coordinator)
    Activity.objects.update(report="Выполнено частично: обучены 45 % учителей.")
    evaluation = make_evaluation(programme, by=district.coordinator)
    first = Activity.objects.filter(direction__roadmap__programme=programme).order_by("sequence").first()
    reasons = {first.pk: Writing({"reason": "Две группы не набраны"}, {"reason": ""})}
    write_evaluation(evaluation=evaluation, writings=Writings(activities=reasons), by=district.coordinator)
    *_, table = (block for block in evaluation_content(evaluation).parts[0].blocks if isinstance(block, Table))

    given, owed = (row for row in table.rows if not row.is_heading)
    assert [cell.text for cell in given.cells][-2:] == ["Не выполнено", "Две группы не набраны"]
    assert [cell.text for cell in owed.cells][-2:] == ["Не выполнено", ""]


@pytest.mark.parametrize("head", ["Н. Новая", ""])
def test_it_is_signed_by_who_heads_the_department_today(kept, head):
    programme = kept.programme
    programme.requisites = {"department": {"head": {"position": "Начальник", "name": "С. Старый"}}}
    programme.save()
    Department.objects.update(head_position="Начальник отдела", head_name=head)
    kept.refresh_from_db()
    *_, last = evaluation_content(kept).parts[0].blocks

    assert last == (SignatureLine("Начальник отдела", head) if head else SignatureLine("Начальник", "С. Старый"))


def test_it_can_be_kept_as_json(kept):
    content = evaluation_content(kept)

    assert from_json(to_json(content)) == content


@pytest.mark.parametrize("rows", [1, 60])
def test_the_number_of_queries_does_not_grow(rows, district, django_assert_num_queries):
    programme = approve(large(district.municipality, rows), by=district.coordinator)
    evaluation = make_evaluation(programme, by=district.coordinator)
    keep_evaluation(evaluation=evaluation, by=district.coordinator)
    with django_assert_num_queries(3):
        evaluation_content(Evaluation.objects.select_related(*RELATED).get(pk=evaluation.pk))
