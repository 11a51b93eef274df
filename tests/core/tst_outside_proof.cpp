#include "core/cutover/outside_proof.h"
#include "core/relay/relay_trial.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestOutsideProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatKnocksTell_data()
    {
        QTest::addColumn<QList<PortAnswer>>("answers");
        QTest::addColumn<bool>("tell");
        using List = QList<PortAnswer>;
        QTest::newRow("no way there")
            << List{PortAnswer::Unreachable, PortAnswer::Unreachable} << false;
        QTest::newRow("silent: shut") << List{PortAnswer::Silent, PortAnswer::Silent} << true;
        QTest::newRow("one answers") << List{PortAnswer::Silent, PortAnswer::Open} << true;
        QTest::newRow("refused") << List{PortAnswer::Refused, PortAnswer::Refused} << true;
    }
    void whatKnocksTell()
    {
        QFETCH(QList<PortAnswer>, answers);
        QTEST(portAnswersTell(answers), "tell");
    }

    void newAnswersAsOldDoes_data();
    void newAnswersAsOldDoes();
    void withoutALogInNothingElseIsClaimed();
    void aPortThatOldDoesNotAnswerAtIsNotNews();
    void answersOutliveTheProgram();

    void certificatesNames()
    {
        QVERIFY(isNamedIn({u"mail.example.org"_s}, u"mail.example.org"_s));
        QVERIFY(isNamedIn({u"example.org"_s, u"*.example.org"_s}, u"mail.example.org"_s));
        QVERIFY(!isNamedIn({u"*.example.org"_s}, u"a.mail.example.org"_s));
        QVERIFY(!isNamedIn({u"*.org"_s, u"example.org"_s}, u"mail.example.org"_s));
    }
};

void TestOutsideProof::newAnswersAsOldDoes_data()
{
    QTest::addColumn<Answer>("onOld");
    QTest::addColumn<Answer>("onNew");
    QTest::addColumn<bool>("holds");
    QTest::newRow("both well") << Answer::Passed << Answer::Passed << true;
    QTest::newRow("NEW is better") << Answer::Refused << Answer::Passed << true;
    QTest::newRow("neither takes it") << Answer::Refused << Answer::Refused << true;
    QTest::newRow("NEW is worse") << Answer::Passed << Answer::Refused << false;
    QTest::newRow("NEW's trouble is another one") << Answer::Refused << Answer::PutOff << false;
    QTest::newRow("NEW is silent") << Answer::Refused << Answer::NoConnection << false;
    QTest::newRow("OLD was not tried") << Answer::NotTried << Answer::Refused << false;
}

void TestOutsideProof::newAnswersAsOldDoes()
{
    QFETCH(Answer, onOld);
    QFETCH(Answer, onNew);
    QFETCH(bool, holds);
    AnswerSheet old, fresh;
    old.note(Trial::FromOutside, onOld, u"said OLD"_s);
    fresh.note(Trial::FromOutside, onNew, u"said NEW"_s);
    Facts facts;
    facts.cutover.answersOfOld = old.toLines();
    const QList<Claim> claims = claimsOf(fresh, facts);
    QCOMPARE(claims.size(), 2); // and the ports
    QCOMPARE(claims.last().proof, Proof::MailWorks);
    QCOMPARE(claims.last().holds, holds);
    if (onNew != Answer::Passed)
        QCOMPARE(claims.last().observed, u"said NEW"_s);
    QCOMPARE(claims.last().expected.contains(u"said OLD"), holds && onNew != Answer::Passed);
}

// Else a NEW that lets nobody in would pass by not being tried.
void TestOutsideProof::withoutALogInNothingElseIsClaimed()
{
    AnswerSheet old, fresh;
    old.note(Trial::LogIn, Answer::Denied, u"no"_s);
    fresh.note(Trial::LogIn, Answer::Denied, u"no"_s);
    Facts facts;
    facts.cutover.answersOfOld = old.toLines();
    const QList<Claim> claims = claimsOf(fresh, facts);
    QCOMPARE(claims.size(), 2);
    QVERIFY(!claims.last().holds);
}

void TestOutsideProof::aPortThatOldDoesNotAnswerAtIsNotNews()
{
    Facts facts;
    facts.relay.silentPorts = {u"80"_s};
    AnswerSheet old, fresh;
    for (const int port : servedPorts(facts)) {
        old.note(trialOfPort(port), port == 3340 ? Answer::NoConnection : Answer::Passed, {});
        fresh.note(trialOfPort(port), port == 3340 ? Answer::NoConnection : Answer::Passed, {});
    }
    facts.cutover.answersOfOld = old.toLines();
    QVERIFY(claimsOf(fresh, facts).first().holds);
    QCOMPARE(claimsOf(fresh, facts).first().expected, u"6 ports open"_s);
    fresh.note(Trial::Port993, Answer::NoConnection, u"refused"_s);
    QVERIFY(!claimsOf(fresh, facts).first().holds);
    QCOMPARE(claimsOf(fresh, facts).first().observed, u"993 refused"_s);
}

void TestOutsideProof::answersOutliveTheProgram()
{
    AnswerSheet sheet;
    sheet.note(Trial::LogIn, Answer::Passed, u"logged in"_s);
    sheet.note(Trial::FromOutside, Answer::Refused, u"500 Error:\tbad syntax"_s);
    sheet.note(Trial::DkimKey, Answer::Different, {});
    QCOMPARE(AnswerSheet::fromLines(sheet.toLines()), sheet);
    QCOMPARE(sheet.failed(), (QList<Trial>{Trial::FromOutside, Trial::DkimKey}));
    Facts facts;
    facts.cutover.answersOfOld = sheet.toLines();
    QCOMPARE(Facts::fromJson(facts.toJson())->cutover.answersOfOld, sheet.toLines());
    // Of a later version.
    QCOMPARE(AnswerSheet::fromLines({u"warp\tpassed\t"_s, u"log-in\tsmiled\t"_s}), AnswerSheet());
}

QTEST_GUILESS_MAIN(TestOutsideProof)
#include "tst_outside_proof.moc"
