#include "core/process/child_process.h"

#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/process/forking_thread.h"
#include "core/process/pidfd.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t pieceSize = 65536;

Failure systemTrouble(const QString &what, int error)
{
    return localTrouble(what, QString::fromLocal8Bit(std::strerror(error)));
}

// Above the standard three, so that dup2() in the child never hits a source.
Descriptor raised(int number)
{
    Descriptor original(number);
    return Descriptor(::fcntl(original.get(), F_DUPFD_CLOEXEC, 3));
}

struct Pipe
{
    Descriptor read, write;
};

Pipe makePipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw systemTrouble(u"pipe"_s, errno);
    return {.read = raised(ends[0]), .write = raised(ends[1])};
}

void makeNonBlocking(const Descriptor &end)
{
    ::fcntl(end.get(), F_SETFL, ::fcntl(end.get(), F_GETFL) | O_NONBLOCK);
}

QString findProgram(const QString &name, const QHash<QString, QString> &environment)
{
    if (name.contains(u'/'))
        return name;
    const auto path = environment.constFind(u"PATH"_s);
    const QString found = path == environment.constEnd()
                              ? QStandardPaths::findExecutable(name)
                              : QStandardPaths::findExecutable(name, path->split(u':'));
    if (found.isEmpty())
        throw systemTrouble(name, ENOENT);
    return found;
}

int millisecondsUntil(std::chrono::steady_clock::time_point instant)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(instant - std::chrono::steady_clock::now());
    return int(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 3'600'000));
}

} // namespace

// All that the child needs, laid out before fork(): between fork() and exec()
// nothing may allocate.
struct ChildProcess::Plan
{
    QByteArray program, folder;
    std::vector<QByteArray> words, variables;
    std::vector<char *> argv, envp;
    Descriptor input, output, error, report;
    bool isHelper = false;
    pid_t parent = ::getpid();

    explicit Plan(const Execution &execution);
    [[noreturn]] void becomeProgram() const;
    [[noreturn]] void giveUp() const;
};

ChildProcess::Plan::Plan(const Execution &execution)
    : program(QFile::encodeName(findProgram(execution.arguments.value(0), execution.environment))),
      folder(QFile::encodeName(execution.folder))
{
    for (const QString &word : execution.arguments)
        words.push_back(word.toUtf8());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(childVariable), u"1"_s);
    for (auto it = execution.environment.cbegin(); it != execution.environment.cend(); ++it)
        environment.insert(it.key(), it.value());
    for (const QString &variable : environment.toStringList())
        variables.push_back(variable.toLocal8Bit());
    for (QByteArray &word : words)
        argv.push_back(word.data());
    for (QByteArray &variable : variables)
        envp.push_back(variable.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
}

void ChildProcess::Plan::giveUp() const
{
    const int why = errno;
    [[maybe_unused]] const auto written = ::write(report.get(), &why, sizeof why);
    ::_exit(127);
}

void ChildProcess::Plan::becomeProgram() const
{
    ::setsid();
    // Debian's ssh-agent is setgid, and exec() of such a program would undo what
    // the next line asks for.
    if (isHelper)
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127); // we died before the line above
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::dup2(input.get(), 0) < 0 || ::dup2(output.get(), 1) < 0 || ::dup2(error.get(), 2) < 0)
        giveUp();
    // Another thread may have opened something without O_CLOEXEC.
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (!folder.isEmpty() && ::chdir(folder.constData()) != 0)
        giveUp();
    ::execve(program.constData(), argv.data(), envp.data());
    giveUp();
}

ChildProcess::ChildProcess(const Execution &execution, Streams streams)
    : m_execution(execution), m_deadline(Clock::now() + execution.limit)
{
    ignoreBrokenPipes();
    Plan plan(execution);
    plan.isHelper = streams == Streams::Null;
    if (streams == Streams::Piped) {
        Pipe in = makePipe(), out = makePipe(), err = makePipe();
        plan.input = std::move(in.read);
        plan.output = std::move(out.write);
        plan.error = std::move(err.write);
        m_input = std::move(in.write);
        m_output = std::move(out.read);
        m_error = std::move(err.read);
        for (const Descriptor *end : {&m_input, &m_output, &m_error})
            makeNonBlocking(*end);
    } else {
        for (Descriptor *end : {&plan.input, &plan.output, &plan.error})
            *end = raised(::open("/dev/null", O_RDWR | O_CLOEXEC));
    }
    start(plan);
}

void ChildProcess::start(Plan &plan)
{
    Pipe report = makePipe();
    plan.report = std::move(report.write);
    const pid_t pid = forkInLastingThread([&plan] { plan.becomeProgram(); });
    if (pid < 0)
        throw systemTrouble(m_execution.arguments.value(0), errno);
    m_mark = markOf(pid);
    m_handle = Descriptor(::pidfd_open(pid, 0));
    for (Descriptor *end : {&plan.input, &plan.output, &plan.error, &plan.report})
        end->close();
    int error = 0;
    if (::read(report.read.get(), &error, sizeof error) == sizeof error) {
        reap();
        throw systemTrouble(m_execution.arguments.value(0), error);
    }
}

ChildProcess::~ChildProcess() { end(); }

bool ChildProcess::endsWithin(std::chrono::milliseconds limit) const
{
    return m_reaped || waitForEnd(Clock::now() + limit);
}

bool ChildProcess::waitForEnd(Clock::time_point until) const
{
    pollfd waiting{.fd = m_handle.get(), .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, millisecondsUntil(until)) > 0;
}

void ChildProcess::signalGroup(int signal) const
{
    // The leader is not reaped yet, so the number is still its group's.
    ::kill(pid_t(-m_mark.pid), signal);
}

void ChildProcess::readAvailable(Descriptor &from,
                                 const std::function<void(const QByteArray &)> &sink) const
{
    if (!from)
        return;
    QByteArray piece(pieceSize, Qt::Uninitialized);
    const ssize_t count = ::read(from.get(), piece.data(), pieceSize);
    if (count > 0) {
        piece.truncate(count);
        if (sink)
            sink(piece);
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        from.close();
    }
}

void ChildProcess::writePossible()
{
    if (!m_input)
        return;
    const QByteArray &input = m_execution.input;
    const ssize_t count = m_written == input.size()
                              ? 0
                              : ::write(m_input.get(), input.constData() + m_written,
                                        std::size_t(input.size() - m_written));
    if (count > 0)
        m_written += count;
    const bool closedByReader = count < 0 && errno != EAGAIN && errno != EINTR;
    if (m_written == input.size() || closedByReader)
        m_input.close();
}

// One round: waits for anything to do, and does it.
void ChildProcess::moveData(const StopToken *stop, Clock::time_point until)
{
    std::array<pollfd, 5> waiting{
        {{.fd = m_handle.get(), .events = POLLIN, .revents = 0},
         {.fd = stop ? stop->descriptor() : -1, .events = POLLIN, .revents = 0},
         {.fd = m_input.get(), .events = POLLOUT, .revents = 0},
         {.fd = m_output.get(), .events = POLLIN, .revents = 0},
         {.fd = m_error.get(), .events = POLLIN, .revents = 0}}};
    ::poll(waiting.data(), waiting.size(), millisecondsUntil(until));
    if (waiting[2].revents)
        writePossible();
    if (waiting[3].revents)
        readAvailable(m_output, m_execution.onOutput);
    if (waiting[4].revents)
        readAvailable(m_error, m_execution.onError);
}

Ending ChildProcess::run(const StopToken &stop)
{
    std::optional<Ending::How> forced;
    bool killed = false;
    Clock::time_point until = m_deadline;
    while (!waitForEnd(Clock::now())) {
        moveData(forced ? nullptr : &stop, until);
        const bool late = Clock::now() >= until;
        if (!forced && (stop.isRaised() || late)) {
            forced = stop.isRaised() ? Ending::How::Stopped : Ending::How::TimedOut;
            signalGroup(SIGTERM);
            until = Clock::now() + grace;
        } else if (forced && late) {
            if (killed)
                break; // not even SIGKILL: it hangs in the kernel
            signalGroup(SIGKILL);
            killed = true;
            until = Clock::now() + grace;
        }
    }
    // What the leader wrote is in the pipes; who else holds them is ended.
    for (int round = 0; round < 32 && (m_output || m_error); ++round) {
        readAvailable(m_output, m_execution.onOutput);
        readAvailable(m_error, m_execution.onError);
    }
    Ending ending = reap();
    if (forced)
        ending.how = *forced;
    return ending;
}

Ending ChildProcess::reap()
{
    signalGroup(SIGKILL);
    int status = 0;
    m_reaped = ::waitpid(pid_t(m_mark.pid), &status,
                         waitForEnd(Clock::now() + grace) ? 0 : WNOHANG) == m_mark.pid;
    if (WIFSIGNALED(status))
        return {.how = Ending::How::Signalled, .exitCode = WTERMSIG(status)};
    return {.how = Ending::How::Exited, .exitCode = WEXITSTATUS(status)};
}

void ChildProcess::end()
{
    if (m_reaped || m_mark.pid == 0)
        return;
    signalGroup(SIGTERM);
    waitForEnd(Clock::now() + grace);
    reap();
}

} // namespace relaymove
