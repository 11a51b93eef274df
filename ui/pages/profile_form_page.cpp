#include "ui/pages/profile_form_page.h"

#include "core/profiles/profile_store.h"
#include "core/profiles/ssh_names.h"
#include "ui/pages/checkouts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/host_meaning.h"
#include "ui/widgets/known_key.h"
#include "ui/widgets/problem_label.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStringListModel>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

ProfileFormPage::ProfileFormPage(QWidget *parent)
    : QWidget(parent), m_hostNames(new QStringListModel(this))
{
    setObjectName(u"profileFormPage"_s);
    build();
}

void ProfileFormPage::build()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    // Above the form, not in it: where one of its labels wraps, QFormLayout (Qt 6.4) gives
    // no height to the rows below one that was just shown.
    auto *page = new QVBoxLayout(content);
    page->setContentsMargins(28, 20, 28, 12);
    m_form = new QFormLayout;
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    content->setMaximumWidth(fontMetrics().averageCharWidth() * 125);
    auto *title = new QLabel(tr("A relay to move"), content);
    scaleFont(title, 1.55, true);
    auto *why = textLabel({}, content);
    why->setText(tr("The domain and two machines are enough to begin; Relaymove finds out the rest "
                    "and tells you what it found."));
    page->addWidget(title);
    page->addWidget(why);
    page->addLayout(m_form);
    page->addStretch();

    for (const ProfileField &field : profileFields()) {
        addField(field);
        if (field.key == u"dns.algorithm")
            addSecret();
    }
    followDomain();
    scroll->setWidget(content);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll, 1);
    column->addWidget(buttons());
    showDnsFields();
}

void ProfileFormPage::addField(const ProfileField &field)
{
    if (field.label.text.isEmpty())
        return;
    m_fields << makeFieldWidget(field, this);
    QWidget *widget = m_fields.last().widget;
    // A box to be ticked has its label beside it.
    const bool isBox = std::holds_alternative<YesNoField>(field.kind);
    m_form->addRow(isBox ? QString() : field.label.text, widget);
    if (field.label.updates)
        m_forUpdates << widget;
    if (auto *line = qobject_cast<QLineEdit *>(widget)) {
        addBelow(line, field.key, std::get<TextField>(field.kind).input);
        connect(line, &QLineEdit::textChanged, this, &ProfileFormPage::showProblems);
    }
    if (std::holds_alternative<MethodField>(field.kind))
        connect(static_cast<QComboBox *>(widget), &QComboBox::currentIndexChanged, this, [this] {
            showDnsFields();
            showProblems();
        });
}

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

// Until the person types another one, the name is the domain.
void ProfileFormPage::followDomain()
{
    connect(m_lines[u"name"_s], &QLineEdit::textEdited, this,
            [this](const QString &name) { m_nameFollows = name.isEmpty(); });
    connect(m_lines[u"domain"_s], &QLineEdit::textChanged, this, [this](const QString &domain) {
        if (m_nameFollows)
            m_lines[u"name"_s]->setText(domain.trimmed());
    });
}

QWidget *ProfileFormPage::buttons()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(28, 8, 28, 12);
    m_trouble = new ProblemLabel(u"formTrouble"_s, box);
    auto *cancel = new QPushButton(tr("&Cancel"), box);
    cancel->setObjectName(u"cancelProfile"_s);
    m_keep = new QPushButton(tr("Save and o&pen"), box);
    m_keep->setObjectName(u"saveProfile"_s);
    m_keep->setDefault(true);
    row->addWidget(m_trouble, 1);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_keep);
    connect(cancel, &QPushButton::clicked, this, &ProfileFormPage::cancelled);
    connect(m_keep, &QPushButton::clicked, this, &ProfileFormPage::save);
    return box;
}

// Enter in a field, as in any dialog; the button that has the focus is the one meant.
void ProfileFormPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    auto *focused = qobject_cast<QPushButton *>(QApplication::focusWidget());
    if (!event->isAutoRepeat())
        (focused ? focused : m_keep)->click();
}

void ProfileFormPage::edit(const Profile &profile)
{
    m_profile = profile;
    m_tried = false;
    m_nameFollows = profile.name.isEmpty() || profile.name == profile.domain;
    m_secret->clear();
    for (const FieldWidget &field : std::as_const(m_fields))
        field.show(profile);
    // Among several only the person can choose; a profile that was kept says what it says.
    const QStringList found = checkoutsAtHome();
    if (profile.domain.isEmpty() && profile.checkout.isEmpty() && found.size() == 1) {
        m_lines[u"checkout"_s]->setText(found.first());
        readFolder();
    }
    m_hostNames->setStringList(sshConfigNames());
    showProblems();
    showKeys();
    m_lines[u"domain"_s]->setFocus();
}

void ProfileFormPage::say(const QString &trouble) { m_trouble->say(trouble); }

Profile ProfileFormPage::typed() const
{
    Profile profile = m_profile;
    for (const FieldWidget &field : m_fields)
        field.take(profile);
    if (profile.name.isEmpty())
        profile.name = profile.domain;
    // Another machine has another key: nobody agreed to that one.
    if (profile.oldHost != m_profile.oldHost)
        profile.oldKey = {};
    if (profile.newHost != m_profile.newHost)
        profile.newKey = {};
    return profile;
}

// Whoever can't go on finds the cursor in the first field that needs them.
void ProfileFormPage::save()
{
    for (const QString &key : {u"checkout"_s, u"ini"_s})
        expandHome(m_lines[key]);
    m_tried = true;
    const QList<ProfileProblem> left = showProblems();
    if (left.isEmpty())
        Q_EMIT saveRequested(typed(), Secret(m_secret->text().toUtf8()));
    else if (QLineEdit *line = m_lines.value(left.first().key))
        line->setFocus();
}

// A name is made of the domain: where that is missing, nobody need think of one.
QList<ProfileProblem> ProfileFormPage::problems() const
{
    QList<ProfileProblem> found = problemsOf(typed());
    if (m_lines[u"domain"_s]->text().trimmed().isEmpty())
        found.removeIf([](const ProfileProblem &each) { return each.key == u"name"; });
    return found;
}

// Below each field what is wrong with it, beside the buttons which fields these are.
QList<ProfileProblem> ProfileFormPage::showProblems()
{
    m_trouble->say({});
    for (ProblemLabel *label : std::as_const(m_problems))
        label->say({});
    if (!m_tried)
        return {};
    const QList<ProfileProblem> found = problems();
    QStringList missing, wrong, elsewhere;
    for (const ProfileProblem &problem : found) {
        ProblemLabel *label = m_problems.value(problem.key);
        if (!label) {
            elsewhere << problem.sentence;
        } else if (label->text().isEmpty()) {
            label->say(problem.sentence);
            const QLineEdit *line = m_lines[problem.key];
            // "OLD" of "OLD, the machine that serves now".
            (line->text().trimmed().isEmpty() ? missing : wrong)
                << line->accessibleName().section(u',', 0, 0);
        }
    }
    if (!missing.isEmpty())
        elsewhere.prepend(tr("Still missing: %1.").arg(missing.join(u", "_s)));
    if (!wrong.isEmpty())
        elsewhere << tr("To be corrected: %1.").arg(wrong.join(u", "_s));
    m_trouble->say(elsewhere.join(u' '));
    return found;
}

// As a shell would: “~/relay” is what the example says.
void ProfileFormPage::expandHome(QLineEdit *line)
{
    const QString typed = line->text().trimmed();
    if (typed == u"~" || typed.startsWith(u"~/"))
        line->setText(QDir::cleanPath(QDir::homePath() + typed.mid(1)));
}

// A chatmail.ini there says the domain.
void ProfileFormPage::readFolder()
{
    const QString path = m_lines[u"checkout"_s]->text().trimmed() + u"/chatmail.ini"_s;
    if (m_lines[u"ini"_s]->text().isEmpty() && QFileInfo(path).isAbsolute())
        importFrom(path);
}

void ProfileFormPage::readIni() { importFrom(m_lines[u"ini"_s]->text().trimmed()); }

// The domain and the folder are written there; nobody should type them again.
void ProfileFormPage::importFrom(const QString &ini)
{
    if (!QFileInfo::exists(ini))
        return;
    const auto found = ProfileStore::importIni(ini);
    if (!found)
        return say(found.error());
    if (m_lines[u"domain"_s]->text().isEmpty())
        m_lines[u"domain"_s]->setText(found->domain);
    if (m_lines[u"checkout"_s]->text().isEmpty())
        m_lines[u"checkout"_s]->setText(found->checkout);
}

} // namespace relaymove
