#include "tests/ui/sample_states.h"

#include "tests/ui/sample_status.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace relaymove::sample {

using namespace event;

Story::Story() : m_clock(QDateTime(QDate(2026, 11, 23), QTime(17, 41), Qt::UTC))
{
    Profile profile = Profile::fresh();
    profile.name = u"mail.example.org"_s;
    profile.domain = u"mail.example.org"_s;
    profile.oldHost = u"mail-old"_s;
    profile.newHost = u"mail-new"_s;
    profile.checkout = u"/root/relay"_s;
    m_snapshot.profile = profile;
    m_snapshot.facts = learned();
    m_snapshot.watchedFrom = m_clock;
    after(0, RunStarted{profile.id, u"run"_s, u"0.1.0"_s});
}

Story &Story::after(int milliseconds, Event event)
{
    m_clock = m_clock.addMSecs(milliseconds);
    m_events << StampedEvent{m_clock, std::move(event)};
    m_snapshot.state = apply(m_snapshot.state, m_events.last());
    m_snapshot.lastEvent = m_clock;
    return *this;
}

Story &Story::done(StepId step, int milliseconds, const QString &note)
{
    after(0, StepStarted{step});
    if (!note.isEmpty())
        after(0, StepNote{step, note});
    return after(milliseconds, StepEnded{step, StepOutcome::Succeeded, {}});
}

Story &Story::claim(StepId step, Proof proof, const QString &what, const QString &observed,
                    bool holds)
{
    return after(
        5, ClaimChecked{step, {proof, what, holds ? observed : u"14 of 14"_s, observed, holds}});
}

Snapshot Story::now(int millisecondsLater) const
{
    Snapshot copy = m_snapshot;
    copy.now = m_clock.addMSecs(millisecondsLater);
    const WhoServes who = copy.state.serving;
    // While the cutover is at work nobody is asked: what was seen is from before it.
    const auto hold = copy.state.milestone(Milestone::Hold);
    if (isUnwatched(copy) && who == WhoServes::Nobody && hold)
        copy.seen = seenWith(WhoServes::Old, hold->addSecs(-5));
    else
        copy.seen = seenWith(who, copy.now.addSecs(isCutoverOpen(copy.state) ? -1 : -3));
    if (who == WhoServes::New)
        copy.facts.dns.oldNeededUntil = copy.now.addSecs(240);
    if (!copy.state.step(StepId::Ttl).claims.isEmpty())
        copy.facts.dns.oldTtlGone = QDateTime(QDate(2026, 11, 23), QTime(18, 42), Qt::UTC);
    return copy;
}

Story prepared()
{
    Story story;
    const QHash<StepId, std::pair<int, QString>> own{
        {StepId::Preflight, {21000, u"31 checks, 1 warning"_s}},
        {StepId::Ttl, {4000, u"300 everywhere"_s}},
        {StepId::Precopy, {61000, u"6 passes"_s}},
        {StepId::Install, {190000, u"cmdeploy: 117 operations"_s}}};
    for (const StepId step : stepsOf(Stage::Before)) {
        const auto [took, note] = own.value(step, {1000, u"as planned"_s});
        story.done(step, took, note);
    }
    story.after(10, Projected{3.1});
    return story;
}

QList<Pass> passes()
{
    return {{1, 60388, 4'810'000'000, 208.4},
            {2, 2114, 61'300'000, 34.1},
            {3, 1204, 18'200'000, 0.8},
            {4, 212, 1'400'000, 0.6}};
}

Snapshot untouched()
{
    Snapshot snapshot = Story().now();
    snapshot.state = {};
    snapshot.facts = {};
    snapshot.seen.reset();
    snapshot.notAsked = u"OLD and NEW are asked as soon as you have agreed to their keys."_s;
    return snapshot;
}

Snapshot hostKeyAsked()
{
    Story story;
    story.after(300, QuestionAsked{{.id = u"preflight/accept-host-key/old"_s,
                                    .about = Role::Old,
                                    .what = question::AcceptHostKey{
                                        u"198.51.100.10"_s, u"ssh-ed25519"_s,
                                        u"SHA256:Jx1q9w0m3nQpV7hT2cXy5uL8kZ4rB6sD1eF0gH2iJ3k"_s}}});
    return story.now(1000);
}

Snapshot precopyRuns()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s);
    story.done(StepId::Ttl, 4000, u"300 everywhere"_s);
    story.claim(StepId::Ttl, Proof::LowTtl, u"ns1.example.org serves"_s, u"TTL 300"_s);
    story.after(100, StepStarted{StepId::Precopy});
    for (const Pass &pass : passes().mid(0, 3))
        story.after(int(pass.seconds * 1000), PassEnded{pass});
    story.after(10, Projected{3.1});
    story.after(10, StepNote{StepId::Precopy, u"pass 4"_s});
    story.claim(StepId::Precopy, Proof::MailboxesCopied,
                u"messages of the last full pass that are on NEW"_s, u"60,388 of 60,388"_s);
    story.after(2000, StepProgress{StepId::Precopy,
                                   {u"pass 4"_s, 281338880, 460000000, u"bytes"_s, 23.1e6, 12.0}});
    Snapshot snapshot = story.now(1000);
    snapshot.facts.dns.oldTtlGone = QDateTime(QDate(2026, 11, 23), QTime(18, 42), Qt::UTC);
    return snapshot;
}

Snapshot installFailed()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s)
        .done(StepId::Ttl, 3000)
        .done(StepId::Precopy, 70000);
    story.after(10, StepStarted{StepId::Install});
    story.after(62000, StepProgress{StepId::Install,
                                    {u"Install nginx"_s, 71, 117, u"operations"_s, 0, 41.0}});
    story.after(
        20,
        StepEnded{StepId::Install, StepOutcome::Failed,
                  Failure{failure::CmdeployFailed{u"Install nginx"_s}, Role::New,
                          "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
                          u"install"_s}});
    story.after(20, RunEnded{StepOutcome::Failed});
    return story.now(9000);
}

Snapshot startAsked()
{
    Story story = prepared();
    story.after(20, QuestionAsked{{.id = u"cutover/start"_s,
                                   .what = question::StartCutover{.projectedSeconds = 3.1}}});
    return story.now(2000);
}

Snapshot secretAsked()
{
    Story story;
    story.after(300, StepStarted{StepId::Preflight});
    story.after(20, QuestionAsked{
                        {.id = u"dns/secret"_s,
                         .about = Role::Dns,
                         .what = question::EnterSecret{
                             u"relaymove."_s, u"The keychain does not have it, or is locked."_s}}});
    return story.now(2000);
}

Snapshot refused()
{
    Story story;
    const auto check = [&](CheckVerdict verdict, const QString &what, const QString &remedy) {
        story.after(2, CheckMade{StepId::Preflight, {what, remedy, verdict}});
    };
    const QString notDebian = u"NEW is not Debian 12 but ubuntu 24.04."_s;
    const QString install = u"Install Debian 12 on it."_s;
    story.after(5, StepStarted{StepId::Preflight});
    check(CheckVerdict::Passed, u"OLD and NEW are two machines"_s, {});
    check(CheckVerdict::Refused, notDebian, install);
    check(CheckVerdict::Passed, u"OLD serves mail"_s, {});
    check(CheckVerdict::NotLookedAt, u"the mailboxes fit on NEW"_s, {});
    check(CheckVerdict::Advisory, u"104 messages wait in OLD's queue; they move with it."_s, {});
    story.after(
        5, StepEnded{StepId::Preflight, StepOutcome::Failed,
                     Failure{failure::Refused{notDebian, install}, Role::New, {}, u"preflight"_s}});
    story.after(5, RunEnded{StepOutcome::Failed, {}});
    return story.now(4000);
}

// A machine that can't be reached, at the third step.
Snapshot unreachable()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s).done(StepId::Ttl, 3000);
    story.after(10, RunEnded{StepOutcome::Succeeded, {}});
    story.after(10, RunStarted{u"id"_s, u"run"_s, u"0.1.0"_s});
    story.after(3000,
                RunEnded{StepOutcome::Failed,
                         Failure{failure::Unreachable{u"198.51.100.20"_s, u"No route to host"_s},
                                 Role::New,
                                 {},
                                 u"preflight"_s}});
    Snapshot snapshot = story.now(2000);
    snapshot.seen = seenWithout(Role::New, WhoServes::Old, snapshot.now.addSecs(-1));
    return snapshot;
}

Snapshot asked(StepId page, Question question)
{
    Story story;
    if (page != StepId::Preflight)
        story.done(StepId::Preflight, 21000).done(StepId::Ttl, 3000);
    story.after(300, StepStarted{page});
    return story.after(20, QuestionAsked{std::move(question)}).now(2000);
}

Snapshot seenSo(Seen seen)
{
    Snapshot snapshot = prepared().now();
    snapshot.state = settled(snapshot.state);
    snapshot.seen = std::move(seen);
    return snapshot;
}

QHash<StepId, Plan> plans()
{
    QHash<StepId, Plan> all;
    const Command pass{"rsync",
                       "-aH",
                       "--delete",
                       "--modify-window=-1",
                       "/home/vmail/mail/",
                       "root@relaymove-new:/home/vmail/mail/"};
    all[StepId::Precopy] = {
        {Role::Old, Purpose::Change, pass,
         u"one pass over all mailboxes, with the key made for this migration"_s},
        {Role::Old, Purpose::Look, Command{"du", "-sb", "{mailboxes}"}, u"how much there is"_s}};
    all[StepId::Install] = {
        {Role::Admin, Purpose::Change,
         Command{"scripts/cmdeploy", "run", "--config", "{ini}", "--ssh-host", "mail-new"}.in(
             u"/root/relay"_s),
         u"cmdeploy's install and configure, in the checkout"_s}};
    all[StepId::Sync] = {{Role::Old, Purpose::Change, pass, u"the last pass"_s},
                         {Role::New, Purpose::Change, Command{"sync", "-f", "{mailboxes}"},
                          u"on the disk before anything relies on it"_s}};
    all[StepId::Disable] = {
        {Role::Old, Purpose::Change, Command{"systemctl", "stop", "{units}"},
         u"everything that serves or writes"_s},
        {Role::Old, Purpose::Prove, Command{"ss", "-Hltn"}, u"nothing listens"_s},
        {Role::Old, Purpose::Undo, Command{"systemctl", "start", "{units}"},
         u"OLD serves again"_s}};
    return all;
}

} // namespace relaymove::sample
