#include "core/ssh/ssh_target.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/process/local_transport.h"

#include <QDir>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Failure badName(Role role, const QString &name, const QString &why)
{
    return {failure::BadInput{
                UserText::tr("ssh does not know how to reach \"%1\": %2").arg(name, why),
                UserText::tr("Enter a host name, an address, or a name from your ssh config.")},
            role};
}

// OLD and NEW must reach each other too, so a way round for us alone would not do.
Failure onlyByProxy(Role role, const QString &name, const QString &setting)
{
    return {
        failure::BadInput{UserText::tr("Your ssh config reaches \"%1\" through another host (%2).")
                              .arg(name, setting),
                          UserText::tr("Enter an address that leads straight to the machine.")},
        role};
}

// `ssh -G` leaves these for the connection to expand.
QString expandPath(QString path)
{
    if (path == u'~' || path.startsWith(u"~/"_s))
        path.replace(0, 1, QDir::homePath());
    return path.replace(u"%d"_s, QDir::homePath());
}

QString expandAgent(const QString &word)
{
    if (word == u"SSH_AUTH_SOCK"_s)
        return {};
    if (word.startsWith(u'$'))
        return qEnvironmentVariable(word.mid(1).remove(u'{').remove(u'}').toUtf8().constData(),
                                    u"none"_s);
    return expandPath(word);
}

} // namespace

std::expected<SshTarget, Failure> parseSshConfig(Role role, const QString &name,
                                                 const QByteArray &output)
{
    SshTarget target{.name = name};
    const QStringList lines = QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString key = line.section(u' ', 0, 0);
        const QString value = line.section(u' ', 1);
        if (key == u"hostname"_s)
            target.address = value;
        else if (key == u"port"_s)
            target.port = value.toInt();
        else if (key == u"identityfile"_s)
            target.identityFiles << expandPath(value);
        else if (key == u"certificatefile"_s)
            target.certificateFiles << expandPath(value);
        else if (key == u"identityagent"_s)
            target.identityAgent = expandAgent(value);
        else if ((key == u"proxyjump"_s || key == u"proxycommand"_s) && value != u"none"_s)
            return std::unexpected(onlyByProxy(role, name, line));
    }
    if (target.address.isEmpty() || target.port <= 0)
        return std::unexpected(badName(role, name, UserText::tr("no host name, no port")));
    return target;
}

std::expected<SshTarget, Failure> resolveTarget(Role role, const QString &name,
                                                const StopToken &stop)
{
    QByteArray output, error;
    Execution execution{.arguments = {u"ssh"_s, u"-G"_s, u"--"_s, name},
                        .limit = std::chrono::seconds(10)};
    execution.onOutput = [&](const QByteArray &piece) { output += piece; };
    execution.onError = [&](const QByteArray &piece) { error += piece; };
    try {
        const Ending ending = LocalTransport().execute(execution, stop);
        if (ending.how == Ending::How::Stopped)
            throw Cancelled{};
        if (ending.how != Ending::How::Exited || ending.exitCode != 0)
            return std::unexpected(badName(role, name, QString::fromUtf8(error).trimmed()));
    } catch (const Failure &failure) {
        return std::unexpected(failure);
    }
    return parseSshConfig(role, name, output);
}

} // namespace relaymove
