"""Documents written before the reader had seen their like, each beside what a clerk reads in it."""

from tests.roadmap.recognition.strangers.complex_of_measures import COMPLEX, complex_of_measures
from tests.roadmap.recognition.strangers.complex_plan_joined_both_ways import BOTH_WAYS, complex_plan_joined_both_ways
from tests.roadmap.recognition.strangers.decree_of_an_ulus import ULUS, decree_of_an_ulus
from tests.roadmap.recognition.strangers.decree_with_money import DECREE, decree_with_money
from tests.roadmap.recognition.strangers.directive_with_tabs import TABS, directive_with_tabs
from tests.roadmap.recognition.strangers.disposal_with_a_plan import DISPOSAL, disposal_with_a_plan
from tests.roadmap.recognition.strangers.effective_school_project import EFFECTIVE, effective_school_project
from tests.roadmap.recognition.strangers.execution_report import EXECUTION, execution_report
from tests.roadmap.recognition.strangers.individual_roadmap_of_school import INDIVIDUAL, individual_roadmap_of_school
from tests.roadmap.recognition.strangers.information_on_half_year import INFORMATION, information_on_half_year
from tests.roadmap.recognition.strangers.list_of_risk_levels import RISK_LEVELS, list_of_risk_levels
from tests.roadmap.recognition.strangers.measures_with_repeated_headings import (
    REPEATED,
    measures_with_repeated_headings,
)
from tests.roadmap.recognition.strangers.measures_with_targets import MEASURES, measures_with_targets
from tests.roadmap.recognition.strangers.one_page_plan import ONE_PAGE, one_page_plan
from tests.roadmap.recognition.strangers.order_listing_schools import LISTING, order_listing_schools
from tests.roadmap.recognition.strangers.order_with_a_schedule import SCHEDULE, order_with_a_schedule
from tests.roadmap.recognition.strangers.order_with_bare_annex import BARE_ANNEX, order_with_bare_annex
from tests.roadmap.recognition.strangers.order_with_curators import CURATORS, order_with_curators
from tests.roadmap.recognition.strangers.order_with_four_annexes import ANNEXES, order_with_four_annexes
from tests.roadmap.recognition.strangers.order_with_sentences import SENTENCES, order_with_sentences
from tests.roadmap.recognition.strangers.order_with_two_lists import LISTS, order_with_two_lists
from tests.roadmap.recognition.strangers.order_with_working_group import WORKING_GROUP, order_with_working_group
from tests.roadmap.recognition.strangers.plan_by_months import MONTHS, plan_by_months
from tests.roadmap.recognition.strangers.plan_by_stages import STAGES, plan_by_stages
from tests.roadmap.recognition.strangers.plan_by_weeks import WEEKS, plan_by_weeks
from tests.roadmap.recognition.strangers.plan_joined_down import JOINED, plan_joined_down
from tests.roadmap.recognition.strangers.plan_of_a_kozhuun import KOZHUUN, plan_of_a_kozhuun
from tests.roadmap.recognition.strangers.plan_of_a_methodical_service import METHODICAL, plan_of_a_methodical_service
from tests.roadmap.recognition.strangers.plan_of_a_project import PROJECT, plan_of_a_project
from tests.roadmap.recognition.strangers.plan_of_a_team import TEAM, plan_of_a_team
from tests.roadmap.recognition.strangers.plan_of_five_hundred import FIVE_HUNDRED, plan_of_five_hundred
from tests.roadmap.recognition.strangers.plan_of_monitoring import MONITORED, plan_of_monitoring
from tests.roadmap.recognition.strangers.plan_of_visits import VISITS, plan_of_visits
from tests.roadmap.recognition.strangers.plan_ticked_by_quarters import TICKED, plan_ticked_by_quarters
from tests.roadmap.recognition.strangers.plan_torn_by_pages import TORN, plan_torn_by_pages
from tests.roadmap.recognition.strangers.plan_with_beginnings_and_ends import BEGINNINGS, plan_with_beginnings_and_ends
from tests.roadmap.recognition.strangers.plan_with_labelled_lines import LABELLED, plan_with_labelled_lines
from tests.roadmap.recognition.strangers.plan_with_levels import LEVELS, plan_with_levels
from tests.roadmap.recognition.strangers.programme_by_half_years import HALF_YEARS, programme_by_half_years
from tests.roadmap.recognition.strangers.programme_in_drawn_lines import DRAWN, programme_in_drawn_lines
from tests.roadmap.recognition.strangers.programme_in_many_tables import MANY_TABLES, programme_in_many_tables
from tests.roadmap.recognition.strangers.programme_of_a_city import CITY, programme_of_a_city
from tests.roadmap.recognition.strangers.programme_of_amendments import AMENDED, programme_of_amendments
from tests.roadmap.recognition.strangers.programme_of_equal_results import EQUAL_RESULTS, programme_of_equal_results
from tests.roadmap.recognition.strangers.programme_of_objectivity import OBJECTIVITY, programme_of_objectivity
from tests.roadmap.recognition.strangers.programme_with_a_list import LIST, programme_with_a_list
from tests.roadmap.recognition.strangers.programme_with_bare_years import BARE_YEARS, programme_with_bare_years
from tests.roadmap.recognition.strangers.programme_with_control_points import CONTROL, programme_with_control_points
from tests.roadmap.recognition.strangers.programme_with_intermediate_values import (
    INTERMEDIATE,
    programme_with_intermediate_values,
)
from tests.roadmap.recognition.strangers.programme_with_nested_tasks import NESTED, programme_with_nested_tasks
from tests.roadmap.recognition.strangers.programme_with_school_targets import (
    SCHOOL_TARGETS,
    programme_with_school_targets,
)
from tests.roadmap.recognition.strangers.programme_with_sources_below import SOURCES, programme_with_sources_below
from tests.roadmap.recognition.strangers.programme_with_subprogrammes import SUBPROGRAMMES, programme_with_subprogrammes
from tests.roadmap.recognition.strangers.report_of_a_year import REPORT, report_of_a_year
from tests.roadmap.recognition.strangers.report_of_half_year import HALF_YEAR, report_of_half_year
from tests.roadmap.recognition.strangers.report_with_deviations import DEVIATIONS, report_with_deviations
from tests.roadmap.recognition.strangers.resolution_amending import AMENDING, resolution_amending
from tests.roadmap.recognition.strangers.risk_programme_of_school import RISK, risk_programme_of_school
from tests.roadmap.recognition.strangers.roadmap_by_captions import CAPTIONS, roadmap_by_captions
from tests.roadmap.recognition.strangers.roadmap_by_quarters import QUARTERS, roadmap_by_quarters
from tests.roadmap.recognition.strangers.roadmap_by_risk_profiles import RISK_PROFILES, roadmap_by_risk_profiles
from tests.roadmap.recognition.strangers.roadmap_of_a_school import SCHOOL, roadmap_of_a_school
from tests.roadmap.recognition.strangers.roadmap_with_legend import LEGEND, roadmap_with_legend
from tests.roadmap.recognition.strangers.roadmap_with_shared_terms import SHARED_TERMS, roadmap_with_shared_terms
from tests.roadmap.recognition.strangers.roadmap_with_side_directions import (
    SIDE_DIRECTIONS,
    roadmap_with_side_directions,
)
from tests.roadmap.recognition.strangers.rules_of_a_monitoring import MONITORING, rules_of_a_monitoring
from tests.roadmap.recognition.strangers.schedule_by_deadlines import DEADLINES, schedule_by_deadlines
from tests.roadmap.recognition.strangers.schedule_of_a_district import DISTRICT, schedule_of_a_district
from tests.roadmap.recognition.strangers.transition_of_school import TRANSITION, transition_of_school
from tests.roadmap.recognition.strangers.trips_to_schools import TRIPS, trips_to_schools

STRANGERS = {
    "decree with money": (decree_with_money, DECREE),
    "complex of measures": (complex_of_measures, COMPLEX),
    "programme of objectivity": (programme_of_objectivity, OBJECTIVITY),
    "plan of a team": (plan_of_a_team, TEAM),
    "rules of a monitoring": (rules_of_a_monitoring, MONITORING),
    "order with a schedule": (order_with_a_schedule, SCHEDULE),
    "plan by stages": (plan_by_stages, STAGES),
    "disposal with a plan": (disposal_with_a_plan, DISPOSAL),
    "programme of a city": (programme_of_a_city, CITY),
    "schedule of a district": (schedule_of_a_district, DISTRICT),
    "measures with targets": (measures_with_targets, MEASURES),
    "programme with bare years": (programme_with_bare_years, BARE_YEARS),
    "plan of visits": (plan_of_visits, VISITS),
    "roadmap of a school": (roadmap_of_a_school, SCHOOL),
    "programme with sub-programmes": (programme_with_subprogrammes, SUBPROGRAMMES),
    "roadmap by captions": (roadmap_by_captions, CAPTIONS),
    "plan by months": (plan_by_months, MONTHS),
    "programme with a list": (programme_with_a_list, LIST),
    "programme in drawn lines": (programme_in_drawn_lines, DRAWN),
    "report of a year": (report_of_a_year, REPORT),
    "plan of a project": (plan_of_a_project, PROJECT),
    "programme with control points": (programme_with_control_points, CONTROL),
    "programme with sources below": (programme_with_sources_below, SOURCES),
    "plan joined down": (plan_joined_down, JOINED),
    "order with sentences": (order_with_sentences, SENTENCES),
    "order with two lists": (order_with_two_lists, LISTS),
    "plan by weeks": (plan_by_weeks, WEEKS),
    "programme of amendments": (programme_of_amendments, AMENDED),
    "directive with tabs": (directive_with_tabs, TABS),
    "project of an effective school": (effective_school_project, EFFECTIVE),
    "report on execution": (execution_report, EXECUTION),
    "plan of one page": (one_page_plan, ONE_PAGE),
    "order that lists schools": (order_listing_schools, LISTING),
    "order with four annexes": (order_with_four_annexes, ANNEXES),
    "plan with labelled lines": (plan_with_labelled_lines, LABELLED),
    "programme with nested tasks": (programme_with_nested_tasks, NESTED),
    "resolution that amends": (resolution_amending, AMENDING),
    "programme against a risk": (risk_programme_of_school, RISK),
    "roadmap by quarters": (roadmap_by_quarters, QUARTERS),
    "schedule by deadlines": (schedule_by_deadlines, DEADLINES),
    "order with a bare annex": (order_with_bare_annex, BARE_ANNEX),
    "plan with beginnings and ends": (plan_with_beginnings_and_ends, BEGINNINGS),
    "roadmap with shared terms": (roadmap_with_shared_terms, SHARED_TERMS),
    "programme by half-years": (programme_by_half_years, HALF_YEARS),
    "plan ticked by quarters": (plan_ticked_by_quarters, TICKED),
    "transition of a school": (transition_of_school, TRANSITION),
    "list of risk levels": (list_of_risk_levels, RISK_LEVELS),
    "report of half a year": (report_of_half_year, HALF_YEAR),
    "plan torn by pages": (plan_torn_by_pages, TORN),
    "programme in many tables": (programme_in_many_tables, MANY_TABLES),
    "trips to schools": (trips_to_schools, TRIPS),
    "roadmap with side directions": (roadmap_with_side_directions, SIDE_DIRECTIONS),
    "complex plan joined both ways": (complex_plan_joined_both_ways, BOTH_WAYS),
    "decree of an ulus": (decree_of_an_ulus, ULUS),
    "measures with repeated headings": (measures_with_repeated_headings, REPEATED),
    "order with working group": (order_with_working_group, WORKING_GROUP),
    "plan of a kozhuun": (plan_of_a_kozhuun, KOZHUUN),
    "plan with levels": (plan_with_levels, LEVELS),
    "programme with intermediate values": (programme_with_intermediate_values, INTERMEDIATE),
    "programme with school targets": (programme_with_school_targets, SCHOOL_TARGETS),
    "report with deviations": (report_with_deviations, DEVIATIONS),
    "roadmap by risk profiles": (roadmap_by_risk_profiles, RISK_PROFILES),
    "individual roadmap of school": (individual_roadmap_of_school, INDIVIDUAL),
    "information on half year": (information_on_half_year, INFORMATION),
    "order with curators": (order_with_curators, CURATORS),
    "plan of a methodical service": (plan_of_a_methodical_service, METHODICAL),
    "plan of five hundred": (plan_of_five_hundred, FIVE_HUNDRED),
    "plan of monitoring": (plan_of_monitoring, MONITORED),
    "programme of equal results": (programme_of_equal_results, EQUAL_RESULTS),
    "roadmap with legend": (roadmap_with_legend, LEGEND),
}
