#include "ui/widgets/notice.h"

#include "ui/theme/tone.h"
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace relaymove {
using namespace Qt::StringLiterals;

Notice::Notice(QWidget *parent)
    : QWidget(parent), m_text(textLabel(u"noticeText"_s, this)), m_yes(new QPushButton(this)),
      m_no(new QPushButton(this))
{
    setObjectName(u"notice"_s);
    m_yes->setObjectName(u"noticeYes"_s);
    m_no->setObjectName(u"noticeNo"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 14, 6);
    row->addWidget(m_text, 1);
    row->addWidget(m_yes);
    row->addWidget(m_no);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT agreed();
    });
    connect(m_no, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT declined();
    });
    hide();
}

void Notice::ask(const QString &text, const QString &yes, const QString &no)
{
    m_text->setText(text);
    m_yes->setText(yes);
    m_yes->setVisible(!yes.isEmpty());
    m_no->setText(no);
    m_no->setVisible(!no.isEmpty());
    show();
    if (!no.isEmpty())
        m_no->setFocus();
}

void Notice::say(const QString &text) { ask(text, {}, tr("Close this &message")); }

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), mixed(palette().color(QPalette::Window),
                                   toneColour(Tone::Warning, palette()), 0.18));
}

} // namespace relaymove
