#include "core/migration/report.h"

#include "core/migration/journal.h"
#include "core/migration/log_store.h"
#include "core/relay/careful.h"
#include "core/relay/kept.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString instant(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(u"yyyy-MM-dd hh:mm:ss"_s) + u" UTC"_s
                        : u"not known"_s;
}

QString seconds(double value) { return QString::number(value, 'f', 1) + u" s"_s; }

QString orNone(const QString &text) { return text.isEmpty() ? u"none"_s : text; }

QString both(const QString &v4, const QString &v6)
{
    return QStringList{v4, v6}.filter(QRegularExpression(u"."_s)).join(u", "_s);
}

QString phaseText(const StepState &step)
{
    switch (step.phase) {
    case StepPhase::NotStarted:
        return u"not started"_s;
    case StepPhase::Running:
        return u"running, or broken off"_s;
    case StepPhase::Waiting:
        return step.waitingUntil.isValid() ? u"waiting until "_s + instant(step.waitingUntil)
                                           : u"waiting"_s;
    case StepPhase::Done:
        return u"done"_s;
    case StepPhase::Failed:
        return u"FAILED"_s;
    case StepPhase::Cancelled:
        return u"stopped"_s;
    case StepPhase::Undone:
        return u"undone"_s;
    }
    Q_UNREACHABLE();
}

QString servingText(const QString &who)
{
    return who == u"nobody" ? u"At the end of the journal nobody served mail."_s
                            : u"At the end of the journal %1 served mail."_s.arg(who);
}

QString movedSection(const ReportInput &input)
{
    const Facts &facts = input.facts;
    QString text = u"## What was moved\n\n"_s;
    if (facts.domain.isEmpty())
        return text + u"Nothing was learned about OLD yet.\n\n"_s;
    text += u"- %1 mailboxes with %2 messages, %3 in all, from %4\n"_s.arg(facts.mailboxes)
                .arg(facts.messages)
                .arg(QLocale::c().formattedDataSize(facts.bytes), facts.mailboxesDir);
    text += u"- %1 messages in the queue, as first seen\n"_s.arg(facts.queued);
    text += u"- passes of the copy: %1; the last one took %2\n"_s.arg(facts.passes)
                .arg(seconds(facts.lastPassSeconds));
    text += u"- further state: %1\n"_s.arg(orNone(facts.extraFiles.join(u", ")));
    text += u"- relay version: %1\n"_s.arg(orNone(facts.version));
    text += u"- OLD: %1 (%2); NEW: %3 (%4)\n"_s.arg(
        input.profile.oldHost, orNone(both(facts.oldV4, facts.oldV6)), input.profile.newHost,
        orNone(both(facts.newV4, facts.newV6)));
    text += u"- address records as first seen: %1; TTL %2 s (A), %3 s (AAAA)\n\n"_s
                .arg(orNone((facts.recordsV4 + facts.recordsV6).join(u", ")))
                .arg(facts.ttlV4)
                .arg(facts.ttlV6);
    return text;
}

QString keptSentence(const Facts &facts)
{
    if (facts.kept == 0)
        return {};
    return u"%1 messages that NEW had, and that OLD's disk then no longer showed under the same "
           u"name, lie on NEW in %2: deleted or read by their users, or lost. Remove that folder "
           u"when nobody misses any.\n\n"_s.arg(facts.kept)
               .arg(QString::fromLatin1(keptFolder));
}

QString leftBehindSection(const ReportInput &input)
{
    if (!isCareful(input.profile, input.facts))
        return {};
    QString text = u"## What OLD's disk did not give back\n\n"_s + keptSentence(input.facts);
    if (input.facts.unreadable.isEmpty())
        return text + u"Everything could be read.\n\n"_s;
    const QStringList boxes = byMailbox(pathsOf(input.facts.unreadable));
    for (const QString &line : boxes)
        text += u"- %1\n"_s.arg(line);
    text += openAccounts(boxes, u"\n"_s);
    text += u"\nFile by file, below %1:\n\n"_s.arg(input.facts.mailboxesDir);
    for (const QString &line : input.facts.unreadable) {
        const QString path = line.section(u'\t', 0, 0);
        text += u"- `%1`: %2; %3\n"_s.arg(path, line.section(u'\t', 1),
                                          input.facts.leftBehind.contains(path)
                                              ? u"left behind, as agreed"_s
                                              : u"not agreed to yet"_s);
    }
    return text + u"\n"_s + backWarning(input.profile, input.facts) + u"\n\n"_s;
}

QString cutoverSection(const State &state)
{
    QString text = u"## The cutover\n\n"_s + outageSentence(state);
    if (state.projectedOutage)
        text += u" Projected were %1."_s.arg(seconds(*state.projectedOutage));
    text += u"\n\n"_s;
    for (const QString &line : timelineLines(state))
        text += u"    "_s + line + u'\n';
    return text + u'\n';
}

QString stepsSection(const State &state)
{
    QString text = u"## The steps and their proof\n\n"_s;
    for (const StepId id : allSteps()) {
        const StepState &step = state.step(id);
        text += u"- **%1**: %2"_s.arg(stepTitle(id), phaseText(step));
        if (!step.note.isEmpty())
            text += u" ("_s + step.note + u')';
        text += u'\n';
        for (const Claim &claim : step.claims)
            text += u"  - [%1] %2: %3\n"_s.arg(
                claim.holds ? u"x"_s : u" "_s, claim.what,
                claim.holds ? claim.observed
                            : u"expected %1, saw %2"_s.arg(claim.expected, claim.observed));
    }
    return text + u'\n';
}

QString answerText(const Question &question, const event::QuestionAnswered &answer)
{
    const QString words =
        question.options.contains(answer.value) ? optionText(question, answer.value) : answer.value;
    const QString by = answer.by == u"silence" ? u"no answer in time"_s : u"by "_s + answer.by;
    return words + u" ("_s + by + u')';
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
                                                answerText(*open, *answer));
            open.reset();
        }
    }
    return text.isEmpty() ? QString() : u"## Questions and answers\n\n"_s + text + u'\n';
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
        const Explanation words = explain(*failure, state.serving);
        text += u"- %1, %2, %3: %4 %5\n"_s.arg(instant(stamped.at),
                                               ended ? stepTitle(ended->step) : u"the run"_s,
                                               words.where, words.happened, words.mail);
    }
    return text.isEmpty() ? QString() : u"## What went wrong on the way\n\n"_s + text + u'\n';
}

QString runsSection(const ReportInput &input)
{
    QString text = u"## Runs\n\n"_s;
    for (const StampedEvent &stamped : input.events) {
        if (const auto *started = std::get_if<event::RunStarted>(&stamped.event))
            text += u"- %1: started (%2), Relaymove %3\n"_s.arg(instant(stamped.at), started->goal,
                                                                started->version);
        else if (const auto *ended = std::get_if<event::RunEnded>(&stamped.event))
            text += u"- %1: %2\n"_s.arg(instant(stamped.at), outcomeName(ended->outcome));
    }
    return text +
           u"\n%1 commands ran; each is in the log with its exit code.\n"_s.arg(input.commands);
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

QString milestoneTitle(const QString &name)
{
    static const QList<std::pair<QString, QString>> titles{
        {u"hold"_s, u"OLD lets new connections wait"_s},
        {u"stopped"_s, u"nothing serves or writes on OLD"_s},
        {u"synced"_s, u"the last pass is on NEW and verified"_s},
        {u"queue"_s, u"the mail queue is on NEW"_s},
        {u"started"_s, u"NEW's services run behind the fence"_s},
        {u"proven"_s, u"NEW is proven behind the fence"_s},
        {u"handing-over"_s, u"OLD hands over, even if this computer vanishes now"_s},
        {u"open"_s, u"the fence is lifted: NEW serves"_s},
        {u"forwarded"_s, u"OLD forwards to NEW"_s},
        {u"back"_s, u"OLD serves again"_s},
    };
    const auto found = std::ranges::find(titles, name, &std::pair<QString, QString>::first);
    return found == titles.end() ? name : found->second;
}

QStringList timelineLines(const State &state)
{
    QStringList lines;
    const auto from = state.milestone(u"hold"_s);
    for (const auto &[name, at] : state.milestones) {
        const double since = from ? double(from->msecsTo(at)) / 1000 : 0;
        lines << u"%1 s  %2"_s.arg(since, 7, 'f', 1).arg(milestoneTitle(name));
    }
    return lines;
}

QString outageSentence(const State &state)
{
    if (const auto outage = state.outageSeconds())
        return u"New connections waited %1, from the hold on OLD until %2."_s.arg(
            seconds(*outage), state.milestone(u"open"_s) ? u"NEW served"_s : u"OLD served again"_s);
    if (state.milestone(u"hold"_s))
        return u"The cutover has begun and not ended: new connections wait on OLD."_s;
    return u"No cutover took place: users noticed nothing."_s;
}

QString reportText(const ReportInput &input)
{
    State state;
    for (const StampedEvent &event : input.events)
        state = apply(std::move(state), event);
    const QDateTime newest = input.events.isEmpty() ? QDateTime() : input.events.last().at;
    return u"# The move of %1\n\nMigration %2 (\"%3\"), as of %4. %5\n\n"_s.arg(
               input.profile.domain, input.profile.id, input.profile.name, instant(newest),
               servingText(state.serving)) +
           cutoverSection(state) + movedSection(input) + leftBehindSection(input) +
           stepsSection(state) + questionsSection(input.events) + failuresSection(input.events) +
           runsSection(input);
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
    const QByteArray text = reportText(readReportInput(profile, folder)).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        throw Failure{
            .kind = FailureKind::LocalTrouble,
            .arguments = {u"%1 can't be written"_s.arg(file.fileName()), file.errorString()}};
    return file.fileName();
}

} // namespace relaymove
