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
#include "core/migration/placeholders.h"
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

Command settlePackages() { return shell("settle-packages").within(15min); }
Command refreshPackages()
{
    return Command{"apt-get", "-o", "DPkg::Lock::Timeout=300", "update"}.within(10min);
}
Command installPackages()
{
    return Command{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get",
                   "-o",  "DPkg::Lock::Timeout=300",        "install",
                   "-y",  "--no-install-recommends",        "{packages}"}
        .within(15min);
}
Command isPostfixMasked()
{
    return Command{"systemctl", "is-enabled", "postfix.service"}.accepts({0, 1, 4});
}
Command giveKeysToOpendkim() { return {"chown", "-R", "opendkim:opendkim", "/etc/dkimkeys"}; }
Command startResolver() { return Command{"systemctl", "restart", "unbound.service"}.within(2min); }
Command isResolverUp()
{
    return Command{"systemctl", "is-active", "unbound.service"}.accepts({0, 3, 4});
}
Command resolve()
{
    return Command{"dig", "+short", "+timeout=3", "@127.0.0.1", "{domain}", "A"}.accepts(
        {0, 9, 10});
}
Command markInstalled()
{
    return {"sh", "-c", R"(printf '%s\n' "$1" >/etc/relaymove/installed)", "mark-installed",
            "{version}"};
}
// What cmdeploy itself writes to /etc/chatmail-version comes with activate only.
Command readInstalled() { return Command{"cat", "/etc/relaymove/installed"}.accepts({0, 1}); }
Command deployedDomain()
{
    return Command{"sed", "-n", "s/^mail_domain *= *//p", "/usr/local/lib/chatmaild/chatmail.ini"}
        .accepts({0, 2});
}
Command listPages()
{
    return {"sh", "-c", R"(cd "$1" 2>/dev/null && find . -type f | LC_ALL=C sort; true)",
            "list-pages", website.toStdString()};
}
// A mask hides postfix's units.
Command absentUnits()
{
    return {"sh", "-c",
            R"(for unit; do systemctl cat "$unit" >/dev/null 2>&1 || echo "$unit"; done)",
            "absent-units", "{units}"};
}
// Mail passes through all of them: without one that its release has, NEW takes no mail.
Command filters()
{
    return Command{"systemctl", "list-unit-files", "--plain", "--no-legend", "filtermail*.service"}
        .accepts({0, 1});
}
Command listenersOn25() { return {"ss", "-Hltn", "sport = :25"}; }

Plan ownPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back({role, Purpose::Look, missingPrograms(),
                        UserText::tr("what fence, hold and copies need")});
        plan.push_back({role, Purpose::Change, refreshPackages(),
                        UserText::tr("the package lists, if something is missing")});
        plan.push_back({role, Purpose::Change, installPackages(),
                        UserText::tr("what is missing of nftables, conntrack, rsync, dig")});
    }
    const auto change = [&](const Command &command, const QString &why) {
        plan.push_back({Role::New, Purpose::Change, command, why});
    };
    const auto look = [&](const Command &command, const QString &why) {
        plan.push_back({Role::New, Purpose::Look, command, why});
    };
    change(settlePackages(), UserText::tr("ends what an interrupted installation left"));
    change(maskPostfix(),
           UserText::tr(
               "postfix can't start before activation, not even when its package is installed"));
    change(writeDropIns(), UserText::tr("what writes or sends by itself stays down"));
    change(reloadUnits(), UserText::tr("systemd reads its units again"));
    change(stopSenders(), UserText::tr("what an earlier cutover left running on NEW"));
    change(lockKeysAway(), UserText::tr("the DKIM key is root's until NEW has the opendkim user"));
    change(giveKeysToOpendkim(), UserText::tr("opendkim refuses keys that are not its own"));
    change(markInstalled(), UserText::tr("which release was installed"));
    change(startResolver(),
           UserText::tr("NEW resolves through unbound, which cmdeploy starts only in activate"));
    look(resolve(), UserText::tr("whether names are resolved"));
    look(isPostfixMasked(), UserText::tr("whether postfix is masked"));
    look(isResolverUp(), UserText::tr("whether unbound runs"));
    look(readInstalled(), UserText::tr("which release was installed"));
    look(deployedDomain(), UserText::tr("what cmdeploy configured"));
    look(listenersOn25(), UserText::tr("whether any mail server runs"));
    look(absentUnits(), UserText::tr("which services of OLD this release does not have"));
    look(filters(), UserText::tr("which mail filters this release has"));
    look(listPages(), UserText::tr("the website's files"));
    plan.push_back({Role::Old, Purpose::Look, listPages(), UserText::tr("the website's files")});
    plan.push_back({Role::Admin, Purpose::Look, readCommit(),
                    UserText::tr("which release is being installed")});
    return plan;
}

class Install : public Step
{
public:
    StepId id() const override { return StepId::Install; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = ownPlan();
        append(plan, {fencePlan(), forwardToOldPlan(), linkPlan(), bringProgramsPlan(),
                      statePathsPlan(), stateCopyPlan(), salvagePlan(), dataLossPlan(),
                      cmdeployPlan(profile, Deployment::Install)});
        return filled(during(std::move(plan), {HostState::Serving, HostState::Fenced}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context) || !standingHold(context).isEmpty())
            return Inspection::done(UserText::tr("the cutover has begun"));
        Host &target = context.target;
        const QString version = target.run(readInstalled()).text();
        if (version.isEmpty() || version != checkoutVersion(context))
            return Inspection::absent(version.isEmpty()
                                          ? UserText::tr("cmdeploy has not run")
                                          : UserText::tr("NEW has release %1").arg(version));
        if (target.run(deployedDomain()).text() != context.profile.domain)
            return Inspection::partial(
                UserText::tr("NEW is not configured for %1").arg(context.profile.domain));
        if (!isFenced(context))
            return Inspection::partial(UserText::tr("the fence does not stand"));
        if (target.run(isPostfixMasked()).text() != u"masked")
            return Inspection::partial(UserText::tr("postfix is not masked"));
        if (target.run(isResolverUp()).text() != u"active")
            return Inspection::partial(UserText::tr("unbound does not run"));
        const QStringList lacking = missingOnOld(context);
        if (!lacking.isEmpty())
            return Inspection::partial(UserText::tr("OLD lacks %1").arg(lacking.join(u", ")));
        return Inspection::done(UserText::tr("release %1 is there, fenced")
                                    .arg(version.first(qMin(version.size(), 8))));
    }

    void run(StepContext &context) override
    {
        context.target.run(settlePackages());
        installMissing(context.target, {u"rsync"_s, u"nft"_s, u"conntrack"_s, u"dig"_s});
        readyOld(context);
        raiseGate(context);
        holdSenders(context);
        if (context.target.run(readInstalled()).text() != checkoutVersion(context))
            deploy(context);
        context.target.run(startResolver());
        learnOtherUnits(context);
    }

    QList<Claim> prove(StepContext &context) override
    {
        Host &target = context.target;
        const QString address = target.run(resolve().with("domain", context.profile.domain)).text();
        QList<Claim> claims{
            claimEqual(Proof::NoEarlyMail, UserText::tr("postfix on NEW"), u"masked"_s,
                       target.run(isPostfixMasked()).text()),
            claimEqual(Proof::NoEarlyMail, UserText::tr("listeners on NEW's port 25"),
                       UserText::tr("none"), orNone(target.run(listenersOn25()).text())),
            claimEqual(Proof::ReleaseInstalled, UserText::tr("NEW is configured for"),
                       context.profile.domain, target.run(deployedDomain()).text()),
            claimEqual(Proof::ReleaseInstalled, UserText::tr("installed release"),
                       checkoutVersion(context), target.run(readInstalled()).text()),
        };
        claims << websiteClaim(context);
        if (!context.facts.recordsV4.isEmpty())
            claims << Claim{Proof::NamesResolved,
                            UserText::tr("NEW resolves %1 to").arg(context.profile.domain),
                            UserText::tr("an address"), orNone(address), !address.isEmpty()};
        // Where users are passed on, ports answer; disable proves the fence in any case.
        return context.facts.cutover.isEmpty() ? claims + fenceClaims(context) : claims;
    }

private:
    static QString orNone(const QString &seen)
    {
        return seen.isEmpty() ? UserText::tr("none") : seen;
    }

    static QString checkoutVersion(StepContext &context)
    {
        const QString commit =
            context.admin.run(readCommit().with("checkout", context.profile.checkout)).text();
        return commit.isEmpty() ? UserText::tr("unknown") : commit;
    }

    // What the hold and the forwarding need.
    static QStringList missingOnOld(StepContext &context)
    {
        return context.source
            .run(missingPrograms().with("programs", QStringList{u"nft"_s, u"conntrack"_s}))
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
            installMissing(context.source, missing);
    }

    static void installMissing(Host &host, const QStringList &programs)
    {
        static const QHash<QString, QString> packages{{u"nft"_s, u"nftables"_s},
                                                      {u"conntrack"_s, u"conntrack"_s},
                                                      {u"rsync"_s, u"rsync"_s},
                                                      {u"dig"_s, u"bind9-dnsutils"_s}};
        QStringList wanted;
        for (const QString &program :
             host.run(missingPrograms().with("programs", programs)).lines())
            wanted << packages.value(program);
        if (wanted.isEmpty())
            return;
        host.run(refreshPackages());
        host.run(installPackages().with("packages", wanted));
    }

    static void holdSenders(StepContext &context)
    {
        Host &target = context.target;
        // Before the package exists: Debian starts postfix as a plain "Internet Site" as
        // soon as it is unpacked, and that bounces the relay's mail for good.
        target.run(maskPostfix());
        target.run(writeDropIns().with("units", unitsToHold(context.facts)));
        target.run(reloadUnits());
        // Left running by a cutover that OLD went back from by itself.
        target.run(stopSenders().with("held", unitsToHold(context.facts)));
    }

    // After such a cutover DNS may lead to NEW: its fence keeps passing users on to OLD.
    static void raiseGate(StepContext &context)
    {
        if (context.facts.cutover.isEmpty())
            raiseFence(context);
        else
            forwardToOld(context);
    }

    // OLD's release may be another one than the checkout's.
    static void learnOtherUnits(StepContext &context)
    {
        QStringList units = context.facts.units;
        units.removeIf([](const QString &unit) { return unit.startsWith(u"postfix"); });
        context.facts.absentOnNew = context.target.run(absentUnits().with("units", units)).lines();
        context.facts.addedOnNew.clear();
        for (const QString &line : context.target.run(filters()).lines()) {
            const QString unit = line.section(u' ', 0, 0);
            if (!context.facts.units.contains(unit))
                context.facts.addedOnNew << unit;
        }
        context.saveFacts();
        if (!context.facts.absentOnNew.isEmpty())
            context.report.note(
                UserText::tr("OLD runs what this release does not have; it stays behind: %1")
                    .arg(context.facts.absentOnNew.join(u", ")));
    }

    static Claim websiteClaim(StepContext &context)
    {
        QStringList missing = context.source.run(listPages()).lines();
        const QStringList there = context.target.run(listPages()).lines();
        const QStringList left = context.facts.leftBehind;
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
        context.target.run(lockKeysAway());
        runCmdeploy(context, Deployment::Install);
        context.target.run(giveKeysToOpendkim());
        context.target.run(markInstalled().with("version", checkoutVersion(context)));
    }
};

} // namespace

std::unique_ptr<Step> makeInstall() { return std::make_unique<Install>(); }

} // namespace relaymove
