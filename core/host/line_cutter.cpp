#include "core/host/line_cutter.h"

#include "core/base/printable.h"
#include "core/base/user_text.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// A file's whole path (4096 bytes), each byte as rsync writes what can't be shown (\#012).
constexpr qsizetype longestLine = 18'000;
constexpr qint64 mostLines = 20'000;
constexpr qint64 mostCharacters = qint64(4) << 20;

} // namespace

void LineCutter::take(const QByteArray &piece)
{
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    auto from = piece.cbegin();
    while (true) {
        const auto end = std::find_if(from, piece.cend(), isEnd);
        keep(from, end - from);
        if (end == piece.cend())
            return;
        if (*end == '\r' && m_redrawn == Redrawn::Some && !isTimeForOne())
            m_line.clear();
        flush();
        from = end + 1;
    }
}

void LineCutter::keep(const char *from, qsizetype size)
{
    const qsizetype room = longestLine - m_line.size();
    m_line.append(from, std::min(room, size));
    m_isCut = m_isCut || size > room;
}

void LineCutter::flush()
{
    if (m_sink && !m_line.isEmpty())
        m_sink(printable(QString::fromUtf8(m_line)) + (m_isCut ? u" […]"_s : QString()), m_error);
    m_line.clear();
    m_isCut = false;
}

bool LineCutter::isTimeForOne()
{
    if (m_sinceOne.isValid() && !m_sinceOne.hasExpired(1000))
        return false;
    m_sinceOne.start();
    return true;
}

void LogShare::take(const QString &line, bool error)
{
    if (!m_log)
        return;
    if (m_lines >= mostLines || m_characters >= mostCharacters) {
        ++m_leftOut;
        return;
    }
    ++m_lines;
    m_characters += line.size();
    m_log(line, error);
}

void LogShare::end()
{
    if (m_leftOut > 0)
        m_log(UserText::tr("[%1 lines more are not in this log]").arg(m_leftOut), false);
}

} // namespace relaymove
