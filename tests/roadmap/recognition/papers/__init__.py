"""Documents made up as different departments write them, each a function that gives a `Paper`."""

from tests.roadmap.recognition.papers.acts import ACTS
from tests.roadmap.recognition.papers.odd import ODD
from tests.roadmap.recognition.papers.plans import PLANS
from tests.roadmap.recognition.papers.programmes import PROGRAMMES
from tests.roadmap.recognition.papers.regions import REGIONS

PAPERS = (*ACTS, *PLANS, *PROGRAMMES, *ODD, *REGIONS)
