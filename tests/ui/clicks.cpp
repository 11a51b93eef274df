// Moves a relay through the window: every click and every letter goes to a
// control that a person sees, found by its object name. Prints what the banner
// says at the end; a picture of each page goes to a folder.
#include "core/profiles/profile_store.h"
#include "core/profiles/secret_store.h"
#include "tests/ui/layout_check.h"
#include "ui/widgets/step_button.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextStream>
#include <QTimer>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

constexpr int layoutLimit = 10'000;
constexpr int stepLimit = 15 * 60 * 1000;

struct Stuck
{
    QString what;
};

class Clicker
{
public:
    Clicker(MainWindow &window, const QDir &pictures, QStringList fingerprints)
        : m_window(window), m_pictures(pictures), m_fingerprints(std::move(fingerprints))
    {
    }

    void makeProfile(const QHash<QString, QString> &fields, const QString &secret);
    void prepare(const QString &step);
    void cutOver();
    void finish();
    QString banner() const { return find<QLabel>(u"bannerHeadline"_s)->text(); }

private:
    template <typename T>
    T *find(const QString &name) const
    {
        auto *found = m_window.findChild<T *>(name);
        if (!found)
            throw Stuck{u"there is no "_s + name};
        return found;
    }
    bool sees(const QString &name) const
    {
        const auto *found = m_window.findChild<QWidget *>(name);
        return found && found->isVisible();
    }
    void click(const QString &name);
    void type(const QString &name, const QString &text);
    void goTo(const QString &step);
    void waitFor(const QString &what, const std::function<bool()> &condition);
    void answerHostKey();
    bool isOver(const QString &step) const;
    void picture(const QString &name);

    MainWindow &m_window;
    QDir m_pictures;
    QStringList m_fingerprints;
    int m_number = 0;
};

void Clicker::click(const QString &name)
{
    waitFor(u"to click "_s + name, [&] { return sees(name) && find<QWidget>(name)->isEnabled(); });
    QTest::mouseClick(find<QWidget>(name), Qt::LeftButton);
}

void Clicker::type(const QString &name, const QString &text)
{
    auto *field = find<QLineEdit>(name);
    field->clear();
    QTest::keyClicks(field, text);
}

void Clicker::goTo(const QString &step) { click(u"step-"_s + step); }

// A failure in the page ends all waiting: it would not go away by itself.
void Clicker::waitFor(const QString &what, const std::function<bool()> &condition)
{
    const bool came = QTest::qWaitFor(
        [&] {
            if (sees(u"failure"_s) && !sees(u"question"_s))
                throw Stuck{find<QLabel>(u"failureHappened"_s)->text() + u' ' +
                            find<QLabel>(u"failureNext"_s)->text()};
            return condition();
        },
        stepLimit);
    if (!came)
        throw Stuck{u"waited in vain: "_s + what};
}

// Of the window at rest, as a person sees it; what stays squeezed is a failure.
void Clicker::picture(const QString &name)
{
    QList<QPair<const QWidget *, QRect>> before;
    const bool rests = QTest::qWaitFor(
        [&] {
            const auto now = places(m_window);
            return std::exchange(before, now) == now && squeezed(m_window).isEmpty();
        },
        layoutLimit);
    m_window.grab().save(
        m_pictures.filePath(u"%1-%2.png"_s.arg(++m_number, 2, 10, QLatin1Char('0')).arg(name)));
    if (!rests)
        throw Stuck{u"the layout of "_s + name + u" does not come to rest: "_s +
                    squeezed(m_window)};
}

void Clicker::makeProfile(const QHash<QString, QString> &fields, const QString &secret)
{
    picture(u"start"_s);
    click(u"newProfile"_s);
    auto *method = find<QComboBox>(u"dnsMethod"_s);
    method->setFocus();
    QTest::keyClick(method, Qt::Key_Down); // to the second entry: by updates
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        type(u"field-"_s + it.key(), it.value());
    type(u"field-dns.secret"_s, secret);
    picture(u"profile"_s);
    click(u"saveProfile"_s);
    waitFor(u"the first page"_s, [&] { return sees(u"stepPage"_s); });
}

void Clicker::answerHostKey()
{
    const QString text = find<QLabel>(u"questionText"_s)->text();
    const auto known = [&](const QString &print) { return text.contains(print); };
    if (std::ranges::none_of(m_fingerprints, known))
        throw Stuck{u"an unknown host key: "_s + text};
    picture(u"host-key"_s);
    click(u"answer-accept"_s);
}

bool Clicker::isOver(const QString &step) const
{
    const Mark mark = find<StepButton>(u"step-"_s + step)->mark();
    return mark == Mark::Done || mark == Mark::Waiting;
}

void Clicker::prepare(const QString &step)
{
    goTo(step);
    picture(step + u"-before"_s);
    click(u"start"_s);
    waitFor(step, [&] {
        if (sees(u"answer-accept"_s) && find<QWidget>(u"answer-accept"_s)->isEnabled())
            answerHostKey();
        return isOver(step) && sees(u"start"_s);
    });
    goTo(step);
    picture(step);
}

void Clicker::cutOver()
{
    goTo(u"disable"_s);
    click(u"start"_s);
    waitFor(u"the cutover's question"_s, [&] { return sees(u"answer-start"_s); });
    picture(u"disable-asked"_s);
    click(u"answer-start"_s);
    QString last;
    waitFor(u"the cutover"_s, [&] {
        const QString title = find<QLabel>(u"pageTitle"_s)->text();
        if (title != last)
            picture(u"cutover-"_s + title.toLower());
        last = title;
        return isOver(u"activate"_s) && sees(u"step-activate"_s) && !sees(u"stop"_s);
    });
    for (const QString &step : {u"disable"_s, u"sync"_s, u"chown"_s, u"dns"_s, u"activate"_s}) {
        goTo(step);
        picture(step);
    }
}

void Clicker::finish()
{
    goTo(u"finish"_s);
    click(u"start"_s);
    waitFor(u"finish"_s, [&] { return isOver(u"finish"_s) && !sees(u"stop"_s); });
    waitFor(u"the report"_s, [&] { return sees(u"report"_s); });
    picture(u"finish"_s);
    click(u"profilesButton"_s);
    picture(u"end"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const auto option = [&](const QString &name) { parser.addOption({name, {}, u"VALUE"_s}); };
    const QStringList fields{u"name"_s,     u"domain"_s,     u"oldHost"_s,  u"newHost"_s,
                             u"checkout"_s, u"dns.server"_s, u"dns.zone"_s, u"dns.keyName"_s};
    for (const QString &field : fields)
        option(field);
    for (const QString &name : {u"config-dir"_s, u"data-dir"_s, u"pictures"_s, u"fingerprint"_s})
        option(name);
    parser.process(app);

    QTextStream out(stdout);
    const QDir pictures(parser.value(u"pictures"_s));
    pictures.mkpath(u"."_s);
    const ProfileStore store(QDir(parser.value(u"config-dir"_s) + u"/profiles"_s),
                             QDir(parser.value(u"data-dir"_s) + u"/migrations"_s));
    const auto secret = readSecretLine(0);
    if (!secret) {
        out << secret.error() << '\n';
        return 2;
    }
    QHash<QString, QString> typed;
    for (const QString &field : fields)
        typed.insert(field, parser.value(field));
    MainWindow window(store, std::make_shared<MemorySecretStore>());
    window.show();
    (void)QTest::qWaitForWindowExposed(&window);
    try {
        Clicker clicker(window, pictures, parser.values(u"fingerprint"_s));
        clicker.makeProfile(typed, QString::fromUtf8(secret->reveal()));
        for (const QString &step : {u"preflight"_s, u"ttl"_s, u"precopy"_s, u"install"_s})
            clicker.prepare(step);
        clicker.cutOver();
        clicker.finish();
        out << clicker.banner() << '\n';
    } catch (const Stuck &stuck) {
        window.grab().save(pictures.filePath(u"stuck.png"_s));
        out << "stuck: " << stuck.what << '\n';
        return 1;
    }
    return 0;
}
