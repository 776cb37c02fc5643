#!/bin/sh
# Runs a command with the store's user and password, taken from the secret file `user/password` if there is one.
set -eu
if [ -n "${REDSTRING_AUTH_PATH:-}" ]; then
  auth=$(cat "$REDSTRING_AUTH_PATH")
  export REDSTRING_USER="${auth%%/*}" REDSTRING_PASSWORD="${auth#*/}"
fi
exec "$@"
