#include "core/migration/event_json.h"

#include "core/base/enum_names.h"
#include "core/base/overloaded.h"
#include "core/base/printable.h"
#include "core/base/user_text.h"

#include <QJsonArray>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace event;

namespace {

// No text of an event is longer: a window or a line of the journal can't bear what a machine
// may say. The beginning and the end are kept.
constexpr qsizetype longestText = qsizetype(64) << 10;

QJsonValue withPrintable(const QJsonValue &value);

QJsonObject withPrintable(QJsonObject object)
{
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = withPrintable(QJsonValue(it.value()));
    return object;
}

QJsonValue withPrintable(const QJsonValue &value)
{
    if (value.isObject())
        return withPrintable(value.toObject());
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &each : value.toArray())
            array << withPrintable(QJsonValue(each));
        return array;
    }
    if (!value.isString())
        return value;
    const QString text = printable(value.toString());
    if (text.size() <= longestText)
        return text;
    return text.first(longestText / 2) + u"\n[…]\n"_s + text.last(longestText / 2);
}

QString stamp(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString();
}

constexpr EnumName<CheckVerdict> verdicts[]{{CheckVerdict::Passed, u"passed"},
                                            {CheckVerdict::Advisory, u"advisory"},
                                            {CheckVerdict::Refused, u"refused"},
                                            {CheckVerdict::NotLookedAt, u"not-looked-at"}};

QJsonObject progressJson(const Progress &p)
{
    QJsonObject object{{u"text"_s, p.text},
                       {u"done"_s, p.done},
                       {u"total"_s, p.total},
                       {u"unit"_s, p.unit},
                       {u"rate"_s, p.rate}};
    if (p.secondsLeft)
        object[u"secondsLeft"_s] = *p.secondsLeft;
    return object;
}

struct Named
{
    QString name;
    QJsonObject fields;
};

Named named(const Event &event)
{
    return std::visit(
        Overloaded{
            [](const RunStarted &e) -> Named {
                return {u"run-started"_s,
                        {{u"migration"_s, e.migration},
                         {u"goal"_s, e.goal},
                         {u"version"_s, e.version}}};
            },
            [](const RunEnded &e) -> Named {
                QJsonObject o{{u"outcome"_s, outcomeName(e.outcome)}};
                if (e.failure)
                    o[u"failure"_s] = toJson(*e.failure);
                return {u"run-ended"_s, o};
            },
            [](const StepStarted &e) -> Named {
                return {u"step-started"_s, {{u"step"_s, stepName(e.step)}}};
            },
            [](const StepSkipped &e) -> Named {
                return {u"step-skipped"_s,
                        {{u"step"_s, stepName(e.step)}, {u"evidence"_s, e.evidence}}};
            },
            [](const StepEnded &e) -> Named {
                QJsonObject o{{u"step"_s, stepName(e.step)},
                              {u"outcome"_s, outcomeName(e.outcome)}};
                if (e.failure)
                    o[u"failure"_s] = toJson(*e.failure);
                return {u"step-ended"_s, o};
            },
            [](const StepWaiting &e) -> Named {
                return {u"step-waiting"_s, {{u"step"_s, stepName(e.step)}, {u"why"_s, e.why}}};
            },
            [](const StepNote &e) -> Named {
                return {u"step-note"_s, {{u"step"_s, stepName(e.step)}, {u"text"_s, e.text}}};
            },
            [](const StepProgress &e) -> Named {
                return {u"step-progress"_s,
                        {{u"step"_s, stepName(e.step)}, {u"progress"_s, progressJson(e.progress)}}};
            },
            [](const CheckMade &e) -> Named {
                return {u"check"_s,
                        {{u"step"_s, stepName(e.step)},
                         {u"what"_s, e.check.what},
                         {u"remedy"_s, e.check.remedy},
                         {u"verdict"_s, nameIn(verdicts, e.check.verdict)}}};
            },
            [](const ClaimChecked &e) -> Named {
                return {u"claim"_s,
                        {{u"step"_s, stepName(e.step)},
                         {u"proof"_s, proofName(e.claim.proof)},
                         {u"what"_s, e.claim.what},
                         {u"expected"_s, e.claim.expected},
                         {u"observed"_s, e.claim.observed},
                         {u"holds"_s, e.claim.holds}}};
            },
            [](const QuestionAsked &e) -> Named { return {u"question"_s, toJson(e.question)}; },
            [](const QuestionAnswered &e) -> Named {
                return {u"answer"_s,
                        {{u"id"_s, e.id},
                         {u"kind"_s, kindName(e.answer)},
                         {u"value"_s, answerWord(e.answer)},
                         {u"by"_s, e.by}}};
            },
            [](const Reached &e) -> Named {
                return {u"milestone"_s, {{u"name"_s, milestoneName(e.milestone)}}};
            },
            [](const Serving &e) -> Named {
                return {u"serving"_s, {{u"who"_s, whoServesName(e.who)}}};
            },
            [](const PassEnded &e) -> Named {
                return {u"pass"_s,
                        {{u"number"_s, e.pass.number},
                         {u"files"_s, e.pass.files},
                         {u"bytes"_s, e.pass.bytes},
                         {u"seconds"_s, e.pass.seconds}}};
            },
            [](const Projected &e) -> Named {
                return {u"projected"_s, {{u"seconds"_s, e.outageSeconds}}};
            },
            [](const ChildStarted &e) -> Named {
                return {u"child-started"_s,
                        {{u"pid"_s, e.pid},
                         {u"startTicks"_s, e.startTicks},
                         {u"program"_s, e.program}}};
            },
            [](const ChildEnded &e) -> Named { return {u"child-ended"_s, {{u"pid"_s, e.pid}}}; },
        },
        event);
}

Progress progressFrom(const QJsonObject &o)
{
    Progress p{.text = o[u"text"].toString(),
               .done = o[u"done"].toDouble(),
               .total = o[u"total"].toDouble(),
               .unit = o[u"unit"].toString(),
               .rate = o[u"rate"].toDouble(),
               .secondsLeft = {}};
    if (o.contains(u"secondsLeft"))
        p.secondsLeft = o[u"secondsLeft"].toDouble();
    return p;
}

std::optional<Event> stepEventFrom(const QString &name, const QJsonObject &o)
{
    const auto step = stepFromName(o[u"step"].toString());
    if (!step)
        return std::nullopt;
    if (name == u"step-started")
        return StepStarted{*step};
    if (name == u"step-skipped")
        return StepSkipped{*step, o[u"evidence"].toString()};
    if (name == u"step-ended") {
        const auto outcome = outcomeFromName(o[u"outcome"].toString());
        if (!outcome)
            return std::nullopt;
        StepEnded ended{*step, *outcome, {}};
        if (o.contains(u"failure"))
            ended.failure = failureFromJson(o[u"failure"].toObject());
        return ended;
    }
    if (name == u"step-waiting")
        return StepWaiting{*step, o[u"why"].toString()};
    if (name == u"step-note")
        return StepNote{*step, o[u"text"].toString()};
    if (name == u"step-progress")
        return StepProgress{*step, progressFrom(o[u"progress"].toObject())};
    if (name == u"check") {
        // One that this version does not know has not passed.
        return CheckMade{
            *step,
            {o[u"what"].toString(), o[u"remedy"].toString(),
             valueIn(verdicts, o[u"verdict"].toString()).value_or(CheckVerdict::Advisory)}};
    }
    if (name == u"claim")
        return ClaimChecked{*step, Claim{proofFromName(o[u"proof"].toString()),
                                         o[u"what"].toString(), o[u"expected"].toString(),
                                         o[u"observed"].toString(), o[u"holds"].toBool()}};
    return std::nullopt;
}

std::optional<Event> runEventFrom(const QString &name, const QJsonObject &o)
{
    if (name == u"run-started")
        return RunStarted{o[u"migration"].toString(), o[u"goal"].toString(),
                          o[u"version"].toString()};
    if (name == u"run-ended")
        return RunEnded{outcomeFromName(o[u"outcome"].toString()).value_or(StepOutcome::Failed),
                        o.contains(u"failure")
                            ? std::optional(failureFromJson(o[u"failure"].toObject()))
                            : std::nullopt};
    if (name == u"question") {
        auto question = questionFromJson(o);
        return question ? std::optional<Event>(QuestionAsked{*std::move(question)}) : std::nullopt;
    }
    if (name == u"answer") {
        auto answer = answerFromWord(o[u"kind"].toString(), o[u"value"].toString());
        return answer ? std::optional<Event>(QuestionAnswered{
                            o[u"id"].toString(), *std::move(answer), o[u"by"].toString()})
                      : std::nullopt;
    }
    if (name == u"milestone") {
        const auto milestone = milestoneFromName(o[u"name"].toString());
        return milestone ? std::optional<Event>(Reached{*milestone}) : std::nullopt;
    }
    if (name == u"serving")
        return Serving{whoServesFromName(o[u"who"].toString())};
    if (name == u"pass")
        return PassEnded{{.number = o[u"number"].toInt(),
                          .files = o[u"files"].toInteger(),
                          .bytes = o[u"bytes"].toInteger(),
                          .seconds = o[u"seconds"].toDouble()}};
    if (name == u"projected")
        return Projected{o[u"seconds"].toDouble()};
    if (name == u"child-started")
        return ChildStarted{o[u"pid"].toInteger(), o[u"startTicks"].toInteger(),
                            o[u"program"].toString()};
    if (name == u"child-ended")
        return ChildEnded{o[u"pid"].toInteger()};
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const StampedEvent &stamped)
{
    auto [name, object] = named(stamped.event);
    object[u"v"_s] = eventSchemaVersion;
    object[u"at"_s] = stamp(stamped.at);
    object[u"event"_s] = name;
    return object;
}

std::expected<StampedEvent, QString> eventFromJson(const QJsonObject &json)
{
    const QJsonObject object = withPrintable(json);
    const int version = object[u"v"].toInt();
    if (version < 1 || version > eventSchemaVersion)
        return std::unexpected(
            UserText::tr("written by another version of Relaymove (schema %1)").arg(version));
    const QString name = object[u"event"].toString();
    auto event =
        object.contains(u"step") ? stepEventFrom(name, object) : runEventFrom(name, object);
    if (!event)
        return std::unexpected(UserText::tr("unknown event \"%1\"").arg(name));
    const QDateTime at = QDateTime::fromString(object[u"at"].toString(), Qt::ISODateWithMs);
    return StampedEvent{at, *std::move(event)};
}

StampedEvent printable(const StampedEvent &event)
{
    const auto shown = eventFromJson(toJson(event));
    Q_ASSERT_X(shown, "printable", "an event that can't be read back");
    return shown.value_or(event);
}

} // namespace relaymove
