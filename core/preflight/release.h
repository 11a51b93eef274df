#pragma once
#include "core/migration/blocker.h"
#include "core/preflight/checkout.h"
#include "core/preflight/survey.h"

#include <optional>

namespace relaymove {

// Which release of chatmail/relay NEW gets, and with which chatmail.ini: what OLD
// runs, or what the person's checkout holds. Where the two differ the person is
// asked, once for each such pair; a chatmail.ini that is missing here, or has certificates
// or mailboxes elsewhere than OLD, leaves only what OLD runs.

Plan releasePlan();

// The parameters in which two chatmail.ini differ: "max_mailbox_size: 500M on OLD,
// 100M here". Comments, order and spaces are no difference.
QStringList iniDifferences(const QByteArray &onOld, const QByteArray &here);

// Where "what OLD runs" was chosen: a git worktree of the checkout at the deployed
// commit, made beside it, with OLD's chatmail.ini and an environment of its own; the
// profile is to use it from now on. None where the checkout stays what it is.
// Throws Cancelled when the person stops here, and Failure where nothing could be chosen.
std::optional<QString> settleRelease(StepContext &context, const RelaySnapshot &relay,
                                     const CheckoutSnapshot &checkout);

// Compared with the newest release that a move was tried with (relay-facts.md: 1.12.0).
QList<Advisory> advisoriesOnRelease(const Profile &profile, const CheckoutSnapshot &checkout);

} // namespace relaymove
