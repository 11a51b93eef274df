#pragma once
#include "core/base/role.h"
#include "core/migration/step_id.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace relaymove {

// Everything that a run may ask a person, and what they may answer. silence() is the default.
namespace question {

struct AcceptHostKey
{
    enum class Answer { Accept, Refuse };
    static constexpr Answer silence() { return Answer::Refuse; }
    QString address, keyType, fingerprint;
    bool operator==(const AcceptHostKey &) const = default;
};

struct StartCutover
{
    enum class Answer { Start, Wait };
    static constexpr Answer silence() { return Answer::Wait; }
    double projectedSeconds = 0; // the outage
    QDateTime oldTtlGone;        // until then resolvers may know the old TTL; invalid: none does
    int keptTtl = 0;             // seconds, where the TTL was left as it is; else 0
    bool operator==(const StartCutover &) const = default;
};

struct ChooseRelease
{
    enum class Choice { Deployed, Checkout, Stop };
    // To take what OLD has is to agree to its changes, those of this sum.
    struct Answer
    {
        Choice choice = Choice::Stop;
        QString changes{};
        bool operator==(const Answer &) const = default;
    };
    Answer silence() const
    {
        return {offersDeployed && changes.isEmpty() ? Choice::Deployed : Choice::Stop};
    }
    QString onOld, here; // commits; empty: not known
    QString checkout;    // its folder
    QStringList filesThatDiffer, iniDifferences;
    bool offersDeployed = false, offersCheckout = false; // as far as it can serve
    // Where OLD's release has changes that this computer hasn't: their sum, and the file that
    // shows them in full.
    QString changes, toRead;
    bool operator==(const ChooseRelease &) const = default;
};

struct FetchCheckout
{
    enum class Answer { Fetch, Stop };
    static constexpr Answer silence() { return Answer::Stop; }
    QString onOld, here; // folders
    qint64 megabytes = 0;
    bool operator==(const FetchCheckout &) const = default;
};

struct EnterRecords
{
    enum class Answer { Done, Skip };
    static constexpr Answer silence() { return Answer::Skip; }
    StepId step = StepId::Dns;
    QStringList records; // to be typed at the provider
    bool operator==(const EnterRecords &) const = default;
};

// The secret itself goes into the secret store, never into an answer.
struct EnterSecret
{
    enum class Answer { Given, Skip };
    static constexpr Answer silence() { return Answer::Skip; }
    QString keyName, why;
    bool operator==(const EnterSecret &) const = default;
};

struct GoOnOrBack
{
    enum class Answer { On, Back };
    static constexpr Answer silence() { return Answer::Back; }
    std::optional<StepId> failed; // none: the person stopped
    QString backWarning;          // what speaks against going back
    bool operator==(const GoOnOrBack &) const = default;
};

struct DiskFails
{
    enum class Answer { Salvage, Stop };
    static constexpr Answer silence() { return Answer::Stop; }
    QString said; // by OLD
    bool operator==(const DiskFails &) const = default;
};

struct TakeOver
{
    enum class Answer { Take, Leave };
    static constexpr Answer silence() { return Answer::Leave; }
    QString who, since; // works on this move from another computer
    bool operator==(const TakeOver &) const = default;
};

// OLD has handed over, and NEW can't be asked.
struct NewIsGone
{
    enum class Answer { Gone, Wait };
    static constexpr Answer silence() { return Answer::Wait; }
    QString why;
    bool operator==(const NewIsGone &) const = default;
};

struct OldIsGone
{
    enum class Answer { Gone, Wait };
    static constexpr Answer silence() { return Answer::Wait; }
    QString why;                 // it can't be asked
    QDateTime since;             // it must not have served
    int autoRollbackSeconds = 0; // after which it serves by itself
    bool operator==(const OldIsGone &) const = default;
};

struct LeaveBehind
{
    enum class Answer { Leave, Stop };
    static constexpr Answer silence() { return Answer::Stop; }
    QStringList mailboxes; // and what of each can't be read
    bool operator==(const LeaveBehind &) const = default;
};

template <class... Q>
struct OneOf
{
    using Question = std::variant<Q...>;
    using Answer = std::variant<typename Q::Answer...>;
};
using All = OneOf<AcceptHostKey, StartCutover, ChooseRelease, FetchCheckout, EnterRecords,
                  EnterSecret, GoOnOrBack, DiskFails, TakeOver, NewIsGone, OldIsGone, LeaveBehind>;

} // namespace question

using AnyQuestion = question::All::Question;
using AnyAnswer = question::All::Answer;

struct Question
{
    QString id; // stable over a restart: "STEP/what it is about"
    Role about = Role::Admin;
    AnyQuestion what;
    std::optional<std::chrono::seconds> timeout{}; // then it is silence()

    template <class Q>
    bool is() const
    {
        return std::holds_alternative<Q>(what);
    }
    bool operator==(const Question &) const = default;
};

QList<AnyAnswer> offered(const AnyQuestion &question);
AnyAnswer silence(const AnyQuestion &question);
// A file of this migration that belongs to the question, shown in full; empty: none.
QString toRead(const AnyQuestion &question);

// In the journal, and where a person types: "accept-host-key", "accept", "deployed:SUM".
QString kindName(const AnyQuestion &question);
QString kindName(const AnyAnswer &answer);
QString answerWord(const AnyAnswer &answer);
std::optional<AnyAnswer> answerFromWord(QStringView kind, QStringView word);
QJsonObject toJson(const Question &question);
std::optional<Question> questionFromJson(const QJsonObject &json);

} // namespace relaymove
