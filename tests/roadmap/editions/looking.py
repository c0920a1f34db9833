"""The page of an approval as a person uses it: the order typed, the list looked at, the mark made."""

import re

from django.http import HttpResponse
from django.test import Client


def looked(client: Client, url: str, typed: dict) -> dict:
    """With what the page of that order has for whoever has looked at it: its list, its day, the tick beside doubts."""
    page = client.post(url, typed | {"look": "1"}).content.decode()
    found = {name: re.search(rf'name="{name}"\s+value="([\w-]+)"', page) for name in ("seen", "since_for", "doubts")}
    return typed | {name: value[1] for name, value in found.items() if value}


def approve_on_page(client: Client, url: str, typed: dict, **answer) -> HttpResponse:
    return client.post(url, looked(client, url, typed), **answer)
