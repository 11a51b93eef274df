#include "core/migration/question.h"

#include "core/base/json_fields.h"
#include "core/base/overloaded.h"

#include <QRegularExpression>

#include <array>
#include <ranges>

namespace relaymove {
using namespace Qt::StringLiterals;

static QJsonValue toValue(StepId step) { return stepName(step); }
static QJsonValue toValue(const std::optional<StepId> &step)
{
    return step ? QJsonValue(stepName(*step)) : QJsonValue();
}
static void fromValue(const QJsonValue &json, StepId &step)
{
    step = stepFromName(json.toString()).value_or(step);
}
static void fromValue(const QJsonValue &json, std::optional<StepId> &step)
{
    step = stepFromName(json.toString());
}

namespace question {

using Words = std::array<QStringView, 2>;
static constexpr Words wordsOf(AcceptHostKey::Answer) { return {u"accept", u"refuse"}; }
static constexpr Words wordsOf(StartCutover::Answer) { return {u"start", u"wait"}; }
static constexpr Words wordsOf(FetchCheckout::Answer) { return {u"fetch", u"stop"}; }
static constexpr Words wordsOf(EnterRecords::Answer) { return {u"done", u"skip"}; }
static constexpr Words wordsOf(EnterSecret::Answer) { return {u"given", u"skip"}; }
static constexpr Words wordsOf(GoOnOrBack::Answer) { return {u"on", u"back"}; }
static constexpr Words wordsOf(DiskFails::Answer) { return {u"salvage", u"stop"}; }
static constexpr Words wordsOf(TakeOver::Answer) { return {u"take", u"leave"}; }
static constexpr Words wordsOf(NewIsGone::Answer) { return {u"gone", u"wait"}; }
static constexpr Words wordsOf(OldIsGone::Answer) { return {u"gone", u"wait"}; }
static constexpr Words wordsOf(LeaveBehind::Answer) { return {u"leave", u"stop"}; }
static constexpr std::array<QStringView, 3> releaseWords{u"deployed", u"checkout", u"stop"};

void eachField(Is<AcceptHostKey> auto &q, auto visit)
{
    visit(u"address", q.address);
    visit(u"keyType", q.keyType);
    visit(u"fingerprint", q.fingerprint);
}
void eachField(Is<StartCutover> auto &q, auto visit)
{
    visit(u"projectedSeconds", q.projectedSeconds);
    visit(u"oldTtlGone", q.oldTtlGone);
    visit(u"keptTtl", q.keptTtl);
}
void eachField(Is<ChooseRelease> auto &q, auto visit)
{
    visit(u"onOld", q.onOld);
    visit(u"here", q.here);
    visit(u"checkout", q.checkout);
    visit(u"filesThatDiffer", q.filesThatDiffer);
    visit(u"iniDifferences", q.iniDifferences);
    visit(u"offersDeployed", q.offersDeployed);
    visit(u"offersCheckout", q.offersCheckout);
    visit(u"changes", q.changes);
    visit(u"toRead", q.toRead);
}
void eachField(Is<FetchCheckout> auto &q, auto visit)
{
    visit(u"onOld", q.onOld);
    visit(u"here", q.here);
    visit(u"megabytes", q.megabytes);
}
void eachField(Is<EnterRecords> auto &q, auto visit)
{
    visit(u"step", q.step);
    visit(u"records", q.records);
}
void eachField(Is<EnterSecret> auto &q, auto visit)
{
    visit(u"keyName", q.keyName);
    visit(u"why", q.why);
}
void eachField(Is<GoOnOrBack> auto &q, auto visit)
{
    visit(u"failed", q.failed);
    visit(u"backWarning", q.backWarning);
}
void eachField(Is<DiskFails> auto &q, auto visit) { visit(u"said", q.said); }
void eachField(Is<TakeOver> auto &q, auto visit)
{
    visit(u"who", q.who);
    visit(u"since", q.since);
}
void eachField(Is<NewIsGone> auto &q, auto visit) { visit(u"why", q.why); }
void eachField(Is<OldIsGone> auto &q, auto visit)
{
    visit(u"why", q.why);
    visit(u"since", q.since);
    visit(u"autoRollbackSeconds", q.autoRollbackSeconds);
}
void eachField(Is<LeaveBehind> auto &q, auto visit) { visit(u"mailboxes", q.mailboxes); }

} // namespace question

namespace {
using question::ChooseRelease;
using question::releaseWords;

// In the order of AnyQuestion.
constexpr NamesOf<AnyQuestion> names{u"accept-host-key", u"start-cutover", u"choose-release",
                                     u"fetch-checkout",  u"enter-records", u"enter-secret",
                                     u"go-on-or-back",   u"disk-fails",    u"take-over",
                                     u"new-is-gone",     u"old-is-gone",   u"leave-behind"};

std::optional<AnyAnswer> releaseFromWord(QStringView word)
{
    static const QRegularExpression shape(u"^(?:(checkout|stop)|deployed(?::([0-9a-f]{64}))?)$"_s);
    const auto match = shape.match(word.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const auto other = std::ranges::find(releaseWords, match.capturedView(1));
    return ChooseRelease::Answer{other == releaseWords.end()
                                     ? ChooseRelease::Choice::Deployed
                                     : ChooseRelease::Choice(other - releaseWords.begin()),
                                 match.captured(2)};
}

} // namespace

QList<AnyAnswer> offered(const AnyQuestion &asked)
{
    return std::visit(Overloaded{[](const ChooseRelease &q) {
                                     using enum ChooseRelease::Choice;
                                     using Answer = ChooseRelease::Answer;
                                     QList<AnyAnswer> answers;
                                     if (q.offersDeployed)
                                         answers << Answer{Deployed, q.changes};
                                     if (q.offersCheckout)
                                         answers << Answer{Checkout};
                                     return answers << Answer{Stop};
                                 },
                                 []<class Q>(const Q &) {
                                     using Answer = typename Q::Answer;
                                     return QList<AnyAnswer>{Answer(0), Answer(1)};
                                 }},
                      asked);
}

AnyAnswer silence(const AnyQuestion &asked)
{
    return std::visit([](const auto &q) { return AnyAnswer(q.silence()); }, asked);
}

QString toRead(const AnyQuestion &asked)
{
    const auto *release = std::get_if<ChooseRelease>(&asked);
    return release ? release->toRead : QString();
}

QString kindName(const AnyQuestion &asked) { return names.at(asked.index()).toString(); }
QString kindName(const AnyAnswer &answer) { return names.at(answer.index()).toString(); }

QString answerWord(const AnyAnswer &answer)
{
    return std::visit(Overloaded{[](const ChooseRelease::Answer &a) {
                                     const QString word =
                                         releaseWords.at(std::size_t(a.choice)).toString();
                                     return a.changes.isEmpty() ? word : word + u':' + a.changes;
                                 },
                                 [](auto a) { return wordsOf(a).at(std::size_t(a)).toString(); }},
                      answer);
}

std::optional<AnyAnswer> answerFromWord(QStringView kind, QStringView word)
{
    const auto asked = ofKind<AnyQuestion>(names, kind);
    if (!asked || std::holds_alternative<ChooseRelease>(*asked))
        return asked ? releaseFromWord(word) : std::nullopt;
    for (const AnyAnswer &answer : offered(*asked)) {
        if (answerWord(answer) == word)
            return answer;
    }
    return std::nullopt;
}

QJsonObject toJson(const Question &question)
{
    QStringList options;
    for (const AnyAnswer &answer : offered(question.what))
        options << answerWord(answer);
    QJsonObject object{
        {u"id"_s, question.id},
        {u"kind"_s, kindName(question.what)},
        {u"about"_s, roleName(question.about)},
        {u"what"_s, std::visit([](const auto &q) { return fieldsToJson(q); }, question.what)},
        {u"options"_s, QJsonArray::fromStringList(options)},
        {u"default"_s, answerWord(silence(question.what))}};
    if (question.timeout)
        object[u"timeoutSeconds"] = qint64(question.timeout->count());
    return object;
}

std::optional<Question> questionFromJson(const QJsonObject &json)
{
    auto what = ofKind<AnyQuestion>(names, json[u"kind"].toString());
    if (!what)
        return std::nullopt;
    std::visit([&](auto &q) { fieldsFromJson(json[u"what"].toObject(), q); }, *what);
    Question question{.id = json[u"id"].toString(),
                      .about = roleFromName(json[u"about"].toString()),
                      .what = *std::move(what)};
    if (json.contains(u"timeoutSeconds"))
        question.timeout = std::chrono::seconds(json[u"timeoutSeconds"].toInteger());
    return question;
}

} // namespace relaymove
