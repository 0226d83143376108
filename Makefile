# Two commands for a fresh machine: `make demo` and `make test`. Everything lives in .venv.
PYTHON ?= python3
PORT ?= 8765
YEAR ?= --people 40 --pains 300
BIN := .venv/bin
TEXTS := $(filter-out bot/sandbox/ bot/store/ bot/delivery/ bot/i18n/,$(wildcard bot/*/)) handlers

unexport PYTHONDONTWRITEBYTECODE # compiled modules halve the start of every process

.PHONY: demo run year test check bench pictures texts lock clean

demo: .venv/ready ## a local Slack workspace with the bot at work in it
	@$(BIN)/flywheel demo --port $(PORT) $(if $(RESET),--reset)

run: .venv/ready ## the bot against your Slack: needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN
	@$(BIN)/flywheel run

year: .venv/ready ## a made-up company lives through a business year; the pictures go into year.html
	@$(BIN)/flywheel year --html year.html $(YEAR)

test: .venv/ready-dev ## the whole suite, on SQLite and PostgreSQL
	$(BIN)/pytest -q -n 2 --dist worksteal

check: test ## the suite, types, style, layers, dependencies
	$(BIN)/mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/deptry .

bench: .venv/ready-dev ## every speed beside its limit
	$(BIN)/python -m tests.bench

pictures: .venv/ready-dev ## take the pictures of README and docs anew (needs Chromium)
	$(BIN)/python -m tests.flows.pictures

texts: .venv/ready-dev ## collect new sentences into the catalogues for translation
	$(BIN)/pybabel -q extract --no-location --sort-output -k t -k plural:1,2 -k UserError -k N_ -o .texts.pot $(TEXTS)
	$(BIN)/pybabel -q update --no-fuzzy-matching -w 110 -D flywheel -i .texts.pot -d bot/i18n/locales
	@rm .texts.pot

lock: .venv/ready-dev ## pin and hash every dependency anew (needs uv)
	uv pip compile pyproject.toml --extra sandbox --extra build --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra sandbox --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -o requirements-dev.txt

clean:
	rm -rf .venv .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Flywheel needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
