// Situations from the cutover on.
#include "tests/ui/sample_states.h"
#include "tests/ui/sample_status.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace relaymove::sample {

using namespace event;

namespace {

Story held()
{
    Story story = prepared();
    story.after(10, StepStarted{StepId::Disable});
    story.after(10, Reached{Milestone::Hold}).after(0, Serving{WhoServes::Nobody});
    story.after(1300, Reached{Milestone::Stopped});
    story.claim(StepId::Disable, Proof::NothingListens, u"listeners on OLD's mail ports"_s,
                u"none"_s);
    story.claim(StepId::Disable, Proof::NothingRuns, u"mail processes on OLD"_s, u"none"_s);
    story.after(3, StepEnded{StepId::Disable, StepOutcome::Succeeded, {}});
    story.after(3, StepStarted{StepId::Sync});
    story.after(600, Reached{Milestone::Synced});
    return story;
}

} // namespace

Snapshot syncRuns()
{
    Story story = held();
    story.claim(StepId::Sync, Proof::MailboxesEqual, u"names, sizes, UIDVALIDITY"_s,
                u"6,012 mailboxes, 60,402 messages equal"_s);
    story.claim(StepId::Sync, Proof::KeysEqual, u"passwords, keys and certificate"_s,
                u"equal byte by byte"_s);
    story.claim(StepId::Sync, Proof::QueueMoved, u"queued messages on NEW"_s, u"14 of 14"_s);
    story.after(10, StepProgress{StepId::Sync, {.text = u"compares OLD and NEW"_s}});
    return story.now(400);
}

Snapshot syncFailedWithinCutover()
{
    Story story = held();
    story.claim(StepId::Sync, Proof::QueueMoved, u"queued messages on NEW"_s, u"13 of 14"_s, false);
    story.after(
        10, StepEnded{StepId::Sync, StepOutcome::Failed,
                      Failure{failure::ClaimFalse{u"queued messages on NEW"_s, u"14"_s, u"13"_s},
                              Role::New,
                              {},
                              u"sync"_s}});
    story.after(5, QuestionAsked{{.id = u"cutover/sync/failed"_s,
                                  .what = question::GoOnOrBack{StepId::Sync, {}},
                                  .timeout = 60s}});
    return story.now(2000);
}

Snapshot killedWithinCutover()
{
    Snapshot snapshot = held().now(3600 * 1000);
    snapshot.seen.reset();
    snapshot.watchedFrom = snapshot.now; // by a window that was opened just now
    snapshot.state = settled(snapshot.state);
    return snapshot;
}

namespace {

Story provenOnNew()
{
    Story story = held();
    story.done(StepId::Sync, 730).done(StepId::Chown, 100).done(StepId::Dns, 60);
    story.after(5, StepStarted{StepId::Activate})
        .after(900, Reached{Milestone::Started})
        .after(700, Reached{Milestone::Proven});
    story.claim(StepId::Activate, Proof::MailWorks, u"log-in, submission and delivery"_s,
                u"through NEW"_s);
    story.claim(StepId::Activate, Proof::DkimMatches, u"DKIM signature"_s,
                u"verifies against DNS"_s);
    return story;
}

} // namespace

Snapshot commitAwaited() { return provenOnNew().now(20); }

namespace {

Story committed() { return provenOnNew().after(20, Reached{Milestone::HandingOver}); }

} // namespace

Snapshot handedOver() { return committed().now(900); }

Snapshot newLostOnceHandedOver()
{
    Story story = committed();
    story.after(20000, StepEnded{StepId::Activate, StepOutcome::Failed,
                                 Failure{failure::Unreachable{u"198.51.100.20"_s,
                                                              u"Connection timed out"_s},
                                         Role::New,
                                         "ssh: connect to host 198.51.100.20 port 22: "
                                         "Connection timed out",
                                         u"activate"_s}});
    story.after(5, RunEnded{StepOutcome::Failed});
    Snapshot snapshot = story.now(4000);
    snapshot.seen = seenWithout(Role::New, WhoServes::Committed, snapshot.now.addSecs(-1));
    return snapshot;
}

Snapshot killedOnceHandedOver()
{
    Snapshot snapshot = committed().now(3600 * 1000);
    snapshot.seen.reset();
    snapshot.watchedFrom = snapshot.now;
    snapshot.state = settled(snapshot.state);
    return snapshot;
}

Snapshot moved()
{
    Story story = provenOnNew();
    story.after(20, Reached{Milestone::Open})
        .after(0, Serving{WhoServes::New})
        .after(150, Reached{Milestone::Forwarded});
    story.after(5, StepEnded{StepId::Activate, StepOutcome::Succeeded, {}});
    story.after(5, StepStarted{StepId::Finish});
    story.after(5, StepWaiting{StepId::Finish, u"until nothing reaches OLD any more"_s});
    story.after(5, RunEnded{StepOutcome::Succeeded});
    return story.now(60000);
}

Snapshot goesBack()
{
    Story story = provenOnNew();
    story.after(5, StepEnded{StepId::Activate, StepOutcome::Failed,
                             Failure{failure::ClaimFalse{u"units that failed on NEW"_s, u"none"_s,
                                                         u"dovecot.service"_s},
                                     Role::New,
                                     {},
                                     u"activate"_s}});
    const Question question{.id = u"cutover/activate/failed"_s,
                            .what = question::GoOnOrBack{StepId::Activate, {}},
                            .timeout = 60s};
    story.after(5, QuestionAsked{question})
        .after(4000, QuestionAnswered{question.id, question::GoOnOrBack::Answer::Back, u"person"_s})
        .after(900, StepEnded{StepId::Disable, StepOutcome::Undone, {}})
        .after(400, StepEnded{StepId::Activate, StepOutcome::Undone, {}});
    return story.now(600);
}

// The timer of OLD went off while this computer slept.
Snapshot wokenByItself()
{
    Snapshot snapshot = killedWithinCutover();
    snapshot.seen = seenWith(WhoServes::Old, snapshot.now.addSecs(-3));
    return reconciledWithProbe(snapshot);
}

Snapshot takenBack()
{
    Story story = held();
    story.after(10, StepEnded{StepId::Sync, StepOutcome::Undone, {}});
    story.after(1200, Reached{Milestone::Back}).after(0, Serving{WhoServes::Old});
    story.after(5, StepEnded{StepId::Disable, StepOutcome::Undone, {}})
        .after(5, RunEnded{StepOutcome::Undone});
    return story.now(5000);
}

} // namespace relaymove::sample
