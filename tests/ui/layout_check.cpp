#include "tests/ui/layout_check.h"

#include "ui/widgets/step_button.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QImage>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStyleOptionComboBox>
#include <QTreeWidget>

#include <cmath>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

template <typename Widget>
QList<Widget *> visible(const QWidget &window)
{
    QList<Widget *> result = window.findChildren<Widget *>();
    result.removeIf([](const Widget *each) { return !each->isVisible(); });
    return result;
}

QString saying(const QWidget *widget, const QString &text)
{
    return u"%1 %2: “%3”"_s.arg(QLatin1String(widget->metaObject()->className()),
                                widget->objectName(), text.left(60));
}

bool scrolls(const QAbstractScrollArea *area, Qt::Orientation orientation)
{
    const QScrollBar *bar =
        orientation == Qt::Vertical ? area->verticalScrollBar() : area->horizontalScrollBar();
    return bar->isVisible();
}

// Whether each part of it can be brought into sight: inside of all that it is in,
// but for what a scroll bar brings up.
bool isReachable(const QWidget *widget)
{
    QRect rest = widget->rect();
    for (const QWidget *inner = widget; !inner->isWindow(); inner = inner->parentWidget()) {
        const QWidget *outer = inner->parentWidget();
        rest.moveTopLeft(inner->mapTo(outer, rest.topLeft()));
        const QRect room = outer->rect();
        const auto *area = qobject_cast<const QAbstractScrollArea *>(outer->parentWidget());
        if (area && area->viewport() == outer) {
            if (scrolls(area, Qt::Vertical))
                rest.setCoords(rest.left(), room.top(), rest.right(), room.bottom());
            if (scrolls(area, Qt::Horizontal))
                rest.setCoords(room.left(), rest.top(), room.right(), rest.bottom());
        }
        if (!room.contains(rest))
            return false;
    }
    return true;
}

int widestWord(const QLabel *label)
{
    int widest = 0;
    for (const QString &word : label->text().split(u' '))
        widest = qMax(widest, label->fontMetrics().horizontalAdvance(word));
    return widest;
}

bool isCut(const QLabel *label)
{
    if (!label->pixmap(Qt::ReturnByValue).isNull() || label->text().isEmpty())
        return false;
    const QRect room = label->contentsRect();
    if (!label->wordWrap())
        return label->width() < label->sizeHint().width() ||
               label->height() < label->sizeHint().height();
    // A word without a break, such as a fingerprint, is as bad as a line.
    return widestWord(label) > room.width() ||
           label->height() < label->heightForWidth(label->width());
}

QSize wordsOf(const QAbstractButton *button)
{
    return button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
}

bool isCut(const QAbstractButton *button)
{
    if (button->text().isEmpty())
        return false;
    if (const auto *step = qobject_cast<const StepButton *>(button))
        return step->isNoteCut() || step->width() < step->sizeHint().width() ||
               step->height() < step->sizeHint().height();
    QStyleOptionButton option;
    option.initFrom(button);
    auto part = QStyle::SE_PushButtonContents;
    if (qobject_cast<const QCheckBox *>(button))
        part = QStyle::SE_CheckBoxContents;
    else if (qobject_cast<const QRadioButton *>(button))
        part = QStyle::SE_RadioButtonContents;
    const QSize room = button->style()->subElementRect(part, &option, button).size();
    const QSize words = wordsOf(button);
    return room.width() < words.width() || button->height() < words.height();
}

bool isCut(const QLineEdit *field)
{
    const int room = field->contentsRect().width();
    const QFontMetrics letters = field->fontMetrics();
    const QString shown = field->text().isEmpty() ? field->placeholderText() : QString();
    // What was typed scrolls with the cursor; a hint does not.
    return letters.horizontalAdvance(shown) > room || field->height() < letters.height();
}

bool isCut(const QComboBox *box)
{
    QStyleOptionComboBox option;
    option.initFrom(box);
    const QRect room = box->style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                    QStyle::SC_ComboBoxEditField, box);
    return box->fontMetrics().horizontalAdvance(box->currentText()) > room.width();
}

template <typename Widget>
void addCut(const QWidget &window, const std::function<QString(const Widget *)> &text,
            QStringList &found)
{
    for (const Widget *each : visible<Widget>(window)) {
        if (isCut(each))
            found << u"cut: "_s + saying(each, text(each));
        else if (!text(each).isEmpty() && !isReachable(each))
            found << u"out of sight: "_s + saying(each, text(each));
    }
}

// Columns that are not as wide as what stands in them; what goes beyond the view
// can be scrolled to.
void addCutColumns(const QTreeWidget *table, QStringList &found)
{
    for (int column = 0; column < table->columnCount(); ++column) {
        const QString heading = table->headerItem()->text(column);
        int needed = table->header()->sectionSizeHint(column);
        for (int row = 0; row < table->topLevelItemCount(); ++row)
            needed = qMax(needed, table->fontMetrics().horizontalAdvance(
                                      table->topLevelItem(row)->text(column)));
        if (table->columnWidth(column) < needed)
            found << u"cut column: "_s + saying(table, heading);
    }
}

// Parts of a control, which the control speaks for.
bool isPart(const QWidget *widget)
{
    const QWidget *whole = widget->parentWidget();
    return qobject_cast<const QAbstractSpinBox *>(whole) ||
           qobject_cast<const QComboBox *>(whole) || qobject_cast<const QLineEdit *>(whole) ||
           qobject_cast<const QAbstractItemView *>(whole);
}

bool isControl(const QWidget *widget)
{
    if (isPart(widget) || qobject_cast<const QLabel *>(widget) ||
        qobject_cast<const QScrollBar *>(widget))
        return false;
    return qobject_cast<const QAbstractButton *>(widget) ||
           qobject_cast<const QProgressBar *>(widget) || (widget->focusPolicy() & Qt::TabFocus);
}

// WCAG 2.1: relative luminance.
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

// The colour that most of the place has: letters cover less than their ground.
QColor groundOf(const QImage &picture, const QRect &place)
{
    QHash<QRgb, int> counts;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x)
            ++counts[picture.pixel(x, y)];
    QRgb most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it.value() > counts.value(most))
            most = it.key();
    return QColor(most);
}

} // namespace

QString squeezed(const QWidget &page)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        const int needed = label->hasHeightForWidth() ? label->heightForWidth(label->width())
                                                      : label->sizeHint().height();
        if (label->isVisible() && label->height() < needed)
            return label->objectName() + QStringLiteral(": ") + label->text();
    }
    const auto *chart = page.findChild<QWidget *>(QStringLiteral("cutoverChart"));
    for (const QScrollBar *bar : page.findChildren<QScrollBar *>())
        if (bar->isVisible() && bar->minimum() == bar->maximum())
            return QStringLiteral("a scroll bar with nothing to scroll");
    const bool low = chart && chart->isVisible() && chart->height() < chart->sizeHint().height();
    return low ? chart->objectName() : QString();
}

QList<QPair<const QWidget *, QRect>> places(const QWidget &window)
{
    QList<QPair<const QWidget *, QRect>> result;
    for (const QWidget *widget : window.findChildren<QWidget *>())
        if (widget->isVisible())
            result.emplaceBack(widget, widget->geometry());
    return result;
}

QStringList cutTexts(const QWidget &window)
{
    QStringList found;
    addCut<QLabel>(window, [](const QLabel *label) { return label->text(); }, found);
    addCut<QAbstractButton>(
        window, [](const QAbstractButton *button) { return button->text(); }, found);
    addCut<QLineEdit>(
        window, [](const QLineEdit *field) { return field->placeholderText(); }, found);
    addCut<QComboBox>(window, [](const QComboBox *box) { return box->currentText(); }, found);
    for (const QTreeWidget *table : visible<QTreeWidget>(window))
        addCutColumns(table, found);
    return found;
}

QStringList namelessControls(const QWidget &window)
{
    QStringList found;
    for (QWidget *widget : visible<QWidget>(window)) {
        if (!isControl(widget))
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            found << u"no name: "_s + saying(widget, {});
    }
    return found;
}

QStringList doubleKeys(const QWidget &window)
{
    QHash<QKeySequence, QString> seen;
    QStringList found;
    const auto note = [&](const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (key.isEmpty())
            return;
        if (seen.contains(key))
            found << u"%1 is “%2” and “%3”"_s.arg(key.toString(), seen[key], text);
        seen.insert(key, text);
    };
    for (const QAbstractButton *button : visible<QAbstractButton>(window))
        note(button->text());
    for (const QLabel *label : visible<QLabel>(window))
        if (label->buddy())
            note(label->text());
    return found;
}

QStringList paleTexts(const QWidget &window, const QImage &picture)
{
    constexpr double enough = 4.5;
    QStringList found;
    for (const QLabel *label : visible<QLabel>(window)) {
        const QRect seen = label->visibleRegion().boundingRect();
        if (label->text().isEmpty() || seen.isEmpty() || !label->isEnabled())
            continue;
        const double scale = picture.devicePixelRatio();
        const QRect place(label->mapTo(&window, seen.topLeft()) * scale, seen.size() * scale);
        const QColor ground = groundOf(picture, place.intersected(picture.rect()));
        const double ratio = contrast(label->palette().color(label->foregroundRole()), ground);
        if (ratio < enough)
            found << u"pale (%1): "_s.arg(ratio, 0, 'f', 1) + saying(label, label->text());
    }
    return found;
}

} // namespace relaymove
