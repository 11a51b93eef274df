#include "tests/ui/page_states.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/command_card.h"

#include <QClipboard>
#include <QGuiApplication>
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
    void allOfItIsShownAndCopied();
};

void CommandsTest::eachIsShownWithItsMachine()
{
    m_view->show(sample::untouched());
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
    for (const Plan &plan : sample::realPlans()) {
        const QString text = planText(plan, Length::FirstLines);
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
    const QString text = planText(sample::realPlans()[StepId::Precopy], Length::FirstLines);
    QVERIFY2(text.startsWith(u"<…> is filled in when it is known.\n"_s), qPrintable(text));
    QVERIFY(text.contains(u"<mailboxes>/"_s));
    static const QRegularExpression bare(u"\\{[a-z][a-z-]*\\}"_s);
    QVERIFY2(!text.contains(bare), qPrintable(bare.match(text).captured()));
    const QString known =
        planText({{Role::Old, Purpose::Look, Command{"true"}, u"why"_s}}, Length::Whole);
    QVERIFY(!known.contains(u'<'));
}

// A stump of a script can be neither judged nor run.
void CommandsTest::allOfItIsShownAndCopied()
{
    const Plan plan{
        {Role::Old, Purpose::Change, Command{"sh", "-c", "first\nsecond", "a-script"}, u"why"_s},
        {Role::New, Purpose::Change,
         Command::writeFile(u"/etc/unit"_s, u"0644"_s, "[Unit]\nDescription=x\n"), u"why"_s},
        {Role::Admin, Purpose::Change, Command{"nsupdate"}.input(Secret("geheim")), u"why"_s}};
    m_view->showPlans({{StepId::Precopy, plan}});
    m_view->show(sample::untouched());
    m_view->goTo(StepId::Precopy);
    const auto *shown = find<QPlainTextEdit>(u"commands"_s);
    QVERIFY(!shown->toPlainText().contains(u"second"_s));
    click(u"copyCommands"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    click(u"allCommands"_s);
    for (const QString &text : {copied, shown->toPlainText()}) {
        QVERIFY2(text.contains(u"second"_s), qPrintable(text));
        QVERIFY2(text.contains(u"< Description=x"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"geheim"_s), qPrintable(text));
    }
}

QTEST_MAIN(CommandsTest)
#include "tst_commands.moc"
