#!/bin/sh
# An empty folder for OLD's queue.
exec 9</etc/relaymove
flock 9
rm -rf /var/spool/postfix/relaymove-staging && install -d -m 0700 /var/spool/postfix/relaymove-staging
