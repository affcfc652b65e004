#!/bin/sh
# Make .venv and install the locked packages and this one into it; nothing is done when nothing changed.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
log=$venv/install.log

fail() {
    echo "environment: $1" >&2
    exit 1
}

modern() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if modern "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

explain_missing_python() {
    for candidate in ${PYTHON:-} python3 python; do
        if found=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null); then
            fail "Python $found is too old; install Python 3.11 or newer, or name one with PYTHON=…"
        fi
    done
    fail "no Python found; install Python 3.11 or newer, or name one with PYTHON=…"
}

make_venv() {
    python=$(find_python)
    [ -n "$python" ] || explain_missing_python
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "this Python cannot make environments; install its venv module (Debian: python3-venv)"
    "$python" -m venv --clear "$venv" || fail "the environment $venv cannot be made"
}

explain_failed_install() {
    if grep -qE 'No space left' "$log"; then
        fail "the disk is full"
    elif grep -qE 'NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError' "$log"; then
        fail "no network: the Python packages cannot be fetched (details: $log)"
    fi
    reason=$(grep -oE '[A-Za-z]*(ERROR|Error): .*' "$log" | tail -n 1)
    fail "the Python packages cannot be installed: $reason (details: $log)"
}

install() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install "$@" >>"$log" 2>&1 ||
        explain_failed_install
}

state() {
    cat requirements.lock pyproject.toml | cksum
    pwd
    "$venv/bin/python" -V
}

if ! modern "$venv/bin/python"; then
    make_venv
fi
if [ "$(state)" != "$(cat "$venv/installed" 2>/dev/null)" ]; then
    echo "Installing the locked Python packages into $venv (takes a minute or two, once) …"
    : >"$log"
    # The lock is complete. Without --no-deps, older pips refuse "coverage[toml]" once a newer coverage is out.
    install --retries 2 --no-deps --require-hashes -r requirements.lock
    install --no-deps --no-build-isolation -e .
    state >"$venv/installed"
fi
