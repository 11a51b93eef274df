#include "core/migration/step_id.h"

#include "core/base/unreachable.h"

#include <QCoreApplication>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    StepId id;
    QString name;
    Stage stage;
    QList<Proof> proofs;
    int rollbackOrder = 0; // the cutover's: when going back, which one it is
    const char *title;
    // As in StepTexts.
    const char *why, *whyByHand = nullptr, *users, *goingBack, *usualTime = nullptr,
                     *takenBack = nullptr;
};

constexpr auto noticeNothing = QT_TRANSLATE_NOOP("Steps", "Your users notice nothing.");
constexpr auto connectionsWait =
    QT_TRANSLATE_NOOP("Steps", "Connections wait on the OLD machine; none is refused.");
constexpr auto oldStartsAgain = QT_TRANSLATE_NOOP(
    "Steps",
    "Until the activation, going back starts the OLD machine again, with everything it had.");
constexpr auto aSecond = QT_TRANSLATE_NOOP("Steps", "A second at most, as a rule.");

// A row a step, in their order.
//
// Going back: OLD serves first, for its own record allows that; then NEW stops. The records last
// of all: whoever they lead to NEW meanwhile is passed on to OLD, and users need not wait for a
// provider.
const QList<Row> &rows()
{
    using enum Proof;
    static const QList<Row> all{
        {.id = StepId::Preflight,
         .name = u"preflight"_s,
         .stage = Stage::Before,
         .proofs = {HostsFit, AddressesAreOlds, HostsMarked},
         .title = QT_TRANSLATE_NOOP("Steps", "Hosts and checks"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Looks at both machines and at DNS, and learns what has to be moved. "
                      "Nothing is changed but a small mark on each machine, which says whose "
                      "migration this is."),
         .users = noticeNothing,
         .goingBack = QT_TRANSLATE_NOOP("Steps", "There is nothing to go back from yet."),
         .usualTime = QT_TRANSLATE_NOOP("Steps", "Less than a minute as a rule.")},
        {.id = StepId::Ttl,
         .name = u"ttl"_s,
         .stage = Stage::Before,
         .proofs = {LowTtl},
         .title = QT_TRANSLATE_NOOP("Steps", "TTL"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Lowers the TTL of the domain's addresses, so that later everyone learns "
                      "the new ones within minutes. "
                      "The old TTL then has to run out; other work goes on meanwhile."),
         .whyByHand = QT_TRANSLATE_NOOP(
             "Steps", "You lower the TTL of the domain's addresses at your DNS provider, so that "
                      "later everyone learns the new ones within minutes; the records to enter "
                      "are shown here. "
                      "The old TTL then has to run out; other work goes on meanwhile."),
         .users = noticeNothing,
         .goingBack = QT_TRANSLATE_NOOP(
             "Steps", "The TTL can be set back at any time; mail does not depend on it.")},
        {.id = StepId::Precopy,
         .name = u"precopy"_s,
         .stage = Stage::Before,
         .proofs = {MailboxesCopied},
         .title = QT_TRANSLATE_NOOP("Steps", "Pre-copy"),
         .why = QT_TRANSLATE_NOOP(
             "Steps",
             "Copies the mailboxes while mail keeps flowing, so that little is left for the "
             "cutover. "
             "Run it again as often as you like: a pass copies what has changed since the one "
             "before."),
         .users = noticeNothing,
         .goingBack = QT_TRANSLATE_NOOP(
             "Steps", "No mailbox on the OLD machine is changed; a key and a unit of the copy are "
                      "there until the end. The copies on NEW can stay or be deleted.")},
        {.id = StepId::Install,
         .name = u"install"_s,
         .stage = Stage::Before,
         .proofs = {NoEarlyMail, ReleaseInstalled, NamesResolved, FenceHolds},
         .title = QT_TRANSLATE_NOOP("Steps", "Install"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Runs cmdeploy's install and configure on the NEW machine, with the keys "
                      "and the certificate of the OLD one. "
                      "The new machine stays out of everyone's reach until the activation."),
         .users = noticeNothing,
         .goingBack = QT_TRANSLATE_NOOP(
             "Steps", "Mail on the OLD machine goes on as before: files are only read there. NEW "
                      "stays fenced: no mail can reach it by mistake."),
         .usualTime = QT_TRANSLATE_NOOP(
             "Steps", "Some minutes as a rule: cmdeploy installs packages and configures them.")},
        {.id = StepId::Disable,
         .name = u"disable"_s,
         .stage = Stage::Cutover,
         .proofs = {DnsWritable, FenceHolds, NothingListens, NothingRuns, NothingWritten},
         .rollbackOrder = 1,
         .title = QT_TRANSLATE_NOOP("Steps", "Disable"),
         .why = QT_TRANSLATE_NOOP(
             "Steps",
             "The cutover begins: the OLD machine stops serving mail, so that nothing changes "
             "while the rest is copied. "
             "All pages of the cutover then run through by themselves, and stop at a failure."),
         .users = QT_TRANSLATE_NOOP(
             "Steps", "From here until the activation, apps show “connecting”: connections wait, "
                      "none is refused."),
         .goingBack = oldStartsAgain,
         .takenBack =
             QT_TRANSLATE_NOOP("Steps", "OLD serves, and takes the connections that waited")},
        {.id = StepId::Sync,
         .name = u"sync"_s,
         .stage = Stage::Cutover,
         .proofs = {MailboxesEqual, KeysEqual, QueueMoved},
         .rollbackOrder = 4,
         .title = QT_TRANSLATE_NOOP("Steps", "Sync"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Copies the last changes, the keys, the certificate and the queue. "
                      "Then everything is compared, before anyone can reach the new machine."),
         .users = connectionsWait,
         .goingBack = oldStartsAgain,
         .usualTime = aSecond,
         .takenBack = QT_TRANSLATE_NOOP("Steps", "the queue is OLD's again")},
        {.id = StepId::Chown,
         .name = u"chown"_s,
         .stage = Stage::Cutover,
         .proofs = {OwnersRight},
         .rollbackOrder = 3,
         .title = QT_TRANSLATE_NOOP("Steps", "Chown"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Gives the copied files to the users that own them on the new machine: "
                      "numeric ids may differ there. "
                      "A wrong owner would make mailboxes unreadable."),
         .users = connectionsWait,
         .goingBack = oldStartsAgain,
         .usualTime = aSecond,
         .takenBack = QT_TRANSLATE_NOOP("Steps", "owners: nothing to take back")},
        {.id = StepId::Dns,
         .name = u"dns"_s,
         .stage = Stage::Cutover,
         .proofs = {AddressesSent},
         .rollbackOrder = 5,
         .title = QT_TRANSLATE_NOOP("Steps", "DNS"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Sends the new addresses to the domain's name server. "
                      "The cutover does not wait until they have spread: the OLD machine will "
                      "pass everything on."),
         .whyByHand = QT_TRANSLATE_NOOP(
             "Steps", "You enter the new addresses at your DNS provider, as soon as NEW serves: "
                      "they are shown here then. "
                      "The cutover does not wait for it: the OLD machine will pass everything on."),
         .users = connectionsWait,
         .goingBack = oldStartsAgain,
         .usualTime = aSecond,
         .takenBack = QT_TRANSLATE_NOOP("Steps", "the domain's records lead to OLD")},
        {.id = StepId::Activate,
         .name = u"activate"_s,
         .stage = Stage::Cutover,
         .proofs = {UnitsRun, PortsOpen, MailWorks, DkimMatches, CertificateServed},
         .rollbackOrder = 2,
         .title = QT_TRANSLATE_NOOP("Steps", "Activation"),
         .why = QT_TRANSLATE_NOOP(
             "Steps", "Starts mail on the new machine, tries it behind the fence, then opens "
                      "it: that moment is the commit point. "
                      "From then on, OLD passes on to NEW what still reaches it."),
         .users = QT_TRANSLATE_NOOP(
             "Steps", "Waiting connections go through. Apps are connected again without their "
                      "users doing anything."),
         .goingBack = oldStartsAgain,
         .usualTime = QT_TRANSLATE_NOOP(
             "Steps", "Some seconds as a rule until NEW serves; then cmdeploy puts in order what "
                      "only it knows, and nobody waits for that."),
         .takenBack = QT_TRANSLATE_NOOP("Steps", "NEW is closed and stopped")},
        {.id = StepId::Finish,
         .name = u"finish"_s,
         .stage = Stage::After,
         .proofs = {AddressesServed},
         .title = QT_TRANSLATE_NOOP("Steps", "Finish"),
         .why = QT_TRANSLATE_NOOP(
             "Steps",
             "Tidies up: the records get their lasting TTL, keys and units of the move go. "
             "The OLD machine goes on passing on what still reaches it; it needs neither "
             "Relaymove nor you for that."),
         .whyByHand = QT_TRANSLATE_NOOP(
             "Steps", "Tidies up: keys and units of the move go; the records with their lasting "
                      "TTL are shown, where you have not entered them yet. "
                      "The OLD machine goes on passing on what still reaches it; it needs neither "
                      "Relaymove nor you for that."),
         .users = noticeNothing,
         .goingBack = QT_TRANSLATE_NOOP(
             "Steps", "Nothing is deleted on the OLD machine before you retire it."),
         .usualTime = QT_TRANSLATE_NOOP("Steps", "Seconds, whenever you come back for it.")}};
    return all;
}

const Row &rowOf(StepId step)
{
    for (const Row &row : rows()) {
        if (row.id == step)
            return row;
    }
    unreachable();
}

QString translated(const char *text)
{
    return text ? QCoreApplication::translate("Steps", text) : QString();
}

QList<StepId> idsOf(const QList<Row> &some)
{
    QList<StepId> ids;
    for (const Row &row : some)
        ids << row.id;
    return ids;
}

} // namespace

bool isBefore(StepId one, StepId other)
{
    return allSteps().indexOf(one) < allSteps().indexOf(other);
}

const QList<StepId> &allSteps()
{
    static const QList<StepId> steps = idsOf(rows());
    return steps;
}

QList<StepId> stepsOf(Stage stage)
{
    QList<Row> some = rows();
    some.removeIf([&](const Row &row) { return row.stage != stage; });
    return idsOf(some);
}

Stage stageOf(StepId step) { return rowOf(step).stage; }

const QList<StepId> &rollbackOrder()
{
    static const QList<StepId> steps = [] {
        QList<Row> some = rows();
        some.removeIf([](const Row &row) { return row.rollbackOrder == 0; });
        std::ranges::sort(some, {}, &Row::rollbackOrder);
        return idsOf(some);
    }();
    return steps;
}

QString stepName(StepId step) { return rowOf(step).name; }

std::optional<StepId> stepFromName(QStringView name)
{
    for (const Row &row : rows()) {
        if (row.name == name)
            return row.id;
    }
    return std::nullopt;
}

QString stepTitle(StepId step) { return translated(rowOf(step).title); }

const QList<Proof> &plannedProofs(StepId step) { return rowOf(step).proofs; }

StepTexts stepTexts(StepId step)
{
    const Row &row = rowOf(step);
    return {translated(row.why),       translated(row.whyByHand), translated(row.users),
            translated(row.goingBack), translated(row.usualTime), translated(row.takenBack)};
}

} // namespace relaymove
