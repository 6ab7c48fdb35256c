# make run: serve Palpate at http://127.0.0.1:8000    make test: run every test    make sure: everything that can be checked    make bench: measure
SHELL := /bin/bash
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python python3.14 python3.13 python3.12 python3.11; do $$name -c "$(NEW_ENOUGH)" 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
TESTS ?= tests
ARGS ?=

.PHONY: run test sure bench format clean

run: $(VENV)/.runs
	@exec $(BIN)/python wsgi.py

test: $(VENV)/.tests
	@set -euo pipefail; \
	chromium="$$($(BIN)/python tests/find_chromium.py)"; \
	export CHROMIUM="$$chromium"; \
	$(BIN)/python -m pytest -n 2 -q $(TESTS) --ignore=tests/browser $(ARGS); \
	if [ "$(TESTS)" = tests ] && [ -d tests/browser ]; then $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q tests/browser $(ARGS); fi

sure: $(VENV)/.tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint webapp/templates --lint --quiet
	@$(MAKE) --no-print-directory test

bench: $(VENV)/.tests
	@$(BIN)/python -m tests.bench

format: $(VENV)/.tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.runs: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements.txt tests/requirements.txt | $(BIN)/python
	$(PIP) -r tests/requirements.txt
	@touch $(VENV)/.runs $@
