#include "ui/window/main_window.h"

#include "core/engine/report.h"
#include "core/profiles/secret_store.h"
#include "ui/base/background.h"
#include "ui/pages/profile_form_page.h"
#include "ui/pages/profile_list_page.h"
#include "ui/widgets/banner.h"
#include "ui/window/migration_view.h"
#include "ui/window/session_controller.h"
#include "ui/window/status_watch.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

MainWindow::MainWindow(ProfileStore store, std::shared_ptr<SecretStore> secrets)
    : m_store(std::move(store)), m_secrets(std::move(secrets)), m_pages(new QStackedWidget(this)),
      m_list(new ProfileListPage(m_store, this)), m_form(new ProfileFormPage(this)),
      m_migration(new MigrationView(this)), m_banner(new Banner(Banner::Button::None, this)),
      m_watch(new StatusWatch(m_store, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Relaymove"_s);
    for (QWidget *page : std::initializer_list<QWidget *>{m_list, m_form, m_migration})
        m_pages->addWidget(page);
    auto *whole = new QWidget(this);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    setCentralWidget(whole);
    m_banner->setObjectName(u"openBanner"_s);
    m_banner->hide();
    connectPages();
    connectMigration();
    resize(1280, 800);
}

MainWindow::~MainWindow() { m_stopSecrets->raise(); }

void MainWindow::connectPages()
{
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::showBanner);
    connect(m_list, &ProfileListPage::openRequested, this, &MainWindow::open);
    connect(m_list, &ProfileListPage::newRequested, this,
            [this] { editProfile(Profile::fresh()); });
    connect(m_list, &ProfileListPage::imported, this, &MainWindow::editProfile);
    connect(m_list, &ProfileListPage::removed, this, [this](const Profile &profile) {
        if (m_session && m_session->snapshot().profile.id == profile.id)
            forgetSession();
        forgetSecret(profile);
    });
    m_list->setAtWork([this](const QString &id) { return isAtWork(id); });
    connect(m_list, &ProfileListPage::editRequested, this, [this](const QString &id) {
        if (isAtWork(id))
            return m_list->say(
                tr("Its migration is at work; stop it before you change what it is about."));
        if (const auto profile = m_store.find(id))
            editProfile(*profile);
    });
    connect(m_form, &ProfileFormPage::saveRequested, this, &MainWindow::saveProfile);
    connect(m_form, &ProfileFormPage::cancelled, this, &MainWindow::showProfiles);
}

void MainWindow::connectMigration()
{
    connect(m_migration, &MigrationView::startRequested, this,
            [this](StepId until) { m_session->start(until); });
    connect(m_migration, &MigrationView::stopRequested, this, [this] { m_session->stop(); });
    connect(m_migration, &MigrationView::goBackRequested, this, [this] { m_session->rollback(); });
    connect(m_migration, &MigrationView::answered, this,
            [this](const QString &id, const AnyAnswer &answer) {
                // Whoever goes on with the cutover does not close in its midst any more.
                if (answer == AnyAnswer(question::GoOnOrBack::Answer::On))
                    m_closing = false;
                m_session->answer(id, answer);
            });
    // Stored first, then told: the run reads it from the store.
    connect(m_migration, &MigrationView::secretGiven, this,
            [this](const QString &id, const Secret &secret) {
                keepSecret(m_session->snapshot().profile, secret, [this, id] {
                    if (m_session)
                        m_session->answer(id, question::EnterSecret::Answer::Given);
                });
            });
    connect(m_migration, &MigrationView::stepByStepChosen, this, &MainWindow::setStepByStep);
    connect(m_migration, &MigrationView::profileRequested, this, [this] {
        // As it is kept: a host key was agreed to since it was read, perhaps.
        if (const auto profile = m_store.find(m_session->snapshot().profile.id))
            editProfile(*profile);
    });
    connect(m_migration, &MigrationView::askRequested, m_watch, &StatusWatch::askNow);
    connect(m_migration, &MigrationView::profilesRequested, this, &MainWindow::showProfiles);
    connect(m_watch, &StatusWatch::probed, this, &MainWindow::showStatus);
    connect(m_watch, &StatusWatch::notAsked, this, [this](const QString &why) {
        if (!m_session)
            return;
        m_session->setNotAsked(why);
        refresh();
    });
    connect(m_migration, &MigrationView::closeAgreed, this, [this] {
        m_closing = true;
        m_session->stop();
        m_migration->sayThatItCloses();
        if (!m_session->isRunning())
            close();
    });
}

bool MainWindow::isAtWork(const QString &profileId) const
{
    return m_session && m_session->isRunning() && m_session->snapshot().profile.id == profileId;
}

void MainWindow::showProfiles()
{
    m_list->refresh();
    m_pages->setCurrentWidget(m_list);
}

void MainWindow::open(const QString &idOrName)
{
    const auto profile = m_store.find(idOrName);
    if (!profile) {
        m_list->say(profile.error());
        return showProfiles();
    }
    const bool same = m_session && m_session->snapshot().profile.id == profile->id;
    if (m_session && m_session->isRunning() && !same) {
        m_list->say(tr("“%1” is at work in this window. Open it and stop it first, or start "
                       "Relaymove once more.")
                        .arg(m_session->snapshot().profile.name));
        return showProfiles(); // where that is read
    }
    // Afresh from its files, unless it is at work: another window may have gone on with it.
    if (!same || !m_session->isRunning())
        begin(*profile);
    if (m_session)
        m_pages->setCurrentWidget(m_migration);
}

void MainWindow::forgetSession()
{
    m_watch->watch({});
    m_migration->setLog(nullptr); // it is the session's
    m_session.reset();
    showBanner();
    m_closing = false;
    m_called = {};
    setWindowTitle(u"Relaymove"_s);
}

void MainWindow::begin(const Profile &profile)
{
    forgetSession();
    try {
        m_session = std::make_unique<SessionController>(profile, m_store, m_secrets);
    } catch (const Failure &failure) {
        const Explanation words = explain(failure);
        m_list->say(u"%1 %2"_s.arg(words.happened, words.next));
        return showProfiles();
    }
    connect(m_session.get(), &SessionController::changed, this, &MainWindow::refresh);
    connect(m_session.get(), &SessionController::plansChanged, this,
            [this] { m_migration->showPlans(m_session->plans()); });
    connect(m_session.get(), &SessionController::stepEnded, m_watch, &StatusWatch::askAfresh);
    connect(m_session.get(), &SessionController::ended, this, &MainWindow::runEnded);
    setWindowTitle(tr("%1 – Relaymove").arg(profile.name));
    m_migration->setLog(&m_session->log());
    m_migration->setRuns(m_session->runs());
    m_migration->showPlans(m_session->plans());
    showReport();
    m_watch->watch(profile.id);
    m_migration->show(m_session->snapshot());
    m_migration->goTo(pageToOpen(m_session->snapshot().state));
}

void MainWindow::refresh()
{
    const Snapshot snapshot = m_session->snapshot();
    m_watch->setSparing(snapshot.state.running && isCutoverOpen(snapshot.state));
    m_watch->setPaused(isUnwatched(snapshot));
    m_migration->setRuns(m_session->runs());
    m_migration->show(snapshot);
    showBanner();
    callForQuestion(snapshot);
}

// Where the mail is is said on the other pages too, as long as a move is open.
void MainWindow::showBanner()
{
    const bool isElsewhere = m_session && m_pages->currentWidget() != m_migration;
    m_banner->setVisible(isElsewhere);
    if (!isElsewhere)
        return;
    const Snapshot snapshot = m_session->snapshot();
    m_banner->show(bannerWords(snapshot), snapshot.profile.domain);
}

// A question finds the person wherever they are: once for each asking. Whoever is
// typing a profile is told, and left there.
void MainWindow::callForQuestion(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (!state.question || !state.running || state.questionAsked == m_called)
        return;
    m_called = state.questionAsked;
    QApplication::alert(this);
    if (m_pages->currentWidget() == m_form)
        m_form->say(tr("“%1” asks you something: save or cancel here, then open it.")
                        .arg(snapshot.profile.name));
    else
        m_pages->setCurrentWidget(m_migration);
}

void MainWindow::showStatus(const RelayStatus &status)
{
    if (!m_session)
        return;
    // As old as the oldest of it.
    QDateTime at = QDateTime::currentDateTimeUtc();
    for (const StatusPanel &panel : status.panels)
        at = qMin(at, panel.at);
    m_session->setSeen({.sentence = status.sentence,
                        .unreached = status.unreached,
                        .serving = status.serving,
                        .at = at,
                        .panels = status.panels,
                        .servers = status.servers});
    refresh();
}

void MainWindow::runEnded()
{
    m_watch->askAfresh();
    writeReport();
    if (m_closing)
        close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_session || !m_session->isRunning()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    m_pages->setCurrentWidget(m_migration);
    if (!m_closing)
        m_migration->askWhetherToClose();
}

void MainWindow::editProfile(const Profile &profile)
{
    m_form->edit(profile);
    m_pages->setCurrentWidget(m_form);
}

void MainWindow::setStepByStep(bool on)
{
    m_session->setStopAtEveryPage(on);
    if (auto profile = m_store.find(m_session->snapshot().profile.id)) {
        profile->stopAtEveryPage = on;
        if (const auto saved = m_store.save(*profile); !saved)
            m_migration->say(saved.error());
    }
    refresh();
}

void MainWindow::saveProfile(const Profile &profile, const Secret &secret)
{
    if (isAtWork(profile.id))
        return m_form->say(tr("Its migration is at work; stop it before you change what it is "
                              "about."));
    if (const auto saved = m_store.save(profile); !saved)
        return m_form->say(saved.error());
    if (!secret.isEmpty())
        keepSecret(profile, secret, [] {});
    m_list->refresh();
    open(profile.id);
}

// The keychain may ask the person, who may be slow: not in this thread.
void MainWindow::keepSecret(const Profile &profile, const Secret &secret,
                            const std::function<void()> &done)
{
    const auto write = [store = m_secrets, stop = m_stopSecrets, key = profile.dnsSecretKey(),
                        secret]() -> QString {
        try {
            const auto kept = store->write(key, secret, *stop);
            return kept ? QString() : secretTroubleText(kept.error());
        } catch (const Cancelled &) {
            return {}; // the window is gone
        }
    };
    inBackground(this, write, [this, done](const QString &trouble) {
        if (!trouble.isEmpty())
            m_migration->say(tr("%1 The secret is used now and asked for again when Relaymove is "
                                "started again.")
                                 .arg(trouble));
        done();
    });
}

void MainWindow::forgetSecret(const Profile &profile)
{
    const auto remove = [store = m_secrets, stop = m_stopSecrets, key = profile.dnsSecretKey(),
                         expected = profile.dns.method == DnsMethod::Rfc2136]() -> QString {
        try {
            return leftBehindText(store->remove(key, *stop), key, expected);
        } catch (const Cancelled &) {
            return {};
        }
    };
    inBackground(this, remove, [this](const QString &trouble) {
        if (!trouble.isEmpty())
            m_list->say(trouble);
    });
}

// Counts a log that may be long: not in this thread.
void MainWindow::writeReport()
{
    const auto write = [profile = m_session->snapshot().profile,
                        folder = m_session->folder()]() -> QString {
        try {
            relaymove::writeReport(profile, folder);
            return {};
        } catch (const Failure &failure) {
            return explain(failure).happened;
        }
    };
    inBackground(m_session.get(), write, [this](const QString &trouble) {
        if (!trouble.isEmpty())
            m_migration->say(trouble);
        showReport();
    });
}

void MainWindow::showReport()
{
    QFile file(m_session->folder() + u"/report.md"_s);
    m_migration->showReport(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                                           : QString());
}

} // namespace relaymove
