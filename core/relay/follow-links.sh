#!/bin/sh
# Each path, and one after the other where its links lead.
for path; do
  printf '%s\n' "$path"
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in /*) ;; *) link=$(dirname "$path")/$link ;; esac
    path=$(realpath -ms "$link")
    printf '%s\n' "$path"
  done
done
