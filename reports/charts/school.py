"""Charts of a school beside its municipality, one for each indicator by which schools are judged."""

from indicators.catalogue.models import Indicator
from reports.charts.told import ToldChart
from reports.kinds.school_card.content import school_charts
from reports.kinds.school_card.queries import IndicatorLine, SchoolFigures, school_figures
from schools.directory.models import School

_BETTER = {Indicator.Direction.MORE_IS_BETTER: True, Indicator.Direction.LESS_IS_BETTER: False}


def charts_of_school(school: School) -> list[ToldChart]:
    """Return the charts of the school's card, each with a sentence."""
    figures = school_figures(school, None)
    return [ToldChart(chart, _sentence(line, figures)) for line, chart in school_charts(school, figures)]


def _sentence(line: IndicatorLine, figures: SchoolFigures) -> str:
    """Compare school and municipality in the last period with both values; else state the school's last value."""
    known = [each for each in figures.periods if each.pk in line.facts]
    both = [each for each in known if each.pk in line.of_all]
    if not both:
        last = known[-1]
        return f"{last}: у школы {line.facts[last.pk].text}; по муниципалитету сравнить не с чем."
    last = both[-1]
    own, of_all = line.facts[last.pk], line.of_all[last.pk]
    beginning = f"{last}: у школы {own.text}, по муниципалитету {of_all.text}"
    if own.number is None or of_all.number is None or line.indicator.direction not in _BETTER:
        return f"{beginning}."
    if own.number == of_all.number:
        return f"{beginning} — столько же."
    is_better = (own.number > of_all.number) == _BETTER[line.indicator.direction]
    return f"{beginning} — {'лучше' if is_better else 'хуже'}, чем в среднем."
