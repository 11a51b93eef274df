#include "core/engine/question_text.h"

#include "core/base/amounts.h"
#include "core/base/overloaded.h"
#include "core/base/printable.h"
#include "core/base/unreachable.h"
#include "core/salvage/salvage.h"

#include <QCoreApplication>
#include <QFile>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Question)
};

using namespace question;

// What waits for them differs from step to step.
QString recordsText(StepId step)
{
    if (step == StepId::Ttl)
        return Words::tr("Please give the records of your domain this short TTL at your DNS "
                         "provider; their addresses stay as they are:\n%1\nWithout it the move "
                         "works too: OLD passes on those who know the old addresses for longer.");
    if (step == StepId::Finish)
        return Words::tr("Please enter these records at your DNS provider, with their lasting TTL. "
                         "The move is finished when every name server has them:\n%1");
    return Words::tr(
        "Please enter these records at your DNS provider. The cutover does not wait for it:\n%1");
}

// For the machine's console; OpenSSH names the file after the kind of key.
QString showHostKey(const QString &type)
{
    const QString kind = type.contains(u"ed25519")   ? u"ed25519"_s
                         : type.startsWith(u"ecdsa") ? u"ecdsa"_s
                                                     : u"rsa"_s;
    return u"ssh-keygen -lf /etc/ssh/ssh_host_%1_key.pub"_s.arg(kind);
}

QString releaseText(const ChooseRelease &q)
{
    const auto release = [](const QString &commit) {
        return commit.isEmpty() ? Words::tr("an unknown release") : commit;
    };
    QString text =
        q.onOld == q.here && !q.onOld.isEmpty()
            ? Words::tr("OLD and your checkout in %1 have the same release of chatmail/relay (%2), "
                        "but not all is the same.")
                  .arg(q.checkout, q.onOld)
            : Words::tr("OLD runs %1 of chatmail/relay, your checkout in %2 is at %3.")
                  .arg(release(q.onOld), q.checkout, release(q.here));
    if (!q.filesThatDiffer.isEmpty())
        text += Words::tr(" What was changed and not committed differs in: %1.")
                    .arg(q.filesThatDiffer.join(u", "));
    if (!q.iniDifferences.isEmpty())
        text += Words::tr(" In chatmail.ini: %1.").arg(q.iniDifferences.join(u"; "));
    if (!q.toRead.isEmpty())
        text += Words::tr(" OLD's changes would become a part of the cmdeploy that runs on this "
                          "computer. Read them all before you take them; they are in %1.")
                    .arg(q.toRead);
    if (!q.offersDeployed)
        text += Words::tr(" What OLD runs can't be had for NEW: your checkout does not know it, or "
                          "it is older than release 1.8.0 and would serve before the mail is "
                          "there.");
    if (q.offersCheckout)
        return text + Words::tr(" Which shall NEW get? OLD stays as it is.");
    return text + Words::tr(" Your own chatmail.ini can't be used for NEW: it does not have "
                            "certificates and mailboxes where OLD has them, and there they are "
                            "copied to. Shall NEW get what OLD has? OLD stays as it is.");
}

QString ttlText(const StartCutover &q)
{
    if (q.keptTtl > 0)
        return Words::tr("The TTL was left as it is: for %1 s after the change some resolvers know "
                         "the old address; OLD forwards their users to NEW.")
            .arg(q.keptTtl);
    if (q.oldTtlGone.isValid())
        return Words::tr("Some resolvers know the old address until %1; OLD forwards their users "
                         "to NEW.")
            .arg(localMoment(q.oldTtlGone));
    return Words::tr("No resolver holds the old TTL any longer.");
}

struct Text
{
    Role about;

    QString operator()(const AcceptHostKey &q) const
    {
        return Words::tr("%1 (%2) shows a host key that is not known yet:\n%3 %4\nCompare it with "
                         "what the machine's own console shows (on your provider's web pages):\n"
                         "%5\nIs it this key?")
            .arg(roleName(about), q.address, q.keyType, q.fingerprint, showHostKey(q.keyType));
    }
    QString operator()(const StartCutover &q) const
    {
        return Words::tr("Everything is ready. The cutover is expected to let your users wait for "
                         "about %1 s. %2 Start it?")
            .arg(tenthsText(q.projectedSeconds), ttlText(q));
    }
    QString operator()(const ChooseRelease &q) const { return releaseText(q); }
    QString operator()(const FetchCheckout &q) const
    {
        return Words::tr("cmdeploy, which sets up NEW, runs on this computer. Its checkout of "
                         "chatmail/relay is on OLD only, in %1 (%2 MB). Fetch it to %3? It comes "
                         "over the connection that you agreed to, without its Python environment, "
                         "which is made anew; its programs are run here then, as you run them on "
                         "OLD. OLD stays as it is.")
            .arg(q.onOld, QString::number(q.megabytes), q.here);
    }
    QString operator()(const EnterRecords &q) const
    {
        return recordsText(q.step).arg(q.records.join(u'\n'));
    }
    QString operator()(const EnterSecret &q) const
    {
        return Words::
            tr("Your domain's records are changed with the key \"%1\". %2 Please give its secret.")
                .arg(q.keyName, q.why);
    }
    QString operator()(const GoOnOrBack &q) const
    {
        return (q.failed ? Words::tr("%1 failed.").arg(stepTitle(*q.failed))
                         : Words::tr("You stopped within the cutover.")) +
               (q.backWarning.isEmpty() ? Words::tr(" Nothing is lost either way:")
                                        : u' ' + q.backWarning) +
               Words::tr(" go on to NEW, or go back so that OLD serves again?");
    }
    QString operator()(const DiskFails &q) const
    {
        return Words::tr("OLD's disk seems to fail: %1. Go on carefully? Keys, passwords and queue "
                         "are copied first, what can't be read is tried again and listed, and "
                         "nothing is installed on OLD.")
            .arg(q.said);
    }
    QString operator()(const TakeOver &q) const
    {
        return Words::tr("%1 works on this move from another computer, since %2. Take over? From "
                         "then on the machines refuse what that computer sends; what is done is "
                         "kept, and you go on from there.")
            .arg(q.who, q.since);
    }
    QString operator()(const NewIsGone &q) const
    {
        return Words::tr("OLD has handed over to NEW, and NEW can't be asked whether it serves: "
                         "%1 Is NEW lost for good? Then OLD serves again, with the mail that it "
                         "had. A NEW that returns stays closed, but for one that has served "
                         "somebody before it was lost: what that one sent is sent again, and it "
                         "must never be switched on at this network again. Say so only if you know "
                         "it: where NEW still serves somebody, mail would be in two places.")
            .arg(q.why);
    }
    QString operator()(const OldIsGone &q) const
    {
        return Words::tr("OLD can't be asked: %1 NEW has what OLD had on %2, and may open without "
                         "OLD's word only if OLD has served nobody since. By itself it does so %3 "
                         "s after it last heard of this computer, if it is switched on by then. "
                         "Is OLD lost for good, and has it served nobody since %2? Say so only if "
                         "you know it: mail that it took since would be missing, and should it "
                         "return, it would send again what NEW sends.")
            .arg(q.why, localMoment(q.since), QString::number(q.autoRollbackSeconds));
    }
    QString operator()(const LeaveBehind &q) const
    {
        return Words::tr(
                   "OLD's disk does not give these files back, although they were tried more than "
                   "once. Going on means that their users lose them:\n%1\nGo on without them?")
                   .arg(q.mailboxes.join(u'\n')) +
               openAccounts(q.mailboxes, u" "_s);
    }
};

QString releaseOption(const ChooseRelease::Answer &answer)
{
    switch (answer.choice) {
    case ChooseRelease::Choice::Deployed:
        if (!answer.changes.isEmpty())
            return Words::tr("What OLD has, with these changes, from a folder beside the checkout");
        return Words::tr("What OLD has, from a folder beside the checkout");
    case ChooseRelease::Choice::Checkout:
        return Words::tr("What the checkout has");
    case ChooseRelease::Choice::Stop:
        return Words::tr("Stop here");
    }
    unreachable();
}

} // namespace

QString questionText(const Question &question)
{
    return std::visit(Text{question.about}, question.what);
}

QString optionText(const AnyAnswer &answer)
{
    // The first of two answers is the one that goes on.
    const auto either = [](auto given, const QString &first, const QString &second) {
        return given == decltype(given)(0) ? first : second;
    };
    return std::visit(
        Overloaded{
            [](const ChooseRelease::Answer &a) { return releaseOption(a); },
            [&](AcceptHostKey::Answer a) {
                return either(a, Words::tr("This is the key"), Words::tr("Stop here"));
            },
            [&](StartCutover::Answer a) {
                return either(a, Words::tr("Start the cutover"), Words::tr("Not now"));
            },
            [&](FetchCheckout::Answer a) {
                return either(a, Words::tr("Fetch it from OLD"), Words::tr("Stop here"));
            },
            [&](EnterRecords::Answer a) {
                return either(a, Words::tr("I have entered them"), Words::tr("Later"));
            },
            [&](EnterSecret::Answer a) {
                return either(a, Words::tr("Use this secret"), Words::tr("Go on without it"));
            },
            [&](GoOnOrBack::Answer a) {
                return either(a, Words::tr("Go on"), Words::tr("Go back"));
            },
            [&](DiskFails::Answer a) {
                return either(a, Words::tr("Go on carefully"), Words::tr("Stop here"));
            },
            [&](TakeOver::Answer a) {
                return either(a, Words::tr("Take over"), Words::tr("Leave it to them"));
            },
            [&](NewIsGone::Answer a) {
                return either(a, Words::tr("NEW is lost: OLD serves again"),
                              Words::tr("Leave it as it is"));
            },
            [&](OldIsGone::Answer a) {
                return either(a, Words::tr("OLD is lost and has not served since: NEW opens"),
                              Words::tr("Leave it as it is"));
            },
            [&](LeaveBehind::Answer a) {
                return either(a, Words::tr("Go on without them"), Words::tr("Stop here"));
            },
        },
        answer);
}

QString readingText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Words::tr("%1 can't be read: %2").arg(path, file.errorString());
    return printable(QString::fromUtf8(file.readAll()));
}

} // namespace relaymove
