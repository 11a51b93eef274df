#include "ui/widgets/known_key.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace relaymove {
using namespace Qt::StringLiterals;

KnownKey::KnownKey(Role role, QWidget *parent) : QWidget(parent), m_text(new QLabel(this))
{
    auto *forget = new QPushButton(tr("Forget this key"), this);
    forget->setObjectName(u"forgetKey-"_s + roleName(role));
    forget->setAccessibleName(tr("Forget %1's host key").arg(roleName(role)));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text);
    row->addWidget(forget);
    row->addStretch();
    connect(forget, &QPushButton::clicked, this, &KnownKey::forgotten);
    hide();
}

void KnownKey::tell(const PinnedHostKey &key)
{
    m_text->setText(tr("You confirmed its host key %1").arg(key.fingerprint));
    setVisible(!key.isEmpty());
}

} // namespace relaymove
