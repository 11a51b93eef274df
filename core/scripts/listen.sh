#!/bin/sh
# Runs "port-trial.py listen", the arguments, until it is ready.
rm -f /run/relaymove-port-trial.ready; : >/run/relaymove-port-trial
systemd-run --quiet --collect --unit=relaymove-port-trial python3 "$@"
for _ in $(seq 100); do
    [ ! -e /run/relaymove-port-trial.ready ] || exit 0
    sleep 0.1
done
exit 1
