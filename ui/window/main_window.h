#pragma once
#include "core/profiles/profile_store.h"
#include "ui/window/secret_keeper.h"

#include <QDateTime>
#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace relaymove {

class Banner;
class MigrationView;
class ProfileFormPage;
class ProfileListPage;
class SessionController;
struct Snapshot;

// The window: leads between the list of relays, the form for one, and the migration at work.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(ProfileStore store, std::shared_ptr<SecretStore> secrets);
    ~MainWindow() override;

    // By id or name.
    void open(const QString &profile);
    void showProfiles();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void connectPages();
    void connectMigration();
    void begin(const Profile &profile);
    void forgetSession();
    void showBanner();
    void callForQuestion(const Snapshot &snapshot);
    bool isAtWork(const QString &profileId) const;
    void editProfile(const Profile &profile);
    void saveProfile(const Profile &profile, const Secret &secret);

    ProfileStore m_store;
    SecretKeeper m_secrets;
    std::unique_ptr<SessionController> m_session;
    QStackedWidget *m_pages;
    ProfileListPage *m_list;
    ProfileFormPage *m_form;
    MigrationView *m_migration;
    Banner *m_banner;       // above the other pages; the migration has its own
    QDateTime m_called;     // for the question that was asked then
    bool m_closing = false; // when the run has ended
};

} // namespace relaymove
