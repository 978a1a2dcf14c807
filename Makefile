# 焼津デジタル市場: `make` alone lists what can be done.
.DEFAULT_GOAL := help
.PHONY: help run worker test check fix where bench search-eval demo-reset migrate migration translations docs lock screens lighthouse

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= data
BROWSER ?= 1
URL ?= /ja/
export HOST PORT DATA BROWSER

help: ## List what can be done
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.PHONY: .venv/runtime .venv/test
.venv/runtime:
	@command -v $(PYTHON) >/dev/null || { echo "make: Python 3.11 or newer is needed. On Debian 12: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) scripts/bootstrap.py runtime

run: .venv/runtime ## Open the market (HOST, PORT, DATA may be given)
	@exec $(BIN)/python scripts/serve.py

worker: .venv/runtime ## Background work alone, beside a web server elsewhere
	@exec $(BIN)/flask --app wsgi worker

.venv/test: .venv/runtime
	@$(PYTHON) scripts/bootstrap.py test

test: .venv/test ## All tests (BROWSER=0 leaves the browser out)
	@$(BIN)/python scripts/test.py

check: .venv/test ## Format, lint, types, import contracts, migrations, translations
	@$(BIN)/python scripts/check.py

fix: .venv/test ## Put right what can be put right by itself
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

where: .venv/runtime ## Which view, template and test answer an address: make where URL=/ja/cart
	@$(BIN)/flask --app wsgi where "$(URL)"

bench: .venv/test ## Measure speed against a bare page in the same run
	@$(BIN)/python scripts/bench.py

search-eval: .venv/runtime ## How well the search answers a set of queries: make search-eval SET=folder
	@SET="$(SET)" $(BIN)/python scripts/search_eval.py

demo-reset: .venv/runtime ## Throw the development data in DATA away and load the sample market again
	@$(BIN)/python scripts/demo_reset.py

migrate: .venv/runtime ## Move the database to the newest migration
	@$(BIN)/flask --app wsgi database upgrade

migration: .venv/test ## Write a migration from the models: make migration NAME=0002_more
	@$(BIN)/python scripts/migration.py "$(NAME)"

translations: .venv/test ## Bring the message catalogues up to date and check them
	@$(BIN)/flask --app wsgi translations update && $(BIN)/flask --app wsgi translations check

docs: .venv/runtime ## Write the generated pages of docs/
	@$(BIN)/flask --app wsgi docs write

screens: .venv/test ## Take the screenshots of docs/screens again
	@$(BIN)/python scripts/screens.py

lighthouse: .venv/test ## Score four pages on a phone (needs Node and Chromium) and write docs/lighthouse.md
	@$(BIN)/python scripts/lighthouse.py

lock: ## Pin the dependencies again, with hashes
	@for name in bootstrap runtime test; do $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.txt; done
