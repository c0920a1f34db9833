from schools.models.membership import Membership
from schools.models.method import MunicipalMethod
from schools.models.municipality import Department, Municipality
from schools.models.order import Order
from schools.models.school import School

__all__ = ["Department", "Membership", "MunicipalMethod", "Municipality", "Order", "School"]
