#include "core/steps/install.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cmdeploy/cmdeploy.h"
#include "core/copy/bring_programs.h"
#include "core/copy/copy_link.h"
#include "core/cutover/inhibited_units.h"
#include "core/guard/cutover_state.h"
#include "core/host/script.h"
#include "core/migration/claims.h"
#include "core/migration/reporter.h"
#include "core/preflight/survey.h"
#include "core/profiles/profile.h"
#include "core/relay/moved_units.h"
#include "core/relay/state_paths.h"
#include "core/salvage/salvage.h"
#include "core/traffic/fence.h"
#include "core/traffic/fence_proof.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Where cmdeploy puts the website.
const QString website = u"/var/www/html"_s;

Action onNew(Purpose purpose, const Command &command, const QString &why)
{
    return {Role::New, purpose, command, why};
}

Action settlePackages()
{
    return onNew(Purpose::Change, shell("settle-packages").within(15min),
                 UserText::tr("ends what an interrupted installation left"));
}
Action refreshPackages(Role where)
{
    return {where, Purpose::Change,
            Command{"apt-get", "-o", "DPkg::Lock::Timeout=300", "update"}.within(10min),
            UserText::tr("the package lists, if something is missing")};
}
Action installPackages(Role where)
{
    return {where, Purpose::Change,
            Command{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o",
                    "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends",
                    "{packages}"}
                .within(15min),
            UserText::tr("what is missing of nftables, conntrack, rsync, dig")};
}
Action isPostfixMasked()
{
    return onNew(Purpose::Look,
                 Command{"systemctl", "is-enabled", "postfix.service"}.accepts({0, 1, 4}),
                 UserText::tr("whether postfix is masked"));
}
Action giveKeysToOpendkim()
{
    return onNew(Purpose::Change, {"chown", "-R", "opendkim:opendkim", "/etc/dkimkeys"},
                 UserText::tr("opendkim refuses keys that are not its own"));
}
Action startResolver()
{
    return onNew(
        Purpose::Change, Command{"systemctl", "restart", "unbound.service"}.within(2min),
        UserText::tr("NEW resolves through unbound, which cmdeploy starts only in activate"));
}
Action isResolverUp()
{
    return onNew(Purpose::Look,
                 Command{"systemctl", "is-active", "unbound.service"}.accepts({0, 3, 4}),
                 UserText::tr("whether unbound runs"));
}
Action resolve()
{
    return onNew(
        Purpose::Look,
        Command{"dig", "+short", "+timeout=3", "@127.0.0.1", "{domain}", "A"}.accepts({0, 9, 10}),
        UserText::tr("whether names are resolved"));
}
Action markInstalled()
{
    return onNew(Purpose::Change,
                 {"sh", "-c", R"(printf '%s\n' "$1" >/etc/relaymove/installed)", "mark-installed",
                  "{version}"},
                 UserText::tr("which release was installed"));
}
// What cmdeploy itself writes to /etc/chatmail-version comes with activate only.
Action readInstalled()
{
    return onNew(Purpose::Look, Command{"cat", "/etc/relaymove/installed"}.accepts({0, 1}),
                 UserText::tr("which release was installed"));
}
Action deployedDomain()
{
    return onNew(
        Purpose::Look,
        Command{"sed", "-n", "s/^mail_domain *= *//p", "/usr/local/lib/chatmaild/chatmail.ini"}
            .accepts({0, 2}),
        UserText::tr("what cmdeploy configured"));
}
Action listPages(Role where)
{
    return {where, Purpose::Look,
            Command{"sh", "-c", R"(cd "$1" 2>/dev/null && find . -type f | LC_ALL=C sort; true)",
                    "list-pages", website.toStdString()},
            UserText::tr("the website's files")};
}
// A mask hides postfix's units.
Action absentUnits()
{
    return onNew(Purpose::Look,
                 {"sh", "-c",
                  R"(for unit; do systemctl cat "$unit" >/dev/null 2>&1 || echo "$unit"; done)",
                  "absent-units", "{units}"},
                 UserText::tr("which services of OLD this release does not have"));
}
// Mail passes through all of them: without one that its release has, NEW takes no mail.
Action filters()
{
    return onNew(
        Purpose::Look,
        Command{"systemctl", "list-unit-files", "--plain", "--no-legend", "filtermail*.service"}
            .accepts({0, 1}),
        UserText::tr("which mail filters this release has"));
}
Action listenersOn25()
{
    return onNew(Purpose::Look, {"ss", "-Hltn", "sport = :25"},
                 UserText::tr("whether any mail server runs"));
}

Plan ownPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New})
        append(plan, {{missingPrograms(role), refreshPackages(role), installPackages(role),
                       listPages(role)}});
    append(plan, {{settlePackages(), maskPostfix(), writeDropIns(Role::New), reloadUnits(Role::New),
                   stopSenders(), lockKeysAway(), giveKeysToOpendkim(), markInstalled(),
                   startResolver(), resolve(), isPostfixMasked(), isResolverUp(), readInstalled(),
                   deployedDomain(), listenersOn25(), absentUnits(), filters(), readCommit()}});
    return plan;
}

class Install : public Step
{
public:
    StepId id() const override { return StepId::Install; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = ownPlan();
        append(plan, {forwardToOldPlan(facts), fenceLookPlan(), linkPlan(), bringProgramsPlan(),
                      statePathsPlan(), stateCopyPlan({Disk::Sound, Disk::Failing}), salvagePlan(),
                      dataLossPlan(), cmdeployPlan(profile, Deployment::Install)});
        return filled(during(std::move(plan), {HostState::Serving, HostState::Fenced}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context) || !standingHold(context).isEmpty())
            return Inspection::done(UserText::tr("the cutover has begun"));
        const QString version = context.run(readInstalled()).text();
        if (version.isEmpty() || version != checkoutVersion(context))
            return Inspection::absent(version.isEmpty()
                                          ? UserText::tr("cmdeploy has not run")
                                          : UserText::tr("NEW has release %1").arg(version));
        if (context.run(deployedDomain()).text() != context.profile.domain)
            return Inspection::partial(
                UserText::tr("NEW is not configured for %1").arg(context.profile.domain));
        if (!isFenced(context))
            return Inspection::partial(UserText::tr("the fence does not stand"));
        if (context.run(isPostfixMasked()).text() != u"masked")
            return Inspection::partial(UserText::tr("postfix is not masked"));
        if (context.run(isResolverUp()).text() != u"active")
            return Inspection::partial(UserText::tr("unbound does not run"));
        const QStringList lacking = missingOnOld(context);
        if (!lacking.isEmpty())
            return Inspection::partial(UserText::tr("OLD lacks %1").arg(lacking.join(u", ")));
        return Inspection::done(UserText::tr("release %1 is there, fenced")
                                    .arg(version.first(qMin(version.size(), 8))));
    }

    void run(StepContext &context) override
    {
        context.run(settlePackages());
        installMissing(context, Role::New, {u"rsync"_s, u"nft"_s, u"conntrack"_s, u"dig"_s});
        readyOld(context);
        installRecorder(context);
        raiseGate(context);
        holdSenders(context);
        if (context.run(readInstalled()).text() != checkoutVersion(context))
            deploy(context);
        context.run(startResolver());
        learnOtherUnits(context);
    }

    QList<Claim> prove(StepContext &context) override
    {
        const QString address = context.run(resolve()).text();
        QList<Claim> claims{
            claimEqual(Proof::NoEarlyMail, UserText::tr("postfix on NEW"), u"masked"_s,
                       context.run(isPostfixMasked()).text()),
            claimEqual(Proof::NoEarlyMail, UserText::tr("listeners on NEW's port 25"),
                       UserText::tr("none"), orNone(context.run(listenersOn25()).text())),
            claimEqual(Proof::ReleaseInstalled, UserText::tr("NEW is configured for"),
                       context.profile.domain, context.run(deployedDomain()).text()),
            claimEqual(Proof::ReleaseInstalled, UserText::tr("installed release"),
                       checkoutVersion(context), context.run(readInstalled()).text()),
        };
        claims << websiteClaim(context);
        if (!context.facts.dns.recordsV4.isEmpty())
            claims << Claim{Proof::NamesResolved,
                            UserText::tr("NEW resolves %1 to").arg(context.profile.domain),
                            UserText::tr("an address"), orNone(address), !address.isEmpty()};
        // Where users are passed on, ports answer; disable proves the fence in any case.
        return context.facts.cutover.id.isEmpty() ? claims + fenceClaims(context) : claims;
    }

private:
    static QString orNone(const QString &seen)
    {
        return seen.isEmpty() ? UserText::tr("none") : seen;
    }

    static QString checkoutVersion(StepContext &context)
    {
        const QString commit =
            context.run(readCommit().with("checkout", context.profile.checkout)).text();
        return commit.isEmpty() ? UserText::tr("unknown") : commit;
    }

    // What the hold and the forwarding need.
    static QStringList missingOnOld(StepContext &context)
    {
        return context
            .run(missingPrograms(Role::Old).with("programs", QStringList{u"nft"_s, u"conntrack"_s}))
            .lines();
    }

    static void readyOld(StepContext &context)
    {
        const QStringList missing = missingOnOld(context);
        if (missing.isEmpty())
            return;
        if (isSalvage(context.profile, context.facts))
            bringPrograms(context, missing);
        else
            installMissing(context, Role::Old, missing);
    }

    static void installMissing(StepContext &context, Role where, const QStringList &programs)
    {
        static const QHash<QString, QString> packages{{u"nft"_s, u"nftables"_s},
                                                      {u"conntrack"_s, u"conntrack"_s},
                                                      {u"rsync"_s, u"rsync"_s},
                                                      {u"fsnotifywait"_s, u"inotify-tools"_s},
                                                      {u"dig"_s, u"bind9-dnsutils"_s}};
        QStringList wanted;
        for (const QString &program :
             context.run(missingPrograms(where).with("programs", programs)).lines())
            wanted << packages.value(program);
        if (wanted.isEmpty())
            return;
        context.run(refreshPackages(where));
        context.run(installPackages(where).with("packages", wanted));
    }

    // The cutover can do without (compare_ahead.h); users wait longer then.
    static void installRecorder(StepContext &context)
    {
        if (isSalvage(context.profile, context.facts))
            return;
        for (const Role where : {Role::Old, Role::New}) {
            try {
                installMissing(context, where, {u"fsnotifywait"_s});
            } catch (const Failure &failure) {
                if (!failure.is<failure::CommandFailed>())
                    throw;
                context.report.note(UserText::tr("inotify-tools can't be installed on %1, so that "
                                                 "users will wait longer: %2")
                                        .arg(roleName(where), explain(failure).happened));
            }
        }
    }

    static void holdSenders(StepContext &context)
    {
        // Before the package exists: Debian starts postfix as a plain "Internet Site" as
        // soon as it is unpacked, and that bounces the relay's mail for good.
        context.run(maskPostfix());
        context.run(writeDropIns(Role::New).with("units", unitsToHold(context.facts)));
        context.run(reloadUnits(Role::New));
        // Left running by a cutover that OLD went back from by itself.
        context.run(stopSenders().with("held", unitsToHold(context.facts)));
    }

    // After such a cutover DNS may lead to NEW: its fence keeps passing users on to OLD.
    static void raiseGate(StepContext &context)
    {
        if (context.facts.cutover.id.isEmpty())
            raiseFence(context);
        else
            forwardToOld(context);
    }

    // OLD's release may be another one than the checkout's.
    static void learnOtherUnits(StepContext &context)
    {
        QStringList units = context.facts.relay.units;
        units.removeIf([](const QString &unit) { return unit.startsWith(u"postfix"); });
        context.facts.relay.absentOnNew = context.run(absentUnits().with("units", units)).lines();
        context.facts.relay.addedOnNew.clear();
        for (const QString &line : context.run(filters()).lines()) {
            const QString unit = line.section(u' ', 0, 0);
            if (!context.facts.relay.units.contains(unit))
                context.facts.relay.addedOnNew << unit;
        }
        context.saveFacts();
        if (!context.facts.relay.absentOnNew.isEmpty())
            context.report.note(
                UserText::tr("OLD runs what this release does not have; it stays behind: %1")
                    .arg(context.facts.relay.absentOnNew.join(u", ")));
    }

    static Claim websiteClaim(StepContext &context)
    {
        QStringList missing = context.run(listPages(Role::Old)).lines();
        const QStringList there = context.run(listPages(Role::New)).lines();
        const QStringList left = context.facts.disk.leftBehind;
        missing.removeIf([&](const QString &page) {
            return there.contains(page) || left.contains(website + page.mid(1));
        });
        return claimEqual(Proof::ReleaseInstalled,
                          UserText::tr("files of OLD's website that NEW lacks"),
                          UserText::tr("none"), orNone(missing.mid(0, 5).join(u", ")));
    }

    static void deploy(StepContext &context)
    {
        openLink(context);
        // With the website, so that pages that came to OLD by other ways than cmdeploy
        // are there; cmdeploy puts its own over them.
        copyState(context, statePaths(context) << website);
        confirmDataLoss(context);
        context.run(lockKeysAway());
        runCmdeploy(context, Deployment::Install);
        context.run(giveKeysToOpendkim());
        context.run(markInstalled().with("version", checkoutVersion(context)));
    }
};

} // namespace

std::unique_ptr<Step> makeInstall() { return std::make_unique<Install>(); }

} // namespace relaymove
