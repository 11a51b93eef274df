#include "core/relay/listeners.h"

#include "core/base/user_text.h"
#include "core/relay/ports.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action onPorts(Role where, const Command &command)
{
    return {where, Purpose::Look, command,
            UserText::tr("what uses a relay's ports, and whether it is the machine's own")};
}
Action listListeners(Role where) { return onPorts(where, {"ss", "-Hltnp"}); }
Action listUdpListeners(Role where) { return onPorts(where, {"ss", "-Hlunp"}); }
// A process may end meanwhile: grep's 2.
Action readControlGroups(Role where)
{
    return onPorts(where, Command{"grep", "-sH", "", "{files}"}.accepts({0, 1, 2}));
}

QString controlGroupFile(const QString &pid) { return u"/proc/%1/cgroup"_s.arg(pid); }

// With host networking the processes in a container listen by themselves, under their own
// names; only their control group tells. As each names it, by systemd or by itself:
// docker-ID.scope or docker/ID, libpod-ID.scope, lxc.payload.NAME or lxc/NAME.
const std::array<std::pair<QRegularExpression, QString>, 5> &containers()
{
    static const std::array<std::pair<QRegularExpression, QString>, 5> table{{
        {QRegularExpression(u"/(docker-[0-9a-f]{64}\\.scope|docker/[0-9a-f]{64})"_s), u"Docker"_s},
        {QRegularExpression(u"/libpod(-|_parent)"_s), u"Podman"_s},
        {QRegularExpression(u"/(cri-containerd[-:]|containerd/|kubepods)"_s), u"containerd"_s},
        {QRegularExpression(u"/(lxc/|lxc\\.payload)"_s), u"LXC"_s},
        {QRegularExpression(u"/machine\\.slice/"_s), u"systemd-nspawn"_s},
    }};
    return table;
}

struct Socket
{
    int port = 0;
    QString program, pid;
    bool isLoopback = false, isUdp = false;
};

QList<Socket> relaySockets(const Output &output)
{
    static const QRegularExpression local(uR"(^(LISTEN|UNCONN)\s+\d+\s+\d+\s+(\S+):(\d+)\s)"_s);
    static const QRegularExpression process(uR"re(users:\(\("([^"]+)",pid=(\d+))re"_s);
    QList<Socket> found;
    for (const QString &line : output.lines()) {
        const auto match = local.match(line);
        const QString address = match.captured(2);
        const int port = match.captured(3).toInt();
        const bool isUdp = match.captured(1) == u"UNCONN";
        if (isUdp ? port != turnPort
                  : std::ranges::find(publicTcpPorts, port) == publicTcpPorts.end())
            continue;
        const auto user = process.match(line);
        found << Socket{port, user.captured(1), user.captured(2),
                        address.startsWith(u"127.") || address.startsWith(u"[::1]"), isUdp};
    }
    return found;
}

// By pid; 1 is among them.
QMap<QString, QString> controlGroups(Host &host, const QList<Socket> &sockets)
{
    QStringList files{controlGroupFile(u"1"_s)};
    for (const Socket &socket : sockets) {
        if (const QString file = controlGroupFile(socket.pid);
            !socket.pid.isEmpty() && !files.contains(file))
            files << file;
    }
    QMap<QString, QString> groups;
    for (const QString &line :
         readControlGroups(host.role()).with("files", files).runOn(host).lines())
        groups[line.section(u'/', 2, 2)] += line.section(u"/cgroup:"_s, 1) + u'\n';
    return groups;
}

QList<Listener> listenersOf(Host &host, const QList<Socket> &sockets)
{
    if (sockets.isEmpty())
        return {};
    const QMap<QString, QString> groups = controlGroups(host, sockets);
    QList<Listener> found;
    for (const Socket &socket : sockets) {
        if (groups[socket.pid].contains(u'/' + portTrialUnit + u".service"_s))
            continue;
        // Without host networking Docker itself takes the connections.
        const QString container = socket.program == u"docker-proxy"
                                      ? u"Docker"_s
                                      : containerOf(groups[socket.pid], groups[u"1"_s]);
        const Listener listener{socket.port, socket.program, container, socket.isUdp};
        if (!found.contains(listener))
            found << listener;
    }
    return found;
}

} // namespace

QString Listener::text() const
{
    const QString who = container.isEmpty() ? program : u"%1, %2"_s.arg(program, container);
    return u"%1%2 (%3)"_s.arg(QString::number(port), isUdp ? u"/udp"_s : QString(), who);
}

QString listed(const QList<Listener> &listeners)
{
    QStringList texts;
    for (const Listener &listener : listeners)
        texts << listener.text();
    return texts.join(u", ");
}

QString containerOf(const QString &controlGroup, const QString &ofInit)
{
    for (const auto &[pattern, name] : containers()) {
        if (pattern.match(controlGroup).hasMatch() && !pattern.match(ofInit).hasMatch())
            return name;
    }
    return {};
}

Plan publicListenersPlan(Role where) { return {listListeners(where), readControlGroups(where)}; }

QList<Listener> publicListeners(Host &host)
{
    QList<Socket> sockets = relaySockets(listListeners(host.role()).runOn(host));
    sockets.removeIf([](const Socket &socket) { return socket.isLoopback; });
    return listenersOf(host, sockets);
}

Plan listenersInTheWayPlan(Role where)
{
    return {listListeners(where), listUdpListeners(where), readControlGroups(where)};
}

QList<Listener> listenersInTheWay(Host &host)
{
    return listenersOf(host, relaySockets(listListeners(host.role()).runOn(host)) +
                                 relaySockets(listUdpListeners(host.role()).runOn(host)));
}

} // namespace relaymove
