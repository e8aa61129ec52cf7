# Habits of the project. `make` alone lists them.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= auto
PYTEST_ARGS ?=

PYTHON := .venv/bin/python
DEMO := var/demo
DEMO_MANAGE = DJANGO_SETTINGS_MODULE=participation.settings.demo VAR_DIR=$(CURDIR)/$(DEMO) $(PYTHON) manage.py
TEST_MANAGE = DJANGO_SETTINGS_MODULE=participation.settings.test $(PYTHON) manage.py
PRODUCTION_MANAGE = SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))') \
	DJANGO_SETTINGS_MODULE=participation.settings.production REDIS_URL=redis://127.0.0.1:6379 \
	SITE_URL=https://participation.example $(PYTHON) manage.py
PYTEST = $(PYTHON) -m pytest -n $(WORKERS) --maxprocesses 8 $(PYTEST_ARGS)
EMBEDDED = DATABASE_URL=sqlite:///$(CURDIR)/var/test/test.sqlite3 REDIS_URL=
ON_SQLITE = tests/consultations/components/test_contract.py tests/participation/journal tests/workers
TEMPLATES = $(shell find templates participation consultations cms workers -name '*.html' 2>/dev/null)
STATIC = $(shell find participation consultations cms workers -path '*/static/*' -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test unit journeys browser coverage sqlite check lint fix messages migrations settings up up-local bench tools

help: ## list these habits
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# Try it --------------------------------------------------------------------------------------

demo: ## try it: install, load the demonstration, serve on http://127.0.0.1:8000 (keeps its data)
	@.ci/environment --no-dev --extra analysis
	@mkdir -p $(DEMO)
	@$(DEMO_MANAGE) migrate --verbosity 0
	@$(MAKE) --silent $(DEMO)/static
	@SITE_URL=http://$(HOST):$(PORT) $(DEMO_MANAGE) load_demo
	@echo && echo "Participation : http://$(HOST):$(PORT)/   (Ctrl+C pour arrêter)" && echo
	@DJANGO_SETTINGS_MODULE=participation.settings.demo VAR_DIR=$(CURDIR)/$(DEMO) \
		SITE_URL=http://$(HOST):$(PORT) $(PYTHON) -m uvicorn participation.asgi:application \
		--host $(HOST) --port $(PORT) --ws-max-size 65536 --log-level warning --no-access-log

demo-reset: ## forget the demonstration's data
	rm -rf $(DEMO)

$(DEMO)/static: uv.lock $(STATIC)
	@echo "Preparing style and scripts…"
	@$(DEMO_MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

up: ## run it as in production, with docker compose
	docker compose up --build

up-local: tools ## run it as in production without docker: the same processes, DEMO_DATA=1 for something to see
	$(PYTHON) -m tests.topology --port $(PORT) $(if $(filter 1,$(DEMO_DATA)),--demo)

# Test it -------------------------------------------------------------------------------------

test: tools ## run the tests on a real PostgreSQL and Redis, and the main ones on SQLite without Redis
	@.ci/packages
	$(PYTHON) -m tests.services run -- $(MAKE) --no-print-directory unit journeys
	@$(MAKE) --no-print-directory sqlite

unit: ## run the tests that need no browser
	$(PYTEST) -m "not browser"

journeys: ## run the main journeys in a browser
	$(PYTEST) -m "browser and sqlite"

browser: tools ## run every test in a browser, which takes long
	$(PYTHON) -m tests.services run -- $(PYTEST) -m browser

coverage: tools ## run the tests that need no browser, and say which lines they never reach
	$(PYTHON) -m tests.services run -- $(PYTEST) -m "not browser" --cov

sqlite: ## run the contract of components and the main journeys, on the embedded database
	@mkdir -p var/test
	$(EMBEDDED) $(PYTEST) -m "not browser and not postgres" $(ON_SQLITE)
	$(EMBEDDED) $(PYTEST) -m "browser and sqlite"

check: lint test ## do all that the project's CI does

lint: tools ## check format, style, templates, types, layers, migrations, settings
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	@.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	.venv/bin/djlint --lint --quiet .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	$(TEST_MANAGE) makemigrations --check --dry-run
	$(TEST_MANAGE) check
	$(PRODUCTION_MANAGE) check --deploy --fail-level WARNING
	$(PRODUCTION_MANAGE) settings_table --check

tools:
	@.ci/environment --all-groups --all-extras

# Mend it -------------------------------------------------------------------------------------

fix: tools ## mend what a machine can mend: format, imports, templates, generated files
	$(PYTHON) -m ruff check --fix --quiet . || true
	$(PYTHON) -m ruff format --quiet .
	@.venv/bin/djade --target-version 5.2 $(TEMPLATES) || true
	$(TEST_MANAGE) build_assets
	@$(MAKE) --no-print-directory settings

messages: tools ## gather the sentences to translate, and compile the translations
	$(TEST_MANAGE) makemessages --locale en --no-location --no-wrap \
		--ignore '.venv/*' --ignore 'staticfiles/*' --ignore 'var/*' --ignore 'tests/*'
	$(TEST_MANAGE) compilemessages --locale en --ignore '.venv/*'

migrations: tools ## write the migrations that the models ask for, one after another
	$(TEST_MANAGE) makemigrations
	$(TEST_MANAGE) create_max_migration_files --recreate

settings: ## write the table of settings into the documentation
	$(PRODUCTION_MANAGE) settings_table

bench: tools ## measure the main pages of the demonstration
	VAR_DIR=$(CURDIR)/$(DEMO) $(PYTHON) -m benchmarks
