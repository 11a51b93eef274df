#pragma once
#include "core/base/secret.h"
#include "core/migration/state.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace relaymove {

// A question in the page: its text, one button an option, and, where silence is
// an answer too, how long until then.
class QuestionCard : public Card
{
    Q_OBJECT

public:
    explicit QuestionCard(QWidget *parent = nullptr);
    // The state's question, if it is asked here; silence is counted until `now`.
    void show(const State &state, bool here, const QDateTime &now);

Q_SIGNALS:
    // It had the focus and can't keep it.
    void leftAlone();
    void answered(const QString &id, const relaymove::AnyAnswer &answer);
    // In the place of the answer "given": that is due when the secret is stored.
    void secretGiven(const QString &id, const relaymove::Secret &secret);

private:
    void build();
    QPushButton *optionButton(const AnyAnswer &given);
    void answer(const AnyAnswer &given);
    void sayWhatSilenceDoes(const QDateTime &now);
    void takeFocus(QWidget *target);

    std::optional<Question> m_question;
    QDateTime m_askedAt;
    bool m_isWaitedFor = false; // by a run
    QLabel *m_text;
    QPlainTextEdit *m_reading;
    QLabel *m_silence;
    QHBoxLayout *m_row;
    QWidget *m_secretRow;
    QLineEdit *m_secret;
    QList<QPushButton *> m_buttons;
};

} // namespace relaymove
