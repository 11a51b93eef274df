#!/bin/sh
# An empty folder for OLD's queue.
rm -rf /var/spool/postfix/relaymove-staging && install -d -m 0700 /var/spool/postfix/relaymove-staging
