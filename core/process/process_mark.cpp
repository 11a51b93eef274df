#include "core/process/process_mark.h"

#include "core/base/descriptor.h"
#include "core/process/pidfd.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <optional>
#include <vector>

#include <poll.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Stat
{
    char state = 'X';
    qint64 group = 0;
    quint64 startTicks = 0;
};

QByteArray readProc(qint64 pid, const QString &name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<Stat> statOf(qint64 pid)
{
    const QByteArray line = readProc(pid, u"stat"_s);
    // The name, second, may hold blanks and parentheses: count from its end.
    const qsizetype nameEnd = line.lastIndexOf(')');
    const QList<QByteArray> fields = line.mid(nameEnd + 2).split(' ');
    if (nameEnd < 0 || fields.size() < 20)
        return std::nullopt;
    return Stat{.state = fields[0].at(0),
                .group = fields[2].toLongLong(),
                .startTicks = fields[19].toULongLong()};
}

bool isGone(const std::optional<Stat> &stat)
{
    return !stat || stat->state == 'Z' || stat->state == 'X';
}

bool carriesOurVariable(qint64 pid)
{
    const QList<QByteArray> variables = readProc(pid, u"environ"_s).split('\0');
    return variables.contains(QByteArray(childVariable) + "=1");
}

// Handles rather than numbers: what is signalled is what was looked at.
std::vector<Descriptor> survivors(const ProcessMark &leader)
{
    const std::optional<Stat> first = statOf(leader.pid);
    if (first && first->startTicks != leader.startTicks)
        return {}; // the number belongs to someone else; it is free only when the group is gone
    std::vector<Descriptor> found;
    const QStringList names = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &name : names) {
        const qint64 pid = name.toLongLong();
        Descriptor handle(::pidfd_open(pid_t(pid), 0));
        const std::optional<Stat> stat = statOf(pid);
        if (!handle || isGone(stat) || stat->group != leader.pid)
            continue;
        if (!isGone(first) || carriesOurVariable(pid))
            found.push_back(std::move(handle));
    }
    return found;
}

void waitForAll(const std::vector<Descriptor> &handles, std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    for (const Descriptor &handle : handles) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd waiting{.fd = handle.get(), .events = POLLIN, .revents = 0};
        ::poll(&waiting, 1, left.count() > 0 ? int(left.count()) : 0);
    }
}

} // namespace

ProcessMark markOf(qint64 pid)
{
    const std::optional<Stat> stat = statOf(pid);
    return {.pid = pid, .startTicks = stat ? stat->startTicks : 0};
}

bool isSameProcess(const ProcessMark &mark)
{
    const std::optional<Stat> stat = statOf(mark.pid);
    return !isGone(stat) && stat->startTicks == mark.startTicks;
}

bool endProcessGroup(const ProcessMark &leader, std::chrono::milliseconds grace)
{
    for (const int signal : {SIGTERM, SIGKILL}) {
        const std::vector<Descriptor> handles = survivors(leader);
        if (handles.empty())
            return true;
        for (const Descriptor &handle : handles)
            ::pidfd_send_signal(handle.get(), signal, nullptr, 0);
        waitForAll(handles, grace);
    }
    return survivors(leader).empty();
}

} // namespace relaymove
