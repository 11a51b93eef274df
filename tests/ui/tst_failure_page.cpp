#include "core/base/failure.h"
#include "core/engine/question_text.h"
#include "core/migration/log_store.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/step_button.h"
#include "ui/words/durations.h"
#include "ui/words/failure_words.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryFile>
#include <QTextDocument>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What a person finds where something has failed.
class FailurePageTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysItsSentences();
    void oneOfNoStepIsOnThePage();
    void detailsStayOpen();
    void aRefusalHasTheFocus();
    void whoTypesIsLeftAlone();
    void whoWalksThroughTheListStaysThere();
    void theListSaysFailedOnce();
    void cmdeploysCommandIsNamed();
    void theWayBackIsNamedAsItsButton();
    void oneNameForGoingOn();
    void whatAMachineSaidIsNoHtml();
    void whatIsToBeReadIsReadInFull();

private:
    bool isFailureVisible() const { return find<QWidget>(u"failure"_s)->isVisible(); }
    QString focused() const
    {
        return m_view->focusWidget() ? m_view->focusWidget()->objectName() : QString();
    }
};

void FailurePageTest::itSaysItsSentences()
{
    const QSignalSpy starts(m_view.get(), &MigrationView::startRequested);
    const Snapshot failed = sample::installFailed();
    m_view->show(failed);
    m_view->goTo(StepId::Install);
    const Explanation words = explain(*failed.state.step(StepId::Install).failure);
    QVERIFY(isFailureVisible());
    QVERIFY(text(u"failureHappened"_s).contains(words.happened));
    QVERIFY(text(u"failureWhere"_s).contains(words.where));
    QVERIFY(text(u"failureMail"_s).contains(mailWords(WhoServes::Old)));
    QVERIFY(text(u"failureNext"_s).contains(words.next));
    click(u"failureGoOn"_s);
    QCOMPARE(starts.count(), 1);
    QCOMPARE(int(starts.first().first().value<StepId>()), int(StepId::Install));
    m_view->goTo(StepId::Precopy);
    QVERIFY(!isFailureVisible());
}

void FailurePageTest::whatAMachineSaidIsNoHtml()
{
    const QString html = u"<b>NEW serves</b> <img src=\"/etc/passwd\">"_s;
    Snapshot snapshot = sample::installFailed();
    for (const StepId step : allSteps()) {
        StepState &state = snapshot.state.steps[step];
        state.note = html;
        state.claims << Claim{Proof::MailboxesEqual, html, html, html, false};
        state.progress = Progress{.text = html, .unit = html};
        if (state.failure)
            state.failure->what = failure::ClaimFalse{html, html, html};
    }
    snapshot.state.question = Question{.id = html, .what = question::DiskFails{html}};
    LogStore log{QString()};
    log.add({.at = QDateTime::currentDateTimeUtc(), .text = html});
    m_view->setLog(&log);
    m_view->show(snapshot);
    int seen = 0;
    for (const StepId page : allSteps()) {
        m_view->goTo(page);
        for (const QLabel *label : m_view->findChildren<QLabel *>()) {
            seen += label->text().contains(html) ? 1 : 0;
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(label->objectName()));
        }
        for (const QWidget *widget : m_view->findChildren<QWidget *>())
            QVERIFY2(!widget->toolTip().contains(u"<img"), qPrintable(widget->objectName()));
    }
    QVERIFY(seen > 10);
    const QAbstractItemModel *lines = find<QTableView>(u"logTable"_s)->model();
    QTRY_VERIFY(lines->rowCount() == 1);
    const QModelIndex last = lines->index(0, lines->columnCount() - 1);
    QCOMPARE(last.data().toString(), html);
    QVERIFY(!last.data(Qt::ToolTipRole).toString().contains(u"<img"));
    m_view->setLog(nullptr);
}

void FailurePageTest::whatIsToBeReadIsReadInFull()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray("+<b>line</b>\n").repeated(3000) + "+\x1b[2Jlast\n");
    file.flush();
    question::ChooseRelease release{.offersDeployed = true,
                                    .offersCheckout = true,
                                    .changes = u"0"_s,
                                    .toRead = file.fileName()};
    Question question{.id = u"preflight/release/a-b"_s, .what = release};
    m_view->show(sample::asked(StepId::Preflight, question));
    m_view->goTo(StepId::Preflight);
    const auto *reading = find<QPlainTextEdit>(u"questionReading"_s);
    QVERIFY(reading->isVisible());
    QCOMPARE(reading->toPlainText(), readingText(file.fileName()));
    QVERIFY(reading->toPlainText().endsWith(u"+<b>line</b>\n+\\u001b[2Jlast\n"_s));
    QCOMPARE(m_view->focusWidget()->objectName(), u"answer-stop"_s); // what an Enter takes
    release.toRead.clear();
    question.what = release;
    question.id += u'2';
    m_view->show(sample::asked(StepId::Preflight, question));
    QVERIFY(!reading->isVisible());
}

void FailurePageTest::oneOfNoStepIsOnThePage()
{
    m_view->show(sample::unreachable());
    m_view->goTo(StepId::Precopy);
    QVERIFY(isFailureVisible());
    QVERIFY(text(u"failureHappened"_s).contains(u"No route to host"_s));
    QVERIFY(text(u"failureWhere"_s).contains(u"Failed at "_s));
    QCOMPARE(int(find<StepButton>(u"step-preflight"_s)->mark()), int(Mark::Done));
}

void FailurePageTest::detailsStayOpen()
{
    Snapshot failed = sample::installFailed();
    failed.state.steps[StepId::Install].failure->raw = "one\r\ntwo";
    m_view->show(failed);
    m_view->goTo(StepId::Install);
    click(u"failureDetails"_s);
    QVERIFY(find<QPlainTextEdit>(u"failureRaw"_s)->isVisible());
    m_view->show(failed);
    QVERIFY(find<QPlainTextEdit>(u"failureRaw"_s)->isVisible());
}

// Seen: after a refusal the focus was on “Relays”, and a screen reader said nothing of it.
void FailurePageTest::aRefusalHasTheFocus()
{
    m_view->show(sample::untouched());
    find<QPushButton>(u"start"_s)->setFocus();
    m_view->show(sample::refused());
    QCOMPARE(focused(), u"failure"_s);
    const auto *card = find<QWidget>(u"failure"_s);
    QCOMPARE(card->accessibleName(), text(u"failureHappened"_s));
    QVERIFY(card->accessibleDescription().contains(text(u"failureNext"_s)));
    // Whoever went on from there is not brought back by the next look.
    find<QPushButton>(u"showOutput"_s)->setFocus();
    m_view->show(sample::refused());
    QCOMPARE(focused(), u"showOutput"_s);
}

void FailurePageTest::whoTypesIsLeftAlone()
{
    m_view->show(sample::untouched());
    auto *search = find<QLineEdit>(u"logSearch"_s);
    search->setFocus();
    QTRY_VERIFY(search->hasFocus());
    m_view->show(sample::refused());
    QVERIFY(isFailureVisible());
    QCOMPARE(focused(), u"logSearch"_s);
}

void FailurePageTest::whoWalksThroughTheListStaysThere()
{
    m_view->show(sample::installFailed()); // on another page
    auto *before = find<StepButton>(u"step-precopy"_s);
    before->setFocus();
    before->click();
    QTest::keyClick(before, Qt::Key_Down);
    QVERIFY(isFailureVisible());
    QCOMPARE(focused(), u"step-install"_s);
}

void FailurePageTest::theListSaysFailedOnce()
{
    const Snapshot failed = sample::installFailed();
    m_view->show(failed);
    const QString at = momentWords(failed.state.step(StepId::Install).ended, failed.now);
    QCOMPARE(find<StepButton>(u"step-install"_s)->accessibleDescription(),
             u"failed at %1, Install nginx"_s.arg(at));
    m_view->goTo(StepId::Install);
    QVERIFY(text(u"failureWhere"_s).endsWith(u"Failed at %1."_s.arg(at)));
}

void FailurePageTest::cmdeploysCommandIsNamed()
{
    m_view->show(sample::installFailed());
    m_view->goTo(StepId::Install);
    QVERIFY(text(u"failureHappened"_s).contains(u"Install nginx"_s));
    const QString command = text(u"failureCommand"_s);
    QVERIFY2(command.contains(u"cd /root/relay && scripts/cmdeploy run --config"_s),
             qPrintable(command));
    const QString output = find<QPushButton>(u"showOutput"_s)->text().remove(u'&');
    QVERIFY2(command.contains(u"“%1”"_s.arg(output)), qPrintable(command));
    m_view->show(sample::refused()); // no command did
    m_view->goTo(StepId::Preflight);
    QVERIFY(!find<QLabel>(u"failureCommand"_s)->isVisible());
}

void FailurePageTest::theWayBackIsNamedAsItsButton()
{
    Snapshot snapshot = sample::syncFailedWithinCutover();
    m_view->show(snapshot); // asked
    QVERIFY(text(u"failureNext"_s)
                .contains(u"“%1”"_s.arg(find<QPushButton>(u"answer-back"_s)->text())));
    snapshot.state = settled(snapshot.state);
    m_view->show(snapshot);
    const QString back = find<QPushButton>(u"goBack"_s)->text().remove(u'&');
    QVERIFY2(text(u"failureNext"_s).contains(u"“%1”: OLD serves again"_s.arg(back)),
             qPrintable(text(u"failureNext"_s)));
    snapshot.profile.oldIsFailing = true;
    m_view->show(snapshot);
    QVERIFY(text(u"failureNext"_s).contains(u"may be lost"_s));
    // Before the cutover there is nothing to go back from.
    m_view->show(sample::installFailed());
    m_view->goTo(StepId::Install);
    QVERIFY(!text(u"failureNext"_s).contains(back));
}

void FailurePageTest::oneNameForGoingOn()
{
    m_view->show(sample::installFailed());
    m_view->goTo(StepId::Install);
    QCOMPARE(find<QPushButton>(u"failureGoOn"_s)->text(), u"Try again"_s);
    QCOMPARE(find<QPushButton>(u"start"_s)->text().remove(u'&'), u"Try again"_s);
    QVERIFY(text(u"failureNext"_s).endsWith(u"then try again."_s));
}

QTEST_MAIN(FailurePageTest)
#include "tst_failure_page.moc"
