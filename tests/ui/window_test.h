#pragma once
#include "core/profiles/profile_store.h"
#include "core/profiles/secret_store.h"
#include "ui/window/main_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <memory>

namespace relaymove {

// The program's own window on an empty folder, fresh for each test.
class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store =
            std::make_unique<ProfileStore>(QDir(m_folder->filePath(QStringLiteral("profiles"))),
                                           QDir(m_folder->filePath(QStringLiteral("migrations"))));
        m_secrets = std::make_shared<MemorySecretStore>();
        m_window = std::make_unique<MainWindow>(*m_store, m_secrets);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

protected:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name)
    {
        auto *button = find<QPushButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const char *name, const QString &text) { find<QLineEdit>(name)->setText(text); }
    QString text(const char *name) { return find<QLabel>(name)->text(); }
    QTreeWidget *table() { return find<QTreeWidget>("profileTable"); }
    bool isShown(const char *page) { return find<QWidget>(page)->isVisible(); }
    // What the notice on that page says.
    static QString said(QWidget *page)
    {
        return page->findChild<QLabel *>(QStringLiteral("noticeText"))->text();
    }

    Profile saved(const QString &oldHost)
    {
        Profile profile = Profile::fresh();
        profile.name = QStringLiteral("first");
        profile.domain = QStringLiteral("mail.example.org");
        profile.oldHost = oldHost;
        profile.newHost = QStringLiteral("198.51.100.20");
        profile.checkout = QStringLiteral("/root/relay");
        if (!m_store->save(profile))
            qFatal("can't save a profile");
        m_window->showProfiles();
        return profile;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_store;
    std::shared_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace relaymove
