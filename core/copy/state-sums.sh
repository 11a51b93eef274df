#!/bin/sh
# Files by content, links by where they lead. Standard input lists files that were left behind
# on OLD. /run is in memory, on a host whose disk can't be written too.
export LC_ALL=C
left=$(mktemp -p /run); trap 'rm -f "$left"' EXIT; cat >"$left"
for path; do
    [ ! -e "$path" ] || find "$path" \( -type f -o -type l \) -print
done | grep -vxFf "$left" | while IFS= read -r file; do
    if [ -L "$file" ]; then printf '%s  %s\n' "$(readlink "$file")" "$file"
    else sha256sum "$file"; fi
done | sort -k2
