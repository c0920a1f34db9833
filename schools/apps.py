from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Муниципалитеты и школы"

    def ready(self):
        from portal.history.places import decide_places
        from schools.journal.owners import on_behalf_of, owners_of

        decide_places(owners=owners_of, on_behalf=on_behalf_of)
