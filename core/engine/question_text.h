#pragma once
#include "core/migration/question.h"

namespace relaymove {

// The question as a person reads it, and each of its answers.
QString questionText(const Question &question);
QString optionText(const AnyAnswer &answer);
// What the file toRead() says, printable; why it can't be read, where it can't be.
QString readingText(const QString &path);

} // namespace relaymove
