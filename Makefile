# Yusuan. `make run` reads data/raw/ into data/warehouse/yusuan.duckdb; `make test` passes the tests. Both set up first.
.DEFAULT_GOAL := help
SHELL := /bin/bash

# The first Python of 3.11 or later that is there; override with PYTHON=….
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-run
CLUSTER_READY := $(VENV)/.ready-cluster
LAKE_READY := $(VENV)/.ready-lake
POSTGRES_READY := $(VENV)/.ready-postgres
DEV_READY := $(VENV)/.ready-dev
export DAGSTER_DISABLE_TELEMETRY := yes
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup cluster-setup lake-setup postgres-setup run test test-all test-corpora test-soak lint format types dev lock docs bench fuzz soak clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Yusuan needs Python 3.11, 3.12 or 3.13; none found. Install one or say make PYTHON=/path/to/python3.11" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): locks/run.txt pyproject.toml | $(BIN)/python
	@echo "Setting up (once; a few minutes on a slow line) …"
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/run.txt
	$(BIN)/python -m pip install -q --no-deps -e .
	$(BIN)/python -m pipelines.runs.parse_ahead
	@touch $@

$(CLUSTER_READY): locks/cluster.txt $(RUN_READY)
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/cluster.txt
	@touch $@

$(LAKE_READY): locks/lake.txt $(RUN_READY)
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/lake.txt
	@touch $@

$(POSTGRES_READY): locks/postgres.txt $(RUN_READY)
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/postgres.txt
	@touch $@

$(DEV_READY): locks/dev.txt $(RUN_READY)
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/dev.txt
	@touch $@

setup: $(RUN_READY) ## Set up .venv from the pinned lock
cluster-setup: $(CLUSTER_READY) ## Add what reading on a cluster needs (docs/scale.md)
lake-setup: $(LAKE_READY) ## Add what a lake needs (docs/scale.md)
postgres-setup: $(POSTGRES_READY) ## Add what Dagster's records on Postgres need (docs/operations.md)
run: $(RUN_READY) ## Read data/raw/ into data/warehouse/yusuan.duckdb (ARGS="--force …")
	@$(BIN)/yusuan run $(ARGS)

dev: $(RUN_READY) ## Open Dagster's web page on the same assets
	@$(BIN)/yusuan dev $(ARGS)

test: $(DEV_READY) ## Pass the tests (all but the slow ones)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow and not soak" $(ARGS)

test-all: $(DEV_READY) ## Pass all tests, the slow and the corpus ones too (but for test-corpora)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not whole_run and not soak" $(ARGS)

test-soak: $(DEV_READY) ## Pass the long forms of tests: hours
	$(BIN)/python -m pytest -n 0 -m soak $(ARGS)

test-corpora: $(DEV_READY) ## Put both corpora of real reports through the main job (minutes; alone on the machine)
	$(BIN)/python -m pytest -n 0 -m "whole_run and not soak" -rs $(ARGS)

lint: $(DEV_READY) ## Check style and types of Python and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint -q --processes 2 dbt_project/models dbt_project/macros dbt_project/tests

format: $(DEV_READY) ## Put Python and SQL in form
	$(BIN)/ruff check --fix -q . || true
	$(BIN)/ruff format -q .
	$(BIN)/sqlfluff fix -q dbt_project/models || true

docs: $(DEV_READY) ## Make the generated pages anew (data dictionary, rule catalogue, dbt sources)
	$(BIN)/python -m pipelines.contract.dbt_sources
	$(BIN)/python -m pipelines.site.data_dictionary
	$(BIN)/python -m pipelines.site.rule_catalogue

bench: $(DEV_READY) ## Measure extraction against Camelot's default engine, the diagnosis by faults put in, the reading by random layouts and without the words of one place, the cost of the third reading and of the gate, the run over thousands, reading on a cluster
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.corpus $(ARGS) --out benchmarks/corpus.md
	$(BIN)/python -m benchmarks.third_reading --out benchmarks/third_reading.md
	$(BIN)/python -m benchmarks.mutation
	$(BIN)/python -m benchmarks.sentences
	$(BIN)/python -m benchmarks.random_layouts --count 2000
	$(BIN)/python -m benchmarks.leave_one_place_out
	$(BIN)/python -m benchmarks.gate
	$(BIN)/python -m benchmarks.whole
	$(BIN)/python -m benchmarks.cluster
	if [ -n "$(RAW)" ]; then $(BIN)/python -m benchmarks.one_more --raw $(RAW); fi

fuzz: $(DEV_READY) ## Read 10,000 spoiled PDFs (ARGS="--first N" goes on where a run ended); those that went wrong stay in fuzz/
	$(BIN)/python -m benchmarks.fuzz $(ARGS)

soak: $(DEV_READY) ## Kill runs and publications, fill the disk, at 1,000 points (ARGS="--seconds N"; goes on where it ended)
	$(BIN)/python -m benchmarks.soak $(ARGS)

lock: | $(BIN)/python ## Resolve the pins anew (needs uv), and the bill of materials with every licence
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o locks/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra cluster -c locks/run.txt pyproject.toml -o locks/cluster.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra lake -c locks/run.txt pyproject.toml -o locks/lake.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra postgres -c locks/run.txt pyproject.toml -o locks/postgres.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra cluster --extra lake --extra dev -c locks/cluster.txt pyproject.toml -o locks/dev.txt
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r locks/dev.txt
	$(BIN)/python -m locks.bill

clean: ## Remove the environment (never data)
	rm -rf $(VENV) dbt_project/target dbt_project/logs .mypy_cache .ruff_cache .pytest_cache
