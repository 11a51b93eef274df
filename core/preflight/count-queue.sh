#!/bin/sh
# What waits in postfix' queue.
cd /var/spool/postfix 2>/dev/null &&
find active deferred hold incoming maildrop -type f 2>/dev/null | wc -l
