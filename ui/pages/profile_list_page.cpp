#include "ui/pages/profile_list_page.h"

#include "core/migration/journal.h"
#include "ui/base/background.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"
#include "ui/words/banner_words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QUuid>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum Column { Name, Domain, Hosts, HowFar, ColumnCount };

// What the journal tells about a migration that may be at work here or elsewhere.
QString progressOf(const Profile &profile, const ProfileStore &store)
{
    const QString path = store.migrationFolder(profile.id).filePath(u"journal.jsonl"_s);
    Snapshot snapshot;
    snapshot.profile = profile;
    snapshot.now = QDateTime::currentDateTimeUtc();
    for (const StampedEvent &event : Journal::read(path)) {
        snapshot.state = apply(std::move(snapshot.state), event);
        snapshot.lastEvent = event.at;
    }
    if (!Journal::isHeld(path))
        snapshot.state = settled(snapshot.state);
    snapshot.facts = factsOrNone(store.migrationFolder(profile.id).absolutePath());
    return migrationWords(snapshot);
}

std::expected<Profile, QString> readProfile(const QString &path)
{
    return path.endsWith(u".json"_s) ? ProfileStore::importProfile(path)
                                     : ProfileStore::importIni(path);
}

} // namespace

ProfileListPage::ProfileListPage(const ProfileStore &store, QWidget *parent)
    : QWidget(parent), m_store(store), m_notice(new Notice(this)), m_table(new QTreeWidget(this)),
      m_empty(textLabel(u"noProfiles"_s, this)), m_broken(textLabel(u"brokenProfiles"_s, this))
{
    setObjectName(u"profileListPage"_s);
    auto *title = new QLabel(tr("Relays"), this);
    scaleFont(title, 1.55, true);
    auto *why = textLabel({}, this);
    why->setText(tr("Each relay that is to be moved has a profile here: its domain, the machine "
                    "that serves it now, "
                    "and the one that will. Nothing is touched before you start a step, and each "
                    "step shows first what it runs."));
    m_table->setObjectName(u"profileTable"_s);
    m_table->setAccessibleName(tr("Relays"));
    m_table->setColumnCount(ColumnCount);
    m_table->setHeaderLabels({tr("Name"), tr("Domain"), tr("From → to"), tr("State")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 22);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_broken->hide();
    m_empty->setText(tr("There is no relay yet. “New…” asks for its domain and its two machines; "
                        "“Import…” reads a chatmail.ini or a profile that was exported."));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(28, 20, 28, 20);
    column->setSpacing(12);
    for (QWidget *part :
         std::initializer_list<QWidget *>{title, why, m_notice, m_empty, m_table, m_broken})
        column->addWidget(part);
    column->addWidget(buttons());

    connect(m_table, &QTreeWidget::itemActivated, this,
            [this] { Q_EMIT openRequested(selectedId()); });
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &ProfileListPage::enableButtons);
    connect(m_table, &QTreeWidget::itemChanged, this, &ProfileListPage::renamed);
    connect(m_notice, &Notice::agreed, this, &ProfileListPage::remove);
    m_timer = new QTimer(this);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            showProgress();
    });
    m_timer->start(2s);
    refresh();
}

QPushButton *ProfileListPage::button(const QString &text, const QString &objectName,
                                     QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(objectName);
    return made;
}

QWidget *ProfileListPage::buttons()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto *fresh = button(tr("&New…"), u"newProfile"_s, box);
    auto *import = button(tr("&Import…"), u"importProfile"_s, box);
    auto *save = button(tr("E&xport…"), u"exportProfile"_s, box);
    auto *edit = button(tr("&Edit…"), u"editProfile"_s, box);
    auto *copy = button(tr("&Duplicate"), u"duplicateProfile"_s, box);
    auto *name = button(tr("&Rename"), u"renameProfile"_s, box);
    auto *remove = button(tr("De&lete…"), u"deleteProfile"_s, box);
    auto *open = button(tr("&Open"), u"openProfile"_s, box);
    m_fresh = fresh;
    m_open = open;
    m_forSelected = {save, edit, copy, name, remove, open};
    for (QPushButton *each : {fresh, import, save, edit, copy, name, remove})
        row->addWidget(each);
    row->addStretch();
    row->addWidget(open);
    connect(fresh, &QPushButton::clicked, this, &ProfileListPage::newRequested);
    connect(import, &QPushButton::clicked, this, &ProfileListPage::chooseImport);
    connect(save, &QPushButton::clicked, this, &ProfileListPage::chooseExport);
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(selectedId()); });
    connect(copy, &QPushButton::clicked, this, &ProfileListPage::duplicate);
    connect(name, &QPushButton::clicked, this, &ProfileListPage::rename);
    connect(remove, &QPushButton::clicked, this, &ProfileListPage::askToRemove);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(selectedId()); });
    return box;
}

void ProfileListPage::refresh()
{
    const QString before = selectedId();
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    const ProfileStore::Listing listing = m_store.list();
    for (const Profile &profile : listing.profiles) {
        auto *item =
            new QTreeWidgetItem(m_table, {profile.name, profile.domain,
                                          u"%1 → %2"_s.arg(profile.oldHost, profile.newHost)});
        item->setText(HowFar, m_progress.value(profile.id));
        item->setData(Name, Qt::UserRole, profile.id);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (profile.id == before || !m_table->currentItem())
            m_table->setCurrentItem(item);
    }
    m_empty->setVisible(listing.profiles.isEmpty());
    showBroken(listing.broken);
    enableButtons();
    showProgress();
}

// Journals grow long: they are read elsewhere, and the words are filled in.
void ProfileListPage::showProgress()
{
    if (m_reading)
        return;
    m_reading = true;
    const auto read = [store = m_store] {
        QMap<QString, QString> words;
        for (const Profile &profile : store.list().profiles)
            words[profile.id] = progressOf(profile, store);
        return words;
    };
    inBackground(this, read, [this](const QMap<QString, QString> &words) {
        m_reading = false;
        m_progress = words;
        const QSignalBlocker quiet(m_table);
        for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
            QTreeWidgetItem *item = m_table->topLevelItem(row);
            item->setText(HowFar, words.value(item->data(Name, Qt::UserRole).toString()));
        }
    });
}

void ProfileListPage::setAtWork(std::function<bool(const QString &id)> isAtWork)
{
    m_isAtWork = std::move(isAtWork);
}

// Its run would write the profile back as it knows it, or find its files gone.
bool ProfileListPage::mayChange(const QString &id)
{
    const QString journal = m_store.migrationFolder(id).filePath(u"journal.jsonl"_s);
    if (!(m_isAtWork && m_isAtWork(id)) && !Journal::isHeld(journal))
        return true;
    say(tr("Its migration is at work; stop it before you change what it is about."));
    return false;
}

void ProfileListPage::showBroken(const QList<ProfileStore::Broken> &broken)
{
    QStringList lines;
    for (const ProfileStore::Broken &each : broken)
        lines << tr("%1 can't be read and was left alone: %2").arg(each.path, each.reason);
    m_broken->setText(lines.join(u'\n'));
    m_broken->setVisible(!lines.isEmpty());
}

QString ProfileListPage::selectedId() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item ? item->data(Name, Qt::UserRole).toString() : QString();
}

void ProfileListPage::enableButtons()
{
    for (QPushButton *each : std::as_const(m_forSelected))
        each->setEnabled(!selectedId().isEmpty());
    // What to do first: a button that can't be pressed is no default.
    m_open->setDefault(m_open->isEnabled());
    m_fresh->setDefault(!m_open->isEnabled());
}

void ProfileListPage::say(const QString &text)
{
    m_toRemove.clear();
    m_notice->say(text);
}

void ProfileListPage::duplicate()
{
    const auto copy = m_store.duplicate(selectedId());
    if (!copy)
        say(copy.error());
    refresh();
}

void ProfileListPage::rename()
{
    if (mayChange(selectedId()))
        m_table->editItem(m_table->currentItem(), Name);
}

void ProfileListPage::renamed(QTreeWidgetItem *item)
{
    const QString id = item->data(Name, Qt::UserRole).toString();
    if (mayChange(id)) {
        if (const auto done = m_store.rename(id, item->text(Name).trimmed()); !done)
            say(done.error());
    }
    // Not here: the item is still being changed.
    QMetaObject::invokeMethod(this, &ProfileListPage::refresh, Qt::QueuedConnection);
}

void ProfileListPage::askToRemove()
{
    if (!mayChange(selectedId()))
        return;
    m_toRemove = selectedId();
    m_notice->ask(tr("Delete the profile “%1” and the secrets kept for it? The journal, log and "
                     "report of its migration stay.")
                      .arg(m_table->currentItem()->text(Name)),
                  tr("&Yes, delete it"), tr("&Keep it"));
}

void ProfileListPage::remove()
{
    if (!mayChange(QString(m_toRemove)))
        return; // started meanwhile
    const auto profile = m_store.find(m_toRemove);
    if (!profile)
        return say(profile.error());
    const auto gone = m_store.remove(m_toRemove);
    m_toRemove.clear();
    if (!gone)
        return say(gone.error());
    refresh();
    Q_EMIT removed(*profile);
}

void ProfileListPage::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("A chatmail.ini, or a profile that was exported"));
    dialog->setObjectName(u"importDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Relays (*.ini *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ProfileListPage::importFile);
    dialog->open();
}

void ProfileListPage::chooseExport()
{
    auto *dialog = new QFileDialog(
        this, tr("Export “%1”, without its secrets").arg(m_table->currentItem()->text(Name)));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Profiles (*.json)")});
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ProfileListPage::exportTo);
    dialog->open();
}

void ProfileListPage::exportTo(const QString &path)
{
    const auto profile = m_store.find(selectedId());
    if (!profile)
        return say(profile.error());
    const auto written = ProfileStore::exportProfile(*profile, path);
    say(written ? tr("“%1” is in %2, without its secrets.").arg(profile->name, path)
                : written.error());
}

void ProfileListPage::importFile(const QString &path)
{
    auto profile = readProfile(path);
    if (!profile)
        return say(tr("%1 can't be imported: %2").arg(path, profile.error()));
    if (m_store.find(profile->id))
        profile->id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Q_EMIT imported(*profile);
}

} // namespace relaymove
