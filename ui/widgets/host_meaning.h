#pragma once
#include "core/base/role.h"
#include "core/base/stop_token.h"
#include "ui/widgets/problem_label.h"

#include <memory>

class QLineEdit;

namespace relaymove {

// Below a host's field: where ssh goes for the name in it, when that is more than
// the name itself. Looked up when the field is left, not in the interface's thread.
class HostMeaning : public FormNote
{
    Q_OBJECT

public:
    HostMeaning(QLineEdit *edit, Role role, QWidget *parent);
    ~HostMeaning() override;

private:
    void lookUp();

    QLineEdit *m_edit;
    Role m_role;
    std::shared_ptr<StopToken> m_stop = std::make_shared<StopToken>();
};

} // namespace relaymove
