#pragma once
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace relaymove::test {

struct Ended
{
    int exitCode = -1; // -2: by a signal
    QString out, error;
};

// relaymove-cli with folders of its own, and without anybody's keychain.
class Cli
{
public:
    QString folder() const { return m_folder.path(); }
    QDir config() const { return QDir(m_folder.filePath(QStringLiteral("config"))); }
    QDir data() const { return QDir(m_folder.filePath(QStringLiteral("data"))); }

    QStringList words(QStringList own) const
    {
        return own << QStringLiteral("--config-dir") << config().path()
                   << QStringLiteral("--data-dir") << data().path();
    }

    void prepare(QProcess &process, const QStringList &own) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                           QStringLiteral("unix:path=/nonexistent"));
        process.setProcessEnvironment(environment);
        process.setProgram(QStringLiteral(RELAYMOVE_CLI));
        process.setArguments(words(own));
    }

    Ended run(const QStringList &own, const QByteArray &input = {}) const
    {
        QProcess process;
        prepare(process, own);
        process.start();
        process.write(input);
        process.closeWriteChannel();
        return wait(process);
    }

    static Ended wait(QProcess &process)
    {
        if (!process.waitForFinished(60000)) {
            process.kill();
            process.waitForFinished();
            return {-3, {}, QStringLiteral("did not end within 60 s")};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
                QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    // A profile that is fine; returns what "create" did.
    Ended create(const QString &name, const QStringList &more = {}) const
    {
        return run(QStringList{QStringLiteral("profile"), QStringLiteral("create"), name,
                               QStringLiteral("--domain"), QStringLiteral("relay.test"),
                               QStringLiteral("--old"), QStringLiteral("old.invalid"),
                               QStringLiteral("--new"), QStringLiteral("new.invalid"),
                               QStringLiteral("--checkout"), QStringLiteral("/opt/relay")} +
                   more);
    }

private:
    QTemporaryDir m_folder;
};

// `ssh` as the program finds it: the real one, with a configuration of ours, in
// which both machines of the profile are ports of this computer.
class SshConfig
{
public:
    explicit SshConfig(int port)
    {
        write(QStringLiteral("config"),
              QStringLiteral("Host *.invalid\n  HostName 127.0.0.1\n  Port %1\n").arg(port), {});
        write(QStringLiteral("ssh"),
              QStringLiteral("#!/bin/sh\nexec /usr/bin/ssh -F '%1' \"$@\"\n")
                  .arg(m_folder.filePath(QStringLiteral("config"))),
              QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    }
    void useFor(QProcess &process) const
    {
        QProcessEnvironment environment = process.processEnvironment();
        environment.insert(QStringLiteral("PATH"),
                           m_folder.path() + u':' + environment.value(QStringLiteral("PATH")));
        process.setProcessEnvironment(environment);
    }

private:
    void write(const QString &name, const QString &content,
               QFileDevice::Permissions permissions) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
            qFatal("no configuration for ssh");
        if (permissions)
            file.setPermissions(permissions);
    }
    QTemporaryDir m_folder;
};

} // namespace relaymove::test
