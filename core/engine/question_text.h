#pragma once
#include "core/migration/question.h"

namespace relaymove {

// The question as a person reads it, and each of its options.
QString questionText(const Question &question);
QString optionText(const Question &question, const QString &option);
// What the file `toRead` says, printable; why it can't be read, where it can't be.
QString readingText(const Question &question);

} // namespace relaymove
