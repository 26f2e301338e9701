# Two commands matter: `make run` and `make test`. Both work from a fresh clone, twice in a row, and offline the second time.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
DEMO_OPTIONS ?=

.PHONY: run test lint types contracts check bench durability screenshots lock wheel clean

run: $(VENV)/run.stamp
	@$(PY) tools/check_system.py window
	$(PY) -m auditdesk demo $(DEMO_OPTIONS)

test: $(VENV)/test.stamp
	@$(PY) tools/check_system.py test
	$(MAKE) check

check: lint types contracts
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadgroup

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

bench: $(VENV)/test.stamp
	$(PY) -m tests.bench

durability: $(VENV)/test.stamp
	$(PY) -m tests.bench durability

screenshots: $(VENV)/test.stamp
	QT_QPA_PLATFORM=offscreen $(PY) tools/screenshots.py

wheel: $(VENV)/test.stamp
	$(PY) -m build --wheel --no-isolation

# The stamps hold until a lock file changes, so that nothing is fetched the second time.
$(VENV)/run.stamp: requirements.lock
	@test -x $(PY) || $(PYTHON) tools/check_python.py
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-dev.lock requirements.lock
	@test -x $(PY) || $(PYTHON) tools/check_python.py
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/run.stamp

# Needs uv on the path. The lock files name no index, so that every office can use its own mirror.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
