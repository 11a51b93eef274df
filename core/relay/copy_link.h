#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The way from OLD to NEW. A key made for this migration lives in a private agent
// of this program; NEW admits it from OLD's addresses only, for a week; OLD uses
// it once, to open one master connection in a unit of its own, and every copy
// goes through that. Copies run on OLD as units too: both outlive this computer's
// connection. No key ever reaches a remote disk.

Plan linkPlan();
// Opens the link if it is not up.
void openLink(StepContext &context);
// NEW admits the key no longer, and the master connection is gone.
Plan closeLinkPlan();
void closeLink(StepContext &context);

// Other state: files and folders that keep their path.
Plan stateCopyPlan();
// True when it changed contents on NEW. Owners alone are no reason for a server to start
// again: rsync gives OLD's to what bears NEW's, and the chown step puts that right.
bool copyState(StepContext &context, const QStringList &paths);

// rsync on OLD over the link, with these options; `destination` is on NEW.
Command rsyncCommand(QStringList options, const QString &destination);
// The words that run what follows them on NEW, over the link; for OLD's scripts.
QByteArray linkShellCommand();

} // namespace relaymove
