"""What may be done with an evaluation in each state: as the table says, and nothing else."""

import pytest

from roadmap.evaluation.actions import (
    NOT_ALLOWED,
    EvaluationRefused,
    Writing,
    Writings,
    choose_evaluation_method,
    keep_evaluation,
    reopen_evaluation,
    write_evaluation,
)
from roadmap.evaluation.methods.queries import evaluation_methods_for
from roadmap.evaluation.models import Evaluation, EvaluationState


def write(evaluation: Evaluation, by) -> None:
    words = Writing({"conclusions": "Хорошо"}, {"conclusions": ""})
    write_evaluation(evaluation=evaluation, writings=Writings(words), by=by)


def choose_method(evaluation: Evaluation, by) -> None:
    chosen = evaluation_methods_for(evaluation.programme.municipality)["stavrovo"]
    choose_evaluation_method(evaluation=evaluation, chosen=chosen, by=by)


ACTIONS = {
    "write": write,
    "choose_method": choose_method,
    "keep": lambda evaluation, by: keep_evaluation(evaluation=evaluation, by=by),
    "reopen": lambda evaluation, by: reopen_evaluation(evaluation=evaluation, by=by),
}


def test_the_table_names_every_state_and_these_actions():
    assert list(Evaluation.TRANSITIONS) == list(EvaluationState)
    assert {action for actions in Evaluation.TRANSITIONS.values() for action in actions} == set(ACTIONS)
    assert set(NOT_ALLOWED) == set(EvaluationState)


@pytest.mark.parametrize("action", list(ACTIONS))
@pytest.mark.parametrize("state", list(EvaluationState))
def test_an_action_leads_where_the_table_says_or_is_refused(state, action, draft, judged):
    if state is EvaluationState.KEPT:
        keep_evaluation(evaluation=draft, by=judged.coordinator)
    evaluation = Evaluation.objects.get()
    before = Evaluation.objects.values().get()
    after = Evaluation.TRANSITIONS[state].get(action)
    assert evaluation.state is state
    assert evaluation.allows(action) is (after is not None)
    if after is None:
        with pytest.raises(EvaluationRefused, match=NOT_ALLOWED[state]):
            ACTIONS[action](evaluation, judged.coordinator)
        assert Evaluation.objects.values().get() == before
    else:
        ACTIONS[action](evaluation, judged.coordinator)
        changed = Evaluation.objects.get()
        assert changed.state is after
        assert (changed.kept_by == judged.coordinator) is (after is EvaluationState.KEPT)
        assert Evaluation.objects.values().get() != before
