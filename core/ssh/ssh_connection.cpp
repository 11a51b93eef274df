#include "core/ssh/ssh_connection.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/host/command.h"
#include "core/ssh/remote_program.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Ending ended(Ending::How how, QString detail = {})
{
    return {.how = how, .exitCode = 0, .detail = std::move(detail)};
}

// What sshd says when it makes no connections for anybody: administratively prohibited
// (RFC 4254, 5.1). libssh has the number only in its words.
bool isForbidden(const QString &error) { return error.contains(u"error (1)"_s); }

// One connection that was asked for.
struct Opening
{
    Opening(ssh_session session, FarEnd &wanted) : end(wanted), m_session(session)
    {
        talk.emplace_back(session, std::move(wanted.socket));
    }

    // Asks, when nobody has, and tells whether the server has answered.
    bool isAnswered()
    {
        if (m_result != SSH_AGAIN)
            return true;
        m_result = ssh_channel_open_forward(talk.front().channel(),
                                            end.endpoint.address.toLatin1().constData(),
                                            end.endpoint.port, "127.0.0.1", 0);
        if (m_result == SSH_ERROR) {
            const QString said = QString::fromUtf8(ssh_get_error(m_session)).trimmed();
            end.trouble = {isForbidden(said) ? PortState::Forbidden : PortState::Refused,
                           said.section(u") "_s, 1)};
        }
        return m_result != SSH_AGAIN;
    }

    FarEnd &end;
    std::list<ChannelTalk> talk; // one

private:
    ssh_session m_session;
    int m_result = SSH_AGAIN;
};

bool isPast(SteadyInstant instant) { return std::chrono::steady_clock::now() >= instant; }

} // namespace

SshConnection::SshConnection(Role role, const SshTarget &target, const HostKey &pinned,
                             const StopToken &stop, SteadyInstant until)
    : m_address(target.address), m_session(role, target, pinned, stop, until)
{
    m_session.authenticate(stop, until);
}

void SshConnection::forwardAgent(const QString &socketPath)
{
    m_agent.emplace(m_session.handle(), socketPath);
}

void SshConnection::turn(const StopToken &stop, SteadyInstant until)
{
    std::vector<pollfd> waits{{.fd = stop.descriptor(), .events = POLLIN, .revents = 0}};
    if (m_agent)
        m_agent->addWaits(waits);
    addWaits(m_talks, waits);
    m_session.wait(waits, until);
    m_session.process();
    if (m_agent)
        m_agent->move();
    move(m_session.handle(), m_talks);
}

void SshConnection::serve(const StopToken &leave)
{
    while (!leave.isRaised() && isAlive())
        turn(leave, std::chrono::steady_clock::now() + std::chrono::hours(1));
}

// Repeats a request until the server has answered it. False when it refused, the
// connection broke or time is up.
bool SshConnection::isDone(const std::function<int()> &request, const StopToken &stop,
                           SteadyInstant until)
{
    int result = request();
    while (result == SSH_AGAIN && isAlive() && !isPast(until)) {
        turn(stop, until);
        if (stop.isRaised())
            throw Cancelled{};
        result = request();
    }
    return result == SSH_OK;
}

void SshConnection::lead(std::vector<FarEnd> &ends, const StopToken &stop, SteadyInstant until)
{
    m_session.process(); // what arrived since the last program: perhaps the end
    std::vector<Opening> openings;
    openings.reserve(ends.size());
    for (FarEnd &end : ends)
        openings.emplace_back(m_session.handle(), end);
    // Each is asked, whatever another has been answered.
    const auto areAnswered = [&] {
        return std::ranges::count_if(openings, &Opening::isAnswered) == std::ssize(openings);
    };
    while (!areAnswered() && isAlive() && !isPast(until)) {
        turn(stop, until);
        if (stop.isRaised())
            throw Cancelled{};
    }
    for (Opening &opening : openings) {
        if (!opening.isAnswered())
            opening.end.trouble =
                isAlive() ? PortTrouble{PortState::Silent, UserText::tr("no answer in time")}
                          : PortTrouble{PortState::Unreachable, error()};
        else if (!opening.end.trouble)
            m_talks.splice(m_talks.end(), opening.talk);
    }
}

std::optional<Ending> SshConnection::run(const Execution &execution, const StopToken &stop,
                                         SteadyInstant until)
{
    m_session.process(); // what arrived since the last program: perhaps the end
    if (!isAlive())
        return std::nullopt;
    RemoteProgram program(m_session.handle(), execution);
    const ssh_channel channel = program.channel();
    if (!isDone([&] { return ssh_channel_open_session(channel); }, stop, until))
        return isPast(until) ? std::optional(ended(Ending::How::TimedOut)) : std::nullopt;
    if (m_agent && !std::exchange(m_agentIsAnnounced, true))
        isDone([&] { return ssh_channel_request_auth_agent(channel); }, stop, until);
    const QByteArray line = quoted(execution.arguments).toUtf8();
    try {
        const bool asked = isDone(
            [&] { return ssh_channel_request_exec(channel, line.constData()); }, stop, until);
        if (!asked && isPast(until))
            return ended(Ending::How::TimedOut);
        while (asked && !program.isClosed() && isAlive()) {
            const bool sent = m_session.canSend() && program.feed();
            turn(stop, sent ? SteadyInstant() : until);
            program.rethrow();
            if (stop.isRaised())
                throw Cancelled{};
            if (isPast(until)) {
                program.abandon();
                // Ended, perhaps, and something that it started holds its output open.
                return program.ending().value_or(ended(Ending::How::TimedOut));
            }
        }
    } catch (const Cancelled &) {
        program.abandon();
        return ended(Ending::How::Stopped);
    }
    return program.ending().value_or(
        ended(Ending::How::Lost, m_address + u" ("_s + error() + u')'));
}

} // namespace relaymove
