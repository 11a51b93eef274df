#pragma once
#include "core/salvage/salvage.h"

namespace relaymove {

// The way from OLD to NEW. A key made for this migration lives in a private agent
// of this program; NEW admits it from OLD's addresses only, to its gate only (gate.sh), and
// for two days after it was last asked for. OLD uses it once, to open one master connection
// in a unit of its own, and every copy goes through that. Copies run on OLD as units too:
// both outlive this computer's connection. No key ever reaches a remote disk.

// On NEW.
inline constexpr auto gatePath = "/etc/relaymove/gate";
inline constexpr auto linkKeyPath = "/etc/relaymove/link-key.sh";

Plan linkPlan();
// Opens the link if it is not up; NEW admits the key for two days from now.
void openLink(StepContext &context);
// The same within the outage: a link that is up is left as it is.
void keepLink(StepContext &context);
// NEW admits the key no longer, and the master connection is gone.
Plan closeLinkPlan();
void closeLink(StepContext &context);

// Other state: files and folders that keep their path.
Plan stateCopyPlan(std::initializer_list<Disk> disks);
// True when it changed contents on NEW. Owners alone are no reason for a server to start
// again: rsync gives OLD's to what bears NEW's, and the chown step puts that right.
bool copyState(StepContext &context, const QStringList &paths);

// rsync on OLD over the link, with these options; `destination` is one of those that NEW's
// gate knows, by the gate's name for it: another option needs a word there, too.
Command rsyncCommand(QStringList options, const QString &destination);
// Its complaint for each file of a disk that gives nothing back any more.
inline constexpr qint64 mostOfRsync = qint64(64) << 20;
// The words that run what follows them on NEW, over the link; for OLD's scripts.
QByteArray linkShellCommand();

} // namespace relaymove
