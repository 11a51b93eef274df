#include "tests/ui/page_states.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/command_card.h"

#include <QPlainTextEdit>
#include <QRegularExpression>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What a page says that its step runs.
class CommandsTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsShownWithItsMachine();
    void looksComeBeforeChanges();
    void whatIsNotKnownYetIsAPlainWord();
};

void CommandsTest::eachIsShownWithItsMachine()
{
    m_view->show(madeup::untouched());
    m_view->goTo(StepId::Precopy);
    const QString commands = find<QPlainTextEdit>(u"commands"_s)->toPlainText();
    QVERIFY2(commands.contains(u"\non OLD   rsync -aH --delete --modify-window=-1 /home/vmail/"_s),
             qPrintable(commands));
    m_view->goTo(StepId::Chown);
    QVERIFY(!find<QWidget>(u"commands"_s)->isVisible());
}

void CommandsTest::looksComeBeforeChanges()
{
    int inOrder = 0;
    for (const Plan &plan : madeup::realPlans()) {
        const QString text = planText(plan);
        const qsizetype looks = text.indexOf(u"Looks, and changes nothing:"_s);
        const qsizetype changes = text.indexOf(u"\nChanges:"_s);
        const qsizetype back = text.indexOf(u"Only when it is taken back:"_s);
        QVERIFY(changes < 0 || looks < changes);
        QVERIFY(back < 0 || changes < back);
        inOrder += looks >= 0 && changes >= 0;
    }
    QCOMPARE_GE(inOrder, 5); // most steps do both
}

void CommandsTest::whatIsNotKnownYetIsAPlainWord()
{
    const QString text = planText(madeup::realPlans()[StepId::Precopy]);
    QVERIFY2(text.startsWith(u"<…> is filled in when it is known.\n"_s), qPrintable(text));
    QVERIFY(text.contains(u"<mailboxes>/"_s));
    static const QRegularExpression bare(u"\\{[a-z][a-z-]*\\}"_s);
    QVERIFY2(!text.contains(bare), qPrintable(bare.match(text).captured()));
    const QString known = planText({{Role::Old, Purpose::Look, Command{"true"}, u"why"_s}});
    QVERIFY(!known.contains(u'<'));
}

QTEST_MAIN(CommandsTest)
#include "tst_commands.moc"
