#include "ui/log/log_view.h"

#include "ui/base/background.h"
#include "ui/log/log_context.h"
#include "ui/log/log_search.h"
#include "ui/theme/tone.h"
#include "ui/widgets/card.h"
#include "ui/words/durations.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

LogView::LogView(QWidget *parent)
    : QWidget(parent), m_model(new LogModel(this)), m_search(new LogSearch(*m_model, this)),
      m_table(new QTableView(this))
{
    setObjectName(u"logView"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolBar());
    buildTable();
    column->addWidget(m_table, 1);
    column->addStretch();

    connect(m_model, &LogModel::rowsInserted, this, &LogView::followIfWanted);
    connect(m_model, &LogModel::modelReset, this, &LogView::showCount);
    connect(m_search, &LogSearch::found, this, &LogView::showRow);
    connect(m_search, &LogSearch::notFound, this, [this] { m_count->setText(tr("Not found")); });
    showCount();
}

QWidget *LogView::toolBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(14, 4, 14, 4);
    auto *title = new QLabel(tr("&Log"), bar);
    scaleFont(title, 1, true);
    row->addWidget(title);
    m_searchField = new QLineEdit(bar);
    m_searchField->setObjectName(u"logSearch"_s);
    m_searchField->setAccessibleName(tr("Search the log"));
    m_searchField->setPlaceholderText(tr("Search"));
    m_searchField->setClearButtonEnabled(true);
    m_searchField->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    title->setBuddy(m_searchField);
    row->addWidget(m_searchField);
    connect(m_searchField, &QLineEdit::returnPressed, this, [this] { search(true); });
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_searchField->setFocus();
        m_searchField->selectAll();
    });
    auto *next = new QShortcut(QKeySequence::FindNext, this);
    connect(next, &QShortcut::activated, this, [this] { search(true); });
    auto *previous = new QShortcut(QKeySequence::FindPrevious, this);
    connect(previous, &QShortcut::activated, this, [this] { search(false); });

    m_hosts = filterBox(u"logHosts"_s, tr("Hosts in the log"), row);
    m_hosts->addItem(tr("All hosts"));
    for (const Role role : {Role::Old, Role::New, Role::Admin, Role::Dns})
        m_hosts->addItem(roleName(role), int(role));
    m_steps = filterBox(u"logSteps"_s, tr("Steps in the log"), row);
    m_steps->addItem(tr("All steps"));
    for (const StepId step : allSteps())
        m_steps->addItem(stepTitle(step), stepName(step));
    m_levels = filterBox(u"logLevels"_s, tr("Levels in the log"), row);
    const QStringList words{tr("Everything"), tr("Commands and more"), tr("Messages"),
                            tr("Warnings"), tr("Errors")};
    for (int level = 0; level < words.size(); ++level)
        m_levels->addItem(words[level], level);

    m_runBox = filterBox(u"logRuns"_s, tr("Runs in the log"), row);
    m_runBox->addItem(tr("All runs"));

    row->addStretch();
    m_count = mutedLabel({}, bar);
    m_count->setObjectName(u"logCount"_s);
    row->addWidget(m_count);
    m_follow = new QCheckBox(tr("&Follow"), bar);
    m_follow->setObjectName(u"logFollow"_s);
    m_follow->setChecked(true);
    connect(m_follow, &QCheckBox::toggled, this, &LogView::followIfWanted);
    row->addWidget(m_follow);
    auto *copy = new QPushButton(tr("Copy lines"), bar);
    copy->setObjectName(u"logCopy"_s);
    copy->setToolTip(tr("With their time, host and step, and the command above them"));
    connect(copy, &QPushButton::clicked, this, &LogView::copySelected);
    row->addWidget(copy);
    auto *file = new QPushButton(tr("File"), bar);
    file->setObjectName(u"logFile"_s);
    file->setAccessibleName(tr("Save this log, or open an old one"));
    file->setMenu(fileMenu());
    row->addWidget(file);
    return bar;
}

QMenu *LogView::fileMenu()
{
    auto *menu = new QMenu(this);
    connect(menu->addAction(tr("&Save this log…")), &QAction::triggered, this,
            [this] { chooseFile(true); });
    connect(menu->addAction(tr("&Open an old log…")), &QAction::triggered, this,
            [this] { chooseFile(false); });
    m_close = menu->addAction(tr("&Back to this relay's log"));
    m_close->setEnabled(false);
    connect(m_close, &QAction::triggered, this, &LogView::closeFile);
    return menu;
}

void LogView::chooseFile(bool toSave)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save this log") : tr("Open an old log"));
    dialog->setObjectName(u"logDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Logs (*.tsv)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"tsv"_s);
    // Where this relay's own is; its neighbours' folders are beside.
    if (!toSave && m_store)
        dialog->setDirectory(QFileInfo(m_store->path()).absolutePath());
    connect(dialog, &QFileDialog::fileSelected, this,
            toSave ? &LogView::saveTo : &LogView::openFile);
    dialog->open();
}

void LogView::setStore(const LogStore *store)
{
    m_store = store;
    closeFile();
}

void LogView::setRuns(const QList<QDateTime> &runs)
{
    if (runs == m_runs)
        return;
    m_runs = runs;
    while (m_runBox->count() > 1)
        m_runBox->removeItem(1);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QDateTime &run : runs)
        m_runBox->insertItem(1, tr("Run of %1").arg(momentWords(run, now)), run);
    applyFilter();
}

void LogView::openFile(const QString &path)
{
    auto opened = LogStore::opened(path);
    if (!opened) {
        m_count->setText(tr("%1 can't be read: %2").arg(path, opened.error()));
        return;
    }
    m_model->setStore(opened->get());
    m_opened = std::move(*opened);
    m_close->setEnabled(true);
    m_runBox->setCurrentIndex(0); // its runs were others
    m_runBox->setEnabled(false);
    applyFilter();
}

void LogView::closeFile()
{
    m_model->setStore(m_store);
    m_opened.reset();
    m_close->setEnabled(false);
    m_runBox->setEnabled(true);
}

// It may be long: not in this thread.
void LogView::saveTo(const QString &path)
{
    const LogStore *shown = m_opened ? m_opened.get() : m_store;
    if (!shown)
        return;
    const auto copy = [from = shown->path(), path]() -> QString {
        QFile source(from);
        QSaveFile target(path);
        if (!source.open(QIODevice::ReadOnly))
            return source.errorString();
        if (!target.open(QIODevice::WriteOnly))
            return target.errorString();
        while (!source.atEnd())
            target.write(source.read(1 << 20));
        return target.commit() ? QString() : target.errorString();
    };
    inBackground(this, copy, [this, path](const QString &trouble) {
        m_count->setText(trouble.isEmpty() ? tr("Saved as %1").arg(path)
                                           : tr("%1 can't be written: %2").arg(path, trouble));
    });
}

// Whole lines only: the one on top would be cut in half.
void LogView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int line = m_table->verticalHeader()->defaultSectionSize();
    const int room = height() - m_table->y();
    m_table->setMaximumHeight(qMax(line * 3, room - room % line));
}

QComboBox *LogView::filterBox(const QString &objectName, const QString &accessible,
                              QHBoxLayout *row)
{
    auto *box = new QComboBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(accessible);
    row->addWidget(box);
    connect(box, &QComboBox::activated, this, &LogView::applyFilter);
    return box;
}

void LogView::buildTable()
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(m_model);
    m_table->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setMinimumHeight(m_table->fontMetrics().lineSpacing() * 3);
    // One height for all: else a million rows are measured one by one.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = m_table->fontMetrics().horizontalAdvance(u'0');
    m_table->setColumnWidth(LogModel::Time, letter * 14);
    m_table->setColumnWidth(LogModel::Host, letter * 7);
    m_table->setColumnWidth(LogModel::Step, letter * 11);

    auto *copy = new QShortcut(QKeySequence::Copy, m_table, this, &LogView::copySelected);
    copy->setContext(Qt::WidgetShortcut);
    // Whoever scrolls up wants to read; whoever is back at the end, to follow.
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
    });
}

void LogView::applyFilter()
{
    LogFilter filter;
    if (const QVariant role = m_hosts->currentData(); role.isValid())
        filter.role = Role(role.toInt());
    filter.step = m_steps->currentData().toString();
    filter.atLeast = LogLevel(m_levels->currentData().toInt());
    filter.from = m_runBox->currentData().toDateTime();
    if (m_runBox->currentIndex() > 1) // the newest run stands first
        filter.until = m_runBox->itemData(m_runBox->currentIndex() - 1).toDateTime();
    m_model->setFilter(filter);
}

void LogView::search(bool forward)
{
    const QString wanted = m_searchField->text();
    if (wanted.isEmpty() || m_model->rowCount() == 0)
        return;
    const int from =
        m_table->currentIndex().isValid() ? m_table->currentIndex().row() : m_model->rowCount() - 1;
    m_count->setText(tr("Searching …"));
    m_search->start(
        [wanted](const LogLine &line) { return line.text.contains(wanted, Qt::CaseInsensitive); },
        from, forward);
}

void LogView::showRow(int row)
{
    m_follow->setChecked(false);
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, LogModel::Text), QAbstractItemView::PositionAtCenter);
    showCount();
}

void LogView::jumpToError(StepId step)
{
    closeFile();
    for (QComboBox *box : {m_runBox, m_hosts, m_steps, m_levels})
        box->setCurrentIndex(0);
    applyFilter();
    m_model->takeNew();
    if (m_model->rowCount() == 0)
        return;
    const auto isError = [name = stepName(step)](const LogLine &line) {
        return line.level == LogLevel::Error && line.step == name;
    };
    m_search->start(isError, 0, false); // from the end
    m_table->setFocus();
}

void LogView::showCount()
{
    const QString lines = QLocale().toString(m_model->rowCount());
    const bool busy = m_model->unseen() > 0 && !m_model->filter().isEmpty();
    const QString words = m_model->rowCount() == 1 ? tr("1 line") : tr("%1 lines").arg(lines);
    m_count->setText(busy ? tr("%1, looking …").arg(words) : words);
}

void LogView::followIfWanted()
{
    showCount();
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void LogView::copySelected()
{
    QList<qsizetype> lines;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        lines << m_model->lineOfRow(row.row());
    const LogStore *shown = m_opened ? m_opened.get() : m_store;
    if (shown && !lines.isEmpty())
        QGuiApplication::clipboard()->setText(withContext(*shown, lines));
}

} // namespace relaymove
