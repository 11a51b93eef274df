#include "ui/widgets/claim_list.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString spoken(Mark mark)
{
    if (mark == Mark::Done)
        return ClaimList::tr("proven");
    return mark == Mark::Failed ? ClaimList::tr("not true") : ClaimList::tr("not proven yet");
}

} // namespace

ClaimList::ClaimList(QWidget *parent) : Card(tr("PROOF"), parent)
{
    setObjectName(u"proof"_s);
    rebuild();
}

void ClaimList::show(const QList<CheckLine> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    rebuild();
}

void ClaimList::rebuild()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(9);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    body()->addWidget(m_rows);
    for (int index = 0; index < m_lines.size(); ++index)
        addRow(index, m_lines[index]);
    setVisible(!m_lines.isEmpty());
}

void ClaimList::addRow(int index, const CheckLine &line)
{
    auto *grid = static_cast<QGridLayout *>(m_rows->layout());
    auto *sign = new QLabel(m_rows);
    sign->setPixmap(markPixmap(line.mark, fontMetrics().height(), palette(), devicePixelRatioF()));
    sign->setAccessibleName(spoken(line.mark));
    auto *promise = textLabel(u"claim-%1"_s.arg(index), m_rows);
    promise->setText(line.promise);
    grid->addWidget(sign, 2 * index, 0, Qt::AlignTop);
    grid->addWidget(promise, 2 * index, 1);
    if (line.seen.isEmpty())
        return;
    auto *seen = mutedLabel(line.seen, m_rows);
    seen->setObjectName(u"seen-%1"_s.arg(index));
    seen->setWordWrap(true);
    seen->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(seen, 2 * index + 1, 1);
}

void ClaimList::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace relaymove
