// The form's rows, as the profile's fields say them; what they do together is in
// profile_form_page.cpp.
#include "ui/pages/profile_form_page.h"
#include "ui/widgets/host_meaning.h"
#include "ui/widgets/known_key.h"
#include "ui/widgets/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringListModel>

namespace relaymove {
using namespace Qt::StringLiterals;

void ProfileFormPage::addField(const ProfileField &field)
{
    const ProfileLabel &label = field.label;
    if (label.text.isEmpty())
        return;
    QWidget *widget =
        std::visit([&](const auto &kind) { return widgetFor(kind, label); }, field.kind);
    widget->setObjectName(u"field-"_s + field.key);
    // The text of a box to be ticked stands in it.
    const bool isBox = std::holds_alternative<YesNoField>(field.kind);
    if (!isBox)
        widget->setAccessibleName(label.spoken.isEmpty() ? QString(label.text).remove(u'&')
                                                         : label.spoken);
    m_form->addRow(isBox ? QString() : label.text, widget);
    if (label.updates)
        m_forUpdates << widget;
    if (auto *line = qobject_cast<QLineEdit *>(widget))
        addBelow(line, field.key, std::get<TextField>(field.kind).input);
}

QWidget *ProfileFormPage::widgetFor(const TextField &text, const ProfileLabel &label)
{
    if (!text.oneOf.isEmpty()) {
        auto *box = new QComboBox(this);
        box->addItems(text.oneOf);
        const auto show = [=, member = text.member](const Profile &profile) {
            box->setCurrentIndex(box->findText(member.of(profile)));
        };
        // None is chosen where the profile has another one.
        const auto take = [=, member = text.member](Profile &profile) {
            if (box->currentIndex() >= 0)
                member.of(profile) = box->currentText();
        };
        m_rows << Row{show, take};
        return box;
    }
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(label.example);
    connect(line, &QLineEdit::textChanged, this, &ProfileFormPage::showProblems);
    m_rows << Row{[=, member = text.member](const Profile &p) { line->setText(member.of(p)); },
                  [=, member = text.member](Profile &p) { member.of(p) = line->text().trimmed(); }};
    return line;
}

QWidget *ProfileFormPage::widgetFor(const NumberField &number, const ProfileLabel &)
{
    auto *box = new QSpinBox(this);
    box->setRange(number.mayBeZero ? 0 : number.least, number.most);
    m_rows << Row{[=, member = number.member](const Profile &p) { box->setValue(member.of(p)); },
                  [=, member = number.member](Profile &p) { member.of(p) = box->value(); }};
    return box;
}

QWidget *ProfileFormPage::widgetFor(const YesNoField &yesNo, const ProfileLabel &label)
{
    auto *box = new QCheckBox(label.text, this);
    m_rows << Row{[=, member = yesNo.member](const Profile &p) { box->setChecked(member.of(p)); },
                  [=, member = yesNo.member](Profile &p) { member.of(p) = box->isChecked(); }};
    return box;
}

QWidget *ProfileFormPage::widgetFor(const MethodField &method, const ProfileLabel &)
{
    auto *box = new QComboBox(this);
    for (const auto &[value, text] : method.choices)
        box->addItem(text, int(value));
    m_rows << Row{[=, member = method.member](const Profile &p) {
                      box->setCurrentIndex(box->findData(int(member.of(p))));
                  },
                  [=, member = method.member](Profile &p) {
                      member.of(p) = DnsMethod(box->currentData().toInt());
                  }};
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        showDnsFields();
        showProblems();
    });
    return box;
}

// A host's key stands below its host.
QWidget *ProfileFormPage::widgetFor(const HostKeyField &, const ProfileLabel &) { return nullptr; }

void ProfileFormPage::addBelow(QLineEdit *line, const QString &key, TextField::Input input)
{
    m_lines.insert(key, line);
    auto *problem = new ProblemLabel(u"problem-"_s + key, this);
    m_form->addRow(QString(), problem);
    m_problems.insert(key, problem);
    switch (input) {
    case TextField::Input::Line:
        break;
    case TextField::Input::OldHost:
        addHost(line, key, Role::Old);
        break;
    case TextField::Input::NewHost:
        addHost(line, key, Role::New);
        break;
    case TextField::Input::Folder:
        addBrowse(line, key, QFileDialog::Directory, &ProfileFormPage::readFolder);
        break;
    case TextField::Input::File:
        addBrowse(line, key, QFileDialog::ExistingFile, &ProfileFormPage::readIni);
        break;
    }
}

// The names that the person gave to machines are offered; what one means is said.
void ProfileFormPage::addHost(QLineEdit *line, const QString &key, Role role)
{
    auto *names = new QCompleter(m_hostNames, line);
    names->setCaseSensitivity(Qt::CaseInsensitive);
    names->setFilterMode(Qt::MatchContains);
    line->setCompleter(names);
    auto *meaning = new HostMeaning(line, role, this);
    meaning->setObjectName(u"meaning-"_s + key);
    m_form->addRow(QString(), meaning);
    auto *known = new KnownKey(role, this);
    m_form->addRow(QString(), known);
    m_keys.insert(role, known);
    connect(line, &QLineEdit::textChanged, this, &ProfileFormPage::showKeys);
    connect(known, &KnownKey::forgotten, this, [this, role] {
        (role == Role::Old ? m_profile.oldKey : m_profile.newKey) = {};
        showKeys();
    });
}

void ProfileFormPage::addBrowse(QLineEdit *line, const QString &key, QFileDialog::FileMode mode,
                                void (ProfileFormPage::*read)())
{
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setObjectName(u"choose-"_s + key);
    browse->setAccessibleName(tr("Choose: %1").arg(line->accessibleName()));
    auto *row = new QHBoxLayout;
    int at = 0;
    QFormLayout::ItemRole role{};
    m_form->getWidgetPosition(line, &at, &role);
    m_form->removeWidget(line);
    row->addWidget(line, 1);
    row->addWidget(browse);
    m_form->setLayout(at, QFormLayout::FieldRole, row);
    connect(line, &QLineEdit::editingFinished, this, [this, line, read] {
        expandHome(line);
        (this->*read)();
    });
    connect(browse, &QPushButton::clicked, this, [this, line, mode, read] {
        auto *dialog = new QFileDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(mode);
        connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        connect(dialog, &QFileDialog::fileSelected, this, read);
        dialog->open();
    });
}

// The one thing that is said here and is not in the profile.
void ProfileFormPage::addSecret()
{
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(u"field-dns.secret"_s);
    m_secret->setAccessibleName(tr("Secret of the key"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("goes to the keychain; empty: the one that is there"));
    m_form->addRow(tr("Sec&ret"), m_secret);
    m_forUpdates << m_secret;
}

void ProfileFormPage::showDnsFields()
{
    const bool sends = typed().dns.method == DnsMethod::Rfc2136;
    for (QWidget *widget : std::as_const(m_forUpdates)) {
        widget->setVisible(sends);
        if (QWidget *label = m_form->labelForField(widget))
            label->setVisible(sends);
    }
}

void ProfileFormPage::showKeys()
{
    const Profile profile = typed();
    m_keys[Role::Old]->tell(profile.oldKey);
    m_keys[Role::New]->tell(profile.newKey);
}

} // namespace relaymove
