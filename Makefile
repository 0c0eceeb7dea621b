# The two commands are `make run` and `make test`; `make help` lists the others.
PYTHON_OF_HOUSE := .venv/bin/python
ARGS ?=
# Without compiled files every process of ours spends seconds on compiling its libraries again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test prove bench lint

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

setup: ## make the environment: Python packages from the lock file, system libraries
	@sh tools/setup

run: setup ## start everything on http://127.0.0.1:8000 (other port: make run PORT=8001)
	@exec $(PYTHON_OF_HOUSE) -m zorgzaam.local.run --follow-parent

test: setup ## run the whole suite (a part: make test ARGS="tests/local -x")
	@sh tools/get_vnu
	@exec $(PYTHON_OF_HOUSE) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

prove: setup ## run the suite with the race, crash and fuzz tests in full counts
	@ZORGZAAM_FULL=1 exec $(PYTHON_OF_HOUSE) -m pytest -m "long or not long" $(ARGS)

bench: setup ## print the benchmarks, as ratios
	@exec $(PYTHON_OF_HOUSE) -m tests.benchmarks $(ARGS)

lint: setup ## ruff, mypy, djade, import-linter, missing migrations, deployment checks
	@exec sh tools/lint
