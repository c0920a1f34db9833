from reports.models.letterhead import Letterhead

__all__ = ["Letterhead"]
