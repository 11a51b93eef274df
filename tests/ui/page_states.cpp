#include "tests/ui/page_states.h"

#include "core/steps/all_steps.h"
#include "tests/ui/sample_states.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace relaymove::sample {

using namespace event;

namespace {

// What a step tells from its start to its end, in its own words.
struct Telling
{
    QString note;
    Progress progress;
    QList<Claim> claims;
    Failure failure;
    QList<Milestone> milestones; // within the cutover
};

Claim fine(Proof proof, const QString &what, const QString &observed)
{
    return {proof, what, observed, observed, true};
}

Telling ofPreflight()
{
    return {u"6,012 mailboxes, 60,388 messages, 4.8 GB, 14 in the queue"_s,
            {},
            {fine(Proof::HostsFit, u"OLD"_s, u"debian 12"_s),
             fine(Proof::HostsFit, u"NEW"_s, u"debian 12"_s),
             fine(Proof::AddressesAreOlds, u"mail.example.org leads to"_s, u"198.51.100.10"_s),
             fine(Proof::HostsMarked, u"OLD's mark"_s, u"this migration's"_s),
             fine(Proof::HostsMarked, u"NEW's mark"_s, u"this migration's"_s)},
            {failure::NotAuthorised{u"root@mail-new"_s, u"publickey"_s}, Role::New,
             "root@mail-new: Permission denied (publickey).", u"preflight"_s},
            {}};
}

Telling ofTtl()
{
    return {u"the old TTL runs out at 18:42"_s,
            {},
            {fine(Proof::LowTtl, u"ns1.example.org (198.51.100.53) serves"_s, u"TTL 300"_s),
             fine(Proof::LowTtl, u"ns2.example.org (198.51.100.54) serves"_s, u"TTL 300"_s)},
            {failure::DnsFailed{u"ns1.example.org"_s, u"NOTAUTH (BADKEY)"_s}, Role::Dns,
             "update failed: NOTAUTH(BADKEY)", u"ttl"_s},
            {}};
}

Telling ofPrecopy()
{
    return {u"pass 4: 212 files, 1.4 MB in 0.6 s"_s,
            {u"pass 4"_s, 281338880, 460000000, u"bytes"_s, 23.1e6, 12.0},
            {fine(Proof::MailboxesCopied, u"the mailboxes are on NEW"_s,
                  u"4 passes, the last took 0.6 s"_s)},
            {failure::ConnectionLost{u"198.51.100.10"_s, u"rsync -aH /home/vmail/mail/"_s},
             Role::Old, "client_loop: send disconnect: Broken pipe", u"precopy"_s},
            {}};
}

Telling ofInstall()
{
    return {u"cmdeploy: 117 operations, 43 changed something"_s,
            {u"Install nginx"_s, 71, 117, u"operations"_s, 0, 41.0},
            {fine(Proof::NoEarlyMail, u"postfix on NEW"_s, u"masked"_s),
             fine(Proof::ReleaseInstalled, u"NEW is configured for"_s, u"mail.example.org"_s),
             fine(Proof::NamesResolved, u"NEW resolves mail.example.org to"_s, u"198.51.100.10"_s),
             fine(Proof::FenceHolds, u"NEW's public ports at 198.51.100.20, from outside"_s,
                  u"no answer"_s)},
            {failure::CmdeployFailed{u"Install nginx"_s}, Role::New,
             "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
             u"install"_s},
            {}};
}

Telling ofDisable()
{
    return {
        {},
        {.text = u"OLD's services stop"_s},
        {fine(Proof::FenceHolds, u"NEW's public ports at 198.51.100.20, from outside"_s,
              u"no answer"_s),
         fine(Proof::NothingListens, u"listeners on OLD's mail ports"_s, u"none"_s),
         fine(Proof::NothingRuns, u"mail processes on OLD"_s, u"none"_s),
         fine(Proof::NothingWritten, u"files written on OLD since it stopped"_s, u"none"_s)},
        {failure::ClaimFalse{u"mail processes on OLD"_s, u"none"_s, u"dovecot/imap (pid 8123)"_s},
         Role::Old,
         {},
         u"disable"_s},
        {Milestone::Hold, Milestone::Stopped}};
}

Telling ofSync()
{
    return {u"last pass: 118 files in 0.6 s"_s,
            {.text = u"compares OLD and NEW"_s},
            {fine(Proof::MailboxesEqual, u"names and sizes of all files"_s, u"equal"_s),
             fine(Proof::MailboxesEqual, u"passwords, UIDVALIDITY and UIDs"_s, u"equal"_s),
             fine(Proof::KeysEqual, u"keys and certificates"_s, u"23 files, equal byte by byte"_s),
             fine(Proof::QueueMoved, u"queued messages are on NEW"_s, u"14 of 14"_s)},
            {failure::ClaimFalse{u"queued messages are on NEW"_s, u"14"_s, u"13"_s},
             Role::New,
             {},
             u"sync"_s},
            {Milestone::Synced}};
}

Telling ofChown()
{
    return {u"every owner is right"_s,
            {},
            {fine(Proof::OwnersRight, u"files with a wrong owner"_s, u"none"_s)},
            {failure::CommandTimedOut{u"chown -R vmail:vmail /home/vmail/mail"_s, 120},
             Role::New,
             {},
             u"chown"_s},
            {}};
}

Telling ofDns()
{
    return {u"the records are to be typed; OLD forwards meanwhile"_s,
            {},
            {},
            {failure::DnsFailed{u"ns1.example.org"_s, u"no answer within 4 s"_s},
             Role::Dns,
             {},
             u"dns"_s},
            {}};
}

Telling ofActivate()
{
    return {u"NEW serves, OLD forwards"_s,
            {},
            {fine(Proof::UnitsRun, u"units that failed on NEW"_s, u"none"_s),
             fine(Proof::PortsOpen, u"NEW's address 198.51.100.20"_s, u"8 ports open"_s),
             fine(Proof::MailWorks, u"an account logs in on NEW"_s, u"logged in"_s),
             fine(Proof::MailWorks, u"NEW takes a message"_s, u"accepted"_s),
             fine(Proof::DkimMatches, u"the DKIM key on NEW and in DNS"_s, u"equal"_s),
             fine(Proof::CertificateServed, u"the certificate, on every port"_s,
                  u"until 2027-01-19"_s)},
            {failure::ClaimFalse{u"units that failed on NEW"_s, u"none"_s, u"dovecot.service"_s},
             Role::New, "dovecot.service: Failed with result 'exit-code'.", u"activate"_s},
            {Milestone::Started, Milestone::Proven, Milestone::Open, Milestone::Forwarded}};
}

Telling ofFinish()
{
    return {
        u"OLD is still needed until 18:46: resolvers may still send users there until then, and "
        u"it passes them on. Some keep an address for longer: leave it on for some days."_s,
        {},
        {fine(Proof::AddressesServed, u"ns1.example.org (198.51.100.53) serves"_s, u"TTL 3600"_s)},
        {failure::LocalTrouble{u"known_hosts can't be written"_s, u"No space left on device"_s},
         Role::Admin,
         {},
         u"finish"_s},
        {}};
}

// A step that has no story of its own proves what it promises, or fails without a word.
Telling tellingOf(StepId step)
{
    using enum StepId;
    static const QHash<StepId, Telling (*)()> own{
        {Preflight, ofPreflight}, {Ttl, ofTtl},      {Precopy, ofPrecopy}, {Install, ofInstall},
        {Disable, ofDisable},     {Sync, ofSync},    {Chown, ofChown},     {Dns, ofDns},
        {Activate, ofActivate},   {Finish, ofFinish}};
    if (const auto of = own.value(step))
        return of();
    Telling telling{.failure = {failure::NotDone{}, Role::Admin, {}, stepName(step)}};
    for (const Proof proof : plannedProofs(step))
        telling.claims << fine(proof, proofName(proof), u"so"_s);
    return telling;
}

void reach(Story &story, Milestone milestone)
{
    story.after(400, Reached{milestone});
    if (milestone == Milestone::Hold)
        story.after(0, Serving{WhoServes::Nobody});
    if (milestone == Milestone::Open)
        story.after(0, Serving{WhoServes::New});
}

void begin(Story &story, StepId step)
{
    const Telling telling = tellingOf(step);
    story.after(5, StepStarted{step});
    // The first milestone of a step comes early, the others with its end.
    if (!telling.milestones.isEmpty())
        reach(story, telling.milestones.first());
    if (!telling.progress.text.isEmpty())
        story.after(700, StepProgress{step, telling.progress});
}

void tellPasses(Story &story, qsizetype count)
{
    for (const Pass &pass : passes().mid(0, count))
        story.after(int(pass.seconds * 1000), PassEnded{pass});
}

void complete(Story &story, StepId step)
{
    const Telling telling = tellingOf(step);
    begin(story, step);
    if (step == StepId::Precopy)
        tellPasses(story, 4);
    for (const Milestone milestone : telling.milestones.mid(1))
        reach(story, milestone);
    for (const Claim &claim : telling.claims)
        story.after(4, ClaimChecked{step, claim});
    if (!telling.note.isEmpty())
        story.after(2, StepNote{step, telling.note});
    story.after(300, StepEnded{step, StepOutcome::Succeeded, {}});
}

Story until(StepId page)
{
    Story story;
    for (const StepId step : allSteps()) {
        if (step == page)
            break;
        complete(story, step);
        if (step == StepId::Precopy)
            story.after(0, Projected{3.1});
    }
    return story;
}

Story &over(Story &story, StepOutcome outcome) { return story.after(5, RunEnded{outcome}); }

// The cutover's pages run through by themselves: before it, none of them has begun.
Snapshot before(StepId page)
{
    Story story = until(isCutover(page) ? StepId::Disable : page);
    return over(story, StepOutcome::Succeeded).now(2000);
}

Snapshot running(StepId page)
{
    Story story = until(page);
    begin(story, page);
    if (page == StepId::Precopy)
        tellPasses(story, 3);
    const QList<Claim> claims = tellingOf(page).claims;
    for (const Claim &claim : claims.mid(0, claims.size() / 2))
        story.after(4, ClaimChecked{page, claim});
    return story.now(1600);
}

Snapshot done(StepId page)
{
    Story story = until(page);
    complete(story, page);
    const QList<StepId> cutover = stepsOf(Stage::Cutover);
    if (isCutover(page) && page != cutover.last()) {
        begin(story, cutover.at(cutover.indexOf(page) + 1));
        return story.now(300);
    }
    return over(story, StepOutcome::Succeeded).now(4000);
}

// Half of what was to be proven, then the failure: what a person finds who comes back.
Story broken(StepId page, StepOutcome outcome)
{
    Story story = until(page);
    begin(story, page);
    const Telling telling = tellingOf(page);
    for (const Claim &claim : telling.claims.mid(0, telling.claims.size() / 2))
        story.after(4, ClaimChecked{page, claim});
    const bool failed = outcome == StepOutcome::Failed;
    story.after(50,
                StepEnded{page, outcome, failed ? std::optional(telling.failure) : std::nullopt});
    return over(story, outcome);
}

std::optional<Question> questionOf(StepId page)
{
    using namespace question;
    const QStringList records{u"mail.example.org. 300 IN A 198.51.100.20"_s,
                              u"mail.example.org. 300 IN AAAA 2001:db8::20"_s};
    switch (page) {
    case StepId::Preflight:
        return Question{.id = u"preflight/accept-host-key/old"_s,
                        .about = Role::Old,
                        .what =
                            AcceptHostKey{u"198.51.100.10"_s, u"ssh-ed25519"_s,
                                          u"SHA256:Jx1q9w0m3nQpV7hT2cXy5uL8kZ4rB6sD1eF0gH2iJ3k"_s}};
    case StepId::Precopy:
    case StepId::Install:
    case StepId::Dns: // it waits for nobody
        return {};
    case StepId::Ttl:
    case StepId::Finish:
        return Question{.id = stepName(page) + u"/records"_s,
                        .about = Role::Dns,
                        .what = EnterRecords{page, records}};
    case StepId::Disable:
        return Question{.id = u"cutover/start"_s,
                        .what = StartCutover{3.1, QDateTime({2026, 7, 25}, {18, 42})}};
    default:
        return Question{.id = u"cutover/%1/failed"_s.arg(stepName(page)),
                        .what = GoOnOrBack{page, {}},
                        .timeout = 60s};
    }
}

Snapshot asking(StepId page, const Question &question)
{
    Story story = until(page);
    if (!question.is<question::StartCutover>()) // asked before its step starts
        begin(story, page);
    if (question.is<question::GoOnOrBack>())
        story.after(50, StepEnded{page, StepOutcome::Failed, tellingOf(page).failure});
    return story.after(20, QuestionAsked{question}).now(2000);
}

} // namespace

QList<PageState> pageStates()
{
    QList<PageState> list;
    for (const StepId page : allSteps()) {
        list << PageState{page, u"before"_s, before(page)}
             << PageState{page, u"running"_s, running(page)};
        if (const auto question = questionOf(page))
            list << PageState{page, u"question"_s, asking(page, *question)};
        list << PageState{page, u"done"_s, done(page)}
             << PageState{page, u"failed"_s, broken(page, StepOutcome::Failed).now(9000)}
             << PageState{page, u"cancelled"_s, broken(page, StepOutcome::Cancelled).now(9000)};
    }
    return list;
}

QList<StampedEvent> failedRun(StepId page) { return broken(page, StepOutcome::Failed).events(); }

QHash<StepId, Plan> realPlans()
{
    QHash<StepId, Plan> plans;
    const Profile profile = untouched().profile;
    for (const auto &step : makeSteps())
        plans[step->id()] = step->describe(profile, {});
    return plans;
}

} // namespace relaymove::sample
