#!/bin/sh
# Runs "port-trial.py listen", the arguments, until it is ready, and says what it could not
# listen on. An earlier one may have been cut off.
systemctl stop relaymove-port-trial 2>/dev/null
rm -f /run/relaymove-port-trial.ready; : >/run/relaymove-port-trial
systemd-run --quiet --collect --unit=relaymove-port-trial python3 "$@"
for _ in $(seq 100); do
    [ ! -e /run/relaymove-port-trial.ready ] || exec cat /run/relaymove-port-trial.ready
    sleep 0.1
done
exit 1
