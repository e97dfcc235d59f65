# One command each: run, tour, test, check, bench, soak, wheels, clean. Each sets up what it needs first.

PORT ?= 8000
SAMPLE ?= var/sample.db
BIN := .venv/bin

.PHONY: run tour test check bench soak wheels clean setup setup-dev setup-bench

run: setup
	@$(BIN)/inzet sample --to $(SAMPLE)
	@$(BIN)/inzet serve --record $(SAMPLE) --port $(PORT)

tour: setup
	@PYTHONPATH=src $(BIN)/python -m tour

test: setup-dev
	$(BIN)/pytest -n 2 --durations 15

check: setup-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup-bench
	$(BIN)/python -m bench

soak: setup-dev
	$(BIN)/pytest -m soak

wheels: setup
	@scripts/wheels

clean:
	rm -rf .venv .venv-opencti build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@scripts/setup

setup-dev:
	@scripts/setup dev

setup-bench:
	@scripts/setup bench
