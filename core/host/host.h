#pragma once
#include "core/base/role.h"
#include "core/host/command.h"
#include "core/host/host_state.h"
#include "core/host/line_cutter.h"
#include "core/host/transport.h"

#include <functional>
#include <memory>
#include <optional>

namespace relaymove {

class Interrupt;

struct Output
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err;
    // Of out, printable; what has to be exact is read from the bytes.
    QString text() const;
    QStringList lines() const; // empty ones left out
};

// What a host tells about each command it runs.
struct CommandRecord
{
    Role role = Role::Admin;
    QString shape;
    QString line;
    std::optional<int> exitCode; // empty while it runs, or when it never ended
    bool isUndescribed = false;  // it was not run: the step had not said it
    std::chrono::milliseconds took{0};
};

// A command that may run. One that changes the host says in which of its states: it goes
// through the host's guard then, which runs it in no other (core/guard/guard.sh).
struct Permit
{
    QString shape;
    std::optional<QList<HostState>> in;
};

// For whom a guarded command is. The cutover begins while the steps run.
struct GuardWords
{
    QString migration, lease;
    std::function<QString()> cutover;
};

// A machine on which a step runs commands. Runs nothing whose shape was not
// allowed beforehand: a step can't do what it did not say.
class Host
{
public:
    using Recorder = std::function<void(const CommandRecord &)>;
    // Output lines as they come; `error` is true for standard error.
    using LineSink = relaymove::LineSink;

    Host(Role role, std::shared_ptr<Transport> transport, Interrupt &interrupt);

    Role role() const { return m_role; }

    // Throws Failure when the command can't be run, takes too long or ends with
    // a code that it does not accept; Cancelled when the person stopped it.
    Output run(const Command &command);
    // The same, with each line handed on as it arrives ('\r' ends a line too:
    // rsync's progress). Output::out stays empty.
    Output stream(const Command &command, const LineSink &sink);

    // A way for probes that begins on this machine; nobody else can use it.
    std::unique_ptr<Way> way() { return m_transport->way(); }

    // Only these may run until told otherwise.
    void allowOnly(QList<Permit> permits) { m_allowed = std::move(permits); }
    void allowOnly(const QStringList &shapes);
    // Without it nothing that changes the host is guarded: a host that is made up.
    void setGuard(GuardWords words) { m_guard = std::move(words); }
    void setRecorder(Recorder recorder) { m_recorder = std::move(recorder); }
    void setLineLog(LineSink sink) { m_lineLog = std::move(sink); }

private:
    Output execute(const Command &command, const LineSink *sink);
    std::optional<QList<HostState>> statesFor(const Command &command) const;
    QStringList guarded(const Command &command, const QList<HostState> &in) const;

    Role m_role;
    std::shared_ptr<Transport> m_transport;
    Interrupt &m_interrupt;
    QList<Permit> m_allowed;
    std::optional<GuardWords> m_guard;
    Recorder m_recorder;
    LineSink m_lineLog;
};

} // namespace relaymove
