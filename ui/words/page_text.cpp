#include "ui/words/page_text.h"

#include "ui/words/durations.h"

#include <QCoreApplication>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PageText)
};

PageText preparation(StepId step)
{
    switch (step) {
    case StepId::Preflight:
        return {Text::tr("Looks at both machines and at DNS, and learns what has to be moved. "
                         "Nothing is changed but a small mark on each machine, which says whose "
                         "migration this is."),
                Text::tr("Your users notice nothing."),
                Text::tr("There is nothing to go back from yet.")};
    case StepId::Ttl:
        return {Text::tr("Lowers the TTL of the domain's addresses, so that later everyone learns "
                         "the new ones within minutes. "
                         "The old TTL then has to run out; other work goes on meanwhile."),
                Text::tr("Your users notice nothing."),
                Text::tr("The TTL can be set back at any time; mail does not depend on it.")};
    case StepId::Precopy:
        return {
            Text::tr(
                "Copies the mailboxes while mail keeps flowing, so that little is left for the "
                "cutover. "
                "Run it again as often as you like: a pass copies what has changed since the one "
                "before."),
            Text::tr("Your users notice nothing."),
            Text::tr("No mailbox on the OLD machine is changed; a key and a unit of the copy are "
                     "there until the end. The copies on NEW can stay or be deleted.")};
    case StepId::Install:
        return {
            Text::tr("Runs cmdeploy's install and configure on the NEW machine, with the keys "
                     "and the certificate of the OLD one. "
                     "The new machine stays out of everyone's reach until the activation."),
            Text::tr("Your users notice nothing."),
            Text::tr("Mail on the OLD machine goes on as before: files are only read there. NEW "
                     "stays fenced: no mail can reach it by mistake.")};
    default:
        Q_UNREACHABLE();
    }
}

PageText cutover(StepId step)
{
    const QString back = Text::tr(
        "Until the activation, going back starts the OLD machine again, with everything it had.");
    switch (step) {
    case StepId::Disable:
        return {
            Text::tr(
                "The cutover begins: the OLD machine stops serving mail, so that nothing changes "
                "while the rest is copied. "
                "All pages of the cutover then run through by themselves, and stop at a failure."),
            Text::tr("From here until the activation, apps show “connecting”: connections wait, "
                     "none is refused."),
            back};
    case StepId::Sync:
        return {Text::tr("Copies the last changes, the keys, the certificate and the queue. "
                         "Then everything is compared, before anyone can reach the new machine."),
                Text::tr("Connections wait on the OLD machine; none is refused."), back};
    case StepId::Chown:
        return {Text::tr("Gives the copied files to the users that own them on the new machine: "
                         "numeric ids may differ there. "
                         "A wrong owner would make mailboxes unreadable."),
                Text::tr("Connections wait on the OLD machine; none is refused."), back};
    case StepId::Dns:
        return {Text::tr("Sends the new addresses to the domain's name server. "
                         "The cutover does not wait until they have spread: the OLD machine will "
                         "pass everything on."),
                Text::tr("Connections wait on the OLD machine; none is refused."), back};
    case StepId::Activate:
        return {Text::tr("Starts mail on the new machine, tries it behind the fence, then opens "
                         "it: that moment is the commit point. "
                         "From then on, OLD passes on to NEW what still reaches it."),
                Text::tr("Waiting connections go through. Apps are connected again without their "
                         "users doing anything."),
                back};
    default:
        Q_UNREACHABLE();
    }
}

PageText atTheEnd()
{
    return {Text::tr("Tidies up: the records get their lasting TTL, keys and units of the move go. "
                     "The OLD machine goes on passing on what still reaches it; it needs neither "
                     "Relaymove nor you for that."),
            Text::tr("Your users notice nothing."),
            Text::tr("Nothing is deleted on the OLD machine before you retire it.")};
}

// Where a person enters the records; empty: nothing is different there.
QString whyByHand(StepId step)
{
    if (step == StepId::Ttl)
        return Text::tr("You lower the TTL of the domain's addresses at your DNS provider, so that "
                        "later everyone learns the new ones within minutes; the records to enter "
                        "are shown here. "
                        "The old TTL then has to run out; other work goes on meanwhile.");
    if (step == StepId::Dns)
        return Text::tr("You enter the new addresses at your DNS provider, as soon as NEW serves: "
                        "they are shown here then. "
                        "The cutover does not wait for it: the OLD machine will pass everything "
                        "on.");
    if (step == StepId::Finish)
        return Text::tr(
            "Tidies up: keys and units of the move go; the records with their lasting "
            "TTL are shown, where you have not entered them yet. "
            "The OLD machine goes on passing on what still reaches it; it needs neither "
            "Relaymove nor you for that.");
    return {};
}

} // namespace

PageText pageText(StepId step, const Profile &profile)
{
    PageText text = step < StepId::Disable ? preparation(step)
                    : isCutover(step)      ? cutover(step)
                                           : atTheEnd();
    const QString byHand = profile.dns.method == DnsMethod::Manual ? whyByHand(step) : QString();
    if (!byHand.isEmpty())
        text.why = byHand;
    return text;
}

QString goingBackText(StepId step, const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (state.serving == WhoServes::New)
        return Text::tr(
            "NEW serves your mail. Nothing has been deleted on OLD, but new mail is on NEW only: "
            "going back from here is the same move with the roles exchanged.");
    if (state.serving == WhoServes::Old && !isCutoverOpen(state))
        return pageText(step, snapshot.profile).goingBack;
    if (hasOldReturned(snapshot))
        return Text::tr("OLD has started again by itself. “Go back” takes back what else the "
                        "cutover did: on NEW, and in DNS.");
    if (state.oldFails || snapshot.profile.oldIsFailing)
        return Text::tr("“Go back” starts the OLD machine again, but that is not safe: its disk is "
                        "failing, and mail that it takes may be lost.");
    if (hasCommitted(snapshot))
        return Text::tr("Nothing has been deleted. OLD has handed over and opens NEW as soon as it "
                        "can tell it; “Go back” starts OLD again where NEW is not open yet.");
    return Text::tr("Nothing has been deleted. “Go back” starts the OLD machine again; "
                    "if this computer disappears, it starts by itself after %1.")
        .arg(durationWords(snapshot.profile.autoRollbackSeconds));
}

} // namespace relaymove
