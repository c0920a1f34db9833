"""Two people change the same person at once: the later one sees the words of the other before they go."""

from django.urls import reverse


def test_the_second_of_two_who_change_a_person_is_told_and_may_still_mean_it(browse, district):
    url = reverse("person-edit", args=[district.municipality.pk, district.director.pk])
    coordinator, administrator = browse("coordinator"), browse("administrator")
    sent = {"full_name": district.director.full_name, "is_active": "on"}
    sent["newest_change"] = coordinator.get(url).context["newest_change"]
    assert administrator.post(url, sent | {"position": "Директор лицея"}).status_code == 302

    answer = coordinator.post(url, sent | {"position": "Директор гимназии"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Директор лицея" in page
    assert "Директор гимназии" in page
    district.director.refresh_from_db()
    assert district.director.position == "Директор лицея"

    sent["newest_change"] = answer.context["newest_change"]
    assert coordinator.post(url, sent | {"position": "Директор гимназии"}).status_code == 302
    district.director.refresh_from_db()
    assert district.director.position == "Директор гимназии"
