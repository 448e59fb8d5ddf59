# The only commands to know. `make` alone explains them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: serve test build offline check fmt bench lock clean help intake dead-links fuzz

PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet $(if $(UPGRADE),--upgrade)

# The theme prints 20 lines about the future of MkDocs at every start; requirements.txt holds the versions that work.
export NO_MKDOCS_2_WARNING := 1

# A name on PATH is no proof of a Python that runs (pyenv has one for every version it knows), so each is tried.
SUITS := import ensurepip, sys, venv; sys.version_info < (3, 11) and sys.exit(1); print(sys.executable)
NAMES := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
python = $(or $(shell for name in $(NAMES); do "$$name" -c '$(SUITS)' 2>/dev/null && break; done),$(error \
	No Python 3.11 or newer with its venv module runs under the name $(NAMES). \
	Install one (Debian and Ubuntu: apt-get install python3-venv) or name yours: make PYTHON=/path/to/python3))

serve: .venv/project  ## Show the site at http://127.0.0.1:8000 (PORT=8000) and reload it when a file changes
	@echo "serve: the site will be at http://127.0.0.1:$(PORT)/ until you press Ctrl-C"
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: .venv/test  ## Run every test, in a browser too; installs what they need
	@echo "test: looking for a browser"
	@$(BIN)/python tools/browser.py
	@echo "test: code style (ruff) and types (mypy)"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@echo "test: spelling (codespell)"
	@$(BIN)/codespell
	@echo "test: workflows (actionlint, zizmor)"
	@$(BIN)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	@$(BIN)/zizmor --quiet --offline --persona pedantic .github
	@echo "test: data"
	@$(BIN)/detainers check
	@echo "test: everything else (pytest)"
	@$(BIN)/pytest

build: .venv/project  ## Build the site into site/
	@echo "build: the site, into site/"
	@if [ -e .site-old ] && [ ! -e site ]; then mv .site-old site; fi
	@rm -rf .site-new .site-old
	@$(BIN)/mkdocs build --strict --site-dir .site-new
	@trap '' HUP INT TERM; if [ -e site ]; then mv site .site-old; fi; mv .site-new site
	@rm -rf .site-old

offline: .venv/project  ## Make offline.zip, the site to unpack and read without a network
	@echo "offline: the site, into offline.zip"
	@rm -rf .site-offline
	@OFFLINE_ZIP= $(BIN)/mkdocs build --quiet --strict --site-dir .site-offline
	@$(BIN)/detainers offline .site-offline offline.zip
	@rm -rf .site-offline

check: .venv/project  ## Check the data and say what to mend; takes seconds
	@echo "check: the data"
	@$(BIN)/detainers check $(if $(FORMAT),--format $(FORMAT)) $(if $(SINCE),--since '$(SINCE)')

fmt: .venv/project  ## Put the data into its one canonical form
	@echo "fmt: putting the data into its canonical form"
	@$(BIN)/detainers fmt

bench: .venv/project  ## Measure checking and building against their bars
	@echo "bench: checking and building, at growing sizes"
	@$(BIN)/detainers bench

fuzz: .venv/test  ## Try 200,000 hostile inputs on every door of the data (SEED=1 repeats a run); takes half an hour
	@echo "fuzz: hostile inputs; what fails is kept in tests/fuzz/seeds"
	@cd tests && ../$(BIN)/python -m fuzz $(if $(SEED),--seed $(SEED))

lock: .venv/test  ## Write requirements*.txt from requirements*.in (UPGRADE=1: with the newest versions)
	@echo "lock: writing requirements.txt and requirements-test.txt"
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-test.in --constraints requirements.txt --output-file requirements-test.txt

# For the workflows; people use .venv/bin/detainers.
intake: .venv/project
	@$(BIN)/detainers intake --issue '$(ISSUE)' --answer '$(ANSWER)'

dead-links: .venv/project
	@$(BIN)/detainers dead-links '$(RESULT)' > '$(REPORT)'

clean:  ## Remove all that these commands made
	@echo "clean: removing .venv, site and caches"
	@rm -rf .venv site offline.zip .site-new .site-old .site-offline .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis src/*.egg-info
	@find src tests tools -name __pycache__ -prune -exec rm -rf {} +

help:
	@echo "make serve shows the site; make test runs all tests. Only python3 (3.11 or newer) and make are needed."
	@echo
	@awk -F ':.*##' '/^[a-z]+:.*##/ { printf "  make %-9s%s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  DETAINERS_DATA=DIR   read this data folder instead of data/"
	@echo "  CONTACT_EMAIL        an address for whoever has no account with the repository's host"
	@echo "  SITE_URL, REPO_URL   where the site and its repository are published (the deploy workflow sets both)"
	@echo "  OFFLINE_ZIP=offline.zip  publish this copy, which make offline made, under downloads/"
	@echo "  PYTHON=python3.12    the Python to make .venv with"

# Each file under .venv below is written last, so what was interrupted is done again.
.venv/requirements: requirements.txt
	@echo "set-up: installing requirements.txt into .venv"
	@"$(python)" -m venv --clear .venv
	@$(PIP) install --require-hashes --requirement requirements.txt
	@touch $@

.venv/project: .venv/requirements pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/project requirements-test.txt
	@echo "set-up: installing requirements-test.txt into .venv"
	@$(PIP) install --require-hashes --requirement requirements-test.txt
	@touch $@
