#pragma once
#include <QMap>
#include <QString>
#include <QStringList>

namespace relaymove {

// What is tried of a relay as its users and other servers meet it, each thing apart.
enum class Trial {
    Port25,
    Port80,
    Port143,
    Port443,
    Port465,
    Port587,
    Port993,
    Port3340,
    Certificate, // on each port with TLS
    LogIn,
    Submission,
    FromOutside, // mail from another server
    Delivery,
    Signature,
    DkimKey, // the one that signs, and the one in DNS
};

enum class Answer {
    NotTried, // what comes before it failed, or there was no way to try it
    Passed,
    NoConnection, // refused, silent, or cut
    Denied,       // user or password
    PutOff,       // 4xx: later
    Refused,      // 5xx: never
    Missing,      // it should have been there and was not
    Different,    // it is another one than it should be
};

struct Answered
{
    Answer answer = Answer::NotTried;
    QString said; // what was seen or heard, for the person
    bool operator==(const Answered &) const = default;
};

// How one machine answered. NEW is not asked to be better than OLD: what OLD does not pass
// itself is known before anything stops, and says nothing against NEW.
class AnswerSheet
{
public:
    void note(Trial trial, Answer answer, const QString &said)
    {
        m_answers[trial] = {answer, said};
    }
    Answered of(Trial trial) const { return m_answers.value(trial); }
    bool isTried(Trial trial) const { return of(trial).answer != Answer::NotTried; }
    // What was tried and not passed.
    QList<Trial> failed() const;

    // A line each, for facts.json. What another version wrote is left out.
    QStringList toLines() const;
    static AnswerSheet fromLines(const QStringList &lines);

    bool operator==(const AnswerSheet &) const = default;

private:
    QMap<Trial, Answered> m_answers;
};

// Whether NEW's answer will do where OLD has answered so. What OLD was not tried for must be
// passed, and so must the log-in: without it nothing else was tried.
bool isAsGood(Trial trial, const Answered &onNew, const AnswerSheet &old);

int portOf(Trial trial); // 0: it is of no single port
// The trial of one of publicTcpPorts.
Trial trialOfPort(int port);
// What passes: "an account logs in".
QString trialName(Trial trial);

} // namespace relaymove
