#include "tests/ui/layout_check.h"

#include "ui/widgets/step_button.h"

#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What the album of pictures looks for, each made true: a check that finds
// nothing in any of them would be worth nothing.
class LayoutCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aWindowInOrderHasNothing();
    void aNarrowLabelIsCut();
    void aLowParagraphIsCut();
    void aLongWordIsCut();
    void aNarrowButtonIsCut();
    void aLongNoteIsCut();
    void aNarrowFieldCutsItsHint();
    void aNarrowBoxIsCut();
    void aNarrowColumnIsCut();
    void whatHangsOutIsOutOfSight();
    void whatScrollsIsInReach();
    void anIconAloneHasNoName();
    void twoButtonsHaveOneKey();
    void greyOnGreyIsPale();

private:
    template <typename Widget>
    Widget *add(const QString &text)
    {
        auto *widget = new Widget(text, m_window.get());
        widget->adjustSize();
        return widget;
    }
    void show()
    {
        m_window->resize(400, 300);
        m_window->show();
    }

    std::unique_ptr<QWidget> m_window;
};

void LayoutCheckTest::init() { m_window = std::make_unique<QWidget>(); }

void LayoutCheckTest::aWindowInOrderHasNothing()
{
    add<QLabel>(u"a label"_s);
    add<QPushButton>(u"&Button"_s)->move(0, 40);
    add<QCheckBox>(u"&Box"_s)->move(0, 80);
    auto *field = new QLineEdit(m_window.get());
    field->setPlaceholderText(u"hint"_s);
    field->setAccessibleName(u"Field"_s);
    field->move(0, 120);
    show();
    QCOMPARE(cutTexts(*m_window), QStringList());
    QCOMPARE(namelessControls(*m_window), QStringList());
    QCOMPARE(paleTexts(*m_window, m_window->grab().toImage()), QStringList());
}

void LayoutCheckTest::aNarrowLabelIsCut()
{
    auto *label = add<QLabel>(u"Nobody serves mail"_s);
    label->resize(label->width() - 1, label->height());
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::aLowParagraphIsCut()
{
    auto *label = add<QLabel>(u"two or three lines, when there is so little room for them"_s);
    label->setWordWrap(true);
    label->resize(120, label->fontMetrics().height());
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
    label->resize(120, label->heightForWidth(120));
    QCOMPARE(cutTexts(*m_window), QStringList());
}

void LayoutCheckTest::aLongWordIsCut()
{
    auto *label = add<QLabel>(u"SHA256:Jx1q9w0m3nQpV7hT2cXy5uL8kZ4rB6sD1eF0gH2iJ3k"_s);
    label->setWordWrap(true);
    label->resize(120, 200);
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::aNarrowButtonIsCut()
{
    for (QAbstractButton *button : std::initializer_list<QAbstractButton *>{
             add<QPushButton>(u"Start the cutover"_s), add<QCheckBox>(u"Stop at every page"_s)})
        button->resize(button->fontMetrics().horizontalAdvance(button->text()), button->height());
    show();
    QCOMPARE(cutTexts(*m_window).size(), 2);
}

// Two lines it has.
void LayoutCheckTest::aLongNoteIsCut()
{
    auto *step = new StepButton(u"Finish"_s, u"step"_s, m_window.get());
    step->setState(Mark::Done, u"done"_s, u"OLD is needed until 2026-11-27 18:46"_s);
    step->adjustSize();
    show();
    QCOMPARE(cutTexts(*m_window), QStringList());
    QVERIFY(step->height() > 3 * step->fontMetrics().height());
    step->setState(Mark::Done, u"done"_s, u"as long as nobody reads to its end, "_s.repeated(4));
    step->adjustSize();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::aNarrowFieldCutsItsHint()
{
    auto *field = new QLineEdit(m_window.get());
    field->setPlaceholderText(u"an address, or a name from ~/.ssh/config"_s);
    field->resize(80, field->sizeHint().height());
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::aNarrowBoxIsCut()
{
    auto *box = new QComboBox(m_window.get());
    box->addItem(u"Relaymove sends them to my name server"_s);
    box->resize(120, box->sizeHint().height());
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::aNarrowColumnIsCut()
{
    auto *table = new QTreeWidget(m_window.get());
    table->setColumnCount(2);
    new QTreeWidgetItem(table, {u"waiting for the old TTL, 3 h 12 min left"_s, u"x"_s});
    table->setColumnWidth(0, 60);
    show();
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::whatHangsOutIsOutOfSight()
{
    add<QLabel>(u"half of it"_s)->move(385, 10);
    add<QPushButton>(u"below"_s)->move(10, 295);
    show();
    QCOMPARE(cutTexts(*m_window).size(), 2);
}

void LayoutCheckTest::whatScrollsIsInReach()
{
    auto *area = new QScrollArea(m_window.get());
    auto *label = new QLabel(u"far below"_s, area);
    label->setMinimumSize(100, 900);
    label->setAlignment(Qt::AlignBottom);
    area->setWidget(label);
    area->resize(200, 100);
    show();
    QCOMPARE(cutTexts(*m_window), QStringList());
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QCOMPARE(cutTexts(*m_window).size(), 1);
}

void LayoutCheckTest::anIconAloneHasNoName()
{
    auto *button = new QToolButton(m_window.get());
    show();
    QCOMPARE(namelessControls(*m_window).size(), 1);
    button->setAccessibleName(u"Copy"_s);
    QCOMPARE(namelessControls(*m_window), QStringList());
}

void LayoutCheckTest::twoButtonsHaveOneKey()
{
    add<QPushButton>(u"&Relays"_s);
    auto *resume = add<QPushButton>(u"&Resume"_s);
    show();
    QCOMPARE(doubleKeys(*m_window).size(), 1);
    resume->hide();
    QCOMPARE(doubleKeys(*m_window), QStringList());
}

void LayoutCheckTest::greyOnGreyIsPale()
{
    auto *label = add<QLabel>(u"hardly there"_s);
    QPalette colours;
    colours.setColor(QPalette::Window, QColor(0xef, 0xef, 0xef));
    colours.setColor(QPalette::WindowText, QColor(0x90, 0x90, 0x90));
    m_window->setPalette(colours);
    label->setPalette(colours);
    show();
    QCOMPARE(paleTexts(*m_window, m_window->grab().toImage()).size(), 1);
}

QTEST_MAIN(LayoutCheckTest)
#include "tst_layout_check.moc"
