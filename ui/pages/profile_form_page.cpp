#include "ui/pages/profile_form_page.h"

#include "core/profiles/profile_store.h"
#include "core/profiles/ssh_names.h"
#include "ui/widgets/card.h"
#include "ui/widgets/host_meaning.h"
#include "ui/widgets/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStringListModel>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

void tell(QLabel *label, const QString &text) { static_cast<ProblemLabel *>(label)->say(text); }

} // namespace

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

    field(m_form, u"name"_s, tr("&Name"), tr("how the list calls it"));
    field(m_form, u"domain"_s, tr("&Domain"),
          tr("mail.example.org; empty: what the chatmail.ini below says"));
    hostField(u"oldHost"_s, tr("&OLD, the machine that serves now"), Role::Old);
    hostField(u"newHost"_s, tr("N&EW, the machine that will"), Role::New);
    withBrowse(m_form,
               field(m_form, u"checkout"_s, tr("&Folder of chatmail's “relay” here"),
                     tr("empty: fetched from OLD")),
               true);
    withBrowse(m_form,
               field(m_form, u"ini"_s, tr("chatmail.&ini"), tr("empty: the one in that folder")),
               false);
    connect(m_fields[u"ini"_s], &QLineEdit::editingFinished, this, [this] {
        expandHome(m_fields[u"ini"_s]);
        if (const QString path = m_fields[u"ini"_s]->text().trimmed(); QFileInfo::exists(path))
            readIni(path);
    });
    connect(m_fields[u"checkout"_s], &QLineEdit::editingFinished, this, [this] {
        expandHome(m_fields[u"checkout"_s]);
        readFolder();
    });
    buildDns(m_form);
    m_stopAtEveryPage =
        new QCheckBox(tr("S&top at every page of the cutover (users wait longer)"), content);
    m_stopAtEveryPage->setObjectName(u"stopAtEveryPage"_s);
    m_form->addRow(QString(), m_stopAtEveryPage);
    m_disableByCmdeploy = new QCheckBox(
        tr("Stop OLD by cmdeploy --disab&le-mail (upgrades OLD, can't be undone; a minute more)"),
        content);
    m_disableByCmdeploy->setObjectName(u"disableByCmdeploy"_s);
    m_form->addRow(QString(), m_disableByCmdeploy);
    m_oldIsFailing =
        new QCheckBox(tr("OLD's disk is failin&g (rescues first what can't be replaced)"), content);
    m_oldIsFailing->setObjectName(u"oldIsFailing"_s);
    m_form->addRow(QString(), m_oldIsFailing);
    scroll->setWidget(content);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll, 1);
    column->addWidget(buttons());
    showDnsFields();
}

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
    connect(edit, &QLineEdit::returnPressed, this, &ProfileFormPage::save);
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
    addProblemLabel(form, u"dns"_s);
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
    m_algorithm->addItems(
        {u"hmac-sha256"_s, u"hmac-sha512"_s, u"hmac-sha384"_s, u"hmac-sha1"_s, u"hmac-md5"_s});
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

QWidget *ProfileFormPage::buttons()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(28, 8, 28, 12);
    m_trouble = new ProblemLabel(u"formTrouble"_s, box);
    auto *cancel = new QPushButton(tr("&Cancel"), box);
    cancel->setObjectName(u"cancelProfile"_s);
    auto *keep = new QPushButton(tr("Save and o&pen"), box);
    keep->setObjectName(u"saveProfile"_s);
    keep->setDefault(true);
    row->addWidget(m_trouble, 1);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(keep);
    connect(cancel, &QPushButton::clicked, this, &ProfileFormPage::cancelled);
    connect(keep, &QPushButton::clicked, this, &ProfileFormPage::save);
    return box;
}

void ProfileFormPage::edit(const Profile &profile)
{
    m_profile = profile;
    m_tried = false;
    m_secret->clear();
    const QHash<QString, QString> values{{u"name"_s, profile.name},
                                         {u"domain"_s, profile.domain},
                                         {u"oldHost"_s, profile.oldHost},
                                         {u"newHost"_s, profile.newHost},
                                         {u"checkout"_s, profile.checkout},
                                         {u"ini"_s, profile.ini},
                                         {u"dns.server"_s, profile.dns.server},
                                         {u"dns.zone"_s, profile.dns.zone},
                                         {u"dns.keyName"_s, profile.dns.keyName}};
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        it.value()->setText(values.value(it.key()));
    // Where the guide puts it; a profile that was kept says what it says.
    const QString usual = QDir::homePath() + u"/relay"_s;
    if (profile.domain.isEmpty() && profile.checkout.isEmpty() &&
        QFileInfo::exists(usual + u"/scripts/cmdeploy"_s)) {
        m_fields[u"checkout"_s]->setText(usual);
        readFolder();
    }
    m_hostNames->setStringList(sshConfigNames());
    m_method->setCurrentIndex(m_method->findData(int(profile.dns.method)));
    m_port->setValue(profile.dns.port);
    m_algorithm->setCurrentText(profile.dns.algorithm);
    m_stopAtEveryPage->setChecked(profile.stopAtEveryPage);
    m_disableByCmdeploy->setChecked(profile.disableByCmdeploy);
    m_oldIsFailing->setChecked(profile.oldIsFailing);
    showProblems();
    m_fields[u"domain"_s]->setFocus();
}

void ProfileFormPage::say(const QString &trouble) { tell(m_trouble, trouble); }

Profile ProfileFormPage::typed() const
{
    const auto text = [&](const QString &member) { return m_fields[member]->text().trimmed(); };
    Profile profile = m_profile;
    profile.domain = text(u"domain"_s);
    profile.name = text(u"name"_s).isEmpty() ? profile.domain : text(u"name"_s);
    // Another machine has another key: nobody agreed to that one.
    if (text(u"oldHost"_s) != profile.oldHost)
        profile.oldKey = {};
    if (text(u"newHost"_s) != profile.newHost)
        profile.newKey = {};
    profile.oldHost = text(u"oldHost"_s);
    profile.newHost = text(u"newHost"_s);
    profile.checkout = text(u"checkout"_s);
    profile.ini = text(u"ini"_s);
    profile.dns.method = DnsMethod(m_method->currentData().toInt());
    profile.dns.server = text(u"dns.server"_s);
    profile.dns.port = m_port->value();
    profile.dns.zone = text(u"dns.zone"_s);
    profile.dns.keyName = text(u"dns.keyName"_s);
    profile.dns.algorithm = m_algorithm->currentText();
    profile.stopAtEveryPage = m_stopAtEveryPage->isChecked();
    profile.disableByCmdeploy = m_disableByCmdeploy->isChecked();
    profile.oldIsFailing = m_oldIsFailing->isChecked();
    return profile;
}

// Whoever can't go on finds the cursor in the first field that needs them.
void ProfileFormPage::save()
{
    for (const QString &member : {u"checkout"_s, u"ini"_s})
        expandHome(m_fields[member]);
    m_tried = true;
    if (!showProblems()) {
        const auto first = typed().problems().first().member;
        if (QLineEdit *edit = m_fields.value(first))
            edit->setFocus();
        return;
    }
    Q_EMIT saveRequested(typed(), Secret(m_secret->text().toUtf8()));
}

// Whether there are none.
bool ProfileFormPage::showProblems()
{
    tell(m_trouble, {});
    for (QLabel *label : std::as_const(m_problems))
        tell(label, {});
    if (!m_tried)
        return true;
    const QList<Profile::Problem> problems = typed().problems();
    QStringList elsewhere;
    for (const Profile::Problem &problem : problems) {
        if (QLabel *label = m_problems.value(problem.member); label && label->text().isEmpty())
            tell(label, problem.sentence);
        else
            elsewhere << problem.sentence;
    }
    if (!problems.isEmpty())
        tell(m_trouble, elsewhere.isEmpty() ? tr("Something is missing or wrong above.")
                                            : elsewhere.join(u' '));
    return problems.isEmpty();
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

// As a shell would: “~/relay” is what the example says.
void ProfileFormPage::expandHome(QLineEdit *edit)
{
    const QString typed = edit->text().trimmed();
    if (typed == u"~" || typed.startsWith(u"~/"))
        edit->setText(QDir::cleanPath(QDir::homePath() + typed.mid(1)));
}

// A chatmail.ini there says the domain.
void ProfileFormPage::readFolder()
{
    const QString path = m_fields[u"checkout"_s]->text().trimmed() + u"/chatmail.ini"_s;
    if (m_fields[u"ini"_s]->text().isEmpty() && QFileInfo(path).isAbsolute() &&
        QFileInfo::exists(path))
        readIni(path);
}

// The domain and the folder are written there; nobody should type them again.
void ProfileFormPage::readIni(const QString &path)
{
    const auto found = ProfileStore::importIni(path);
    if (!found)
        return say(found.error());
    if (m_fields[u"domain"_s]->text().isEmpty())
        m_fields[u"domain"_s]->setText(found->domain);
    if (m_fields[u"checkout"_s]->text().isEmpty())
        m_fields[u"checkout"_s]->setText(found->checkout);
}

} // namespace relaymove
