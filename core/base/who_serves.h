#pragma once
#include <QString>

namespace relaymove {

// Who serves the relay's mail.
enum class WhoServes {
    Unknown,
    Unasked, // nobody was asked yet, and nothing was touched
    Old,
    New,
    Nobody,
    Committed, // nobody: OLD has handed over, and opens NEW as soon as it can tell it
    Both,
};

// As in the journal and in JSON: "unknown", "unasked", "OLD", "NEW", "nobody", "committed", "both".
QString whoServesName(WhoServes who);
// Unknown for any other name.
WhoServes whoServesFromName(QStringView name);
// The machine that a person reads: "OLD", "NEW", "nobody", "both", "unknown".
QString servingHost(WhoServes who);

} // namespace relaymove
