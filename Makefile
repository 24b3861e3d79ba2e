# Two commands: `make demo` sets up, checks the real decrees and asks the graph; `make test` sets up and
# tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DECREES := data/decrees/kpu-kab-bintan-2025-12.txt data/decrees/kpu-kab-serang-2025-995.txt \
           data/decrees/kpu-kota-cilegon-2025-11.txt

.PHONY: demo test setup setup-dev format lint types docs unit build bench clean help

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "zikg needs Python 3.11 or newer; set it with: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[plot,serve]'
	touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,all]'
	touch $@ $(VENV)/run.stamp

setup: $(VENV)/run.stamp

setup-dev: $(VENV)/dev.stamp

demo: setup ## set up, check the three real decrees, then store them and ask the graph
	$(BIN)/zikg build
	@$(BIN)/zikg check $(DECREES); code=$$?; test $$code -le 1
	@$(BIN)/zikg ingest $(DECREES) --store $(VENV)/demo-store
	@$(BIN)/zikg audit --store $(VENV)/demo-store --fail-on never
	@$(BIN)/zikg query superseded-at-signing --store $(VENV)/demo-store
	@echo "Halaman web / web pages: $(BIN)/zikg serve --store $(VENV)/demo-store"

build: setup ## make indexes, generated graphs and the OWL closure again
	$(BIN)/zikg build --force

test: setup-dev ## set up, then format, lint, types, contracts, docs and tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zikg build
	$(BIN)/zikg build --check
	-$(BIN)/python -m zikg.serve.yasgui
	$(BIN)/python -m pytest -n 2

format: setup-dev ## put the code in the house form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev ## measure the cold start side by side
	$(BIN)/zikg bench cold

clean: ## remove everything that was made
	rm -rf $(VENV) src/zikg/_built dist build *.egg-info
