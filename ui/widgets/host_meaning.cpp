#include "ui/widgets/host_meaning.h"

#include "core/profiles/ssh_names.h"
#include "ui/base/background.h"

#include <QLineEdit>

namespace relaymove {
using namespace Qt::StringLiterals;

HostMeaning::HostMeaning(QLineEdit *edit, Role role, QWidget *parent)
    : FormNote(parent), m_edit(edit), m_role(role)
{
    connect(edit, &QLineEdit::textChanged, this, &QLabel::hide);
    connect(edit, &QLineEdit::editingFinished, this, &HostMeaning::lookUp);
}

HostMeaning::~HostMeaning() { m_stop->raise(); }

void HostMeaning::lookUp()
{
    const QString name = m_edit->text().trimmed();
    if (name.isEmpty())
        return;
    const auto resolve = [role = m_role, name, stop = m_stop]() -> QString {
        try {
            const auto place = sshPlace(role, name, *stop);
            if (!place)
                return explain(place.error(), QString()).happened;
            return place->address == name && place->port == 22
                       ? QString()
                       : tr("ssh goes to %1, port %2").arg(place->address).arg(place->port);
        } catch (const Cancelled &) {
            return {}; // the window is gone
        }
    };
    inBackground(this, resolve, [this, name](const QString &meaning) {
        if (m_edit->text().trimmed() != name)
            return; // it is about another name meanwhile
        setText(meaning);
        setVisible(!meaning.isEmpty());
    });
}

} // namespace relaymove
