"""The rooms' models, for Django to find; everybody else imports from the rooms."""

from schools.access.models import Membership
from schools.archive.models import Archived, StrayFiles
from schools.directory.models import Department, FormerName, Municipality, School
from schools.entrance.models import SecondFactorDemand
from schools.methods.models import MunicipalMethod
from schools.orders.models import Order

__all__ = [
    "Archived",
    "Department",
    "FormerName",
    "Membership",
    "MunicipalMethod",
    "Municipality",
    "Order",
    "School",
    "SecondFactorDemand",
    "StrayFiles",
]
