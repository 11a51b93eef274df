#pragma once
#include "core/engine/snapshot.h"

namespace relaymove::sample {

// What the checks have found out of both machines.
Facts learned();
// Both machines and DNS as they answer, in core's own words: in each language what a
// person would read.
Seen seenWith(WhoServes serving, const QDateTime &at);
// One of them has not answered for a quarter of an hour.
Seen seenWithout(Role silent, WhoServes serving, const QDateTime &at);

} // namespace relaymove::sample
