import pytest

from indicators.catalogue.period_choices import labels_of_years
from indicators.catalogue.period_words import read_labels, shown_label


@pytest.mark.parametrize("label", labels_of_years([2026]))
def test_a_period_is_read_as_it_is_shown(label):
    assert read_labels(shown_label(label)) == [label]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("1 кв. 2027", ["2027-Q1"]),
        ("IV квартал 2027 года", ["2027-Q4"]),
        ("2-е полугодие 2027 г.", ["2027-H2"]),
        ("май 2027", ["2027-05"]),
        ("2027 2028", ["2027", "2028"]),
        ("май", ["май"]),
        ("", []),
    ],
)
def test_periods_as_people_write_them(words, labels):
    assert read_labels(words) == labels
