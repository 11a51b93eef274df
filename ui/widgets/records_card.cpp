#include "ui/widgets/records_card.h"

#include "ui/widgets/check_rows.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace relaymove {
using namespace Qt::StringLiterals;

RecordsCard::RecordsCard(QWidget *parent)
    : Card(tr("ENTER THESE RECORDS NOW"), parent), m_why(textLabel(u"recordsWhy"_s, this)),
      m_records(textLabel(u"recordsText"_s, this)), m_served(new CheckRows(u"served"_s, this))
{
    setObjectName(u"records"_s);
    setTone(Tone::Warning);
    m_records->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *button = new QPushButton(tr("Copy the records"), this);
    button->setObjectName(u"copyRecords"_s);
    connect(button, &QPushButton::clicked, this, &RecordsCard::copy);
    auto *row = new QHBoxLayout;
    row->addWidget(m_records, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    body()->addWidget(m_why);
    body()->addLayout(row);
    body()->addWidget(m_served);
    hide();
}

void RecordsCard::show(const std::optional<RecordsToEnter> &records)
{
    setVisible(records.has_value());
    if (!records)
        return;
    m_why->setText(records->why);
    m_records->setText(records->records.join(u'\n'));
    m_served->show(records->served);
}

void RecordsCard::copy() const { QGuiApplication::clipboard()->setText(m_records->text()); }

} // namespace relaymove
