#!/bin/sh
# This machine is open for good. The drop-ins first: a unit that needs another one that is
# gone would not start. Connections that were passed on go on.
set -e
rm -f /etc/systemd/system/*.d/relaymove-behind-fence.conf
for name in fence to_old; do
    [ ! -e "/etc/systemd/system/relaymove-$name.service" ] || systemctl disable --quiet "relaymove-$name.service"
    rm -f "/etc/systemd/system/relaymove-$name.service" "/etc/relaymove/$name.nft"
done
rm -f /etc/systemd/system/relaymove-behind-fence.service
systemctl daemon-reload
