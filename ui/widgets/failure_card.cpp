#include "ui/widgets/failure_card.h"

#include "ui/theme/mark.h"
#include "ui/widgets/steady_button.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// What the person typed there may be what is wrong.
bool isInProfile(const Failure &failed)
{
    using namespace failure;
    return failed.is<Unreachable, HostKeyChanged, NotAuthorised, DnsFailed, BadInput, Refused>();
}

} // namespace

FailureCard::FailureCard(QWidget *parent)
    : Card({}, parent), m_sign(new QLabel(this)), m_happened(textLabel(u"failureHappened"_s, this)),
      m_where(textLabel(u"failureWhere"_s, this)), m_command(textLabel(u"failureCommand"_s, this)),
      m_mail(textLabel(u"failureMail"_s, this)), m_next(textLabel(u"failureNext"_s, this)),
      m_details(new QPushButton(tr("Det&ails"), this)), m_raw(new QPlainTextEdit(this)),
      m_goOn(new SteadyButton(this))
{
    setObjectName(u"failure"_s);
    setTone(Tone::Bad);
    setFocusPolicy(Qt::TabFocus);
    m_sign->setAccessibleName(tr("Failed"));
    scaleFont(m_happened, 1, true);
    m_goOn->setObjectName(u"failureGoOn"_s);
    auto *output = new QPushButton(showOutputText(), this);
    output->setObjectName(u"showOutput"_s);
    connect(m_goOn, &QPushButton::clicked, this, &FailureCard::goOn);
    connect(output, &QPushButton::clicked, this, &FailureCard::showOutput);

    m_change = new QPushButton(tr("Change the profile…"), this);
    m_change->setObjectName(u"changeProfile"_s);
    connect(m_change, &QPushButton::clicked, this, &FailureCard::changeProfile);
    m_details->setObjectName(u"failureDetails"_s);
    m_details->setCheckable(true);
    m_raw->setObjectName(u"failureRaw"_s);
    m_raw->setAccessibleName(tr("What the command said"));
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->setFixedHeight(m_raw->fontMetrics().lineSpacing() * 7);
    m_raw->hide();
    connect(m_details, &QPushButton::toggled, m_raw, &QWidget::setVisible);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_sign, 0, 0, Qt::AlignTop);
    grid->addWidget(m_happened, 0, 1);
    grid->addWidget(m_where, 1, 1);
    grid->addWidget(m_command, 2, 1);
    grid->addWidget(m_mail, 3, 1);
    grid->addWidget(m_next, 4, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_goOn);
    row->addWidget(output);
    row->addWidget(m_change);
    row->addWidget(m_details);
    row->addStretch();
    grid->addLayout(row, 5, 1);
    grid->addWidget(m_raw, 6, 1);
    body()->addLayout(grid);
    hide();
}

void FailureCard::show(const std::optional<FailureWords> &words)
{
    setVisible(words.has_value());
    if (!words)
        return;
    m_sign->setPixmap(
        markPixmap(Mark::Failed, fontMetrics().height() + 4, palette(), devicePixelRatioF()));
    m_happened->setText(words->happened);
    m_where->setText(words->where);
    m_command->setText(words->command);
    m_command->setVisible(!words->command.isEmpty());
    m_mail->setText(words->mail);
    m_next->setText(words->next);
    setAccessibleName(words->happened);
    setAccessibleDescription(
        QStringList{words->where, words->command, words->mail, words->next}.join(u' '));
    // The same name as below, without its key: one name for one thing.
    m_goOn->setText(words->goOn);
    m_goOn->setVisible(!words->goOn.isEmpty());
    m_change->setVisible(!words->goOn.isEmpty() && isInProfile(words->failure));
    const QString raw = QString::fromUtf8(words->failure.raw).trimmed();
    m_details->setVisible(!raw.isEmpty());
    // Not what the widget makes of it: that differs, and would close it at each look.
    if (raw != m_rawShown) {
        m_rawShown = raw;
        m_raw->setPlainText(raw);
        m_details->setChecked(false);
    }
}

} // namespace relaymove
