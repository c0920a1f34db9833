"""A name of a file that the catalogue doesn't know becomes an indicator of it."""

import pytest
from django.urls import reverse

from indicators.values.models import Value
from tests.factories import make_collection
from tests.indicators.workbooks.excel_books import send, table, upload

TABLE = [["Школа", "Охват завтраками, %"], ["Берёзовская СОШ", "80"], ["Сосновская ООШ", "90"]]


def say(client, page, choice: str):
    names = {f"name:{each.number}": choice for each in page.context["names"] if each.what == "indicator"}
    url = page.request["PATH_INFO"] + "names/"
    return client.post(url, {"shown": page.context["checksum"], **names}, follow=True)


def test_is_made_with_the_unit_that_it_says_and_its_values_are_written(browse, district):
    client = browse("coordinator")
    page = send(client, district, table(TABLE))
    assert "завести новый показатель с этим названием" in page.content.decode()

    page = say(client, page, "new")
    indicator = district.municipality.indicators.get(name="Охват завтраками, %")
    assert indicator.unit == "%"
    assert page.context["writes"] == 2
    client.post(page.request["PATH_INFO"], {"shown": page.context["checksum"]})
    assert sorted(Value.objects.filter(indicator=indicator).values_list("text", flat=True)) == ["80", "90"]


@pytest.mark.parametrize("persona", ["specialist", "director"])
def test_is_made_by_those_who_keep_the_catalogue_alone(browse, district, persona):
    client = browse(persona)
    page = send(client, district, table(TABLE))
    assert "завести новый показатель" not in page.content.decode()

    say(client, page, "new")
    assert not district.municipality.indicators.filter(name="Охват завтраками, %").exists()


def test_a_collection_is_about_what_it_asks_for(browse, district):
    collection = make_collection(district.municipality, by=district.coordinator)
    url = reverse("collection-import", args=[collection.pk])
    page = browse("coordinator").post(url, {"file": upload(table(TABLE))}, follow=True)
    assert page.status_code == 200
    assert "завести новый показатель" not in page.content.decode()
