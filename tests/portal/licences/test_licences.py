"""The page of licences: what is installed, with its terms and their text."""

from email.message import Message

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from portal.licences.components import components, stated_licence


def told(**fields: str | list[str]) -> str:
    metadata = Message()
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            metadata[name.replace("_", "-")] = value
    return stated_licence(metadata)


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ({"License_Expression": "MIT", "License": "The MIT"}, "MIT"),
        ({"License": "LGPL with exceptions", "Classifier": "License :: OSI Approved :: LGPL"}, "LGPL with exceptions"),
        (
            {"License": "Copyright (C)\nPermission …", "Classifier": "License :: OSI Approved :: MIT License"},
            "MIT License",
        ),
        ({"License": "Dual License", "Classifier": ["License :: A", "License :: B"]}, "A, B"),
        ({"Classifier": ["License :: OSI Approved :: BSD License", "Topic :: X"]}, "BSD License"),
        ({}, ""),
    ],
)
def test_a_licence_is_told_as_its_author_states_it(metadata, licence):
    assert told(**metadata) == licence


def test_every_installed_package_is_there_with_its_licence():
    page = lxml_html.fromstring(Client().get(reverse("licences")).content)
    rows = {row.findtext("th"): row.findall("td") for row in page.xpath("//tbody/tr")}

    assert set(rows) == set(components()) >= {"django", "weasyprint", "psycopg2-binary", "pyphen"}
    assert [name for name, (_, licence) in rows.items() if not licence.text_content().strip()] == []
    assert "LGPL" in rows["psycopg2-binary"][1].text_content()
    assert "LGPL" in rows["pyphen"][1].text_content()


def test_the_text_of_a_licence_can_be_read():
    answer = Client().get(reverse("licence-text", args=["psycopg2-binary"]))

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "GNU Lesser General Public License" in answer.content.decode()
    assert (
        "GNU LESSER GENERAL PUBLIC LICENSE" in Client().get(reverse("licence-text", args=["pyphen"])).content.decode()
    )
    assert Client().get(reverse("licence-text", args=["nothing"])).status_code == 404
    assert "Apache License" in Client().get(reverse("licence-own")).content.decode()


def test_the_manual_leads_there():
    assert f'href="{reverse("licences")}"' in Client().get(reverse("help")).content.decode()
