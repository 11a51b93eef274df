#pragma once
#include "core/base/role.h"
#include "core/profiles/profile.h"

#include <QWidget>

class QLabel;

namespace relaymove {

// Below a host's field: the host key that the person confirmed, and the way to forget
// it. A machine that was installed anew has another one.
class KnownKey : public QWidget
{
    Q_OBJECT

public:
    // `role` is for names that tell the two buttons apart.
    KnownKey(Role role, QWidget *parent);

    // Hidden where none was confirmed.
    void tell(const PinnedHostKey &key);

Q_SIGNALS:
    void forgotten();

private:
    QLabel *m_text;
};

} // namespace relaymove
