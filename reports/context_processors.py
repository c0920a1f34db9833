from reports.bundles.finished import finished_bundle
from reports.desks.menu import menu

__all__ = ["finished_bundle", "menu"]
