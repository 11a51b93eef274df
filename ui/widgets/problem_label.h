#pragma once
#include "ui/theme/tone.h"

#include <QEvent>
#include <QLabel>

namespace relaymove {

// A line of a form that comes and goes, and wraps.
class FormNote : public QLabel
{
public:
    explicit FormNote(QWidget *parent) : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAlignment(Qt::AlignTop);
        hide();
    }

    // A form reckons the height from a width that the label does not get: here it
    // is that of the width it has.
    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override
    {
        return {QLabel::sizeHint().width(), heightForWidth(width())};
    }
    QSize minimumSizeHint() const override { return {0, heightForWidth(width())}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        updateGeometry();
    }
};

// A problem's label: in the tone of something that is to be mended.
class ProblemLabel : public FormNote
{
public:
    explicit ProblemLabel(const QString &objectName, QWidget *parent) : FormNote(parent)
    {
        setObjectName(objectName);
    }

    void say(const QString &text)
    {
        colour();
        setText(text);
        setVisible(!text.isEmpty());
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            colour();
    }

private:
    void colour()
    {
        QPalette own;
        own.setColor(QPalette::WindowText, toneColour(Tone::Bad, parentWidget()->palette()));
        if (own.color(QPalette::WindowText) != palette().color(QPalette::WindowText))
            setPalette(own); // which comes back here as a change
    }
};

} // namespace relaymove
