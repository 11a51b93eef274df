#!/bin/sh
# Bytes and files that are free where $1 is, or will be; then bytes where the rest goes.
d=$1; while [ ! -e "$d" ]; do d=$(dirname "$d"); done;
df -B1 --output=avail,itotal,iavail,target "$d" | tail -n 1
df -B1 --output=avail,target / /usr/local /var | tail -n +2
