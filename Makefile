# Each target first sets up what it needs and does not find (tools/setup.sh says what and why).

# The Python that .venv is made with; 3.11 or newer.
PYTHON ?= python3
# More words for pytest: make test ARGS="-k totals"
ARGS ?=
# Say UPGRADE=--upgrade to let `make lock` take the newest versions; otherwise what is locked stays
# as it is and only what pyproject.toml and requirements/*.in ask for changes.
UPGRADE ?=
# What makes the locks. The one in .venv comes from dev.lock; where that is broken, name another.
UV ?= .venv/bin/uv

# Seen by tools/setup.sh.
export PYTHON

LOCK = $(UV) pip compile --quiet --python $(PYTHON) --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header --annotation-style line $(UPGRADE)

.DEFAULT_GOAL := help
# Two targets at once would set up the same .venv twice.
.NOTPARALLEL:
.PHONY: help letters test check bench bench-batch bench-archive bench-rules bench-transcribe docs lock

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

letters: ## render letters/ into output/
	@tools/setup.sh run
	.venv/bin/verbale render

test: ## run the tests (ARGS="..." goes to pytest)
	@tools/setup.sh test
	.venv/bin/python -m pytest $(ARGS)

check: ## run the linter, the formatter's check, the type checker and the import rules
	@tools/setup.sh check
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: ## run the benchmark
	@tools/setup.sh bench
	.venv/bin/python benchmarks/render.py

bench-batch: ## run the benchmark of a letter to many, beside Typst and the plain loop
	@tools/setup.sh bench
	.venv/bin/python benchmarks/batch.py 20000

bench-archive: ## run the benchmark of issuing, making again, verifying and searching
	@tools/setup.sh bench
	.venv/bin/python benchmarks/archive.py

bench-rules: ## run the benchmark of the rule book: a letter's rules, and a check of 200 specs
	@tools/setup.sh bench
	.venv/bin/python benchmarks/rules.py

bench-transcribe: ## run the benchmark of old letters: time, words equal, facts found
	@tools/setup.sh bench
	.venv/bin/python -m benchmarks.transcribe

docs: ## make anew what is made from the program: docs/spec.md, docs/rules.md, the README's picture, characters
	@tools/setup.sh bench
	.venv/bin/python tools/make_spec_doc.py
	.venv/bin/python tools/make_rules_doc.py
	.venv/bin/python tools/make_characters.py
	.venv/bin/verbale render letters/2016-appointment-global-compact-migration.yaml --format pdf
	pdftoppm -r 80 -png -singlefile output/2016-appointment-global-compact-migration.pdf docs/seed-letter

# run.lock comes first, since dev.lock is bound to its versions. The locks name packages and hashes,
# never where they come from: that is for each machine's own pip to know.
lock: ## make requirements/*.lock anew (UPGRADE=--upgrade for the newest versions)
	@test "$(UV)" != .venv/bin/uv || tools/setup.sh lock
	$(LOCK) --output-file requirements/run.lock pyproject.toml requirements/run.in
	$(LOCK) --output-file requirements/dev.lock --constraints requirements/run.lock \
		pyproject.toml requirements/run.in requirements/dev.in
	@for lock in requirements/run.lock requirements/dev.lock; do \
		{ echo '# Made by `make lock`; edit pyproject.toml or requirements/*.in instead.'; \
		  cat $$lock; } > $$lock.new && mv $$lock.new $$lock || exit 1; \
	done
	@if grep -n '://' requirements/*.lock; then echo 'lock: an address got into a lock.'; exit 1; fi
