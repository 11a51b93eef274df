#include "ui/widgets/check_rows.h"

#include "core/base/unreachable.h"
#include "ui/widgets/card.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString spoken(Mark mark)
{
    switch (mark) {
    case Mark::Done:
        return CheckRows::tr("proven");
    case Mark::Failed:
        return CheckRows::tr("not true");
    case Mark::Running:
        return CheckRows::tr("at work");
    case Mark::Waiting:
        return CheckRows::tr("not yet");
    case Mark::Open:
    case Mark::Stopped:
        return CheckRows::tr("not proven yet");
    }
    unreachable();
}

} // namespace

CheckRows::CheckRows(const QString &name, QWidget *parent) : QWidget(parent), m_name(name)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void CheckRows::show(const QList<CheckLine> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    rebuild();
}

void CheckRows::rebuild()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(9);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    layout()->addWidget(m_rows);
    for (int index = 0; index < m_lines.size(); ++index)
        addRow(index, m_lines[index]);
}

void CheckRows::addRow(int index, const CheckLine &line)
{
    auto *grid = static_cast<QGridLayout *>(m_rows->layout());
    auto *sign = new QLabel(m_rows);
    sign->setPixmap(markPixmap(line.mark, fontMetrics().height(), palette(), devicePixelRatioF()));
    sign->setAccessibleName(spoken(line.mark));
    auto *promise = textLabel(u"%1-%2"_s.arg(m_name).arg(index), m_rows);
    promise->setText(line.promise);
    grid->addWidget(sign, 2 * index, 0, Qt::AlignTop);
    grid->addWidget(promise, 2 * index, 1);
    if (line.seen.isEmpty())
        return;
    auto *seen = mutedLabel(line.seen, m_rows);
    seen->setObjectName((m_name == u"claim" ? u"seen-%1"_s : m_name + u"-seen-%1"_s).arg(index));
    seen->setWordWrap(true);
    seen->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(seen, 2 * index + 1, 1);
}

void CheckRows::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace relaymove
