#include "ui/widgets/passes_card.h"

#include "ui/words/passes.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

PassesCard::PassesCard(QWidget *parent)
    : Card(tr("PASSES"), parent), m_next(textLabel(u"nextPass"_s, this))
{
    setObjectName(u"passes"_s);
    body()->addWidget(m_next);
    hide();
}

void PassesCard::show(const Snapshot &snapshot)
{
    const QList<QStringList> rows = passRows(snapshot);
    setVisible(!rows.isEmpty());
    m_next->setText(nextPassWords(snapshot));
    if (rows == m_shown)
        return;
    m_shown = rows;
    rebuild();
}

void PassesCard::rebuild()
{
    delete m_table;
    m_table = new QWidget(this);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(22);
    grid->setVerticalSpacing(2);
    for (int row = 0; row < m_shown.size(); ++row) {
        for (int column = 0; column < m_shown[row].size(); ++column) {
            auto *cell = textLabel(u"pass-%1-%2"_s.arg(row).arg(column), m_table);
            cell->setWordWrap(false);
            cell->setText(m_shown[row][column]);
            // Numbers, so that they can be compared at a glance.
            grid->addWidget(cell, row, column, column < 2 ? Qt::AlignLeft : Qt::AlignRight);
        }
    }
    grid->setColumnStretch(grid->columnCount(), 1);
    body()->insertWidget(1, m_table); // below the heading
}

} // namespace relaymove
