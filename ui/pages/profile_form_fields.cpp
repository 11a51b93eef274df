// The form's rows; what they do together is in profile_form_page.cpp.
#include "ui/pages/profile_form_page.h"
#include "ui/widgets/host_meaning.h"
#include "ui/widgets/known_key.h"
#include "ui/widgets/problem_label.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringListModel>

namespace relaymove {
using namespace Qt::StringLiterals;

QLineEdit *ProfileFormPage::field(QFormLayout *form, const QString &member, const QString &label,
                                  const QString &example)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(u"field-"_s + member);
    edit->setAccessibleName(QString(label).remove(u'&'));
    edit->setPlaceholderText(example);
    form->addRow(label, edit);
    m_fields.insert(member, edit);
    addProblemLabel(form, member);
    connect(edit, &QLineEdit::textChanged, this, &ProfileFormPage::showProblems);
    return edit;
}

// The names that the person gave to machines are offered; what one means is said.
void ProfileFormPage::hostField(const QString &member, const QString &label, Role role)
{
    QLineEdit *edit = field(m_form, member, label, tr("an address, or a name from ~/.ssh/config"));
    auto *names = new QCompleter(m_hostNames, edit);
    names->setCaseSensitivity(Qt::CaseInsensitive);
    names->setFilterMode(Qt::MatchContains);
    edit->setCompleter(names);
    auto *meaning = new HostMeaning(edit, role, this);
    meaning->setObjectName(u"meaning-"_s + member);
    m_form->addRow(QString(), meaning);
    auto *key = new KnownKey(role, this);
    m_form->addRow(QString(), key);
    m_keys.insert(role, key);
    connect(edit, &QLineEdit::textChanged, this, &ProfileFormPage::showKeys);
    connect(key, &KnownKey::forgotten, this, [this, role] {
        (role == Role::Old ? m_profile.oldKey : m_profile.newKey) = {};
        showKeys();
    });
}

void ProfileFormPage::showKeys()
{
    const Profile profile = typed();
    m_keys[Role::Old]->tell(profile.oldKey);
    m_keys[Role::New]->tell(profile.newKey);
}

void ProfileFormPage::addProblemLabel(QFormLayout *form, const QString &member)
{
    auto *problem = new ProblemLabel(u"problem-"_s + member, this);
    form->addRow(QString(), problem);
    m_problems.insert(member, problem);
}

void ProfileFormPage::withBrowse(QFormLayout *form, QLineEdit *edit, bool folder)
{
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setObjectName(u"choose-"_s + edit->objectName().section(u'-', 1));
    browse->setAccessibleName(tr("Choose: %1").arg(edit->accessibleName()));
    auto *row = new QHBoxLayout;
    int at = 0;
    QFormLayout::ItemRole role{};
    form->getWidgetPosition(edit, &at, &role);
    form->removeWidget(edit);
    row->addWidget(edit, 1);
    row->addWidget(browse);
    form->setLayout(at, QFormLayout::FieldRole, row);
    connect(browse, &QPushButton::clicked, this, [this, edit, folder] {
        auto *dialog = new QFileDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        if (folder)
            connect(dialog, &QFileDialog::fileSelected, this, &ProfileFormPage::readFolder);
        if (!folder)
            connect(dialog, &QFileDialog::fileSelected, this, &ProfileFormPage::readIni);
        dialog->open();
    });
}

void ProfileFormPage::buildDns(QFormLayout *form)
{
    m_method = new QComboBox(this);
    m_method->setObjectName(u"dnsMethod"_s);
    m_method->setAccessibleName(tr("How DNS is changed"));
    m_method->addItem(tr("I enter the records at my provider"), int(DnsMethod::Manual));
    m_method->addItem(tr("Relaymove sends them to my name server (RFC 2136)"),
                      int(DnsMethod::Rfc2136));
    form->addRow(tr("DN&S"), m_method);
    field(form, u"dns.server"_s, tr("Name ser&ver"), tr("the primary that takes updates"));
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"field-dns.port"_s);
    m_port->setAccessibleName(tr("Port of the name server"));
    m_port->setRange(1, 65535);
    form->addRow(tr("Port"), m_port);
    field(form, u"dns.zone"_s, tr("&Zone"), tr("empty: found out"));
    field(form, u"dns.keyName"_s, tr("Name of the TSIG &key"), u"relaymove."_s);
    m_algorithm = new QComboBox(this);
    m_algorithm->setObjectName(u"field-dns.algorithm"_s);
    m_algorithm->setAccessibleName(tr("Algorithm of the key"));
    m_algorithm->addItems(tsigAlgorithms());
    form->addRow(tr("&Algorithm"), m_algorithm);
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(u"field-dns.secret"_s);
    m_secret->setAccessibleName(tr("Secret of the key"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("goes to the keychain; empty: the one that is there"));
    form->addRow(tr("Sec&ret"), m_secret);
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        showDnsFields();
        showProblems();
    });
}

void ProfileFormPage::showDnsFields()
{
    const bool sends = m_method->currentData().toInt() == int(DnsMethod::Rfc2136);
    const auto show = [&](QWidget *widget) {
        widget->setVisible(sends);
        if (QWidget *label = m_form->labelForField(widget))
            label->setVisible(sends);
    };
    for (const QString &member : {u"dns.server"_s, u"dns.zone"_s, u"dns.keyName"_s})
        show(m_fields[member]);
    show(m_port);
    show(m_algorithm);
    show(m_secret);
}

} // namespace relaymove
