"""Building a method on its page: steps keep what is typed, faults are told, what runs have used stays."""

import pytest
from django.urls import reverse

from indicators.identification.methods.actions import copy_delivered
from indicators.identification.methods.form.editor import new_method, sent
from indicators.identification.models import Method
from tests.factories import make_indicator, make_run


@pytest.fixture
def own(district) -> Method:
    make_indicator(district.municipality, "Русский язык", heading="ОГЭ", unit="%")
    return copy_delivered(key="rating", municipality=district.municipality, name="Наш", by=district.coordinator)


def changed(method: Method, client, **values):
    """What the page would send with some places changed."""
    page = client.get(reverse("method-edit", args=[method.pk]))
    data = sent(method.shape)
    data["seen"] = page.context["seen"]
    for name, value in values.items():
        data[name] = value
    return data


def test_a_method_is_built_from_nothing(district, browse):
    make_indicator(district.municipality, "Русский язык", heading="ОГЭ", unit="%")
    client, url = browse("coordinator"), reverse("method-create", args=[district.municipality.pk])
    empty = client.post(url, {**new_method().dict(), "node": ["1.r.group", "2.1.sign"], "do": "save"})
    data = new_method()
    data |= {"name": "Свой", "n2-of": "ОГЭ: Русский язык", "n2-threshold": "30", "n2-year": "0"}
    data |= {"n2-missing": "unknown", "n2-few": "unknown", "do": "save"}

    saved = client.post(url, dict(data.lists()), follow=True).content.decode()
    again = client.post(url, dict(data.lists()))

    assert empty.status_code == 422
    assert "Назовите метод." in empty.content.decode()
    assert "Выберите показатель." in empty.content.decode()
    assert "ОГЭ: Русский язык не меньше 30 %" in saved
    assert Method.objects.get().shape.rule.of[0].measure.indicator.unit == "%"
    assert "уже есть" in again.content.decode()


def test_steps_keep_what_is_typed_and_write_nothing(own, browse):
    client = browse("coordinator")
    body, url = own.body, reverse("method-edit", args=[own.pk])

    page = client.post(url, dict(changed(own, client, do="wrap:1", about="Набрано").lists())).content.decode()

    own.refresh_from_db()
    assert own.body == body
    assert "Набрано" in page
    assert 'value="2.r.group"' in page
    assert 'value="1.2.sign"' in page


def test_kept_runs_keep_their_version(own, district, browse):
    run = make_run(district.municipality, district.coordinator, "Наш")
    client, url = browse("coordinator"), reverse("method-edit", args=[own.pk])

    page = client.post(url, dict(changed(own, client, do="save", about="Иначе").lists()), follow=True)

    assert "сделана новая: редакция 2" in page.content.decode()
    assert run.shape == own.shape
    assert Method.objects.get(version=2).shape.about == "Иначе"


def test_what_somebody_else_changed_is_not_overwritten_unseen(own, browse):
    client, url = browse("coordinator"), reverse("method-edit", args=[own.pk])
    data = changed(own, client, do="save", about="Моё")
    other = changed(own, client, do="save", about="Чужое")
    client.post(url, dict(other.lists()))

    refused = client.post(url, dict(data.lists()))

    assert refused.status_code == 422
    assert "его изменил кто-то другой" in refused.content.decode()
    assert Method.objects.get().shape.about == "Чужое"
    data["seen"] = refused.context["seen"]
    client.post(url, dict(data.lists()))
    assert Method.objects.get().shape.about == "Моё"


@pytest.mark.parametrize("indicators", [1, 3])
def test_the_number_of_queries(indicators, own, district, browse, django_assert_num_queries):
    for _ in range(indicators):
        make_indicator(district.municipality)
    client = browse("coordinator")

    with django_assert_num_queries(6):
        client.get(reverse("method-edit", args=[own.pk]))
