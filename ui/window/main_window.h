#pragma once
#include "core/base/secret.h"
#include "core/base/stop_token.h"
#include "core/profiles/profile_store.h"

#include <QDateTime>
#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;

namespace relaymove {

class Banner;
class MigrationView;
class ProfileFormPage;
class ProfileListPage;
class SecretStore;
class SessionController;
class StatusWatch;
struct RelayStatus;
struct Snapshot;

// The window: the list of relays, the form for one, and the migration at work.
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
    void refresh();
    void runEnded();
    void showReport();
    void writeReport();
    void showStatus(const RelayStatus &status);
    void editProfile(const Profile &profile);
    void setStepByStep(bool on);
    void saveProfile(const Profile &profile, const Secret &secret);
    // `done` in either case: for this sitting the secret is there.
    void keepSecret(const Profile &profile, const Secret &secret,
                    const std::function<void()> &done);
    void forgetSecret(const Profile &profile);

    ProfileStore m_store;
    std::shared_ptr<SecretStore> m_secrets;
    std::shared_ptr<StopToken> m_stopSecrets = std::make_shared<StopToken>();
    std::unique_ptr<SessionController> m_session;
    QStackedWidget *m_pages;
    ProfileListPage *m_list;
    ProfileFormPage *m_form;
    MigrationView *m_migration;
    Banner *m_banner; // above the other pages; the migration has its own
    StatusWatch *m_watch;
    QDateTime m_called;     // for the question that was asked then
    bool m_closing = false; // when the run has ended
};

} // namespace relaymove
