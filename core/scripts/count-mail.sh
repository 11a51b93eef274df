#!/bin/sh
# Mailboxes and messages below $1. Whoever serves mail there comes first.
renice -n 19 $$ >/dev/null 2>&1; ionice -c 3 -p $$ >/dev/null 2>&1
find "$1" -mindepth 1 -maxdepth 1 -type d -name '*@*' 2>/dev/null | wc -l
find "$1" -type f \( -path '*/new/*' -o -path '*/cur/*' \) 2>/dev/null | wc -l
