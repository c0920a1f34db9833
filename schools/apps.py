from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Муниципалитеты и школы"

    def ready(self):
        from portal.accounts.second_factor import demands_second_factor
        from portal.history.places import decide_places
        from schools.entrance.queries import is_second_factor_demanded
        from schools.journal.owners import on_behalf_of, owners_of

        decide_places(owners=owners_of, on_behalf=on_behalf_of)
        demands_second_factor(is_second_factor_demanded)
