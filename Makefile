# Every target does all of its own set-up: Python 3.11+ and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Every process a test starts would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test check fix lint types contracts cov bench guides sayings soak audit clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): requirements.txt pyproject.toml
	@echo "setting up $(VENV), once: a few minutes and 0.8 GB"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

demo: $(READY) ## the bot with a local LINE platform and a fictional district, in the browser
	$(BIN)/python -m bot demo

test: $(READY) ## all tests
	$(BIN)/python -m pytest -n auto -m "not soak" tests

check: lint types contracts cov ## format, lint, types, import contracts, tests, coverage

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

cov: $(READY)
	$(BIN)/python -m pytest -n auto -m "not soak" --cov --cov-report=term tests

fix: $(READY) ## format and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## figures, as ratios measured in one run
	$(BIN)/python -m tests.benchmarks

guides: $(READY) ## the pictures of the user guides, taken anew from the local platform in Chromium
	$(BIN)/python -m tests.guides

sayings: $(READY) ## teach the second reader of typed words anew from domain/phrases/sayings
	$(BIN)/python -m tests.sayings

soak: $(READY) ## long crash and storm runs, and properties over many examples
	$(BIN)/python -m pytest -m soak tests
	$(BIN)/python -m pytest -n auto -m "not soak" --hypothesis-profile=many tests/domain tests/line tests/reports

audit: ## ask for known holes in everything that is pinned; needs the network, and fails when nobody answers
	$(PYTHON) -m venv var/audit
	var/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	var/audit/bin/pip-audit --strict --no-deps --disable-pip --progress-spinner off -r requirements.txt

clean: ## remove the environment and everything under var/
	rm -rf $(VENV) var
