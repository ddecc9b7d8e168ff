# unwatch: `make demo` and `make test` set themselves up. What needs root is said before it is done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVERS := dovecot-imapd openssl
SUDO := $(shell [ "$$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo sudo; })
CHROMIUM := chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	--disable-component-update --disable-sync --hide-scrollbars

.DEFAULT_GOAL := help
.PHONY: help demo test unit check lint types format config lock picture train accuracy speed many silence clean

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/run  ## a whole job search in under a minute
	$(BIN)/unwatch demo

test: $(VENV)/dev servers  ## every test, with the real servers
	$(BIN)/pytest -q -rs

unit: $(VENV)/dev  ## the tests that need no server
	PYTHONHASHSEED=0 $(BIN)/pytest -q -n auto -m "not servers and not corpus and not thorough"

check: lint types test  ## what has to pass

lint: $(VENV)/dev  ## form and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev  ## mypy, strict
	$(BIN)/mypy

format: $(VENV)/dev  ## bring the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

config: $(VENV)/dev  ## write config/ from the settings model
	$(BIN)/unwatch config example > config/unwatch.example.toml
	$(BIN)/unwatch config schema > config/unwatch.schema.json

lock: $(VENV)/dev  ## choose and pin the newest versions
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --upgrade --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra demo --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --upgrade --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra demo --group build --group dev pyproject.toml -o requirements-dev.lock
	echo "torch; python_version < '3'" | $(BIN)/uv pip compile -q --universal --upgrade --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --override - --group train pyproject.toml -o requirements-train.lock

train: $(VENV)/train  ## learn to understand mail from the corpus again (CORRECTIONS=FILE: and from your corrections)
	$(BIN)/python benchmarks/train.py $(if $(CORRECTIONS),--corrections $(CORRECTIONS))

accuracy: $(VENV)/dev  ## how well mail is understood that nothing was learned from; fails where it has become worse
	$(BIN)/python benchmarks/accuracy.py

speed: $(VENV)/dev  ## what understanding costs: time, memory
	$(BIN)/python benchmarks/speed.py

many: $(VENV)/dev  ## what a letter over 5,000 applications and 100,000 messages costs
	$(BIN)/python benchmarks/many.py

silence: $(VENV)/dev  ## how well the dates of silence cover a search that they were not fitted to
	$(BIN)/python benchmarks/silence.py

picture: demo-letter/letter.html  ## docs/letter.png, from the letter that the demo leaves (needs chromium)
	$(CHROMIUM) --user-data-dir=$$(mktemp -d) --window-size=660,1500 --screenshot=$(CURDIR)/docs/letter.png \
		file://$(CURDIR)/demo-letter/letter.html

demo-letter/letter.html:
	$(MAKE) demo

clean:  ## remove what was made here
	rm -rf $(VENV) demo-letter dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/run: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) with the locked packages (nothing outside this folder is changed)."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml
	@echo "Setting up $(VENV) with the locked packages and the tools for tests."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# torch alone is not in the lock: the build for processors alone will do, and is a tenth of the one for graphics cards.
$(VENV)/train: requirements-train.lock $(VENV)/dev
	$(BIN)/pip install -q --disable-pip-version-check torch==2.13.0
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-train.lock
	touch $@

.PHONY: servers
servers:
	@if command -v dovecot >/dev/null || [ -x /usr/sbin/dovecot ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] || [ -n "$(SUDO)" ]; then \
		echo "Installing the servers that the tests use, as root: $(SERVERS)."; \
		$(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SERVERS) >/dev/null; \
	else \
		echo "Not root: the tests that need Dovecot are skipped by name."; \
		echo "To run them too: apt-get install --no-install-recommends $(SERVERS)"; \
	fi
