#pragma once
#include "core/net/mail_probe.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace relaymove {

// mail_server.py, with a certificate for relay.test, until the object ends. It knows one user,
// or lets in everybody.
class MailServer
{
public:
    bool start(const QString &program, bool letsInEverybody = false)
    {
        run(QStringLiteral("openssl"),
            QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
                           "-subj /CN=relay.test -addext "
                           "subjectAltName=DNS:relay.test,DNS:www.relay.test -keyout %1 -out %2")
                .arg(path("key"), path("cert"))
                .split(QLatin1Char(' ')));
        m_process.start(QStringLiteral("/usr/bin/python3"),
                        {program, path("cert"), path("key"),
                         letsInEverybody ? QStringLiteral("*") : login.user,
                         QString::fromLatin1(login.password.reveal())});
        if (m_process.waitForReadyRead(20000))
            m_ports = QJsonDocument::fromJson(m_process.readLine()).object();
        return m_ports.contains(QStringLiteral("imaps"));
    }
    bool end()
    {
        m_process.closeWriteChannel();
        return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(10000);
    }
    ~MailServer() { end(); }

    int port(const char *name) const { return m_ports[QLatin1StringView(name)].toInt(); }
    // SHA-256 of its certificate, hexadecimal.
    QByteArray fingerprint() const
    {
        const QByteArray said =
            run(QStringLiteral("openssl"),
                {QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-fingerprint"),
                 QStringLiteral("-sha256"), QStringLiteral("-in"), path("cert")});
        return said.mid(said.indexOf('=') + 1).trimmed().toLower().replace(":", "");
    }

    const Login login{QStringLiteral("probe@relay.test"), Secret("pass word")};

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    static QByteArray run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(30000) ? process.readAllStandardOutput() : QByteArray();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_ports;
};

} // namespace relaymove
