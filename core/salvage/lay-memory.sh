#!/bin/sh
# Each named folder of a machine whose disk can't be written gets a layer in memory above it:
# what a move writes there holds until the machine is switched off.
set -e
for folder; do
    [ ! -w "$folder" ] || continue
    layer=/run/relaymove-memory$folder; mkdir -p "$layer/upper" "$layer/work"
    chmod --reference="$folder" "$layer/upper" # the folder shows this one's mode
    mount -t overlay -o "lowerdir=$folder,upperdir=$layer/upper,workdir=$layer/work" relaymove-memory "$folder"
done
