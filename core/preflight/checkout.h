#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Who runs cmdeploy on the relay itself has the checkout there, and maybe nowhere else. It is
// brought to this computer over the migration's own connection, when the person agrees.

// Where it comes to: the profile's folder, else one of its own in the home folder.
QString folderForCheckout(const Profile &profile);

Plan fetchCheckoutPlan();
// `onOld`: its folder there. Throws Cancelled when the person stops here. The profile names
// the folder afterwards, with cmdeploy's environment made.
void fetchCheckout(StepContext &context, const QString &onOld);

// chatmail's own script; downloads what cmdeploy needs.
Action environmentMaker();
void makeEnvironment(StepContext &context, const QString &folder);

} // namespace relaymove
