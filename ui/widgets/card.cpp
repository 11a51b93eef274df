#include "ui/widgets/card.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace relaymove {

namespace {

// Follows the palette: a colour that is set once would stay when the platform
// goes dark.
class MutedLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            mute();
    }
    void showEvent(QShowEvent *event) override
    {
        QLabel::showEvent(event);
        mute();
    }

private:
    void mute()
    {
        QPalette own;
        const QPalette base = parentWidget() ? parentWidget()->palette() : QPalette();
        own.setColor(QPalette::WindowText, mutedText(base));
        if (own.color(QPalette::WindowText) != palette().color(QPalette::WindowText))
            setPalette(own); // which comes back here as a change
    }
};

} // namespace

Card::Card(const QString &heading, QWidget *parent)
    : QFrame(parent), m_heading(mutedLabel(heading, this)), m_body(new QVBoxLayout(this))
{
    scaleFont(m_heading, 0.85, true);
    m_body->setContentsMargins(14, 10, 14, 12);
    m_body->setSpacing(6);
    m_body->addWidget(m_heading);
    m_heading->setVisible(!heading.isEmpty());
}

void Card::setHeading(const QString &heading)
{
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
}

void Card::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const QPalette &colours = palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor quiet =
        mixed(colours.color(QPalette::Window), colours.color(QPalette::WindowText), 0.2);
    painter.setPen(
        QPen(m_tone == Tone::Plain ? quiet : toneColour(m_tone, colours), m_tone == Tone::Plain ? 1
                                                                          : hasFocus()          ? 3
                                                                                       : 1.6));
    painter.setBrush(colours.color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
}

bool isTyping()
{
    const QWidget *at = QApplication::focusWidget();
    return at && at->testAttribute(Qt::WA_InputMethodEnabled);
}

QLabel *textLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new MutedLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    scaleFont(label, 0.9);
    return label;
}

} // namespace relaymove
