#include "ui/widgets/banner.h"

#include "ui/widgets/card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace relaymove {
using namespace Qt::StringLiterals;

Banner::Banner(Button button, QWidget *parent)
    : QWidget(parent), m_dot(new QLabel(this)), m_headline(textLabel(u"bannerHeadline"_s, this)),
      m_detail(textLabel(u"bannerDetail"_s, this)), m_right(mutedLabel({}, this))
{
    scaleFont(m_headline, 1.08, true);
    m_headline->setWordWrap(false);
    m_right->setObjectName(u"bannerGoingBack"_s);
    m_right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_right->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 7, 14, 7);
    row->setSpacing(10);
    row->addWidget(m_dot);
    row->addWidget(m_headline);
    row->addWidget(m_detail, 3);
    row->addWidget(m_right, 2);
    if (button == Button::ToRelays)
        row->addWidget(wayToRelays());
    paintDot();
}

QPushButton *Banner::wayToRelays()
{
    auto *profiles = new QPushButton(tr("Rela&ys"), this);
    profiles->setObjectName(u"profilesButton"_s);
    profiles->setAccessibleDescription(tr("Back to the list of all relays"));
    connect(profiles, &QPushButton::clicked, this, &Banner::profilesRequested);
    return profiles;
}

void Banner::show(const BannerWords &words, const QString &domain)
{
    m_headline->setText(words.headline);
    m_detail->setText(words.detail);
    m_right->setText(words.goingBack.isEmpty() ? domain : domain + u" · "_s + words.goingBack);
    if (m_tone != words.tone) {
        m_tone = words.tone;
        paintDot();
    }
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintDot();
}

void Banner::paintDot()
{
    constexpr int size = 13;
    QPixmap dot(QSize(size, size) * devicePixelRatioF());
    dot.setDevicePixelRatio(devicePixelRatioF());
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColour(m_tone, palette()));
    painter.drawEllipse(QRectF(1, 1, size - 2, size - 2));
    m_dot->setPixmap(dot);
}

} // namespace relaymove
