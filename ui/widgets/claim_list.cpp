#include "ui/widgets/claim_list.h"

#include "ui/widgets/check_rows.h"

#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

ClaimList::ClaimList(QWidget *parent)
    : Card(tr("PROOF"), parent), m_rows(new CheckRows(u"claim"_s, this))
{
    setObjectName(u"proof"_s);
    body()->addWidget(m_rows);
}

void ClaimList::show(const QList<CheckLine> &lines)
{
    m_rows->show(lines);
    setVisible(!lines.isEmpty());
}

} // namespace relaymove
