"""Works out from a user's memberships, once, what they may see and do."""

from dataclasses import dataclass

from django.db.models import Q

from portal.accounts.roles import Permission, Role

ACTS_FOR = "_acts_for"


@dataclass(frozen=True)
class Place:
    """One membership, reduced to what rights depend on; without a municipality it is of the whole portal."""

    role: Role
    municipality_id: int | None
    school_id: int | None


@dataclass(frozen=True)
class Scope:
    places: tuple[Place, ...]
    # The municipality for which an administrator of the whole portal works now, as its coordinator does.
    acts_for: int | None = None

    @property
    def everywhere(self) -> bool:
        """Return whether the user is an administrator of the whole portal."""
        return any(place.municipality_id is None for place in self.places)

    @property
    def municipality_ids(self) -> frozenset[int]:
        return frozenset(place.municipality_id for place in self.places if place.municipality_id)

    @property
    def school_ids(self) -> frozenset[int]:
        """Return the schools where the user has a role of their own, not those that they see in their municipality."""
        return frozenset(place.school_id for place in self.places if place.school_id)

    def has(self, permission: Permission) -> bool:
        """Return whether the user has the permission anywhere; for menus, never for a decision about a record."""
        return any(permission in place.role.permissions for place in self.places)

    def may(self, permission: Permission, *, municipality_id: int, school_id: int | None = None) -> bool:
        """Return whether the user has the permission in the municipality as a whole, or for the school if given."""
        return any(
            permission in place.role.permissions
            and place.municipality_id in (None, municipality_id)
            and place.school_id in (None, school_id)
            for place in self.places
        )

    def municipalities_with(self, permission: Permission, field: str = "municipality") -> Q:
        """Return a filter on `field`: municipalities where the user has the permission for all schools."""
        places = [p for p in self.places if permission in p.role.permissions and p.school_id is None]
        if any(place.municipality_id is None for place in places):
            return ~Q(pk__in=[])  # matches everything; an empty Q would be ignored when joined by «or»
        return Q(**{f"{field}__in": [place.municipality_id for place in places]})

    def schools_with(self, permission: Permission, *, own: bool = False) -> Q:
        """Return a filter on School: those for which the user has the permission.

        With `own` it also matches the user's own schools, whatever permission they have there.
        """
        schools = [p.school_id for p in self.places if p.school_id and (own or permission in p.role.permissions)]
        return self.municipalities_with(permission) | Q(pk__in=schools)


def scope_of(user) -> Scope:
    """Return the user's scope, which is read from the database once for each user object."""
    if not hasattr(user, "_scope"):
        places = [Place(Role.ADMINISTRATOR, None, None)] if user.is_superuser else []
        if user.is_authenticated:
            memberships = user.memberships.values_list(
                "role", "municipality_id", "school_id", "school__municipality_id"
            )
            places += [
                Place(Role(role), own_id or of_school_id, school_id)
                for role, own_id, school_id, of_school_id in memberships
            ]
        acts_for = getattr(user, ACTS_FOR, None) if any(place.municipality_id is None for place in places) else None
        if acts_for:
            places.append(Place(Role.COORDINATOR, acts_for, None))
        user._scope = Scope(tuple(places), acts_for)
    return user._scope


def acting_for(user, municipality_id: int | None):
    """Set the municipality for which the user works now, and return the user.

    It only has an effect for administrators of the whole portal, who then have a coordinator's rights there.
    """
    setattr(user, ACTS_FOR, municipality_id)
    if hasattr(user, "_scope"):
        del user._scope
    return user
