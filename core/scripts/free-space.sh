#!/bin/sh
# Bytes and files that are free where $1 is, or will be.
d=$1; while [ ! -e "$d" ]; do d=$(dirname "$d"); done;
df -B1 --output=avail,itotal,iavail "$d" | tail -n 1
