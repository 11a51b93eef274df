#pragma once
#include "core/base/failure.h"
#include "tests/fakes/fake_migration.h"

#include <QDir>
#include <QProcess>
#include <QTest>

// What tests of the mailboxes' passes share.
namespace relaymove {

using namespace Qt::StringLiterals;

inline const QByteArray lostMessage =
    "rsync: [sender] read errors mapping \"/home/vmail/mail/relay.test/a@relay.test/cur/1:2,S\": "
    "Input/output error (5)\n";

// A relay of 600 mailboxes, on machines that agree to everything.
inline void prepare(FakeMigration &m)
{
    m.profile.domain = u"relay.test"_s;
    m.profile.oldHost = u"old"_s;
    m.facts.relay.domain = u"relay.test"_s;
    m.facts.relay.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    m.facts.relay.mostMailboxes = 600;
    m.facts.cutover.id = u"c1"_s;
    for (const auto &transport : {m.onOld, m.onNew, m.onAdmin})
        transport->on(QString(), "");
    m.onOld->on(u"getent passwd vmail"_s, "vmail:x:999:999::/home/vmail:/bin/false\n");
    m.onOld->on(u"count-names"_s, "600\n");
    m.onOld->on(u"systemctl show"_s, "SubState=exited\nExecMainStatus=0\n");
}

inline int passesBefore(const FakeMigration &m, qsizetype place)
{
    return int(m.ran.mid(0, place).filter(u"--unit=relaymove-pass"_s).size());
}

// OLD's disk gives no message back until the pass leaves it out.
inline void loseAMessage(FakeMigration &m)
{
    m.facts.disk.fails = true;
    m.onOld->watch([&m](const QString &line) {
        m.ran << u"OLD "_s + line;
        if (!line.contains(u"--unit=relaymove-pass"))
            return;
        QByteArray skipped;
        for (const Execution &execution : m.onOld->executions()) {
            if (execution.arguments.contains(u"/run/relaymove/skip"_s))
                skipped = contentOf(execution);
        }
        const bool meets = !skipped.contains("a@relay.test/cur/1:2,S");
        m.onOld->on(u"cat /run/relaymove/pass.err"_s, meets ? lostMessage : "");
        m.onOld->on(u"--wait"_s,
                    FakeTransport::Answer{.out = {}, .exitCode = meets ? 23 : 0, .err = {}});
    });
}

// The failure that the step ends with.
inline std::optional<Failure> failureOf(FakeMigration &m, Step &step)
{
    m.allow(step);
    try {
        step.run(m.context);
    } catch (const Failure &failure) {
        return failure;
    }
    return {};
}

// The same words on this machine, one folder in another's place.
inline QString runHere(const Execution &execution, const QString &folder, const QString &instead)
{
    QStringList words = execution.arguments;
    words.replaceInStrings(folder, instead);
    QProcess process;
    process.start(words.first(), words.mid(1));
    process.write(execution.input);
    process.closeWriteChannel();
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

inline void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace relaymove
