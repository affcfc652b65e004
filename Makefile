# Everything happens in .venv, which the first command that needs it makes from requirements.lock.
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test coverage bench lint docs notebooks lab clean environment browser office java

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## Install what is needed, build, load and serve everything and say where it is
	@$(BIN)/coldwar up --out build

test: environment browser office java ## Install what the tests need and run them all (ARGS="-k dates" runs some)
	@$(BIN)/pytest -n auto --dist loadgroup -ra $(ARGS)

coverage: environment browser office java ## Run all tests and say how much of the code they reach (takes twice as long)
	@$(BIN)/pytest -n auto --dist loadgroup -q --cov --cov-report=term $(ARGS)

bench: environment browser ## Measure everything beside its rivals and write docs/benchmarks.md (ARGS=--large takes hours)
	@$(BIN)/python -m benchmarks $(ARGS)

lint: environment ## Check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

docs: environment browser ## Write the generated pages and pictures of docs/ again (starts a Neo4j)
	@$(BIN)/python tools/cli_reference.py docs/cli-reference.md
	@$(BIN)/python tools/data_dictionary.py docs/data-dictionary.md
	@$(BIN)/python tools/browser_files.py cypher
	@$(BIN)/python tools/findings.py docs/findings.md
	@$(BIN)/python tools/coding_quality.py docs/coding-quality.md
	@$(BIN)/python tools/model_pictures.py docs/images
	@$(BIN)/python tools/neo4j_model.py docs/neo4j-model.md
	@$(BIN)/python tools/picture.py docs/images/explorer.png
	@$(BIN)/python tools/readme.py README.md

notebooks: environment ## Run every notebook and keep its results
	@$(BIN)/python tools/notebooks.py notebooks

lab: environment ## Open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --ip 127.0.0.1 notebooks

clean: ## Remove outputs and caches; the environment stays
	@rm -rf build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis

environment:
	@sh tools/environment.sh

browser: environment
	@$(BIN)/python tools/chromium.py

office: environment
	@$(BIN)/python tools/libreoffice.py

java: environment
	@$(BIN)/python tools/java_classes.py
