#include "core/engine/question_text.h"

#include "core/base/amounts.h"
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

// What waits for them differs from step to step.
QString recordsText(const QString &id)
{
    if (id.startsWith(u"ttl/"))
        return Words::tr("Please give the records of your domain this short TTL at your DNS "
                         "provider; their addresses stay as they are:\n%1\nWithout it the move "
                         "works too: OLD passes on those who know the old addresses for longer.");
    if (id.startsWith(u"finish/"))
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

QString releaseText(const Question &question)
{
    const QStringList &a = question.arguments, &options = question.options;
    const auto release = [](const QString &commit) {
        return commit.isEmpty() ? Words::tr("an unknown release") : commit;
    };
    QString text =
        a.value(0) == a.value(1) && !a.value(0).isEmpty()
            ? Words::tr("OLD and your checkout in %1 have the same release of chatmail/relay (%2), "
                        "but not all is the same.")
                  .arg(a.value(2), a.value(0))
            : Words::tr("OLD runs %1 of chatmail/relay, your checkout in %2 is at %3.")
                  .arg(release(a.value(0)), a.value(2), release(a.value(1)));
    if (!a.value(3).isEmpty())
        text += Words::tr(" What was changed and not committed differs in: %1.").arg(a.value(3));
    if (a.size() > 4)
        text += Words::tr(" In chatmail.ini: %1.").arg(a.mid(4).join(u"; "));
    if (!question.toRead.isEmpty())
        text += Words::tr(" OLD's changes would become a part of the cmdeploy that runs on this "
                          "computer. Read them all before you take them; they are in %1.")
                    .arg(question.toRead);
    if (options.filter(u"deployed"_s).isEmpty())
        text += Words::tr(" What OLD runs can't be had for NEW: your checkout does not know it, or "
                          "it is older than release 1.8.0 and would serve before the mail is "
                          "there.");
    if (options.contains(u"checkout"_s))
        return text + Words::tr(" Which shall NEW get? OLD stays as it is.");
    return text + Words::tr(" Your own chatmail.ini can't be used for NEW: it does not have "
                            "certificates and mailboxes where OLD has them, and there they are "
                            "copied to. Shall NEW get what OLD has? OLD stays as it is.");
}
} // namespace

QString questionText(const Question &question)
{
    const QStringList &a = question.arguments;
    switch (question.kind) {
    case QuestionKind::AcceptHostKey:
        return Words::tr("%1 (%2) shows a host key that is not known yet:\n%3 %4\nCompare it with "
                         "what the machine's own console shows (on your provider's web pages):\n"
                         "%5\nIs it this key?")
            .arg(roleName(question.about), a.value(0), a.value(1), a.value(2),
                 showHostKey(a.value(1)));
    case QuestionKind::StartCutover:
        return Words::tr("Everything is ready. The cutover is expected to let your users wait for "
                         "about %1 s. %2 Start it?")
            .arg(tenthsText(a.value(0).toDouble()), a.value(1));
    case QuestionKind::ChooseRelease:
        return releaseText(question);
    case QuestionKind::FetchCheckout:
        return Words::tr("cmdeploy, which sets up NEW, runs on this computer. Its checkout of "
                         "chatmail/relay is on OLD only, in %1 (%2 MB). Fetch it to %3? It comes "
                         "over the connection that you agreed to, without its Python environment, "
                         "which is made anew; its programs are run here then, as you run them on "
                         "OLD. OLD stays as it is.")
            .arg(a.value(0), a.value(2), a.value(1));
    case QuestionKind::EnterRecords:
        return recordsText(question.id).arg(a.join(u'\n'));
    case QuestionKind::EnterSecret:
        return Words::
            tr("Your domain's records are changed with the key \"%1\". %2 Please give its secret.")
                .arg(a.value(0), a.value(1));
    case QuestionKind::GoOnOrBack:
        return (a.value(0).isEmpty() ? Words::tr("You stopped within the cutover.") : a.first()) +
               (a.value(1).isEmpty() ? Words::tr(" Nothing is lost either way:") : u' ' + a.at(1)) +
               Words::tr(" go on to NEW, or go back so that OLD serves again?");
    case QuestionKind::DiskFails:
        return Words::tr("OLD's disk seems to fail: %1. Go on carefully? Keys, passwords and queue "
                         "are copied first, what can't be read is tried again and listed, and "
                         "nothing is installed on OLD.")
            .arg(a.value(0));
    case QuestionKind::TakeOver:
        return Words::tr("%1 works on this move from another computer, since %2. Take over? From "
                         "then on the machines refuse what that computer sends; what is done is "
                         "kept, and you go on from there.")
            .arg(a.value(0), a.value(1));
    case QuestionKind::NewIsGone:
        return Words::tr("OLD has handed over to NEW, and NEW can't be asked whether it serves: "
                         "%1 Is NEW lost for good? Then OLD serves again, with the mail that it "
                         "had. A NEW that returns stays closed, but for one that has served "
                         "somebody before it was lost: what that one sent is sent again, and it "
                         "must never be switched on at this network again. Say so only if you know "
                         "it: where NEW still serves somebody, mail would be in two places.")
            .arg(a.value(0));
    case QuestionKind::OldIsGone:
        return Words::tr("OLD can't be asked: %1 NEW has what OLD had on %2, and may open without "
                         "OLD's word only if OLD has served nobody since. By itself it does so %3 "
                         "s after it last heard of this computer, if it is switched on by then. "
                         "Is OLD lost for good, and has it served nobody since %2? Say so only if "
                         "you know it: mail that it took since would be missing, and should it "
                         "return, it would send again what NEW sends.")
            .arg(a.value(0), a.value(1), a.value(2));
    case QuestionKind::LeaveBehind:
        return Words::tr(
                   "OLD's disk does not give these files back, although they were tried more than "
                   "once. Going on means that their users lose them:\n%1\nGo on without them?")
                   .arg(a.join(u'\n')) +
               openAccounts(a, u" "_s);
    }
    unreachable();
}

QString optionText(const Question &question, const QString &option)
{
    switch (question.kind) {
    case QuestionKind::AcceptHostKey:
        return option == u"accept" ? Words::tr("This is the key") : Words::tr("Stop here");
    case QuestionKind::StartCutover:
        return option == u"start" ? Words::tr("Start the cutover") : Words::tr("Not now");
    case QuestionKind::ChooseRelease:
        if (option.startsWith(u"deployed:"))
            return Words::tr("What OLD has, with these changes, from a folder beside the checkout");
        if (option == u"deployed")
            return Words::tr("What OLD has, from a folder beside the checkout");
        return option == u"checkout" ? Words::tr("What the checkout has") : Words::tr("Stop here");
    case QuestionKind::FetchCheckout:
        return option == u"fetch" ? Words::tr("Fetch it from OLD") : Words::tr("Stop here");
    case QuestionKind::EnterRecords:
        return option == u"done" ? Words::tr("I have entered them") : Words::tr("Later");
    case QuestionKind::EnterSecret:
        return option == u"given" ? Words::tr("Use this secret") : Words::tr("Go on without it");
    case QuestionKind::GoOnOrBack:
        return option == u"on" ? Words::tr("Go on") : Words::tr("Go back");
    case QuestionKind::DiskFails:
        return option == u"careful" ? Words::tr("Go on carefully") : Words::tr("Stop here");
    case QuestionKind::TakeOver:
        return option == u"take" ? Words::tr("Take over") : Words::tr("Leave it to them");
    case QuestionKind::NewIsGone:
        return option == u"gone" ? Words::tr("NEW is lost: OLD serves again")
                                 : Words::tr("Leave it as it is");
    case QuestionKind::OldIsGone:
        return option == u"gone" ? Words::tr("OLD is lost and has not served since: NEW opens")
                                 : Words::tr("Leave it as it is");
    case QuestionKind::LeaveBehind:
        return option == u"leave" ? Words::tr("Go on without them") : Words::tr("Stop here");
    }
    unreachable();
}

QString readingText(const Question &question)
{
    QFile file(question.toRead);
    if (!file.open(QIODevice::ReadOnly))
        return Words::tr("%1 can't be read: %2").arg(question.toRead, file.errorString());
    return printable(QString::fromUtf8(file.readAll()));
}

} // namespace relaymove
