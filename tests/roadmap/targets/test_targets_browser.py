"""From a name typed into the table of indicators to an evaluation that is kept, as a coordinator goes it."""

from playwright.sync_api import expect

from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorRow, TargetValue
from tests.test_journeys import demonstration, log_in, pytestmark  # noqa: F401 - fixtures


def test_a_new_indicator_is_asked_about_in_its_row(chromium, demonstration):  # noqa: F811
    draft = Programme.objects.get(status="draft", school=None)
    page = log_in(chromium, demonstration, "coordinator")
    page.goto(f"{demonstration}/programmes/{draft.pk}/edit/indicators/")
    page.get_by_role("button", name="+ Показатель").click()
    row = page.get_by_role("group").last
    row.get_by_label("Показатель", exact=True).fill("Средний тестовый балл ЕГЭ по русскому")
    row.get_by_label("План, 2028").fill("66")
    page.get_by_role("button", name="Сохранить").click()

    row = page.get_by_role("group").last
    expect(row.get_by_text("Это один из показателей каталога или новый? Выберите.")).to_be_visible()
    expect(row.get_by_label("План, 2028")).to_have_value("66")
    row.get_by_label("Похожие уже есть в каталоге").select_option("новый показатель")
    row.get_by_label("Что лучше").select_option("больше — лучше")
    row.get_by_label("Единица").fill("балл")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Сохранено: показатели.")).to_be_visible()
    indicator = IndicatorRow.objects.get(name="Средний тестовый балл ЕГЭ по русскому").indicator
    assert (indicator.direction, indicator.unit) == ("more", "балл")


def test_doubts_are_answered_or_confirmed_before_an_evaluation_is_kept(chromium, demonstration):  # noqa: F811
    row = IndicatorRow.objects.get(name="Средний балл по русскому языку")
    TargetValue.objects.filter(row=row, period__label="2023-2024").update(plan="до 61,0")
    page = log_in(chromium, demonstration, "coordinator")
    page.goto(f"{demonstration}/programmes/{row.group.table.programme_id}/evaluation/")
    page.get_by_role("link", name="2023–2024 учебный год").click()
    expect(page.get_by_text("Сомнений в значениях, на которые опирается оценка: 1.")).to_be_visible()
    page.get_by_role("button", name="Сохранить и закрепить").click()
    expect(page.get_by_role("heading", name="Закрепить оценку")).to_be_visible()
    page.get_by_role("link", name="Вопросы к показателям").click()
    page.get_by_label("Что значит «до 61,0»").select_option("цель: достичь указанного")
    page.get_by_role("button", name="Сохранить ответы").click()
    expect(page.get_by_text("Ответы сохранены, показателей: 1.")).to_be_visible()
    page.get_by_role("link", name="Оценка эффективности").click()
    page.get_by_role("link", name="2023–2024 учебный год").click()
    expect(page.get_by_text("цель 61")).to_be_visible()
    expect(page.get_by_text("Сомнений в значениях")).to_have_count(0)
    page.get_by_role("button", name="Сохранить и закрепить").click()
    expect(page.get_by_text("Оценка закреплена: она больше не меняется")).to_be_visible()
