#!/bin/sh
# Writes runtime.txt and dev.txt anew from pyproject.toml; pins stay as they are unless asked: lock.sh --upgrade
set -eu

cd -- "$(dirname -- "$0")/.."
lock() { # lock LIST OPTION...
    list=requirements/$1.txt
    shift
    uv pip compile --quiet pyproject.toml --extra postgres --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --no-emit-index-url --no-emit-find-links "$@" --output-file "$list"
    { echo "# Made by requirements/lock.sh from pyproject.toml; every file is pinned by its hashes." && cat "$list"; } >"$list.new"
    mv "$list.new" "$list"
}
lock runtime "$@"
lock dev --group dev --constraint requirements/runtime.txt "$@"
