#pragma once
#include "ui/words/banner_words.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace relaymove {

// One line on top of every page: where the mail is.
class Banner : public QWidget
{
    Q_OBJECT

public:
    enum class Button { ToRelays, None };
    explicit Banner(Button button, QWidget *parent = nullptr);
    void show(const BannerWords &words, const QString &domain);

Q_SIGNALS:
    void profilesRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QPushButton *wayToRelays();
    void paintDot();

    QLabel *m_dot;
    QLabel *m_headline;
    QLabel *m_detail;
    QLabel *m_right;
    Tone m_tone = Tone::Plain;
};

} // namespace relaymove
