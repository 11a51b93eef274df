#include "core/host/host.h"

#include "core/base/failure.h"
#include "core/migration/run_control.h"

#include <QElapsedTimer>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Cuts pieces of output into lines; '\r' counts as an end, for rsync redraws
// its progress with it. A log keeps one such line a second: rsync draws one for each
// file, and a relay has a hundred thousand of these.
class LineCutter
{
public:
    enum class Redrawn { All, Some };

    LineCutter(const Host::LineSink *sink, bool error, Redrawn redrawn = Redrawn::All)
        : m_sink(sink), m_error(error), m_redrawn(redrawn)
    {
    }
    void take(const QByteArray &piece)
    {
        for (const char c : piece) {
            if (c == '\r' && m_redrawn == Redrawn::Some && !isTimeForOne())
                m_line.clear();
            else if (c == '\n' || c == '\r')
                flush();
            else
                m_line += c;
        }
    }
    void flush()
    {
        if (m_sink && *m_sink && !m_line.isEmpty())
            (*m_sink)(QString::fromUtf8(m_line), m_error);
        m_line.clear();
    }

private:
    bool isTimeForOne()
    {
        if (m_sinceOne.isValid() && !m_sinceOne.hasExpired(1000))
            return false;
        m_sinceOne.start();
        return true;
    }

    const Host::LineSink *m_sink;
    bool m_error;
    Redrawn m_redrawn;
    QElapsedTimer m_sinceOne;
    QByteArray m_line;
};

Failure failureOf(const Command &command, Role role, const Ending &ending, const Output &output)
{
    Failure failure{
        .kind = FailureKind::CommandFailed, .where = role, .arguments = {command.line()}};
    failure.raw = output.err + output.out;
    switch (ending.how) {
    case Ending::How::Exited:
        failure.arguments << QString::number(ending.exitCode);
        break;
    case Ending::How::Signalled:
        failure.arguments << u"signal "_s + QString::number(ending.exitCode);
        break;
    case Ending::How::TimedOut:
        failure.kind = FailureKind::CommandTimedOut;
        failure.arguments << QString::number(command.limit().count() / 1000);
        break;
    case Ending::How::Lost:
    case Ending::How::Stopped:
        failure.kind = FailureKind::ConnectionLost;
        failure.arguments = {ending.detail, command.line()};
        break;
    }
    return failure;
}

} // namespace

QStringList Output::lines() const
{
    return QString::fromUtf8(out).split(u'\n', Qt::SkipEmptyParts);
}

Host::Host(Role role, std::shared_ptr<Transport> transport, RunControl &control)
    : m_role(role), m_transport(std::move(transport)), m_control(control)
{
}

Output Host::run(const Command &command) { return execute(command, nullptr); }

Output Host::stream(const Command &command, const LineSink &sink)
{
    return execute(command, &sink);
}

Output Host::execute(const Command &command, const LineSink *sink)
{
    if (!m_allowed.contains(command.shape()))
        throw Failure{
            .kind = FailureKind::Undescribed, .where = m_role, .arguments = {command.line()}};
    m_control.checkpoint();

    CommandRecord record{.role = m_role, .shape = command.shape(), .line = command.line()};
    if (m_recorder)
        m_recorder(record);

    Output output;
    LineCutter sinkOut(sink, false), sinkErr(sink, true);
    LineCutter logOut(&m_lineLog, false, LineCutter::Redrawn::Some),
        logErr(&m_lineLog, true, LineCutter::Redrawn::Some);
    Execution execution{.arguments = command.arguments(),
                        .input = command.secretInput() ? command.secretInput()->reveal()
                                                       : command.standardInput(),
                        .limit = command.limit(),
                        .forwardAgent = command.usesAgent(),
                        .folder = command.folder(),
                        .environment = command.variables()};
    execution.onOutput = [&](const QByteArray &piece) {
        if (sink) {
            sinkOut.take(piece);
            logOut.take(piece);
        } else {
            output.out += piece;
        }
    };
    execution.onError = [&](const QByteArray &piece) {
        output.err += piece;
        sinkErr.take(piece);
        logErr.take(piece);
    };

    QElapsedTimer timer;
    timer.start();
    const Ending ending = m_transport->execute(execution, m_control.stopForCommands());
    sinkOut.flush();
    sinkErr.flush();
    logOut.flush();
    logErr.flush();
    record.took = std::chrono::milliseconds(timer.elapsed());
    if (ending.how == Ending::How::Exited)
        record.exitCode = ending.exitCode;
    if (m_recorder)
        m_recorder(record);

    if (ending.how == Ending::How::Stopped)
        throw Cancelled{};
    if (ending.how != Ending::How::Exited || !command.accepts(ending.exitCode))
        throw failureOf(command, m_role, ending, output);
    output.exitCode = ending.exitCode;
    return output;
}

} // namespace relaymove
