#include "core/host/host.h"

#include "core/base/failure.h"
#include "core/base/printable.h"
#include "core/base/unreachable.h"
#include "core/host/guard_codes.h"
#include "core/host/interrupt.h"

#include <QElapsedTimer>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Thrown through the transport by who listens.
struct Enough
{
};

failure::Any whatFailed(const Command &command, const Ending &ending)
{
    switch (ending.how) {
    case Ending::How::Exited:
        return failure::CommandFailed{command.line(), ending.exitCode};
    case Ending::How::Signalled:
        return failure::CommandFailed{command.line(), ending.exitCode, true};
    case Ending::How::TooMuch:
        return failure::SaidTooMuch{command.line(), command.mostSaid() >> 20};
    case Ending::How::TimedOut:
        return failure::CommandTimedOut{command.line(), command.limit().count() / 1000};
    case Ending::How::Lost:
    case Ending::How::Stopped:
        return failure::ConnectionLost{ending.detail, command.line()};
    }
    unreachable();
}

} // namespace

QString Output::text() const { return printable(QString::fromUtf8(out)).trimmed(); }

QStringList Output::lines() const
{
    return printable(QString::fromUtf8(out)).split(u'\n', Qt::SkipEmptyParts);
}

Host::Host(Role role, std::shared_ptr<Transport> transport, Interrupt &interrupt)
    : m_role(role), m_transport(std::move(transport)), m_interrupt(interrupt)
{
}

Output Host::run(const Command &command) { return execute(command, nullptr); }

Output Host::stream(const Command &command, const LineSink &sink)
{
    return execute(command, &sink);
}

void Host::allowOnly(const QStringList &shapes)
{
    m_allowed.clear();
    for (const QString &shape : shapes)
        m_allowed << Permit{shape, {}};
}

// Throws Failure{Undescribed} where it may not run at all. A shape that several rows of a
// plan have may run in the states of each of them.
std::optional<QList<HostState>> Host::statesFor(const Command &command) const
{
    const QString shape = command.shape();
    std::optional<QList<HostState>> in;
    bool isAllowed = false;
    for (const Permit &permit : m_allowed) {
        if (permit.shape != shape)
            continue;
        isAllowed = true;
        if (permit.in)
            in = in.value_or(QList<HostState>{}) + *permit.in;
    }
    if (!isAllowed) {
        if (m_recorder)
            m_recorder({.role = m_role,
                        .shape = shape,
                        .line = command.line(),
                        .exitCode = {},
                        .isUndescribed = true});
        throw Failure{failure::Undescribed{command.line()}, m_role};
    }
    return m_guard ? in : std::nullopt;
}

// What ends soon runs under the host's lock, so that its state does not change meanwhile; a
// copy of minutes must hold up neither OLD's way back nor anybody else.
QStringList Host::guarded(const Command &command, const QList<HostState> &in) const
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(command.limit()).count();
    QStringList states;
    for (const HostState state : in)
        states << stateName(state);
    const QString locked = command.sent().isEmpty() ? u"locked"_s : u"heard"_s;
    const QString how = command.isUnderTheLock() ? locked : u"beside"_s;
    const QString cutover = m_guard->cutover();
    return QStringList{QString::fromLatin1(guardPath),
                       u"run"_s,
                       how,
                       QString::number(seconds),
                       m_guard->migration,
                       m_guard->lease,
                       cutover.isEmpty() ? u"none"_s : cutover,
                       states.join(u',')} +
           command.arguments();
}

Output Host::execute(const Command &command, const LineSink *sink)
{
    const std::optional<QList<HostState>> in = statesFor(command);
    m_interrupt.checkpoint();

    CommandRecord record{.role = m_role, .shape = command.shape(), .line = command.line()};
    if (m_recorder)
        m_recorder(record);

    Output output;
    LogShare share(m_lineLog);
    const auto toLog = [&](const QString &line, bool error) { share.take(line, error); };
    const LineSink toSink = sink ? *sink : LineSink();
    LineCutter sinkOut(toSink, false, LineCutter::Redrawn::All),
        sinkErr(toSink, true, LineCutter::Redrawn::All),
        logOut(toLog, false, LineCutter::Redrawn::Some),
        logErr(toLog, true, LineCutter::Redrawn::Some);
    qint64 said = 0;
    const auto listen = [&](const QByteArray &piece) {
        said += piece.size();
        if (said > command.mostSaid())
            throw Enough{};
    };
    Execution execution{.arguments = in ? guarded(command, *in) : command.arguments(),
                        .input = command.sent(),
                        .limit = command.limit(),
                        .forwardAgent = command.usesAgent(),
                        .folder = command.folder(),
                        .environment = command.variables()};
    execution.onOutput = [&](const QByteArray &piece) {
        listen(piece);
        if (sink) {
            sinkOut.take(piece);
            logOut.take(piece);
        } else {
            output.out += piece;
        }
    };
    execution.onError = [&](const QByteArray &piece) {
        listen(piece);
        if (output.err.size() + piece.size() <= usualMost) // whoever follows may name far more
            output.err += piece;
        sinkErr.take(piece);
        logErr.take(piece);
    };

    QElapsedTimer timer;
    timer.start();
    const Ending ending = [&] {
        try {
            return m_transport->execute(execution, m_interrupt.stopForCommands());
        } catch (const Enough &) {
            return Ending{.how = Ending::How::TooMuch, .exitCode = 0, .detail = {}};
        }
    }();
    for (LineCutter *each : {&sinkOut, &sinkErr, &logOut, &logErr})
        each->flush();
    share.end();
    record.took = std::chrono::milliseconds(timer.elapsed());
    if (ending.how == Ending::How::Exited)
        record.exitCode = ending.exitCode;
    if (m_recorder)
        m_recorder(record);

    if (ending.how == Ending::How::Stopped)
        throw Cancelled{};
    if (ending.how == Ending::How::Exited && isRefusal(ending.exitCode, output.err))
        throw refusalOf(command.line(), m_role, ending.exitCode, output.err);
    if (ending.how != Ending::How::Exited || !command.accepts(ending.exitCode))
        throw Failure{whatFailed(command, ending), m_role, output.err + output.out};
    output.exitCode = ending.exitCode;
    return output;
}

} // namespace relaymove
