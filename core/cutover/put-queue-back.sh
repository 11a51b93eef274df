#!/bin/sh
# Written by Relaymove. OLD's queue where its postfix finds it; each start of that by its unit
# runs this, too. Only where OLD serves, by its record: NEW has the same queue until then. By
# renaming, so that each message is in one place whatever cuts this off: what is in both is sent
# twice. And each keeps its inode number: its name is made of it. What came into the queue
# meanwhile stays.
cd /var/spool/postfix && [ -d relaymove-aside ] || exit 0
grep -qx state=serving /etc/relaymove/record/values ||
    { echo 'this machine does not serve: NEW has this queue, too' >&2; exit 91; }
# A copy by hard links that was cut off: of what the queue has, by whatever name, no second one.
find . -type f -links +1 -printf '%i %P\n' | awk '
    { path = substr($0, index($0, " ") + 1) }
    path ~ /^relaymove-aside\// { aside[path] = $1 }
    path ~ /^(active|bounce|corrupt|defer|deferred|flush|hold|incoming|maildrop|saved|trace)\// { queued[$1] }
    END { for (path in aside) if (aside[path] in queued) print path }' | xargs -r -d '\n' rm -f
# Parents first. A folder that the queue has not goes as a whole, with its owner.
find relaymove-aside -mindepth 1 -type d | sort | while read -r folder; do
    name=${folder#relaymove-aside/}
    if [ -d "$name" ]; then find "$folder" -maxdepth 1 ! -type d -exec mv -n -t "$name" {} +
    elif [ -d "$folder" ]; then mv -T "$folder" "$name"; fi
done
find relaymove-aside -depth -type d -empty -delete
[ -d relaymove-aside ] || exit 0
echo 'not put back:' >&2
find relaymove-aside ! -type d >&2
exit 1
