#include "core/cmdeploy/known_host.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/ssh/ssh_target.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action resolveHost()
{
    return {Role::Admin, Purpose::Look, Command{"ssh", "-G", "{cmdeploy-host}"},
            UserText::tr("the name under which ssh knows the host")};
}
Action findKnownHost()
{
    return {Role::Admin, Purpose::Look,
            Command{"ssh-keygen", "-F", "{known-name}"}.accepts({0, 1, 255}),
            UserText::tr("whether cmdeploy's ssh knows its key")};
}

QString knownName(StepContext &context, Role role)
{
    const QString host = cmdeploysNameOf(context.profile, role);
    const auto target =
        parseSshConfig(role, host, context.run(resolveHost().with("cmdeploy-host", host)).out);
    if (!target)
        throw target.error();
    return target->port == 22 ? target->address.toLower()
                              : u"[%1]:%2"_s.arg(target->address.toLower()).arg(target->port);
}

} // namespace

QString cmdeploysNameOf(const Profile &profile, Role role)
{
    return role == Role::Old ? profile.oldHost.section(u'@', -1) : profile.sshHostForCmdeploy();
}

const PinnedHostKey &pinnedKeyOf(const Profile &profile, Role role)
{
    return role == Role::Old ? profile.oldKey : profile.newKey;
}

Action addKnownHost()
{
    return {Role::Admin, Purpose::Change, shell("add-known-host", {"{known-host}"}),
            UserText::tr("a pinned host key, for your ssh and cmdeploy's")};
}

Plan knownHostPlan() { return {resolveHost(), findKnownHost()}; }

KnownHost lookUpKnownHost(StepContext &context, Role role)
{
    const PinnedHostKey &pinned = pinnedKeyOf(context.profile, role);
    KnownHost known{.role = role, .name = knownName(context, role)};
    const Output found = context.run(findKnownHost().with("known-name", known.name));
    for (const QString &line : found.lines()) {
        const QStringList words = line.simplified().split(u' ');
        if (line.startsWith(u'#') || words.size() < 3 || words.at(1) != pinned.type)
            continue;
        // The first of a kind counts: pyinfra's client reads no further.
        known.isPinned = words.at(2) == pinned.blob;
        if (!known.isPinned)
            known.otherKey =
                PinnedHostKey::of(words.at(1), QByteArray::fromBase64(words.at(2).toLatin1()))
                    .fingerprint;
        break;
    }
    return known;
}

std::optional<Blocker> blockerOf(const KnownHost &known, const Profile &profile)
{
    if (known.otherKey.isEmpty())
        return {};
    return Blocker{
        Role::Admin,
        UserText::tr(
            "On this computer ~/.ssh/known_hosts has another host key for %1 (%2) than the "
            "one that you confirmed for %3 (%4): cmdeploy would refuse to log in there.")
            .arg(known.name, known.otherKey, roleName(known.role),
                 pinnedKeyOf(profile, known.role).fingerprint),
        UserText::tr("If an earlier machine had this name or address, remove its entry and check "
                     "again: %1")
            .arg(quoted({u"ssh-keygen"_s, u"-R"_s, known.name}))};
}

} // namespace relaymove
