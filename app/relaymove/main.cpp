#include "core/base/stop_token.h"
#include "core/profiles/keychain.h"
#include "core/profiles/profile_store.h"
#include "ui/theme/outlined_style.h"
#include "ui/theme/scheme.h"
#include "ui/window/main_window.h"
#include "ui/words/translation.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QTextStream>

#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// The profile's DNS key, when it came with the start; why not, otherwise empty.
QString takeSecret(const ProfileStore &profiles, const QString &profile, SecretStore &memory)
{
    const auto found = profiles.find(profile);
    if (!found)
        return found.error();
    const auto secret = readSecretLine(STDIN_FILENO);
    if (!secret)
        return secret.error();
    const auto kept = memory.write(found->dnsSecretKey(), *secret, StopToken());
    return kept ? QString() : secretTroubleText(kept.error());
}

// What may follow the program's name.
struct Options
{
    QCommandLineOption profile{
        u"profile"_s, QCoreApplication::translate("main", "Open this profile at once."), u"NAME"_s};
    QCommandLineOption config{
        u"config-dir"_s, QCoreApplication::translate("main", "Where profiles are kept."), u"DIR"_s};
    QCommandLineOption data{
        u"data-dir"_s, QCoreApplication::translate("main", "Where journals and logs are kept."),
        u"DIR"_s};
    QCommandLineOption secret{
        u"tsig-secret-stdin"_s,
        QCoreApplication::translate("main", "Read the profile's DNS key from standard input.")};
};

void describe(QCommandLineParser &parser, const Options &options)
{
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Moves a live chatmail relay to another machine."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({options.profile, options.config, options.data, options.secret});
}

void nameTheProgram()
{
    QCoreApplication::setApplicationName(u"relaymove"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAYMOVE_VERSION));
    speak(QLocale());
}

// Whoever asks what there is may have no display; with one of these words the program
// ends here.
void answerWithoutDisplay(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    nameTheProgram();
    const Options options;
    QCommandLineParser parser;
    describe(parser, options);
    parser.parse(QCoreApplication::arguments()); // what is Qt's own is read later
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
}

} // namespace

int main(int argc, char **argv)
{
    answerWithoutDisplay(argc, argv);
    QApplication app(argc, argv);
    nameTheProgram();
    QApplication::setDesktopFileName(u"relaymove"_s); // names the icon, too
    QApplication::setApplicationDisplayName(u"Relaymove"_s);
    QApplication::setStyle(new OutlinedStyle);
    const SchemeWatch scheme;

    const Options options;
    QCommandLineParser parser;
    describe(parser, options);
    parser.process(app);

    const ProfileStore store =
        ProfileStore::at(parser.value(options.config), parser.value(options.data));
    const auto memory = std::make_shared<MemorySecretStore>();
    if (parser.isSet(options.secret)) {
        if (const QString trouble = takeSecret(store, parser.value(options.profile), *memory);
            !trouble.isEmpty()) {
            QTextStream(stderr) << trouble << '\n';
            return 2;
        }
    }
    MainWindow window(store, keychainBehind(memory));
    if (parser.isSet(options.profile))
        window.open(parser.value(options.profile));
    window.setVisible(true);
    return QApplication::exec();
}
