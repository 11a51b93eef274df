#pragma once
#include "core/base/role.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace relaymove {

// Everything that a run may ask a person. Closed: the page and the command line
// each answer every kind.
enum class QuestionKind {
    AcceptHostKey, // arguments: address, key type, fingerprint. accept | refuse
    StartCutover,  // projected outage in seconds, when the old TTL is gone. start | wait
    // deployed:SUM where OLD's release has changes that this computer hasn't: they are `toRead`,
    // and it is these that are agreed to.
    ChooseRelease, // OLD's commit, the checkout's (either may be empty: not known), its folder,
                   // files in which what was not committed differs, what differs in
                   // chatmail.ini, one an argument. deployed | checkout (not where it can't serve)
                   // | stop
    FetchCheckout, // its folder on OLD, the one here, how many MB. fetch | stop
    EnterRecords,  // the records to be typed at the provider, one an argument. done | skip
    // The secret itself goes into the secret store, never into an answer.
    EnterSecret, // name of the key, why it is asked for. given | skip
    GoOnOrBack,  // stopped, or a step failed (first argument), within the cutover; what speaks
                 // against going back (second). on | back
    DiskFails,   // what OLD's disk said. careful | stop
    TakeOver,    // who works on this move from another computer, since when. take | leave
    NewIsGone,   // OLD has handed over, and NEW can't be asked: why. gone | wait
    OldIsGone,   // OLD can't be asked: why; since when it must not have served; after how many
                 // seconds it serves by itself. gone | wait
    LeaveBehind, // what can't be read, a mailbox an argument. leave | stop
};

struct Question
{
    QString id; // stable over a restart: "STEP/KIND/what it is about"
    QuestionKind kind = QuestionKind::AcceptHostKey;
    Role about = Role::Admin;
    QStringList arguments;
    QStringList options;
    QString defaultOption;                       // one of the options: what silence means
    std::optional<std::chrono::seconds> timeout; // then the default is taken
    QString toRead{}; // a file of this migration that belongs to the question, shown in full

    friend bool operator==(const Question &, const Question &) = default;
};

QString questionKindName(QuestionKind kind);
QuestionKind questionKindFromName(QStringView name);

} // namespace relaymove
