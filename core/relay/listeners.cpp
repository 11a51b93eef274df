#include "core/relay/listeners.h"

#include "core/relay/ports.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command listListeners() { return {"ss", "-Hltnp"}; }
// A process may end meanwhile: grep's 2.
Command readControlGroups() { return Command{"grep", "-sH", "", "{files}"}.accepts({0, 1, 2}); }

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
};

QList<Socket> publicSockets(const Output &output)
{
    static const QRegularExpression local(uR"(^LISTEN\s+\d+\s+\d+\s+(\S+):(\d+)\s)"_s);
    static const QRegularExpression process(uR"re(users:\(\("([^"]+)",pid=(\d+))re"_s);
    QList<Socket> found;
    for (const QString &line : output.lines()) {
        const auto match = local.match(line);
        const bool own = match.captured(1).startsWith(u"127.") || match.captured(1) == u"[::1]";
        const int port = match.captured(2).toInt();
        if (own || std::ranges::find(publicTcpPorts, port) == publicTcpPorts.end())
            continue;
        const auto user = process.match(line);
        found << Socket{port, user.captured(1), user.captured(2)};
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
    for (const QString &line : host.run(readControlGroups().with("files", files)).lines())
        groups[line.section(u'/', 2, 2)] += line.section(u"/cgroup:"_s, 1) + u'\n';
    return groups;
}

} // namespace

QString Listener::text() const
{
    const QString who = container.isEmpty() ? program : u"%1, %2"_s.arg(program, container);
    return u"%1 (%2)"_s.arg(QString::number(port), who);
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

QList<Command> listenerCommands() { return {listListeners(), readControlGroups()}; }

QList<Listener> publicListeners(Host &host)
{
    const QList<Socket> sockets = publicSockets(host.run(listListeners()));
    if (sockets.isEmpty())
        return {};
    const QMap<QString, QString> groups = controlGroups(host, sockets);
    QList<Listener> found;
    for (const Socket &socket : sockets) {
        // Without host networking Docker itself takes the connections.
        const QString container = socket.program == u"docker-proxy"
                                      ? u"Docker"_s
                                      : containerOf(groups[socket.pid], groups[u"1"_s]);
        const Listener listener{socket.port, socket.program, container};
        if (!found.contains(listener))
            found << listener;
    }
    return found;
}

} // namespace relaymove
