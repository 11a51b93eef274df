#!/bin/sh
# While this machine may not be open, the named units start only behind its fence.
for unit; do
    mkdir -p "/etc/systemd/system/$unit.d"
    printf '[Unit]\nRequires=relaymove-behind-fence.service\nAfter=relaymove-behind-fence.service\n' >"/etc/systemd/system/$unit.d/relaymove-behind-fence.conf"
done
