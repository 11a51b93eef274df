#!/bin/sh
# Written by Relaymove. The programs named, and their libraries, as an archive. libc
# and libm must be those of the loader that runs the program: the other machine's own.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/lib"
for name; do
    path=$(command -v "$name")
    cp -L "$path" "$folder/bin/$name"
    ldd "$path" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | grep -vE '/lib(c|m)\.so' |
        xargs -r cp -L -t "$folder/lib"
done
tar -C "$folder" -c bin lib
