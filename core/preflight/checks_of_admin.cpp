#include "core/preflight/checks_of_admin.h"

#include "core/base/user_text.h"
#include "core/preflight/checkout.h"
#include "core/profiles/profile_fields.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Debian 12's package of each program that this computer needs.
QStringList packagesOf(const QStringList &programs)
{
    QStringList packages;
    for (const QString &program : programs) {
        const QString package = program.startsWith(u"ssh") ? u"openssh-client"_s
                                : program == u"nsupdate"   ? u"bind9-dnsutils"_s
                                                           : program;
        if (!packages.contains(package))
            packages << package;
    }
    return packages;
}

QString inFolder(const QString &folder, const QString &commands)
{
    return u"cd %1 && %2"_s.arg(quoted({folder}), commands);
}

QString clonedTo(const QString &folder)
{
    return quoted({u"git"_s, u"clone"_s, u"https://github.com/chatmail/relay"_s, folder}) +
           u" && "_s + inFolder(folder, u"scripts/initenv.sh"_s);
}

// Where only OLD has it, the person is asked whether it is to be fetched.
QList<Blocker> thereIsACheckout(const CheckInput &c)
{
    const QString folder = folderForCheckout(c.profile);
    const bool isNamed = !c.profile.checkout.isEmpty();
    if (c.seen.checkout.hasCmdeploy)
        return {};
    if (!c.seen.checkout.hasRoom)
        return {
            {Role::Admin,
             isNamed ? UserText::tr("There is no scripts/cmdeploy in %1: it is no checkout of "
                                    "chatmail/relay.")
                           .arg(folder)
                     : UserText::tr("The profile names no checkout of chatmail/relay, and %1, to "
                                    "which OLD's would be fetched, is there already.")
                           .arg(folder),
             UserText::tr("Write the folder of your checkout into the profile, or move this one "
                          "away: %1")
                 .arg(quoted({u"mv"_s, folder, folder + u".away"_s}))}};
    if (!c.seen.relay.config || !c.seen.relay.checkout.isEmpty())
        return {};
    return {{Role::Admin,
             isNamed
                 ? UserText::tr("There is no scripts/cmdeploy in %1, and none was found on OLD in "
                                "/root, /home, /opt and /srv.")
                       .arg(folder)
                 : UserText::tr("The profile names no checkout of chatmail/relay, and none was "
                                "found on OLD in /root, /home, /opt and /srv."),
             UserText::tr("Clone it on this computer, and write its folder into the profile: %1")
                 .arg(clonedTo(folder))}};
}

} // namespace

Verdict profileIsComplete(const CheckInput &c)
{
    QList<Blocker> found;
    for (const ProfileProblem &problem : problemsOf(c.profile))
        found << Blocker{Role::Admin, problem.sentence, UserText::tr("Correct it in the profile.")};
    return found;
}

Verdict checkoutIsReady(const CheckInput &c)
{
    const CheckoutSnapshot &checkout = c.seen.checkout;
    const bool isThere = checkout.hasCmdeploy;
    const QString path = c.profile.checkout;
    const QList<Blocker> found =
        thereIsACheckout(c) +
        unless(!isThere || checkout.hasEnvironment, Role::Admin,
               UserText::tr("cmdeploy's Python environment is not there yet."),
               UserText::tr("Make it on this computer: %1")
                   .arg(inFolder(path, u"scripts/initenv.sh"_s))) +
        // A fetched checkout has no remote of its own.
        unless(!isThere || checkout.knowsStages, Role::Admin,
               UserText::tr("This checkout is older than release 1.8.0: it would let NEW serve at "
                            "once, before the mail is there."),
               UserText::tr("Update it on this computer: %1")
                   .arg(inFolder(path, u"git pull https://github.com/chatmail/relay main && "
                                       "scripts/initenv.sh"_s))) +
        unless(
            checkout.missingPrograms.isEmpty(), Role::Admin,
            UserText::tr("Missing on this computer: %1.").arg(checkout.missingPrograms.join(u", ")),
            UserText::tr("Install on this computer: %1")
                .arg(u"sudo apt install "_s + packagesOf(checkout.missingPrograms).join(u' ')));
    return asFarAs(isThere, found);
}

// Whatever else differs is for the person to choose (release.h).
Verdict domainsAgree(const CheckInput &c)
{
    const auto &here = c.seen.checkout.config, &onOld = c.seen.relay.config;
    if (!here || !onOld)
        return {};
    return unless(
        here->domain == onOld->domain, Role::Admin,
        UserText::tr("%1 is another relay's: its mail_domain is %2, but OLD serves %3.")
            .arg(c.profile.iniPath(), here->domain, onOld->domain),
        UserText::tr("Correct the folder of the checkout, or chatmail.ini, in the profile."));
}

Verdict pagesAreThere(const CheckInput &c)
{
    const CheckoutSnapshot &checkout = c.seen.checkout;
    if (!checkout.config)
        return {};
    return unless(
        checkout.hasPages, Role::Admin,
        UserText::tr("%1 takes the website from %2, which is not on this computer.")
            .arg(c.profile.iniPath(), pagesFolder(c.profile, *checkout.config)),
        UserText::tr("Copy the pages to that folder, or correct www_folder in that file."));
}

// Better now than in the cutover, where nobody waits for it.
Verdict secretIsThere(const CheckInput &c)
{
    return unless(
        c.seen.secretTrouble.isEmpty(), Role::Admin,
        UserText::tr("The key of the name server can't be read: %1").arg(c.seen.secretTrouble),
        UserText::tr("Give it once more, or choose in the profile to enter the records by hand."));
}

} // namespace relaymove
