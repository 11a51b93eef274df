#!/bin/sh
# A run that was cut off may have left dpkg locked (its code 2) for a while, or half done.
export DEBIAN_FRONTEND=noninteractive
for _ in $(seq 300); do
    dpkg --configure -a
    code=$?
    [ $code = 2 ] || exit $code
    sleep 2
done
exit 2
