#include "core/steps/precopy.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/copy/mailbox_pass.h"
#include "core/cutover/projected_outage.h"
#include "core/guard/cutover_state.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/salvage/salvage.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int mostPasses = 12;
// A pass that ended so short a time ago is taken for the newest.
constexpr std::chrono::minutes passStaysFresh{10};

Action lookUpVmail()
{
    return {Role::Old, Purpose::Look, Command{"getent", "passwd", "vmail"},
            UserText::tr("who owns mailboxes")};
}
Action hasVmail()
{
    return {Role::New, Purpose::Look, Command{"getent", "passwd", "vmail"}.accepts({0, 2}),
            UserText::tr("whether NEW knows vmail")};
}
// As cmdeploy would make it: its own operation then finds nothing to do. Without
// it the copied files would belong to whatever service has that number on NEW.
Action makeVmail()
{
    return {Role::New, Purpose::Change,
            Command{"useradd", "--home-dir", "{home}", "--create-home", "--shell", "{shell}",
                    "--user-group", "vmail"},
            UserText::tr("the owner of the mailboxes, by name")};
}
Action installTools()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c",
                    "command -v rsync >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install "
                    "-y rsync"}
                .within(std::chrono::minutes(5)),
            UserText::tr("rsync, if it is missing")};
}
Action markPass()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c", "mkdir -p /etc/relaymove && : >/etc/relaymove/precopied"},
            UserText::tr("when the last pass was made")};
}
Action freshPass()
{
    return {Role::New, Purpose::Look,
            Command(QStringList{u"find"_s, u"/etc/relaymove"_s, u"-name"_s, u"precopied"_s,
                                u"-mmin"_s, u"-%1"_s.arg(passStaysFresh.count())})
                .accepts({0, 1}),
            UserText::tr("whether a pass was made just now")};
}

class Precopy : public Step
{
public:
    StepId id() const override { return StepId::Precopy; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan{freshPass(), installTools(), lookUpVmail(), hasVmail(), makeVmail()};
        append(plan, {linkPlan(), rescuePlan(), livePassPlan()});
        plan.push_back(markPass());
        return filled(during(std::move(plan), {HostState::Serving, HostState::Fenced}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context) || !standingHold(context).isEmpty())
            return Inspection::done(UserText::tr("the cutover has begun"));
        const bool wanted = context.again == id() && !m_passed;
        if (!wanted && !context.run(freshPass()).lines().isEmpty())
            return Inspection::done(
                UserText::tr("copied less than %1 minutes ago").arg(passStaysFresh.count()));
        return Inspection::absent(
            wanted ? UserText::tr("another pass is wanted")
                   : UserText::tr("no pass in the last %1 minutes").arg(passStaysFresh.count()));
    }

    void run(StepContext &context) override
    {
        makeOwner(context);
        openLink(context);
        // An earlier run saw it fail, and nobody said yet how to go on: not another pass first.
        if (!isSalvage(context.profile, context.facts) && !context.facts.disk.unreadable.isEmpty())
            agreeToSalvage(context, {});
        if (isSalvage(context.profile, context.facts))
            rescueFirst(context);
        passUntilSteady(context);
        const QList<UnreadableFile> &unreadable = context.facts.disk.unreadable;
        if (unreadableBy(Copy::Mailboxes, unreadable).size() < unreadable.size())
            rescueFirst(context); // once more
        if (!unreadable.isEmpty()) {
            copyMailboxes(context, PassKind::Retry);
            confirmDataLoss(context);
        }
        context.run(markPass());
        m_passed = true;
    }

    QList<Claim> prove(StepContext &context) override
    {
        const bool fresh = !context.run(freshPass()).lines().isEmpty();
        return {{Proof::MailboxesCopied, UserText::tr("the mailboxes are on NEW"),
                 UserText::tr("a finished pass"),
                 UserText::tr("%1 passes, the last took %2 s")
                     .arg(QString::number(context.facts.copies.passes),
                          tenthsText(context.facts.copies.lastPassSeconds)),
                 fresh && context.facts.copies.passes > 0}};
    }

private:
    static void passUntilSteady(StepContext &context)
    {
        double before = 0;
        for (int pass = 1; pass <= mostPasses; ++pass) {
            const PassResult result = copyMailboxes(context, PassKind::Live);
            remember(context, result);
            // Nothing is gained any more: what is left is rsync's own time for looking.
            if (pass > 1 && (result.seconds > before * 0.8 || result.seconds < 2))
                break;
            before = result.seconds;
        }
    }

    static void makeOwner(StepContext &context)
    {
        context.run(installTools());
        const QStringList onOld = context.run(lookUpVmail()).text().split(u':');
        if (context.run(hasVmail()).exitCode != 0)
            context.run(makeVmail().with("home", onOld.value(5)).with("shell", onOld.value(6)));
    }

    static void remember(StepContext &context, const PassResult &result)
    {
        Facts &facts = context.facts;
        ++facts.copies.passes;
        facts.copies.lastPassSeconds = result.seconds;
        if (result.bytes > 1'000'000 && result.seconds > 0)
            facts.copies.bytesPerSecond = double(result.bytes) / result.seconds;
        context.saveFacts();
        context.report.event(
            event::PassEnded{{facts.copies.passes, result.files, result.bytes, result.seconds}});
        context.report.event(event::Projected{projectedOutage(context.profile, facts)});
        context.report.note(
            UserText::tr("pass %1: %2, %3 in %4 s%5")
                .arg(facts.copies.passes)
                .arg(filesText(result.files), sizeText(result.bytes), tenthsText(result.seconds))
                .arg(result.vanished
                         ? UserText::tr(", some vanished meanwhile (fine in a live pass)")
                         : QString()));
    }

    bool m_passed = false;
};

} // namespace

std::unique_ptr<Step> makePrecopy() { return std::make_unique<Precopy>(); }

} // namespace relaymove
