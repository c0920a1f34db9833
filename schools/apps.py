from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Муниципалитеты и школы"

    def ready(self):
        from portal.accounts.roles import Permission
        from portal.accounts.second_factor import demands_second_factor
        from portal.history.places import decide_places
        from schools.archive.kinds import KeptKind, keeps_deleted
        from schools.entrance.queries import is_second_factor_demanded
        from schools.journal.owners import on_behalf_of, owners_of
        from schools.orders.models import Order

        decide_places(owners=owners_of, on_behalf=on_behalf_of)
        keeps_deleted(Order, kind=KeptKind(Permission.MANAGE_DIRECTORY))
        demands_second_factor(is_second_factor_demanded)
