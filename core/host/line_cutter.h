#pragma once
#include <QByteArray>
#include <QElapsedTimer>
#include <QString>

#include <functional>

namespace relaymove {

using LineSink = std::function<void(const QString &line, bool error)>;

// Cuts pieces of output into printable lines; '\r' counts as an end, for rsync redraws its
// progress with it. A log keeps one such line a second: rsync draws one for each file, and a
// relay has a hundred thousand of these.
class LineCutter
{
public:
    enum class Redrawn { All, Some };

    LineCutter(LineSink sink, bool error, Redrawn redrawn)
        : m_sink(std::move(sink)), m_error(error), m_redrawn(redrawn)
    {
    }
    void take(const QByteArray &piece);
    void flush();

private:
    void keep(const char *from, qsizetype size);
    bool isTimeForOne();

    LineSink m_sink;
    bool m_error;
    Redrawn m_redrawn;
    QElapsedTimer m_sinceOne;
    QByteArray m_line;
    bool m_isCut = false;
};

// The share of a log that one command may fill; what is more is counted, and told at the end.
class LogShare
{
public:
    explicit LogShare(LineSink log) : m_log(std::move(log)) {}
    void take(const QString &line, bool error);
    void end();

private:
    LineSink m_log;
    qint64 m_lines = 0, m_characters = 0, m_leftOut = 0;
};

} // namespace relaymove
