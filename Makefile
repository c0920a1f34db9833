# `make help` lists what can be done. Everything installs what it needs by itself; Python goes to .venv/ only.
#
# PORT=8001         the port of `make run`
# DEMONSTRATION=no  `make run` begins with an empty portal and says how to make its first administrator
# PORTAL_DATA=var   the folder of data: database, uploaded files, secret key
# EMAIL_URL=…       a mail server; without it `make run` puts letters into the folder letters/ of the data
# DATABASE_URL=…    another database than the SQLite file in that folder; the tests then use that server too

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.NOTPARALLEL:
.PHONY: help setup prepare run test drill check fix bench lock sbom audit bundle

PORT ?= 8000
DEMONSTRATION ?= yes
export PORT

BIN := .venv/bin
PYTHON := $(BIN)/python

help:  ## what can be done (this list)
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## Python environment and the system's packages that documents need
	@scripts/set-up

prepare: setup  ## the database and static files brought up to date, as after an update
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py reread_plans --verbosity 0
	scripts/collect-static

run: prepare  ## the portal, with a worker and demonstration data, at http://127.0.0.1:8000 (PORT=…)
	@if [[ "$(DEMONSTRATION)" == no ]]; then
		$(PYTHON) manage.py say_first_step
	else
		$(PYTHON) manage.py load_demonstration
	fi
	exec scripts/run-portal

test:  ## all tests, on SQLite and on PostgreSQL
	@scripts/set-up --tests
	scripts/run-tests

drill:  ## processes killed, disks filled, PostgreSQL stopped while people save: what was answered is kept; DRILL_KILLS=40
	@scripts/set-up --tests
	export DRILL_KILLS=$${DRILL_KILLS:-40}
	drill=($(PYTHON) -m pytest -q -n 0 -s tests/drill)
	env -u DATABASE_URL "$${drill[@]}"
	$(PYTHON) -m tests.postgres "$${drill[@]}"

check:  ## everything about the code that a machine can check without running it
	@scripts/set-up --checks
	scripts/run-checks

fix:  ## code and templates formatted, what the linter can mend mended, pictures of rooms and states drawn
	@scripts/set-up --checks
	$(BIN)/ruff check --fix --exit-zero --quiet
	$(BIN)/ruff format --quiet
	scripts/djlint --reformat --quiet || true  # it answers 1 where it changed something
	$(PYTHON) scripts/draw_states.py
	$(PYTHON) scripts/draw_house.py

bench:  ## figures: what the large tables cost, on PostgreSQL
	@scripts/set-up --tests
	export DJANGO_SETTINGS_MODULE=tests.settings
	for benchmark in benchmarks/*.py; do $(PYTHON) -m tests.postgres $(PYTHON) -m benchmarks.$$(basename $$benchmark .py); done

lock:  ## both lock files from pyproject.toml; LOCK_OPTIONS=--upgrade takes newer versions
	@scripts/set-up --checks
	compile() { $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header $(LOCK_OPTIONS) "$$@"; }
	compile pyproject.toml -o requirements.lock
	compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

sbom:  ## dist/sbom.cdx.json: the pinned packages of an installation, as CycloneDX
	@scripts/set-up --checks
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o dist/sbom.cdx.json
	echo "dist/sbom.cdx.json"

audit:  ## known vulnerabilities of the pinned packages; needs the network, AUDIT_OPTIONS="--osv-url …" asks a mirror
	@scripts/set-up --checks
	$(PYTHON) scripts/audit.py

bundle:  ## dist/….tar.gz: the committed portal with its packages, to install where there is no network
	@scripts/set-up
	$(PYTHON) scripts/bundle.py
