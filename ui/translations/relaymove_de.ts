<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>BannerWords</name>
    <message>
        <source>Mail is served by the OLD machine.</source>
        <translation>Die Mail läuft auf der Maschine OLD.</translation>
    </message>
    <message>
        <source>The cutover was taken back; new connections waited for %1.</source>
        <translation>Die Umschaltung wurde zurückgenommen; neue Verbindungen haben %1 gewartet.</translation>
    </message>
    <message>
        <source>Nothing has changed for your users.</source>
        <translation>Für Ihre Nutzer hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Nobody serves mail for %1.</source>
        <translation>Seit %1 läuft die Mail nirgends.</translation>
    </message>
    <message>
        <source>Nobody serves mail.</source>
        <translation>Die Mail läuft nirgends.</translation>
    </message>
    <message>
        <source>New connections wait on the OLD machine; nothing is refused.</source>
        <translation>Neue Verbindungen warten auf OLD; nichts wird abgewiesen.</translation>
    </message>
    <message>
        <source>going back takes about 2 s from here</source>
        <translation>der Weg zurück dauert jetzt etwa 2 s</translation>
    </message>
    <message>
        <source>The OLD machine passes on what still reaches it.</source>
        <translation>OLD reicht weiter, was noch dort ankommt.</translation>
    </message>
    <message>
        <source>Mail is served by the NEW machine.</source>
        <translation>Die Mail läuft auf der Maschine NEW.</translation>
    </message>
    <message>
        <source>going back is a move with the roles exchanged</source>
        <translation>zurück ginge es nur mit einem Umzug in Gegenrichtung</translation>
    </message>
    <message>
        <source>Nobody served mail when Relaymove last looked, at %1.</source>
        <translation>Als Relaymove um %1 zuletzt nachsah, lief die Mail nirgends.</translation>
    </message>
    <message>
        <source>The OLD machine starts again by itself %1 after Relaymove was last there.</source>
        <translation>OLD startet von selbst wieder, %1 nachdem Relaymove zuletzt dort war.</translation>
    </message>
    <message>
        <source>“Go back” looks, and starts OLD if it must</source>
        <translation>„Zurück“ sieht nach und startet OLD, wenn nötig</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>moved, finished</source>
        <translation>umgezogen, abgeschlossen</translation>
    </message>
    <message>
        <source>interrupted within the cutover</source>
        <translation>während der Umschaltung unterbrochen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>moved; to be finished</source>
        <translation>umgezogen; noch abzuschließen</translation>
    </message>
    <message>
        <source>Asked at %1, %2 ago.</source>
        <translation>Gefragt um %1, vor %2.</translation>
    </message>
    <message>
        <source>New connections waited for %1.</source>
        <translation>Neue Verbindungen haben %1 gewartet.</translation>
    </message>
    <message>
        <source>It is not known yet who serves mail.</source>
        <translation>Noch ist nicht bekannt, wo die Mail läuft.</translation>
    </message>
    <message>
        <source>OLD, NEW and DNS are being asked.</source>
        <translation>OLD, NEW und das DNS werden gerade gefragt.</translation>
    </message>
    <message>
        <source>Since %1 it is not known who serves mail.</source>
        <translation>Seit %1 ist nicht bekannt, wo die Mail läuft.</translation>
    </message>
    <message>
        <source>It is not known who serves mail.</source>
        <translation>Es ist nicht bekannt, wo die Mail läuft.</translation>
    </message>
    <message>
        <source>BOTH machines serve mail: stop one of them.</source>
        <translation>Die Mail läuft auf BEIDEN Maschinen: Halten Sie eine davon an.</translation>
    </message>
    <message>
        <source>Since %1.</source>
        <translation>Seit %1.</translation>
    </message>
    <message>
        <source>%1; the old TTL runs out in %2</source>
        <translation>%1; die alte TTL läuft in %2 ab</translation>
    </message>
    <message>
        <source>waiting for the old TTL, %1 left</source>
        <translation>wartet auf das Ende der alten TTL, noch %1</translation>
    </message>
    <message>
        <source>ready for the cutover</source>
        <translation>bereit für die Umschaltung</translation>
    </message>
    <message>
        <source>It has started again by itself, because this computer was away for too long; the cutover did not happen, and can be started anew.</source>
        <translation>OLD ist von selbst wieder angelaufen, weil dieser Rechner zu lange fort war; die Umschaltung fand nicht statt und kann neu begonnen werden.</translation>
    </message>
    <message>
        <source>%1 Last seen: %2, at %3.</source>
        <translation>%1 Zuletzt gesehen: %2, um %3.</translation>
    </message>
    <message>
        <source>%1 When Relaymove last worked here, at %2, it was %3.</source>
        <translation>%1 Als Relaymove hier zuletzt arbeitete, um %2, war es %3.</translation>
    </message>
    <message>
        <source>at work: asks you something</source>
        <translation>läuft: hat eine Frage an Sie</translation>
    </message>
    <message>
        <source>at work: going back</source>
        <translation>läuft: geht zurück</translation>
    </message>
    <message>
        <source>at work: %1, %2</source>
        <translation>läuft: %1, %2</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>both machines let this computer in, and are what they should be</source>
        <translation>beide Maschinen lassen diesen Rechner hinein und sind, was sie sein sollen</translation>
    </message>
    <message>
        <source>the domain&apos;s addresses are those of the OLD machine</source>
        <translation>die Adressen der Domain sind die von OLD</translation>
    </message>
    <message>
        <source>both machines bear this migration&apos;s mark, and nobody else&apos;s</source>
        <translation>beide Maschinen tragen die Marke dieses Umzugs und keine andere</translation>
    </message>
    <message>
        <source>every name server of the domain serves the low TTL</source>
        <translation>jeder Nameserver der Domain liefert die niedrige TTL</translation>
    </message>
    <message>
        <source>the last pass over all mailboxes ended without an error</source>
        <translation>der letzte Durchgang über alle Postfächer endete ohne Fehler</translation>
    </message>
    <message>
        <source>no mail server of NEW can start before the activation</source>
        <translation>kein Mailserver auf NEW kann vor der Aktivierung starten</translation>
    </message>
    <message>
        <source>NEW has the release of your checkout, set up for your domain</source>
        <translation>NEW hat die Version Ihres Checkouts, eingerichtet für Ihre Domain</translation>
    </message>
    <message>
        <source>NEW finds names in DNS</source>
        <translation>NEW kann Namen im DNS auflösen</translation>
    </message>
    <message>
        <source>no mail port of NEW can be reached from outside</source>
        <translation>kein Mail-Port von NEW ist von außen erreichbar</translation>
    </message>
    <message>
        <source>the domain&apos;s records can be changed when the time comes</source>
        <translation>die DNS-Einträge der Domain lassen sich ändern, wenn es so weit ist</translation>
    </message>
    <message>
        <source>nothing listens on the mail ports of OLD</source>
        <translation>auf den Mail-Ports von OLD lauscht nichts</translation>
    </message>
    <message>
        <source>no mail program runs on OLD</source>
        <translation>auf OLD läuft kein Mailprogramm</translation>
    </message>
    <message>
        <source>nothing is written to OLD&apos;s mailboxes any more</source>
        <translation>in die Postfächer auf OLD wird nichts mehr geschrieben</translation>
    </message>
    <message>
        <source>every mailbox is equal: count, names, sizes, passwords, UIDVALIDITY</source>
        <translation>jedes Postfach ist gleich: Anzahl, Namen, Größen, Passwörter, UIDVALIDITY</translation>
    </message>
    <message>
        <source>keys and certificates are equal byte by byte</source>
        <translation>Schlüssel und Zertifikate sind Byte für Byte gleich</translation>
    </message>
    <message>
        <source>every queued message is on NEW, once</source>
        <translation>jede Nachricht der Warteschlange ist auf NEW, genau einmal</translation>
    </message>
    <message>
        <source>no file has a wrong owner or mode</source>
        <translation>keine Datei hat falsche Eigentümer oder Rechte</translation>
    </message>
    <message>
        <source>a name server of the domain leads to NEW</source>
        <translation>ein Nameserver der Domain führt zu NEW</translation>
    </message>
    <message>
        <source>every service of NEW runs</source>
        <translation>jeder Dienst auf NEW läuft</translation>
    </message>
    <message>
        <source>every port answers, by NEW&apos;s addresses and by OLD&apos;s</source>
        <translation>jeder Port antwortet, unter den Adressen von NEW und von OLD</translation>
    </message>
    <message>
        <source>log-in, submission and delivery work on NEW</source>
        <translation>Anmeldung, Einlieferung und Zustellung funktionieren auf NEW</translation>
    </message>
    <message>
        <source>mail from NEW is signed with the key that DNS names</source>
        <translation>Mail von NEW ist mit dem Schlüssel signiert, den das DNS nennt</translation>
    </message>
    <message>
        <source>every port shows the same certificate, for your domain</source>
        <translation>jeder Port zeigt dasselbe Zertifikat für Ihre Domain</translation>
    </message>
    <message>
        <source>every name server of the domain leads to NEW, with the lasting TTL</source>
        <translation>jeder Nameserver der Domain führt zu NEW, mit der dauerhaften TTL</translation>
    </message>
    <message>
        <source>%1: expected %2, saw %3</source>
        <translation>%1: erwartet %2, gesehen %3</translation>
    </message>
    <message>
        <source>not looked at when this step was done</source>
        <translation>wurde bei diesem Schritt nicht geprüft</translation>
    </message>
</context>
<context>
    <name>CutoverBars</name>
    <message>
        <source>stop</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>last pass</source>
        <translation>letzter Durchgang</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>start</source>
        <translation>starten</translation>
    </message>
    <message>
        <source>prove</source>
        <translation>belegen</translation>
    </message>
    <message>
        <source>disarm OLD</source>
        <translation>OLD entschärfen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>weiterleiten</translation>
    </message>
    <message>
        <source>back on OLD</source>
        <translation>zurück auf OLD</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 for %2 so far</source>
        <translation>%1, bisher %2</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tg.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>%1 can&apos;t be reached: %2.</source>
        <translation>%1 ist nicht erreichbar: %2.</translation>
    </message>
    <message>
        <source>Check that the machine is on, that its address is right and that its sshd answers; then resume.</source>
        <translation>Prüfen Sie, ob der Rechner läuft, seine Adresse stimmt und sein sshd antwortet; setzen Sie dann fort.</translation>
    </message>
    <message>
        <source>The connection broke (%1) while &quot;%2&quot; was under way.</source>
        <translation>Die Verbindung brach ab (%1), während „%2“ lief.</translation>
    </message>
    <message>
        <source>Resume: Relaymove looks at what is true on both machines and goes on from there.</source>
        <translation>Setzen Sie fort: Relaymove sieht nach, was auf beiden Rechnern wirklich ist, und macht dort weiter.</translation>
    </message>
    <message>
        <source>%1 shows a host key that nobody has confirmed yet: %2 %3.</source>
        <translation>%1 zeigt einen Hostschlüssel, den noch niemand bestätigt hat: %2 %3.</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the machine&apos;s console or your provider&apos;s panel, then accept it.</source>
        <translation>Vergleichen Sie den Fingerabdruck mit der Konsole des Rechners oder Ihrem Anbieter, dann nehmen Sie ihn an.</translation>
    </message>
    <message>
        <source>%1 shows another host key (%3) than the one that you confirmed (%2).</source>
        <translation>%1 zeigt einen anderen Hostschlüssel (%3) als den, den Sie bestätigt haben (%2).</translation>
    </message>
    <message>
        <source>Do not go on before you know why: the machine was reinstalled, the address leads elsewhere, or somebody is in between. Nothing was sent to it.</source>
        <translation>Machen Sie nicht weiter, bevor Sie wissen, warum: der Rechner wurde neu aufgesetzt, die Adresse führt woandershin, oder jemand sitzt dazwischen. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>%1 does not let this computer in (tried: %2).</source>
        <translation>%1 lässt diesen Rechner nicht hinein (versucht: %2).</translation>
    </message>
    <message>
        <source>Put your public key into /root/.ssh/authorized_keys there, or load the right key into your agent. cmdeploy logs in as root: the machine needs &quot;PermitRootLogin prohibit-password&quot;.</source>
        <translation>Tragen Sie dort Ihren öffentlichen Schlüssel in /root/.ssh/authorized_keys ein, oder laden Sie den richtigen in Ihren Agenten. cmdeploy meldet sich als root an: der Rechner braucht „PermitRootLogin prohibit-password“.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; ended with %2.</source>
        <translation>Der Befehl „%1“ endete mit %2.</translation>
    </message>
    <message>
        <source>Look at its output, mend what it names, then resume.</source>
        <translation>Sehen Sie seine Ausgabe an, beheben Sie, was sie nennt, und setzen Sie fort.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; did not end within %2 s.</source>
        <translation>Der Befehl „%1“ endete nicht innerhalb von %2 s.</translation>
    </message>
    <message>
        <source>Look whether the machine is overloaded or its disk hangs, then resume.</source>
        <translation>Sehen Sie nach, ob der Rechner überlastet ist oder seine Platte hängt, und setzen Sie fort.</translation>
    </message>
    <message>
        <source>A step wanted to run a command that it had not announced: &quot;%1&quot;. It was not run.</source>
        <translation>Ein Schritt wollte einen Befehl ausführen, den er nicht angekündigt hatte: „%1“. Er wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>This is a mistake in Relaymove; please report it with the log.</source>
        <translation>Das ist ein Fehler in Relaymove; bitte melden Sie ihn mit dem Protokoll.</translation>
    </message>
    <message>
        <source>The step ran to its end, and yet: %1.</source>
        <translation>Der Schritt lief bis zum Ende, und doch: %1.</translation>
    </message>
    <message>
        <source>Look at the log, then resume.</source>
        <translation>Sehen Sie das Protokoll an und setzen Sie fort.</translation>
    </message>
    <message>
        <source>Not proven: %1. Expected %2, but saw %3.</source>
        <translation>Nicht belegt: %1. Erwartet %2, gesehen %3.</translation>
    </message>
    <message>
        <source>Nothing goes on before this is true. Look at the log, mend the cause, then resume.</source>
        <translation>Es geht nichts weiter, bevor das stimmt. Sehen Sie das Protokoll an, beheben Sie die Ursache und setzen Sie fort.</translation>
    </message>
    <message>
        <source>The name server %1 did not do what was asked: %2</source>
        <translation>Der Nameserver %1 tat nicht, worum er gebeten wurde: %2</translation>
    </message>
    <message>
        <source>Check the key and the server, or enter the records by hand.</source>
        <translation>Prüfen Sie Schlüssel und Server, oder tragen Sie die Einträge von Hand ein.</translation>
    </message>
    <message>
        <source>cmdeploy stopped at &quot;%1&quot;.</source>
        <translation>cmdeploy brach bei „%1“ ab.</translation>
    </message>
    <message>
        <source>Its last words are in the output; mend what they name, then resume.</source>
        <translation>Seine letzten Worte stehen in der Ausgabe; beheben Sie, was sie nennen, und setzen Sie fort.</translation>
    </message>
    <message>
        <source>Another window or terminal works on this migration at this moment.</source>
        <translation>Ein anderes Fenster oder Terminal arbeitet gerade an diesem Umzug.</translation>
    </message>
    <message>
        <source>Go on there, or end it and try again here.</source>
        <translation>Machen Sie dort weiter, oder beenden Sie es und versuchen Sie es hier erneut.</translation>
    </message>
    <message>
        <source>Another migration (%1) holds this machine.</source>
        <translation>Ein anderer Umzug (%1) hält diesen Rechner.</translation>
    </message>
    <message>
        <source>Finish or roll back that one first, on the computer where it was started.</source>
        <translation>Beenden Sie jenen zuerst oder nehmen Sie ihn zurück, auf dem Rechner, auf dem er begonnen wurde.</translation>
    </message>
    <message>
        <source>An answer is needed that no option gave: %1</source>
        <translation>Es braucht eine Antwort, die keine Option gab: %1</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Mend this on your computer, then resume.</source>
        <translation>Beheben Sie das auf Ihrem Rechner und setzen Sie fort.</translation>
    </message>
    <message>
        <source>on OLD, the present machine</source>
        <translation>auf OLD, der jetzigen Maschine</translation>
    </message>
    <message>
        <source>on NEW, the future machine</source>
        <translation>auf NEW, der künftigen Maschine</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>at the name servers</source>
        <translation>bei den Nameservern</translation>
    </message>
    <message>
        <source>Your mail is not affected: OLD serves it.</source>
        <translation>Ihre Mail ist nicht betroffen: OLD ist im Dienst.</translation>
    </message>
    <message>
        <source>Your mail is served by NEW.</source>
        <translation>Für Ihre Mail ist NEW im Dienst.</translation>
    </message>
    <message>
        <source>BOTH machines serve mail: stop one of them.</source>
        <translation>BEIDE Rechner sind im Dienst: halten Sie einen an.</translation>
    </message>
    <message>
        <source>It is not known who serves mail at this moment.</source>
        <translation>Es ist nicht bekannt, wer gerade im Dienst ist.</translation>
    </message>
    <message>
        <source>Nobody serves mail at this moment. New connections wait on OLD and nothing is refused; OLD starts again by itself if nothing is decided.</source>
        <translation>Gerade ist niemand im Dienst. Neue Verbindungen warten auf OLD, nichts wird abgewiesen; OLD läuft von selbst wieder an, wenn nichts entschieden wird.</translation>
    </message>
</context>
<context>
    <name>GoingBack</name>
    <message>
        <source>NEW is closed and stopped</source>
        <translation>NEW ist geschlossen und angehalten</translation>
    </message>
    <message>
        <source>the domain&apos;s records lead to OLD</source>
        <translation>die Einträge der Domain führen zu OLD</translation>
    </message>
    <message>
        <source>owners: nothing to take back</source>
        <translation>Eigentümer: nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>the queue is OLD&apos;s again</source>
        <translation>die Warteschlange gehört wieder OLD</translation>
    </message>
    <message>
        <source>OLD serves, and takes the connections that waited</source>
        <translation>OLD ist im Dienst und nimmt die wartenden Verbindungen an</translation>
    </message>
    <message>
        <source>The cutover is being taken back, so that OLD serves again: for %1 so far, some seconds as a rule. It can&apos;t be stopped half-way, for then nobody would serve mail.</source>
        <translation>Die Umschaltung wird zurückgenommen, damit OLD wieder im Dienst ist: seit %1, in der Regel einige Sekunden. Auf halbem Wege lässt sich das nicht anhalten, denn dann wäre niemand im Dienst.</translation>
    </message>
</context>
<context>
    <name>HowLong</name>
    <message>
        <source>The old TTL has run out at %1, in %2; other work goes on meanwhile.</source>
        <translation>Die alte TTL läuft um %1 ab, in %2; anderes geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>Seconds; then the old TTL has to run out. The checks find out how long it is.</source>
        <translation>Sekunden; danach muss die alte TTL ablaufen. Wie lang sie ist, stellen die Prüfungen fest.</translation>
    </message>
    <message>
        <source>Seconds; then the old TTL of %1 has to run out.</source>
        <translation>Sekunden; danach muss die alte TTL von %1 ablaufen.</translation>
    </message>
    <message>
        <source>%1 are to be copied; the first pass shows how fast that goes.</source>
        <translation>%1 sind zu kopieren; der erste Durchgang zeigt, wie schnell das geht.</translation>
    </message>
    <message>
        <source>That depends on how much mail there is: the checks find out.</source>
        <translation>Das hängt davon ab, wie viel Mail es gibt: Die Prüfungen stellen es fest.</translation>
    </message>
    <message>
        <source>A first pass over %1 takes about %2 at the measured %3.</source>
        <translation>Ein erster Durchgang über %1 dauert bei gemessenen %3 etwa %2.</translation>
    </message>
    <message>
        <source>The last pass took %1.</source>
        <translation>Der letzte Durchgang dauerte %1.</translation>
    </message>
    <message>
        <source>Not known before the pre-copy has measured a pass.</source>
        <translation>Erst bekannt, wenn die Vorkopie einen Durchgang gemessen hat.</translation>
    </message>
    <message>
        <source>Half a minute of preparation that nobody notices; then your users wait about %1 in all, until the activation opens NEW.</source>
        <translation>Eine halbe Minute Vorbereitung, die niemand bemerkt; dann warten Ihre Nutzer insgesamt etwa %1, bis die Aktivierung NEW öffnet.</translation>
    </message>
    <message>
        <source>About %1: a pass like the last one, and the comparison.</source>
        <translation>Etwa %1: ein Durchgang wie der letzte und der Vergleich.</translation>
    </message>
    <message>
        <source>A part of the cutover&apos;s %1.</source>
        <translation>Ein Teil der %1 der Umschaltung.</translation>
    </message>
    <message>
        <source>Less than a minute as a rule.</source>
        <translation>In der Regel weniger als eine Minute.</translation>
    </message>
    <message>
        <source>Some minutes: cmdeploy installs packages and configures them.</source>
        <translation>Einige Minuten: cmdeploy installiert Pakete und richtet sie ein.</translation>
    </message>
    <message>
        <source>Seconds, whenever you come back for it.</source>
        <translation>Sekunden, wann immer Sie dafür wiederkommen.</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>Es dauerte %1.</translation>
    </message>
    <message>
        <source>How long: %1</source>
        <translation>Wie lange: %1</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stop or go &amp;back…</source>
        <translation>Anhalten oder &amp;zurück …</translation>
    </message>
    <message>
        <source>goes on by itself: %1</source>
        <translation>geht von selbst weiter: %1</translation>
    </message>
    <message>
        <source>&amp;Run again</source>
        <translation>E&amp;rneut ausführen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Loo&amp;k again</source>
        <translation>E&amp;rneut nachsehen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Fo&amp;rtsetzen</translation>
    </message>
    <message>
        <source>Go &amp;on with the cutover</source>
        <translation>Ums&amp;chaltung fortsetzen</translation>
    </message>
    <message>
        <source>Go &amp;back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>runs by itself after “%1”</source>
        <translation>läuft von selbst nach „%1“</translation>
    </message>
    <message>
        <source>Start the &amp;cutover…</source>
        <translation>Ums&amp;chaltung beginnen …</translation>
    </message>
    <message>
        <source>comes first: %1</source>
        <translation>kommt vorher: %1</translation>
    </message>
    <message>
        <source>comes after the cutover</source>
        <translation>kommt nach der Umschaltung</translation>
    </message>
    <message>
        <source>Start the &amp;cutover (users wait about %1)…</source>
        <translation>Ums&amp;chaltung beginnen (Nutzer warten etwa %1) …</translation>
    </message>
    <message>
        <source>Co&amp;ntinue: %1</source>
        <translation>&amp;Weiter: %1</translation>
    </message>
    <message>
        <source>Going back can&apos;t be stopped half-way: nobody would serve mail.</source>
        <translation>Der Rückweg lässt sich nicht anhalten: niemand wäre im Dienst.</translation>
    </message>
    <message>
        <source>OLD serves again by itself in %1, unless you go on before</source>
        <translation>OLD ist in %1 von selbst wieder im Dienst, wenn Sie nicht vorher weitermachen</translation>
    </message>
    <message>
        <source>OLD has served again by itself since, if it could</source>
        <translation>OLD ist inzwischen von selbst wieder im Dienst, wenn es konnte</translation>
    </message>
</context>
<context>
    <name>PageText</name>
    <message>
        <source>Looks at both machines and at DNS, and learns what has to be moved. Nothing is changed but a small mark on each machine, which says whose migration this is.</source>
        <translation>Sieht sich beide Maschinen und das DNS an und stellt fest, was umziehen muss. Geändert wird nichts außer einer kleinen Marke auf jeder Maschine, die sagt, wessen Umzug das ist.</translation>
    </message>
    <message>
        <source>Your users notice nothing.</source>
        <translation>Ihre Nutzer merken nichts.</translation>
    </message>
    <message>
        <source>There is nothing to go back from yet.</source>
        <translation>Noch gibt es nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Lowers the TTL of the domain&apos;s addresses, so that later everyone learns the new ones within minutes. The old TTL then has to run out; other work goes on meanwhile.</source>
        <translation>Senkt die TTL der Adressen der Domain, damit später alle die neuen innerhalb von Minuten erfahren. Danach muss die alte TTL ablaufen; anderes geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>The TTL can be set back at any time; mail does not depend on it.</source>
        <translation>Die TTL lässt sich jederzeit zurücksetzen; die Mail hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>Copies the mailboxes while mail keeps flowing, so that little is left for the cutover. Run it again as often as you like: each pass is shorter than the one before.</source>
        <translation>Kopiert die Postfächer, während die Mail weiterläuft, damit für die Umschaltung wenig übrig bleibt. Wiederholen Sie das, so oft Sie wollen: Jeder Durchgang ist kürzer als der vorige.</translation>
    </message>
    <message>
        <source>Runs cmdeploy&apos;s install and configure on the NEW machine, with the keys and the certificate of the OLD one. The new machine stays out of everyone&apos;s reach until the activation.</source>
        <translation>Führt auf NEW „install“ und „configure“ von cmdeploy aus, mit den Schlüsseln und dem Zertifikat von OLD. Die neue Maschine bleibt bis zur Aktivierung für alle unerreichbar.</translation>
    </message>
    <message>
        <source>Until the activation, going back starts the OLD machine again, with everything it had.</source>
        <translation>Bis zur Aktivierung startet der Weg zurück OLD wieder, mit allem, was dort war.</translation>
    </message>
    <message>
        <source>The cutover begins: the OLD machine stops serving mail, so that nothing changes while the rest is copied. All pages of the cutover then run through by themselves, and stop at a failure.</source>
        <translation>Die Umschaltung beginnt: OLD stellt den Maildienst ein, damit sich nichts ändert, während der Rest kopiert wird. Alle Seiten der Umschaltung laufen dann von selbst durch und halten bei einem Fehler an.</translation>
    </message>
    <message>
        <source>From here until the activation, apps show “connecting”: connections wait, none is refused.</source>
        <translation>Von hier bis zur Aktivierung zeigen die Apps „Verbinde …“: Verbindungen warten, keine wird abgewiesen.</translation>
    </message>
    <message>
        <source>Copies the last changes, the keys, the certificate and the queue. Then everything is compared, before anyone can reach the new machine.</source>
        <translation>Kopiert die letzten Änderungen, die Schlüssel, das Zertifikat und die Warteschlange. Dann wird alles verglichen, bevor jemand die neue Maschine erreichen kann.</translation>
    </message>
    <message>
        <source>Connections wait on the OLD machine; none is refused.</source>
        <translation>Verbindungen warten auf OLD; keine wird abgewiesen.</translation>
    </message>
    <message>
        <source>Gives the copied files to the users that own them on the new machine: numeric ids may differ there. A wrong owner would make mailboxes unreadable.</source>
        <translation>Gibt die kopierten Dateien den Benutzern, denen sie auf der neuen Maschine gehören: Die Nummern können dort andere sein. Ein falscher Eigentümer würde Postfächer unlesbar machen.</translation>
    </message>
    <message>
        <source>Sends the new addresses to the domain&apos;s name server. The cutover does not wait until they have spread: the OLD machine will pass everything on.</source>
        <translation>Sendet die neuen Adressen an den Nameserver der Domain. Die Umschaltung wartet nicht, bis sie überall bekannt sind: OLD wird alles weiterreichen.</translation>
    </message>
    <message>
        <source>Starts mail on the new machine, tries it behind the fence, then opens it: that moment is the commit point. From then on, OLD passes on to NEW what still reaches it.</source>
        <translation>Startet die Mail auf der neuen Maschine, erprobt sie hinter der Abschirmung und öffnet sie dann: Ab diesem Augenblick gilt der Umzug. Von da an reicht OLD an NEW weiter, was noch dort ankommt.</translation>
    </message>
    <message>
        <source>Waiting connections go through. Apps are connected again without their users doing anything.</source>
        <translation>Wartende Verbindungen kommen durch. Die Apps verbinden sich wieder, ohne dass jemand etwas tun muss.</translation>
    </message>
    <message>
        <source>Waits until nothing reaches the OLD machine any more, then tidies up: TTL, keys, this computer&apos;s known hosts. You can close Relaymove and come back in days.</source>
        <translation>Wartet, bis bei OLD nichts mehr ankommt, und räumt dann auf: TTL, Schlüssel, known_hosts dieses Rechners. Sie können Relaymove schließen und in einigen Tagen wiederkommen.</translation>
    </message>
    <message>
        <source>Nothing is deleted on the OLD machine before you retire it.</source>
        <translation>Auf OLD wird nichts gelöscht, bevor Sie die Maschine außer Dienst stellen.</translation>
    </message>
    <message>
        <source>NEW serves your mail. Nothing has been deleted on OLD, but new mail is on NEW only: going back from here is the same move with the roles exchanged.</source>
        <translation>Ihre Mail läuft auf NEW. Auf OLD wurde nichts gelöscht, aber neue Mail liegt nur auf NEW: Zurück geht es von hier mit demselben Umzug in Gegenrichtung.</translation>
    </message>
    <message>
        <source>Nothing has been deleted. “Go back” starts the OLD machine again; if this computer disappears, it starts by itself after %1.</source>
        <translation>Nichts wurde gelöscht. „Zurück“ startet OLD wieder; wenn dieser Rechner verschwindet, startet OLD nach %1 von selbst.</translation>
    </message>
    <message>
        <source>“Go back” starts the OLD machine again, but that is not safe: its disk is failing, and mail that it takes may be lost.</source>
        <translation>„Zurück“ startet OLD wieder, aber das ist nicht sicher: die Festplatte fällt aus, und Mail, die OLD annimmt, kann verloren gehen.</translation>
    </message>
    <message>
        <source>No mailbox on the OLD machine is changed; a key and a unit of the copy are there until the end. The copies on NEW can stay or be deleted.</source>
        <translation>Kein Postfach auf OLD wird verändert; ein Schlüssel und eine Unit für das Kopieren liegen dort bis zum Ende. Die Kopien auf NEW können bleiben oder gelöscht werden.</translation>
    </message>
    <message>
        <source>Mail on the OLD machine goes on as before: files are only read there. NEW stays fenced: no mail can reach it by mistake.</source>
        <translation>Die Mail auf OLD läuft weiter wie zuvor: dort wird nur gelesen. NEW bleibt abgeschirmt: keine Mail kann aus Versehen dorthin gelangen.</translation>
    </message>
</context>
<context>
    <name>PanelWords</name>
    <message>
        <source>Nobody is asked while the cutover is at work; it tells by itself.</source>
        <translation>Während der Umschaltung wird niemand gefragt; sie berichtet selbst.</translation>
    </message>
    <message>
        <source>records are to be entered</source>
        <translation>Einträge sind vorzunehmen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Please give the records of your domain this short TTL at your DNS provider; their addresses stay as they are:
%1
Without it the move works too: OLD passes on those who know the old addresses for longer.</source>
        <translation>Bitte geben Sie den Einträgen Ihrer Domain bei Ihrem DNS-Anbieter diese kurze TTL; die Adressen bleiben, wie sie sind:
%1
Ohne sie gelingt der Umzug auch: OLD leitet die weiter, die die alten Adressen länger kennen.</translation>
    </message>
    <message>
        <source>Please enter these records at your DNS provider, with their lasting TTL. The move is finished when every name server has them:
%1</source>
        <translation>Bitte tragen Sie diese Einträge bei Ihrem DNS-Anbieter ein, mit ihrer bleibenden TTL. Der Umzug ist fertig, wenn jeder Nameserver sie hat:
%1</translation>
    </message>
    <message>
        <source>Please enter these records at your DNS provider. The cutover does not wait for it:
%1</source>
        <translation>Bitte tragen Sie diese Einträge bei Ihrem DNS-Anbieter ein. Die Umschaltung wartet nicht darauf:
%1</translation>
    </message>
    <message>
        <source>OLD and your checkout in %1 have the same release of chatmail/relay (%2), but chatmail.ini differs.</source>
        <translation>OLD und Ihr Checkout in %1 haben dieselbe Version von chatmail/relay (%2), aber chatmail.ini unterscheidet sich.</translation>
    </message>
    <message>
        <source>OLD runs %1 of chatmail/relay, your checkout in %2 is at %3.</source>
        <translation>Auf OLD läuft %1 von chatmail/relay, Ihr Checkout in %2 steht auf %3.</translation>
    </message>
    <message>
        <source>an unknown release</source>
        <translation>eine unbekannte Version</translation>
    </message>
    <message>
        <source> In chatmail.ini: %1.</source>
        <translation> In chatmail.ini: %1.</translation>
    </message>
    <message>
        <source> Which shall NEW get? OLD stays as it is.</source>
        <translation> Welche soll NEW bekommen? OLD bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>%1 (%2) shows a host key that is not known yet: %3 %4. Compare it with what the machine&apos;s console or your provider shows. Is it this one?</source>
        <translation>%1 (%2) zeigt einen Hostschlüssel, der noch nicht bekannt ist: %3 %4. Vergleichen Sie ihn mit dem, was die Konsole des Rechners oder Ihr Anbieter zeigt. Ist es dieser?</translation>
    </message>
    <message>
        <source>Everything is ready. The cutover is expected to let your users wait for about %1 s. %2 Start it?</source>
        <translation>Alles ist bereit. Die Umschaltung wird Ihre Nutzer voraussichtlich etwa %1 s warten lassen. %2 Beginnen?</translation>
    </message>
    <message>
        <source>Your domain&apos;s records are changed with the key &quot;%1&quot;. %2 Please give its secret.</source>
        <translation>Die Einträge Ihrer Domain werden mit dem Schlüssel „%1“ geändert. %2 Bitte geben Sie sein Geheimnis ein.</translation>
    </message>
    <message>
        <source>You stopped within the cutover.</source>
        <translation>Sie haben innerhalb der Umschaltung angehalten.</translation>
    </message>
    <message>
        <source> Nothing is lost either way:</source>
        <translation> So oder so geht nichts verloren:</translation>
    </message>
    <message>
        <source> go on to NEW, or go back so that OLD serves again?</source>
        <translation> weiter zu NEW, oder zurück, damit OLD wieder im Dienst ist?</translation>
    </message>
    <message>
        <source>OLD&apos;s disk seems to fail: %1 Go on carefully? Keys, passwords and queue are copied first, what can&apos;t be read is tried again and listed, and nothing is installed on OLD.</source>
        <translation>Die Platte von OLD scheint auszufallen: %1 Vorsichtig weitermachen? Schlüssel, Passwörter und Warteschlange werden zuerst kopiert, was nicht lesbar ist, wird erneut versucht und aufgelistet, und auf OLD wird nichts installiert.</translation>
    </message>
    <message>
        <source>OLD&apos;s disk does not give these files back, although they were tried more than once. Going on means that their users lose them:
%1
Go on without them?</source>
        <translation>Die Platte von OLD gibt diese Dateien nicht her, obwohl sie mehr als einmal versucht wurden. Weitermachen heißt, dass ihre Nutzer sie verlieren:
%1
Ohne sie weitermachen?</translation>
    </message>
    <message>
        <source>This is the key</source>
        <translation>Das ist der Schlüssel</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>Hier anhalten</translation>
    </message>
    <message>
        <source>Start the cutover</source>
        <translation>Umschaltung beginnen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>What OLD has, from a folder beside the checkout</source>
        <translation>Was OLD hat, aus einem Ordner neben dem Checkout</translation>
    </message>
    <message>
        <source>What the checkout has</source>
        <translation>Was der Checkout hat</translation>
    </message>
    <message>
        <source>I have entered them</source>
        <translation>Ich habe sie eingetragen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Use this secret</source>
        <translation>Dieses Geheimnis nehmen</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Ohne es weiter</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Go on carefully</source>
        <translation>Vorsichtig weiter</translation>
    </message>
    <message>
        <source>Go on without them</source>
        <translation>Ohne sie weiter</translation>
    </message>
</context>
<context>
    <name>RecordsToEnter</name>
    <message>
        <source>did not answer</source>
        <translation>hat nicht geantwortet</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>serves %1</source>
        <translation>liefert %1</translation>
    </message>
    <message>
        <source>still serves %1</source>
        <translation>liefert noch %1</translation>
    </message>
    <message>
        <source>the name servers are asked as soon as the cutover is over</source>
        <translation>die Nameserver werden gefragt, sobald die Umschaltung vorbei ist</translation>
    </message>
    <message>
        <source>OLD serves again, but name servers lead to NEW: enter the records that were there before.</source>
        <translation>OLD ist wieder im Dienst, aber Nameserver führen zu NEW: Tragen Sie die Einträge ein, die vorher da waren.</translation>
    </message>
    <message>
        <source>At your DNS provider. The move does not wait for it: OLD passes on what still reaches it, until these records are served.</source>
        <translation>Bei Ihrem DNS-Anbieter. Der Umzug wartet nicht darauf: OLD leitet weiter, was es noch erreicht, bis diese Einträge geliefert werden.</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>TTL back, retire the old machine</source>
        <translation>TTL zurück, alte Maschine außer Dienst</translation>
    </message>
    <message>
        <source>users will wait for about %1</source>
        <translation>Nutzer werden etwa %1 warten</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waited long enough</source>
        <translation>lange genug gewartet</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>done in %1</source>
        <translation>fertig in %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>fehlgeschlagen bei: %1</translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>at this moment</source>
        <translation>in diesem Augenblick</translation>
    </message>
    <message>
        <source>left</source>
        <translation>verbleiben</translation>
    </message>
    <message>
        <source>projected outage</source>
        <translation>geschätzter Ausfall</translation>
    </message>
    <message>
        <source>the records are to be entered</source>
        <translation>die Einträge sind vorzunehmen</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Hosts and checks</source>
        <translation>Maschinen und Prüfungen</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Pre-copy</source>
        <translation>Vorabkopie</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Chown</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschluss</translation>
    </message>
</context>
<context>
    <name>relaymove::Banner</name>
    <message>
        <source>Rela&amp;ys</source>
        <translation>Rela&amp;ys</translation>
    </message>
    <message>
        <source>Back to the list of all relays</source>
        <translation>Zurück zur Liste aller Relays</translation>
    </message>
</context>
<context>
    <name>relaymove::CheckRows</name>
    <message>
        <source>proven</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>not true</source>
        <translation>trifft nicht zu</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>not proven yet</source>
        <translation>noch nicht belegt</translation>
    </message>
</context>
<context>
    <name>relaymove::ClaimList</name>
    <message>
        <source>PROOF</source>
        <translation>BELEGE</translation>
    </message>
</context>
<context>
    <name>relaymove::CommandCard</name>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>Looks, and changes nothing:</source>
        <translation>Sieht nach und ändert nichts:</translation>
    </message>
    <message>
        <source>Proves:</source>
        <translation>Belegt:</translation>
    </message>
    <message>
        <source>Only when it is taken back:</source>
        <translation>Nur bei der Rücknahme:</translation>
    </message>
    <message>
        <source>WHAT RUNS</source>
        <translation>WAS AUSGEFÜHRT WIRD</translation>
    </message>
    <message>
        <source>What runs</source>
        <translation>Was ausgeführt wird</translation>
    </message>
    <message>
        <source>Copy the comman&amp;ds</source>
        <translation>B&amp;efehle kopieren</translation>
    </message>
</context>
<context>
    <name>relaymove::CutoverChart</name>
    <message>
        <source>How the cutover&apos;s time was spent</source>
        <translation>Wofür die Umschaltung Zeit brauchte</translation>
    </message>
    <message>
        <source>projected %1</source>
        <translation>geschätzt %1</translation>
    </message>
</context>
<context>
    <name>relaymove::FailureCard</name>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Show the out&amp;put</source>
        <translation>A&amp;usgabe zeigen</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>Was zu tun ist: %1</translation>
    </message>
    <message>
        <source>Det&amp;ails</source>
        <translation>Det&amp;ails</translation>
    </message>
    <message>
        <source>What the command said</source>
        <translation>Was der Befehl ausgab</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>Wo: %1</translation>
    </message>
    <message>
        <source>Change the profile…</source>
        <translation>Profil ändern…</translation>
    </message>
</context>
<context>
    <name>relaymove::HostMeaning</name>
    <message>
        <source>ssh goes to %1, port %2</source>
        <translation>ssh geht zu %1, Port %2</translation>
    </message>
</context>
<context>
    <name>relaymove::LogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>relaymove::LogView</name>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>Pro&amp;tokoll</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Hosts in the log</source>
        <translation>Rechner im Protokoll</translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation>Alle Rechner</translation>
    </message>
    <message>
        <source>Steps in the log</source>
        <translation>Schritte im Protokoll</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>Alle Schritte</translation>
    </message>
    <message>
        <source>Levels in the log</source>
        <translation>Stufen im Protokoll</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Commands and more</source>
        <translation>Befehle und mehr</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation>&amp;Folgen</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1, looking …</source>
        <translation>%1, sucht noch …</translation>
    </message>
    <message>
        <source>Runs in the log</source>
        <translation>Läufe im Protokoll</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>With their time, host and step, and the command above them</source>
        <translation>Mit Zeit, Rechner, Schritt und dem Befehl darüber</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Save this log, or open an old one</source>
        <translation>Dieses Protokoll speichern oder ein altes öffnen</translation>
    </message>
    <message>
        <source>&amp;Save this log…</source>
        <translation>Dieses Protokoll &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Open an old log…</source>
        <translation>Ein altes Protokoll &amp;öffnen …</translation>
    </message>
    <message>
        <source>&amp;Back to this relay&apos;s log</source>
        <translation>&amp;Zurück zum Protokoll dieses Relays</translation>
    </message>
    <message>
        <source>Save this log</source>
        <translation>Dieses Protokoll speichern</translation>
    </message>
    <message>
        <source>Open an old log</source>
        <translation>Ein altes Protokoll öffnen</translation>
    </message>
    <message>
        <source>Logs (*.tsv)</source>
        <translation>Protokolle (*.tsv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Run of %1</source>
        <translation>Lauf vom %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>relaymove::MainWindow</name>
    <message>
        <source>Its migration is at work; stop it before you change what it is about.</source>
        <translation>Dieser Umzug läuft gerade; halten Sie ihn an, bevor Sie ändern, worum es geht.</translation>
    </message>
    <message>
        <source>“%1” is at work in this window. Open it and stop it first, or start Relaymove once more.</source>
        <translation>„%1“ läuft in diesem Fenster. Öffnen Sie es und halten Sie es zuerst an, oder starten Sie Relaymove ein zweites Mal.</translation>
    </message>
    <message>
        <source>%1 – Relaymove</source>
        <translation>%1 – Relaymove</translation>
    </message>
    <message>
        <source>The profile is gone, but its secret may still be in the keychain: %1</source>
        <translation>Das Profil ist gelöscht, aber sein Geheimnis ist vielleicht noch im Schlüsselbund: %1</translation>
    </message>
    <message>
        <source>%1 The secret is used now and asked for again when Relaymove is started again.</source>
        <translation>%1 Das Geheimnis wird jetzt benutzt; nach einem Neustart von Relaymove wird wieder danach gefragt.</translation>
    </message>
    <message>
        <source>“%1” asks you something: save or cancel here, then open it.</source>
        <translation>„%1“ hat eine Frage an Sie: Speichern oder verwerfen Sie hier, dann öffnen Sie es.</translation>
    </message>
</context>
<context>
    <name>relaymove::MigrationView</name>
    <message>
        <source>The migration is at work. Stop it, and close when it has stopped?</source>
        <translation>Der Umzug läuft gerade. Anhalten und schließen, sobald er steht?</translation>
    </message>
    <message>
        <source>Stop and &amp;close</source>
        <translation>Anhalten und s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Relaymove is stopping, and closes when the run has ended.</source>
        <translation>Relaymove hält an und schließt sich, wenn der Lauf zu Ende ist.</translation>
    </message>
</context>
<context>
    <name>relaymove::Notice</name>
    <message>
        <source>Close this &amp;message</source>
        <translation>&amp;Meldung schließen</translation>
    </message>
</context>
<context>
    <name>relaymove::ProfileFormPage</name>
    <message>
        <source>A relay to move</source>
        <translation>Ein Relay, das umziehen soll</translation>
    </message>
    <message>
        <source>The domain and two machines are enough to begin; Relaymove finds out the rest and tells you what it found.</source>
        <translation>Die Domain und zwei Maschinen genügen für den Anfang; Relaymove stellt den Rest fest und sagt Ihnen, was es gefunden hat.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>how the list calls it</source>
        <translation>wie die Liste es nennt</translation>
    </message>
    <message>
        <source>&amp;Domain</source>
        <translation>&amp;Domain</translation>
    </message>
    <message>
        <source>&amp;OLD, the machine that serves now</source>
        <translation>&amp;OLD, die bisherige Maschine</translation>
    </message>
    <message>
        <source>an address, or a name from ~/.ssh/config</source>
        <translation>eine Adresse oder ein Name aus ~/.ssh/config</translation>
    </message>
    <message>
        <source>N&amp;EW, the machine that will</source>
        <translation>N&amp;EW, die künftige Maschine</translation>
    </message>
    <message>
        <source>&amp;Folder of chatmail&apos;s “relay” here</source>
        <translation>O&amp;rdner von chatmails „relay“ hier</translation>
    </message>
    <message>
        <source>chatmail.&amp;ini</source>
        <translation>chatmail.&amp;ini</translation>
    </message>
    <message>
        <source>empty: the one in that folder</source>
        <translation>leer: die in diesem Ordner</translation>
    </message>
    <message>
        <source>S&amp;top at every page of the cutover (users wait longer)</source>
        <translation>Auf jeder Seite der &amp;Umschaltung anhalten (Nutzer warten länger)</translation>
    </message>
    <message>
        <source>Stop OLD by cmdeploy --disab&amp;le-mail (upgrades OLD, can&apos;t be undone; a minute more)</source>
        <translation>OLD mit cmdeploy --disable-mail anhalten (aktualisiert OLD un&amp;widerruflich; dauert eine Minute länger)</translation>
    </message>
    <message>
        <source>OLD&apos;s disk is failin&amp;g (rescues first what can&apos;t be replaced)</source>
        <translation>Die &amp;Festplatte von OLD fällt aus (Unersetzliches zuerst retten)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>How DNS is changed</source>
        <translation>Wie das DNS geändert wird</translation>
    </message>
    <message>
        <source>I enter the records at my provider</source>
        <translation>Ich trage die Einträge bei meinem Anbieter ein</translation>
    </message>
    <message>
        <source>Relaymove sends them to my name server (RFC 2136)</source>
        <translation>Relaymove sendet sie an meinen Nameserver (RFC 2136)</translation>
    </message>
    <message>
        <source>DN&amp;S</source>
        <translation>DN&amp;S</translation>
    </message>
    <message>
        <source>Name ser&amp;ver</source>
        <translation>Nameser&amp;ver</translation>
    </message>
    <message>
        <source>the primary that takes updates</source>
        <translation>der primäre, der Änderungen annimmt</translation>
    </message>
    <message>
        <source>Port of the name server</source>
        <translation>Port des Nameservers</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>&amp;Zone</source>
        <translation>&amp;Zone</translation>
    </message>
    <message>
        <source>empty: found out</source>
        <translation>leer: wird festgestellt</translation>
    </message>
    <message>
        <source>Name of the TSIG &amp;key</source>
        <translation>Name des TSIG-Sch&amp;lüssels</translation>
    </message>
    <message>
        <source>Algorithm of the key</source>
        <translation>Algorithmus des Schlüssels</translation>
    </message>
    <message>
        <source>&amp;Algorithm</source>
        <translation>Al&amp;gorithmus</translation>
    </message>
    <message>
        <source>Secret of the key</source>
        <translation>Geheimnis des Schlüssels</translation>
    </message>
    <message>
        <source>goes to the keychain; empty: the one that is there</source>
        <translation>kommt in den Schlüsselbund; leer: das dortige gilt</translation>
    </message>
    <message>
        <source>Sec&amp;ret</source>
        <translation>Ge&amp;heimnis</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Save and o&amp;pen</source>
        <translation>S&amp;peichern und öffnen</translation>
    </message>
    <message>
        <source>Something is missing or wrong above.</source>
        <translation>Oben fehlt etwas oder stimmt nicht.</translation>
    </message>
    <message>
        <source>mail.example.org; empty: what the chatmail.ini below says</source>
        <translation>mail.example.org; leer: was die chatmail.ini unten sagt</translation>
    </message>
</context>
<context>
    <name>relaymove::ProfileListPage</name>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Each relay that is to be moved has a profile here: its domain, the machine that serves it now, and the one that will. Nothing is touched before you start a step, and each step shows first what it runs.</source>
        <translation>Jedes Relay, das umziehen soll, hat hier ein Profil: seine Domain, die bisherige Maschine und die künftige. Nichts wird angefasst, bevor Sie einen Schritt starten, und jeder Schritt zeigt zuerst, was er ausführt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>Von → nach</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>There is no relay yet. “New…” asks for its domain and its two machines; “Import…” reads a chatmail.ini or a profile that was exported.</source>
        <translation>Noch ist kein Relay da. „Neu …“ fragt nach seiner Domain und den beiden Maschinen; „Importieren …“ liest eine chatmail.ini oder ein exportiertes Profil.</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu …</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read and was left alone: %2</source>
        <translation>%1 lässt sich nicht lesen und wurde nicht angefasst: %2</translation>
    </message>
    <message>
        <source>Delete the profile “%1” and the secrets kept for it? The journal, log and report of its migration stay.</source>
        <translation>Das Profil „%1“ und die dafür aufbewahrten Geheimnisse löschen? Journal, Protokoll und Bericht des Umzugs bleiben.</translation>
    </message>
    <message>
        <source>&amp;Yes, delete it</source>
        <translation>&amp;Ja, löschen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>B&amp;ehalten</translation>
    </message>
    <message>
        <source>A chatmail.ini, or a profile that was exported</source>
        <translation>Eine chatmail.ini oder ein exportiertes Profil</translation>
    </message>
    <message>
        <source>Relays (*.ini *.json)</source>
        <translation>Relays (*.ini *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 can&apos;t be imported: %2</source>
        <translation>%1 lässt sich nicht importieren: %2</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>Export “%1”, without its secrets</source>
        <translation>„%1“ exportieren, ohne seine Geheimnisse</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>“%1” is in %2, without its secrets.</source>
        <translation>„%1“ ist in %2, ohne seine Geheimnisse.</translation>
    </message>
    <message>
        <source>Its migration is at work; stop it before you change what it is about.</source>
        <translation>Dieser Umzug läuft gerade; halten Sie ihn an, bevor Sie ändern, worum es geht.</translation>
    </message>
</context>
<context>
    <name>relaymove::ProgressCard</name>
    <message>
        <source>PROGRESS</source>
        <translation>FORTSCHRITT</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>relaymove::QuestionCard</name>
    <message>
        <source>A QUESTION FOR YOU</source>
        <translation>EINE FRAGE AN SIE</translation>
    </message>
    <message>
        <source>Without an answer in %1 s: “%2”.</source>
        <translation>Ohne Antwort in %1 s: „%2“.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>It is kept in the keychain where there is one</source>
        <translation>Es kommt in den Schlüsselbund, wenn es einen gibt</translation>
    </message>
    <message>
        <source>Relaymove was closed before you answered. Nothing is at work now; with your answer it goes on.</source>
        <translation>Relaymove wurde geschlossen, bevor Sie geantwortet haben. Jetzt läuft nichts; mit Ihrer Antwort geht es weiter.</translation>
    </message>
    <message>
        <source>It waits for you: without an answer nothing goes on.</source>
        <translation>Es wartet auf Sie: ohne Antwort geht nichts weiter.</translation>
    </message>
</context>
<context>
    <name>relaymove::RecordsCard</name>
    <message>
        <source>ENTER THESE RECORDS NOW</source>
        <translation>TRAGEN SIE DIES JETZT EIN</translation>
    </message>
    <message>
        <source>Copy the records</source>
        <translation>Einträge kopieren</translation>
    </message>
</context>
<context>
    <name>relaymove::SessionController</name>
    <message>
        <source>It is not known who serves mail. %1</source>
        <translation>Es ist nicht bekannt, wer die Mail bedient. %1</translation>
    </message>
    <message>
        <source>The profile can&apos;t be saved</source>
        <translation>Das Profil kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>A mail relay is being moved</source>
        <translation>Ein Mail-Relay zieht um</translation>
    </message>
</context>
<context>
    <name>relaymove::StatePanel</name>
    <message>
        <source>What was seen on OLD, in DNS, on NEW</source>
        <translation>Was auf OLD, im DNS und auf NEW zu sehen war</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>unknown since %1</source>
        <translation>unbekannt seit %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>relaymove::StatusWatch</name>
    <message>
        <source>OLD and NEW are asked as soon as you have agreed to their keys.</source>
        <translation>OLD und NEW werden gefragt, sobald Sie ihren Schlüsseln zugestimmt haben.</translation>
    </message>
</context>
<context>
    <name>relaymove::StepList</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>BEFORE</source>
        <translation>VORHER</translation>
    </message>
    <message>
        <source>THE CUTOVER</source>
        <translation>DIE UMSCHALTUNG</translation>
    </message>
    <message>
        <source>AFTER</source>
        <translation>NACHHER</translation>
    </message>
</context>
<context>
    <name>relaymove::StepPage</name>
    <message>
        <source>THIS CUTOVER</source>
        <translation>DIESE UMSCHALTUNG</translation>
    </message>
    <message>
        <source>GOING BACK</source>
        <translation>DER WEG ZURÜCK</translation>
    </message>
    <message>
        <source>REPORT</source>
        <translation>BERICHT</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Stop at e&amp;very page of the cutover (users wait longer)</source>
        <translation>Auf je&amp;der Seite der Umschaltung anhalten (Nutzer warten länger)</translation>
    </message>
    <message>
        <source>GOING BACK NOW</source>
        <translation>ES GEHT ZURÜCK</translation>
    </message>
    <message>
        <source>CHECKS</source>
        <translation>PRÜFUNGEN</translation>
    </message>
</context>
</TS>
