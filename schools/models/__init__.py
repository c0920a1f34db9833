from schools.models.membership import Membership
from schools.models.municipality import Department, Municipality
from schools.models.order import Order
from schools.models.school import School

__all__ = ["Department", "Membership", "Municipality", "Order", "School"]
