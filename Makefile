# The two commands of a fresh machine are `make run` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A plain path instead of an import hook: the hook costs every start of Python 20 ms.
EDITABLE := --config-settings editable_mode=compat

.PHONY: help run test fast check format demo docs pictures package-extension wheel deb clean

help:
	@echo "make run                daemon in the foreground, nothing else needed"
	@echo "make test               all tests (installs what they need, as root through apt)"
	@echo "make fast               the tests that need no desktop"
	@echo "make check              format, lint, types, import law"
	@echo "make demo               two minutes of scripted browsing, and the report of it"
	@echo "make package-extension  dist/unscroll-chromium.zip and dist/unscroll-firefox.zip"
	@echo "make deb                dist/*.deb, for the release of Debian it is made on"
	@echo "make docs               the pages and files that are made from code"
	@echo "make pictures           the screens of the documentation, from the demo ledger"
	@echo "make wheel              dist/*.whl, tried in a clean environment"

$(VENV)/run.stamp: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "unscroll needs Python 3.11 or later"; exit 1; }
	@sh bench/needs.sh build
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check $(EDITABLE) -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check $(EDITABLE) -e '.[dev]'
	@touch $@

run: $(VENV)/run.stamp
	@$(BIN)/unscroll run

test: $(VENV)/dev.stamp
	@sh bench/needs.sh desktop
	$(BIN)/pytest -q -m "not desktop"
	$(BIN)/pytest -q -m desktop

fast: $(VENV)/dev.stamp
	$(BIN)/pytest -q -m "not desktop"

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

demo: $(VENV)/dev.stamp
	@sh bench/needs.sh desktop
	@$(BIN)/python -m bench.demo

package-extension: $(VENV)/dev.stamp
	$(BIN)/python -m bench.package_extension dist

docs: $(VENV)/dev.stamp
	$(BIN)/python -m bench.generate_surfaces
	$(BIN)/python -m bench.generate_commands
	$(BIN)/python -m bench.settings_page

pictures: $(VENV)/dev.stamp
	$(BIN)/python -m bench.pictures docs/pictures
	PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/desktop/test_popup_pictures.py tests/desktop/test_options_page.py
	PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/desktop/test_setup_in_browser.py -k fits

wheel: $(VENV)/dev.stamp
	sh bench/wheel.sh

deb: $(VENV)/run.stamp
	$(BIN)/python -m bench.deb dist

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
