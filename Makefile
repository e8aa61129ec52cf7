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
TEMPLATES = $(shell find templates participation consultations cms workers -name '*.html' 2>/dev/null)
STATIC = $(shell find participation consultations cms workers -path '*/static/*' -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test unit browser sqlite check lint fix messages migrations settings up bench tools

help: ## list these habits
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# Try it --------------------------------------------------------------------------------------

demo: ## try it: install, load the demonstration, serve on http://127.0.0.1:8000 (keeps its data)
	@.ci/environment --no-dev
	@mkdir -p $(DEMO)
	@$(DEMO_MANAGE) migrate --verbosity 0
	@$(MAKE) --silent $(DEMO)/static
	@$(DEMO_MANAGE) load_demo
	@echo && echo "Participation : http://$(HOST):$(PORT)/   (Ctrl+C pour arrêter)" && echo
	@DJANGO_SETTINGS_MODULE=participation.settings.demo VAR_DIR=$(CURDIR)/$(DEMO) \
		SITE_URL=http://$(HOST):$(PORT) $(PYTHON) -m uvicorn participation.asgi:application \
		--host $(HOST) --port $(PORT) --log-level warning --no-access-log

demo-reset: ## forget the demonstration's data
	rm -rf $(DEMO)

$(DEMO)/static: uv.lock $(STATIC)
	@echo "Preparing style and scripts…"
	@$(DEMO_MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

up: ## run it as in production, with docker compose
	docker compose up --build

# Test it -------------------------------------------------------------------------------------

test: tools ## run every test, on a real PostgreSQL and Redis, then again on SQLite without Redis
	@.ci/packages
	$(PYTHON) -m tests.services run -- $(MAKE) --no-print-directory unit browser
	@$(MAKE) --no-print-directory sqlite
	@$(PYTHON) -m coverage report --skip-covered --skip-empty

unit: ## run the tests that need no browser
	$(PYTEST) -m "not browser" --cov --cov-report=

browser: ## run the journeys in a browser
	$(PYTEST) -m browser --cov --cov-append --cov-report=

sqlite: ## run the tests that need no browser, and the main journeys, on the embedded database
	@mkdir -p var/test
	$(EMBEDDED) $(PYTEST) -m "not browser and not postgres"
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
	@.ci/environment --all-groups --extra pdf

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
