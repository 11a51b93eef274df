#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace relaymove {

// A line below the banner that says something, or asks for a yes, without
// stopping anything.
class Notice : public QWidget
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    // Empty words leave the button away.
    void ask(const QString &text, const QString &yes, const QString &no);
    void say(const QString &text);

Q_SIGNALS:
    void agreed();
    void declined();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QPushButton *m_yes;
    QPushButton *m_no;
};

} // namespace relaymove
