#pragma once
#include "core/migration/event.h"
#include "ui/log/log_model.h"

#include <QWidget>

#include <memory>

class QAction;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QTableView;

namespace relaymove {

class LogSearch;

// The log at the bottom: follows, is searched and filtered, and copies.
class LogView : public QWidget
{
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);

    // The migration's own log; one that was opened meanwhile is put away.
    void setStore(const LogStore *store);
    // When each of its runs began, in UTC, the oldest first.
    void setRuns(const QList<QDateTime> &runs);
    LogModel &model() { return *m_model; }

    // An old log, to be read; saving writes all of what is shown here.
    void openFile(const QString &path);
    void saveTo(const QString &path);

    // To the newest error of the step, with everything around it in view.
    void jumpToError(StepId step);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *toolBar();
    QComboBox *filterBox(const QString &objectName, const QString &accessible, QHBoxLayout *row);
    void buildTable();
    void applyFilter();
    void search(bool forward);
    void showRow(int row);
    void showCount();
    void followIfWanted();
    void copySelected();
    QMenu *fileMenu();
    void chooseFile(bool toSave);
    void closeFile();

    const LogStore *m_store = nullptr;
    std::unique_ptr<LogStore> m_opened; // an old log, shown in its place
    QList<QDateTime> m_runs;

    LogModel *m_model;
    LogSearch *m_search;
    QTableView *m_table;
    QLineEdit *m_searchField = nullptr;
    QComboBox *m_runBox = nullptr;
    QAction *m_close = nullptr;
    QComboBox *m_hosts = nullptr;
    QComboBox *m_steps = nullptr;
    QComboBox *m_levels = nullptr;
    QCheckBox *m_follow = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace relaymove
