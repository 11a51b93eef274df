#pragma once
#include "core/base/failure.h"
#include "core/base/who_serves.h"
#include "core/migration/milestone.h"
#include "core/migration/question.h"
#include "core/migration/step_id.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <variant>

namespace relaymove {

enum class StepOutcome { Succeeded, Failed, Cancelled, Undone };

// One thing that a step asserts, as seen from outside.
struct Claim
{
    Proof proof = Proof::Unplanned; // what it is a part of
    QString what;
    QString expected;
    QString observed;
    bool holds = false;
    friend bool operator==(const Claim &, const Claim &) = default;
};

// One thing that was looked at before anything is touched.
enum class CheckVerdict { Passed, Advisory, Refused, NotLookedAt };
struct Examined
{
    QString what;   // what was looked at, or what was found there
    QString remedy; // where it refuses; of an advisory, where there is one
    CheckVerdict verdict = CheckVerdict::Passed;
    friend bool operator==(const Examined &, const Examined &) = default;
};

struct Progress
{
    QString text;     // "pass 4", "operation 71: Install nginx"
    double done = 0;  // of total; both in `unit`
    double total = 0; // 0: not known
    QString unit;     // "bytes", "operations"
    double rate = 0;  // unit a second
    std::optional<double> secondsLeft;
    friend bool operator==(const Progress &, const Progress &) = default;
};

// One pass of the pre-copy over all mailboxes.
struct Pass
{
    int number = 0;   // since the migration began
    qint64 files = 0; // transferred
    qint64 bytes = 0;
    double seconds = 0;
    friend bool operator==(const Pass &, const Pass &) = default;
};

namespace event {

struct RunStarted
{
    QString migration, goal, version;
};
struct RunEnded
{
    StepOutcome outcome;
    std::optional<Failure> failure; // of no step: a machine that can't be reached, above all
};
struct StepStarted
{
    StepId step;
};
struct StepSkipped
{
    StepId step;
    QString evidence;
}; // inspect found it done
struct StepEnded
{
    StepId step;
    StepOutcome outcome;
    std::optional<Failure> failure;
};
struct StepWaiting
{
    StepId step;
    QString why;
}; // until it is run again
struct StepNote
{
    StepId step;
    QString text;
}; // a few words below its name
struct StepProgress
{
    StepId step;
    Progress progress;
}; // not persisted
struct ClaimChecked
{
    StepId step;
    Claim claim;
};
struct CheckMade
{
    StepId step;
    Examined check;
};
struct QuestionAsked
{
    Question question;
};
struct QuestionAnswered
{
    QString id;
    AnyAnswer answer;
    QString by;
}; // by: person, flag, silence, stop
struct Reached
{
    Milestone milestone;
};
struct Serving
{
    WhoServes who = WhoServes::Unknown;
};
struct PassEnded
{
    Pass pass;
};
struct Projected
{
    double outageSeconds;
}; // from what was measured
struct ChildStarted
{
    qint64 pid;
    qint64 startTicks;
    QString program;
};
struct ChildEnded
{
    qint64 pid;
};

} // namespace event

using Event =
    std::variant<event::RunStarted, event::RunEnded, event::StepStarted, event::StepSkipped,
                 event::StepEnded, event::StepWaiting, event::StepNote, event::StepProgress,
                 event::ClaimChecked, event::CheckMade, event::QuestionAsked,
                 event::QuestionAnswered, event::Reached, event::Serving, event::PassEnded,
                 event::Projected, event::ChildStarted, event::ChildEnded>;

struct StampedEvent
{
    QDateTime at; // UTC, milliseconds
    Event event;
};

// Progress comes many times a second and says nothing after a restart.
bool isPersisted(const Event &event);

QString outcomeName(StepOutcome outcome);
std::optional<StepOutcome> outcomeFromName(QStringView name);

} // namespace relaymove
