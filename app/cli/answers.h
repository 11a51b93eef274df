#pragma once
#include "core/migration/question.h"

#include <QStringList>

#include <optional>

namespace relaymove::cli {

// What the command line says about questions that will come.
struct AnswerFlags
{
    QStringList acceptedKeys; // fingerprints
    // Where OLD and the checkout differ. "deployed:SUM" takes OLD's changes too, those of this sum.
    std::optional<question::ChooseRelease::Answer> release;
    bool fetchCheckout = false; // where only OLD has it
    bool yes = false;
    bool salvage = false;         // a failing disk is no reason to stop
    bool leaveUnreadable = false; // nor are files that can't be read
    bool takeOver = false;        // from another computer that works on the move
    bool oldIsGone = false;       // said for this run; a person is asked all the same
    bool person = false;          // somebody sits at a terminal
};

// The answer that is clear without asking, or none when the person is to be
// asked. A host key is never accepted at a prompt: it is either the one that was
// named, or not the right one. Called by the worker: no state, no output.
// Throws Failure{AnswerNeeded} when nobody can answer.
std::optional<AnyAnswer> answerFor(const Question &question, const AnswerFlags &flags);

// Whether answerFor() leaves this one to the person.
bool isForPerson(const Question &question, const AnswerFlags &flags);

// The question as it stands in a terminal, with its options.
QString promptText(const Question &question);
// The answer that a typed line means: its word, a beginning of it, or its number.
// An empty line means the default.
std::optional<AnyAnswer> optionTyped(const Question &question, const QString &line);

} // namespace relaymove::cli
