#pragma once
#include "core/base/role.h"

#include <QDateTime>
#include <QFile>
#include <QString>

#include <expected>
#include <memory>
#include <mutex>
#include <vector>

namespace relaymove {

enum class LogLevel { Detail, Command, Info, Warning, Error };

struct LogLine
{
    QDateTime at; // UTC
    Role role = Role::Admin;
    QString step; // "" outside of any step
    LogLevel level = LogLevel::Info;
    QString text;
};

// The log of a migration: a UTF-8 file, one line each, plus an index of where
// lines begin. Written by the worker, read by anyone; a reader asks size() on a
// timer and takes what is new.
class LogStore
{
public:
    // Appends to an existing file. An empty path keeps lines in a temporary file. Once it is
    // so large, details are left out: no machine fills this one's disk.
    explicit LogStore(const QString &path, qint64 mostDetails = usualMostDetails);
    // An old one, to be looked at only; the reason when it can't be read.
    static std::expected<std::unique_ptr<LogStore>, QString> opened(const QString &path);
    ~LogStore();

    void add(const LogLine &line);
    qsizetype size() const;
    LogLine line(qsizetype index) const;
    QString path() const;

    // A move logs some megabytes.
    static constexpr qint64 usualMostDetails = qint64(512) << 20;

private:
    explicit LogStore(std::unique_ptr<QFile> file);
    void indexExisting();

    const qint64 m_mostDetails = usualMostDetails;
    mutable std::mutex m_mutex;
    std::unique_ptr<QFile> m_file;
    std::vector<qint64> m_starts; // and the end of the last line
};

QString levelName(LogLevel level);
QString toText(const LogLine &line);
LogLine logLineFromText(const QString &text);

} // namespace relaymove
