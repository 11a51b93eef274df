#!/bin/sh
# Ids and checksums of the queue in $1; the rest are its folders.
cd "$1" && shift && for d; do [ ! -d "$d" ] || find "$d" -type f -exec sha256sum {} +; done | sort -k2
