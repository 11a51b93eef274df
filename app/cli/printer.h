#pragma once
#include "core/migration/state.h"

#include <QString>

#include <functional>

namespace relaymove::cli {

// A run's events as text: one JSON object a line, or lines for a person.
class Printer
{
public:
    enum class Style {
        Json,     // events only
        Lines,    // progress as a line now and then
        Terminal, // progress as one line that is drawn anew
    };
    using Sink = std::function<void(const QString &)>;

    // `redraw` puts a text in the place of the line that stands there: Terminal only.
    Printer(Style style, Sink out, Sink error, Sink redraw = {});

    void take(const StampedEvent &stamped);
    // A line that is no event, such as "stopping"; not among JSON.
    void say(const QString &text);
    // Before somebody else writes to the terminal.
    void endProgressLine();

    const State &state() const { return m_state; }
    // The state that earlier runs left.
    void start(State past) { m_state = std::move(past); }

private:
    struct Words;
    void line(const QString &text);
    void progress(const event::StepProgress &e, const QDateTime &at);
    void stepEnded(const event::StepEnded &e, const QDateTime &at);
    void failed(const Failure &failure);

    Style m_style;
    Sink m_out, m_error, m_redraw;
    State m_state;
    bool m_progressShown = false;
    QDateTime m_progressAt; // of the newest progress line that was printed
};

QString progressText(const Progress &progress);
// The four sentences.
QString failureText(const Failure &failure, WhoServes servedBy);

} // namespace relaymove::cli
