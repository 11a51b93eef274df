#include "sshd_fixture.h"

#include "core/base/stop_token.h"
#include "core/process/local_transport.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

constexpr auto program = "/usr/sbin/sshd";

void append(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::Append) || file.write(text) != text.size())
        qFatal("can't write %s", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Each connection is served by a process of its own, or for an ordinary user by
// one below another.
QList<qint64> serversBelow(qint64 parent)
{
    QList<qint64> found;
    for (const QByteArray &child : read(u"/proc/%1/task/%1/children"_s.arg(parent)).split(' ')) {
        const qint64 pid = child.toLongLong();
        if (pid > 0 && read(u"/proc/%1/comm"_s.arg(pid)).trimmed() == "sshd")
            found += QList<qint64>{pid} + serversBelow(pid);
    }
    return found;
}

// Below those that the kernel gives to connections: one of a test beside this one would have it
// while the server restarts (ip_local_port_range, ip(7)).
int freePort()
{
    const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int port = 0;
    do {
        port = QRandomGenerator::global()->bounded(20000, 32768);
        address.sin_port = htons(std::uint16_t(port));
    } while (::bind(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0);
    return port;
}

bool isListening(int port)
{
    const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
}

} // namespace

QByteArray runLocally(const QStringList &words)
{
    const StopToken stop;
    QByteArray output;
    Execution execution{.arguments = words};
    execution.onOutput = [&](const QByteArray &piece) { output += piece; };
    const Ending ending = LocalTransport().execute(execution, stop);
    if (ending.how != Ending::How::Exited || ending.exitCode != 0)
        qFatal("%s failed", qPrintable(words.join(u' ')));
    return output;
}

QString Sshd::whyNot()
{
    if (!QFile::exists(QString::fromLatin1(program)))
        return u"%1 is missing: apt-get install openssh-server"_s.arg(QLatin1StringView(program));
    // sshd wants its empty folder even where it does not use it.
    if (::getuid() == 0)
        QDir().mkpath(u"/run/sshd"_s);
    return QFile::exists(u"/run/sshd"_s) || ::getuid() != 0 ? QString() : u"/run/sshd is missing"_s;
}

Sshd::Sshd(const QStringList &keyTypes, const QStringList &options)
    : m_options(options), m_port(freePort())
{
    append(path(u"authorized_keys"_s), "");
    m_userKey = makeUserKey(u"user"_s, true);
    makeHostKeys(keyTypes);
    start();
}

void Sshd::makeHostKeys(const QStringList &types)
{
    m_types = types;
    for (const QString &type : types) {
        const QString file = path(u"host_"_s + type);
        QFile::remove(file);
        QFile::remove(file + u".pub"_s);
        runLocally({u"ssh-keygen"_s, u"-q"_s, u"-t"_s, type, u"-N"_s, QString(), u"-f"_s, file});
    }
}

QString Sshd::makeUserKey(const QString &name, bool allowed, const QString &passphrase)
{
    const QString file = path(name);
    runLocally(
        {u"ssh-keygen"_s, u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, passphrase, u"-f"_s, file});
    if (allowed)
        append(path(u"authorized_keys"_s), read(file + u".pub"_s));
    return file;
}

void Sshd::allow(const QString &publicKey)
{
    append(path(u"authorized_keys"_s), publicKey.toUtf8() + '\n');
}

void Sshd::allowAuthority(const QString &keyFile)
{
    append(path(u"authorized_keys"_s), "cert-authority " + read(keyFile + u".pub"_s));
}

void Sshd::start()
{
    QStringList words{
        QString::fromLatin1(program), u"-D"_s, u"-f"_s, u"/dev/null"_s, u"-E"_s, path(u"log"_s)};
    QStringList options{u"Port=%1"_s.arg(m_port),
                        u"ListenAddress=127.0.0.1"_s,
                        u"StrictModes=no"_s,
                        u"UsePAM=no"_s,
                        u"PidFile=none"_s,
                        u"PermitRootLogin=yes"_s,
                        u"PasswordAuthentication=no"_s,
                        u"KbdInteractiveAuthentication=no"_s,
                        u"AuthorizedKeysFile="_s + path(u"authorized_keys"_s),
                        u"MaxStartups=100"_s,
                        u"LogLevel=DEBUG1"_s};
    for (const QString &type : m_types)
        options << u"HostKey="_s + path(u"host_"_s + type);
    for (const QString &option : options + m_options)
        words << u"-o"_s << option;
    m_process =
        std::make_unique<ChildProcess>(Execution{.arguments = words}, ChildProcess::Streams::Null);
    if (!QTest::qWaitFor([&] { return isListening(m_port); }, 10000))
        qFatal("sshd does not listen: %s", read(path(u"log"_s)).constData());
}

void Sshd::kill()
{
    const QList<qint64> servers = serversBelow(m_process->mark().pid);
    m_process.reset();
    for (const qint64 server : servers)
        ::kill(pid_t(server), SIGKILL);
}

SshTarget Sshd::target(const QStringList &identityFiles) const
{
    return {.name = u"test"_s,
            .address = u"127.0.0.1"_s,
            .port = m_port,
            .user = QString::fromLocal8Bit(::getpwuid(::getuid())->pw_name),
            .identityFiles = identityFiles,
            .identityAgent = u"none"_s};
}

HostKey Sshd::hostKey(const QString &type) const
{
    const QString file = path(u"host_%1.pub"_s.arg(type));
    const QList<QByteArray> words = read(file).split(' ');
    const QByteArray listed = runLocally({u"ssh-keygen"_s, u"-l"_s, u"-f"_s, file});
    return {.type = QString::fromLatin1(words[0]),
            .blob = words[1],
            .fingerprint = QString::fromLatin1(listed.split(' ').value(1))};
}

Ran run(Transport &transport, Execution execution, const StopToken &stop)
{
    Ran result;
    const auto sink = execution.onOutput;
    execution.onOutput = [&](const QByteArray &piece) {
        result.out += piece;
        if (sink)
            sink(piece);
    };
    execution.onError = [&](const QByteArray &piece) { result.err += piece; };
    result.ending = transport.execute(execution, stop);
    return result;
}

Ran shell(Transport &transport, const QString &script, std::chrono::milliseconds limit,
          bool forwardAgent)
{
    const StopToken stop;
    return run(
        transport,
        {.arguments = {u"sh"_s, u"-c"_s, script}, .limit = limit, .forwardAgent = forwardAgent},
        stop);
}

Failure failureOf(Transport &transport)
{
    try {
        const Ran ran = shell(transport, u"true"_s);
        return {failure::NotDone{ran.ending.detail}};
    } catch (const Failure &failure) {
        return failure;
    }
}
