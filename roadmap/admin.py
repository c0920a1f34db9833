"""The rooms' pages of the administration, for Django to find."""

from roadmap.execution.reminders import admin as reminders
from roadmap.programmes import admin as programmes
from roadmap.responsibles import admin as responsibles

__all__ = ["programmes", "reminders", "responsibles"]
