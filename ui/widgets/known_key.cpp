#include "ui/widgets/known_key.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

KnownKey::KnownKey(Role role, QWidget *parent) : QWidget(parent), m_text(new QLabel(this))
{
    auto *forget = new QPushButton(tr("Forget this key"), this);
    forget->setObjectName(u"forgetKey-"_s + roleName(role));
    forget->setAccessibleName(tr("Forget %1's host key").arg(roleName(role)));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    column->addWidget(forget, 0, Qt::AlignLeft);
    connect(forget, &QPushButton::clicked, this, &KnownKey::forgotten);
    hide();
}

void KnownKey::tell(const PinnedHostKey &key)
{
    m_text->setText(tr("You confirmed its host key:\n%1").arg(key.fingerprint));
    setVisible(!key.isEmpty());
}

} // namespace relaymove
