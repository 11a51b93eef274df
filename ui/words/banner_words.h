#pragma once
#include "core/engine/snapshot.h"
#include "ui/theme/tone.h"

namespace relaymove {

// The top of every page: who serves mail at this moment, and what going back means.
struct BannerWords
{
    Tone tone = Tone::Plain;
    QString headline;
    QString detail;
    QString goingBack;
};

BannerWords bannerWords(const Snapshot &snapshot);

// What a failure means for the mail: as seen, and where nothing is, that it is not known.
QString mailWords(const Snapshot &snapshot);

// A migration in the list of profiles: "waiting for the old TTL, 3 h 12 min left".
QString migrationWords(const Snapshot &snapshot);

} // namespace relaymove
