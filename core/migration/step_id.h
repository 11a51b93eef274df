#pragma once
#include <QList>
#include <QString>

#include <optional>

namespace relaymove {

// The steps, in the order of the pages.
enum class StepId { Preflight, Ttl, Precopy, Install, Disable, Sync, Chown, Dns, Activate, Finish };

QString stepName(StepId step); // "preflight", "ttl", ...: file names and flags
std::optional<StepId> stepFromName(QStringView name);
QString stepTitle(StepId step); // as the page is headed
const QList<StepId> &allSteps();
bool isCutover(StepId step); // disable ... activate
// The cutover's steps as they are taken back: OLD serves first, for its own record allows
// that; then NEW stops. The records last of all:
// whoever they lead to NEW meanwhile is passed on to OLD, and users need not wait for a
// provider.
const QList<StepId> &rollbackOrder();

} // namespace relaymove
