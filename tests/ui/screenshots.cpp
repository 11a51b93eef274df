// Pictures of the window in sample situations, one look at a time, for a person to
// look at. What is wrong with one is said in the line of JSON that each gets;
// pictures.py makes the album.
#include "core/migration/journal.h"
#include "core/migration/log_store.h"
#include "core/profiles/secret_store.h"
#include "tests/ui/layout_check.h"
#include "tests/ui/page_states.h"
#include "tests/ui/sample_states.h"
#include "tests/ui/sample_status.h"
#include "ui/pages/profile_form_page.h"
#include "ui/theme/outlined_style.h"
#include "ui/theme/scheme.h"
#include "ui/window/main_window.h"
#include "ui/window/migration_view.h"
#include "ui/words/translation.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTreeWidget>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// Those that are kept in a look other than the light one; all are checked in each.
const QStringList samples{u"precopy-running"_s, u"install-failed"_s, u"disable-question"_s,
                          u"form-errors"_s, u"new-is-lost"_s};

void fill(LogStore &log)
{
    const QDateTime at = QDateTime(QDate(2026, 11, 23), QTime(17, 58, 2), Qt::UTC);
    const QString rsync =
        u"$ systemd-run --unit=relaymove-pass-4 rsync -aH --delete --modify-window=-1 /home/vmail/mail/ ..."_s;
    for (int i = 0; i < 400; ++i)
        log.add({at.addMSecs(qint64(i) * 7), Role::Admin, u"precopy"_s, LogLevel::Info,
                 u"mailbox %1 looked at"_s.arg(i)});
    log.add({at.addSecs(4), Role::Old, u"precopy"_s, LogLevel::Info,
             u"rsync: pass 3 done in 34 s, 1,204 files, 18.2 MB, 2 vanished"_s});
    log.add({at.addSecs(5), Role::Old, u"precopy"_s, LogLevel::Command, rsync});
    log.add({at.addSecs(9), Role::Old, u"precopy"_s, LogLevel::Detail,
             u"  281,338,880  61%   23.12MB/s    0:00:12"_s});
    log.add({at.addSecs(9), Role::Dns, u"ttl"_s, LogLevel::Warning,
             u"ns2.example.org answers slowly"_s});
    log.add({at.addSecs(10), Role::New, u"install"_s, LogLevel::Error,
             u"nginx: [emerg] bind() to 0.0.0.0:80 failed"_s});
}

class Album
{
public:
    Album(const QString &folder, const QString &look) : m_folder(folder), m_look(look)
    {
        m_folder.mkpath(u"."_s);
    }

    void take(QWidget &window, const QString &name, const QString &caption);

private:
    void settle(const QWidget &window);

    QDir m_folder;
    QString m_look;
    QTextStream m_out{stdout};
};

// Until nothing moves any more; what is wrong then is wrong.
void Album::settle(const QWidget &window)
{
    constexpr int enough = 1500;
    QList<QPair<const QWidget *, QRect>> last;
    (void)QTest::qWaitFor(
        [&] {
            const auto now = places(window);
            return std::exchange(last, now) == now && squeezed(window).isEmpty();
        },
        enough);
}

// The dark look comes over a window that is there already, as in the evening.
void Album::take(QWidget &window, const QString &name, const QString &caption)
{
    settle(window);
    if (m_look == u"dark") {
        QApplication::setPalette(darkPalette());
        settle(window);
    }
    const QPixmap picture = window.grab();
    QStringList wrong = cutTexts(window) + namelessControls(window) + doubleKeys(window) +
                        paleTexts(window, picture.toImage().convertToFormat(QImage::Format_RGB32));
    QJsonObject line{{u"name"_s, name}, {u"caption"_s, caption}, {u"look"_s, m_look}};
    if (m_look == u"light" || samples.contains(name)) {
        const QString file = m_look + u'-' + name + u".png"_s;
        if (!picture.save(m_folder.filePath(file)))
            wrong << u"%1 can't be written"_s.arg(file);
        line[u"file"_s] = file;
    }
    line[u"wrong"_s] = QJsonArray::fromStringList(wrong);
    m_out << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
    QApplication::setPalette(QPalette());
}

// A profile of that name, with a journal that says what its state is.
void store(const ProfileStore &profiles, const QString &name, const QList<StampedEvent> &past,
           const Facts &facts)
{
    Profile profile = sample::untouched().profile;
    profile.id = Profile::fresh().id;
    profile.name = profile.domain = name;
    if (!profiles.save(profile))
        qFatal("can't save a profile");
    const QDir folder = profiles.migrationFolder(profile.id);
    saveFacts(folder.path(), facts);
    Journal journal(folder.filePath(u"journal.jsonl"_s));
    for (const StampedEvent &event : past)
        journal.append(event);
}

void storeOneThatWaitsForTheTtl(const ProfileStore &profiles, const QString &name)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Facts facts;
    facts.dns.oldTtlGone = now.addSecs(3 * 3600 + 750);
    store(profiles, name,
          {{now, event::RunStarted{u"id"_s, u"run"_s, u"0.1.0"_s}},
           {now, event::StepStarted{StepId::Ttl}},
           {now, event::StepEnded{StepId::Ttl, StepOutcome::Succeeded, {}}},
           {now, event::RunEnded{StepOutcome::Succeeded, {}}}},
          facts);
}

void takeList(Album &album)
{
    const QTemporaryDir home;
    const ProfileStore profiles(QDir(home.filePath(u"profiles"_s)),
                                QDir(home.filePath(u"migrations"_s)));
    MainWindow window(profiles, std::make_shared<MemorySecretStore>());
    window.show();
    album.take(window, u"list-empty"_s, u"The list of relays, empty"_s);
    store(profiles, u"chat.example.org"_s, {}, {});
    storeOneThatWaitsForTheTtl(profiles, u"mail.example.org"_s);
    window.showProfiles();
    // How far they are is read elsewhere.
    (void)QTest::qWaitFor(
        [&] { return !window.findChild<QTreeWidget *>()->topLevelItem(1)->text(3).isEmpty(); });
    album.take(window, u"list-filled"_s, u"The list of relays"_s);
    window.findChild<QPushButton *>(u"deleteProfile"_s)->click();
    album.take(window, u"list-delete"_s, u"The list asks before it deletes"_s);
    window.findChild<QWidget *>(u"profileListPage"_s)
        ->findChild<QPushButton *>(u"noticeNo"_s)
        ->click();
    QFile broken(home.filePath(u"profiles/broken.json"_s));
    if (!broken.open(QIODevice::WriteOnly) || broken.write("{") != 1)
        qFatal("can't write the broken profile");
    broken.close();
    window.showProfiles();
    album.take(window, u"list-broken"_s, u"The list with a file that can't be read"_s);
}

void takeForm(Album &album)
{
    const QTemporaryDir home;
    const ProfileStore profiles(QDir(home.filePath(u"profiles"_s)),
                                QDir(home.filePath(u"migrations"_s)));
    MainWindow window(profiles, std::make_shared<MemorySecretStore>());
    window.show();
    window.findChild<QPushButton *>(u"newProfile"_s)->click();
    album.take(window, u"form"_s, u"A new profile"_s);
    window.findChild<QComboBox *>(u"field-dns.method"_s)->setCurrentIndex(1);
    window.findChild<QLineEdit *>(u"field-domain"_s)->setText(u"198.51.100.10"_s);
    window.findChild<QPushButton *>(u"saveProfile"_s)->click();
    album.take(window, u"form-errors"_s, u"A profile with what is wrong said in it"_s);

    Profile kept = sample::untouched().profile;
    kept.oldKey = PinnedHostKey::of(u"ssh-ed25519"_s, "old's");
    kept.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "new's");
    ProfileFormPage form;
    form.resize(1280, 800);
    form.edit(kept);
    form.setVisible(true);
    album.take(form, u"form-keys"_s, u"A profile whose machines' host keys were confirmed"_s);
}

// As high as it opens, then what has to be scrolled to.
void takePage(Album &album, const LogStore &log, const Snapshot &snapshot, StepId page,
              const QString &name, const QString &caption)
{
    MigrationView view;
    view.resize(1280, 800);
    view.setLog(&log);
    view.showPlans(sample::realPlans());
    view.showReport(
        u"# mail.example.org\n\nMoved in 5.4 s.\n\n- 6,012 mailboxes\n- 60,402 messages\n"_s);
    view.show(snapshot);
    view.goTo(page);
    view.setVisible(true);
    album.take(view, name, caption);
    QScrollBar *bar =
        view.findChild<QWidget *>(u"stepPage"_s)->findChild<QScrollArea *>()->verticalScrollBar();
    if (bar->maximum() == 0)
        return;
    bar->setValue(bar->maximum());
    album.take(view, name + u"-below"_s, caption + u", scrolled to its end"_s);
}

// What a page shows on the screen of an old laptop.
void takeSmall(Album &album, const LogStore &log)
{
    for (const sample::PageState &state : sample::pageStates()) {
        if (state.page != StepId::Activate || state.name != u"failed")
            continue;
        MigrationView view;
        view.resize(1024, 700);
        view.setLog(&log);
        view.showPlans(sample::realPlans());
        view.show(state.snapshot);
        view.goTo(state.page);
        view.setVisible(true);
        album.take(view, u"small"_s, u"At 1024 x 700"_s);
    }
}

// Both machines and DNS as they answer when something is wrong.
void takeTroubles(Album &album, const LogStore &log)
{
    const QDateTime at = sample::prepared().now().now.addSecs(-3);
    const auto take = [&](const Seen &seen, const QString &name, const QString &caption) {
        takePage(album, log, sample::seenSo(seen), StepId::Disable, name, caption);
    };
    take(sample::seenWithout(Role::Old, WhoServes::Old, at), u"old-silent"_s,
         u"OLD can't be asked"_s);
    take(sample::seenWithout(Role::Dns, WhoServes::Old, at), u"dns-silent"_s, u"DNS is silent"_s);
    take(sample::seenWith(WhoServes::Both, at), u"both-serve"_s, u"Both machines serve"_s);
}

// The questions that no other picture has.
void takeQuestions(Album &album, const LogStore &log)
{
    using namespace question;
    const auto take = [&](const AnyQuestion &what, Role about, StepId page, const QString &name) {
        const Question question{.id = name, .about = about, .what = what};
        takePage(album, log, sample::asked(page, question), page, name,
                 u"A question: %1"_s.arg(name));
    };
    take(ChooseRelease{.onOld = u"4f6c0d1e"_s,
                       .here = u"a81c77f0"_s,
                       .checkout = u"/root/relay"_s,
                       .offersDeployed = true,
                       .offersCheckout = true},
         Role::Admin, StepId::Preflight, u"asks-release"_s);
    take(FetchCheckout{u"/root/relay"_s, u"/root/.local/share/relaymove/relay"_s, 12}, Role::Old,
         StepId::Preflight, u"asks-checkout"_s);
    take(EnterSecret{u"relaymove."_s, u"The keychain does not have it, or is locked."_s}, Role::Dns,
         StepId::Preflight, u"asks-secret"_s);
    take(DiskFails{u"read errors, sector 4711 of sda"_s}, Role::Old, StepId::Precopy,
         u"asks-disk"_s);
    take(LeaveBehind{{u"ada@mail.example.org: 3 files"_s, u"bob@mail.example.org: 1 file"_s}},
         Role::Old, StepId::Precopy, u"asks-leave-behind"_s);
    const QString silent = u"198.51.100.10 can't be reached: Connection timed out."_s;
    take(OldIsGone{silent, {}, 600}, Role::Old, StepId::Activate, u"asks-old-is-gone"_s);
    take(NewIsGone{silent}, Role::New, StepId::Activate, u"asks-new-is-gone"_s);
}

void takePages(Album &album)
{
    LogStore log{QString()};
    fill(log);
    for (const sample::PageState &state : sample::pageStates())
        takePage(album, log, state.snapshot, state.page, stepName(state.page) + u'-' + state.name,
                 u"%1, %2"_s.arg(stepTitle(state.page), state.name));
    takeSmall(album, log);
    takeTroubles(album, log);
    takeQuestions(album, log);
    takePage(album, log, sample::syncRuns(), StepId::Sync, u"cutover"_s, u"Within the cutover"_s);
    takePage(album, log, sample::commitAwaited(), StepId::Activate, u"before-commit"_s,
             u"Proven, and waiting for the commit"_s);
    takePage(album, log, sample::killedWithinCutover(), StepId::Sync, u"killed"_s,
             u"Come back to after the program was killed within the cutover"_s);
    takePage(album, log, sample::handedOver(), StepId::Activate, u"handed-over"_s,
             u"OLD has handed over, and NEW is not open yet"_s);
    takePage(album, log, sample::newLostOnceHandedOver(), StepId::Activate, u"new-is-lost"_s,
             u"NEW can't be reached once OLD has handed over"_s);
    takePage(album, log, sample::killedOnceHandedOver(), StepId::Activate,
             u"killed-once-handed-over"_s,
             u"Come back to after the program was killed once OLD had handed over"_s);
    takePage(album, log, sample::moved(), StepId::Activate, u"new-serves"_s, u"NEW serves"_s);
    takePage(album, log, sample::moved(), StepId::Finish, u"report"_s,
             u"Finish, with the report"_s);
    takePage(album, log, sample::goesBack(), StepId::Sync, u"going-back"_s,
             u"The cutover is being taken back"_s);
    takePage(album, log, sample::wokenByItself(), StepId::Disable, u"old-by-itself"_s,
             u"OLD has started again by itself"_s);
    takePage(album, log, sample::refused(), StepId::Preflight, u"refused"_s,
             u"A check refuses, another remarks"_s);
    takePage(album, log, sample::unreachable(), StepId::Precopy, u"unreachable"_s,
             u"A machine can't be reached"_s);
    takePage(album, log, sample::takenBack(), StepId::Disable, u"taken-back"_s,
             u"The cutover was taken back"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) {
        QTextStream(stderr) << "relaymove-screenshots FOLDER light|dark|large|german\n";
        return 2;
    }
    const QString &look = arguments[2];
    QApplication::setStyle(new OutlinedStyle(u"Fusion"_s));
    if (look == u"german") {
        QLocale::setDefault(QLocale(u"de_DE"_s));
        speak(QLocale());
    }
    Album album(arguments[1], look);
    takeList(album);
    takeForm(album);
    takePages(album);
    return 0;
}
