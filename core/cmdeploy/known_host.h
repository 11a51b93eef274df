#pragma once
#include "core/migration/blocker.h"
#include "core/migration/step.h"
#include "core/profiles/profile.h"

#include <optional>

namespace relaymove {

// cmdeploy's three ssh clients read ~/.ssh/known_hosts and can ask nobody (relay-facts.md):
// the key of an earlier machine there stops them.

struct KnownHost
{
    Role role = Role::New;
    QString name;          // as ssh looks it up: "198.51.100.20", "[198.51.100.20]:2222"
    bool isPinned = false; // its key is the one that the person agreed to
    QString otherKey;      // the fingerprint of another one of this kind; empty: there is none
};

// How cmdeploy names the host to ssh: without a user, for it puts root in front itself.
QString cmdeploysNameOf(const Profile &profile, Role role);
Plan knownHostPlan();
KnownHost lookUpKnownHost(StepContext &context, Role role);
std::optional<Blocker> blockerOf(const KnownHost &known, const Profile &profile);
const PinnedHostKey &pinnedKeyOf(const Profile &profile, Role role);
// {known-host} is a line of ~/.ssh/known_hosts.
Action addKnownHost();

} // namespace relaymove
