"""The test environment itself: what the other tests rely on."""

import socket

import pytest
from django.conf import settings
from django.template import engines

from tests.templates import UndefinedVariable


def render(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ nothing|default:'—' }}", "{% with a=nothing %}{% endwith %}"])
def test_an_undefined_variable_of_our_templates_fails(source):
    with pytest.raises(UndefinedVariable, match="nothing"):
        render(source)


def test_a_condition_may_ask_for_what_is_not_there():
    assert render("{% if nothing %}yes{% else %}no{% endif %}") == "no"


def test_templates_of_packages_are_left_alone():
    assert "<html" in engines["django"].get_template("admin/base.html").render({})


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_the_network_is_closed(host):
    with pytest.raises(RuntimeError, match="reaches for the network"):
        socket.create_connection((host, 80), timeout=1)


def test_the_developers_data_is_out_of_reach():
    assert "portal-tests-" in settings.DATA_DIR.name
    assert settings.BASE_DIR not in settings.DATA_DIR.parents
