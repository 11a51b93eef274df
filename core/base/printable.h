#pragma once
#include <QString>

namespace relaymove {

// The one way by which text that a machine said comes to a terminal, a file or the window:
// characters that nobody sees (control characters and escapes of either set, marks that turn
// the direction of writing, all of Unicode's format characters) stand there as JSON would
// write them, \u001b. Ends of lines and tabs stay. What is printable stays as it is.
QString printable(const QString &text);

} // namespace relaymove
