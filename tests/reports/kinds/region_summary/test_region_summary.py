"""A region's municipalities side by side, for those who lead the whole portal."""

import datetime

import pytest

from indicators.catalogue.models import Indicator
from indicators.identification.models import ListedSchool, LowResultList
from portal.accounts.roles import Role
from portal.text.keys import natural_key
from reports.blocks.content import Chart, Table, text_of
from reports.blocks.missing import MissingPart
from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.kinds.queries import regions
from roadmap.execution.models import Assignment
from schools.access.models import Membership
from schools.directory.models import Municipality
from tests.factories import approve, make_municipality, make_period, make_programme, make_school, make_user

pytestmark = pytest.mark.django_db
REGION = "Лесная область"


@pytest.fixture
def region(in_force):
    """The district, and a next one that has one school and nothing else."""
    Municipality.objects.filter(pk=in_force.municipality.pk).update(region=REGION, region_key=natural_key(REGION))
    make_school(make_municipality("Ягодный район", region=REGION))
    make_municipality("Чужой район", region="Степной край")
    return in_force


def summary():
    return build_content(Document(kind="region-summary", region=REGION))


def rows(content):
    (table,) = [block for block in content.parts[0].blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_municipalities_are_counted_and_summed(region):
    listed = LowResultList.objects.create(municipality=region.municipality, period=make_period("2025"))
    earlier = LowResultList.objects.create(municipality=region.municipality, period=make_period("2024"))
    for each in (listed, earlier, earlier):
        ListedSchool.objects.create(low_result_list=each, school=region.school, position=0, name="Школа")
    Assignment.objects.filter(activity__number="1.1").update(status="done", version=1, reported_at="2026-08-01T00:00Z")
    Assignment.objects.filter(activity__number="1.3").update(deadline_on=datetime.date(2026, 9, 1))
    Assignment.objects.filter(activity__number__in=["1.2", "1.4"]).update(deadline_on=datetime.date(2099, 9, 1))
    Indicator.objects.update(direction="more")
    content = summary()

    assert rows(content) == [
        ["1", "Лесной район", "2", "1", "1", "6", "1", "16,7", "1", "0 из 2"],
        ["2", "Ягодный район", "1", "0", "0", "0", "0", "–", "0", "–"],
        ["", "Итого", "3", "1", "1", "6", "1", "16,7", "1", "0 из 2"],
    ]
    sentence = next(text_of(block) for block in content.parts[0].blocks if getattr(block, "align", "") == "justify")
    assert sentence == (
        "В 2 муниципалитетах – 3 школы, в списках школ с низкими результатами – 1. Из 6 поручений выполнено 1, "
        "просрочено 1."
    )
    assert [block.categories for block in content.parts[0].blocks if isinstance(block, Chart)] == [
        ("Лесной район", "Ягодный район"), ("Лесной район", "Ягодный район"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("persona", "status"), [("coordinator", 403), ("specialist", 403), ("director", 403), ("administrator", 403)]
)
def test_it_is_for_those_who_see_everything(persona, status, region, browse):
    assert browse(persona).get("/documents/new/region-summary/", {"region": REGION}).status_code == status
    assert "Свод по муниципалитетам: " not in browse(persona).get("/documents/").content.decode()


def test_who_leads_the_portal_finds_it_in_the_register(region, client):
    chief = make_user()
    Membership.objects.create(user=chief, role=Role.ADMINISTRATOR)
    client.force_login(chief)

    assert "Свод по муниципалитетам: Лесная область" in client.get("/documents/").content.decode()
    assert client.get("/documents/new/region-summary/", {"region": REGION}).status_code == 200
    assert regions() == [REGION, "Степной край"]


def test_a_region_without_municipalities_is_said():
    with pytest.raises(MissingPart, match="нет муниципалитетов"):
        summary()


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, region, count):
    for number in range(count):
        make_school(make_municipality(f"Район {number}", region=REGION))
    told = [{"name": f"П{n}", "values": {"2025": {"plan": "1", "fact": "1"}}} for n in range(count)]
    programme = make_programme(region.municipality, indicators={"periods": ["2025"], "groups": [{"rows": told}]})
    approve(programme, by=region.coordinator)
    with django_assert_num_queries(7):
        assert len(rows(summary())) == count + 3
