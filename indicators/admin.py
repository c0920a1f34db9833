"""The rooms' pages of the administration, for Django to find."""

from indicators.catalogue import admin as catalogue
from indicators.identification.lists import admin as lists
from indicators.values import admin as values

__all__ = ["catalogue", "lists", "values"]
