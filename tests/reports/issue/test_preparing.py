from urllib.parse import unquote

import pytest
from django.template import Context, Template
from django.urls import include, path, reverse

from portal.accounts.roles import Role
from schools.directory.models import Municipality, School
from tests.reports.made_documents import pdf_words, programme, user

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

KINDS = [
    "order", "amendments", "passport", "indicators", "roadmap", "execution", "evaluation", "low-result-schools",
    "analytical-note", "school-card", "region-summary", "programme",
]  # fmt: skip

# Pages of other apps that the views lead to.
urlpatterns = [
    path("login/", lambda request: None, name="login"),
    path("programmes/<int:pk>/", lambda request, pk: None, name="programme-detail"),
    path("", include("portal.urls")),
]


@pytest.fixture
def made():
    return programme(
        passport=[{"label": "Цель", "text": "Помочь"}],
        roadmap={"directions": [{"title": "Дела", "activities": [{"name": "Семинар"}]}]},
        low_result_schools=[{"title": "Список", "schools": [{"school": "Школа № 1"}]}],
    )


@pytest.fixture
def coordinator(made):
    return user("coordinator@example.org", Role.COORDINATOR, municipality=made.municipality)


@pytest.fixture
def director(made):
    return user("director@example.org", Role.DIRECTOR, school=School.objects.get())


def address(made, kind):
    return f"{reverse('document-print', args=[kind, 'pdf'])}?programme={made.pk}"


def test_a_document_is_downloaded_under_a_russian_name(client, made, coordinator):
    client.force_login(coordinator)
    response = client.get(address(made, "passport"))
    assert response["Content-Type"] == "application/pdf"
    assert unquote(response["Content-Disposition"]) == "inline; filename*=utf-8''Паспорт программы 2024–2026.pdf"
    assert "Помочь" in pdf_words(response.content)
    assert client.head(address(made, "passport")).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_documents_that_name_schools_need_the_right_to_see_them(client, made, director, kind):
    client.force_login(director)
    status = client.get(address(made, kind)).status_code
    assert (status == 403) == (kind in {"evaluation", "low-result-schools", "programme"})


def test_another_municipality_has_no_such_document(client, made):
    elsewhere = Municipality.objects.create(name="Другой район")
    client.force_login(user("other@example.org", Role.COORDINATOR, municipality=elsewhere))
    assert client.get(address(made, "passport")).status_code == 404


def test_unknown_kinds_are_not_found_and_nothing_is_posted(client, made, coordinator):
    client.force_login(coordinator)
    assert client.get(address(made, "passport").replace("passport", "letter")).status_code == 404
    assert client.post(address(made, "passport")).status_code == 405


def test_without_log_in_there_is_no_document(client, made):
    assert client.get(address(made, "passport")).status_code == 302


def test_a_missing_part_is_said_on_the_programmes_page(client, made, coordinator):
    client.force_login(coordinator)
    response = client.get(address(made, "indicators"))
    assert response["Location"] == f"{reverse('document-new', args=['indicators'])}?programme={made.pk}"
    assert [str(message) for message in response.wsgi_request._messages] == ["В программе нет таблицы показателей."]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("coordinator", {"order", "passport", "roadmap", "execution", "low-result-schools", "programme"}),
        ("director", {"order", "passport", "roadmap", "execution"}),
    ],
)
def test_links_lead_to_what_the_programme_has_and_the_user_may_read(
    request, django_assert_num_queries, made, who, labels
):
    reader = request.getfixturevalue(who)
    template = Template('{% offered "programme" programme %}')
    with django_assert_num_queries(3):
        html = template.render(Context({"programme": made, "user": reader}))
    assert {kind for kind in KINDS if address(made, kind) in html} == labels
