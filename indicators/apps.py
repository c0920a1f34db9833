from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "Показатели"

    def ready(self):
        """Connect rooms with those below, which don't know them: what closes values, who wants names, what moves.

        Also register what can be restored after it was deleted.
        """
        # Models can be imported only now.
        from indicators.catalogue.models import Indicator
        from indicators.catalogue.naming import on_own_names
        from indicators.collections import merging as collections
        from indicators.collections.locks import values_closed_by_collections
        from indicators.collections.models import Submission
        from indicators.identification.lists import merging as lists
        from indicators.identification.models import LowResultList, Run
        from indicators.identification.runs.actions import put_list_back
        from indicators.values import merging as values
        from indicators.values.locks import closes_values
        from indicators.workbooks import merging as workbooks
        from indicators.workbooks.actions import remember_own_names
        from indicators.workbooks.models import NameChoice
        from portal.accounts.roles import Permission
        from schools.archive.kinds import KeptKind, keeps_deleted
        from schools.mergers.movers import moves_with_schools

        closes_values(values_closed_by_collections)
        on_own_names(remember_own_names)
        for mover in (values.MOVER, collections.MOVER, lists.MOVER, workbooks.MOVER):
            moves_with_schools(mover)
        keeps_deleted(Run)
        keeps_deleted(LowResultList, kind=KeptKind(put_back=put_list_back))
        keeps_deleted(Submission)
        keeps_deleted(NameChoice, kind=KeptKind(Permission.ENTER_VALUES, of_school=True))
        keeps_deleted(Indicator, kind=KeptKind(Permission.MANAGE_DIRECTORY))
