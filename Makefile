# Every target does its own set-up: on a fresh Debian machine, `make test` is enough.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
# Keeps pytest's closing line the last one, also when another make calls this one.
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
READY := .venv/ready
COMPILED := .venv/compiled
JUDGES := .venv/judges
LOG := .venv/setup.log
RELEASES := src/zusanli/knowledge/compiled

# Folders count as well as files, so that taking an entry out compiles again too.
KB := $(shell find src/zusanli/kb 2>/dev/null)
COMPILER := $(shell find src/zusanli/knowledge src/zusanli/core -name '*.py' 2>/dev/null)

PORT ?= 8000

.PHONY: help setup demo demo-stop test lint journeys bench mutate docs wheel catalogues coverage-map clean FORCE

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(COMPILED) ## Make .venv, install what is pinned, compile the knowledge base
	@echo "Ready: $(BIN)/zusanli"

demo: $(COMPILED) ## Decide each made-up case, then start a made-up clinic; PORT=8001 for another port
	@shopt -s nullglob
	cases=(examples/cases/*.json)
	[[ $${#cases[@]} -gt 0 ]] || { echo "examples/cases holds no case" >&2; exit 1; }
	for case in "$${cases[@]}"; do
	    title=$$(basename "$$case" .json)
	    printf '\n=== %s ===\n' "$${title//_/ }"
	    $(BIN)/zusanli decide "$$case"
	done
	echo
	$(BIN)/python -m zusanli.site.demo --port $(PORT)

demo-stop: $(READY) ## Stop the made-up clinic
	@$(BIN)/python -m zusanli.site.demo stop

test: $(COMPILED) $(JUDGES) ## Run the tests; ARGS="tests/unit -x" runs some of them
	@if [[ -z "$(ARGS)" ]]; then
	    echo "The clinic on PostgreSQL:"
	    # Races start both databases themselves; who opens which address, and what everybody may
	    # read, hangs on neither.
	    $(BIN)/python -m tools.with_postgresql $(BIN)/python -m pytest -n 2 tests/clinic \
	        --ignore-glob '*/test_race.py' --ignore-glob '*/test_access.py' \
	        --ignore-glob '*/test_hostile_input.py' --ignore tests/clinic/public \
	        --ignore-glob '*/test_public_pages.py'
	    echo "Everything, the clinic on SQLite:"
	fi
	$(BIN)/python -m pytest -n 2 $(ARGS)

lint: $(COMPILED) ## Check style, types and the arrows between the rooms
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

journeys: $(COMPILED) $(JUDGES) ## Walk through the clinic in a browser, and say how many taps things take
	$(BIN)/python -m pytest -n 2 tests/browser -q
	$(BIN)/python -m pytest tests/browser -q -s -k taps --no-header

bench: $(COMPILED) ## Measure how long decisions take
	@$(BIN)/python -m bench $(ARGS)

mutate: $(COMPILED) ## Break each clinical rule in turn and see that a test notices
	@$(BIN)/python -m tools.mutate $(ARGS)

docs: $(COMPILED) ## Write the reference pages from the knowledge base
	@$(BIN)/python -m tools.reference_docs $(ARGS)

wheel: $(COMPILED) ## Build the package that a clinic installs, in dist/
	@$(BIN)/python -m hatchling build -t wheel

catalogues: $(READY) ## Bring the catalogues of other languages up to date
	@$(BIN)/python -m tools.catalogues $(ARGS)

coverage-map: $(COMPILED) ## Write which test proves which element of the articles
	@$(BIN)/python -m tools.coverage_map

clean: ## Remove everything that can be made again
	@rm -rf .venv $(RELEASES) build dist .hypothesis .import_linter_cache .mypy_cache \
	    .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------ set-up

# A copied or moved folder carries a .venv that still runs the old folder's code.
ifneq ($(file <$(READY)),$(CURDIR))
$(READY): FORCE
endif

$(READY): pyproject.toml $(wildcard requirements/*.txt)
	@fail() { printf '%s\n' "$$@" >&2; exit 1; }
	quietly() {
	    "$$@" >>$(LOG) 2>&1 && return
	    tail -n 40 $(LOG) >&2
	    fail "Set-up failed at: $$*" "The whole log is in $(LOG)"
	}
	# A version manager may offer a python3.11 that does not start: try, not look.
	python=
	for name in python3.11 python3 /usr/bin/python3.11; do
	    if "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
	        python=$$name
	        break
	    fi
	done
	[[ -n $$python ]] || fail "Zusanli needs Python 3.11, and neither python3.11 nor python3 is one."
	rm -rf .venv
	mkdir .venv
	# Stamps bear the time of the start: what is edited meanwhile counts as newer.
	printf '%s\n' "$(CURDIR)" >$(READY).part
	debian=()
	# Debian ships Python without what fills a virtual environment.
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || debian+=(python3-venv)
	# What lays out the text of a PDF comes from the system, not from Python's packages.
	layout='from ctypes import CDLL; [CDLL(f"lib{name}") for name in ("gobject-2.0.so.0", \
	    "pango-1.0.so.0", "pangoft2-1.0.so.0", "fontconfig.so.1", "harfbuzz-subset.so.0")]'
	"$$python" -c "$$layout" 2>/dev/null ||
	    debian+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
	if [[ $${#debian[@]} -gt 0 ]]; then
	    if [[ $$(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
	        fail "Packages of the system are missing. Run this line, then make again:" \
	            "    sudo apt-get update && sudo apt-get install -y $${debian[*]}"
	    fi
	    echo "Installing $${debian[*]}"
	    export DEBIAN_FRONTEND=noninteractive
	    quietly apt-get update
	    quietly apt-get install -y --no-install-recommends "$${debian[@]}"
	fi
	echo "Making .venv with $$("$$python" --version)"
	quietly "$$python" -m venv .venv
	pip=($(BIN)/python -m pip --disable-pip-version-check --no-input install)
	echo "Installing the pinned packages"
	quietly "$${pip[@]}" --require-hashes --only-binary :all: -r requirements/dev.txt
	quietly "$${pip[@]}" --no-build-isolation --no-deps --editable .
	mv $(READY).part $(READY)

# A browser and a second database, which only the tests need.
$(JUDGES): $(READY)
	@missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ||
	    missing+=(postgresql)
	if [[ $${#missing[@]} -gt 0 ]]; then
	    if [[ $$(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
	        printf '%s\n' "The tests need more of the system. Run this line, then make again:" \
	            "    sudo apt-get update && sudo apt-get install -y $${missing[*]}" >&2
	        exit 1
	    fi
	    echo "Installing $${missing[*]}"
	    export DEBIAN_FRONTEND=noninteractive
	    apt-get update >>$(LOG) 2>&1
	    apt-get install -y --no-install-recommends "$${missing[@]}" >>$(LOG) 2>&1 ||
	        { tail -n 40 $(LOG) >&2; exit 1; }
	fi
	touch $(JUDGES)

# The stamp is worth nothing once the release it stands for is gone.
ifeq ($(wildcard $(RELEASES)/*),)
$(COMPILED): FORCE
endif

$(COMPILED): $(READY) $(KB) $(COMPILER)
	@echo "Compiling the knowledge base"
	touch $(COMPILED).part
	$(BIN)/zusanli compile >$(COMPILED).log 2>&1 || { cat $(COMPILED).log >&2; exit 1; }
	mv $(COMPILED).part $(COMPILED)
