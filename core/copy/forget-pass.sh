#!/bin/sh
# Nothing of an earlier pass is left.
systemctl stop relaymove-pass.service 2>/dev/null
systemctl reset-failed relaymove-pass.service 2>/dev/null
rm -f /run/relaymove/pass.*
true
