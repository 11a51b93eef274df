#pragma once
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

// A real BIND on loopback, 127.0.0.1 and ::1, with `test.` and, below it,
// `relay.test.` that takes updates signed with a TSIG key.
class Named
{
public:
    // On port 53 of a network of its own it answers by every address.
    explicit Named(int port = freePort()) : m_port(port) {}
    static constexpr auto keyName = "move-key";
    static constexpr auto secret = "c2VjcmV0IG9mIHRoZSB0ZXN0IHpvbmUgYmVpbmcgbW92ZWQ=";

    bool start()
    {
        write("named.conf", config());
        write("test.zone", R"($TTL 900
@ SOA ns1.test. admin.test. 1 3600 600 86400 60
@ NS ns1.test.
ns1 A 127.0.0.1
ns2 A 127.0.0.3
ns2 AAAA ::1
ns3 A 127.0.0.3
alias CNAME target
target TXT "by " "alias"
relay NS ns1
relay NS ns2
relay NS ns3
)");
        write("relay.zone", R"($TTL 3600
@ SOA ns1.test. admin.test. 1 3600 600 86400 60
@ NS ns1.test.
@ NS ns2.test.
@ NS ns3.test.
@ 1800 A 198.51.100.10
@ 3600 AAAA 2001:db8::10
@ MX 10 relay.test.
www CNAME relay.test.
opendkim._domainkey TXT "v=DKIM1;k=rsa;p=first" "second;s=email;t=s"
)" + longTexts());
        write("reverse.zone", R"($TTL 900
@ SOA ns1.test. admin.test. 1 3600 600 86400 60
@ NS ns1.test.
10 PTR relay.test.
)");
        // Also when the test itself dies.
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral("/usr/sbin/named"),
                        {QStringLiteral("-g"), QStringLiteral("-c"),
                         m_folder.filePath(QStringLiteral("named.conf"))});
        return m_process.waitForStarted() && isUp();
    }
    ~Named()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10000))
            m_process.kill(), m_process.waitForFinished();
    }
    int port() const { return m_port; }
    const QByteArray &log() const { return m_log; }

private:
    static int freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    QByteArray config() const
    {
        const QString text = QStringLiteral(R"(
options { directory "%1"; pid-file none; session-keyfile "%1/session.key";
  listen-on port %2 { %5; }; listen-on-v6 port %2 { ::1; };
  recursion no; dnssec-validation no; };
controls { };
key "%3" { algorithm hmac-sha256; secret "%4"; };
zone "test" { type primary; file "test.zone"; };
zone "relay.test" { type primary; file "relay.zone"; allow-update { key "%3"; }; };
zone "100.51.198.in-addr.arpa" { type primary; file "reverse.zone"; };
)");
        return text.arg(m_folder.path())
            .arg(m_port)
            .arg(QLatin1String(keyName), QLatin1String(secret),
                 m_port == 53 ? QStringLiteral("any") : QStringLiteral("127.0.0.1"))
            .toUtf8();
    }
    // More than fits a packet.
    static QByteArray longTexts()
    {
        QByteArray text;
        for (int i = 0; i < 20; ++i)
            text += "long TXT \"" + QByteArray::number(100 + i) + QByteArray(200, 'x') + "\"\n";
        return text;
    }
    void write(const char *name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    bool isUp()
    {
        return QTest::qWaitFor(
                   [this] {
                       m_log += m_process.readAll();
                       return m_log.contains("all zones loaded") ||
                              m_process.state() != QProcess::Running;
                   },
                   20000) &&
               m_process.state() == QProcess::Running;
    }

    QTemporaryDir m_folder;
    int m_port;
    QProcess m_process;
    QByteArray m_log;
};
