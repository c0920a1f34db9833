"""Imports the rooms' offers: what they show on pages of the apps below, such as programmes and schools."""

from reports.bundles import offers as bundles
from reports.charts import offers as charts
from reports.issue import offers as documents
from reports.letterhead import offers as letterheads
from reports.open_pages import offers as open_pages
from reports.plan_state import offers as plan_states

__all__ = ["bundles", "charts", "documents", "letterheads", "open_pages", "plan_states"]
