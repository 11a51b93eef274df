#pragma once
#include "core/base/secret.h"
#include "core/migration/step.h"

namespace relaymove {

// The accounts that proofs make. Their names tell this migration by its id, which nobody could
// guess: whoever finds one knows that it may go, after a crash of ours as well.
struct ProbeAccount
{
    QString user; // the address
    Secret password;
};

Plan probeAccountPlan(Role where);
Plan removeProbeAccountsPlan(Role where);
// By hand, not by its first log-in: new accounts may be forbidden (nocreate), want names of
// another length (the ini), or be refused while the machine is busy (since 1.12.0).
ProbeAccount makeProbeAccount(StepContext &context, Host &host);
// All of them, with what the queue has of theirs.
void removeProbeAccounts(StepContext &context, Host &host);

// What nobody is called.
QString strangerIn(const QString &domain);
Secret randomPassword();

} // namespace relaymove
