#include "ui/pages/profile_form_page.h"

#include "core/profiles/profile_store.h"
#include "core/profiles/ssh_names.h"
#include "ui/pages/checkouts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/problem_label.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
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
    followDomain();
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

// Until the person types another one, the name is the domain.
void ProfileFormPage::followDomain()
{
    connect(m_fields[u"name"_s], &QLineEdit::textEdited, this,
            [this](const QString &name) { m_nameFollows = name.isEmpty(); });
    connect(m_fields[u"domain"_s], &QLineEdit::textChanged, this, [this](const QString &domain) {
        if (m_nameFollows)
            m_fields[u"name"_s]->setText(domain.trimmed());
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
    // Among several only the person can choose; a profile that was kept says what it says.
    const QStringList found = checkoutsAtHome();
    if (profile.domain.isEmpty() && profile.checkout.isEmpty() && found.size() == 1) {
        m_fields[u"checkout"_s]->setText(found.first());
        readFolder();
    }
    m_hostNames->setStringList(sshConfigNames());
    m_method->setCurrentIndex(m_method->findData(int(profile.dns.method)));
    m_port->setValue(profile.dns.port);
    m_algorithm->setCurrentIndex(m_algorithm->findText(profile.dns.algorithm));
    m_stopAtEveryPage->setChecked(profile.stopAtEveryPage);
    m_disableByCmdeploy->setChecked(profile.disableByCmdeploy);
    m_oldIsFailing->setChecked(profile.oldIsFailing);
    showProblems();
    m_fields[u"domain"_s]->setFocus();
}

void ProfileFormPage::say(const QString &trouble) { m_trouble->say(trouble); }

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
    // None is chosen where the profile has one that nsupdate does not know.
    if (m_algorithm->currentIndex() >= 0)
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
    const QList<Profile::Problem> left = showProblems();
    if (left.isEmpty())
        Q_EMIT saveRequested(typed(), Secret(m_secret->text().toUtf8()));
    else if (QLineEdit *edit = m_fields.value(left.first().member))
        edit->setFocus();
}

// A name is made of the domain: where that is missing, nobody need think of one.
QList<Profile::Problem> ProfileFormPage::problems() const
{
    QList<Profile::Problem> found = typed().problems();
    if (m_fields[u"domain"_s]->text().trimmed().isEmpty())
        found.removeIf([](const Profile::Problem &each) { return each.member == u"name"; });
    return found;
}

// Below each field what is wrong with it, beside the buttons which fields these are.
QList<Profile::Problem> ProfileFormPage::showProblems()
{
    m_trouble->say({});
    for (ProblemLabel *label : std::as_const(m_problems))
        label->say({});
    if (!m_tried)
        return {};
    const QList<Profile::Problem> found = problems();
    QStringList missing, wrong, elsewhere;
    for (const Profile::Problem &problem : found) {
        ProblemLabel *label = m_problems.value(problem.member);
        if (!label) {
            elsewhere << problem.sentence;
        } else if (label->text().isEmpty()) {
            label->say(problem.sentence);
            const QLineEdit *edit = m_fields.value(problem.member);
            (edit && edit->text().trimmed().isEmpty() ? missing : wrong) << shortName(edit);
        }
    }
    if (!missing.isEmpty())
        elsewhere.prepend(tr("Still missing: %1.").arg(missing.join(u", "_s)));
    if (!wrong.isEmpty())
        elsewhere << tr("To be corrected: %1.").arg(wrong.join(u", "_s));
    m_trouble->say(elsewhere.join(u' '));
    return found;
}

// "OLD" of "OLD, the machine that serves now"; without a field it is about DNS.
QString ProfileFormPage::shortName(const QLineEdit *edit)
{
    return edit ? edit->accessibleName().section(u',', 0, 0) : tr("DNS");
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
