#include "core/base/amounts.h"
#include "core/base/printable.h"
#include "core/copy/rsync_output.h"
#include "core/engine/report.h"
#include "core/migration/event_json.h"
#include "core/migration/log_store.h"
#include "core/migration/reporter.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace relaymove::event;
using namespace Qt::StringLiterals;

namespace {

// Clears a terminal, in either set; turns the direction of writing; ends a line for some.
const QString hostile = u"a\x1b[2J\u009b2J\u202e\u2028\u0007z"_s;
const QString shown = u"a\\u001b[2J\\u009b2J\\u202e\\u2028\\u0007z"_s;

bool isClean(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) {
        return c != u'\n' && c != u'\t' &&
               (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                c.category() == QChar::Separator_Line);
    });
}

Failure hostileFailure()
{
    return {failure::ClaimFalse{hostile, hostile, hostile}, Role::Old,
            hostile.toUtf8() + '\n' + QByteArray(1 << 20, 'x') + "\nthe reason", u"sync"_s};
}

} // namespace

class PrintableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenCharactersAreSeen()
    {
        QCOMPARE(printable(hostile), shown);
        QCOMPARE(printable(shown), shown); // once more makes no difference
        QCOMPARE(printable(u"é 東京 🚚\tx\ny"_s), u"é 東京 🚚\tx\ny"_s);
        QCOMPARE(printable(u"one\r\ntwo\rthree"_s), u"one\ntwo\\u000dthree"_s);
        QCOMPARE(printable(u"\U000E0041"_s), u"\\udb40\\udc41"_s); // a tag nobody sees
        QCOMPARE(printable(QString(QChar(0xd800))), u"\\ud800"_s);
        QCOMPARE(printable(QString(QChar(0x7f))), u"\\u007f"_s);
    }

    // What goes out as JSON is still JSON, and the same text.
    void insideJsonItIsJson()
    {
        const QByteArray json =
            QJsonDocument(QJsonObject{{u"a"_s, hostile}}).toJson(QJsonDocument::Compact);
        const QString line = printable(QString::fromUtf8(json));
        QVERIFY(isClean(line));
        QCOMPARE(QJsonDocument::fromJson(line.toUtf8())[u"a"_s].toString(), hostile);
    }

    void logLinesAreClean()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"log.tsv"_s);
        LogStore log(path);
        log.add({.at = QDateTime::currentDateTimeUtc(), .text = hostile + QString(1 << 20, u'x')});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(isClean(text));
        QVERIFY(text.size() < 30'000);
        QVERIFY(log.line(0).text.startsWith(shown));
        // One that somebody else wrote.
        QVERIFY(isClean(logLineFromText(hostile).text));
        QVERIFY(isClean(logLineFromText(toText({.text = u"x"_s}) + hostile).text));
    }

    void aLogFillsNoDisk()
    {
        const QTemporaryDir folder;
        LogStore log(folder.filePath(u"log.tsv"_s), 10'000);
        for (int i = 0; i < 1000; ++i)
            log.add({.level = LogLevel::Detail, .text = u"said by OLD"_s});
        const qsizetype before = log.size();
        QVERIFY(before > 10 && before < 400);
        log.add({.level = LogLevel::Command, .text = u"$ true"_s});
        QCOMPARE(log.size(), before + 1);
        QCOMPARE(log.line(before).text, u"$ true"_s);
    }

    void eventsAreClean()
    {
        QList<StampedEvent> events;
        LogStore log{QString()};
        Reporter report([&](const StampedEvent &event) { events << event; }, log);
        report.setStep(StepId::Sync);
        report.note(hostile);
        report.progress({.text = hostile, .done = 1, .unit = hostile});
        report.claim({Proof::MailboxesEqual, hostile, hostile, hostile, false});
        report.check({hostile, hostile, CheckVerdict::Advisory});
        report.event(StepWaiting{StepId::Sync, hostile});
        report.event(StepSkipped{StepId::Sync, hostile});
        report.event(QuestionAsked{{.id = hostile, .what = question::DiskFails{hostile}}});
        report.event(StepEnded{StepId::Sync, StepOutcome::Failed, hostileFailure()});
        report.event(RunEnded{StepOutcome::Failed, hostileFailure()});
        QCOMPARE(events.size(), 9);
        State state;
        for (const StampedEvent &event : std::as_const(events)) {
            const QByteArray json = QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact);
            QVERIFY2(isClean(QString::fromUtf8(json)), json.left(300).constData());
            QVERIFY2(json.size() < 200'000, "no machine fills a journal with one line");
            state = apply(std::move(state), event);
        }
        const auto failed = state.step(StepId::Sync).failure;
        QVERIFY(failed);
        QVERIFY(isClean(explain(*failed).happened));
        QVERIFY(isClean(QString::fromUtf8(failed->raw)));
        QVERIFY(failed->raw.endsWith("the reason"));
        QVERIFY(failed->raw.startsWith(shown.toUtf8()));
        for (const Claim &claim : state.step(StepId::Sync).claims)
            QCOMPARE(claim.observed, shown);
    }

    // As fast as rsync draws it on a machine that means to harm.
    void progressIsToldAsFastAsItIsRead()
    {
        int told = 0;
        LogStore log{QString()};
        Reporter report([&](const StampedEvent &) { ++told; }, log);
        report.setStep(StepId::Precopy);
        for (int i = 0; i < 5000; ++i)
            report.progress({.text = u"pass 1"_s, .done = double(i)});
        QVERIFY2(told >= 1 && told < 2500, qPrintable(QString::number(told)));
        const int before = told;
        report.progress({.text = u"pass 2"_s});
        QCOMPARE(told, before + 1);
    }

    void reportsAreClean()
    {
        const QTemporaryDir folder;
        Facts facts;
        facts.relay.domain = hostile;
        facts.relay.mailboxesDir = hostile;
        facts.relay.extraFiles = {hostile};
        saveFacts(folder.path(), facts);
        QFile journal(folder.filePath(u"journal.jsonl"_s));
        QVERIFY(journal.open(QIODevice::WriteOnly));
        for (const Event &event :
             {Event(StepStarted{StepId::Sync}), Event(StepNote{StepId::Sync, hostile}),
              Event(StepEnded{StepId::Sync, StepOutcome::Failed, hostileFailure()})})
            journal.write(QJsonDocument(toJson({QDateTime::currentDateTimeUtc(), event}))
                              .toJson(QJsonDocument::Compact) +
                          '\n');
        journal.close();
        QFile report(writeReport(Profile::fresh(), folder.path()));
        QVERIFY(report.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(report.readAll());
        QVERIFY(text.contains(shown));
        QVERIFY(isClean(text));
    }

    void numbersAreNumbers_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<qint64>("amount"); // -1: none
        QTest::newRow("one") << u" 42\n"_s << qint64(42);
        QTest::newRow("below zero") << u"-1"_s << qint64(-1);
        QTest::newRow("none") << u"many"_s << qint64(-1);
        QTest::newRow("nothing") << QString() << qint64(-1);
        QTest::newRow("a fraction") << u"1e9"_s << qint64(-1);
        QTest::newRow("huge") << u"9223372036854775807"_s << (qint64(1) << 53);
        QTest::newRow("more than huge") << u"99999999999999999999"_s << qint64(-1);
    }

    void numbersAreNumbers()
    {
        QFETCH(QString, said);
        QFETCH(qint64, amount);
        QCOMPARE(amountIn(said).value_or(-1), amount);
        QVERIFY(countIn(said) >= 0);
    }

    void progressOfNonsenseIsNoNonsense()
    {
        const auto progress =
            parseRsyncProgress(u"9,223,372,036,854,775,807 999999% 9999999999999999999.9GB/s "
                               u"2000000000:59:59 (to-chk=0/1)");
        QVERIFY(progress);
        QCOMPARE(progress->total, 0); // no percentage
        QVERIFY(progress->done >= 0 && progress->done <= double(qint64(1) << 53));
        QCOMPARE(*progress->secondsLeft, 2e9 * 3600 + 59 * 60 + 59);
    }
};

QTEST_GUILESS_MAIN(PrintableTest)
#include "tst_printable.moc"
