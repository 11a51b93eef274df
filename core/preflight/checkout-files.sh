#!/bin/sh
# The files of checkout $1: $2 = measure: their bytes; $2 = pack: as an archive. Environments
# belong to the machine that they were made on. git runs what its configuration and its hooks
# say: those of another machine are not for this one.
cd "$1" || exit
files() {
    find . \( -name venv -o -name .venv -o -name __pycache__ -o -name node_modules \
        -o -path ./.git/config -o -path ./.git/hooks \) -prune \
        -o \( -type f -o -type l -o -type d \) "$@"
}
case $2 in
measure) files -printf '%s\n' | awk '{ bytes += $1 } END { printf "%.0f\n", bytes }' ;;
pack) files -print0 | tar -cz --null --no-recursion -T - ;;
esac
