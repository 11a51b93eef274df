#include "app/cli/terminal.h"

#include "core/base/printable.h"

#include <QJsonDocument>

#include <cerrno>
#include <unistd.h>

namespace relaymove::cli {

namespace {

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + written, std::size_t(bytes.size() - written));
        if (count < 0 && errno != EINTR)
            return;
        written += qMax<ssize_t>(count, 0);
    }
}

} // namespace

void print(const QString &text) { writeAll(STDOUT_FILENO, printable(text).toUtf8()); }

void printJson(const QJsonObject &object)
{
    print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n');
}

void redraw(const QString &text) { writeAll(STDOUT_FILENO, "\r\033[K" + printable(text).toUtf8()); }

void complain(const QString &text) { writeAll(STDERR_FILENO, printable(text).toUtf8()); }

bool isTerminal(int descriptor) { return ::isatty(descriptor) == 1; }

bool hasPerson() { return isTerminal(STDIN_FILENO) && isTerminal(STDERR_FILENO); }

NoEcho::NoEcho(int descriptor) : m_descriptor(descriptor)
{
    termios settings{};
    if (::tcgetattr(descriptor, &settings) != 0)
        return;
    m_before = settings;
    settings.c_lflag &= ~tcflag_t(ECHO);
    settings.c_lflag |= ECHONL; // what comes next begins on a line of its own
    ::tcsetattr(descriptor, TCSAFLUSH, &settings);
}

NoEcho::~NoEcho()
{
    if (m_before)
        ::tcsetattr(m_descriptor, TCSAFLUSH, &*m_before);
}

} // namespace relaymove::cli
