#!/bin/sh
# Which of the Python packages that Factdesk pins have holes that are known: it asks the Python Packaging Advisory Database,
# so it needs a network. Ends with 1 if there are any, as whatever runs it once a day wants it.
#   deploy/audit.sh                      what runs in a newsroom
#   deploy/audit.sh requirements-dev.lock   what the tests need as well
set -eu
cd "$(dirname "$0")/.."
lock=${1:-requirements.lock}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet 'pip-audit>=2.7,<3'
# The lock names all there is, with hashes: nothing is resolved, and none of it is installed.
"$tools/bin/pip-audit" --requirement "$lock" --require-hashes --disable-pip --progress-spinner off
