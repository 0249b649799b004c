# The two commands of the README, and what a contributor needs besides.  `make help` lists them.
# Nothing is fetched that requirements/*.lock does not name with its hash, except by `make lock`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --require-hashes
# The build tools come from requirements/build.lock, so pip must not fetch its own.
PACKAGE := $(PIP) install --quiet --no-deps --no-build-isolation

# How many processes share the tests; what a file's tests set up is set up once.
WORKERS ?= 2

# Each stamp is newer than what it was made from, so set-up is done once and again after a change.
VENV_READY := $(VENV)/.ready-venv
DEMO_READY := $(VENV)/.ready-default
TEST_READY := $(VENV)/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help demo test setup check format screenshots lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

demo: $(DEMO_READY) ## Set up, then print the brief for India and Russia from the reports in examples/
	@$(BIN)/communique brief India Russia examples/

test: check ## Set up, check style, types and layers, then run the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

setup: $(TEST_READY) ## Set up the development environment in .venv

check: $(TEST_READY) ## Check style, types and layers only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(TEST_READY) ## Bring the code into the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

screenshots: $(TEST_READY) ## Take the pictures of the web pages anew (needs Chromium)
	PYTHONPATH=. $(BIN)/python benchmarks/screenshots.py

# uv comes into an environment of its own; UPGRADE=1 takes newer versions, else the pins stay where they can.
LOCK_VENV := .lock-venv
COMPILE := $(LOCK_VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: ## Write requirements/*.lock anew (UPGRADE=1 takes newer versions)
	test -x $(LOCK_VENV)/bin/uv || $(PYTHON) -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check install --quiet uv==0.13.9
	$(COMPILE) pyproject.toml --extra dev --extra mcp --extra parquet --extra pdf --extra postgres --extra ray --extra web -o requirements/dev.lock
	$(COMPILE) pyproject.toml -c requirements/dev.lock -o requirements/default.lock
	$(COMPILE) requirements/build.in -c requirements/dev.lock -o requirements/build.lock

clean: ## Remove the environment and every cache
	rm -rf $(VENV) $(LOCK_VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV_READY):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(DEMO_READY): $(VENV_READY) requirements/default.lock requirements/build.lock pyproject.toml
	$(INSTALL) -r requirements/default.lock
	$(INSTALL) -r requirements/build.lock
	$(PACKAGE) --editable .
	touch $@

$(TEST_READY): $(VENV_READY) requirements/dev.lock requirements/build.lock pyproject.toml
	$(INSTALL) -r requirements/dev.lock
	$(INSTALL) -r requirements/build.lock
	$(PACKAGE) --editable .
	touch $@
