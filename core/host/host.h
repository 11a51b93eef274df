#pragma once
#include "core/base/role.h"
#include "core/host/command.h"
#include "core/host/transport.h"

#include <functional>
#include <memory>
#include <optional>

namespace relaymove {

class RunControl;

struct Output
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err;
    QString text() const { return QString::fromUtf8(out).trimmed(); }
    QStringList lines() const; // of out, empty ones left out
};

// What a host tells about each command it runs.
struct CommandRecord
{
    Role role = Role::Admin;
    QString shape;
    QString line;
    std::optional<int> exitCode; // empty while it runs, or when it never ended
    std::chrono::milliseconds took{0};
};

// A machine on which a step runs commands. Runs nothing whose shape was not
// allowed beforehand: a step can't do what it did not say.
class Host
{
public:
    using Recorder = std::function<void(const CommandRecord &)>;
    // Output lines as they come; `error` is true for standard error.
    using LineSink = std::function<void(const QString &line, bool error)>;

    Host(Role role, std::shared_ptr<Transport> transport, RunControl &control);

    Role role() const { return m_role; }

    // Throws Failure when the command can't be run, takes too long or ends with
    // a code that it does not accept; Cancelled when the person stopped it.
    Output run(const Command &command);
    // The same, with each line handed on as it arrives ('\r' ends a line too:
    // rsync's progress). Output::out stays empty.
    Output stream(const Command &command, const LineSink &sink);

    // Only these shapes may run until told otherwise.
    void allowOnly(QStringList shapes) { m_allowed = std::move(shapes); }
    void setRecorder(Recorder recorder) { m_recorder = std::move(recorder); }
    void setLineLog(LineSink sink) { m_lineLog = std::move(sink); }

private:
    Output execute(const Command &command, const LineSink *sink);

    Role m_role;
    std::shared_ptr<Transport> m_transport;
    RunControl &m_control;
    QStringList m_allowed;
    Recorder m_recorder;
    LineSink m_lineLog;
};

} // namespace relaymove
