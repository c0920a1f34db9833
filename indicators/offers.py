"""What indicators have to say on pages of the apps below: room by room."""

from indicators.catalogue import offers as catalogue
from indicators.collections import offers as collections

__all__ = ["catalogue", "collections"]
