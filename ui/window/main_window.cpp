#include "ui/window/main_window.h"

#include "ui/pages/profile_form_page.h"
#include "ui/pages/profile_list_page.h"
#include "ui/widgets/banner.h"
#include "ui/window/migration_view.h"
#include "ui/window/session_controller.h"

#include <QApplication>
#include <QCloseEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

MainWindow::MainWindow(ProfileStore store, std::shared_ptr<SecretStore> secrets)
    : m_store(std::move(store)), m_secrets(std::move(secrets)), m_pages(new QStackedWidget(this)),
      m_list(new ProfileListPage(m_store, this)), m_form(new ProfileFormPage(this)),
      m_migration(new MigrationView(this)), m_banner(new Banner(Banner::Button::None, this))
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

MainWindow::~MainWindow() = default;

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
        m_secrets.forget(profile);
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
    connect(&m_secrets, &SecretKeeper::notKept, m_migration, &MigrationView::say);
    connect(&m_secrets, &SecretKeeper::notForgotten, m_list, &ProfileListPage::say);
    connect(m_migration, &MigrationView::profilesRequested, this, &MainWindow::showProfiles);
    connect(m_migration, &MigrationView::profileRequested, this, [this] {
        // As it is kept: a host key was agreed to since it was read, perhaps.
        if (const auto profile = m_store.find(m_session->snapshot().profile.id))
            editProfile(*profile);
    });
    // Whoever goes on with the cutover does not close in its midst any more.
    connect(m_migration, &MigrationView::answered, this,
            [this](const QString &, const AnyAnswer &answer) {
                if (answer == AnyAnswer(question::GoOnOrBack::Answer::On))
                    m_closing = false;
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
    m_migration->attach(nullptr);
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
        m_session = std::make_unique<SessionController>(profile, m_store, m_secrets, this);
    } catch (const Failure &failure) {
        const Explanation words = explain(failure);
        m_list->say(u"%1 %2"_s.arg(words.happened, words.next));
        return showProfiles();
    }
    setWindowTitle(tr("%1 – Relaymove").arg(profile.name));
    m_migration->attach(m_session.get());
    connect(m_session.get(), &SessionController::changed, this, [this](const Snapshot &snapshot) {
        showBanner();
        callForQuestion(snapshot);
    });
    connect(m_session.get(), &SessionController::ended, this, [this] {
        if (m_closing)
            close();
    });
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

void MainWindow::saveProfile(const Profile &profile, const Secret &secret)
{
    if (isAtWork(profile.id))
        return m_form->say(tr("Its migration is at work; stop it before you change what it is "
                              "about."));
    if (const auto saved = m_store.save(profile); !saved)
        return m_form->say(saved.error());
    if (!secret.isEmpty())
        m_secrets.keep(profile, secret, [] {});
    m_list->refresh();
    open(profile.id);
}

} // namespace relaymove
