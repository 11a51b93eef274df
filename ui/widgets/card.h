#pragma once
#include "ui/theme/tone.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace relaymove {

// A framed part of a page with a small heading. Its edge takes a tone when it
// wants to be seen.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &heading, QWidget *parent = nullptr);

    void setHeading(const QString &heading);
    void setTone(Tone tone);
    QVBoxLayout *body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_heading;
    QVBoxLayout *m_body;
    Tone m_tone = Tone::Plain;
};

// Whoever types is not interrupted: their next key is meant for what they type in.
bool isTyping();

// A label for running text: wraps, can be selected with mouse and keyboard.
QLabel *textLabel(const QString &objectName, QWidget *parent = nullptr);
// One that steps back; small and without a frame.
QLabel *mutedLabel(const QString &text, QWidget *parent = nullptr);

} // namespace relaymove
