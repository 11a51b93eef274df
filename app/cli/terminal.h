#pragma once
#include <QJsonObject>
#include <QString>

#include <optional>

#include <termios.h>

namespace relaymove::cli {

// Standard output and standard error. A reader that went away (a closed terminal,
// a pipe's end) is no reason to stop a move: write errors are ignored. Nothing else writes
// there: what a machine said gives a terminal no orders.
void print(const QString &text);           // standard output
void printJson(const QJsonObject &object); // in one line
void redraw(const QString &text);          // the same, in the place of the line that stands there
void complain(const QString &text);        // standard error

bool isTerminal(int descriptor);
// Somebody can be asked: questions go to standard error, answers come from
// standard input.
bool hasPerson();

// What is typed at this terminal is not shown, for as long as this lives.
class NoEcho
{
public:
    explicit NoEcho(int descriptor);
    ~NoEcho();
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    int m_descriptor;
    std::optional<termios> m_before;
};

} // namespace relaymove::cli
