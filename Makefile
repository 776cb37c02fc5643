# Redstring: `make run` is all that is needed to begin; `make help` lists the rest. Works with GNU make 3.81 and later.
#   PORT=8600     another port                       PYTHON=python3.13   this Python (3.11 or later) for a new .venv
#   STORE=URI     another store: embedded:FOLDER, neo4j://HOST … (user and password from REDSTRING_USER and REDSTRING_PASSWORD)
#   ARGS="-k x"   more arguments for `make test`; ARGS="-n 2 --dist loadgroup" for two at a time, where nothing else is busy

PORT ?= 8501
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
FTM := .cache/followthemoney
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
# the same, telling how far it is: what takes minutes is never silent for longer than ten seconds
SAYING = PIP_PROGRESS_BAR=off sh requirements/install.sh $(1) $(BIN)/python -m pip --disable-pip-version-check --no-input
CODE := app.py cli graph loaders ui
ifneq ($(strip $(STORE)),)
export REDSTRING_STORE := $(STORE)
endif

.PHONY: run test check style types layers bench lock editor secret up clean help
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	@exec $(BIN)/redstring run --port $(PORT)

test: $(VENV)/dev.stamp
	@exec $(BIN)/python -m pytest $(ARGS)

# what is asked of the code, each by itself, so that `make -j2 check` asks two at once
check: style types layers

style: $(VENV)/dev.stamp
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

bench: $(VENV)/bench.stamp
	@exec $(BIN)/python -m benchmarks

help:
	@echo 'make run     install what is missing, load the bundled case at first, serve http://localhost:$(PORT)'
	@echo 'make test    all tests; the ones for Neo4j need Java 17 and Maven, the ones for the browser need Chromium'
	@echo 'make check   ruff, mypy --strict, and the contract of the layers'
	@echo 'make bench   speed and memory, beside a bare loop and beside other libraries'
	@echo 'make up      the app and Neo4j in Docker; makes the password first'
	@echo 'make lock    bring requirements/*.txt in line with pyproject.toml; LOCK=--upgrade for the newest versions'
	@echo 'make editor  make the script of the query editor anew, with npm'
	@echo 'make clean   remove .venv and caches; stores stay'

# Setting up -----------------------------------------------------------------------------------------------------------------

# A new environment with the first Python >= 3.11 that runs; a `python3.x` may be there and yet not start.
$(BIN)/python:
	@found=; for python in $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo 'Redstring needs Python 3.11 or later and found none. Install one, or name it: make run PYTHON=/path/to/python3' >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$found ($$($$found -V 2>&1))"; \
	if ! $$found -m venv $(VENV) >$(VENV).log 2>&1; then \
	  rm -rf $(VENV); cat $(VENV).log >&2; rm -f $(VENV).log; \
	  echo "$$found cannot make an environment. On Debian and Ubuntu: sudo apt install python3-venv. Then run make again." >&2; exit 1; \
	fi; \
	rm -f $(VENV).log

# Everything by hash, except the engine, which is asked for by range (requirements/engine.txt says why). What is locked is all that is
# needed, so pip looks for nothing more (--no-deps); if it did, an older one would warn of an extra of lxml that is there (justext).
LOCKED := install --no-deps --require-hashes
COUNTED = $$(cat requirements/build.txt requirements/run.txt | grep -c '^[A-Za-z0-9].*==')
$(VENV)/run.stamp: requirements/build.txt requirements/run.txt requirements/engine.txt pyproject.toml | $(BIN)/python
	@echo 'Installing Redstring into $(VENV): at first one to five minutes, later only when the requirements change'
	@echo "  1 of 3: $(COUNTED) libraries (Streamlit, spaCy, pandas and others), which takes longest"
	@$(call SAYING,$(COUNTED)) $(LOCKED) -r requirements/build.txt \
	  -r requirements/run.txt
	@echo '  2 of 3: the database engine (ArcadeDB)'
	@$(call SAYING,1) install --upgrade -r requirements/engine.txt
	@echo '  3 of 3: Redstring itself'
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp $(FTM)/stamp
	@echo 'Installing what tests and checks need'
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

# The library that our FollowTheMoney files are held against, apart because it wants an older networkx; without PyICU, which it only uses
# to transliterate and which would have to be compiled.
$(FTM)/stamp: requirements/followthemoney.txt | $(BIN)/python
	@$(BIN)/python -m venv $(FTM)
	@$(FTM)/bin/python -m pip --disable-pip-version-check --quiet --no-input $(LOCKED) -r $<
	@touch $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/dev.stamp
	@echo 'Installing the libraries to compare with'
	@$(PIP) $(LOCKED) -r requirements/bench.txt
	@touch $@

# Locking: what pyproject.toml asks for, on every platform, with hashes. Pins stay where they fit; LOCK=--upgrade takes the newest.

UV := .cache/lock/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --prerelease if-necessary-or-explicit --no-emit-package arcadedb

$(UV):
	@$(MAKE) --no-print-directory $(BIN)/python
	@$(BIN)/python -m venv .cache/lock
	@.cache/lock/bin/pip --disable-pip-version-check --quiet install uv

lock: $(UV)
	@$(COMPILE) $(LOCK) pyproject.toml -o requirements/run.txt
	@$(COMPILE) $(LOCK) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) $(LOCK) pyproject.toml --group dev --group bench -c requirements/dev.txt -o requirements/bench.txt
	@$(COMPILE) $(LOCK) --group followthemoney --no-emit-package pyicu -o requirements/followthemoney.txt
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	  | $(COMPILE) $(LOCK) - -o requirements/build.txt

# The query editor's library as one script, from the versions in its package-lock.json; needs npm.
editor:
	@cd ui/static/editor && npm ci --silent --no-audit --no-fund && npx esbuild codemirror.entry.js --bundle --minify --format=iife \
	  --global-name=codemirror --legal-comments=inline --outfile=codemirror.js --log-level=warning

# Docker ----------------------------------------------------------------------------------------------------------------------

# The folder is closed to others; the file inside is readable because the app in its container runs as another user.
secrets/neo4j_auth: | $(BIN)/python
	@mkdir -p secrets && chmod 700 secrets
	@$(BIN)/python -c 'import secrets; print("neo4j/" + secrets.token_urlsafe(24))' > $@
	@chmod 444 $@
	@echo 'Made a random password in $@'

secret: secrets/neo4j_auth

up: secret
	@exec docker compose up --build

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
