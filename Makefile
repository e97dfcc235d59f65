# One command each: run, tour, test, check, bench, soak, wheels, clean. Each sets up what it needs first.

PORT ?= 8000
SAMPLE ?= var/sample.db
BIN := .venv/bin

.PHONY: run tour test check bench soak wheels clean setup setup-check setup-dev setup-bench

# Programs that tests start read what was compiled, instead of compiling all of it every time.
unexport PYTHONDONTWRITEBYTECODE

run: setup
	@$(BIN)/inzet sample --to $(SAMPLE)
	@$(BIN)/inzet serve --record $(SAMPLE) --port $(PORT)

tour: setup
	@PYTHONPATH=src $(BIN)/python -m tour

test: setup-dev
	$(BIN)/pytest -n 2 --dist worksteal --durations 15

check: setup-check
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

setup-check:
	@scripts/setup check

setup-dev:
	@scripts/setup dev

setup-bench:
	@scripts/setup bench
