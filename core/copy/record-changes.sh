#!/bin/sh
# Which mailboxes below $2 change, as this host's kernel tells fsnotifywait (inotify-tools): with a
# mark on the file system, fanotify(7), whatever is made, written, renamed, deleted or given other
# rights, by whomever. $1:
#   start     from here on
#   compared  with what $3 is another host's recording of
#   list      that other recording, or -; then the mailboxes that have changed
#   stop-is   nothing should be written any more
#   written   the mailboxes that were, since stop-is
#   end       no longer
# All but the last say first of all the name that this recording alone has.
# 5: not all is recorded, and why. So it is after a restart, after two hours, with a log of more
# than 64 MB, and when the kernel's queue (16,384 events) overflows: fsnotifywait ends then.
# What happens in a folder that is gone when its event is read has no path. Its mailbox is listed
# all the same: that the folder went is an event of the one above it.
run=/run/relaymove; log=$run/changes; unit=relaymove-recorder.service
mailboxes=$2
export LC_ALL=C mailboxes
refuse() {
    echo "$1" >&2
    exit 5
}
is_recording() { systemctl is-active --quiet $unit; }
# The mark is on one file system; one that is mounted below has none.
is_one_file_system() {
    awk '{ gsub(/\\040/, " ", $5) } index($5, ENVIRON["mailboxes"] "/") == 1 { exit 1 }' /proc/self/mountinfo
}
# A name that nothing else has: events of one file may be put together in the queue.
touch_once() {
    file=$(mktemp "$mailboxes/.relaymove-XXXXXXXX") && rm "$file"
}
# All that happened before this is in the log, for events come in their order.
settle() {
    at=$(wc -c <"$log") && touch_once || return
    left=500
    until tail -c "+$((at + 1))" "$log" | grep -qF "$file"; do
        is_recording && [ $((left -= 1)) -gt 0 ] || return
        sleep 0.01
    done
}
must_have_recorded() {
    is_recording || refuse 'the recording of changes has ended'
    [ "$(cat $run/changes-on)" = "$(stat -c %d "$mailboxes")" ] && is_one_file_system ||
        refuse 'another file system is mounted'
    settle && is_recording || refuse 'the recording of changes has ended'
    say_name
}
# "CREATE,ISDIR /srv/mail/a@relay.test/cur (deleted)"; lines with [ are fsnotifywait's own.
names() {
    awk '/^\[/ { next }
        { root = ENVIRON["mailboxes"] "/"; at = index($0, " " root) }
        at == 0 { next }
        { name = substr($0, at + 1 + length(root)); sub(/ \(deleted\)$/, "", name); sub(/\/.*/, "", name) }
        name != "" && name !~ /^\.relaymove-/ && !seen[name]++ { print name }'
}
say_name() {
    name=$(systemctl show --property=InvocationID --value $unit) && [ -n "$name" ] ||
        refuse 'the recording of changes has no name'
    echo "$name"
}
start() {
    command -v fsnotifywait >/dev/null || refuse 'fsnotifywait (inotify-tools) is not there'
    is_one_file_system || refuse 'another file system is mounted below the mailboxes'
    mkdir -p $run
    systemctl stop $unit 2>/dev/null
    # One of ours that was killed in between.
    rm -f $run/changes* "$mailboxes"/.relaymove-????????
    stat -c %d "$mailboxes" >$run/changes-on
    systemd-run --quiet --collect --unit=$unit --property=RuntimeMaxSec=2h --property=LimitFSIZE=67108864 \
        --property=StandardOutput=truncate:$log --property=StandardError=truncate:$run/changes-said \
        stdbuf -oL fsnotifywait -m -q -S -e modify,attrib,close_write,move,create,delete --format '%e %w%f' "$mailboxes"
    # It says nothing when it is ready. Where it can't tell a folder by its handle no event has a path.
    left=200
    until grep -qsF "$mailboxes/.relaymove-" "$log"; do
        is_recording || refuse "$(tail -n 1 $run/changes-said)"
        [ $((left -= 1)) -gt 0 ] || refuse 'nothing that changes is told'
        touch_once || refuse 'no file can be made among the mailboxes'
        sleep 0.05
    done
    say_name
}
case $1 in
start) start ;;
compared)
    must_have_recorded
    echo "$3" >$run/changes-compared
    ;;
list)
    must_have_recorded
    cat $run/changes-compared 2>/dev/null || echo -
    names <"$log"
    ;;
stop-is)
    must_have_recorded
    wc -c <"$log" >$run/changes-stop
    ;;
written)
    must_have_recorded
    [ -e $run/changes-stop ] || refuse 'no stop was noted'
    tail -c "+$(($(cat $run/changes-stop) + 1))" "$log" | names
    ;;
end) systemctl stop $unit 2>/dev/null; rm -f $run/changes* /var/lib/relaymove/compared ;;
esac
