#pragma once
#include "core/base/secret.h"
#include "core/migration/question.h"
#include "ui/widgets/card.h"

#include <QDateTime>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QTimer;

namespace relaymove {

// A question in the page: its text, one button an option, and, where silence is
// an answer too, how long until then.
class QuestionCard : public Card
{
    Q_OBJECT

public:
    explicit QuestionCard(QWidget *parent = nullptr);
    void show(const std::optional<Question> &question);

Q_SIGNALS:
    void answered(const QString &id, const QString &value);
    // In the place of the answer "given": that is due when the secret is stored.
    void secretGiven(const QString &id, const relaymove::Secret &secret);

private:
    void build();
    QPushButton *optionButton(const QString &option);
    void answer(const QString &option);
    void countDown();

    std::optional<Question> m_question;
    QDateTime m_shownAt;
    QLabel *m_text;
    QLabel *m_countdown;
    QHBoxLayout *m_row;
    QWidget *m_secretRow;
    QLineEdit *m_secret;
    QList<QPushButton *> m_buttons;
    QTimer *m_timer;
};

} // namespace relaymove
