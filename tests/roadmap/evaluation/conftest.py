import sys
from pathlib import Path

import pytest

from indicators.catalogue.models import Indicator
from roadmap.evaluation import components, wholes
from roadmap.evaluation.models import Evaluation
from tests.factories import approve, make_evaluation

_MADE_UP = Path(__file__).parent / "made_up"


@pytest.fixture
def judged(district):
    """The district's programme in force, its indicators growing: 2025 has plan 3,5 and «Более 70», fact 61,1."""
    Indicator.objects.update(direction="more")
    approve(district.programme, by=district.coordinator)
    return district


@pytest.fixture
def draft(judged) -> Evaluation:
    return make_evaluation(judged.programme, by=judged.coordinator)


@pytest.fixture
def made_up_parts(monkeypatch):
    """A component and a whole more: each is one file in a folder where the package looks, and nothing else."""
    for package, kinds in ((components, components.component_kinds), (wholes, wholes.whole_kinds)):
        folder = _MADE_UP / package.__name__.rpartition(".")[2]
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        kinds.cache_clear()
    yield
    monkeypatch.undo()
    for package, kinds in ((components, components.component_kinds), (wholes, wholes.whole_kinds)):
        kinds.cache_clear()
        for file in (_MADE_UP / package.__name__.rpartition(".")[2]).glob("*.py"):
            sys.modules.pop(f"{package.__name__}.{file.stem}", None)
            vars(package).pop(file.stem, None)
