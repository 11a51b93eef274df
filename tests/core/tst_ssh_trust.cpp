#include "core/base/stop_token.h"
#include "core/ssh/private_agent.h"
#include "sshd_fixture.h"

#include <QTest>

#include <thread>

#include <sys/socket.h>
#include <sys/un.h>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// Which servers are believed, and how we log in.
class TestSshTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void unknownHostKey();
    void changedHostKey();
    void pinnedKeyOfEachType_data();
    void pinnedKeyOfEachType();
    void serverWithoutThePinnedType();
    void strangersKeyIsRefused();
    void secondIdentityFileIsTried();
    void keyWithAPassphraseIsNamed();
    void certificateIsUsed();
    void agentIsUsed();
    void agentWithMoreKeysThanTheServerLetsTry();
    void silentAgent();

private:
    std::unique_ptr<Sshd> m_server;
};

void TestSshTrust::initTestCase()
{
    if (const QString reason = Sshd::whyNot(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<Sshd>();
}

void TestSshTrust::unknownHostKey()
{
    const StopToken stop;
    const HostKey key = m_server->hostKey();
    QCOMPARE(probeHostKey(Role::New, m_server->target(), stop), key);
    SshTransport transport(Role::New, m_server->target(), std::nullopt);
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::HostKeyUnknown>());
    QCOMPARE(failure.where, Role::New);
    const auto *unknown = failure.as<failure::HostKeyUnknown>();
    QCOMPARE(unknown->address, u"127.0.0.1"_s);
    QCOMPARE(unknown->keyType, u"ssh-ed25519"_s);
    QCOMPARE(unknown->fingerprint, key.fingerprint);
}

void TestSshTrust::changedHostKey()
{
    Sshd other;
    const HostKey pinned = other.hostKey();
    other.kill();
    other.makeHostKeys({u"ed25519"_s});
    other.start();
    SshTransport transport(Role::Old, other.target(), pinned);
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::HostKeyChanged>());
    const auto *changed = failure.as<failure::HostKeyChanged>();
    QCOMPARE(changed->address, u"127.0.0.1"_s);
    QCOMPARE(changed->pinned, pinned.fingerprint);
    QCOMPARE(changed->seen, other.hostKey().fingerprint);
}

void TestSshTrust::pinnedKeyOfEachType_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : {"rsa", "ecdsa", "ed25519"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void TestSshTrust::pinnedKeyOfEachType()
{
    QFETCH(QString, type);
    static const Sshd server({u"rsa"_s, u"ecdsa"_s, u"ed25519"_s});
    SshTransport transport(Role::Old, server.target(), server.hostKey(type));
    QCOMPARE(shell(transport, u"echo in"_s).out, QByteArray("in\n"));
}

void TestSshTrust::serverWithoutThePinnedType()
{
    Sshd other({u"ed25519"_s});
    HostKey pinned = other.hostKey();
    other.kill();
    other.makeHostKeys({u"ecdsa"_s});
    other.start();
    SshTransport transport(Role::Old, other.target(), pinned);
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::HostKeyChanged>());
    QCOMPARE(failure.as<failure::HostKeyChanged>()->seen, other.hostKey(u"ecdsa"_s).fingerprint);
}

void TestSshTrust::strangersKeyIsRefused()
{
    const SshTarget target = m_server->target({m_server->makeUserKey(u"stranger"_s, false)});
    SshTransport transport(Role::Old, target, m_server->hostKey());
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::NotAuthorised>());
    QCOMPARE(failure.as<failure::NotAuthorised>()->who, target.user + u"@127.0.0.1"_s);
    QCOMPARE(failure.as<failure::NotAuthorised>()->tried, target.identityFiles[0]);
}

void TestSshTrust::secondIdentityFileIsTried()
{
    const QString stranger = m_server->makeUserKey(u"stranger2"_s, false);
    SshTransport transport(
        Role::Old, m_server->target({u"/nowhere/key"_s, stranger, m_server->path(u"user"_s)}),
        m_server->hostKey());
    QCOMPARE(shell(transport, u"echo in"_s).out, QByteArray("in\n"));
}

void TestSshTrust::keyWithAPassphraseIsNamed()
{
    const QString file = m_server->makeUserKey(u"locked"_s, true, u"secret"_s);
    SshTransport transport(Role::Old, m_server->target({file}), m_server->hostKey());
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::NotAuthorised>());
    QCOMPARE(failure.as<failure::NotAuthorised>()->tried, file + u" (needs its passphrase)"_s);
}

void TestSshTrust::certificateIsUsed()
{
    // The key itself is a stranger's: only what the authority signed lets it in.
    const QString authority = m_server->makeUserKey(u"authority"_s, false);
    const QString file = m_server->makeUserKey(u"certified"_s, false);
    const SshTarget target = m_server->target({file});
    m_server->allowAuthority(authority);
    SshTransport transport(Role::Old, target, m_server->hostKey());
    QVERIFY(failureOf(transport).is<failure::NotAuthorised>());
    runLocally({u"ssh-keygen"_s, u"-q"_s, u"-s"_s, authority, u"-I"_s, u"test"_s, u"-n"_s,
                target.user, file + u".pub"_s});
    QCOMPARE(shell(transport, u"echo in"_s).out, QByteArray("in\n"));
}

void TestSshTrust::agentIsUsed()
{
    const StopToken stop;
    const PrivateAgent agent(u"trust"_s, stop);
    SshTarget target = m_server->target({});
    target.identityAgent = agent.socketPath();
    SshTransport transport(Role::Old, target, m_server->hostKey());
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::NotAuthorised>());
    QCOMPARE(failure.as<failure::NotAuthorised>()->tried, u"agent"_s);
    m_server->allow(agent.publicKey());
    QCOMPARE(shell(transport, u"echo in"_s).out, QByteArray("in\n"));
}

void TestSshTrust::agentWithMoreKeysThanTheServerLetsTry()
{
    const StopToken stop;
    const PrivateAgent agent(u"many"_s, stop);
    for (int i = 0; i < 7; ++i)
        runLocally({u"env"_s, u"SSH_AUTH_SOCK="_s + agent.socketPath(), u"ssh-add"_s, u"-q"_s,
                    m_server->makeUserKey(u"extra%1"_s.arg(i), false)});
    SshTarget target = m_server->target();
    target.identityAgent = agent.socketPath();
    SshTransport transport(Role::Old, target, m_server->hostKey());
    QCOMPARE(shell(transport, u"echo in"_s).out, QByteArray("in\n"));
    target.identityFiles.clear();
    SshTransport refused(Role::Old, target, m_server->hostKey());
    const Failure failure = failureOf(refused);
    QVERIFY(failure.is<failure::NotAuthorised>());
    QVERIFY2(
        failure.as<failure::NotAuthorised>()->tried.contains(u"Too many authentication failures"_s),
        qPrintable(failure.as<failure::NotAuthorised>()->tried));
}

void TestSshTrust::silentAgent()
{
    // Takes connections and never answers.
    const QString path = m_server->path(u"silent"_s);
    const Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(path), sizeof address.sun_path);
    QCOMPARE(::bind(listener.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(::listen(listener.get(), 5), 0);
    SshTarget target = m_server->target({});
    target.identityAgent = path;
    SshTransport transport(Role::Old, target, m_server->hostKey());
    try {
        shell(transport, u"true"_s, 1s);
        QFAIL("got in");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::NotAuthorised>());
        QCOMPARE(failure.as<failure::NotAuthorised>()->tried, u"agent (no answer)"_s);
    }

    StopToken stop;
    std::thread stopper([&] {
        const Descriptor talk(::accept(listener.get(), nullptr, nullptr)); // the first one's
        const Descriptor next(::accept(listener.get(), nullptr, nullptr));
        stop.raise();
        char byte = 0;
        while (::recv(next.get(), &byte, 1, 0) > 0) {
        } // until it is given up
    });
    const Ran ran = run(transport, {.arguments = {u"true"_s}}, stop);
    stopper.join();
    QCOMPARE(ran.ending.how, Ending::How::Stopped);
}

QTEST_GUILESS_MAIN(TestSshTrust)
#include "tst_ssh_trust.moc"
