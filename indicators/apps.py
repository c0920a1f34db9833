from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "Показатели"

    def ready(self):
        """Values know nothing of the rooms above them; here they are told what these close, and the catalogue
        who reads files by a department's own names.
        """
        # Models are there only now.
        from indicators.catalogue.naming import on_own_names
        from indicators.collections import merging as collections
        from indicators.collections.locks import values_closed_by_collections
        from indicators.identification.lists import merging as lists
        from indicators.values import merging as values
        from indicators.values.locks import closes_values
        from indicators.workbooks import merging as workbooks
        from indicators.workbooks.actions import remember_own_names
        from schools.mergers.movers import moves_with_schools

        closes_values(values_closed_by_collections)
        on_own_names(remember_own_names)
        for mover in (values.MOVER, collections.MOVER, lists.MOVER, workbooks.MOVER):
            moves_with_schools(mover)
