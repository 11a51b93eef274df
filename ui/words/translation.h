#pragma once

class QLocale;

namespace relaymove {

// From now on the window speaks the locale's language where there is a
// translation, and English otherwise. Before any widget is made.
void speak(const QLocale &locale);

} // namespace relaymove
