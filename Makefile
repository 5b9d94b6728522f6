# make run      set everything up and open the window (with no display: a tour of it, as pictures)
# make test     set everything up and run the tests
#               (COVERAGE=yes: also which lines they reach; fails below the floor in pyproject.toml)
# make check    lint and types
# make bench    measure; prints one table and writes bench.json
#               (BENCH='--million --markdown' and the like; BENCH='--collection FOLDER' measures
#               ranking on a test collection; BENCH=--help lists them)
# make tour     go through the main job offscreen; pictures and exports in tour/
# make pictures take the pictures of the README anew
# make sample   build archive.db from resources/sample
# make clean    remove what these made, but for .venv

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOUR := tour

FOR_RUN := $(VENV)/.made-for-run
FOR_DEV := $(VENV)/.made-for-development
FOR_BENCH := $(VENV)/.made-for-measuring

.PHONY: run test check bench tour pictures sample clean system-window
.DELETE_ON_ERROR:

run: $(FOR_RUN) system-window
	@if $(BIN)/python -c 'import sys; from viewer.cli.display import NO_DISPLAY, why_no_display; \
	    sys.exit(why_no_display() == NO_DISPLAY)'; then \
	  exec $(BIN)/archive-viewer; \
	else \
	  echo 'There is no display to open a window on, so the window goes through its main job offscreen.'; \
	  exec $(BIN)/archive-viewer tour --to $(TOUR); \
	fi

# With COVERAGE=yes also which lines of the program the tests reach: fails below the floor in
# pyproject.toml.
test: $(FOR_DEV)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto \
	  $(if $(COVERAGE),--cov=viewer --cov-report=term:skip-covered)

check: $(FOR_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(FOR_BENCH)
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks $(BENCH)

tour: $(FOR_RUN)
	QT_QPA_PLATFORM=offscreen $(BIN)/archive-viewer tour --to $(TOUR)

# The README's pictures, as the window looks now.
pictures: $(FOR_RUN)
	for theme in light sepia dark; do \
	  QT_QPA_PLATFORM=offscreen $(BIN)/archive-viewer tour --to $(TOUR)/$$theme --theme $$theme || exit 1; \
	  cp $(TOUR)/$$theme/*-linked.png resources/help/linked-$$theme.png; \
	done
	cp $(TOUR)/light/*-tag-chooser.png resources/help/tag.png
	cp $(TOUR)/light/*-import-report.png resources/help/import.png

sample: $(FOR_RUN)
	rm -f archive.db.new
	$(BIN)/archive-viewer new archive.db.new --from resources/sample
	mv archive.db.new archive.db

clean:
	rm -rf $(TOUR) build dist bench.json .coverage .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find viewer tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Setting up -------------------------------------------------------------------------------

# install_packages: install the Debian packages named in $$packages, or say how to.
define install_packages
	if [ -n "$$packages" ]; then \
	  install="apt-get install -y --no-install-recommends $$packages"; \
	  if ! command -v apt-get >/dev/null; then \
	    echo "This system lacks what these Debian packages hold; install its own: $$packages" >&2; exit 1; \
	  elif [ "$$(id -u)" = 0 ]; then as=; \
	  elif sudo -n true 2>/dev/null; then as=sudo; \
	  else echo "Install these first:  sudo apt-get install $$packages" >&2; exit 1; fi; \
	  echo "Installing $$packages"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { $$as apt-get update -qq && $$as $$install -qq >/dev/null; } || \
	    { echo "They could not be installed. Try:  sudo apt-get install $$packages" >&2; exit 1; }; \
	fi
endef

# missing_libraries: the packages that Qt needs here, of the groups named.
missing_libraries = $$($(BIN)/python -c 'from viewer.cli.qt_libraries import *; print(packages($(1)))')

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "Python 3.11 or newer is needed; there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1)." \
	         "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  packages="$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	  $(install_packages); }
	@echo 'Setting up $(VENV); the first time this takes some minutes.'
	@$(PYTHON) -m venv $(VENV)

$(FOR_RUN): pyproject.toml constraints.txt $(BIN)/python
	@packages="$(call missing_libraries,ALWAYS)"; $(install_packages)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(FOR_DEV): pyproject.toml constraints.txt $(BIN)/python
	@packages="$(call missing_libraries,ALWAYS)"; $(install_packages)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $(FOR_RUN) $@

$(FOR_BENCH): $(FOR_DEV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	@touch $@

# What a window needs besides, where there is a display to show one on. Left to the program's own
# sentence where it cannot be installed.
system-window: $(FOR_RUN)
	@if [ -n "$$DISPLAY" ]; then \
	  packages="$(call missing_libraries,ALWAYS$(comma) FOR_X11)"; $(install_packages); \
	fi
comma := ,
