#!/bin/sh
# Written by Relaymove. OLD's queue where its postfix finds it; each start of that by its unit
# runs this, too. Only where OLD serves, by its record: NEW has the same queue until then. By
# hard link, so that each file keeps its inode number: its name is made of it. What came into
# the queue meanwhile stays.
cd /var/spool/postfix && [ -d relaymove-aside ] || exit 0
grep -qx state=serving /etc/relaymove/record/values || { echo 'this machine does not serve: NEW has this queue, too' >&2; exit 91; }
for d in relaymove-aside/*; do
    name=${d##*/}
    if [ -d "$name" ]; then cp -al "$d/." "$name/" && rm -rf "$d"
    else mv "$d" "$name"; fi
done
rmdir relaymove-aside
