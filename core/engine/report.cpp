#include "core/engine/report.h"

#include "core/base/printable.h"
#include "core/base/unreachable.h"
#include "core/base/user_text.h"
#include "core/cutover/projected_outage.h"
#include "core/engine/question_text.h"
#include "core/migration/journal.h"
#include "core/migration/log_store.h"
#include "core/salvage/quarantine.h"
#include "core/salvage/salvage.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSaveFile>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString instant(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(u"yyyy-MM-dd hh:mm:ss"_s) + u" UTC"_s
                        : UserText::tr("not known");
}

QString seconds(double value) { return QString::number(value, 'f', 1) + u" s"_s; }

QString orNone(const QString &text) { return text.isEmpty() ? UserText::tr("none") : text; }

QString heading(const QString &text) { return u"## "_s + text + u"\n\n"_s; }

QString item(const QString &text) { return u"- "_s + text + u'\n'; }

QString both(const QString &v4, const QString &v6)
{
    return QStringList{v4, v6}.filter(QRegularExpression(u"."_s)).join(u", "_s);
}

QString phaseText(const StepState &step)
{
    switch (step.phase) {
    case StepPhase::NotStarted:
        return UserText::tr("not started");
    case StepPhase::Running:
        return UserText::tr("running, or broken off");
    case StepPhase::Waiting:
        return UserText::tr("waiting");
    case StepPhase::Done:
        return UserText::tr("done");
    case StepPhase::Failed:
        return UserText::tr("FAILED");
    case StepPhase::Cancelled:
        return UserText::tr("stopped");
    case StepPhase::Undone:
        return UserText::tr("undone");
    }
    unreachable();
}

QString outcomeText(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Succeeded:
        return UserText::tr("succeeded");
    case StepOutcome::Failed:
        return UserText::tr("failed");
    case StepOutcome::Cancelled:
        return UserText::tr("cancelled");
    case StepOutcome::Undone:
        return UserText::tr("undone");
    }
    unreachable();
}

QString servingText(WhoServes who)
{
    return who == WhoServes::Nobody
               ? UserText::tr("At the end of the journal nobody served mail.")
               : UserText::tr("At the end of the journal %1 served mail.").arg(servingHost(who));
}

QString movedSection(const ReportInput &input)
{
    const Facts &facts = input.facts;
    QString text = heading(UserText::tr("What was moved"));
    if (facts.relay.domain.isEmpty())
        return text + UserText::tr("Nothing was learned about OLD yet.") + u"\n\n"_s;
    text +=
        item(UserText::tr("%1 mailboxes with %2 messages, %3 in all, as first seen, from %4")
                 .arg(facts.relay.mailboxes)
                 .arg(facts.relay.messages)
                 .arg(QLocale::c().formattedDataSize(facts.relay.bytes), facts.relay.mailboxesDir));
    text += item(UserText::tr("%1 messages in the queue, as first seen").arg(facts.relay.queued));
    text += item(UserText::tr("passes of the copy: %1; the last one took %2")
                     .arg(facts.copies.passes)
                     .arg(seconds(facts.copies.lastPassSeconds)));
    text += item(UserText::tr("further state: %1").arg(orNone(facts.relay.extraFiles.join(u", "))));
    text += item(UserText::tr("relay version: %1").arg(orNone(facts.relay.version)));
    text += item(u"OLD: %1 (%2); NEW: %3 (%4)"_s.arg(
        input.profile.oldHost, orNone(both(facts.addresses.oldV4, facts.addresses.oldV6)),
        input.profile.newHost, orNone(both(facts.addresses.newV4, facts.addresses.newV6))));
    text += item(UserText::tr("address records as first seen: %1; TTL %2 s (A), %3 s (AAAA)")
                     .arg(orNone((facts.dns.recordsV4 + facts.dns.recordsV6).join(u", ")))
                     .arg(facts.dns.ttlV4)
                     .arg(facts.dns.ttlV6)) +
            u'\n';
    return text;
}

QString keptSentence(const Facts &facts)
{
    if (facts.copies.quarantined == 0)
        return {};
    return UserText::tr("%1 messages that NEW had, and that OLD's disk then no longer showed under "
                        "the same name, lie on NEW in %2: deleted or read by their users, or lost. "
                        "Remove that folder when nobody misses any.")
               .arg(facts.copies.quarantined)
               .arg(QString::fromLatin1(quarantineFolder)) +
           u"\n\n"_s;
}

QString leftBehindSection(const ReportInput &input)
{
    if (!isSalvage(input.profile, input.facts))
        return {};
    QString text =
        heading(UserText::tr("What OLD's disk did not give back")) + keptSentence(input.facts);
    if (input.facts.disk.unreadable.isEmpty())
        return text + UserText::tr("Everything could be read.") + u"\n\n"_s;
    const QStringList boxes = byMailbox(pathsOf(input.facts.disk.unreadable));
    for (const QString &line : boxes)
        text += item(line);
    text += openAccounts(boxes, u"\n"_s);
    text += u'\n' + UserText::tr("File by file, below %1:").arg(input.facts.relay.mailboxesDir) +
            u"\n\n"_s;
    for (const UnreadableFile &file : input.facts.disk.unreadable) {
        text += item(u"`%1`: %2; %3"_s.arg(file.path, file.reason,
                                           input.facts.disk.leftBehind.contains(file.path)
                                               ? UserText::tr("left behind, as agreed")
                                               : UserText::tr("not agreed to yet")));
    }
    return text + u"\n"_s + backWarning(input.profile, input.facts) + u"\n\n"_s;
}

QString cutoverSection(const State &state)
{
    QString text = heading(UserText::tr("The cutover")) + outageSentence(state);
    if (state.projectedOutage)
        text += u' ' + UserText::tr("Projected: %1.").arg(seconds(*state.projectedOutage));
    text += u"\n\n"_s;
    for (const QString &line : timelineLines(state))
        text += u"    "_s + line + u'\n';
    return text + u'\n';
}

QString stepsSection(const State &state)
{
    QString text = heading(UserText::tr("The steps and their proof"));
    for (const StepId id : allSteps()) {
        const StepState &step = state.step(id);
        text += u"- **%1**: %2"_s.arg(stepTitle(id), phaseText(step));
        if (!step.note.isEmpty())
            text += u" ("_s + step.note + u')';
        text += u'\n';
        for (const Claim &claim : step.claims)
            text += u"  - [%1] %2: %3\n"_s.arg(
                claim.holds ? u"x"_s : u" "_s, claim.what,
                claim.holds
                    ? claim.observed
                    : UserText::tr("expected %1, saw %2").arg(claim.expected, claim.observed));
    }
    return text + u'\n';
}

QString answerText(const event::QuestionAnswered &answer)
{
    const QString by = answer.by == u"silence"  ? UserText::tr("no answer in time")
                       : answer.by == u"stop"   ? UserText::tr("you stopped")
                       : answer.by == u"person" ? UserText::tr("by person")
                                                : UserText::tr("by %1").arg(answer.by);
    return optionText(answer.answer) + u" ("_s + by + u')';
}

QString questionsSection(const QList<StampedEvent> &events)
{
    QString text;
    std::optional<Question> open;
    for (const StampedEvent &stamped : events) {
        if (const auto *asked = std::get_if<event::QuestionAsked>(&stamped.event)) {
            open = asked->question;
        } else if (const auto *answer = std::get_if<event::QuestionAnswered>(&stamped.event);
                   answer && open) {
            if (answer->id != open->id)
                continue;
            text += u"- %1: %2\n  - %3\n"_s.arg(instant(stamped.at),
                                                questionText(*open).replace(u'\n', u"; "_s),
                                                answerText(*answer));
            open.reset();
        }
    }
    return text.isEmpty() ? QString()
                          : heading(UserText::tr("Questions and answers")) + text + u'\n';
}

QString failuresSection(const QList<StampedEvent> &events)
{
    QString text;
    State state;
    for (const StampedEvent &stamped : events) {
        state = apply(std::move(state), stamped);
        const auto *ended = std::get_if<event::StepEnded>(&stamped.event);
        const auto *run = std::get_if<event::RunEnded>(&stamped.event);
        const auto failure = ended ? ended->failure : run ? run->failure : std::nullopt;
        if (!failure)
            continue;
        const Explanation words = explain(*failure);
        text += item(u"%1, %2, %3: %4 %5"_s.arg(
            instant(stamped.at), ended ? stepTitle(ended->step) : UserText::tr("the run"),
            words.where, words.happened, mailWords(servedBy(state, *failure))));
    }
    return text.isEmpty() ? QString()
                          : heading(UserText::tr("What went wrong on the way")) + text + u'\n';
}

QString runsSection(const ReportInput &input)
{
    QString text = heading(UserText::tr("Runs"));
    for (const StampedEvent &stamped : input.events) {
        if (const auto *started = std::get_if<event::RunStarted>(&stamped.event))
            text += item(UserText::tr("%1: started (%2), Relaymove %3")
                             .arg(instant(stamped.at), started->goal, started->version));
        else if (const auto *ended = std::get_if<event::RunEnded>(&stamped.event))
            text += item(u"%1: %2"_s.arg(instant(stamped.at), outcomeText(ended->outcome)));
    }
    return text + u'\n' +
           UserText::tr("%1 commands ran; each is in the log with its exit code.")
               .arg(input.commands) +
           u'\n';
}

qsizetype commandsIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    qsizetype count = 0;
    while (!file.atEnd()) {
        if (logLineFromText(QString::fromUtf8(file.readLine())).level == LogLevel::Command)
            ++count;
    }
    return count;
}

} // namespace

QString milestoneTitle(Milestone milestone)
{
    switch (milestone) {
    case Milestone::Hold:
        return UserText::tr("OLD lets new connections wait");
    case Milestone::Stopped:
        return UserText::tr("nothing serves or writes on OLD");
    case Milestone::Synced:
        return UserText::tr("the last pass is on NEW and verified");
    case Milestone::Started:
        return UserText::tr("NEW's services run behind the fence");
    case Milestone::Proven:
        return UserText::tr("NEW is proven behind the fence");
    case Milestone::HandingOver:
        return UserText::tr("OLD hands over, even if this computer vanishes now");
    case Milestone::Open:
        return UserText::tr("the fence is lifted: NEW serves");
    case Milestone::Forwarded:
        return UserText::tr("OLD forwards to NEW");
    case Milestone::Back:
        return UserText::tr("OLD serves again");
    case Milestone::FoundBack:
        return UserText::tr("OLD is found to serve again, by its own timer");
    case Milestone::FoundHeld:
        return UserText::tr("OLD is found to hold connections");
    case Milestone::FoundOpen:
        return UserText::tr("NEW is found to serve");
    }
    unreachable();
}

QStringList timelineLines(const State &state)
{
    QStringList lines;
    const auto from = state.milestone(Milestone::Hold);
    for (const auto &[milestone, at] : state.milestones) {
        const double since = from && !isFound(milestone) ? double(from->msecsTo(at)) / 1000 : 0;
        lines << u"%1 s  %2"_s.arg(since, 7, 'f', 1).arg(milestoneTitle(milestone));
    }
    return lines;
}

QString outageSentence(const State &state)
{
    if (const auto outage = state.outageSeconds())
        return (state.milestone(Milestone::Open)
                    ? UserText::tr(
                          "New connections waited %1, from the hold on OLD until NEW served.")
                    : UserText::tr(
                          "New connections waited %1, from the hold on OLD until OLD served "
                          "again."))
            .arg(seconds(*outage));
    if (state.milestone(Milestone::FoundBack))
        return UserText::tr("The cutover did not happen: OLD's timer took it back.");
    if (state.milestone(Milestone::FoundOpen))
        return UserText::tr(
            "NEW serves. How long new connections waited was not seen: the machines "
            "ended the cutover alone, or another computer did.");
    if (isCommitted(state))
        return UserText::tr("OLD has handed over and NEW is not open yet: new connections wait on "
                            "OLD.");
    if (isCutoverOpen(state))
        return UserText::tr("The cutover has begun and not ended: new connections wait on OLD.");
    return UserText::tr("No cutover took place: users noticed nothing.");
}

QString reportText(const ReportInput &input)
{
    State state;
    for (const StampedEvent &event : input.events)
        state = apply(std::move(state), event);
    const QDateTime newest = input.events.isEmpty() ? QDateTime() : input.events.last().at;
    return u"# "_s + UserText::tr("The move of %1").arg(input.profile.domain) + u"\n\n"_s +
           UserText::tr("Migration %1 (\"%2\"), as of %3.")
               .arg(input.profile.id, input.profile.name, instant(newest)) +
           u' ' + servingText(state.serving) + u"\n\n"_s + cutoverSection(state) +
           movedSection(input) + leftBehindSection(input) + stepsSection(state) +
           questionsSection(input.events) + failuresSection(input.events) + runsSection(input);
}

ReportInput readReportInput(const Profile &profile, const QString &folder)
{
    return {.profile = profile,
            .facts = loadFacts(folder),
            .events = Journal::read(folder + u"/journal.jsonl"_s),
            .commands = commandsIn(folder + u"/log.tsv"_s)};
}

QString writeReport(const Profile &profile, const QString &folder)
{
    QSaveFile file(folder + u"/report.md"_s);
    const QByteArray text = printable(reportText(readReportInput(profile, folder))).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        throw localTrouble(UserText::tr("%1 can't be written").arg(file.fileName()),
                           file.errorString());
    return file.fileName();
}

} // namespace relaymove
