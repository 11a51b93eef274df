#!/bin/sh
# Files by content, links by where they lead.
for path; do
    [ ! -e "$path" ] || find "$path" \( -type f -exec sha256sum {} \; \) -o \( -type l -printf '%l  %p\n' \)
done | LC_ALL=C sort -k2
