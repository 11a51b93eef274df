#include "core/base/await.h"
#include "core/profiles/keychain.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <thread>
#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = SecretTrouble::Kind;

// Runs this test once more, as the part named, in surroundings of its own.
int runPart(const QString &part, const QStringList &before, const QProcessEnvironment &surroundings)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    QProcessEnvironment environment = surroundings;
    environment.insert(u"RELAYMOVE_SECRETS_PART"_s, part);
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    environment.remove(u"XDG_CURRENT_DESKTOP"_s);
    process.setProcessEnvironment(environment);
    QStringList words = before + QStringList{QCoreApplication::applicationFilePath()};
    process.start(words.takeFirst(), words);
    if (process.waitForFinished(60000))
        return process.exitCode();
    process.terminate(); // ends the bus, and the keyring with it
    process.waitForFinished();
    return -1;
}

QByteArray askBus(const QStringList &words)
{
    QProcess process;
    process.start(u"dbus-send"_s, QStringList{u"--session"_s, u"--print-reply"_s} + words);
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAll() : QByteArray();
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

    StopToken m_stop;

private Q_SLOTS:
    void memoryKeepsThem()
    {
        MemorySecretStore store;
        QCOMPARE(store.read(u"a"_s, m_stop).error().kind, Kind::NotThere);
        QVERIFY(store.write(u"a"_s, Secret("one"), m_stop));
        QVERIFY(store.read(u"a"_s, m_stop).value() == Secret("one"));
        QVERIFY(store.remove(u"a"_s, m_stop));
        QVERIFY(!store.read(u"a"_s, m_stop));
    }

    void theChainAsksOneAfterTheOther()
    {
        const auto first = std::make_shared<MemorySecretStore>();
        const auto second = std::make_shared<MemorySecretStore>();
        ChainSecretStore chain({first, second});
        QVERIFY(second->write(u"a"_s, Secret("second"), m_stop));
        QVERIFY(chain.read(u"a"_s, m_stop).value() == Secret("second"));
        QVERIFY(first->read(u"a"_s, m_stop)); // the second is not asked again
        QVERIFY(first->write(u"a"_s, Secret("first"), m_stop));
        QVERIFY(chain.read(u"a"_s, m_stop).value() == Secret("first"));
        QVERIFY(chain.write(u"b"_s, Secret("both"), m_stop));
        QVERIFY(first->read(u"b"_s, m_stop) && second->read(u"b"_s, m_stop));
        QVERIFY(chain.remove(u"a"_s, m_stop));
        QVERIFY(!chain.read(u"a"_s, m_stop));
    }

    void readsOneLine()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], "first\r\n\nrest", 12), 12);
        ::close(ends[1]);
        QVERIFY(readSecretLine(ends[0]).value() == Secret("first"));
        QVERIFY(!readSecretLine(ends[0]));
        QVERIFY(readSecretLine(ends[0]).value() == Secret("rest"));
        QVERIFY(!readSecretLine(ends[0]));
        ::close(ends[0]);
        QVERIFY(!readSecretLine(-1));
    }

    void awaitBringsAResultBack()
    {
        QThread thread;
        QObject home;
        home.moveToThread(&thread);
        thread.start();
        QThread *ranIn = nullptr;
        const auto result = await<int>(
            &home,
            [&](std::function<void(int)> done) {
                ranIn = QThread::currentThread();
                done(7);
            },
            m_stop, 10s);
        QCOMPARE(result, std::optional(7));
        QCOMPARE(ranIn, &thread);
        const auto never = [](std::function<void(int)>) {};
        QCOMPARE(await<int>(&home, never, m_stop, 20ms), std::nullopt);

        StopToken stop;
        bool cancelled = false;
        std::atomic<bool> posted = false;
        std::thread worker([&] {
            try {
                await<int>(&home, [&](std::function<void(int)>) { posted = true; }, stop, 60s);
            } catch (const Cancelled &) {
                cancelled = true;
            }
        });
        const bool waiting = QTest::qWaitFor([&] { return posted.load(); }, 10000);
        stop.raise();
        worker.join();
        thread.quit();
        thread.wait();
        QVERIFY(waiting);
        QVERIFY(cancelled);
    }

    void keyring()
    {
        const QTemporaryDir home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1String(name), home.path());
        QVERIFY(QDir(home.path()).mkpath(u"dbus-1/services"_s));
        const QString script = u"printf test | gnome-keyring-daemon --unlock --components=secrets "
                               ">/dev/null && exec \"$0\""_s;
        QCOMPARE(runPart(u"keyring"_s, {u"dbus-run-session"_s, u"--"_s, u"bash"_s, u"-c"_s, script},
                         environment),
                 0);
    }

    void withoutAKeyring()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        QCOMPARE(runPart(u"none"_s, {}, environment), 0);
    }
};

// Within a session bus with an unlocked gnome-keyring.
class TestKeyring : public QObject
{
    Q_OBJECT

    StopToken m_stop;

private Q_SLOTS:
    void keepsSecrets()
    {
        const Secret secret(QByteArray("s3cret\0\xff with bytes", 19));
        {
            KeychainSecretStore store(u"relaymove-test"_s);
            QCOMPARE(store.read(u"tsig/1"_s, m_stop).error().kind, Kind::NotThere);
            QVERIFY(store.write(u"tsig/1"_s, secret, m_stop));
        }
        KeychainSecretStore store(u"relaymove-test"_s);
        QVERIFY(store.read(u"tsig/1"_s, m_stop).value() == secret);
        QVERIFY(store.remove(u"tsig/1"_s, m_stop));
        QCOMPARE(store.read(u"tsig/1"_s, m_stop).error().kind, Kind::NotThere);
    }

    void aHangingKeyringIsGivenUp()
    {
        KeychainSecretStore store(u"relaymove-test"_s, 300ms);
        QVERIFY(store.write(u"a"_s, Secret("x"), m_stop));
        const QByteArray reply = askBus({u"--dest=org.freedesktop.DBus"_s, u"/"_s,
                                         u"org.freedesktop.DBus.GetConnectionUnixProcessID"_s,
                                         u"string:org.freedesktop.secrets"_s});
        const int pid = reply.mid(reply.indexOf("uint32") + 6).trimmed().toInt();
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        const auto hanging = store.read(u"a"_s, m_stop);
        ::kill(pid, SIGCONT);
        QVERIFY(!hanging);
        QCOMPARE(hanging.error().kind, Kind::Slow);
        QTRY_VERIFY(store.read(u"a"_s, m_stop).has_value());
    }

    void aLockedKeyringIsNotBelieved()
    {
        KeychainSecretStore store(u"relaymove-test"_s, 10s);
        QVERIFY(store.write(u"locked"_s, Secret("x"), m_stop));
        QVERIFY(!askBus({u"--dest=org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                         u"org.freedesktop.Secret.Service.Lock"_s,
                         u"array:objpath:/org/freedesktop/secrets/collection/login"_s})
                     .isEmpty());
        QVERIFY(!store.read(u"locked"_s, m_stop));
        const auto written = store.write(u"locked"_s, Secret("y"), m_stop);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Kind::Denied);
        const auto removed = store.remove(u"locked"_s, m_stop);
        QVERIFY(!removed);
        QVERIFY(leftBehindText(removed, u"dns/7"_s, false).contains(u"\"dns/7\" of relaymove"));
        const auto memory = std::make_shared<MemorySecretStore>();
        ChainSecretStore chain(
            {memory, std::make_shared<KeychainSecretStore>(u"relaymove-test"_s, 10s)});
        QVERIFY(!chain.write(u"typed"_s, Secret("z"), m_stop));
        QVERIFY(chain.read(u"typed"_s, m_stop).value() == Secret("z"));
    }
};

// Where no bus answers.
class TestNoKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSoAtOnce()
    {
        const StopToken stop;
        KeychainSecretStore store;
        const auto written = store.write(u"a"_s, Secret("x"), stop);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Kind::NoKeychain);
        QVERIFY(!store.read(u"a"_s, stop));
        const auto removed = store.remove(u"a"_s, stop);
        QVERIFY(!removed);
        QCOMPARE(leftBehindText(removed, u"a"_s, false), QString());
        QVERIFY(!leftBehindText(removed, u"a"_s, true).isEmpty());
        QVERIFY(secretTroubleText(written.error()).startsWith(u"This computer has no keychain"));
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QByteArray part = qgetenv("RELAYMOVE_SECRETS_PART");
    if (part == "keyring")
        return QTest::qExec(std::make_unique<TestKeyring>().get(), argc, argv);
    if (part == "none")
        return QTest::qExec(std::make_unique<TestNoKeyring>().get(), argc, argv);
    return QTest::qExec(std::make_unique<TestSecrets>().get(), argc, argv);
}

#include "tst_secrets.moc"
