"""pip-audit that reads every page of OSV's answers: its own service reads the first and takes it for the whole.

An advisory may also name a repository without a package, over which pip-audit stumbles.
"""

import json
import sys

import requests
from pip_audit._cli import audit
from pip_audit._service import osv

MOST_PAGES = 100  # of a thousand advisories each


class Answer(dict):
    """As pip-audit asks it."""

    def raise_for_status(self) -> None:
        """Each page was asked already."""

    def json(self) -> dict:
        return self


class WholeAnswers:
    """A session whose answers hold the advisories of all their pages."""

    def __init__(self, session: requests.Session):
        self._session = session

    def post(self, url: str, data: str, timeout: int | None) -> Answer:
        query, advisories = json.loads(data), []
        for _ in range(MOST_PAGES):
            response = self._session.post(url, data=json.dumps(query), timeout=timeout)
            response.raise_for_status()
            page = response.json()
            advisories += page.get("vulns", [])
            if not (token := page.get("next_page_token")):
                return Answer(vulns=[*map(_of_packages, advisories)])
            query["page_token"] = token
        raise requests.HTTPError(f"{url} answers in more than {MOST_PAGES} pages")


def _of_packages(advisory: dict) -> dict:
    return advisory | {"affected": [each for each in advisory.get("affected", []) if "package" in each]}


if __name__ == "__main__":
    make_session = osv.caching_session
    osv.caching_session = lambda *args, **options: WholeAnswers(make_session(*args, **options))
    sys.exit(audit())
