#include "tests/ui/made_up.h"

#include "core/relay/status.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace relaymove::madeup {

using namespace event;

namespace {

Facts learned()
{
    Facts facts;
    facts.oldV4 = u"198.51.100.10"_s;
    facts.oldV6 = u"2001:db8::10"_s;
    facts.newV4 = u"198.51.100.20"_s;
    facts.newV6 = u"2001:db8::20"_s;
    facts.recordsV4 = {facts.oldV4};
    facts.recordsV6 = {facts.oldV6};
    facts.ttlV4 = facts.ttlV6 = 3600;
    return facts;
}

QStringList units()
{
    return {u"unbound.service"_s,  u"filtermail.service"_s, u"doveauth.service"_s,
            u"dovecot.service"_s,  u"postfix@-.service"_s,  u"nginx.service"_s,
            u"opendkim.service"_s, u"lastlogin.service"_s};
}

HostStatus host(bool serves, const QDateTime &at)
{
    HostStatus status;
    status.reached = true;
    status.at = at;
    status.isServing = serves;
    (serves ? status.running : status.stopped) = units();
    status.mailboxes = 6012;
    status.messages = 60388;
    status.queued = 14;
    status.certificateUntil = u"2027-01-19"_s;
    status.dkimKey = u"MIIB"_s;
    status.version = u"4f6c0d1e"_s;
    status.disk = u"61.0 of 80.0 GB free"_s;
    return status;
}

ServedBy answer(const QString &server, const Facts &facts)
{
    return {server, AddressRecords{.v4 = facts.recordsV4,
                                   .v6 = facts.recordsV6,
                                   .ttl4 = 300,
                                   .ttl6 = 300,
                                   .authoritative = true}};
}

// As core itself puts it.
RelayStatus statusWith(const QString &serving, const QDateTime &at)
{
    const Facts facts = learned();
    HostStatus oldHost = host(serving == u"OLD", at), newHost = host(serving == u"NEW", at);
    if (serving == u"NEW")
        oldHost.tables = {u"table ip relaymove_forward"_s};
    else
        newHost.tables = {u"table inet relaymove_fence"_s};
    DnsStatus dns{.at = at, .dkimKey = u"MIIB"_s, .answered = true};
    for (const QString &server : {u"ns1.example.org"_s, u"ns2.example.org"_s}) {
        dns.servers << answer(server, facts);
        dns.rows << qMakePair(server + u" A"_s, facts.oldV4 + u" (TTL 300)"_s)
                 << qMakePair(server + u" AAAA"_s, facts.oldV6 + u" (TTL 300)"_s);
    }
    dns.rows << qMakePair(u"DKIM record"_s, u"there"_s);
    const QString open = u"25 80 143 443 465 587 993 3340 open"_s;
    return statusOf(oldHost, newHost, dns, {{u"From outside, 198.51.100.10"_s, open}},
                    {{u"From outside, 198.51.100.20"_s, open}});
}

Seen seenWith(const QString &serving, const QDateTime &at)
{
    const RelayStatus status = statusWith(serving, at);
    return {.sentence = status.sentence,
            .serving = status.serving,
            .at = at,
            .panels = status.panels,
            .servers = status.servers,
            .lastAnswers = {{Role::Old, at}, {Role::Dns, at}, {Role::New, at}}};
}

} // namespace

Story::Story() : m_clock(QDateTime(QDate(2026, 11, 23), QTime(17, 41), Qt::UTC))
{
    Profile profile = Profile::fresh();
    profile.name = u"mail.example.org"_s;
    profile.domain = u"mail.example.org"_s;
    profile.oldHost = u"mail-old"_s;
    profile.newHost = u"mail-new"_s;
    m_situation.profile = profile;
    m_situation.facts = learned();
    m_situation.watchedFrom = m_clock;
    after(0, RunStarted{profile.id, u"run"_s, u"0.1.0"_s});
}

Story &Story::after(int milliseconds, Event event)
{
    m_clock = m_clock.addMSecs(milliseconds);
    m_events << StampedEvent{m_clock, std::move(event)};
    m_situation.state = apply(m_situation.state, m_events.last());
    m_situation.lastEvent = m_clock;
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

Situation Story::now(int millisecondsLater) const
{
    Situation copy = m_situation;
    copy.now = m_clock.addMSecs(millisecondsLater);
    const QString who = copy.state.serving;
    // Within the cutover nobody is asked: what was seen is from before it.
    const auto hold = copy.state.milestone(u"hold"_s);
    if (who == u"nobody" && hold)
        copy.seen = seenWith(u"OLD"_s, hold->addSecs(-5));
    else
        copy.seen = seenWith(who, copy.now.addSecs(-3));
    return copy;
}

namespace {

Story prepared()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s);
    story.done(StepId::Ttl, 4000, u"300 everywhere"_s);
    story.done(StepId::Precopy, 61000, u"6 passes"_s);
    story.done(StepId::Install, 190000, u"cmdeploy: 117 operations"_s);
    story.after(10, Projected{3.1});
    return story;
}

Story held()
{
    Story story = prepared();
    story.after(10, StepStarted{StepId::Disable});
    story.after(10, Milestone{u"hold"_s}).after(0, Serving{u"nobody"_s});
    story.after(1300, Milestone{u"stopped"_s});
    story.claim(StepId::Disable, Proof::NothingListens, u"listeners on OLD's mail ports"_s,
                u"none"_s);
    story.claim(StepId::Disable, Proof::NothingRuns, u"mail processes on OLD"_s, u"none"_s);
    story.after(3, StepNote{StepId::Disable, u"stopped in 1.3 s"_s});
    story.after(3, StepEnded{StepId::Disable, StepOutcome::Succeeded, {}});
    story.after(3, StepStarted{StepId::Sync});
    story.after(600, Milestone{u"synced"_s});
    return story;
}

} // namespace

Situation untouched()
{
    Situation situation = Story().now();
    situation.state = {};
    situation.facts = {};
    situation.seen.reset();
    situation.notAsked = u"OLD and NEW are asked as soon as you have agreed to their keys."_s;
    return situation;
}

Situation hostKeyAsked()
{
    Story story;
    story.after(
        300, QuestionAsked{{.id = u"preflight/accept-host-key/old"_s,
                            .kind = QuestionKind::AcceptHostKey,
                            .about = Role::Old,
                            .arguments = {u"198.51.100.10"_s, u"ssh-ed25519"_s,
                                          u"SHA256:Jx1q9w0m3nQpV7hT2cXy5uL8kZ4rB6sD1eF0gH2iJ3k"_s},
                            .options = {u"accept"_s, u"refuse"_s},
                            .byDefault = u"refuse"_s,
                            .patience = {}}});
    return story.now(1000);
}

Situation precopyRuns()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s);
    story.after(100, StepStarted{StepId::Ttl});
    story.after(4000,
                StepWaiting{StepId::Ttl, QDateTime(QDate(2026, 11, 23), QTime(18, 42), Qt::UTC),
                            u"the old TTL runs out"_s});
    story.after(100, StepStarted{StepId::Precopy}).after(10, Projected{3.1});
    story.after(10, StepNote{StepId::Precopy, u"pass 4"_s});
    story.claim(StepId::Precopy, Proof::MailboxesCopied,
                u"messages of the last full pass that are on NEW"_s, u"60,388 of 60,388"_s);
    story.after(2000, StepProgress{StepId::Precopy,
                                   {u"Pass 4: 212 mailboxes changed"_s, 281338880, 460000000,
                                    u"bytes"_s, 23.1e6, 12.0}});
    return story.now(1000);
}

Situation installFailed()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s)
        .done(StepId::Ttl, 3000)
        .done(StepId::Precopy, 70000);
    story.after(10, StepStarted{StepId::Install});
    story.after(62000,
                StepProgress{StepId::Install,
                             {u"operation 71: Install nginx"_s, 71, 117, u"operations"_s, 0, {}}});
    story.after(
        20,
        StepEnded{
            StepId::Install, StepOutcome::Failed,
            Failure{.kind = FailureKind::CmdeployFailed,
                    .where = Role::New,
                    .arguments = {u"Install nginx"_s},
                    .raw =
                        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
                    .step = u"install"_s}});
    story.after(20, RunEnded{StepOutcome::Failed});
    return story.now(9000);
}

Situation startAsked()
{
    Story story = prepared();
    story.after(
        20, QuestionAsked{{.id = u"cutover/start"_s,
                           .kind = QuestionKind::StartCutover,
                           .about = Role::Admin,
                           .arguments = {u"3.1"_s, u"No resolver holds the old TTL any longer."_s},
                           .options = {u"start"_s, u"wait"_s},
                           .byDefault = u"wait"_s,
                           .patience = {}}});
    return story.now(2000);
}

Situation secretAsked()
{
    Story story;
    story.after(300, StepStarted{StepId::Preflight});
    story.after(20, QuestionAsked{{.id = u"dns/secret"_s,
                                   .kind = QuestionKind::EnterSecret,
                                   .about = Role::Dns,
                                   .arguments = {u"relaymove."_s,
                                                 u"The keychain does not have it, or is locked."_s},
                                   .options = {u"given"_s, u"skip"_s},
                                   .byDefault = u"skip"_s,
                                   .patience = {}}});
    return story.now(2000);
}

Situation syncRuns()
{
    Story story = held();
    story.after(30, Milestone{u"queue"_s});
    story.claim(StepId::Sync, Proof::MailboxesEqual, u"names, sizes, UIDVALIDITY"_s,
                u"6,012 mailboxes, 60,402 messages equal"_s);
    story.claim(StepId::Sync, Proof::KeysEqual, u"passwords, keys and certificate"_s,
                u"equal byte by byte"_s);
    story.claim(StepId::Sync, Proof::QueueMoved, u"queued messages on NEW"_s, u"14 of 14"_s);
    story.after(
        10, StepProgress{StepId::Sync, {u"verifying contents"_s, 31, 64, u"mailboxes"_s, 0, {}}});
    return story.now(400);
}

Situation syncFailedWithinCutover()
{
    Story story = held();
    story.claim(StepId::Sync, Proof::QueueMoved, u"queued messages on NEW"_s, u"13 of 14"_s, false);
    story.after(10, StepEnded{StepId::Sync, StepOutcome::Failed,
                              Failure{.kind = FailureKind::ClaimFalse,
                                      .where = Role::New,
                                      .arguments = {u"queued messages on NEW"_s, u"14"_s, u"13"_s},
                                      .raw = {},
                                      .step = u"sync"_s}});
    story.after(5, QuestionAsked{{.id = u"cutover/sync/failed"_s,
                                  .kind = QuestionKind::GoOnOrBack,
                                  .about = Role::Admin,
                                  .arguments = {u"Sync failed."_s},
                                  .options = {u"on"_s, u"back"_s},
                                  .byDefault = u"back"_s,
                                  .patience = 60s}});
    return story.now(2000);
}

Situation killedWithinCutover()
{
    Situation situation = held().now(3600 * 1000);
    situation.seen.reset();
    situation.watchedFrom = situation.now; // by a window that was opened just now
    situation.state = settled(situation.state);
    return situation;
}

Situation dnsByHand()
{
    Story story = held();
    story.done(StepId::Sync, 900).done(StepId::Chown, 200).after(5, StepStarted{StepId::Dns});
    story.after(5, QuestionAsked{{.id = u"dns/enter-records/new"_s,
                                  .kind = QuestionKind::EnterRecords,
                                  .about = Role::Dns,
                                  .arguments = {u"mail.example.org. 300 IN A 198.51.100.20"_s,
                                                u"mail.example.org. 300 IN AAAA 2001:db8::20"_s},
                                  .options = {u"done"_s, u"skip"_s},
                                  .byDefault = u"skip"_s,
                                  .patience = 20s}});
    return story.now(2000);
}

namespace {

Story provenOnNew()
{
    Story story = held();
    story.after(30, Milestone{u"queue"_s})
        .done(StepId::Sync, 700)
        .done(StepId::Chown, 100)
        .done(StepId::Dns, 60);
    story.after(5, StepStarted{StepId::Activate})
        .after(900, Milestone{u"started"_s})
        .after(700, Milestone{u"proven"_s});
    story.claim(StepId::Activate, Proof::MailWorks, u"log-in, submission and delivery"_s,
                u"through NEW"_s);
    story.claim(StepId::Activate, Proof::DkimMatches, u"DKIM signature"_s,
                u"verifies against DNS"_s);
    return story;
}

} // namespace

Situation commitAwaited() { return provenOnNew().now(20); }

Situation moved()
{
    Story story = provenOnNew();
    story.after(20, Milestone{u"open"_s})
        .after(0, Serving{u"NEW"_s})
        .after(150, Milestone{u"forwarded"_s});
    story.after(5, StepEnded{StepId::Activate, StepOutcome::Succeeded, {}});
    story.after(5, StepStarted{StepId::Finish});
    story.after(5, StepWaiting{StepId::Finish, {}, u"until nothing reaches OLD any more"_s});
    story.after(5, RunEnded{StepOutcome::Succeeded});
    return story.now(60000);
}

Situation goesBack()
{
    Story story = provenOnNew();
    story.after(5, StepEnded{StepId::Activate, StepOutcome::Failed,
                             Failure{.kind = FailureKind::ClaimFalse,
                                     .where = Role::New,
                                     .arguments = {u"units that failed on NEW"_s, u"none"_s,
                                                   u"dovecot.service"_s},
                                     .raw = {},
                                     .step = u"activate"_s}});
    const Question question{.id = u"cutover/activate/failed"_s,
                            .kind = QuestionKind::GoOnOrBack,
                            .about = Role::Admin,
                            .arguments = {u"Activation failed."_s},
                            .options = {u"on"_s, u"back"_s},
                            .byDefault = u"back"_s,
                            .patience = 60s};
    story.after(5, QuestionAsked{question})
        .after(4000, QuestionAnswered{question.id, u"back"_s, u"person"_s})
        .after(900, StepEnded{StepId::Activate, StepOutcome::Undone, {}})
        .after(40, StepEnded{StepId::Chown, StepOutcome::Undone, {}});
    return story.now(600);
}

// The timer of OLD went off while this computer slept.
Situation wokenByItself()
{
    Situation situation = killedWithinCutover();
    situation.seen = seenWith(u"OLD"_s, situation.now.addSecs(-3));
    return situation;
}

Situation refused()
{
    Story story;
    const auto check = [&](CheckResult verdict, const QString &what, const QString &wayOut) {
        story.after(2, CheckMade{StepId::Preflight, {what, wayOut, verdict}});
    };
    const QString notDebian = u"NEW is not Debian 12 but ubuntu 24.04."_s;
    const QString install = u"Install Debian 12 on it."_s;
    story.after(5, StepStarted{StepId::Preflight});
    check(CheckResult::Passed, u"OLD and NEW are two machines"_s, {});
    check(CheckResult::Refused, notDebian, install);
    check(CheckResult::Passed, u"OLD serves mail"_s, {});
    check(CheckResult::Remark, u"104 messages wait in OLD's queue; they move with it."_s, {});
    story.after(5, StepEnded{StepId::Preflight, StepOutcome::Failed,
                             Failure{.kind = FailureKind::Refused,
                                     .where = Role::New,
                                     .arguments = {notDebian, install},
                                     .raw = {},
                                     .step = u"preflight"_s}});
    story.after(5, RunEnded{StepOutcome::Failed, {}});
    return story.now(4000);
}

// A machine that can't be reached, at the third step.
Situation unreachable()
{
    Story story;
    story.done(StepId::Preflight, 21000, u"31 checks, 1 warning"_s).done(StepId::Ttl, 3000);
    story.after(10, RunEnded{StepOutcome::Succeeded, {}});
    story.after(10, RunStarted{u"id"_s, u"run"_s, u"0.1.0"_s});
    story.after(3000, RunEnded{StepOutcome::Failed,
                               Failure{.kind = FailureKind::Unreachable,
                                       .where = Role::New,
                                       .arguments = {u"198.51.100.20"_s, u"No route to host"_s},
                                       .raw = {},
                                       .step = u"preflight"_s}});
    return story.now(2000);
}

Situation takenBack()
{
    Story story = held();
    story.after(10, StepEnded{StepId::Sync, StepOutcome::Undone, {}});
    story.after(1200, Milestone{u"back"_s}).after(0, Serving{u"OLD"_s});
    story.after(5, StepEnded{StepId::Disable, StepOutcome::Undone, {}})
        .after(5, RunEnded{StepOutcome::Undone});
    return story.now(5000);
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

} // namespace relaymove::madeup
