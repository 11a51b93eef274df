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
        <source>Nobody serves mail.</source>
        <translation>Die Mail läuft nirgends.</translation>
    </message>
    <message>
        <source>New connections wait on the OLD machine; nothing is refused.</source>
        <translation>Neue Verbindungen warten auf OLD; nichts wird abgewiesen.</translation>
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
        <translation>OLD ist von selbst wieder angelaufen, weil dieser Computer zu lange fort war; die Umschaltung fand nicht statt und kann neu begonnen werden.</translation>
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
    <message>
        <source>OLD&apos;s timer took the cutover back.</source>
        <translation>Der Zeitgeber von OLD hat die Umschaltung zurückgenommen.</translation>
    </message>
    <message>
        <source>Nobody has served mail for %1.</source>
        <translation>Seit %1 läuft die Mail nirgends.</translation>
    </message>
    <message>
        <source>going back takes some seconds as a rule</source>
        <translation>zurück dauert in der Regel einige Sekunden</translation>
    </message>
    <message>
        <source>OLD took the cutover back by itself</source>
        <translation>OLD hat die Umschaltung von selbst zurückgenommen</translation>
    </message>
    <message>
        <source>The OLD machine had handed over: it opens NEW as soon as it can tell it.</source>
        <translation>OLD hatte übergeben: es öffnet NEW, sobald es ihm das sagen kann.</translation>
    </message>
    <message>
        <source>It has handed over, and opens NEW as soon as it can tell it.</source>
        <translation>Sie hat übergeben und öffnet NEW, sobald sie ihr das sagen kann.</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>%1: expected %2, saw %3</source>
        <translation>%1: erwartet %2, gesehen %3</translation>
    </message>
    <message>
        <source>not looked at when this step was done</source>
        <translation>wurde bei diesem Schritt nicht geprüft</translation>
    </message>
    <message>
        <source>left as it is</source>
        <translation>unverändert gelassen</translation>
    </message>
    <message>
        <source>no name server yet: you enter the records</source>
        <translation>noch kein Nameserver: die Einträge machen Sie</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>noch nicht angesehen</translation>
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
        <source>The connection broke (%1) while &quot;%2&quot; was under way.</source>
        <translation>Die Verbindung brach ab (%1), während „%2“ lief.</translation>
    </message>
    <message>
        <source>%1 shows a host key that nobody has confirmed yet: %2 %3.</source>
        <translation>%1 zeigt einen Hostschlüssel, den noch niemand bestätigt hat: %2 %3.</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the machine&apos;s console or your provider&apos;s panel, then accept it.</source>
        <translation>Vergleichen Sie den Fingerabdruck mit der Konsole der Maschine oder Ihrem Anbieter, dann nehmen Sie ihn an.</translation>
    </message>
    <message>
        <source>%1 shows another host key (%3) than the one that you confirmed (%2).</source>
        <translation>%1 zeigt einen anderen Hostschlüssel (%3) als den, den Sie bestätigt haben (%2).</translation>
    </message>
    <message>
        <source>%1 does not let this computer in (tried: %2).</source>
        <translation>%1 lässt diesen Computer nicht hinein (versucht: %2).</translation>
    </message>
    <message>
        <source>Put your public key into /root/.ssh/authorized_keys there, or load the right key into your agent. cmdeploy logs in as root: the machine needs &quot;PermitRootLogin prohibit-password&quot;.</source>
        <translation>Tragen Sie dort Ihren öffentlichen Schlüssel in /root/.ssh/authorized_keys ein, oder laden Sie den richtigen in Ihren Agenten. cmdeploy meldet sich als root an: die Maschine braucht „PermitRootLogin prohibit-password“.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; ended with %2.</source>
        <translation>Der Befehl „%1“ endete mit %2.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; did not end within %2 s.</source>
        <translation>Der Befehl „%1“ endete nicht innerhalb von %2 s.</translation>
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
        <source>Not proven: %1. Expected %2, but saw %3.</source>
        <translation>Nicht belegt: %1. Erwartet %2, gesehen %3.</translation>
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
        <source>Another window or terminal works on this migration at this moment.</source>
        <translation>Ein anderes Fenster oder Terminal arbeitet gerade an diesem Umzug.</translation>
    </message>
    <message>
        <source>Another migration (%1) holds this machine.</source>
        <translation>Ein anderer Umzug (%1) hält diesen Computer.</translation>
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
        <source>on OLD, the present machine</source>
        <translation>auf OLD, der jetzigen Maschine</translation>
    </message>
    <message>
        <source>on NEW, the future machine</source>
        <translation>auf NEW, der künftigen Maschine</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
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
        <translation>BEIDE Maschinen sind im Dienst: halten Sie einen an.</translation>
    </message>
    <message>
        <source>It is not known who serves mail at this moment.</source>
        <translation>Es ist nicht bekannt, wer gerade im Dienst ist.</translation>
    </message>
    <message>
        <source>Nobody serves mail at this moment. New connections wait on OLD and nothing is refused; OLD starts again by itself if nothing is decided.</source>
        <translation>Gerade ist niemand im Dienst. Neue Verbindungen warten auf OLD, nichts wird abgewiesen; OLD läuft von selbst wieder an, wenn nichts entschieden wird.</translation>
    </message>
    <message>
        <source>Go on there, or end it and go on here.</source>
        <translation>Machen Sie dort weiter, oder beenden Sie es und machen Sie hier weiter.</translation>
    </message>
    <message>
        <source>Check that the machine is on, that its address is right and that its sshd answers; then try again.</source>
        <translation>Sehen Sie nach, ob die Maschine läuft, ihre Adresse stimmt und ihr sshd antwortet; dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again: Relaymove looks at what is true on both machines and goes on from there.</source>
        <translation>Noch einmal versuchen: Relaymove sieht nach, wie es auf beiden Maschinen steht, und macht von dort aus weiter.</translation>
    </message>
    <message>
        <source>Do not go on before you know why: the machine was reinstalled, the address leads elsewhere, or somebody is in between. Nothing was sent to it. Was it reinstalled? Then forget the old key in the profile (or by relaymove-cli profile forget-key) and confirm the new one.</source>
        <translation>Machen Sie nicht weiter, bevor Sie wissen, warum: Die Maschine wurde neu installiert, die Adresse führt anderswohin, oder jemand ist dazwischen. Es wurde nichts an sie gesendet. Wurde sie neu installiert? Dann vergessen Sie den alten Schlüssel im Profil (oder mit relaymove-cli profile forget-key) und bestätigen Sie den neuen.</translation>
    </message>
    <message>
        <source>%1 knows this computer&apos;s key, but runs no command of root&apos;s. It says: %2</source>
        <translation>%1 kennt den Schlüssel dieses Computers, führt als root aber keinen Befehl aus. Es antwortet: %2</translation>
    </message>
    <message>
        <source>Log in there as the user that it names and, with sudo, remove what stands before &quot;ssh-&quot; on your key&apos;s line in /root/.ssh/authorized_keys, above all command=&quot;...&quot;: cmdeploy logs in as root, too.</source>
        <translation>Melden Sie sich dort als der genannte Benutzer an und entfernen Sie mit sudo in /root/.ssh/authorized_keys, was in der Zeile Ihres Schlüssels vor „ssh-“ steht, vor allem command=&quot;...&quot;: auch cmdeploy meldet sich als root an.</translation>
    </message>
    <message>
        <source>Look at its output, fix what it names, then try again.</source>
        <translation>Sehen Sie seine Ausgabe an, beheben Sie, was sie nennt, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Look whether the machine is overloaded or its disk hangs, then try again.</source>
        <translation>Sehen Sie nach, ob die Maschine überlastet ist oder ihre Platte hängt, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Look at the log, then try again.</source>
        <translation>Sehen Sie ins Protokoll, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Nothing goes on before this is true. Look at the log, fix the cause, then try again.</source>
        <translation>Vorher geht nichts weiter. Sehen Sie ins Protokoll, beheben Sie die Ursache, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Its last words are in the output; fix what they name, then try again.</source>
        <translation>Seine letzten Worte stehen in der Ausgabe; beheben Sie, was sie nennen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Mend this on your computer, then try again.</source>
        <translation>Beheben Sie das auf Ihrem Computer, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; did not stop talking: its answer is longer than the %2 MB that it may have, and was not listened to any further.</source>
        <translation>Der Befehl „%1“ hörte nicht auf zu reden: Seine Antwort ist länger als die %2 MB, die sie haben darf; weiter wurde nicht zugehört.</translation>
    </message>
    <message>
        <source>Run it on that machine by hand and look at what it says. A program that was exchanged there, or a shell that prints something at each log-in, may be the cause; then try again.</source>
        <translation>Führen Sie ihn auf der Maschine von Hand aus und sehen Sie nach, was er sagt. Ein ausgetauschtes Programm oder eine Shell, die bei jeder Anmeldung etwas ausgibt, kann die Ursache sein; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Finish or roll back that one first, on the computer where it was started. Was it given up for good? Then remove its record there: rm -r /etc/relaymove/record</source>
        <translation>Beenden Sie zuerst jenen Umzug oder nehmen Sie ihn zurück, auf dem Computer, auf dem er begonnen wurde. Wurde er für immer aufgegeben? Dann entfernen Sie dort seinen Eintrag: rm -r /etc/relaymove/record</translation>
    </message>
    <message>
        <source>%1 works on this move since %2; this computer changes nothing.</source>
        <translation>%1 arbeitet seit %2 an diesem Umzug; dieser Computer ändert nichts.</translation>
    </message>
    <message>
        <source>Talk to them. If they are gone, or it is you on another computer, take over: the question in the window, or --take-over. From then on the machines refuse what the other computer sends.</source>
        <translation>Sprechen Sie miteinander. Ist dort niemand mehr, oder sind Sie es selbst an einem anderen Computer, übernehmen Sie: die Frage im Fenster oder --take-over. Von da an lehnen die Maschinen ab, was der andere Computer schickt.</translation>
    </message>
    <message>
        <source>OLD serves again: it had heard nothing of this computer for too long, or somebody told it to. It refused &quot;%1&quot;.</source>
        <translation>OLD ist wieder im Dienst: Es hatte zu lange nichts von diesem Computer gehört, oder jemand hat es so gewollt. „%1“ lehnte es ab.</translation>
    </message>
    <message>
        <source>Nothing is lost, and NEW stays closed. Start again: Relaymove looks at what is true and goes on from there.</source>
        <translation>Nichts ist verloren, und NEW bleibt geschlossen. Beginnen Sie noch einmal: Relaymove sieht nach, was wahr ist, und macht dort weiter.</translation>
    </message>
    <message>
        <source>Something has happened to it since this program looked: another computer moved on, say. Start again: Relaymove looks at what is true and goes on from there.</source>
        <translation>Ihr ist etwas geschehen, seit dieses Programm nachgesehen hat: Etwa hat ein anderer Computer weitergemacht. Beginnen Sie noch einmal: Relaymove sieht nach, was wahr ist, und macht dort weiter.</translation>
    </message>
    <message>
        <source>it serves mail</source>
        <translation>sie bedient Mail</translation>
    </message>
    <message>
        <source>it is stopped for the cutover, and connections wait there</source>
        <translation>sie ist für das Umschalten gestoppt, und Verbindungen warten dort</translation>
    </message>
    <message>
        <source>it has handed over to NEW</source>
        <translation>sie hat an NEW übergeben</translation>
    </message>
    <message>
        <source>NEW serves, and it passes on to NEW</source>
        <translation>NEW bedient, und sie leitet an NEW weiter</translation>
    </message>
    <message>
        <source>it is behind its fence, and has not all of OLD&apos;s mail</source>
        <translation>sie ist hinter ihrem Zaun und hat noch nicht alle Mail von OLD</translation>
    </message>
    <message>
        <source>it has all of OLD&apos;s mail, and was not opened yet</source>
        <translation>sie hat alle Mail von OLD und wurde noch nicht geöffnet</translation>
    </message>
    <message>
        <source>it serves mail since a moment ago</source>
        <translation>sie bedient Mail, seit einem Augenblick</translation>
    </message>
    <message>
        <source>it serves mail, for good</source>
        <translation>sie bedient Mail, auf Dauer</translation>
    </message>
    <message>
        <source>This machine refused a command, for %1: &quot;%2&quot;.</source>
        <translation>Diese Maschine hat einen Befehl abgelehnt, denn %1: &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>Nobody serves mail at this moment. New connections wait on OLD and nothing is refused. OLD has handed over: it opens NEW as soon as it can tell it, and does not start again by itself.</source>
        <translation>Niemand bedient gerade die Mail. Neue Verbindungen warten auf OLD, und nichts wird abgewiesen. OLD hat übergeben: Es öffnet NEW, sobald es ihm das sagen kann, und startet nicht von selbst wieder.</translation>
    </message>
    <message>
        <source>Nothing was changed: whoever served your mail before still does.</source>
        <translation>Nichts wurde geändert: Wer Ihre Mail bisher bedient hat, tut es weiterhin.</translation>
    </message>
</context>
<context>
    <name>FailureWords</name>
    <message>
        <source>“%1” leads to what it said.</source>
        <translation>„%1“ führt zu dem, was er gesagt hat.</translation>
    </message>
    <message>
        <source>The command: %1</source>
        <translation>Der Befehl: %1</translation>
    </message>
    <message>
        <source>“%1” starts OLD again, but its disk is failing, and mail that it takes may be lost.</source>
        <translation>„%1“ nimmt OLD wieder in Dienst, aber seine Platte versagt, und Mail, die es annimmt, kann verloren gehen.</translation>
    </message>
    <message>
        <source>Or press “%1”: OLD serves again, with everything it had.</source>
        <translation>Oder drücken Sie „%1“: OLD geht wieder in Dienst, mit allem, was es hatte.</translation>
    </message>
    <message>
        <source>Show the out&amp;put</source>
        <translation>A&amp;usgabe zeigen</translation>
    </message>
    <message>
        <source>Where: %1.</source>
        <translation>Wo: %1.</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>Was tun: %1</translation>
    </message>
    <message>
        <source>Failed at %1.</source>
        <translation>Gescheitert um %1.</translation>
    </message>
    <message>
        <source>Or press “%1”: where NEW is not open yet OLD serves again, with everything it had.</source>
        <translation>Oder drücken Sie „%1“: Wo NEW noch nicht offen ist, bedient OLD wieder, mit allem, was es hatte.</translation>
    </message>
</context>
<context>
    <name>GoingBack</name>
    <message>
        <source>The cutover is being taken back, so that OLD serves again: for %1 so far, some seconds as a rule. It can&apos;t be stopped half-way, for then nobody would serve mail.</source>
        <translation>Die Umschaltung wird zurückgenommen, damit OLD wieder im Dienst ist: seit %1, in der Regel einige Sekunden. Auf halbem Wege lässt sich das nicht anhalten, denn dann wäre niemand im Dienst.</translation>
    </message>
</context>
<context>
    <name>HowLong</name>
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
        <translation>Erst bekannt, wenn die Vorabkopie einen Durchgang gemessen hat.</translation>
    </message>
    <message>
        <source>About %1: a pass like the last one, and the comparison.</source>
        <translation>Etwa %1: ein Durchgang wie der letzte und der Vergleich.</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>Es dauerte %1.</translation>
    </message>
    <message>
        <source>How long: %1</source>
        <translation>Wie lange: %1</translation>
    </message>
    <message>
        <source>The old TTL ran out at %1: no resolver holds it any longer.</source>
        <translation>Die alte TTL ist um %1 abgelaufen: kein Resolver hält sie noch.</translation>
    </message>
    <message>
        <source>Since %1 no resolver that obeys the TTL leads to OLD. Some keep an address for longer: switch OLD off when the number of connections that it passes on no longer grows.</source>
        <translation>Seit %1 führt kein Resolver mehr zu OLD, der die TTL achtet. Manche behalten eine Adresse länger: schalten Sie OLD ab, wenn die Zahl der weitergeleiteten Verbindungen nicht mehr wächst.</translation>
    </message>
    <message>
        <source>The old TTL runs out at %1, in %2; other work goes on meanwhile.</source>
        <translation>Die alte TTL läuft um %1 ab, in %2; anderes geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>OLD is needed until %1: resolvers may still send users there until then. Some keep an address for longer: leave it on for some days.</source>
        <translation>OLD wird bis %1 gebraucht: bis dahin können Resolver noch Nutzer dorthin schicken. Manche behalten eine Adresse länger: lassen Sie OLD noch einige Tage an.</translation>
    </message>
    <message>
        <source>Half a minute of preparation as a rule, which nobody notices; then your users wait about %1 in all, until the activation opens NEW.</source>
        <translation>In der Regel eine halbe Minute Vorbereitung, die niemand merkt; dann warten Ihre Nutzer insgesamt etwa %1, bis die Aktivierung NEW öffnet.</translation>
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
    <message>
        <source>Go &amp;on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Another &amp;pass</source>
        <translation>Noch ein &amp;Durchgang</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>Noch einmal &amp;prüfen</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Noch einmal &amp;versuchen</translation>
    </message>
    <message>
        <source>Start the &amp;cutover anew…</source>
        <translation>Die Umschaltung neu &amp;beginnen …</translation>
    </message>
    <message>
        <source>OLD has handed over and opens NEW: that can&apos;t be stopped half-way.</source>
        <translation>OLD hat übergeben und öffnet NEW: Das lässt sich nicht auf halbem Weg anhalten.</translation>
    </message>
    <message>
        <source>OLD has handed over: it opens NEW as soon as it can tell it, and does not serve again by itself</source>
        <translation>OLD hat übergeben: Es öffnet NEW, sobald es ihm das sagen kann, und bedient nicht von selbst wieder</translation>
    </message>
</context>
<context>
    <name>PageText</name>
    <message>
        <source>NEW serves your mail. Nothing has been deleted on OLD, but new mail is on NEW only: going back from here is the same move with the roles exchanged.</source>
        <translation>Ihre Mail läuft auf NEW. Auf OLD wurde nichts gelöscht, aber neue Mail liegt nur auf NEW: Zurück geht es von hier mit demselben Umzug in Gegenrichtung.</translation>
    </message>
    <message>
        <source>Nothing has been deleted. “Go back” starts the OLD machine again; if this computer disappears, it starts by itself after %1.</source>
        <translation>Nichts wurde gelöscht. „Zurück“ startet OLD wieder; wenn dieser Computer verschwindet, startet OLD nach %1 von selbst.</translation>
    </message>
    <message>
        <source>“Go back” starts the OLD machine again, but that is not safe: its disk is failing, and mail that it takes may be lost.</source>
        <translation>„Zurück“ startet OLD wieder, aber das ist nicht sicher: die Festplatte fällt aus, und Mail, die OLD annimmt, kann verloren gehen.</translation>
    </message>
    <message>
        <source>OLD has started again by itself. “Go back” takes back what else the cutover did: on NEW, and in DNS.</source>
        <translation>OLD ist von selbst wieder angelaufen. „Zurück“ nimmt zurück, was die Umschaltung sonst getan hat: auf NEW und im DNS.</translation>
    </message>
    <message>
        <source>Nothing has been deleted. OLD has handed over and opens NEW as soon as it can tell it; “Go back” starts OLD again where NEW is not open yet.</source>
        <translation>Nichts wurde gelöscht. OLD hat übergeben und öffnet NEW, sobald es ihm das sagen kann; „Zurück“ startet OLD wieder, wo NEW noch nicht offen ist.</translation>
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
    <message>
        <source>Who serves has just changed; the machines are being asked.</source>
        <translation>Wer die Mail bedient, hat sich eben geändert; die Maschinen werden gefragt.</translation>
    </message>
</context>
<context>
    <name>Passes</name>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>Pass %1</source>
        <translation>Durchgang %1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>The next one would take about %1, if no more changes until then than before the last.</source>
        <translation>Der nächste würde etwa %1 dauern, wenn sich bis dahin nicht mehr ändert als vor dem letzten.</translation>
    </message>
    <message>
        <source>In the cutover your users would wait about %1.</source>
        <translation>Bei der Umschaltung würden Ihre Nutzer etwa %1 warten.</translation>
    </message>
</context>
<context>
    <name>Proofs</name>
    <message>
        <source>both machines let this computer in, and are what they should be</source>
        <translation>beide Maschinen lassen diesen Computer hinein und sind, was sie sein sollen</translation>
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
        <source>NEW has the release of your checkout, set up for your domain</source>
        <translation>NEW hat die Version Ihres Checkouts, eingerichtet für Ihre Domain</translation>
    </message>
    <message>
        <source>no mail server of NEW can start before the activation</source>
        <translation>kein Mailserver auf NEW kann vor der Aktivierung starten</translation>
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
        <source>OLD&apos;s disk seems to fail: %1. Go on carefully? Keys, passwords and queue are copied first, what can&apos;t be read is tried again and listed, and nothing is installed on OLD.</source>
        <translation>Die Platte von OLD scheint auszufallen: %1. Vorsichtig weitermachen? Schlüssel, Passwörter und Warteschlange werden zuerst kopiert, was nicht lesbar ist, wird erneut versucht und aufgelistet, und auf OLD wird nichts installiert.</translation>
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
    <message>
        <source> Your own chatmail.ini can&apos;t be used for NEW: it does not have certificates and mailboxes where OLD has them, and there they are copied to. Shall NEW get what OLD has? OLD stays as it is.</source>
        <translation> Ihre eigene chatmail.ini taugt nicht für NEW: sie hat Zertifikate und Postfächer nicht dort, wo OLD sie hat, und dorthin werden sie kopiert. Soll NEW bekommen, was OLD hat? OLD bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>%1 (%2) shows a host key that is not known yet:
%3 %4
Compare it with what the machine&apos;s own console shows (on your provider&apos;s web pages):
%5
Is it this key?</source>
        <translation>%1 (%2) zeigt einen Hostschlüssel, der noch nicht bekannt ist:
%3 %4
Vergleichen Sie ihn mit dem, was die Konsole der Maschine selbst zeigt (auf den Webseiten des Anbieters):
%5
Ist es dieser Schlüssel?</translation>
    </message>
    <message>
        <source>cmdeploy, which sets up NEW, runs on this computer. Its checkout of chatmail/relay is on OLD only, in %1 (%2 MB). Fetch it to %3? It comes over the connection that you agreed to, without its Python environment, which is made anew; its programs are run here then, as you run them on OLD. OLD stays as it is.</source>
        <translation>cmdeploy, das NEW einrichtet, läuft auf diesem Computer. Sein Checkout von chatmail/relay ist nur auf OLD, in %1 (%2 MB). Soll er nach %3 geholt werden? Er kommt über die Verbindung, der Sie zugestimmt haben, ohne seine Python-Umgebung, die neu gemacht wird; seine Programme laufen dann hier, wie sonst auf OLD. OLD bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Fetch it from OLD</source>
        <translation>Von OLD holen</translation>
    </message>
    <message>
        <source>OLD and your checkout in %1 have the same release of chatmail/relay (%2), but not all is the same.</source>
        <translation>OLD und Ihr Checkout in %1 haben dieselbe Version von chatmail/relay (%2), aber nicht alles ist gleich.</translation>
    </message>
    <message>
        <source> What OLD runs can&apos;t be had for NEW: your checkout does not know it, or it is older than release 1.8.0 and would serve before the mail is there.</source>
        <translation> Was auf OLD läuft, kann NEW nicht bekommen: Ihr Checkout kennt es nicht, oder es ist älter als Version 1.8.0 und würde den Dienst aufnehmen, bevor die Mail da ist.</translation>
    </message>
    <message>
        <source> What was changed and not committed differs in: %1.</source>
        <translation> Was geändert und nicht committet wurde, unterscheidet sich in: %1.</translation>
    </message>
    <message>
        <source> OLD&apos;s changes would become a part of the cmdeploy that runs on this computer. Read them all before you take them; they are in %1.</source>
        <translation> Die Änderungen von OLD würden Teil des cmdeploy, das auf diesem Computer läuft. Lesen Sie sie ganz, bevor Sie sie übernehmen; sie stehen in %1.</translation>
    </message>
    <message>
        <source>What OLD has, with these changes, from a folder beside the checkout</source>
        <translation>Was OLD hat, mit diesen Änderungen, aus einem Ordner neben dem Checkout</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 works on this move from another computer, since %2. Take over? From then on the machines refuse what that computer sends; what is done is kept, and you go on from there.</source>
        <translation>%1 arbeitet seit %2 von einem anderen Computer aus an diesem Umzug. Übernehmen? Von da an lehnen die Maschinen ab, was jener Computer schickt; was getan ist, bleibt, und Sie machen dort weiter.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Leave it to them</source>
        <translation>Ihnen überlassen</translation>
    </message>
    <message>
        <source>NEW is lost: OLD serves again</source>
        <translation>NEW ist verloren: OLD bedient wieder</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>OLD can&apos;t be asked: %1 NEW has what OLD had on %2, and may open without OLD&apos;s word only if OLD has served nobody since. By itself it does so %3 s after it last heard of this computer, if it is switched on by then. Is OLD lost for good, and has it served nobody since %2? Say so only if you know it: mail that it took since would be missing, and should it return, it would send again what NEW sends.</source>
        <translation>OLD kann nicht gefragt werden: %1 NEW hat, was OLD am %2 hatte, und darf ohne dessen Wort nur öffnen, wenn OLD seitdem niemanden bedient hat. Von selbst tut OLD das %3 s, nachdem es zuletzt von diesem Computer gehört hat, wenn es dann eingeschaltet ist. Ist OLD endgültig verloren, und hat es seit %2 niemanden bedient? Sagen Sie das nur, wenn Sie es wissen: E-Mails, die es seitdem annahm, würden fehlen, und kehrte es zurück, so sendete es noch einmal, was NEW sendet.</translation>
    </message>
    <message>
        <source>OLD is lost and has not served since: NEW opens</source>
        <translation>OLD ist verloren und hat seitdem nicht gedient: NEW öffnet</translation>
    </message>
    <message>
        <source>OLD has handed over to NEW, and NEW can&apos;t be asked whether it serves: %1 Is NEW lost for good? Then OLD serves again, with the mail that it had. A NEW that returns stays closed, but for one that has served somebody before it was lost: what that one sent is sent again, and it must never be switched on at this network again. Say so only if you know it: where NEW still serves somebody, mail would be in two places.</source>
        <translation>OLD hat an NEW übergeben, und NEW lässt sich nicht fragen, ob es bedient: %1 Ist NEW endgültig verloren? Dann bedient OLD wieder, mit der Mail, die es hatte. Ein NEW, das wiederkommt, bleibt geschlossen, außer es hat jemanden bedient, bevor es verloren ging: Was es gesendet hat, wird noch einmal gesendet, und es darf in diesem Netz nie wieder eingeschaltet werden. Sagen Sie das nur, wenn Sie es wissen: Wo NEW noch jemanden bedient, läge Mail an zwei Orten.</translation>
    </message>
    <message>
        <source>The TTL was left as it is: for %1 s after the change some resolvers know the old address; OLD forwards their users to NEW.</source>
        <translation>Die TTL blieb, wie sie ist: noch %1 s nach der Änderung kennen manche Resolver die alte Adresse; OLD leitet deren Nutzer an NEW weiter.</translation>
    </message>
    <message>
        <source>Some resolvers know the old address until %1; OLD forwards their users to NEW.</source>
        <translation>Manche Resolver kennen die alte Adresse bis %1; OLD leitet deren Nutzer an NEW weiter.</translation>
    </message>
    <message>
        <source>No resolver holds the old TTL any longer.</source>
        <translation>Kein Resolver hält noch die alte TTL.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 ist gescheitert.</translation>
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
    <message>
        <source>failed at %1, %2</source>
        <translation>gescheitert um %1, %2</translation>
    </message>
    <message>
        <source>old TTL gone in %1</source>
        <translation>alte TTL weg in %1</translation>
    </message>
    <message>
        <source>the old TTL has run out</source>
        <translation>die alte TTL ist abgelaufen</translation>
    </message>
    <message>
        <source>OLD is needed until %1</source>
        <translation>OLD wird bis %1 gebraucht</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 von etwa %2</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>Schritte von cmdeploy</translation>
    </message>
    <message>
        <source>left, about</source>
        <translation>noch, etwa</translation>
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
    <message>
        <source>Your users notice nothing.</source>
        <translation>Ihre Nutzer merken nichts.</translation>
    </message>
    <message>
        <source>Connections wait on the OLD machine; none is refused.</source>
        <translation>Verbindungen warten auf OLD; keine wird abgewiesen.</translation>
    </message>
    <message>
        <source>Until the activation, going back starts the OLD machine again, with everything it had.</source>
        <translation>Bis zur Aktivierung startet der Weg zurück OLD wieder, mit allem, was dort war.</translation>
    </message>
    <message>
        <source>A second at most, as a rule.</source>
        <translation>In der Regel höchstens eine Sekunde.</translation>
    </message>
    <message>
        <source>Looks at both machines and at DNS, and learns what has to be moved. Nothing is changed but a small mark on each machine, which says whose migration this is.</source>
        <translation>Sieht sich beide Maschinen und das DNS an und stellt fest, was umziehen muss. Geändert wird nichts außer einer kleinen Marke auf jeder Maschine, die sagt, wessen Umzug das ist.</translation>
    </message>
    <message>
        <source>There is nothing to go back from yet.</source>
        <translation>Noch gibt es nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Less than a minute as a rule.</source>
        <translation>In der Regel weniger als eine Minute.</translation>
    </message>
    <message>
        <source>Lowers the TTL of the domain&apos;s addresses, so that later everyone learns the new ones within minutes. The old TTL then has to run out; other work goes on meanwhile.</source>
        <translation>Senkt die TTL der Adressen der Domain, damit später alle die neuen innerhalb von Minuten erfahren. Danach muss die alte TTL ablaufen; anderes geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>You lower the TTL of the domain&apos;s addresses at your DNS provider, so that later everyone learns the new ones within minutes; the records to enter are shown here. The old TTL then has to run out; other work goes on meanwhile.</source>
        <translation>Sie setzen die TTL der Adressen der Domain bei Ihrem DNS-Anbieter herab, damit später alle binnen Minuten die neuen erfahren; die Einträge dafür stehen dann hier. Danach muss die alte TTL ablaufen; andere Arbeit geht unterdessen weiter.</translation>
    </message>
    <message>
        <source>The TTL can be set back at any time; mail does not depend on it.</source>
        <translation>Die TTL lässt sich jederzeit zurücksetzen; die Mail hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>Copies the mailboxes while mail keeps flowing, so that little is left for the cutover. Run it again as often as you like: a pass copies what has changed since the one before.</source>
        <translation>Kopiert die Postfächer, während die Mail weiterläuft, damit für die Umschaltung wenig bleibt. Wiederholen Sie es, so oft Sie wollen: ein Durchgang kopiert, was sich seit dem vorigen geändert hat.</translation>
    </message>
    <message>
        <source>No mailbox on the OLD machine is changed; a key and a unit of the copy are there until the end. The copies on NEW can stay or be deleted.</source>
        <translation>Kein Postfach auf OLD wird verändert; ein Schlüssel und eine Unit für das Kopieren liegen dort bis zum Ende. Die Kopien auf NEW können bleiben oder gelöscht werden.</translation>
    </message>
    <message>
        <source>Runs cmdeploy&apos;s install and configure on the NEW machine, with the keys and the certificate of the OLD one. The new machine stays out of everyone&apos;s reach until the activation.</source>
        <translation>Führt auf NEW „install“ und „configure“ von cmdeploy aus, mit den Schlüsseln und dem Zertifikat von OLD. Die neue Maschine bleibt bis zur Aktivierung für alle unerreichbar.</translation>
    </message>
    <message>
        <source>Mail on the OLD machine goes on as before: files are only read there. NEW stays fenced: no mail can reach it by mistake.</source>
        <translation>Die Mail auf OLD läuft weiter wie zuvor: dort wird nur gelesen. NEW bleibt abgeschirmt: keine Mail kann aus Versehen dorthin gelangen.</translation>
    </message>
    <message>
        <source>Some minutes as a rule: cmdeploy installs packages and configures them.</source>
        <translation>In der Regel einige Minuten: cmdeploy installiert Pakete und richtet sie ein.</translation>
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
        <source>OLD serves, and takes the connections that waited</source>
        <translation>OLD ist im Dienst und nimmt die wartenden Verbindungen an</translation>
    </message>
    <message>
        <source>Copies the last changes, the keys, the certificate and the queue. Then everything is compared, before anyone can reach the new machine.</source>
        <translation>Kopiert die letzten Änderungen, die Schlüssel, das Zertifikat und die Warteschlange. Dann wird alles verglichen, bevor jemand die neue Maschine erreichen kann.</translation>
    </message>
    <message>
        <source>the queue is OLD&apos;s again</source>
        <translation>die Warteschlange gehört wieder OLD</translation>
    </message>
    <message>
        <source>Gives the copied files to the users that own them on the new machine: numeric ids may differ there. A wrong owner would make mailboxes unreadable.</source>
        <translation>Gibt die kopierten Dateien den Benutzern, denen sie auf der neuen Maschine gehören: Die Nummern können dort andere sein. Ein falscher Eigentümer würde Postfächer unlesbar machen.</translation>
    </message>
    <message>
        <source>owners: nothing to take back</source>
        <translation>Eigentümer: nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>Sends the new addresses to the domain&apos;s name server. The cutover does not wait until they have spread: the OLD machine will pass everything on.</source>
        <translation>Sendet die neuen Adressen an den Nameserver der Domain. Die Umschaltung wartet nicht, bis sie überall bekannt sind: OLD wird alles weiterreichen.</translation>
    </message>
    <message>
        <source>You enter the new addresses at your DNS provider, as soon as NEW serves: they are shown here then. The cutover does not wait for it: the OLD machine will pass everything on.</source>
        <translation>Sie tragen die neuen Adressen bei Ihrem DNS-Anbieter ein, sobald NEW die Mail bedient: dann stehen sie hier. Die Umschaltung wartet darauf nicht: OLD leitet alles weiter.</translation>
    </message>
    <message>
        <source>the domain&apos;s records lead to OLD</source>
        <translation>die Einträge der Domain führen zu OLD</translation>
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
        <source>Some seconds as a rule until NEW serves; then cmdeploy puts in order what only it knows, and nobody waits for that.</source>
        <translation>In der Regel einige Sekunden, bis NEW die Mail bedient; dann bringt cmdeploy in Ordnung, was nur es kennt, und darauf wartet niemand.</translation>
    </message>
    <message>
        <source>NEW is closed and stopped</source>
        <translation>NEW ist geschlossen und angehalten</translation>
    </message>
    <message>
        <source>Tidies up: the records get their lasting TTL, keys and units of the move go. The OLD machine goes on passing on what still reaches it; it needs neither Relaymove nor you for that.</source>
        <translation>Räumt auf: die Einträge bekommen ihre bleibende TTL, Schlüssel und Units des Umzugs verschwinden. OLD leitet weiter, was es noch erreicht; dafür braucht es weder Relaymove noch Sie.</translation>
    </message>
    <message>
        <source>Tidies up: keys and units of the move go; the records with their lasting TTL are shown, where you have not entered them yet. The OLD machine goes on passing on what still reaches it; it needs neither Relaymove nor you for that.</source>
        <translation>Räumt auf: Schlüssel und Units des Umzugs gehen; die Einträge mit ihrer bleibenden TTL stehen hier, soweit Sie sie noch nicht gemacht haben. OLD leitet weiter, was es noch erreicht; dafür braucht es weder Relaymove noch Sie.</translation>
    </message>
    <message>
        <source>Nothing is deleted on the OLD machine before you retire it.</source>
        <translation>Auf OLD wird nichts gelöscht, bevor Sie die Maschine außer Dienst stellen.</translation>
    </message>
    <message>
        <source>Seconds, whenever you come back for it.</source>
        <translation>Sekunden, wann immer Sie dafür wiederkommen.</translation>
    </message>
</context>
<context>
    <name>UserText</name>
    <message>
        <source>its reply can&apos;t be read</source>
        <translation>seine Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name that DNS can hold</source>
        <translation>„%1“ ist kein Name, den DNS halten kann</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>it names no resolver</source>
        <translation>dort steht kein Resolver</translation>
    </message>
    <message>
        <source>no zone holds %1</source>
        <translation>keine Zone enthält %1</translation>
    </message>
    <message>
        <source>the zone names no name server</source>
        <translation>die Zone nennt keinen Nameserver</translation>
    </message>
    <message>
        <source>it has no address</source>
        <translation>er hat keine Adresse</translation>
    </message>
    <message>
        <source>its zone has no name server with an address</source>
        <translation>seine Zone hat keinen Nameserver mit einer Adresse</translation>
    </message>
    <message>
        <source>it is not an IP address</source>
        <translation>das ist keine IP-Adresse</translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation>er hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>er antwortet nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name or an address.</source>
        <translation>„%1“ ist weder ein Name noch eine Adresse.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a zone&apos;s name.</source>
        <translation>„%1“ ist kein Name einer Zone.</translation>
    </message>
    <message>
        <source>The TSIG secret is not base64.</source>
        <translation>Das TSIG-Geheimnis ist kein Base64.</translation>
    </message>
    <message>
        <source>%1 would be left without any address.</source>
        <translation>%1 hätte danach keine Adresse mehr.</translation>
    </message>
    <message>
        <source>An address of %1 is not one.</source>
        <translation>Eine Adresse von %1 ist keine.</translation>
    </message>
    <message>
        <source>%1 seconds are not a TTL.</source>
        <translation>%1 Sekunden sind keine TTL.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no word.</source>
        <translation>„%1“ ist kein Wort.</translation>
    </message>
    <message>
        <source>%1 IN %2: none; delete what is there</source>
        <translation>%1 IN %2: keine; löschen Sie, was da ist</translation>
    </message>
    <message>
        <source>The key file can&apos;t be read from character %1 on.</source>
        <translation>Die Schlüsseldatei ist ab Zeichen %1 nicht lesbar.</translation>
    </message>
    <message>
        <source>The key file must hold one statement: key &quot;NAME&quot; { algorithm hmac-sha256; secret &quot;...&quot;; };</source>
        <translation>Die Schlüsseldatei muss genau eine Anweisung enthalten: key &quot;NAME&quot; { algorithm hmac-sha256; secret &quot;...&quot;; };</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used</source>
        <translation>%1 ist nicht benutzbar</translation>
    </message>
    <message>
        <source>written by another version of Relaymove (schema %1)</source>
        <translation>von einer anderen Version von Relaymove geschrieben (Schema %1)</translation>
    </message>
    <message>
        <source>The journal %1 can&apos;t be used</source>
        <translation>Das Journal %1 ist nicht benutzbar</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>die Platte ist voll</translation>
    </message>
    <message>
        <source>it is not a log of Relaymove</source>
        <translation>es ist kein Protokoll von Relaymove</translation>
    </message>
    <message>
        <source>NEW serves your mail already.</source>
        <translation>NEW ist schon im Dienst.</translation>
    </message>
    <message>
        <source>Going back from here is a move of its own, with the roles exchanged.</source>
        <translation>Von hier aus zurück ist ein eigener Umzug mit vertauschten Rollen.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Ihnen angehalten</translation>
    </message>
    <message>
        <source>%1 of an earlier run (process %2) can&apos;t be ended</source>
        <translation>%1 eines früheren Laufs (Prozess %2) lässt sich nicht beenden</translation>
    </message>
    <message>
        <source>it might change NEW at the same time</source>
        <translation>es könnte NEW gleichzeitig ändern</translation>
    </message>
    <message>
        <source>Relaymove itself stumbled</source>
        <translation>Relaymove selbst ist gestolpert</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>no way there</source>
        <translation>kein Weg dorthin</translation>
    </message>
    <message>
        <source>TLS was not answered in time</source>
        <translation>TLS wurde nicht rechtzeitig beantwortet</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>is not known to this version</source>
        <translation>ist dieser Version unbekannt</translation>
    </message>
    <message>
        <source>is of the wrong kind</source>
        <translation>ist von der falschen Art</translation>
    </message>
    <message>
        <source>is not a public key with its fingerprint</source>
        <translation>ist kein öffentlicher Schlüssel mit seinem Fingerabdruck</translation>
    </message>
    <message>
        <source>is neither &quot;rfc2136&quot; nor &quot;manual&quot;</source>
        <translation>ist weder &quot;rfc2136&quot; noch &quot;manual&quot;</translation>
    </message>
    <message>
        <source>It was written by a newer Relaymove (schema %1; this one reads up to %2). Use that one.</source>
        <translation>Es wurde von einem neueren Relaymove geschrieben (Schema %1; dieses liest bis %2). Benutzen Sie jenes.</translation>
    </message>
    <message>
        <source>It says no schema version: it is not a profile.</source>
        <translation>Es nennt keine Schemaversion: es ist kein Profil.</translation>
    </message>
    <message>
        <source>is not a UUID</source>
        <translation>ist keine UUID</translation>
    </message>
    <message>
        <source>Type the relay&apos;s domain: mail_domain in its chatmail.ini.</source>
        <translation>Geben Sie die Domain des Relays ein: mail_domain in seiner chatmail.ini.</translation>
    </message>
    <message>
        <source>A relay whose domain is an IP address can&apos;t move: every user&apos;s mail address would change with it.</source>
        <translation>Ein Relay, dessen Domain eine IP-Adresse ist, kann nicht umziehen: die Mailadresse jedes Nutzers würde sich mit ändern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a domain such as mail.example.org.</source>
        <translation>„%1“ ist keine Domain wie mail.example.org.</translation>
    </message>
    <message>
        <source>Type the address or ssh name of the %1 host.</source>
        <translation>Geben Sie Adresse oder SSH-Namen der Maschine %1 ein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: Relaymove and cmdeploy log in as root; leave the user out.</source>
        <translation>„%1“: Relaymove und cmdeploy melden sich als root an; lassen Sie den Benutzer weg.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither an address nor a host name; a port or a jump host belongs in ~/.ssh/config, under a Host name that you type here.</source>
        <translation>„%1“ ist weder eine Adresse noch ein Hostname; Port oder Sprungrechner gehören in ~/.ssh/config, unter einen Host-Namen, den Sie hier eingeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads to another machine once the DNS records are changed. Type the %2 host&apos;s address, or a name of its own.</source>
        <translation>„%1“ führt zu einer anderen Maschine, sobald die DNS-Einträge geändert sind. Geben Sie die Adresse von %2 ein oder einen eigenen Namen.</translation>
    </message>
    <message>
        <source>OLD and NEW are the same machine.</source>
        <translation>OLD und NEW sind dieselbe Maschine.</translation>
    </message>
    <message>
        <source>OLD and NEW have the same IPv4 address.</source>
        <translation>OLD und NEW haben dieselbe IPv4-Adresse.</translation>
    </message>
    <message>
        <source>OLD and NEW have the same IPv6 address.</source>
        <translation>OLD und NEW haben dieselbe IPv6-Adresse.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IPv%2 address.</source>
        <translation>„%1“ ist keine IPv%2-Adresse.</translation>
    </message>
    <message>
        <source>Type the whole path of %1, from / on.</source>
        <translation>Geben Sie den ganzen Pfad von %1 ein, ab /.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: cmdeploy can&apos;t work in a path with spaces or characters that a shell reads otherwise. Move or link it elsewhere.</source>
        <translation>„%1“: cmdeploy kann nicht in einem Pfad mit Leerzeichen oder Zeichen arbeiten, die eine Shell anders liest. Verschieben oder verlinken Sie ihn.</translation>
    </message>
    <message>
        <source>the checkout</source>
        <translation>Checkout</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither an address nor a host name; cmdeploy would give it to a shell as it is.</source>
        <translation>„%1“ ist weder eine Adresse noch ein Hostname; cmdeploy gäbe es unverändert an eine Shell.</translation>
    </message>
    <message>
        <source>%1 is not in the zone %2.</source>
        <translation>%1 liegt nicht in der Zone %2.</translation>
    </message>
    <message>
        <source>Type the address or name of the name server that takes updates.</source>
        <translation>Geben Sie Adresse oder Namen des Nameservers ein, der Änderungen annimmt.</translation>
    </message>
    <message>
        <source>A port is between 1 and 65535.</source>
        <translation>Ein Port liegt zwischen 1 und 65535.</translation>
    </message>
    <message>
        <source>Type the TSIG key&apos;s name, as in the name server&apos;s configuration.</source>
        <translation>Geben Sie den Namen des TSIG-Schlüssels ein, wie in der Konfiguration des Nameservers.</translation>
    </message>
    <message>
        <source>The TSIG key&apos;s algorithm is one of %1.</source>
        <translation>Der Algorithmus des TSIG-Schlüssels ist einer von %1.</translation>
    </message>
    <message>
        <source>The TTL during the move is between 1 and 3600 seconds.</source>
        <translation>Die TTL während des Umzugs liegt zwischen 1 und 3600 Sekunden.</translation>
    </message>
    <message>
        <source>The TTL afterwards is between 60 and 604800 seconds, or 0 for what it was before.</source>
        <translation>Die TTL danach liegt zwischen 60 und 604800 Sekunden; 0 heißt: wie vorher.</translation>
    </message>
    <message>
        <source>OLD waits between 20 seconds and a day for this computer before it serves again.</source>
        <translation>OLD wartet zwischen 20 Sekunden und einem Tag auf diesen Computer, bevor es wieder in Dienst geht.</translation>
    </message>
    <message>
        <source>Give the profile a name.</source>
        <translation>Geben Sie dem Profil einen Namen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 ist nicht schreibbar: %2</translation>
    </message>
    <message>
        <source>Its id is not its file&apos;s name; duplicate profiles within Relaymove.</source>
        <translation>Seine Kennung ist nicht sein Dateiname; verdoppeln Sie Profile innerhalb von Relaymove.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>There is no profile &quot;%1&quot;.</source>
        <translation>Es gibt kein Profil „%1“.</translation>
    </message>
    <message>
        <source>There is another profile named &quot;%1&quot;.</source>
        <translation>Es gibt schon ein Profil namens „%1“.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be deleted: %2</source>
        <translation>%1 lässt sich nicht löschen: %2</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>It is not a JSON object (%1 at byte %2).</source>
        <translation>Es ist kein JSON-Objekt (%1 bei Byte %2).</translation>
    </message>
    <message>
        <source>%1 has no mail_domain in [params]: it is not a chatmail.ini.</source>
        <translation>%1 hat kein mail_domain in [params]: es ist keine chatmail.ini.</translation>
    </message>
    <message>
        <source>The keychain does not have it, or is locked.</source>
        <translation>Der Schlüsselbund hat es nicht oder ist gesperrt.</translation>
    </message>
    <message>
        <source>This computer has no keychain that answers.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund, der antwortet.</translation>
    </message>
    <message>
        <source>The keychain is locked, or access was denied.</source>
        <translation>Der Schlüsselbund ist gesperrt, oder der Zugriff wurde verweigert.</translation>
    </message>
    <message>
        <source>The keychain did not answer in time.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The keychain took it, but does not give it back.</source>
        <translation>Der Schlüsselbund hat es genommen, gibt es aber nicht zurück.</translation>
    </message>
    <message>
        <source>The secret can&apos;t be read: %1.</source>
        <translation>Das Geheimnis ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The secret&apos;s line has no end.</source>
        <translation>Die Zeile des Geheimnisses hat kein Ende.</translation>
    </message>
    <message>
        <source>There is no secret to be read.</source>
        <translation>Es gibt kein Geheimnis zu lesen.</translation>
    </message>
    <message>
        <source>%1 with TTL %2</source>
        <translation>%1 mit TTL %2</translation>
    </message>
    <message>
        <source>Correct it in the profile.</source>
        <translation>Berichtigen Sie es im Profil.</translation>
    </message>
    <message>
        <source>The key of the name server can&apos;t be read</source>
        <translation>Der Schlüssel des Nameservers ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1 took a trial record, but the zone&apos;s name servers don&apos;t serve it.</source>
        <translation>%1 nahm einen Probeeintrag an, aber die Nameserver der Zone liefern ihn nicht.</translation>
    </message>
    <message>
        <source>%1 (%2) serves</source>
        <translation>%1 (%2) liefert</translation>
    </message>
    <message>
        <source>, not as the authority</source>
        <translation>, nicht als zuständiger Server</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: packs the programs that it lacks</source>
        <translation>nur wenn OLDs Platte versagt: packt die Programme, die dort fehlen</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: nothing is installed there, these come from NEW</source>
        <translation>nur wenn OLDs Platte versagt: dort wird nichts installiert, sie kommen von NEW</translation>
    </message>
    <message>
        <source>Going back is not safe: OLD&apos;s disk is failing, and mail that it takes may be lost.</source>
        <translation>Zurückgehen ist nicht sicher: OLDs Platte versagt, und Mail, die OLD annimmt, kann verloren gehen.</translation>
    </message>
    <message>
        <source>a copy goes on past what lets it hang</source>
        <translation>eine Kopie kommt an dem vorbei, was sie hängen lässt</translation>
    </message>
    <message>
        <source>what the next copy leaves out, because OLD&apos;s disk fails; else nothing</source>
        <translation>was die nächste Kopie auslässt, weil OLDs Platte versagt; sonst nichts</translation>
    </message>
    <message>
        <source>OLD&apos;s disk seems to fail: %1</source>
        <translation>OLDs Platte scheint zu versagen: %1</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>alles davon</translation>
    </message>
    <message>
        <source>left behind on OLD: %1</source>
        <translation>auf OLD zurückgelassen: %1</translation>
    </message>
    <message>
        <source>in postfix and dovecot</source>
        <translation>in Postfix und Dovecot</translation>
    </message>
    <message>
        <source>&quot;%1&quot; failed</source>
        <translation>„%1“ ist gescheitert</translation>
    </message>
    <message>
        <source>pyinfra stopped: %1</source>
        <translation>pyinfra hat angehalten: %1</translation>
    </message>
    <message>
        <source>cmdeploy died of a Python exception</source>
        <translation>cmdeploy starb an einer Python-Ausnahme</translation>
    </message>
    <message>
        <source>pyinfra did not connect to the host</source>
        <translation>pyinfra bekam keine Verbindung zur Maschine</translation>
    </message>
    <message>
        <source>cmdeploy ended before its table of results</source>
        <translation>cmdeploy endete vor seiner Ergebnistabelle</translation>
    </message>
    <message>
        <source>cmdeploy did nothing</source>
        <translation>cmdeploy hat nichts getan</translation>
    </message>
    <message>
        <source>%1 mailboxes differ: %2</source>
        <translation>%1 Postfächer unterscheiden sich: %2</translation>
    </message>
    <message>
        <source>counts, names, sizes, passwords, UIDVALIDITY</source>
        <translation>Anzahlen, Namen, Größen, Passwörter, UIDVALIDITY</translation>
    </message>
    <message>
        <source>only if they differ: which mailboxes</source>
        <translation>nur bei Unterschieden: welche Postfächer</translation>
    </message>
    <message>
        <source>keys and certificates, by content</source>
        <translation>Schlüssel und Zertifikate, nach Inhalt</translation>
    </message>
    <message>
        <source>%1 mailboxes, %2 messages</source>
        <translation>%1 Postfächer, %2 Nachrichten</translation>
    </message>
    <message>
        <source>names and sizes of all files</source>
        <translation>Namen und Größen aller Dateien</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>OLD&apos;s mailboxes are there</source>
        <translation>OLDs Postfächer sind da</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>mailboxes and messages</source>
        <translation>Postfächer und Nachrichten</translation>
    </message>
    <message>
        <source>passwords, UIDVALIDITY and UIDs</source>
        <translation>Passwörter, UIDVALIDITY und UIDs</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>keys and certificates</source>
        <translation>Schlüssel und Zertifikate</translation>
    </message>
    <message>
        <source>%1 files, equal byte by byte</source>
        <translation>%1 Dateien, Byte für Byte gleich</translation>
    </message>
    <message>
        <source>a folder of root&apos;s only, gone at the next boot</source>
        <translation>ein Ordner nur für root, nach dem nächsten Start weg</translation>
    </message>
    <message>
        <source>whether the link to NEW is up</source>
        <translation>ob die Verbindung zu NEW steht</translation>
    </message>
    <message>
        <source>OLD knows NEW&apos;s host key</source>
        <translation>OLD kennt NEWs Hostschlüssel</translation>
    </message>
    <message>
        <source>nothing of an earlier link is left</source>
        <translation>nichts von einer früheren Verbindung ist übrig</translation>
    </message>
    <message>
        <source>one connection to NEW for all copies; the key stays in this program</source>
        <translation>eine Verbindung zu NEW für alle Kopien; der Schlüssel bleibt in diesem Programm</translation>
    </message>
    <message>
        <source>until it is up</source>
        <translation>bis sie steht</translation>
    </message>
    <message>
        <source>the way back, which needs nobody</source>
        <translation>der Rückweg, der niemanden braucht</translation>
    </message>
    <message>
        <source>runs it</source>
        <translation>führt ihn aus</translation>
    </message>
    <message>
        <source>when this computer has gone silent</source>
        <translation>wenn dieser Computer verstummt ist</translation>
    </message>
    <message>
        <source>systemd reads its units again</source>
        <translation>systemd liest seine Units neu</translation>
    </message>
    <message>
        <source>after a reboot too</source>
        <translation>auch nach einem Neustart</translation>
    </message>
    <message>
        <source>another full period, if OLD still waits</source>
        <translation>noch eine volle Frist, wenn OLD noch wartet</translation>
    </message>
    <message>
        <source>OLD serves again, now</source>
        <translation>OLD geht sofort wieder in Dienst</translation>
    </message>
    <message>
        <source>the fence: nothing from outside reaches a mail port</source>
        <translation>die Abschirmung: nichts von außen erreicht einen Mailport</translation>
    </message>
    <message>
        <source>the fence stands after a reboot</source>
        <translation>die Abschirmung steht nach einem Neustart</translation>
    </message>
    <message>
        <source>whether the fence stands after a reboot</source>
        <translation>ob die Abschirmung nach einem Neustart steht</translation>
    </message>
    <message>
        <source>whether the fence stands</source>
        <translation>ob die Abschirmung steht</translation>
    </message>
    <message>
        <source>who comes to NEW before it is open is passed on to OLD</source>
        <translation>wer zu NEW kommt, bevor es offen ist, wird an OLD weitergeleitet</translation>
    </message>
    <message>
        <source>NEW&apos;s public ports at %1, from outside</source>
        <translation>NEWs öffentliche Ports bei %1, von außen</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached from this computer: the fence was not tried there</source>
        <translation>%1 ist von diesem Computer aus nicht erreichbar: die Abschirmung wurde dort nicht geprüft</translation>
    </message>
    <message>
        <source>NEW&apos;s fence, tried from outside</source>
        <translation>NEWs Abschirmung, von außen geprüft</translation>
    </message>
    <message>
        <source>NEW can&apos;t be reached from here</source>
        <translation>NEW ist von hier aus nicht erreichbar</translation>
    </message>
    <message>
        <source>what comes to OLD&apos;s ports goes to NEW</source>
        <translation>was zu OLDs Ports kommt, geht an NEW</translation>
    </message>
    <message>
        <source>OLD stays stopped and NEW is opened</source>
        <translation>OLD bleibt angehalten, und NEW wird geöffnet</translation>
    </message>
    <message>
        <source>within seconds</source>
        <translation>binnen Sekunden</translation>
    </message>
    <message>
        <source>OLD can&apos;t tell NEW yet: %1</source>
        <translation>OLD kann es NEW noch nicht sagen: %1</translation>
    </message>
    <message>
        <source>OLD can&apos;t tell NEW, and goes on trying</source>
        <translation>OLD kann es NEW nicht sagen und versucht es weiter</translation>
    </message>
    <message>
        <source>what follows when users are served</source>
        <translation>was folgt, wenn die Nutzer bedient werden</translation>
    </message>
    <message>
        <source>the commit point: NEW is open to everyone</source>
        <translation>der Punkt ohne Umkehr: NEW ist für alle offen</translation>
    </message>
    <message>
        <source>until NEW is open and OLD forwards</source>
        <translation>bis NEW offen ist und OLD weiterleitet</translation>
    </message>
    <message>
        <source>NEW could not be told, and stays fenced: %1</source>
        <translation>NEW konnte es nicht gesagt werden, es bleibt abgeschirmt: %1</translation>
    </message>
    <message>
        <source>an empty folder for OLD&apos;s queue</source>
        <translation>ein leerer Ordner für OLDs Warteschlange</translation>
    </message>
    <message>
        <source>OLD&apos;s queue to NEW&apos;s staging folder; no pid files, no sockets</source>
        <translation>OLDs Warteschlange in NEWs Zwischenordner; keine PID-Dateien, keine Sockets</translation>
    </message>
    <message>
        <source>ids and checksums of the queue</source>
        <translation>Kennungen und Prüfsummen der Warteschlange</translation>
    </message>
    <message>
        <source>the same of the staged copy</source>
        <translation>dasselbe von der Kopie im Zwischenordner</translation>
    </message>
    <message>
        <source>the queue in by renaming, once; frozen until the commit point</source>
        <translation>die Warteschlange hinein, durch Umbenennen, einmal; eingefroren bis zum Punkt ohne Umkehr</translation>
    </message>
    <message>
        <source>OLD&apos;s postfix can&apos;t send it again</source>
        <translation>OLDs Postfix kann sie nicht noch einmal senden</translation>
    </message>
    <message>
        <source>after the commit point: NEW delivers it, over reboots too</source>
        <translation>nach dem Punkt ohne Umkehr: NEW stellt sie zu, auch über Neustarts hinweg</translation>
    </message>
    <message>
        <source>queued messages are on NEW</source>
        <translation>die wartenden Nachrichten sind auf NEW</translation>
    </message>
    <message>
        <source>%1 files, same ids and contents</source>
        <translation>%1 Dateien, gleiche Kennungen und Inhalte</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>pass %1</source>
        <translation>Durchgang %1</translation>
    </message>
    <message>
        <source>where the mailboxes go</source>
        <translation>wohin die Postfächer kommen</translation>
    </message>
    <message>
        <source>whether a pass is under way</source>
        <translation>ob ein Durchgang läuft</translation>
    </message>
    <message>
        <source>nothing of an earlier pass is left</source>
        <translation>nichts von einem früheren Durchgang ist übrig</translation>
    </message>
    <message>
        <source>copies what changed, while mail flows</source>
        <translation>kopiert, was sich geändert hat, während Mail fließt</translation>
    </message>
    <message>
        <source>follows it</source>
        <translation>folgt ihm</translation>
    </message>
    <message>
        <source>the last pass, with everything stopped</source>
        <translation>der letzte Durchgang, während alles stillsteht</translation>
    </message>
    <message>
        <source>small files that look alike, by their contents</source>
        <translation>kleine Dateien, die gleich aussehen, nach ihrem Inhalt</translation>
    </message>
    <message>
        <source>what it did</source>
        <translation>was er tat</translation>
    </message>
    <message>
        <source>what it complained of</source>
        <translation>worüber er klagte</translation>
    </message>
    <message>
        <source>what arrived is on NEW&apos;s disk</source>
        <translation>was ankam, ist auf NEWs Platte</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: accounts before messages</source>
        <translation>nur wenn OLDs Platte versagt: Konten vor Nachrichten</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: a folder for the queue</source>
        <translation>nur wenn OLDs Platte versagt: ein Ordner für die Warteschlange</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: a copy of the queue as it is now</source>
        <translation>nur wenn OLDs Platte versagt: eine Kopie der Warteschlange, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>keys and certificates are on NEW</source>
        <translation>Schlüssel und Zertifikate sind auf NEW</translation>
    </message>
    <message>
        <source>the accounts&apos; passwords are on NEW</source>
        <translation>die Passwörter der Konten sind auf NEW</translation>
    </message>
    <message>
        <source>a copy of the queue is on NEW, in /var/lib/relaymove/queue</source>
        <translation>eine Kopie der Warteschlange ist auf NEW, in /var/lib/relaymove/queue</translation>
    </message>
    <message>
        <source>a new account on NEW</source>
        <translation>ein neues Konto auf NEW</translation>
    </message>
    <message>
        <source>refused, as /etc/chatmail-nocreate wants</source>
        <translation>abgewiesen, wie /etc/chatmail-nocreate es will</translation>
    </message>
    <message>
        <source>an account logs in on NEW</source>
        <translation>ein Konto meldet sich auf NEW an</translation>
    </message>
    <message>
        <source>logged in</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>NEW takes a message</source>
        <translation>NEW nimmt eine Nachricht an</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>not delivered within %1 s</source>
        <translation>nicht binnen %1 s zugestellt</translation>
    </message>
    <message>
        <source>%1 ports open</source>
        <translation>%1 Ports offen</translation>
    </message>
    <message>
        <source>%1&apos;s address %2</source>
        <translation>%1s Adresse %2</translation>
    </message>
    <message>
        <source>the DKIM key on NEW and in DNS</source>
        <translation>der DKIM-Schlüssel auf NEW und im DNS</translation>
    </message>
    <message>
        <source>not in DNS</source>
        <translation>nicht im DNS</translation>
    </message>
    <message>
        <source>%1 port %2: %3</source>
        <translation>%1 Port %2: %3</translation>
    </message>
    <message>
        <source>%1 port %2 is for %3</source>
        <translation>%1 Port %2 ist für %3</translation>
    </message>
    <message>
        <source>%1 different ones</source>
        <translation>%1 verschiedene</translation>
    </message>
    <message>
        <source>one certificate, for %1</source>
        <translation>ein Zertifikat, für %1</translation>
    </message>
    <message>
        <source>the certificate, on every port</source>
        <translation>das Zertifikat, an jedem Port</translation>
    </message>
    <message>
        <source>the key that signs is the one in DNS</source>
        <translation>der Schlüssel, der signiert, ist der im DNS</translation>
    </message>
    <message>
        <source>%1 port %2 from this computer</source>
        <translation>%1 Port %2 von diesem Computer</translation>
    </message>
    <message>
        <source>NEW&apos;s ports answer for some seconds</source>
        <translation>NEWs Ports antworten einige Sekunden lang</translation>
    </message>
    <message>
        <source>whether OLD reaches NEW&apos;s public ports</source>
        <translation>ob OLD NEWs öffentliche Ports erreicht</translation>
    </message>
    <message>
        <source>NEW&apos;s ports are shut again</source>
        <translation>NEWs Ports sind wieder zu</translation>
    </message>
    <message>
        <source>%1 port %2 from OLD</source>
        <translation>%1 Port %2 von OLD</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>it has no mail_domain in [params]</source>
        <translation>sie hat kein mail_domain in [params]</translation>
    </message>
    <message>
        <source>tls_external_cert_and_key is not two paths</source>
        <translation>tls_external_cert_and_key sind nicht zwei Pfade</translation>
    </message>
    <message>
        <source>mailboxes_dir is not a whole path: %1</source>
        <translation>mailboxes_dir ist kein ganzer Pfad: %1</translation>
    </message>
    <message>
        <source>where certificates&apos; links lead</source>
        <translation>wohin die Links der Zertifikate führen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>none runs</source>
        <translation>keiner läuft</translation>
    </message>
    <message>
        <source>%1 of %2 run</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>; not: </source>
        <translation>; nicht: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1, %2 connections so far</source>
        <translation>%1, bisher %2 Verbindungen</translation>
    </message>
    <message>
        <source>no key to be read</source>
        <translation>kein lesbarer Schlüssel</translation>
    </message>
    <message>
        <source>DNS not known</source>
        <translation>DNS unbekannt</translation>
    </message>
    <message>
        <source>equal to DNS</source>
        <translation>gleich wie im DNS</translation>
    </message>
    <message>
        <source>NOT the one in DNS</source>
        <translation>NICHT der im DNS</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Serves mail</source>
        <translation>Im Dienst</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Fenced</source>
        <translation>Abgeschirmt</translation>
    </message>
    <message>
        <source>Holds connections</source>
        <translation>Hält Verbindungen</translation>
    </message>
    <message>
        <source>Forwards to NEW</source>
        <translation>Leitet an NEW weiter</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Certificate until</source>
        <translation>Zertifikat bis</translation>
    </message>
    <message>
        <source>DKIM key</source>
        <translation>DKIM-Schlüssel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>BOTH machines serve mail: stop one of them.</source>
        <translation>BEIDE Maschinen sind im Dienst: halten Sie eine davon an.</translation>
    </message>
    <message>
        <source>NEW serves mail; OLD forwards to it.</source>
        <translation>NEW ist im Dienst; OLD leitet dorthin weiter.</translation>
    </message>
    <message>
        <source>NEW serves mail.</source>
        <translation>NEW ist im Dienst.</translation>
    </message>
    <message>
        <source>OLD serves mail.</source>
        <translation>OLD ist im Dienst.</translation>
    </message>
    <message>
        <source>It is not known who serves mail.</source>
        <translation>Es ist nicht bekannt, wer im Dienst ist.</translation>
    </message>
    <message>
        <source>Nobody serves mail; new connections wait on OLD.</source>
        <translation>Niemand ist im Dienst; neue Verbindungen warten auf OLD.</translation>
    </message>
    <message>
        <source>Nobody serves mail.</source>
        <translation>Niemand ist im Dienst.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>DKIM record</source>
        <translation>DKIM-Eintrag</translation>
    </message>
    <message>
        <source>there</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>Why not more</source>
        <translation>Warum nicht mehr</translation>
    </message>
    <message>
        <source>%1 of %2 GB free</source>
        <translation>%1 von %2 GB frei</translation>
    </message>
    <message>
        <source>which of the relay&apos;s services run</source>
        <translation>welche Dienste des Relays laufen</translation>
    </message>
    <message>
        <source>whether the fence, the hold or the forwarding stands</source>
        <translation>ob Abschirmung, Halten oder Weiterleitung steht</translation>
    </message>
    <message>
        <source>how many connections OLD has passed on</source>
        <translation>wie viele Verbindungen OLD weitergeleitet hat</translation>
    </message>
    <message>
        <source>how many mailboxes and messages there are</source>
        <translation>wie viele Postfächer und Nachrichten es gibt</translation>
    </message>
    <message>
        <source>how much room the mailboxes have</source>
        <translation>wie viel Platz die Postfächer haben</translation>
    </message>
    <message>
        <source>how many messages wait in the queue</source>
        <translation>wie viele Nachrichten in der Warteschlange stehen</translation>
    </message>
    <message>
        <source>No host key was agreed to yet: &quot;check&quot; asks for it.</source>
        <translation>Noch wurde keinem Hostschlüssel zugestimmt: „check“ fragt danach.</translation>
    </message>
    <message>
        <source>From outside, </source>
        <translation>Von außen, </translation>
    </message>
    <message>
        <source> (%1 s before)</source>
        <translation> (vor %1 s)</translation>
    </message>
    <message>
        <source>sockets where connections can wait</source>
        <translation>Sockets, an denen Verbindungen warten können</translation>
    </message>
    <message>
        <source>what passes them on afterwards</source>
        <translation>was sie danach weiterleitet</translation>
    </message>
    <message>
        <source>nothing of an earlier cutover is left</source>
        <translation>nichts von einer früheren Umschaltung ist übrig</translation>
    </message>
    <message>
        <source>the waiting sockets listen</source>
        <translation>die Warte-Sockets lauschen</translation>
    </message>
    <message>
        <source>no folder for the private agent</source>
        <translation>kein Ordner für den eigenen Agenten</translation>
    </message>
    <message>
        <source>it does not listen at </source>
        <translation>er lauscht nicht an </translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>no answer to the log-in</source>
        <translation>keine Antwort auf die Anmeldung</translation>
    </message>
    <message>
        <source> (no answer)</source>
        <translation> (keine Antwort)</translation>
    </message>
    <message>
        <source> (needs its passphrase)</source>
        <translation> (braucht seine Passphrase)</translation>
    </message>
    <message>
        <source>no answer from the SSH server</source>
        <translation>keine Antwort vom SSH-Server</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>ssh does not know how to reach &quot;%1&quot;: %2</source>
        <translation>ssh weiß nicht, wie „%1“ zu erreichen ist: %2</translation>
    </message>
    <message>
        <source>Enter a host name, an address, or a name from your ssh config.</source>
        <translation>Geben Sie einen Hostnamen, eine Adresse oder einen Namen aus Ihrer SSH-Konfiguration ein.</translation>
    </message>
    <message>
        <source>Your ssh config reaches &quot;%1&quot; through another host (%2).</source>
        <translation>Ihre SSH-Konfiguration erreicht „%1“ über eine andere Maschine (%2).</translation>
    </message>
    <message>
        <source>Enter an address that leads straight to the machine.</source>
        <translation>Geben Sie eine Adresse ein, die direkt zur Maschine führt.</translation>
    </message>
    <message>
        <source>no host name, no port</source>
        <translation>kein Hostname, kein Port</translation>
    </message>
    <message>
        <source>the name is not known</source>
        <translation>der Name ist nicht bekannt</translation>
    </message>
    <message>
        <source>whether OLD forwards</source>
        <translation>ob OLD weiterleitet</translation>
    </message>
    <message>
        <source>postfix and what writes by itself may start on NEW</source>
        <translation>Postfix und was von selbst schreibt, darf auf NEW starten</translation>
    </message>
    <message>
        <source>if the last copy brought another certificate or key</source>
        <translation>falls die letzte Kopie ein anderes Zertifikat oder einen anderen Schlüssel brachte</translation>
    </message>
    <message>
        <source>the rest, postfix last</source>
        <translation>der Rest, Postfix zuletzt</translation>
    </message>
    <message>
        <source>whether one of them failed</source>
        <translation>ob einer davon gescheitert ist</translation>
    </message>
    <message>
        <source>NEW stops again</source>
        <translation>NEW hält wieder an</translation>
    </message>
    <message>
        <source>NEW is fenced</source>
        <translation>NEW ist abgeschirmt</translation>
    </message>
    <message>
        <source>NEW serves, but OLD does not forward yet</source>
        <translation>NEW ist im Dienst, aber OLD leitet noch nicht weiter</translation>
    </message>
    <message>
        <source>NEW serves; cmdeploy&apos;s activate has not run yet</source>
        <translation>NEW ist im Dienst; cmdeploys activate ist noch nicht gelaufen</translation>
    </message>
    <message>
        <source>NEW serves, OLD forwards</source>
        <translation>NEW ist im Dienst, OLD leitet weiter</translation>
    </message>
    <message>
        <source>units that failed on NEW</source>
        <translation>gescheiterte Units auf NEW</translation>
    </message>
    <message>
        <source>mailboxes belong to vmail</source>
        <translation>Postfächer gehören vmail</translation>
    </message>
    <message>
        <source>DKIM keys belong to opendkim, which refuses others</source>
        <translation>DKIM-Schlüssel gehören opendkim, das andere abweist</translation>
    </message>
    <message>
        <source>certificates belong to root</source>
        <translation>Zertifikate gehören root</translation>
    </message>
    <message>
        <source>nothing has a wrong owner</source>
        <translation>nichts hat einen falschen Besitzer</translation>
    </message>
    <message>
        <source>NEW serves already</source>
        <translation>NEW ist schon im Dienst</translation>
    </message>
    <message>
        <source>every owner is right</source>
        <translation>jeder Besitzer stimmt</translation>
    </message>
    <message>
        <source>%1 files with a wrong owner, such as %2</source>
        <translation>%1 Dateien mit falschem Besitzer, etwa %2</translation>
    </message>
    <message>
        <source>files with a wrong owner</source>
        <translation>Dateien mit falschem Besitzer</translation>
    </message>
    <message>
        <source>what an earlier cutover left running on NEW</source>
        <translation>was eine frühere Umschaltung auf NEW laufen ließ</translation>
    </message>
    <message>
        <source>opendkim refuses keys that are not its own</source>
        <translation>opendkim weist Schlüssel ab, die nicht seine sind</translation>
    </message>
    <message>
        <source>NEW warms up behind its fence</source>
        <translation>NEW läuft sich hinter der Abschirmung warm</translation>
    </message>
    <message>
        <source>NEW serves after a reboot; cmdeploy does it only in activate</source>
        <translation>NEW ist nach einem Neustart im Dienst; cmdeploy tut es erst in activate</translation>
    </message>
    <message>
        <source>whether any of them runs</source>
        <translation>ob einer davon läuft</translation>
    </message>
    <message>
        <source>whether connections wait</source>
        <translation>ob Verbindungen warten</translation>
    </message>
    <message>
        <source>users wait from here on</source>
        <translation>ab hier warten die Nutzer</translation>
    </message>
    <message>
        <source>when everything had stopped</source>
        <translation>wann alles stand</translation>
    </message>
    <message>
        <source>nothing listens on a mail port</source>
        <translation>nichts lauscht an einem Mailport</translation>
    </message>
    <message>
        <source>no mail process is left</source>
        <translation>kein Mailprozess ist übrig</translation>
    </message>
    <message>
        <source>nothing was written since</source>
        <translation>seitdem wurde nichts geschrieben</translation>
    </message>
    <message>
        <source>OLD serves</source>
        <translation>OLD ist im Dienst</translation>
    </message>
    <message>
        <source>OLD is stopped and holds its connections</source>
        <translation>OLD steht und hält seine Verbindungen</translation>
    </message>
    <message>
        <source>listeners on OLD&apos;s mail ports</source>
        <translation>Lauscher an OLDs Mailports</translation>
    </message>
    <message>
        <source>mail processes on OLD</source>
        <translation>Mailprozesse auf OLD</translation>
    </message>
    <message>
        <source>files written on OLD since it stopped</source>
        <translation>auf OLD geschriebene Dateien, seit es steht</translation>
    </message>
    <message>
        <source>OLD serves again</source>
        <translation>OLD ist wieder im Dienst</translation>
    </message>
    <message>
        <source>still running on OLD: %1</source>
        <translation>läuft noch auf OLD: %1</translation>
    </message>
    <message>
        <source>connections to OLD do not wait</source>
        <translation>Verbindungen zu OLD warten nicht</translation>
    </message>
    <message>
        <source>DNS can be changed</source>
        <translation>das DNS lässt sich ändern</translation>
    </message>
    <message>
        <source>%1 leads to NEW</source>
        <translation>%1 führt zu NEW</translation>
    </message>
    <message>
        <source>no name server leads to NEW</source>
        <translation>kein Nameserver führt zu NEW</translation>
    </message>
    <message>
        <source>the records were typed</source>
        <translation>die Einträge sind gemacht</translation>
    </message>
    <message>
        <source>the records are to be typed; OLD forwards meanwhile</source>
        <translation>die Einträge stehen noch aus; OLD leitet so lange weiter</translation>
    </message>
    <message>
        <source>%1 leads to %2; this spreads within %3 s</source>
        <translation>%1 führt zu %2; das verbreitet sich binnen %3 s</translation>
    </message>
    <message>
        <source>the records could not be changed to %1: %2 OLD forwards meanwhile; they are sent again when the move is finished.</source>
        <translation>die Einträge ließen sich nicht auf %1 ändern: %2 OLD leitet so lange weiter; am Ende des Umzugs werden sie noch einmal gesendet.</translation>
    </message>
    <message>
        <source>what NEW needs no longer</source>
        <translation>was NEW nicht mehr braucht</translation>
    </message>
    <message>
        <source>OLD&apos;s way back, disarmed before the commit point</source>
        <translation>OLDs Rückweg, vor dem Punkt ohne Umkehr entschärft</translation>
    </message>
    <message>
        <source>whether your ssh knows the domain</source>
        <translation>ob Ihr ssh die Domain kennt</translation>
    </message>
    <message>
        <source>the domain&apos;s name meets another host key now</source>
        <translation>der Name der Domain trifft jetzt auf einen anderen Hostschlüssel</translation>
    </message>
    <message>
        <source>The relay has not moved yet.</source>
        <translation>Das Relay ist noch nicht umgezogen.</translation>
    </message>
    <message>
        <source>keys are gone, the TTL is back</source>
        <translation>die Schlüssel sind weg, die TTL ist zurück</translation>
    </message>
    <message>
        <source>not tidied up yet</source>
        <translation>noch nicht aufgeräumt</translation>
    </message>
    <message>
        <source>%1: %2. OLD forwards until these records are there: %3</source>
        <translation>%1: %2. OLD leitet weiter, bis diese Einträge da sind: %3</translation>
    </message>
    <message>
        <source>the package lists, if something is missing</source>
        <translation>die Paketlisten, falls etwas fehlt</translation>
    </message>
    <message>
        <source>what is missing of nftables, conntrack, rsync, dig</source>
        <translation>was von nftables, conntrack, rsync, dig fehlt</translation>
    </message>
    <message>
        <source>ends what an interrupted installation left</source>
        <translation>beendet, was eine unterbrochene Installation hinterließ</translation>
    </message>
    <message>
        <source>postfix can&apos;t start before activation, not even when its package is installed</source>
        <translation>Postfix kann vor der Aktivierung nicht starten, auch nicht, wenn sein Paket installiert wird</translation>
    </message>
    <message>
        <source>what writes or sends by itself stays down</source>
        <translation>was von selbst schreibt oder sendet, bleibt unten</translation>
    </message>
    <message>
        <source>the DKIM key is root&apos;s until NEW has the opendkim user</source>
        <translation>der DKIM-Schlüssel gehört root, bis NEW den Benutzer opendkim hat</translation>
    </message>
    <message>
        <source>which release was installed</source>
        <translation>welche Version installiert wurde</translation>
    </message>
    <message>
        <source>NEW resolves through unbound, which cmdeploy starts only in activate</source>
        <translation>NEW löst Namen über unbound auf, das cmdeploy erst in activate startet</translation>
    </message>
    <message>
        <source>whether names are resolved</source>
        <translation>ob Namen aufgelöst werden</translation>
    </message>
    <message>
        <source>whether postfix is masked</source>
        <translation>ob Postfix maskiert ist</translation>
    </message>
    <message>
        <source>whether unbound runs</source>
        <translation>ob unbound läuft</translation>
    </message>
    <message>
        <source>what cmdeploy configured</source>
        <translation>was cmdeploy eingerichtet hat</translation>
    </message>
    <message>
        <source>whether any mail server runs</source>
        <translation>ob ein Mailserver läuft</translation>
    </message>
    <message>
        <source>which services of OLD this release does not have</source>
        <translation>welche Dienste von OLD diese Version nicht hat</translation>
    </message>
    <message>
        <source>the website&apos;s files</source>
        <translation>die Dateien der Website</translation>
    </message>
    <message>
        <source>the cutover has begun</source>
        <translation>die Umschaltung hat begonnen</translation>
    </message>
    <message>
        <source>cmdeploy has not run</source>
        <translation>cmdeploy ist nicht gelaufen</translation>
    </message>
    <message>
        <source>NEW has release %1</source>
        <translation>NEW hat die Version %1</translation>
    </message>
    <message>
        <source>NEW is not configured for %1</source>
        <translation>NEW ist nicht für %1 eingerichtet</translation>
    </message>
    <message>
        <source>the fence does not stand</source>
        <translation>die Abschirmung steht nicht</translation>
    </message>
    <message>
        <source>postfix is not masked</source>
        <translation>Postfix ist nicht maskiert</translation>
    </message>
    <message>
        <source>unbound does not run</source>
        <translation>unbound läuft nicht</translation>
    </message>
    <message>
        <source>OLD lacks %1</source>
        <translation>OLD fehlt %1</translation>
    </message>
    <message>
        <source>release %1 is there, fenced</source>
        <translation>Version %1 ist da, abgeschirmt</translation>
    </message>
    <message>
        <source>postfix on NEW</source>
        <translation>Postfix auf NEW</translation>
    </message>
    <message>
        <source>listeners on NEW&apos;s port 25</source>
        <translation>Lauscher an NEWs Port 25</translation>
    </message>
    <message>
        <source>NEW is configured for</source>
        <translation>NEW ist eingerichtet für</translation>
    </message>
    <message>
        <source>installed release</source>
        <translation>installierte Version</translation>
    </message>
    <message>
        <source>NEW resolves %1 to</source>
        <translation>NEW löst %1 auf zu</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>eine Adresse</translation>
    </message>
    <message>
        <source>OLD runs what this release does not have; it stays behind: %1</source>
        <translation>auf OLD läuft, was diese Version nicht hat; es bleibt zurück: %1</translation>
    </message>
    <message>
        <source>files of OLD&apos;s website that NEW lacks</source>
        <translation>Dateien von OLDs Website, die NEW fehlen</translation>
    </message>
    <message>
        <source>whether a pass was made just now</source>
        <translation>ob eben ein Durchgang gemacht wurde</translation>
    </message>
    <message>
        <source>rsync, if it is missing</source>
        <translation>rsync, falls es fehlt</translation>
    </message>
    <message>
        <source>who owns mailboxes</source>
        <translation>wem Postfächer gehören</translation>
    </message>
    <message>
        <source>whether NEW knows vmail</source>
        <translation>ob NEW vmail kennt</translation>
    </message>
    <message>
        <source>the owner of the mailboxes, by name</source>
        <translation>der Besitzer der Postfächer, mit Namen</translation>
    </message>
    <message>
        <source>when the last pass was made</source>
        <translation>wann der letzte Durchgang war</translation>
    </message>
    <message>
        <source>the mailboxes are on NEW</source>
        <translation>die Postfächer sind auf NEW</translation>
    </message>
    <message>
        <source>a finished pass</source>
        <translation>ein fertiger Durchgang</translation>
    </message>
    <message>
        <source>%1 passes, the last took %2 s</source>
        <translation>%1 Durchgänge, der letzte dauerte %2 s</translation>
    </message>
    <message>
        <source>, some vanished meanwhile (fine in a live pass)</source>
        <translation>, einige verschwanden derweil (bei laufendem Betrieb in Ordnung)</translation>
    </message>
    <message>
        <source>this cutover&apos;s queue is in place on NEW</source>
        <translation>die Warteschlange dieser Umschaltung ist auf NEW an ihrem Platz</translation>
    </message>
    <message>
        <source>NEW lacks this cutover&apos;s queue</source>
        <translation>NEW fehlt die Warteschlange dieser Umschaltung</translation>
    </message>
    <message>
        <source>the queue is in its place on NEW, of cutover</source>
        <translation>die Warteschlange ist auf NEW an ihrem Platz, von Umschaltung</translation>
    </message>
    <message>
        <source>left as it is</source>
        <translation>unverändert gelassen</translation>
    </message>
    <message>
        <source>the TTL is not yet %1 s at %2</source>
        <translation>die TTL ist noch nicht %1 s bei %2</translation>
    </message>
    <message>
        <source>each name server serves a TTL of %1 s or less</source>
        <translation>jeder Nameserver liefert eine TTL von höchstens %1 s</translation>
    </message>
    <message>
        <source>the TTL stays as it is; OLD forwards those who have the old address</source>
        <translation>die TTL bleibt, wie sie ist; OLD leitet weiter, wer die alte Adresse hat</translation>
    </message>
    <message>
        <source>writes a TXT record, %1, and removes it again: whether DNS can be changed</source>
        <translation>schreibt einen TXT-Eintrag, %1, und entfernt ihn wieder: ob sich das DNS ändern lässt</translation>
    </message>
    <message>
        <source>the A and AAAA records of %1 lead to NEW</source>
        <translation>die A- und AAAA-Einträge von %1 führen zu NEW</translation>
    </message>
    <message>
        <source>the A and AAAA records of %1, with their lasting TTL</source>
        <translation>die A- und AAAA-Einträge von %1, mit ihrer bleibenden TTL</translation>
    </message>
    <message>
        <source>the A and AAAA records of %1 as they are, with a TTL of %2 s</source>
        <translation>die A- und AAAA-Einträge von %1, wie sie sind, mit einer TTL von %2 s</translation>
    </message>
    <message>
        <source>Type the folder of your checkout of chatmail/relay too, or leave chatmail.ini out: both are fetched from OLD then.</source>
        <translation>Geben Sie auch den Ordner Ihres Checkouts von chatmail/relay ein, oder lassen Sie chatmail.ini weg: dann wird beides von OLD geholt.</translation>
    </message>
    <message>
        <source>it has no key &quot;%1&quot;</source>
        <translation>er hat keinen Schlüssel „%1“</translation>
    </message>
    <message>
        <source>its clock and this computer&apos;s differ by minutes</source>
        <translation>seine Uhr und die dieses Computers gehen um Minuten auseinander</translation>
    </message>
    <message>
        <source>its key &quot;%1&quot; may not change this name</source>
        <translation>sein Schlüssel „%1“ darf diesen Namen nicht ändern</translation>
    </message>
    <message>
        <source>it is not where the zone %1 is changed</source>
        <translation>die Zone %1 wird nicht bei ihm geändert</translation>
    </message>
    <message>
        <source>The checkout of chatmail/relay is on OLD only, in %1, and has %2 MB; Relaymove fetches up to %3 MB.</source>
        <translation>Der Checkout von chatmail/relay ist nur auf OLD, in %1, und hat %2 MB; Relaymove holt höchstens %3 MB.</translation>
    </message>
    <message>
        <source>Remove there what does not belong to it, and check again.</source>
        <translation>Entfernen Sie dort, was nicht dazugehört, und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The checkout of chatmail/relay on OLD is now in %1</source>
        <translation>Der Checkout von chatmail/relay auf OLD ist jetzt in %1</translation>
    </message>
    <message>
        <source>On this computer ~/.ssh/known_hosts has another host key for %1 (%2) than the one that you confirmed for %3 (%4): cmdeploy would refuse to log in there.</source>
        <translation>Auf diesem Computer steht in ~/.ssh/known_hosts für %1 ein anderer Hostschlüssel (%2) als der, den Sie für %3 bestätigt haben (%4): cmdeploy würde sich dort nicht anmelden.</translation>
    </message>
    <message>
        <source>If an earlier machine had this name or address, remove its entry and check again: %1</source>
        <translation>Wenn eine frühere Maschine diesen Namen oder diese Adresse hatte, entfernen Sie ihren Eintrag und prüfen Sie noch einmal: %1</translation>
    </message>
    <message>
        <source>%1&apos;s clock is %2 s behind this computer&apos;s.</source>
        <translation>Die Uhr von %1 geht gegenüber diesem Computer %2 s nach.</translation>
    </message>
    <message>
        <source>%1&apos;s clock is %2 s ahead of this computer&apos;s.</source>
        <translation>Die Uhr von %1 geht gegenüber diesem Computer %2 s vor.</translation>
    </message>
    <message>
        <source>Set it right, unless this computer&apos;s is the wrong one: %1</source>
        <translation>Stellen Sie sie richtig, wenn nicht die dieses Computers falsch geht: %1</translation>
    </message>
    <message>
        <source>The certificate on OLD ends on %1: its renewal would fall into the move and fail.</source>
        <translation>Das Zertifikat auf OLD endet am %1: seine Erneuerung fiele in den Umzug und ginge schief.</translation>
    </message>
    <message>
        <source>Renew it on OLD first, as you always do, or with acmetool: %1</source>
        <translation>Erneuern Sie es zuerst auf OLD, wie sonst auch oder mit acmetool: %1</translation>
    </message>
    <message>
        <source>Ask NEW&apos;s provider to open outgoing port 25.</source>
        <translation>Bitten Sie NEWs Anbieter, den ausgehenden Port 25 zu öffnen.</translation>
    </message>
    <message>
        <source>NEW can&apos;t be reached at %1.</source>
        <translation>NEW ist nicht erreichbar: %1.</translation>
    </message>
    <message>
        <source>Open these ports in the firewall of NEW or of its provider.</source>
        <translation>Öffnen Sie diese Ports in der Firewall von NEW oder seines Anbieters.</translation>
    </message>
    <message>
        <source>cmdeploy could not log in to %1 by itself: %2</source>
        <translation>cmdeploy konnte sich bei %1 nicht von selbst anmelden: %2</translation>
    </message>
    <message>
        <source>This must work without a question (ssh-add gives ssh your key): %1</source>
        <translation>Das muss ohne Rückfrage gehen (ssh-add gibt ssh Ihren Schlüssel): %1</translation>
    </message>
    <message>
        <source>Correct server, zone or key in the profile, or choose to enter the records by hand.</source>
        <translation>Berichtigen Sie Server, Zone oder Schlüssel im Profil, oder tragen Sie die Einträge selbst ein.</translation>
    </message>
    <message>
        <source>NEW has %1 MB of memory, OLD %2 MB.</source>
        <translation>NEW hat %1 MB Speicher, OLD %2 MB.</translation>
    </message>
    <message>
        <source>nothing, for %1 is not there</source>
        <translation>nichts, denn %1 ist nicht da</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used: %2</source>
        <translation>%1 ist nicht benutzbar: %2</translation>
    </message>
    <message>
        <source>Copy OLD&apos;s to this computer and check again: %1</source>
        <translation>Kopieren Sie die von OLD auf diesen Computer und prüfen Sie noch einmal: %1</translation>
    </message>
    <message>
        <source>cmdeploy&apos;s Python environment is made in %1</source>
        <translation>cmdeploys Python-Umgebung wird in %1 gemacht</translation>
    </message>
    <message>
        <source>%1: %2 on OLD, %3 here</source>
        <translation>%1: %2 auf OLD, %3 hier</translation>
    </message>
    <message>
        <source>Your checkout is release %1 of chatmail/relay; Relaymove was tried with %2 and older.</source>
        <translation>Ihr Checkout ist Version %1 von chatmail/relay; erprobt ist Relaymove mit %2 und älter.</translation>
    </message>
    <message>
        <source>Give NEW&apos;s address in the profile: the machine that the relay is to move to.</source>
        <translation>Nennen Sie im Profil NEWs Adresse: die der Maschine, auf die das Relay umziehen soll.</translation>
    </message>
    <message>
        <source>%1 is not Debian 12 but %2.</source>
        <translation>%1 ist nicht Debian 12, sondern %2.</translation>
    </message>
    <message>
        <source>cmdeploy and this move are for Debian 12: bring OLD to it first.</source>
        <translation>cmdeploy und dieser Umzug sind für Debian 12: bringen Sie OLD zuerst dorthin.</translation>
    </message>
    <message>
        <source>cmdeploy and this move are for Debian 12: have NEW&apos;s provider install it there.</source>
        <translation>cmdeploy und dieser Umzug sind für Debian 12: lassen Sie es von NEWs Anbieter installieren.</translation>
    </message>
    <message>
        <source>%1 is missing on %2.</source>
        <translation>%1 fehlt auf %2.</translation>
    </message>
    <message>
        <source>Install it there: %1</source>
        <translation>Installieren Sie es dort: %1</translation>
    </message>
    <message>
        <source>OLD&apos;s mail is served from %1&apos;s containers: %2.</source>
        <translation>OLDs Mail kommt aus Containern von %1: %2.</translation>
    </message>
    <message>
        <source>Relaymove moves relays that cmdeploy put onto the machine itself. Move the containers with their volumes, as %1 does it.</source>
        <translation>Relaymove zieht Relays um, die cmdeploy auf die Maschine selbst gebracht hat. Ziehen Sie die Container mit ihren Volumes um, wie %1 es vorsieht.</translation>
    </message>
    <message>
        <source>OLD is served by madmail (%1), not by what cmdeploy makes.</source>
        <translation>Auf OLD läuft madmail (%1), nicht was cmdeploy einrichtet.</translation>
    </message>
    <message>
        <source>This tool moves relays that cmdeploy made; see madmail&apos;s documentation.</source>
        <translation>Dieses Programm zieht Relays um, die cmdeploy eingerichtet hat; sehen Sie in die Dokumentation von madmail.</translation>
    </message>
    <message>
        <source>OLD has no /usr/local/lib/chatmaild/chatmail.ini.</source>
        <translation>OLD hat keine /usr/local/lib/chatmaild/chatmail.ini.</translation>
    </message>
    <message>
        <source>OLD&apos;s /usr/local/lib/chatmaild/chatmail.ini can&apos;t be used: %1.</source>
        <translation>OLDs /usr/local/lib/chatmaild/chatmail.ini ist nicht benutzbar: %1.</translation>
    </message>
    <message>
        <source>Check OLD&apos;s address in the profile: this is not where cmdeploy put a relay.</source>
        <translation>Prüfen Sie OLDs Adresse im Profil: hierhin hat cmdeploy kein Relay gebracht.</translation>
    </message>
    <message>
        <source>OLD serves the IP address %1: every user&apos;s mail address ends with it, so such a relay can&apos;t move.</source>
        <translation>OLD bedient die IP-Adresse %1: jede Mailadresse endet damit, deshalb kann ein solches Relay nicht umziehen.</translation>
    </message>
    <message>
        <source>Set up a relay with a domain, and have your users make new addresses there.</source>
        <translation>Richten Sie ein Relay mit einer Domain ein, und lassen Sie Ihre Nutzer dort neue Adressen anlegen.</translation>
    </message>
    <message>
        <source>OLD serves %1, but the profile is about %2.</source>
        <translation>OLD bedient %1, aber das Profil handelt von %2.</translation>
    </message>
    <message>
        <source>Correct the domain or OLD&apos;s address in the profile.</source>
        <translation>Berichtigen Sie die Domain oder OLDs Adresse im Profil.</translation>
    </message>
    <message>
        <source>%1 does not run on OLD.</source>
        <translation>%1 läuft nicht auf OLD.</translation>
    </message>
    <message>
        <source>Only a relay that works can be moved and compared. If it is to run: %1</source>
        <translation>Nur ein Relay, das läuft, kann umziehen und verglichen werden. Wenn es laufen soll: %1</translation>
    </message>
    <message>
        <source>OLD can&apos;t be written (%1): Linux does that to a disk that fails.</source>
        <translation>OLD ist nicht beschreibbar (%1): das tut Linux mit einer Platte, die versagt.</translation>
    </message>
    <message>
        <source>If the disk is sound: %1. If it fails, say so in the profile (OLD&apos;s disk is failing): what can be read is copied then.</source>
        <translation>Wenn die Platte heil ist: %1. Wenn sie versagt, sagen Sie es im Profil (OLDs Platte versagt): dann wird kopiert, was lesbar ist.</translation>
    </message>
    <message>
        <source>%1 leads to NEW already (%2), where no mail is yet.</source>
        <translation>%1 führt schon zu NEW (%2), wo noch keine Mail ist.</translation>
    </message>
    <message>
        <source>Set the record back to OLD&apos;s address at your DNS provider: Relaymove changes it when NEW is ready.</source>
        <translation>Stellen Sie den Eintrag bei Ihrem DNS-Anbieter auf OLDs Adresse zurück: Relaymove ändert ihn, wenn NEW bereit ist.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which is not OLD&apos;s address.</source>
        <translation>%1 führt zu %2, das ist nicht OLDs Adresse.</translation>
    </message>
    <message>
        <source>Correct OLD&apos;s address in the profile, or the record at your DNS provider. If it is a proxy&apos;s address, switch the proxy off for this name: mail does not pass through it.</source>
        <translation>Berichtigen Sie OLDs Adresse im Profil oder den Eintrag bei Ihrem DNS-Anbieter. Ist es die Adresse eines Proxys, schalten Sie ihn für diesen Namen ab: Mail kommt dort nicht durch.</translation>
    </message>
    <message>
        <source>%1 has neither an A nor an AAAA record.</source>
        <translation>%1 hat weder einen A- noch einen AAAA-Eintrag.</translation>
    </message>
    <message>
        <source>Check the domain in the profile: no relay is reached under it.</source>
        <translation>Prüfen Sie die Domain im Profil: unter ihr ist kein Relay erreichbar.</translation>
    </message>
    <message>
        <source>Have NEW&apos;s provider give it one. Where it has one that it does not know of itself, behind a router: &quot;newV4&quot; (or &quot;newV6&quot;) in the file of relaymove-cli profile export; delete the profile and import that file.</source>
        <translation>Lassen Sie ihm von NEWs Anbieter eine geben. Hat es eine, von der es selbst nichts weiß, hinter einem Router: „newV4“ (oder „newV6“) in der Datei von relaymove-cli profile export; löschen Sie das Profil und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>%1 is reached over IPv4, but NEW has no public IPv4 address.</source>
        <translation>%1 ist über IPv4 erreichbar, aber NEW hat keine öffentliche IPv4-Adresse.</translation>
    </message>
    <message>
        <source>NEW has no public address.</source>
        <translation>NEW hat keine öffentliche Adresse.</translation>
    </message>
    <message>
        <source>Correct OLD&apos;s or NEW&apos;s address in the profile.</source>
        <translation>Berichtigen Sie OLDs oder NEWs Adresse im Profil.</translation>
    </message>
    <message>
        <source>NEW carries a relay already (%1).</source>
        <translation>Auf NEW ist schon ein Relay (%1).</translation>
    </message>
    <message>
        <source>Use a fresh Debian 12 machine: what is there would be overwritten.</source>
        <translation>Nehmen Sie eine frische Maschine mit Debian 12: was da ist, würde überschrieben.</translation>
    </message>
    <message>
        <source>Something listens on the relay&apos;s ports on NEW: %1.</source>
        <translation>Auf NEW lauscht etwas an den Ports des Relays: %1.</translation>
    </message>
    <message>
        <source>Remove it there, or use a fresh Debian 12 machine.</source>
        <translation>Entfernen Sie es dort, oder nehmen Sie eine frische Maschine mit Debian 12.</translation>
    </message>
    <message>
        <source>NEW has %1 MB free, but %2 MB are needed.</source>
        <translation>NEW hat %1 MB frei, gebraucht werden %2 MB.</translation>
    </message>
    <message>
        <source>Give NEW a larger disk, or use a larger machine.</source>
        <translation>Geben Sie NEW eine größere Platte, oder nehmen Sie eine größere Maschine.</translation>
    </message>
    <message>
        <source>NEW&apos;s file system has room for %1 more files only.</source>
        <translation>NEWs Dateisystem hat nur noch Platz für %1 Dateien.</translation>
    </message>
    <message>
        <source>Make a file system with more inodes there, or use another machine.</source>
        <translation>Legen Sie dort ein Dateisystem mit mehr Inodes an, oder nehmen Sie eine andere Maschine.</translation>
    </message>
    <message>
        <source>the profile is complete</source>
        <translation>das Profil ist vollständig</translation>
    </message>
    <message>
        <source>OLD and NEW are two machines</source>
        <translation>OLD und NEW sind zwei Maschinen</translation>
    </message>
    <message>
        <source>both machines run Debian 12</source>
        <translation>auf beiden Maschinen läuft Debian 12</translation>
    </message>
    <message>
        <source>both machines have the programs that are needed</source>
        <translation>beide Maschinen haben die nötigen Programme</translation>
    </message>
    <message>
        <source>OLD is the relay of this domain, made by cmdeploy</source>
        <translation>OLD ist das Relay dieser Domain, von cmdeploy eingerichtet</translation>
    </message>
    <message>
        <source>OLD serves mail</source>
        <translation>OLD ist im Dienst</translation>
    </message>
    <message>
        <source>OLD&apos;s disks can be written</source>
        <translation>OLDs Platten sind beschreibbar</translation>
    </message>
    <message>
        <source>a checkout of chatmail/relay is there</source>
        <translation>ein Checkout von chatmail/relay ist da</translation>
    </message>
    <message>
        <source>chatmail.ini here is not another relay&apos;s</source>
        <translation>chatmail.ini hier ist nicht die eines anderen Relays</translation>
    </message>
    <message>
        <source>the relay&apos;s web pages are on this computer</source>
        <translation>die Webseiten des Relays sind auf diesem Computer</translation>
    </message>
    <message>
        <source>the domain&apos;s records lead to OLD</source>
        <translation>die Einträge der Domain führen zu OLD</translation>
    </message>
    <message>
        <source>NEW has the addresses that it needs</source>
        <translation>NEW hat die Adressen, die es braucht</translation>
    </message>
    <message>
        <source>NEW carries nothing that would be overwritten</source>
        <translation>auf NEW ist nichts, was überschrieben würde</translation>
    </message>
    <message>
        <source>the mailboxes fit on NEW</source>
        <translation>die Postfächer passen auf NEW</translation>
    </message>
    <message>
        <source>the key of the name server can be read</source>
        <translation>der Schlüssel des Nameservers ist lesbar</translation>
    </message>
    <message>
        <source>%1 messages wait in OLD&apos;s queue; they move with it.</source>
        <translation>%1 Nachrichten stehen in OLDs Warteschlange; sie ziehen mit um.</translation>
    </message>
    <message>
        <source>There is no scripts/cmdeploy in %1: it is no checkout of chatmail/relay.</source>
        <translation>In %1 gibt es kein scripts/cmdeploy: es ist kein Checkout von chatmail/relay.</translation>
    </message>
    <message>
        <source>The profile names no checkout of chatmail/relay, and %1, to which OLD&apos;s would be fetched, is there already.</source>
        <translation>Das Profil nennt keinen Checkout von chatmail/relay, und %1, wohin der von OLD geholt würde, gibt es schon.</translation>
    </message>
    <message>
        <source>Write the folder of your checkout into the profile, or move this one away: %1</source>
        <translation>Schreiben Sie den Ordner Ihres Checkouts ins Profil, oder schieben Sie diesen beiseite: %1</translation>
    </message>
    <message>
        <source>Clone it on this computer, and write its folder into the profile: %1</source>
        <translation>Klonen Sie ihn auf diesem Computer, und schreiben Sie seinen Ordner ins Profil: %1</translation>
    </message>
    <message>
        <source>cmdeploy&apos;s Python environment is not there yet.</source>
        <translation>cmdeploys Python-Umgebung ist noch nicht da.</translation>
    </message>
    <message>
        <source>Make it on this computer: %1</source>
        <translation>Machen Sie sie auf diesem Computer: %1</translation>
    </message>
    <message>
        <source>This checkout is older than release 1.8.0: it would let NEW serve at once, before the mail is there.</source>
        <translation>Dieser Checkout ist älter als Version 1.8.0: er nähme NEW sofort in Dienst, bevor die Mail da ist.</translation>
    </message>
    <message>
        <source>Update it on this computer: %1</source>
        <translation>Aktualisieren Sie ihn auf diesem Computer: %1</translation>
    </message>
    <message>
        <source>Missing on this computer: %1.</source>
        <translation>Auf diesem Computer fehlt: %1.</translation>
    </message>
    <message>
        <source>Install on this computer: %1</source>
        <translation>Installieren Sie auf diesem Computer: %1</translation>
    </message>
    <message>
        <source>%1 is another relay&apos;s: its mail_domain is %2, but OLD serves %3.</source>
        <translation>%1 ist die eines anderen Relays: ihre mail_domain ist %2, aber OLD bedient %3.</translation>
    </message>
    <message>
        <source>Correct the folder of the checkout, or chatmail.ini, in the profile.</source>
        <translation>Berichtigen Sie im Profil den Ordner des Checkouts oder chatmail.ini.</translation>
    </message>
    <message>
        <source>%1 takes the website from %2, which is not on this computer.</source>
        <translation>%1 nimmt die Website aus %2, das nicht auf diesem Computer ist.</translation>
    </message>
    <message>
        <source>Copy the pages to that folder, or correct www_folder in that file.</source>
        <translation>Kopieren Sie die Seiten in diesen Ordner, oder berichtigen Sie www_folder in jener Datei.</translation>
    </message>
    <message>
        <source>The key of the name server can&apos;t be read: %1</source>
        <translation>Der Schlüssel des Nameservers ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Give it once more, or choose in the profile to enter the records by hand.</source>
        <translation>Geben Sie ihn noch einmal ein, oder wählen Sie im Profil, die Einträge selbst zu machen.</translation>
    </message>
    <message>
        <source>cmdeploy, stages install and configure, on NEW</source>
        <translation>cmdeploy, Stufen install und configure, auf NEW</translation>
    </message>
    <message>
        <source>cmdeploy, stage activate, on NEW</source>
        <translation>cmdeploy, Stufe activate, auf NEW</translation>
    </message>
    <message>
        <source>cmdeploy stops mail on OLD; it upgrades OLD to your checkout first, for good</source>
        <translation>cmdeploy hält die Mail auf OLD an; vorher bringt es OLD auf Ihren Checkout, für immer</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>der Anfang</translation>
    </message>
    <message>
        <source>whether cmdeploy&apos;s ssh gets in without asking</source>
        <translation>ob cmdeploys ssh ohne Rückfrage hineinkommt</translation>
    </message>
    <message>
        <source>cmdeploy ended with %1</source>
        <translation>cmdeploy endete mit %1</translation>
    </message>
    <message>
        <source>cmdeploy: %1 operations, %2 changed something</source>
        <translation>cmdeploy: %1 Schritte, %2 änderten etwas</translation>
    </message>
    <message>
        <source>where only OLD has the checkout: how large it is</source>
        <translation>wo nur OLD den Checkout hat: wie groß er ist</translation>
    </message>
    <message>
        <source>if you want it fetched: what is in it</source>
        <translation>wenn Sie ihn holen wollen: was darin ist</translation>
    </message>
    <message>
        <source>its copy on this computer</source>
        <translation>seine Kopie auf diesem Computer</translation>
    </message>
    <message>
        <source>and cmdeploy&apos;s Python environment</source>
        <translation>und cmdeploys Python-Umgebung</translation>
    </message>
    <message>
        <source>whether the host lets us in</source>
        <translation>ob die Maschine uns einlässt</translation>
    </message>
    <message>
        <source>whether it is Debian 12</source>
        <translation>ob es Debian 12 ist</translation>
    </message>
    <message>
        <source>whether OLD and NEW are two machines</source>
        <translation>ob OLD und NEW zwei Maschinen sind</translation>
    </message>
    <message>
        <source>the host&apos;s own addresses</source>
        <translation>die eigenen Adressen der Maschine</translation>
    </message>
    <message>
        <source>how the host sees this computer</source>
        <translation>wie die Maschine diesen Computer sieht</translation>
    </message>
    <message>
        <source>programs that the move needs</source>
        <translation>Programme, die der Umzug braucht</translation>
    </message>
    <message>
        <source>domain, certificates, where the mailboxes are</source>
        <translation>Domain, Zertifikate, wo die Postfächer sind</translation>
    </message>
    <message>
        <source>the deployed release</source>
        <translation>die eingerichtete Version</translation>
    </message>
    <message>
        <source>which services run</source>
        <translation>welche Dienste laufen</translation>
    </message>
    <message>
        <source>which services a boot starts</source>
        <translation>welche Dienste beim Hochfahren starten</translation>
    </message>
    <message>
        <source>which units cmdeploy wrote</source>
        <translation>welche Units cmdeploy geschrieben hat</translation>
    </message>
    <message>
        <source>which of them are the relay&apos;s</source>
        <translation>welche davon dem Relay gehören</translation>
    </message>
    <message>
        <source>files that only some relays have</source>
        <translation>Dateien, die nur manche Relays haben</translation>
    </message>
    <message>
        <source>whether cmdeploy is run there</source>
        <translation>ob cmdeploy dort ausgeführt wird</translation>
    </message>
    <message>
        <source>how much there is to copy</source>
        <translation>wie viel zu kopieren ist</translation>
    </message>
    <message>
        <source>whether its disk can be written</source>
        <translation>ob seine Platte beschreibbar ist</translation>
    </message>
    <message>
        <source>whether another relay is there</source>
        <translation>ob dort ein anderes Relay ist</translation>
    </message>
    <message>
        <source>whether the mailboxes fit</source>
        <translation>ob die Postfächer passen</translation>
    </message>
    <message>
        <source>whether the checkout is ready</source>
        <translation>ob der Checkout bereit ist</translation>
    </message>
    <message>
        <source>where it is not there: whether nothing else is</source>
        <translation>wo er nicht ist: ob dort auch nichts anderes ist</translation>
    </message>
    <message>
        <source>whether this cmdeploy can install without activating</source>
        <translation>ob dieses cmdeploy installieren kann, ohne zu aktivieren</translation>
    </message>
    <message>
        <source>which release the checkout is</source>
        <translation>welche Version der Checkout ist</translation>
    </message>
    <message>
        <source>whether it is newer than what Relaymove was tried with</source>
        <translation>ob er neuer ist als das, womit Relaymove erprobt ist</translation>
    </message>
    <message>
        <source>the configuration that NEW will get</source>
        <translation>die Konfiguration, die NEW bekommt</translation>
    </message>
    <message>
        <source>whether the clocks agree</source>
        <translation>ob die Uhren übereinstimmen</translation>
    </message>
    <message>
        <source>how much memory there is</source>
        <translation>wie viel Speicher da ist</translation>
    </message>
    <message>
        <source>whether the certificate falls due during the move</source>
        <translation>ob das Zertifikat während des Umzugs fällig wird</translation>
    </message>
    <message>
        <source>whether NEW may send mail</source>
        <translation>ob NEW Mail senden darf</translation>
    </message>
    <message>
        <source>where OLD runs another release: whether the checkout knows it</source>
        <translation>wo auf OLD eine andere Version läuft: ob der Checkout sie kennt</translation>
    </message>
    <message>
        <source>if it doesn&apos;t</source>
        <translation>wenn nicht</translation>
    </message>
    <message>
        <source>whether it was made before</source>
        <translation>ob es schon gemacht wurde</translation>
    </message>
    <message>
        <source>if NEW is to get what OLD runs: that release, beside your checkout</source>
        <translation>wenn NEW bekommen soll, was auf OLD läuft: jene Version, neben Ihrem Checkout</translation>
    </message>
    <message>
        <source>with OLD&apos;s configuration</source>
        <translation>mit OLDs Konfiguration</translation>
    </message>
    <message>
        <source>it has no name servers</source>
        <translation>sie hat keine Nameserver</translation>
    </message>
    <message>
        <source>nothing is known yet</source>
        <translation>noch ist nichts bekannt</translation>
    </message>
    <message>
        <source>NEW bears no mark of this migration</source>
        <translation>NEW trägt kein Zeichen dieses Umzugs</translation>
    </message>
    <message>
        <source>OLD bears no mark of this migration</source>
        <translation>OLD trägt kein Zeichen dieses Umzugs</translation>
    </message>
    <message>
        <source>looked at before; looking again</source>
        <translation>schon einmal angesehen; wird noch einmal angesehen</translation>
    </message>
    <message>
        <source>both machines are this migration&apos;s</source>
        <translation>beide Maschinen gehören diesem Umzug</translation>
    </message>
    <message>
        <source>%1 leads to</source>
        <translation>%1 führt zu</translation>
    </message>
    <message>
        <source>another migration&apos;s</source>
        <translation>das eines anderen Umzugs</translation>
    </message>
    <message>
        <source>%1&apos;s mark</source>
        <translation>Zeichen von %1</translation>
    </message>
    <message>
        <source>this migration&apos;s</source>
        <translation>das dieses Umzugs</translation>
    </message>
    <message>
        <source>Go on and choose to do it carefully; or mend the disk first.</source>
        <translation>Machen Sie weiter und wählen Sie „Vorsichtig weiter“; oder beheben Sie erst den Schaden.</translation>
    </message>
    <message>
        <source>Go on: they are tried again. Or leave them behind; the report lists them.</source>
        <translation>Weiter: sie werden noch einmal versucht. Oder lassen Sie sie zurück; der Bericht nennt sie.</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>unknown event &quot;%1&quot;</source>
        <translation>unbekanntes Ereignis „%1“</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>running, or broken off</source>
        <translation>läuft, oder abgebrochen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>FEHLGESCHLAGEN</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>At the end of the journal nobody served mail.</source>
        <translation>Am Ende des Journals war niemand im Dienst.</translation>
    </message>
    <message>
        <source>At the end of the journal %1 served mail.</source>
        <translation>Am Ende des Journals war %1 im Dienst.</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>Was umgezogen ist</translation>
    </message>
    <message>
        <source>Nothing was learned about OLD yet.</source>
        <translation>Über OLD ist noch nichts bekannt.</translation>
    </message>
    <message>
        <source>%1 mailboxes with %2 messages, %3 in all, as first seen, from %4</source>
        <translation>%1 Postfächer mit %2 Nachrichten, zusammen %3, wie zuerst gesehen, aus %4</translation>
    </message>
    <message>
        <source>%1 messages in the queue, as first seen</source>
        <translation>%1 Nachrichten in der Warteschlange, beim ersten Blick</translation>
    </message>
    <message>
        <source>passes of the copy: %1; the last one took %2</source>
        <translation>Durchgänge der Kopie: %1; der letzte dauerte %2</translation>
    </message>
    <message>
        <source>further state: %1</source>
        <translation>weiterer Bestand: %1</translation>
    </message>
    <message>
        <source>relay version: %1</source>
        <translation>Version des Relays: %1</translation>
    </message>
    <message>
        <source>address records as first seen: %1; TTL %2 s (A), %3 s (AAAA)</source>
        <translation>Adresseinträge beim ersten Blick: %1; TTL %2 s (A), %3 s (AAAA)</translation>
    </message>
    <message>
        <source>What OLD&apos;s disk did not give back</source>
        <translation>Was die Platte von OLD nicht hergab</translation>
    </message>
    <message>
        <source>Everything could be read.</source>
        <translation>Alles war lesbar.</translation>
    </message>
    <message>
        <source>File by file, below %1:</source>
        <translation>Datei für Datei, unterhalb von %1:</translation>
    </message>
    <message>
        <source>left behind, as agreed</source>
        <translation>wie vereinbart zurückgelassen</translation>
    </message>
    <message>
        <source>not agreed to yet</source>
        <translation>noch nicht vereinbart</translation>
    </message>
    <message>
        <source>The cutover</source>
        <translation>Die Umschaltung</translation>
    </message>
    <message>
        <source>Projected: %1.</source>
        <translation>Vorhergesagt: %1.</translation>
    </message>
    <message>
        <source>The steps and their proof</source>
        <translation>Die Schritte und ihr Beleg</translation>
    </message>
    <message>
        <source>expected %1, saw %2</source>
        <translation>erwartet %1, gesehen %2</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Frist</translation>
    </message>
    <message>
        <source>by person</source>
        <translation>von einem Menschen</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>durch %1</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>Fragen und Antworten</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>der Lauf</translation>
    </message>
    <message>
        <source>What went wrong on the way</source>
        <translation>Was unterwegs schiefging</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>%1: started (%2), Relaymove %3</source>
        <translation>%1: begonnen (%2), Relaymove %3</translation>
    </message>
    <message>
        <source>%1 commands ran; each is in the log with its exit code.</source>
        <translation>%1 Befehle sind gelaufen; jeder steht mit seinem Rückgabewert im Protokoll.</translation>
    </message>
    <message>
        <source>OLD lets new connections wait</source>
        <translation>OLD lässt neue Verbindungen warten</translation>
    </message>
    <message>
        <source>nothing serves or writes on OLD</source>
        <translation>auf OLD ist nichts im Dienst und nichts schreibt</translation>
    </message>
    <message>
        <source>the last pass is on NEW and verified</source>
        <translation>der letzte Durchgang ist auf NEW und geprüft</translation>
    </message>
    <message>
        <source>NEW&apos;s services run behind the fence</source>
        <translation>die Dienste von NEW laufen hinter der Abschirmung</translation>
    </message>
    <message>
        <source>NEW is proven behind the fence</source>
        <translation>NEW ist hinter der Abschirmung erprobt</translation>
    </message>
    <message>
        <source>OLD hands over, even if this computer vanishes now</source>
        <translation>OLD übergibt, auch wenn dieser Computer jetzt verschwindet</translation>
    </message>
    <message>
        <source>the fence is lifted: NEW serves</source>
        <translation>die Abschirmung ist aufgehoben: NEW ist im Dienst</translation>
    </message>
    <message>
        <source>OLD forwards to NEW</source>
        <translation>OLD leitet an NEW weiter</translation>
    </message>
    <message>
        <source>OLD is found to serve again, by its own timer</source>
        <translation>OLD ist wieder im Dienst, durch seinen eigenen Zeitgeber</translation>
    </message>
    <message>
        <source>New connections waited %1, from the hold on OLD until NEW served.</source>
        <translation>Neue Verbindungen haben %1 gewartet, vom Anhalten auf OLD, bis NEW im Dienst war.</translation>
    </message>
    <message>
        <source>New connections waited %1, from the hold on OLD until OLD served again.</source>
        <translation>Neue Verbindungen haben %1 gewartet, vom Anhalten auf OLD, bis OLD wieder im Dienst war.</translation>
    </message>
    <message>
        <source>The cutover did not happen: OLD&apos;s timer took it back.</source>
        <translation>Die Umschaltung fand nicht statt: Der Zeitgeber von OLD hat sie zurückgenommen.</translation>
    </message>
    <message>
        <source>The cutover has begun and not ended: new connections wait on OLD.</source>
        <translation>Die Umschaltung hat begonnen und ist nicht beendet: neue Verbindungen warten auf OLD.</translation>
    </message>
    <message>
        <source>No cutover took place: users noticed nothing.</source>
        <translation>Es gab keine Umschaltung: die Nutzer haben nichts bemerkt.</translation>
    </message>
    <message>
        <source>The move of %1</source>
        <translation>Der Umzug von %1</translation>
    </message>
    <message>
        <source>Migration %1 (&quot;%2&quot;), as of %3.</source>
        <translation>Umzug %1 („%2“), Stand %3.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>ssh goes to %1 for &quot;%2&quot;: that leads to another machine once the DNS records are changed.</source>
        <translation>ssh geht für „%2“ zu %1: Das führt zu einer anderen Maschine, sobald die DNS-Einträge geändert sind.</translation>
    </message>
    <message>
        <source>Give that Host of ~/.ssh/config the machine&apos;s address, or a name of its own, as HostName.</source>
        <translation>Geben Sie diesem Host in ~/.ssh/config die Adresse der Maschine oder einen eigenen Namen als HostName.</translation>
    </message>
    <message>
        <source>OLD and NEW show the same host key: they are one machine, or one is a clone of the other.</source>
        <translation>OLD und NEW zeigen denselben Host-Schlüssel: Sie sind eine Maschine, oder eine ist eine Kopie der anderen.</translation>
    </message>
    <message>
        <source>Correct the addresses, or give NEW a key of its own on its console: rm /etc/ssh/ssh_host_*_key*; ssh-keygen -A; systemctl restart ssh</source>
        <translation>Berichtigen Sie die Adressen, oder geben Sie NEW auf seiner Konsole einen eigenen Schlüssel: rm /etc/ssh/ssh_host_*_key*; ssh-keygen -A; systemctl restart ssh</translation>
    </message>
    <message>
        <source>not let through</source>
        <translation>nicht durchgelassen</translation>
    </message>
    <message>
        <source>OLD and NEW show the same host key: they are one machine, or one is a clone of the other. Give NEW a key of its own, then forget the old one.</source>
        <translation>OLD und NEW zeigen denselben Host-Schlüssel: Sie sind eine Maschine, oder eine ist eine Kopie der anderen. Geben Sie NEW einen eigenen Schlüssel und vergessen Sie dann den alten.</translation>
    </message>
    <message>
        <source>The profile is gone, but its secret may still be in the keychain, as &quot;%1&quot; of relaymove. %2 Remove it there.</source>
        <translation>Das Profil ist gelöscht, aber sein Geheimnis kann noch im Schlüsselbund sein, als „%1“ von relaymove. %2 Löschen Sie es dort.</translation>
    </message>
    <message>
        <source>the secret does not match its key &quot;%1&quot;</source>
        <translation>das Geheimnis passt nicht zu seinem Schlüssel „%1“</translation>
    </message>
    <message>
        <source>OLD&apos;s disk does not give back %1, and no relay can do without it.</source>
        <translation>Die Platte von OLD gibt %1 nicht her, und ohne das kommt kein Relay aus.</translation>
    </message>
    <message>
        <source>Put it there again from a backup, and go on: what else could be read is on NEW.</source>
        <translation>Spielen Sie es dort aus einer Sicherung wieder ein und machen Sie weiter: Was sonst gelesen werden konnte, ist auf NEW.</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 Nachrichten</translation>
    </message>
    <message>
        <source>in the queue: %1</source>
        <translation>in der Warteschlange: %1</translation>
    </message>
    <message>
        <source>keys and other state: %1</source>
        <translation>Schlüssel und anderer Zustand: %1</translation>
    </message>
    <message>
        <source>Without its password file a mailbox belongs to whoever logs in to its address first: tell these users to do so as soon as NEW serves.</source>
        <translation>Ohne seine Passwortdatei gehört ein Postfach dem, der sich als Erster mit seiner Adresse anmeldet: Sagen Sie diesen Nutzern, dass sie das tun sollen, sobald NEW bedient.</translation>
    </message>
    <message>
        <source>%1 files can&apos;t be read.</source>
        <translation>%1 Dateien können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>what the admin has removed: registration opened again, say</source>
        <translation>was der Verwalter entfernt hat: etwa eine wieder geöffnete Anmeldung neuer Konten</translation>
    </message>
    <message>
        <source>NEW has no more of it then</source>
        <translation>dann hat NEW es auch nicht mehr</translation>
    </message>
    <message>
        <source>what the way back starts and puts back</source>
        <translation>was der Rückweg startet und zurücklegt</translation>
    </message>
    <message>
        <source>which cutover, and the way to NEW</source>
        <translation>welche Umschaltung, und der Weg zu NEW</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: a folder for what a pass would delete on NEW</source>
        <translation>nur wenn die Platte von OLD ausfällt: ein Ordner für das, was ein Durchgang auf NEW löschen würde</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: messages that NEW had already come back</source>
        <translation>nur wenn die Platte von OLD ausfällt: Nachrichten, die NEW schon hatte, kommen zurück</translation>
    </message>
    <message>
        <source>how many messages were put by</source>
        <translation>wie viele Nachrichten beiseitegelegt wurden</translation>
    </message>
    <message>
        <source>what you changed in it and did not commit</source>
        <translation>was Sie darin geändert und nicht committet haben</translation>
    </message>
    <message>
        <source>OLD has %1 mailboxes in %2 now, but had %3 before.</source>
        <translation>OLD hat jetzt %1 Postfächer in %2, vorher waren es %3.</translation>
    </message>
    <message>
        <source>Look whether their file system is mounted: %1. Mount it and start again; NEW keeps what it has. Were they deleted on purpose? Then make this profile anew, and remove /etc/relaymove on both machines.</source>
        <translation>Sehen Sie nach, ob ihr Dateisystem eingehängt ist: %1. Hängen Sie es ein und starten Sie noch einmal; NEW behält, was es hat. Wurden sie mit Absicht gelöscht? Dann legen Sie dieses Profil neu an und entfernen Sie auf beiden Maschinen /etc/relaymove.</translation>
    </message>
    <message>
        <source>whether the mailboxes are all there: a pass deletes on NEW what OLD has not</source>
        <translation>ob alle Postfächer da sind: ein Durchgang löscht auf NEW, was OLD nicht hat</translation>
    </message>
    <message>
        <source>made</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>NEW takes mail from other servers</source>
        <translation>NEW nimmt Mail von anderen Servern an</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached from this computer: its ports were not tried there</source>
        <translation>%1 ist von diesem Computer aus nicht zu erreichen: Seine Ports wurden dort nicht probiert</translation>
    </message>
    <message>
        <source>NEW&apos;s ports, tried from this computer</source>
        <translation>Ports von NEW, von diesem Computer aus probiert</translation>
    </message>
    <message>
        <source>whether its message was signed</source>
        <translation>ob seine Nachricht signiert wurde</translation>
    </message>
    <message>
        <source>it ran no command, and said: %1</source>
        <translation>es führte keinen Befehl aus und antwortete: %1</translation>
    </message>
    <message>
        <source>OLD&apos;s certificate in %1 could not be read.</source>
        <translation>Das Zertifikat von OLD in %1 ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>See why, and mend it there: %1</source>
        <translation>Sehen Sie nach, warum, und beheben Sie es dort: %1</translation>
    </message>
    <message>
        <source>DNS has no DKIM key at %1: other servers refuse the relay&apos;s mail.</source>
        <translation>Im DNS steht unter %1 kein DKIM-Schlüssel: Andere Server weisen die Mail des Relays ab.</translation>
    </message>
    <message>
        <source>The DKIM key that OLD signs with is not the one in DNS at %1: other servers refuse the relay&apos;s mail.</source>
        <translation>Der DKIM-Schlüssel, mit dem OLD signiert, ist nicht der im DNS unter %1: Andere Server weisen die Mail des Relays ab.</translation>
    </message>
    <message>
        <source>Enter it at your DNS provider, as a TXT record of %1: %2</source>
        <translation>Tragen Sie ihn bei Ihrem DNS-Anbieter ein, als TXT-Eintrag von %1: %2</translation>
    </message>
    <message>
        <source>whether the key that signs is the one in DNS</source>
        <translation>ob der Schlüssel, der signiert, der im DNS ist</translation>
    </message>
    <message>
        <source>NEW can&apos;t reach port 25 of OLD (%1): its provider seems to block outgoing mail.</source>
        <translation>NEW erreicht Port 25 von OLD nicht (%1): der Anbieter scheint ausgehende Mail zu sperren.</translation>
    </message>
    <message>
        <source>NEW could not listen on a relay&apos;s ports for a trial: %1.</source>
        <translation>NEW konnte zur Probe nicht auf den Ports eines Relays lauschen: %1.</translation>
    </message>
    <message>
        <source>See what has them, and remove it: %1</source>
        <translation>Sehen Sie nach, was sie belegt, und entfernen Sie es: %1</translation>
    </message>
    <message>
        <source>See what OLD uses of it: %1. If that is more than NEW has, have its provider give it more before the move.</source>
        <translation>Sehen Sie nach, was OLD davon nutzt: %1. Ist es mehr, als NEW hat, lassen Sie sich vom Anbieter vor dem Umzug mehr geben.</translation>
    </message>
    <message>
        <source>NEW can&apos;t reach port 25 of OLD at %1: over IPv6 it may send no mail.</source>
        <translation>NEW erreicht Port 25 von OLD unter %1 nicht: über IPv6 darf es keine Mail senden.</translation>
    </message>
    <message>
        <source>Ask NEW&apos;s provider to open outgoing port 25 over IPv6, too.</source>
        <translation>Bitten Sie den Anbieter von NEW, den ausgehenden Port 25 auch für IPv6 zu öffnen.</translation>
    </message>
    <message>
        <source>NEW&apos;s ports at %1 were not tried from outside: neither OLD nor this computer has a way there.</source>
        <translation>Die Ports von NEW unter %1 wurden nicht von außen geprüft: weder OLD noch dieser Computer hat einen Weg dorthin.</translation>
    </message>
    <message>
        <source>Look into the firewall of NEW&apos;s provider, or check from a network that has one.</source>
        <translation>Sehen Sie in der Firewall des Anbieters von NEW nach, oder prüfen Sie aus einem Netz, das einen hat.</translation>
    </message>
    <message>
        <source>NEW&apos;s address %1 has no reverse name (PTR) %2: some servers refuse mail from it.</source>
        <translation>Die Adresse %1 von NEW hat keinen Reverse-Namen (PTR) %2: manche Server weisen Mail von ihr ab.</translation>
    </message>
    <message>
        <source>Set it at NEW&apos;s provider.</source>
        <translation>Setzen Sie ihn beim Anbieter von NEW.</translation>
    </message>
    <message>
        <source>Your own chatmail.ini can&apos;t be used for NEW, and the release that OLD runs can&apos;t be had from your checkout, or is older than 1.8.0. In chatmail.ini: %1.</source>
        <translation>Ihre eigene chatmail.ini kann für NEW nicht genutzt werden, und die Version von OLD gibt Ihr Checkout nicht her, oder sie ist älter als 1.8.0. In chatmail.ini: %1.</translation>
    </message>
    <message>
        <source>What was changed in OLD&apos;s release and not committed could not be applied in %1.</source>
        <translation>Was in der Version von OLD geändert und nicht committet wurde, ließ sich in %1 nicht anwenden.</translation>
    </message>
    <message>
        <source>It is in /etc/chatmail-version on OLD. Bring these changes into your own checkout and let NEW get that, or remove this folder and check again: %1</source>
        <translation>Es steht auf OLD in /etc/chatmail-version. Übernehmen Sie diese Änderungen in Ihren eigenen Checkout und lassen Sie NEW diesen bekommen, oder entfernen Sie den Ordner und prüfen Sie erneut: %1</translation>
    </message>
    <message>
        <source>whether that release can install without activating</source>
        <translation>ob diese Version installieren kann, ohne den Dienst aufzunehmen</translation>
    </message>
    <message>
        <source>whether OLD&apos;s own changes are in it</source>
        <translation>ob die eigenen Änderungen von OLD darin sind</translation>
    </message>
    <message>
        <source>with what was changed on OLD and not committed</source>
        <translation>mit dem, was auf OLD geändert und nicht committet wurde</translation>
    </message>
    <message>
        <source>See whether what changed since concerns you, before you go on: %1</source>
        <translation>Sehen Sie vor dem Weitermachen nach, ob Sie betrifft, was sich seitdem geändert hat: %1</translation>
    </message>
    <message>
        <source>It is not known which release of chatmail/relay your checkout is; Relaymove was tried with %1 and older.</source>
        <translation>Es ist nicht bekannt, welche Version von chatmail/relay Ihr Checkout ist; Relaymove wurde mit %1 und älteren erprobt.</translation>
    </message>
    <message>
        <source>Your checkout has %1 commits since release %2 of chatmail/relay; Relaymove was tried with %3 and older.</source>
        <translation>Ihr Checkout hat %1 Commits seit Version %2 von chatmail/relay; Relaymove wurde mit %3 und älteren erprobt.</translation>
    </message>
    <message>
        <source>Have git fetch the releases&apos; names, and check again: %1</source>
        <translation>Lassen Sie git die Namen der Versionen holen und prüfen Sie erneut: %1</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk fails: which keys no relay can do without</source>
        <translation>nur wenn die Platte von OLD ausfällt: ohne welche Schlüssel kein Relay auskommt</translation>
    </message>
    <message>
        <source>%1, 1 connection so far</source>
        <translation>%1, bisher 1 Verbindung</translation>
    </message>
    <message>
        <source>OLD can&apos;t be asked.</source>
        <translation>OLD kann nicht gefragt werden.</translation>
    </message>
    <message>
        <source>NEW can&apos;t be asked.</source>
        <translation>NEW kann nicht gefragt werden.</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>another system</source>
        <translation>ein anderes System</translation>
    </message>
    <message>
        <source>NEW has %1 MB free in %2, but %3 MB are needed.</source>
        <translation>NEW hat %1 MB frei in %2, gebraucht werden aber %3 MB.</translation>
    </message>
    <message>
        <source>Make room there, or use a machine with a larger disk.</source>
        <translation>Schaffen Sie dort Platz, oder nehmen Sie eine Maschine mit größerer Platte.</translation>
    </message>
    <message>
        <source>OLD&apos;s mailboxes are all there</source>
        <translation>die Postfächer von OLD sind alle da</translation>
    </message>
    <message>
        <source>ports, mail to others, clocks and certificate look fine</source>
        <translation>Ports, Mail an andere, Uhren und Zertifikat sehen gut aus</translation>
    </message>
    <message>
        <source>NEW will not serve by IPv6: the AAAA record of %1 will be removed.</source>
        <translation>NEW wird über IPv6 nicht zu erreichen sein: Der AAAA-Eintrag von %1 wird entfernt.</translation>
    </message>
    <message>
        <source>If it is to stay, have NEW&apos;s provider give it one first.</source>
        <translation>Soll er bleiben, lassen Sie NEW vom Anbieter vorher eine geben.</translation>
    </message>
    <message>
        <source>OLD has no mailboxes in %1.</source>
        <translation>OLD hat in %1 keine Postfächer.</translation>
    </message>
    <message>
        <source>Are they on a file system that is not mounted? Then mount it first.</source>
        <translation>Sind sie auf einem Dateisystem, das nicht eingehängt ist? Dann hängen Sie es zuerst ein.</translation>
    </message>
    <message>
        <source>See what they wait for: %1</source>
        <translation>Sehen Sie nach, worauf sie warten: %1</translation>
    </message>
    <message>
        <source>The certificate in %1 is renewed by a tool of yours, which is not moved.</source>
        <translation>Das Zertifikat in %1 erneuert ein Werkzeug von Ihnen, das nicht mit umzieht.</translation>
    </message>
    <message>
        <source>Set it up on NEW before the certificate ends.</source>
        <translation>Richten Sie es auf NEW ein, bevor das Zertifikat abläuft.</translation>
    </message>
    <message>
        <source>There is no scripts/cmdeploy in %1, and none was found on OLD in /root, /home, /opt and /srv.</source>
        <translation>In %1 ist kein scripts/cmdeploy, und auf OLD fand sich keines in /root, /home, /opt und /srv.</translation>
    </message>
    <message>
        <source>The profile names no checkout of chatmail/relay, and none was found on OLD in /root, /home, /opt and /srv.</source>
        <translation>Das Profil nennt keinen Checkout von chatmail/relay, und auf OLD fand sich keiner in /root, /home, /opt und /srv.</translation>
    </message>
    <message>
        <source>OLD&apos;s services stop</source>
        <translation>die Dienste von OLD halten an</translation>
    </message>
    <message>
        <source>prepares: nobody notices</source>
        <translation>bereitet vor: niemand merkt etwas</translation>
    </message>
    <message>
        <source>the fence of NEW is tried from outside</source>
        <translation>der Zaun von NEW wird von außen geprüft</translation>
    </message>
    <message>
        <source>OLD&apos;s waiting room and its forwarding are prepared</source>
        <translation>Warteraum und Weiterleitung von OLD werden vorbereitet</translation>
    </message>
    <message>
        <source>Correct server, zone or key in the profile, or choose to enter the records by hand; then try again.</source>
        <translation>Berichtigen Sie Server, Zone oder Schlüssel im Profil, oder tragen Sie die Einträge selbst ein; dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>OLD is still needed until %1: resolvers may still send users there until then, and it passes them on. Some keep an address for longer: leave it on for some days.</source>
        <translation>OLD wird noch bis %1 gebraucht: so lange können Resolver Nutzer dorthin führen, und es leitet sie weiter. Manche behalten eine Adresse länger: lassen Sie OLD noch einige Tage an.</translation>
    </message>
    <message>
        <source>which mail filters this release has</source>
        <translation>welche Mail-Filter diese Version hat</translation>
    </message>
    <message>
        <source>copied less than %1 minutes ago</source>
        <translation>vor weniger als %1 Minuten kopiert</translation>
    </message>
    <message>
        <source>another pass is wanted</source>
        <translation>ein weiterer Durchgang ist gewünscht</translation>
    </message>
    <message>
        <source>no pass in the last %1 minutes</source>
        <translation>kein Durchgang in den letzten %1 Minuten</translation>
    </message>
    <message>
        <source>pass %1: %2, %3 in %4 s%5</source>
        <translation>Durchgang %1: %2, %3 in %4 s%5</translation>
    </message>
    <message>
        <source>%1 mailboxes, %2 messages, %3, %4 in the queue</source>
        <translation>%1 Postfächer, %2 Nachrichten, %3, %4 in der Warteschlange</translation>
    </message>
    <message>
        <source>the last pass: about %1 s, as the one before</source>
        <translation>der letzte Durchgang: etwa %1 s, wie der vorige</translation>
    </message>
    <message>
        <source>last pass: %1 in %2 s</source>
        <translation>letzter Durchgang: %1 in %2 s</translation>
    </message>
    <message>
        <source>compares OLD and NEW</source>
        <translation>vergleicht OLD und NEW</translation>
    </message>
    <message>
        <source>the queue</source>
        <translation>die Warteschlange</translation>
    </message>
    <message>
        <source>the old TTL runs out at %1</source>
        <translation>die alte TTL läuft um %1 ab</translation>
    </message>
    <message>
        <source>%1 messages that NEW had, and that OLD&apos;s disk then no longer showed under the same name, lie on NEW in %2: deleted or read by their users, or lost. Remove that folder when nobody misses any.</source>
        <translation>%1 Nachrichten, die NEW hatte und die die Platte von OLD dann nicht mehr unter demselben Namen zeigte, liegen auf NEW in %2: von ihren Nutzern gelöscht oder gelesen, oder verloren. Löschen Sie den Ordner, wenn niemand eine vermisst.</translation>
    </message>
    <message>
        <source>the last pass</source>
        <translation>der letzte Durchgang</translation>
    </message>
    <message>
        <source>only if OLD&apos;s disk can&apos;t be written: its memory takes what this move writes there</source>
        <translation>nur wenn ALTs Platte nicht beschreibbar ist: was dieser Umzug dort schreibt, kommt in den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>OLD can&apos;t be written (%1). What this move writes there is kept in its memory, and a reboot of OLD forgets it.</source>
        <translation>OLD ist nicht beschreibbar (%1). Was dieser Umzug dort schreibt, bleibt im Arbeitsspeicher, und ein Neustart von OLD vergisst es.</translation>
    </message>
    <message>
        <source>Do not reboot OLD before the move is over.</source>
        <translation>Starten Sie OLD nicht neu, bevor der Umzug vorbei ist.</translation>
    </message>
    <message>
        <source>What keeps OLD stopped is in its memory only. Do not reboot it, and once it is off, never start it at this network again: if its disk could be written then, it would send its old queue a second time.</source>
        <translation>Was OLD anhält, steht nur in dessen Arbeitsspeicher. Starten Sie OLD nicht neu, und ist es einmal aus, nie wieder in diesem Netz: Wäre die Platte dann beschreibbar, würde es seine alte Warteschlange ein zweites Mal verschicken.</translation>
    </message>
    <message>
        <source>whether pyinfra&apos;s ssh gets in without asking</source>
        <translation>ob das ssh von pyinfra hineinkommt, ohne zu fragen</translation>
    </message>
    <message>
        <source>ssh gets in to %1, but pyinfra, by which cmdeploy works, does not: %2</source>
        <translation>ssh kommt auf %1, aber pyinfra, mit dem cmdeploy arbeitet, nicht: %2</translation>
    </message>
    <message>
        <source>It has an ssh client of its own, which reads ~/.ssh/config only in part. Load your key into the agent (ssh-add), or write a plain Host entry with HostName and IdentityFile for %1 there, and check again.</source>
        <translation>Es hat einen eigenen ssh-Client, der ~/.ssh/config nur zum Teil liest. Laden Sie Ihren Schlüssel in den Agenten (ssh-add), oder schreiben Sie dort für %1 einen einfachen Host-Eintrag mit HostName und IdentityFile, und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>[%1 lines more are not in this log]</source>
        <translation>[%1 weitere Zeilen stehen nicht in diesem Protokoll]</translation>
    </message>
    <message>
        <source>one certificate for the domain on every port</source>
        <translation>an jedem Port dasselbe Zertifikat für die Domain</translation>
    </message>
    <message>
        <source>an account logs in</source>
        <translation>ein Konto meldet sich an</translation>
    </message>
    <message>
        <source>it takes a message of a user</source>
        <translation>eine Nachricht eines Nutzers wird angenommen</translation>
    </message>
    <message>
        <source>it takes mail from other servers, with an empty sender too</source>
        <translation>Mail von anderen Servern wird angenommen, auch mit leerem Absender</translation>
    </message>
    <message>
        <source>it delivers a message</source>
        <translation>eine Nachricht wird zugestellt</translation>
    </message>
    <message>
        <source>it signs a message</source>
        <translation>eine Nachricht wird signiert</translation>
    </message>
    <message>
        <source>port %1 answers</source>
        <translation>Port %1 antwortet</translation>
    </message>
    <message>
        <source>as on OLD: %1</source>
        <translation>wie auf OLD: %1</translation>
    </message>
    <message>
        <source>the message is delivered on NEW</source>
        <translation>die Nachricht wird auf NEW zugestellt</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>the message is signed on NEW</source>
        <translation>die Nachricht wird auf NEW signiert</translation>
    </message>
    <message>
        <source>a DKIM signature of %1</source>
        <translation>eine DKIM-Signatur von %1</translation>
    </message>
    <message>
        <source>NEW&apos;s ports, behind its fence</source>
        <translation>die Ports von NEW, hinter seiner Abschirmung</translation>
    </message>
    <message>
        <source>OLD does not pass a proof itself (%1): %2. NEW need not pass it either.</source>
        <translation>OLD besteht einen Nachweis selbst nicht (%1): %2. NEW muss ihn auch nicht bestehen.</translation>
    </message>
    <message>
        <source>OLD lets no account in that is made for a trial: %1. How it answers to mail is not known, and NEW must pass each proof.</source>
        <translation>OLD lässt kein Konto herein, das für eine Probe angelegt wird: %1. Wie es auf Mail antwortet, ist nicht bekannt, und NEW muss jeden Nachweis bestehen.</translation>
    </message>
    <message>
        <source>If it should, mend it on OLD and check again.</source>
        <translation>Wenn es das sollte, beheben Sie es auf OLD und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>OLD could not be tried as NEW will be: %1 NEW must pass each proof.</source>
        <translation>OLD konnte nicht so erprobt werden wie später NEW: %1 NEW muss jeden Nachweis bestehen.</translation>
    </message>
    <message>
        <source>NEW&apos;s ssh server makes no connections for this computer: NEW could not be proven behind its fence.</source>
        <translation>Der SSH-Server von NEW stellt für diesen Computer keine Verbindungen her: NEW könnte hinter seiner Abschirmung nicht nachgewiesen werden.</translation>
    </message>
    <message>
        <source>Set AllowTcpForwarding to yes in its /etc/ssh/sshd_config, also where a Match or PermitOpen says otherwise, and reload it: %1</source>
        <translation>Setzen Sie AllowTcpForwarding in dessen /etc/ssh/sshd_config auf yes, auch wo Match oder PermitOpen etwas anderes sagen, und laden Sie sie neu: %1</translation>
    </message>
    <message>
        <source>NEW&apos;s ssh server makes no connections</source>
        <translation>der SSH-Server von NEW stellt keine Verbindungen her</translation>
    </message>
    <message>
        <source>the proof&apos;s account</source>
        <translation>das Konto für den Nachweis</translation>
    </message>
    <message>
        <source>the proof&apos;s account and its messages are removed</source>
        <translation>das Konto für den Nachweis und seine Nachrichten werden entfernt</translation>
    </message>
    <message>
        <source>no signature</source>
        <translation>keine Signatur</translation>
    </message>
    <message>
        <source>no connection can be made on this computer</source>
        <translation>auf diesem Computer kann keine Verbindung hergestellt werden</translation>
    </message>
    <message>
        <source>OLD is tried as NEW will be</source>
        <translation>OLD wird so erprobt wie später NEW</translation>
    </message>
    <message>
        <source>NEW does not have all that OLD had: its last copy never ended.</source>
        <translation>NEW hat nicht alles, was OLD hatte: Die letzte Kopie wurde nie fertig.</translation>
    </message>
    <message>
        <source>Bring OLD back, if only for its disk. If that can&apos;t be, restore from your backups.</source>
        <translation>Bringen Sie OLD zurück, und sei es nur wegen der Festplatte. Geht das nicht, stellen Sie aus Ihren Sicherungen wieder her.</translation>
    </message>
    <message>
        <source>OLD answers: it is not gone.</source>
        <translation>OLD antwortet: Es ist nicht verloren.</translation>
    </message>
    <message>
        <source>Go on without --old-is-gone.</source>
        <translation>Machen Sie ohne --old-is-gone weiter.</translation>
    </message>
    <message>
        <source>OLD takes part in no move: there is nothing to go back from.</source>
        <translation>OLD nimmt an keinem Umzug teil: Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>OLD has handed over to NEW, and NEW can&apos;t be asked whether it serves.</source>
        <translation>OLD hat an NEW übergeben, und NEW kann nicht gefragt werden, ob es bedient.</translation>
    </message>
    <message>
        <source>NEW answers: it is not gone.</source>
        <translation>NEW antwortet: Es ist nicht verloren.</translation>
    </message>
    <message>
        <source>Go back without --new-is-gone.</source>
        <translation>Nehmen Sie ohne --new-is-gone zurück.</translation>
    </message>
    <message>
        <source>OLD says that it comes from %1.</source>
        <translation>OLD sagt, es komme von %1.</translation>
    </message>
    <message>
        <source>NEW lets OLD in from its addresses only: see to it that &quot;ip route get&quot; works there.</source>
        <translation>NEW lässt OLD nur von dessen Adressen aus herein: Sorgen Sie dafür, dass „ip route get“ dort geht.</translation>
    </message>
    <message>
        <source>NEW can&apos;t let OLD in: %1</source>
        <translation>NEW kann OLD nicht hereinlassen: %1</translation>
    </message>
    <message>
        <source>Let root&apos;s authorized_keys be written there (lsattr, chattr -i), or correct what it names.</source>
        <translation>Sorgen Sie dafür, dass roots authorized_keys dort geschrieben werden kann (lsattr, chattr -i), oder berichtigen Sie, was genannt ist.</translation>
    </message>
    <message>
        <source>all that OLD may do on NEW: copies while it is fenced, scripts by name</source>
        <translation>alles, was OLD auf NEW darf: Kopien, solange es abgeschirmt ist, Skripte mit Namen</translation>
    </message>
    <message>
        <source>lets OLD in, and ends that</source>
        <translation>lässt OLD herein und beendet das</translation>
    </message>
    <message>
        <source>NEW admits this migration&apos;s key to that gate only, from OLD&apos;s addresses, for two days</source>
        <translation>NEW lässt den Schlüssel dieses Umzugs nur zu diesem Tor ein, von den Adressen von OLD aus, zwei Tage lang</translation>
    </message>
    <message>
        <source>NEW admits this migration&apos;s key no longer, and ends what came by it</source>
        <translation>NEW lässt den Schlüssel dieses Umzugs nicht mehr ein und beendet, was damit kam</translation>
    </message>
    <message>
        <source>keys, certificates and other state, to a folder of their own on NEW</source>
        <translation>Schlüssel, Zertifikate und anderer Zustand, in einen eigenen Ordner auf NEW</translation>
    </message>
    <message>
        <source>and from there each to its own path, if it may be there</source>
        <translation>und von dort jedes an seinen Platz, wenn es dort sein darf</translation>
    </message>
    <message>
        <source>NEW does not take this from OLD: %1</source>
        <translation>NEW nimmt dies von OLD nicht an: %1</translation>
    </message>
    <message>
        <source>Let tls_external_cert_and_key lead to files in PEM format whose names end in .pem, .crt, .cer or .key.</source>
        <translation>Lassen Sie tls_external_cert_and_key auf Dateien im PEM-Format zeigen, deren Namen auf .pem, .crt, .cer oder .key enden.</translation>
    </message>
    <message>
        <source>takes a table of ours away</source>
        <translation>nimmt eine unserer Tabellen weg</translation>
    </message>
    <message>
        <source>puts OLD&apos;s queue back</source>
        <translation>stellt die Warteschlange von OLD zurück</translation>
    </message>
    <message>
        <source>OLD holds, its timer runs: nothing of OLD&apos;s starts by itself</source>
        <translation>OLD hält an, seine Uhr läuft: Nichts von OLD startet von selbst</translation>
    </message>
    <message>
        <source>keeps a table of ours, whoever empties nftables</source>
        <translation>hält eine unserer Tabellen, wer auch immer nftables leert</translation>
    </message>
    <message>
        <source>nothing serves mail there unless the fence stands</source>
        <translation>dort läuft kein Maildienst, solange der Zaun nicht steht</translation>
    </message>
    <message>
        <source>nobody is passed on to OLD</source>
        <translation>niemand wird an OLD weitergereicht</translation>
    </message>
    <message>
        <source>connections that were passed on go on</source>
        <translation>weitergereichte Verbindungen bestehen weiter</translation>
    </message>
    <message>
        <source>this computer knew nothing of the move; %1 does</source>
        <translation>dieser Computer wusste nichts von dem Umzug; %1 weiß davon</translation>
    </message>
    <message>
        <source>the guard: from here on the host&apos;s own state decides</source>
        <translation>der Wächter: Von hier an entscheidet der eigene Zustand der Maschine</translation>
    </message>
    <message>
        <source>gives the lease back</source>
        <translation>gibt die Zusage zurück</translation>
    </message>
    <message>
        <source>whether this computer may still act</source>
        <translation>ob dieser Computer noch handeln darf</translation>
    </message>
    <message>
        <source>what is known of this move</source>
        <translation>was von diesem Umzug bekannt ist</translation>
    </message>
    <message>
        <source>what is known of this move, for whoever takes it up</source>
        <translation>was von diesem Umzug bekannt ist, für den, der ihn fortsetzt</translation>
    </message>
    <message>
        <source>NEW serves for good, should OLD fall silent after the commit point</source>
        <translation>NEW bedient für immer, sollte OLD nach dem Übergang verstummen</translation>
    </message>
    <message>
        <source>the commit point: OLD hands over, opens NEW, passes users on; needs nobody</source>
        <translation>der Übergang: OLD übergibt, öffnet NEW, reicht Nutzer weiter; braucht niemanden</translation>
    </message>
    <message>
        <source>what is on its way out is finished</source>
        <translation>was unterwegs ist, wird beendet</translation>
    </message>
    <message>
        <source>OLD tells NEW what became of it; needs nobody</source>
        <translation>OLD sagt NEW, was daraus wurde; braucht niemanden</translation>
    </message>
    <message>
        <source>and brings what OLD&apos;s cron sends by mail</source>
        <translation>und bringt, was cron auf OLD als Mail schickt</translation>
    </message>
    <message>
        <source>postfix stops without a pause</source>
        <translation>postfix hält ohne Pause an</translation>
    </message>
    <message>
        <source>should OLD say nothing for an hour, NEW sends it</source>
        <translation>sagt OLD eine Stunde lang nichts, verschickt NEW sie</translation>
    </message>
    <message>
        <source>OLD takes mail and sends nothing new: little is on its way at the hold</source>
        <translation>OLD nimmt Mail an und verschickt nichts Neues: Beim Anhalten ist wenig unterwegs</translation>
    </message>
    <message>
        <source>OLD&apos;s postfix stops, all but the deliveries under way</source>
        <translation>postfix auf OLD hält an, bis auf die laufenden Zustellungen</translation>
    </message>
    <message>
        <source>what OLD still delivers</source>
        <translation>was OLD noch zustellt</translation>
    </message>
    <message>
        <source>OLD tells NEW what became of what was on its way</source>
        <translation>OLD sagt NEW, was aus dem wurde, das unterwegs war</translation>
    </message>
    <message>
        <source>until it has</source>
        <translation>bis es das hat</translation>
    </message>
    <message>
        <source>what OLD has no answer to by then is sent by NEW</source>
        <translation>worauf OLD bis dahin keine Antwort hat, verschickt NEW</translation>
    </message>
    <message>
        <source>mail that OLD&apos;s cron sends from here on stays on OLD</source>
        <translation>Mail, die cron auf OLD von hier an schickt, bleibt auf OLD</translation>
    </message>
    <message>
        <source>OLD still waits for the answers to %1 messages that it sent</source>
        <translation>OLD wartet noch auf die Antworten zu %1 Nachrichten, die es verschickt hat</translation>
    </message>
    <message>
        <source>neither file nor folder, so it stays on OLD: %1</source>
        <translation>weder Datei noch Ordner, also bleibt es auf OLD: %1</translation>
    </message>
    <message>
        <source>NEW serves; its queue is not free yet</source>
        <translation>NEW bedient; seine Warteschlange ist noch nicht frei</translation>
    </message>
    <message>
        <source>NEW restarted just after it was opened, and OLD can&apos;t be asked whether it has gone back.</source>
        <translation>NEW startete neu, gleich nachdem es geöffnet wurde, und OLD kann nicht gefragt werden, ob es zurückgegangen ist.</translation>
    </message>
    <message>
        <source>Bring OLD back and try again. Is it lost for good? Then: resume --old-is-gone</source>
        <translation>Bringen Sie OLD zurück und versuchen Sie es noch einmal. Ist es für immer verloren? Dann: resume --old-is-gone</translation>
    </message>
    <message>
        <source>OLD has handed the relay over to another machine than the NEW of this profile.</source>
        <translation>OLD hat das Relay an eine andere Maschine übergeben als das NEW dieses Profils.</translation>
    </message>
    <message>
        <source>Enter the NEW of that cutover in the profile again. Is it lost for good? Then go back first: rollback --new-is-gone</source>
        <translation>Tragen Sie das NEW jenes Umschaltens wieder in das Profil ein. Ist es für immer verloren? Dann gehen Sie zuerst zurück: rollback --new-is-gone</translation>
    </message>
    <message>
        <source>while OLD&apos;s record says that it holds, none of these starts</source>
        <translation>solange der Eintrag von OLD sagt, dass es anhält, startet nichts davon</translation>
    </message>
    <message>
        <source>what clients have sent gets through, 2 s at most</source>
        <translation>was Clients geschickt haben, kommt durch, höchstens 2 s</translation>
    </message>
    <message>
        <source>what is on its way out gets its answers</source>
        <translation>was unterwegs ist, bekommt seine Antworten</translation>
    </message>
    <message>
        <source>a week later, by itself: limits and forwarding as they were</source>
        <translation>eine Woche später, von selbst: Grenzen und Weiterleitung wie zuvor</translation>
    </message>
    <message>
        <source>the waiting ports end with the last who waited</source>
        <translation>die Ports zum Warten schließen sich mit dem Letzten, der gewartet hat</translation>
    </message>
    <message>
        <source>Limits and forwarding, which NEW has raised for those whom OLD passes on, it sets back by itself in a week.</source>
        <translation>Grenzen und Weiterleitung, die auf NEW für die von OLD Weitergereichten erhöht wurden, stellt NEW in einer Woche selbst zurück.</translation>
    </message>
    <message>
        <source>and so does dovecot</source>
        <translation>und dovecot auch</translation>
    </message>
    <message>
        <source>before its postfix starts</source>
        <translation>bevor dessen postfix startet</translation>
    </message>
    <message>
        <source>only if you say that OLD is gone: NEW opens without its word, unless OLD answers it</source>
        <translation>nur wenn Sie sagen, dass OLD verloren ist: NEW öffnet ohne dessen Wort, außer OLD antwortet ihm</translation>
    </message>
    <message>
        <source>when NEW got OLD&apos;s queue</source>
        <translation>wann NEW die Warteschlange von OLD bekam</translation>
    </message>
    <message>
        <source>only if you say that OLD is gone: for a while NEW may open without it</source>
        <translation>nur wenn Sie sagen, dass OLD verloren ist: eine Weile darf NEW ohne OLD öffnen</translation>
    </message>
    <message>
        <source>NEW stays closed: OLD may have served since %1, or may do so again.</source>
        <translation>NEW bleibt zu: OLD kann seit %1 gedient haben oder es wieder tun.</translation>
    </message>
    <message>
        <source>it is some time that you said so.</source>
        <translation>Sie haben es vor einiger Zeit gesagt.</translation>
    </message>
    <message>
        <source>OLD answers NEW: it is not gone.</source>
        <translation>OLD antwortet NEW: es ist nicht verloren.</translation>
    </message>
    <message>
        <source>it takes part in no move</source>
        <translation>sie nimmt an keinem Umzug teil</translation>
    </message>
    <message>
        <source>a link, which is not copied</source>
        <translation>ein Link, der nicht kopiert wird</translation>
    </message>
    <message>
        <source>Among OLD&apos;s mailboxes are links, and what they lead to would stay there: %1.</source>
        <translation>Unter den Postfächern von OLD sind Links, und das, wohin sie führen, bliebe dort: %1.</translation>
    </message>
    <message>
        <source>Put in the place of each what it leads to, while dovecot is stopped; what must stay on another disk can be mounted there (mount --bind). Remove those that lead nowhere.</source>
        <translation>Setzen Sie an die Stelle eines jeden das, wohin er führt, während dovecot gestoppt ist; was auf einer anderen Platte bleiben muss, lässt sich dort einhängen (mount --bind). Entfernen Sie die, die nirgendwohin führen.</translation>
    </message>
    <message>
        <source>whether mail lies behind links</source>
        <translation>ob Mail hinter Links liegt</translation>
    </message>
    <message>
        <source>lead the address records to NEW</source>
        <translation>Adresseinträge zu NEW führen</translation>
    </message>
    <message>
        <source>OLD has handed over to another machine than the NEW of this profile.</source>
        <translation>OLD hat an eine andere Maschine übergeben als das NEW dieses Profils.</translation>
    </message>
    <message>
        <source>Bring NEW back and try again. Is it lost for good? Then go back and say so (rollback --new-is-gone). OLD serves again then; a NEW that has served nobody yet stays closed should it return.</source>
        <translation>Bringen Sie NEW zurück und versuchen Sie es noch einmal. Ist es endgültig verloren? Dann gehen Sie zurück und sagen das (rollback --new-is-gone). OLD bedient dann wieder; ein NEW, das noch niemanden bedient hat, bleibt geschlossen, sollte es wiederkommen.</translation>
    </message>
    <message>
        <source>you stopped</source>
        <translation>von Ihnen angehalten</translation>
    </message>
    <message>
        <source>OLD is found to hold connections</source>
        <translation>OLD hält Verbindungen, wie sich zeigt</translation>
    </message>
    <message>
        <source>NEW is found to serve</source>
        <translation>NEW bedient, wie sich zeigt</translation>
    </message>
    <message>
        <source>NEW serves. How long new connections waited was not seen: the machines ended the cutover alone, or another computer did.</source>
        <translation>NEW bedient. Wie lange neue Verbindungen gewartet haben, hat niemand gesehen: Die Maschinen haben die Umschaltung allein beendet, oder ein anderer Rechner.</translation>
    </message>
    <message>
        <source>OLD has handed over and NEW is not open yet: new connections wait on OLD.</source>
        <translation>OLD hat übergeben, und NEW ist noch nicht offen: Neue Verbindungen warten auf OLD.</translation>
    </message>
    <message>
        <source>whether OLD runs again</source>
        <translation>ob OLD wieder läuft</translation>
    </message>
    <message>
        <source>its postfix and its dovecot run</source>
        <translation>sein postfix und sein dovecot laufen</translation>
    </message>
    <message>
        <source>going back: OLD, which had handed over, holds again</source>
        <translation>zurück: OLD, das übergeben hatte, hält wieder</translation>
    </message>
    <message>
        <source>whether OLD answers NEW</source>
        <translation>ob OLD NEW antwortet</translation>
    </message>
    <message>
        <source>Bring OLD back and try again. Is it lost for good, and has it served nobody since? Then: resume --old-is-gone</source>
        <translation>Bringen Sie OLD zurück und versuchen Sie es noch einmal. Ist es endgültig verloren, und hat es seitdem niemanden bedient? Dann: resume --old-is-gone</translation>
    </message>
    <message>
        <source>OLD could not be tried once more: %1 What it answered before counts.</source>
        <translation>OLD konnte nicht noch einmal geprüft werden: %1 Es gilt, was es vorher geantwortet hat.</translation>
    </message>
    <message>
        <source>its disk fails, and nothing is written to it.</source>
        <translation>Seine Platte versagt, und es wird nichts darauf geschrieben.</translation>
    </message>
    <message>
        <source>%1 NEW serves all the same. Should OLD be gone, whoever still comes to its address reaches nobody.</source>
        <translation>%1 NEW bedient trotzdem. Sollte OLD weg sein, erreicht niemanden, wer noch zu seiner Adresse kommt.</translation>
    </message>
    <message>
        <source>OLD can&apos;t be reached from this computer, but it answers NEW: it may still wait for answers to messages that it sent. Look again when it can be reached.</source>
        <translation>OLD ist von diesem Rechner aus nicht zu erreichen, antwortet aber NEW: Vielleicht wartet es noch auf Antworten zu Nachrichten, die es gesendet hat. Schauen Sie noch einmal nach, wenn es zu erreichen ist.</translation>
    </message>
    <message>
        <source>cmdeploy takes a minute to stop OLD, and OLD waits only %1 s for this computer.</source>
        <translation>cmdeploy braucht eine Minute, um OLD anzuhalten, und OLD wartet nur %1 s auf diesen Rechner.</translation>
    </message>
    <message>
        <source>Let OLD wait 120 seconds or more (in the profile), or let Relaymove stop OLD itself.</source>
        <translation>Lassen Sie OLD 120 Sekunden oder länger warten (im Profil), oder lassen Sie Relaymove selbst OLD anhalten.</translation>
    </message>
    <message>
        <source>Nobody serves mail; OLD has handed over, and opens NEW as soon as it can tell it.</source>
        <translation>Niemand bedient die Mail; OLD hat übergeben und öffnet NEW, sobald es ihm das sagen kann.</translation>
    </message>
    <message>
        <source>the name under which ssh knows the host</source>
        <translation>der Name, unter dem ssh die Maschine kennt</translation>
    </message>
    <message>
        <source>whether cmdeploy&apos;s ssh knows its key</source>
        <translation>ob cmdeploys ssh ihren Schlüssel kennt</translation>
    </message>
    <message>
        <source>a pinned host key, for your ssh and cmdeploy&apos;s</source>
        <translation>ein bestätigter Hostschlüssel, für Ihr ssh und das von cmdeploy</translation>
    </message>
    <message>
        <source>claims the host for this migration, and takes its lease</source>
        <translation>belegt die Maschine für diesen Umzug und nimmt ihre Frist</translation>
    </message>
    <message>
        <source>the host&apos;s record: whether another migration holds it</source>
        <translation>der Eintrag der Maschine: ob ein anderer Umzug sie belegt</translation>
    </message>
    <message>
        <source>NEW can&apos;t be opened by a cutover that OLD goes back from</source>
        <translation>NEW kann von einer Umschaltung, von der OLD zurückkehrt, nicht geöffnet werden</translation>
    </message>
    <message>
        <source>NEW&apos;s record says so: %1</source>
        <translation>im Eintrag von NEW steht es: %1</translation>
    </message>
    <message>
        <source>the records change</source>
        <translation>die Einträge ändern sich</translation>
    </message>
    <message>
        <source>by which address it gets there</source>
        <translation>mit welcher Adresse sie dorthin gelangt</translation>
    </message>
    <message>
        <source>what uses a relay&apos;s ports, and whether it is the machine&apos;s own</source>
        <translation>was die Ports eines Relays benutzt, und ob es zur Maschine selbst gehört</translation>
    </message>
    <message>
        <source>over a disk that fails: %1</source>
        <translation>über eine Platte, die versagt: %1</translation>
    </message>
    <message>
        <source>for whoever comes through the other host: no limit for its address</source>
        <translation>für alle, die über die andere Maschine kommen: keine Grenze für deren Adresse</translation>
    </message>
    <message>
        <source>the hold: new connections wait</source>
        <translation>das Anhalten: neue Verbindungen warten</translation>
    </message>
    <message>
        <source>%1 may pass connections on</source>
        <translation>%1 darf Verbindungen weiterleiten</translation>
    </message>
    <message>
        <source>%1: after a reboot too</source>
        <translation>%1: auch nach einem Neustart</translation>
    </message>
    <message>
        <source>%1: from here on</source>
        <translation>%1: von hier an</translation>
    </message>
    <message>
        <source>an address, or a name from ~/.ssh/config</source>
        <translation>eine Adresse oder ein Name aus ~/.ssh/config</translation>
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
        <source>mail.example.org; empty: what the chatmail.ini below says</source>
        <translation>mail.example.org; leer: was die chatmail.ini unten sagt</translation>
    </message>
    <message>
        <source>&amp;OLD, the machine that serves now</source>
        <translation>&amp;OLD, die bisherige Maschine</translation>
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
        <source>empty: fetched from OLD</source>
        <translation>leer: wird von OLD geholt</translation>
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
        <source>How DNS is changed</source>
        <translation>Wie das DNS geändert wird</translation>
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
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port of the name server</source>
        <translation>Port des Nameservers</translation>
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
        <source>&amp;Algorithm</source>
        <translation>Al&amp;gorithmus</translation>
    </message>
    <message>
        <source>Algorithm of the key</source>
        <translation>Algorithmus des Schlüssels</translation>
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
        <source>Its answer is no number.</source>
        <translation>Die Antwort ist keine Zahl.</translation>
    </message>
    <message>
        <source>Its disk fails: nothing is counted there.</source>
        <translation>Die Platte fällt aus: Dort wird nichts gezählt.</translation>
    </message>
    <message>
        <source>The last count failed.</source>
        <translation>Die letzte Zählung ist misslungen.</translation>
    </message>
    <message>
        <source>Not counted while users wait.</source>
        <translation>Nicht gezählt, solange Nutzer warten.</translation>
    </message>
    <message>
        <source>NEW hears of it, and takes the mail</source>
        <translation>NEW erfährt davon und nimmt die Mail</translation>
    </message>
    <message>
        <source>an unreadable /etc/relaymove/record</source>
        <translation>ein unlesbares /etc/relaymove/record</translation>
    </message>
    <message>
        <source>listens on a relay&apos;s ports for some seconds, or probes them</source>
        <translation>lauscht einige Sekunden auf den Ports eines Relays oder prüft sie</translation>
    </message>
    <message>
        <source>from here on it notes which mailboxes change</source>
        <translation>merkt sich von hier an, welche Postfächer sich ändern</translation>
    </message>
    <message>
        <source>which mailboxes have changed</source>
        <translation>welche Postfächer sich geändert haben</translation>
    </message>
    <message>
        <source>what has not changed since is equal on NEW</source>
        <translation>was sich seither nicht geändert hat, ist auf NEW gleich</translation>
    </message>
    <message>
        <source>from here on no mailbox should change</source>
        <translation>von hier an soll sich kein Postfach mehr ändern</translation>
    </message>
    <message>
        <source>no mailbox has changed since</source>
        <translation>seither hat sich kein Postfach geändert</translation>
    </message>
    <message>
        <source>changes are noted no longer</source>
        <translation>Änderungen werden nicht länger vermerkt</translation>
    </message>
    <message>
        <source>it did not say whether it records changes</source>
        <translation>sagte nicht, ob Änderungen aufgezeichnet werden</translation>
    </message>
    <message>
        <source>what the mailboxes have, to be compared</source>
        <translation>was in den Postfächern ist, zum Vergleich</translation>
    </message>
    <message>
        <source>of what has not changed since</source>
        <translation>von dem, was sich seither nicht geändert hat</translation>
    </message>
    <message>
        <source>on NEW %1 was changed by somebody else</source>
        <translation>auf NEW hat jemand anders %1 geändert</translation>
    </message>
    <message>
        <source>one more pass over all mailboxes: nobody notices</source>
        <translation>noch ein Durchgang über alle Postfächer: niemand merkt etwas</translation>
    </message>
    <message>
        <source>pass before the cutover: %1 in %2 s</source>
        <translation>Durchgang vor der Umschaltung: %1 in %2 s</translation>
    </message>
    <message>
        <source>OLD&apos;s disk does not give back all files</source>
        <translation>die Platte von OLD gibt nicht alle Dateien heraus</translation>
    </message>
    <message>
        <source>compares what does not change meanwhile: nobody notices</source>
        <translation>vergleicht, was sich derweil nicht ändert: niemand merkt etwas</translation>
    </message>
    <message>
        <source>mailboxes that OLD has not changed differ on NEW</source>
        <translation>Postfächer, die OLD nicht geändert hat, sind auf NEW anders</translation>
    </message>
    <message>
        <source>All mailboxes are gone through while users wait: %1.</source>
        <translation>Alle Postfächer werden durchgegangen, während Nutzer warten: %1.</translation>
    </message>
    <message>
        <source>they were not compared before</source>
        <translation>sie wurden vorher nicht verglichen</translation>
    </message>
    <message>
        <source>small files that look alike, by their contents, while mail flows</source>
        <translation>kleine Dateien, die gleich aussehen, nach ihrem Inhalt, während Mail fließt</translation>
    </message>
    <message>
        <source>which mailboxes the last pass goes through</source>
        <translation>welche Postfächer der letzte Durchgang durchgeht</translation>
    </message>
    <message>
        <source>inotify-tools can&apos;t be installed on %1, so that users will wait longer: %2</source>
        <translation>inotify-tools lässt sich auf %1 nicht installieren, darum werden Nutzer länger warten: %2</translation>
    </message>
    <message>
        <source>all mailboxes are gone through: %1</source>
        <translation>alle Postfächer werden durchgegangen: %1</translation>
    </message>
    <message>
        <source>%1 mailboxes have changed since the comparison</source>
        <translation>%1 Postfächer haben sich seit dem Vergleich geändert</translation>
    </message>
    <message>
        <source>%1 mailboxes, %2 messages in those that changed</source>
        <translation>%1 Postfächer, %2 Nachrichten in denen, die sich geändert haben</translation>
    </message>
    <message>
        <source>OLD can&apos;t be asked what has changed</source>
        <translation>OLD kann nicht gefragt werden, was sich geändert hat</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Open this profile at once.</source>
        <translation>Dieses Profil gleich öffnen.</translation>
    </message>
    <message>
        <source>Where profiles are kept.</source>
        <translation>Wo Profile liegen.</translation>
    </message>
    <message>
        <source>Where journals and logs are kept.</source>
        <translation>Wo Journale und Protokolle liegen.</translation>
    </message>
    <message>
        <source>Read the profile&apos;s DNS key from standard input.</source>
        <translation>Den DNS-Schlüssel des Profils von der Standardeingabe lesen.</translation>
    </message>
    <message>
        <source>Moves a live chatmail relay to another machine.</source>
        <translation>Zieht ein laufendes Chatmail-Relay auf eine andere Maschine um.</translation>
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
    <message>
        <source>Changes:</source>
        <translation>Ändert:</translation>
    </message>
    <message>
        <source>folder of the release</source>
        <translation>Ordner der Version</translation>
    </message>
    <message>
        <source>host key</source>
        <translation>Hostschlüssel</translation>
    </message>
    <message>
        <source>name for ssh</source>
        <translation>Name für ssh</translation>
    </message>
    <message>
        <source>ssh to NEW</source>
        <translation>ssh zu NEW</translation>
    </message>
    <message>
        <source>units that hold</source>
        <translation>haltende Units</translation>
    </message>
    <message>
        <source>units to be restarted</source>
        <translation>neu zu startende Units</translation>
    </message>
    <message>
        <source>the other units</source>
        <translation>die übrigen Units</translation>
    </message>
    <message>
        <source>OLD as NEW sees it</source>
        <translation>OLD, wie NEW es sieht</translation>
    </message>
    <message>
        <source>folders of the queue</source>
        <translation>Ordner der Warteschlange</translation>
    </message>
    <message>
        <source>&lt;…&gt; is filled in when it is known.</source>
        <translation>&lt;…&gt; wird eingesetzt, sobald es bekannt ist.</translation>
    </message>
    <message>
        <source>a secret, not shown</source>
        <translation>ein Geheimnis, nicht gezeigt</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Whole scripts, and what is written into files</source>
        <translation>Ganze Skripte, und was in Dateien geschrieben wird</translation>
    </message>
    <message>
        <source>Claims the machine for this move:</source>
        <translation>Nimmt die Maschine für diesen Umzug in Anspruch:</translation>
    </message>
    <message>
        <source>Moves the machine&apos;s record on:</source>
        <translation>Führt den Eintrag der Maschine weiter:</translation>
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
        <source>Det&amp;ails</source>
        <translation>Det&amp;ails</translation>
    </message>
    <message>
        <source>What the command said</source>
        <translation>Was der Befehl ausgab</translation>
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
    <name>relaymove::KnownKey</name>
    <message>
        <source>Forget this key</source>
        <translation>Diesen Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Forget %1&apos;s host key</source>
        <translation>Host-Schlüssel von %1 vergessen</translation>
    </message>
    <message>
        <source>You confirmed its host key:
%1</source>
        <translation>Sie haben ihren Host-Schlüssel bestätigt:
%1</translation>
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
        <translation>Maschine</translation>
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
        <translation>Maschine im Protokoll</translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation>Alle Maschinen</translation>
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
        <translation>Mit Zeit, Maschine, Schritt und dem Befehl darüber</translation>
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
    <message>
        <source>Ask no&amp;w</source>
        <translation>&amp;Jetzt fragen</translation>
    </message>
    <message>
        <source>Asks OLD, NEW and DNS at once</source>
        <translation>Fragt OLD, NEW und DNS sofort</translation>
    </message>
    <message>
        <source>The old TTL has run out everywhere: this is the best time for the cutover.</source>
        <translation>Die alte TTL ist überall abgelaufen: jetzt ist die beste Zeit für die Umschaltung.</translation>
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
    <name>relaymove::PassesCard</name>
    <message>
        <source>PASSES</source>
        <translation>DURCHGÄNGE</translation>
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
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
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
        <source>Still missing: %1.</source>
        <translation>Es fehlt noch: %1.</translation>
    </message>
    <message>
        <source>To be corrected: %1.</source>
        <translation>Zu berichtigen: %1.</translation>
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
    <message>
        <source>What is to be read before you answer</source>
        <translation>Was vor der Antwort zu lesen ist</translation>
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
    <name>relaymove::SecretKeeper</name>
    <message>
        <source>%1 The secret is used now and asked for again when Relaymove is started again.</source>
        <translation>%1 Das Geheimnis wird jetzt benutzt; nach einem Neustart von Relaymove wird wieder danach gefragt.</translation>
    </message>
</context>
<context>
    <name>relaymove::SessionController</name>
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
