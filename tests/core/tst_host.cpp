#include "core/base/failure.h"
#include "core/host/host.h"
#include "core/migration/run_control.h"
#include "tests/fakes/fake_transport.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A machine that says the same piece again and again, until nobody listens. The end is far
// behind each limit, and for the test's sake only.
class Talker : public Transport
{
public:
    Talker(QByteArray piece, bool onError) : m_piece(std::move(piece)), m_onError(onError) {}

    Ending execute(const Execution &execution, const StopToken &) override
    {
        for (; m_said < (qint64(32) << 20); m_said += m_piece.size())
            (m_onError ? execution.onError : execution.onOutput)(m_piece);
        return {};
    }
    qint64 said() const { return m_said; }

private:
    QByteArray m_piece;
    bool m_onError;
    qint64 m_said = 0;
};

struct Heard
{
    qsizetype lines = 0, characters = 0, longest = 0;
    QString last;
    void take(const QString &line)
    {
        ++lines;
        characters += line.size();
        longest = qMax(longest, line.size());
        last = line;
    }
};

} // namespace

class TestHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoFollowsSeesEachLineTheLogAFew();
    void whoTalksForEverIsNotListenedToForEver_data();
    void whoTalksForEverIsNotListenedToForEver();
    void aCommandMayNameWhatItsAnswerTakes();
    void aLineWithoutAnEndIsCut();
    void aCommandFillsNoLog();
    void whatAMachineSaidIsNoOrderToATerminal();
};

// rsync redraws its progress for each file: a log of all of that hides everything else.
void TestHost::whoFollowsSeesEachLineTheLogAFew()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"rsync"_s, QByteArray("sending\n") + QByteArray("  1%\r").repeated(500) +
                                "100%\nsent 5 files\n");
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"rsync"_s});
    QStringList logged, followed;
    host.setLineLog([&](const QString &line, bool) { logged << line; });
    host.stream({"rsync"}, [&](const QString &line, bool) { followed << line; });
    QCOMPARE(followed.size(), 503);
    QVERIFY2(logged.size() < 50, qPrintable(QString::number(logged.size())));
    QCOMPARE(logged.first(), u"sending"_s);
    QCOMPARE(logged.mid(logged.size() - 2), (QStringList{u"100%"_s, u"sent 5 files"_s}));
}

void TestHost::whoTalksForEverIsNotListenedToForEver_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<bool>("onError");
    QTest::addColumn<bool>("followed");
    for (const bool onError : {false, true}) {
        for (const bool followed : {false, true}) {
            const auto row = [&](const char *name, const QByteArray &piece) {
                QTest::addRow("%s%s%s", name, onError ? ", on standard error" : "",
                              followed ? ", followed" : "")
                    << piece << onError << followed;
            };
            row("lines", QByteArray("yes\n").repeated(8192));
            row("no line's end", QByteArray(32768, 'x'));
            row("redrawn", QByteArray("1%\r").repeated(8192));
        }
    }
}

void TestHost::whoTalksForEverIsNotListenedToForEver()
{
    QFETCH(QByteArray, piece);
    QFETCH(bool, onError);
    QFETCH(bool, followed);
    const auto machine = std::make_shared<Talker>(piece, onError);
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"talk"_s});
    constexpr qint64 most = 1 << 20;
    const Command talk = Command{"talk"}.saysUpTo(most);
    QList<CommandRecord> records;
    host.setRecorder([&](const CommandRecord &record) { records << record; });
    try {
        followed ? host.stream(talk, [](const QString &, bool) {}) : host.run(talk);
        QFAIL("it was listened to");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::SaidTooMuch>());
        QCOMPARE(failure.where, Role::Old);
        QCOMPARE(failure.as<failure::SaidTooMuch>()->command, u"talk"_s);
        QCOMPARE(failure.as<failure::SaidTooMuch>()->megabytes, 1);
        QVERIFY(failure.raw.size() <= most);
        QVERIFY(!explain(failure).happened.isEmpty() && !explain(failure).next.isEmpty());
    }
    QCOMPARE(machine->said(), most / piece.size() * piece.size());
    QCOMPARE(records.size(), 2); // its end is recorded too
}

void TestHost::aCommandMayNameWhatItsAnswerTakes()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"list"_s, QByteArray(usualMost + 1, 'x'));
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"list"_s});
    QVERIFY_THROWS_EXCEPTION(Failure, host.run({"list"}));
    QCOMPARE(host.run(Command{"list"}.saysUpTo(usualMost + 1)).out.size(), usualMost + 1);
}

void TestHost::aLineWithoutAnEndIsCut()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"rsync"_s, QByteArray(usualMost / 2, 'x') + "\nnext\n");
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"rsync"_s});
    Heard logged, followed;
    host.setLineLog([&](const QString &line, bool) { logged.take(line); });
    host.stream({"rsync"}, [&](const QString &line, bool) { followed.take(line); });
    for (const Heard &heard : {logged, followed}) {
        QCOMPARE(heard.lines, 2);
        QCOMPARE(heard.last, u"next"_s);
        QVERIFY2(heard.longest < 20'000, qPrintable(QString::number(heard.longest)));
    }
}

void TestHost::aCommandFillsNoLog()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"rsync"_s, QByteArray("x\n").repeated(1'000'000));
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"rsync"_s});
    Heard logged, followed;
    host.setLineLog([&](const QString &line, bool) { logged.take(line); });
    host.stream({"rsync"}, [&](const QString &line, bool) { followed.take(line); });
    QCOMPARE(followed.lines, 1'000'000);
    QVERIFY2(logged.lines <= 20'001, qPrintable(QString::number(logged.lines)));
    QVERIFY2(logged.last.contains(u"980000"_s), qPrintable(logged.last)); // what is not there
    // The next command has its own.
    machine->on(u"rsync"_s, "one\n");
    host.stream({"rsync"}, [](const QString &, bool) {});
    QCOMPARE(logged.last, u"one"_s);
}

void TestHost::whatAMachineSaidIsNoOrderToATerminal()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"ls"_s, "a\x1b[2Jb\nc\xc2\x9b"
                         "2Jd\t\xe2\x80\xae"
                         "e\n");
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"ls"_s});
    QStringList logged, followed;
    host.setLineLog([&](const QString &line, bool) { logged << line; });
    host.stream({"ls"}, [&](const QString &line, bool) { followed << line; });
    const QStringList seen{u"a\\u001b[2Jb"_s, u"c\\u009b2Jd\t\\u202ee"_s};
    QCOMPARE(followed, seen);
    QCOMPARE(logged, seen);
    const Output output = host.run({"ls"});
    QCOMPARE(output.lines(), seen);
    QCOMPARE(output.text(), seen.join(u'\n'));
    QVERIFY(output.out.contains('\x1b')); // who parses has what was said
}

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
