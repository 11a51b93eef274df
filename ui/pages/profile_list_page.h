#pragma once
#include "core/profiles/profile_store.h"

#include <QMap>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;
class QTreeWidget;
class QTreeWidgetItem;

namespace relaymove {

class Notice;

// Where the program starts: every relay that is, was or will be moved, and how
// far that is.
class ProfileListPage : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileListPage(const ProfileStore &store, QWidget *parent = nullptr);

    void refresh();
    void say(const QString &text);
    // Which migration this window works on at this moment.
    void setAtWork(std::function<bool(const QString &id)> isAtWork);
    // Reads a chatmail.ini or an exported profile; the form shows it next.
    void importFile(const QString &path);
    // The selected profile; its secrets stay here.
    void exportTo(const QString &path);

Q_SIGNALS:
    void openRequested(const QString &id);
    void newRequested();
    void editRequested(const QString &id);
    void imported(const relaymove::Profile &profile);
    void removed(const relaymove::Profile &profile);

private:
    QWidget *buttons();
    QPushButton *button(const QString &text, const QString &objectName, QWidget *parent);
    void showProgress();
    bool mayChange(const QString &id);
    void showBroken(const QList<ProfileStore::Broken> &broken);
    QString selectedId() const;
    void enableButtons();
    void duplicate();
    void rename();
    void renamed(QTreeWidgetItem *item);
    void askToRemove();
    void remove();
    void chooseImport();
    void chooseExport();

    const ProfileStore &m_store;
    Notice *m_notice;
    QTreeWidget *m_table;
    QLabel *m_empty;
    QLabel *m_broken;
    QList<QPushButton *> m_forSelected;
    QPushButton *m_fresh = nullptr;
    QPushButton *m_open = nullptr;
    QString m_toRemove;
    std::function<bool(const QString &id)> m_isAtWork;
    QTimer *m_timer; // what is at work goes on
    bool m_reading = false;
    QMap<QString, QString> m_progress; // by the profile's id
};

} // namespace relaymove
