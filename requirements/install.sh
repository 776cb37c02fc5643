#!/bin/sh
# sh requirements/install.sh LIBRARIES PIP…: runs pip, and says every ten seconds how far it is: how many libraries of so many it has
# fetched, and which one it is at. What pip says goes to a log beside the environment, which is shown where it fails.
total=$1 && shift
log=${REDSTRING_PIP_LOG:-.venv/pip.log}
: > "$log"

tell() {
  seconds=0
  while sleep "${EVERY:-10}" >/dev/null 2>&1 && kill -0 "$1" 2>/dev/null; do
    seconds=$((seconds + ${EVERY:-10}))
    if grep -q '^Installing collected' "$log"; then
      echo "    ${seconds} s: unpacking what was fetched"
    else
      echo "    ${seconds} s: fetched $(grep -c '^Collecting' "$log") of $total, at $(sed -n 's/^Collecting \([A-Za-z0-9._-]*\).*/\1/p' "$log" | tail -n 1)"
    fi
  done
}

tell $$ &
teller=$!
trap 'kill "$teller" 2>/dev/null' EXIT
trap 'exit 130' INT TERM HUP
"$@" >> "$log"
code=$?
[ "$code" -eq 0 ] || { echo "pip ended with $code; the last that it said:" >&2; tail -n 20 "$log" >&2; }
exit "$code"
