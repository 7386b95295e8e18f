# transkit: what people do with a checkout. `make` alone lists it.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SOURCES := setup.cfg pyproject.toml $(shell find transkit -type f -not -name '*.pyc')

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo install test check bench docs build clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## Install into .venv and translate examples/summit.txt into uk and ko
	@$(BIN)/python -m tools.demo

install: $(VENV)/installed ## Install transkit into .venv
	@echo "transkit is installed: $(BIN)/transkit --help"

test: $(VENV)/installed-test ## Run all tests; make test ARGS="-k po --update-golden"
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: $(VENV)/installed-lint ## Lint, format, types, layers, and docs that are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.reference --check

bench: $(VENV)/installed ## Measure against Argos Translate on the same model; make bench ARGS="--times 3"
	$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/installed ## Write docs/cli.md from the commands' own help
	$(BIN)/python -m tools.reference

build: $(VENV)/installed-build ## Build wheel and source distribution into dist/
	rm -rf build/lib build/bdist.* dist
	$(BIN)/python -m build --outdir dist .

clean: ## Remove everything that was built or installed here, .venv too
	rm -rf $(VENV) build dist *.egg-info .coverage htmlcov .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "transkit needs Python 3.10 or newer, and $(PYTHON) is not; name another one:"; \
	  echo "  make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu:"; \
	  echo "  sudo apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@touch $@

# setuptools puts whatever lies in build/lib into the next wheel, also what is deleted by now.
$(VENV)/installed: $(VENV)/created $(SOURCES)
	@echo "Installing transkit into $(VENV) …"
	@rm -rf build/lib build/bdist.*
	@$(PIP) .
	@touch $@

$(VENV)/installed-%: $(VENV)/installed
	@rm -rf build/lib build/bdist.*
	@$(PIP) ".[test,$*]"
	@touch $@
