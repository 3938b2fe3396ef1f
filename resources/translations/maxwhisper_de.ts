<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AppPresenter</name>
    <message>
        <source>An interrupted dictation now has its text</source>
        <translation>Ein unterbrochenes Diktat liegt jetzt als Text vor</translation>
    </message>
    <message>
        <source>Dictation</source>
        <translation>Diktat</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>MaxWhisper</source>
        <translation>MaxWhisper</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>AppSettings</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Delete after:</source>
        <translation>Löschen &amp;nach:</translation>
    </message>
    <message>
        <source>&amp;Keep recordings of typed texts</source>
        <translation>Aufnahmen eingegebener Texte &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Play a sound when recording starts and stops</source>
        <translation>&amp;Ton zu Beginn und Ende einer Aufnahme abspielen</translation>
    </message>
    <message>
        <source>&amp;Start at login</source>
        <translation>Beim &amp;Anmelden starten</translation>
    </message>
    <message>
        <source>A minute takes about 2 MB. The oldest recordings are deleted first; texts are kept.</source>
        <translation>Eine Minute braucht etwa 2 MB. Die ältesten Aufnahmen werden zuerst gelöscht; Texte bleiben erhalten.</translation>
    </message>
    <message>
        <source>App</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Keep &amp;typed texts</source>
        <translation>Eingegebene Te&amp;xte behalten</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Open the wel&amp;come again…</source>
        <translation>W&amp;illkommen erneut öffnen…</translation>
    </message>
    <message>
        <source>Show a small window whi&amp;le recording</source>
        <translation>Während der Aufnahme ein kleines &amp;Fenster zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;words while you speak</source>
        <translation>&amp;Wörter beim Sprechen zeigen</translation>
    </message>
    <message>
        <source>Space for &amp;recordings:</source>
        <translation>&amp;Platz für Aufnahmen:</translation>
    </message>
    <message>
        <source>What was not delivered is always kept with its recording, so that you can retry it.</source>
        <translation>Was nicht angekommen ist, wird mit seiner Aufnahme immer aufbewahrt, damit Sie es erneut versuchen können.</translation>
    </message>
</context>
<context>
    <name>AppState</name>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Recognising</source>
        <translation>Erkennung läuft</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>Starting the microphone</source>
        <translation>Mikrofon startet</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Text wird eingegeben</translation>
    </message>
</context>
<context>
    <name>AppStatus</name>
    <message>
        <source>%1 on the graphics card</source>
        <translation>%1 auf der Grafikkarte</translation>
    </message>
    <message>
        <source>%1 on the processor</source>
        <translation>%1 auf dem Prozessor</translation>
    </message>
    <message>
        <source>Hold %1 to speak</source>
        <translation>Zum Sprechen %1 halten</translation>
    </message>
    <message>
        <source>MaxWhisper: %1</source>
        <translation>MaxWhisper: %1</translation>
    </message>
    <message>
        <source>No key to hold yet</source>
        <translation>Noch keine Taste zum Halten</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>Kein Modell geladen</translation>
    </message>
    <message>
        <source>Pasted into the window in use</source>
        <translation>Wird in das benutzte Fenster eingefügt</translation>
    </message>
    <message>
        <source>Press the key that you bound to “maxwhisper toggle”</source>
        <translation>Die Taste drücken, die an „maxwhisper toggle“ gebunden ist</translation>
    </message>
    <message>
        <source>Stays here, to be copied</source>
        <translation>Bleibt hier und kann kopiert werden</translation>
    </message>
    <message>
        <source>Typed into the window in use</source>
        <translation>Wird in das benutzte Fenster getippt</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>Compile</name>
    <message>
        <source>Another MaxWhisper is preparing the model; waiting for it: %1 s</source>
        <translation>Ein anderes MaxWhisper bereitet das Modell vor; es wird darauf gewartet: %1 s</translation>
    </message>
    <message>
        <source>Preparing the model for this computer: %1 s (only once; takes minutes)</source>
        <translation>Das Modell wird für diesen Rechner vorbereitet: %1 s (nur einmal; dauert Minuten)</translation>
    </message>
    <message>
        <source>Preparing the model: %1 s (once per model)</source>
        <translation>Das Modell wird vorbereitet: %1 s (einmal je Modell)</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Text cannot be typed here; copy it from the panel.</source>
        <translation>Hier kann kein Text eingegeben werden; im Hauptfenster lässt er sich kopieren.</translation>
    </message>
</context>
<context>
    <name>DeletionQuestion</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>DeliverySettings</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>M&amp;ethod:</source>
        <translation>M&amp;ethode:</translation>
    </message>
    <message>
        <source>Only needed for programs whose paste shortcut MaxWhisper does not know. * matches any characters; the first match counts.</source>
        <translation>Nur nötig für Programme, deren Tastenkürzel zum Einfügen MaxWhisper nicht kennt. * steht für beliebige Zeichen; der erste passende Eintrag gilt.</translation>
    </message>
    <message>
        <source>Paste shortcuts of specific programs</source>
        <translation>Tastenkürzel zum Einfügen in bestimmten Programmen</translation>
    </message>
    <message>
        <source>Paste, all at once</source>
        <translation>Einfügen, alles auf einmal</translation>
    </message>
    <message>
        <source>Pasting is fastest for long texts and restores the clipboard afterwards. Typing does not use the clipboard.</source>
        <translation>Einfügen ist bei langen Texten am schnellsten und stellt die Zwischenablage danach wieder her. Tippen benutzt die Zwischenablage nicht.</translation>
    </message>
    <message>
        <source>Type, key by key</source>
        <translation>Tippen, Taste für Taste</translation>
    </message>
</context>
<context>
    <name>DesktopPermission</name>
    <message>
        <source>&amp;Ask the desktop</source>
        <translation>Den Desktop &amp;fragen</translation>
    </message>
    <message>
        <source>Your desktop needs your permission. It will ask twice: whether MaxWhisper may use the key, and whether it may type for you and use the clipboard. GNOME calls the latter “remote interaction”; turn it on there. Nothing leaves this computer. Your answers are remembered.</source>
        <translation>Ihr Desktop braucht Ihre Erlaubnis. Er fragt zweimal: ob MaxWhisper die Taste verwenden darf und ob es für Sie tippen und die Zwischenablage verwenden darf. GNOME nennt Letzteres „Fernzugriff“; schalten Sie ihn dort ein. Nichts verlässt diesen Computer. Ihre Antworten werden gespeichert.</translation>
    </message>
</context>
<context>
    <name>DictationSettings</name>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>&amp;Key to hold:</source>
        <translation>&amp;Diktiertaste:</translation>
    </message>
    <message>
        <source>&amp;Microphone:</source>
        <translation>&amp;Mikrofon:</translation>
    </message>
    <message>
        <source>Hold it while you speak, then let go; or tap to start and tap again to stop. Choose a key that you do not need for anything else.</source>
        <translation>Beim Sprechen halten, dann loslassen; oder zum Starten antippen und zum Beenden noch einmal. Am besten eine Taste wählen, die sonst nicht gebraucht wird.</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Pegel:</translation>
    </message>
    <message>
        <source>Speak as when dictating: the bar should go past the middle.</source>
        <translation>Wie beim Diktieren sprechen: Der Balken sollte über die Mitte hinausgehen.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standardmikrofon des Systems</translation>
    </message>
    <message>
        <source>This key cannot be used; choose another one.</source>
        <translation>Diese Taste ist nicht verwendbar; eine andere wählen.</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Everything can be changed in the settings. This welcome can be opened again from there, and from the menu of the tray icon.</source>
        <translation>Alles lässt sich in den Einstellungen ändern. Von dort und aus dem Menü des Symbols in der Leiste lässt sich dieses Willkommen erneut öffnen.</translation>
    </message>
    <message>
        <source>From now on, hold this key in any window and speak.</source>
        <translation>Ab jetzt: diese Taste in einem beliebigen Fenster halten und sprechen.</translation>
    </message>
    <message>
        <source>Microphone:</source>
        <translation>Mikrofon:</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>Modell:</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>Das ist alles</translation>
    </message>
</context>
<context>
    <name>EntriesEditor</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>“%1” occurs twice.</source>
        <translation>„%1“ kommt zweimal vor.</translation>
    </message>
</context>
<context>
    <name>FilePlayer</name>
    <message>
        <source>No loudspeaker was found.</source>
        <translation>Es wurde kein Lautsprecher gefunden.</translation>
    </message>
    <message>
        <source>The file cannot be played: %1</source>
        <translation>Die Datei kann nicht abgespielt werden: %1</translation>
    </message>
</context>
<context>
    <name>FileView</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Abspie&amp;len</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>Double-click or F2 corrects the words</source>
        <translation>Doppelklick oder F2: Wörter verbessern</translation>
    </message>
    <message>
        <source>Format for copying and saving</source>
        <translation>Format zum Kopieren und Speichern</translation>
    </message>
    <message>
        <source>It was interrupted before, and goes on at %1.</source>
        <translation>Die Datei wurde vorher unterbrochen und geht bei %1 weiter.</translation>
    </message>
    <message>
        <source>No audio or video was found in this folder.</source>
        <translation>In diesem Ordner wurde weder Audio noch Video gefunden.</translation>
    </message>
    <message>
        <source>No file selected</source>
        <translation>Keine Datei ausgewählt</translation>
    </message>
    <message>
        <source>No speech in this file.</source>
        <translation>Keine Sprache in dieser Datei.</translation>
    </message>
    <message>
        <source>No text.</source>
        <translation>Kein Text.</translation>
    </message>
    <message>
        <source>Not transcribed yet.</source>
        <translation>Noch nicht transkribiert.</translation>
    </message>
    <message>
        <source>Play from the selected line on</source>
        <translation>Ab der gewählten Zeile abspielen</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message numerus="yes">
        <source>%n file(s) saved in %1</source>
        <translation>
            <numerusform>%n Datei in %1 gespeichert</numerusform>
            <numerusform>%n Dateien in %1 gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>&amp;Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Audio or video files, or whole folders. Each becomes text with times, to be read, corrected and saved; nothing leaves this computer.</source>
        <translation>Ton- oder Videodateien oder ganze Ordner. Aus jeder wird ein Text mit Zeiten, den Sie lesen, verbessern und speichern können; nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>&amp;Alle abbrechen</translation>
    </message>
    <message>
        <source>Drop recordings here</source>
        <translation>Aufnahmen hierher ziehen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files to transcribe</source>
        <translation>Zu transkribierende Dateien</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>Ordner, in dem gespeichert wird</translation>
    </message>
    <message>
        <source>Folder to transcribe</source>
        <translation>Zu transkribierender Ordner</translation>
    </message>
    <message>
        <source>Re&amp;move finished</source>
        <translation>&amp;Erledigte entfernen</translation>
    </message>
    <message>
        <source>Sa&amp;ve all…</source>
        <translation>Alle s&amp;peichern…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Slower: finds when each word is spoken, and exact times of subtitles</source>
        <translation>Langsamer: ermittelt, wann jedes Wort gesprochen wird, und genaue Zeiten für Untertitel</translation>
    </message>
    <message>
        <source>Times of each &amp;word</source>
        <translation>Ze&amp;iten aller Wörter</translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done, incomplete</source>
        <translation>Fertig, unvollständig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Goes on at %1</source>
        <translation>Geht bei %1 weiter</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Datei wird gelesen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Welcome to MaxWhisper</source>
        <translation>Willkommen bei MaxWhisper</translation>
    </message>
</context>
<context>
    <name>FirstWords</name>
    <message>
        <source>Hold %1 and speak</source>
        <translation>%1 halten und sprechen</translation>
    </message>
    <message>
        <source>Let go, and your words stand where you were typing. They are listed here too.</source>
        <translation>Lassen Sie los, und Ihre Worte stehen dort, wo Sie gerade schreiben. Hier werden sie auch aufgelistet.</translation>
    </message>
    <message>
        <source>Your words are listed here, to be copied.</source>
        <translation>Ihre Worte werden hier aufgelistet und können kopiert werden.</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Hide the details</source>
        <translation>Einzelheiten ausblenden</translation>
    </message>
    <message>
        <source>Show the details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>JSON with all data</source>
        <translation>JSON mit allen Angaben</translation>
    </message>
    <message>
        <source>Markdown with times</source>
        <translation>Markdown mit Zeiten</translation>
    </message>
    <message>
        <source>Subtitles, SRT</source>
        <translation>Untertitel, SRT</translation>
    </message>
    <message>
        <source>Subtitles, WebVTT</source>
        <translation>Untertitel, WebVTT</translation>
    </message>
    <message>
        <source>Table, TSV</source>
        <translation>Tabelle, TSV</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Export…</translation>
    </message>
    <message>
        <source>De&amp;lete selected…</source>
        <translation>Auswa&amp;hl löschen…</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n text(s) with their recordings?</source>
        <translation>
            <numerusform>%n Text mit seiner Aufnahme löschen?</numerusform>
            <numerusform>%n Texte mit ihren Aufnahmen löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete all that was dictated: texts and recordings, what waits in the clipboard, and the log?</source>
        <translation>Alles Diktierte löschen: Texte und Aufnahmen, was in der Zwischenablage wartet, und das Protokoll?</translation>
    </message>
    <message>
        <source>Every text with its recording, by day, to be searched, copied, heard again and saved. It stays on this computer; the settings say for how long.</source>
        <translation>Jeder Text mit seiner Aufnahme, nach Tagen geordnet: zum Suchen, Kopieren, Anhören und Speichern. Alles bleibt auf diesem Rechner; wie lange, steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>Forget &amp;all…</source>
        <translation>&amp;Alles vergessen…</translation>
    </message>
    <message>
        <source>No takes contain these words.</source>
        <translation>Kein Diktat enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Save the selected takes to a file</source>
        <translation>Die ausgewählten Diktate in einer Datei speichern</translation>
    </message>
    <message>
        <source>Search texts</source>
        <translation>Texte durchsuchen</translation>
    </message>
    <message>
        <source>Search texts (Ctrl+F)</source>
        <translation>Texte durchsuchen (Strg+F)</translation>
    </message>
    <message>
        <source>Takes found, newest first</source>
        <translation>Gefundene Diktate, das neueste zuerst</translation>
    </message>
    <message>
        <source>What you dictate is kept here</source>
        <translation>Hier wird aufbewahrt, was Sie diktieren</translation>
    </message>
    <message>
        <source>dictation</source>
        <translation>Diktat</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Pfeil ab</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Keypad %1</source>
        <translation>Ziffernblock %1</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Pfeil links</translation>
    </message>
    <message>
        <source>Left Alt</source>
        <translation>Alt links</translation>
    </message>
    <message>
        <source>Left Ctrl</source>
        <translation>Strg links</translation>
    </message>
    <message>
        <source>Left Meta</source>
        <translation>Meta links</translation>
    </message>
    <message>
        <source>Left Shift</source>
        <translation>Umschalt links</translation>
    </message>
    <message>
        <source>Left Super</source>
        <translation>Super links</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Mouse button %1</source>
        <translation>Maustaste %1</translation>
    </message>
    <message>
        <source>Mouse button %1 (%2)</source>
        <translation>Maustaste %1 (%2)</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>Print Screen</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Pfeil rechts</translation>
    </message>
    <message>
        <source>Right Alt</source>
        <translation>Alt rechts</translation>
    </message>
    <message>
        <source>Right Ctrl</source>
        <translation>Strg rechts</translation>
    </message>
    <message>
        <source>Right Meta</source>
        <translation>Meta rechts</translation>
    </message>
    <message>
        <source>Right Shift</source>
        <translation>Umschalt rechts</translation>
    </message>
    <message>
        <source>Right Super</source>
        <translation>Super rechts</translation>
    </message>
    <message>
        <source>Scroll Lock</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Pfeil auf</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>wheel left</source>
        <translation>Rad links</translation>
    </message>
    <message>
        <source>wheel right</source>
        <translation>Rad rechts</translation>
    </message>
</context>
<context>
    <name>KeyChooser</name>
    <message>
        <source>Key to hold</source>
        <translation>Diktiertaste</translation>
    </message>
    <message>
        <source>This key cannot be distinguished from others; press another one.</source>
        <translation>Diese Taste lässt sich nicht von anderen unterscheiden; eine andere drücken.</translation>
    </message>
    <message>
        <source>While MaxWhisper is running, %1 cannot be used for anything else.</source>
        <translation>Solange MaxWhisper läuft, lässt sich %1 für nichts anderes verwenden.</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>&amp;Key:</source>
        <translation>&amp;Taste:</translation>
    </message>
    <message>
        <source>Hold it, speak, let go: your words appear in the window you are using. Or tap it to start, and tap it again to stop. Nothing you say leaves this computer.</source>
        <translation>Halten, sprechen, loslassen: Ihre Worte erscheinen in dem Fenster, in dem Sie arbeiten. Oder antippen zum Beginnen und noch einmal antippen zum Beenden. Nichts, was Sie sagen, verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>The key you hold while you speak</source>
        <translation>Die Taste, die Sie beim Sprechen halten</translation>
    </message>
</context>
<context>
    <name>LanguageChoices</name>
    <message>
        <source>Any language</source>
        <translation>Beliebige Sprache</translation>
    </message>
    <message>
        <source>Language %1 of %2</source>
        <translation>Sprache %1 von %2</translation>
    </message>
    <message>
        <source>No other</source>
        <translation>Keine weitere</translation>
    </message>
</context>
<context>
    <name>LevelBar</name>
    <message>
        <source>Microphone level</source>
        <translation>Mikrofonpegel</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Audio level</source>
        <translation>Tonpegel</translation>
    </message>
</context>
<context>
    <name>Mechanism</name>
    <message>
        <source>In use: %1.</source>
        <translation>Aktiv: %1.</translation>
    </message>
</context>
<context>
    <name>MicrophoneStep</name>
    <message>
        <source>&amp;Microphone:</source>
        <translation>&amp;Mikrofon:</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Pegel:</translation>
    </message>
    <message>
        <source>Nothing is heard yet.</source>
        <translation>Noch ist nichts zu hören.</translation>
    </message>
    <message>
        <source>Press Test, then speak.</source>
        <translation>Auf Testen drücken, dann sprechen.</translation>
    </message>
    <message>
        <source>Say something: the bar should go past its middle. Only the level is shown here; nothing is kept.</source>
        <translation>Sagen Sie etwas: Der Balken sollte über die Mitte hinausgehen. Hier wird nur der Pegel gezeigt; nichts wird aufbewahrt.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standardmikrofon des Systems</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>Your voice is heard well.</source>
        <translation>Ihre Stimme ist gut zu hören.</translation>
    </message>
</context>
<context>
    <name>MicrophoneTest</name>
    <message>
        <source>&amp;Test</source>
        <translation>Te&amp;sten</translation>
    </message>
    <message>
        <source>S&amp;top the test</source>
        <translation>Te&amp;st beenden</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>Mikrofon testen</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>%1 languages</source>
        <translation>%1 Sprachen</translation>
    </message>
    <message>
        <source>%2 on disk, in %1</source>
        <translation>%2 auf dem Datenträger, in %1</translation>
    </message>
    <message>
        <source>A shortened large-v2: faster, nearly the same text.</source>
        <translation>Ein verkürztes large-v2: schneller, fast derselbe Text.</translation>
    </message>
    <message>
        <source>A shortened large-v3: faster, nearly the same text.</source>
        <translation>Ein verkürztes large-v3: schneller, fast derselbe Text.</translation>
    </message>
    <message>
        <source>A shortened medium: faster, nearly the same text.</source>
        <translation>Ein verkürztes medium: schneller, fast derselbe Text.</translation>
    </message>
    <message>
        <source>A shortened small: faster, nearly the same text.</source>
        <translation>Ein verkürztes small: schneller, fast derselbe Text.</translation>
    </message>
    <message>
        <source>As slow as large-v3, which replaced it.</source>
        <translation>So langsam wie large-v3, das es ersetzt hat.</translation>
    </message>
    <message>
        <source>Came with MaxWhisper: %2 on disk, in %1</source>
        <translation>Kam mit MaxWhisper: %2 auf dem Datenträger, in %1</translation>
    </message>
    <message>
        <source>Downloaded by another program: %2 on disk, in %1</source>
        <translation>Von einem anderen Programm heruntergeladen: %2 auf dem Datenträger, in %1</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>Nur Englisch</translation>
    </message>
    <message>
        <source>Languages unknown</source>
        <translation>Sprachen unbekannt</translation>
    </message>
    <message>
        <source>Nearly the text of large-v3, much faster.</source>
        <translation>Fast der Text von large-v3, viel schneller.</translation>
    </message>
    <message>
        <source>Size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>Slower than base, better text.</source>
        <translation>Langsamer als base, besserer Text.</translation>
    </message>
    <message>
        <source>Slower than small, better text.</source>
        <translation>Langsamer als small, besserer Text.</translation>
    </message>
    <message>
        <source>Slower than tiny, better text.</source>
        <translation>Langsamer als tiny, besserer Text.</translation>
    </message>
    <message>
        <source>The fastest, and the one that makes most mistakes.</source>
        <translation>Das schnellste, und das mit den meisten Fehlern.</translation>
    </message>
    <message>
        <source>The slowest, and the best text.</source>
        <translation>Das langsamste, mit dem besten Text.</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>%1 is installed.</source>
        <translation>%1 ist installiert.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1: connecting…</source>
        <translation>%1: Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>&amp;Get %1</source>
        <translation>%1 &amp;herunterladen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>E&amp;ntfernen…</translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>%1 &amp;verwenden</translation>
    </message>
    <message>
        <source>Cancel the &amp;download</source>
        <translation>&amp;Download abbrechen</translation>
    </message>
    <message>
        <source>Cancelled. The next download goes on where this one stopped.</source>
        <translation>Abgebrochen. Der nächste Download macht dort weiter, wo dieser aufgehört hat.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Download: %1</source>
        <translation>Download: %1</translation>
    </message>
    <message>
        <source>How fast it is on this computer has not been measured yet.</source>
        <translation>Wie schnell es auf diesem Computer ist, wurde noch nicht gemessen.</translation>
    </message>
    <message>
        <source>It can be downloaded again.</source>
        <translation>Es kann erneut heruntergeladen werden.</translation>
    </message>
    <message numerus="yes">
        <source>On this computer: %1 s from key to text, the median of %n dictation(s).</source>
        <translation>
            <numerusform>Auf diesem Computer: %1 s von der Taste bis zum Text, der Median von %n Diktat.</numerusform>
            <numerusform>Auf diesem Computer: %1 s von der Taste bis zum Text, der Median von %n Diktaten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended because this computer has a graphics card.</source>
        <translation>Empfohlen, weil dieser Computer eine Grafikkarte hat.</translation>
    </message>
    <message numerus="yes">
        <source>Recommended for %n processor core(s) and %1 GB of memory, without a graphics card.</source>
        <translation>
            <numerusform>Empfohlen für %n Prozessorkern und %1 GB Speicher, ohne Grafikkarte.</numerusform>
            <numerusform>Empfohlen für %n Prozessorkerne und %1 GB Speicher, ohne Grafikkarte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the model %1 from this computer?</source>
        <translation>Das Modell %1 von diesem Computer entfernen?</translation>
    </message>
</context>
<context>
    <name>ModelGetter</name>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
    <message>
        <source>&amp;Other models</source>
        <translation>&amp;Andere Modelle</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>Auf diesem Computer gefunden</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>ModelSettings</name>
    <message>
        <source>&amp;Models:</source>
        <translation>&amp;Modelle:</translation>
    </message>
    <message>
        <source>It is used as soon as you press OK or Apply.</source>
        <translation>Es wird verwendet, sobald Sie OK oder Übernehmen drücken.</translation>
    </message>
    <message>
        <source>Larger models write better text and take longer. All work without a network.</source>
        <translation>Größere Modelle schreiben besseren Text und brauchen länger. Alle arbeiten ohne Netz.</translation>
    </message>
</context>
<context>
    <name>ModelStep</name>
    <message>
        <source>A model for your voice</source>
        <translation>Ein Modell für Ihre Stimme</translation>
    </message>
    <message>
        <source>A model turns speech into text. It is downloaded and prepared once, which takes some minutes, and then works on this computer alone, without a network. You can go on meanwhile.</source>
        <translation>Ein Modell macht aus Sprache Text. Es wird einmal heruntergeladen und vorbereitet, was einige Minuten dauert, und arbeitet dann allein auf diesem Computer, ohne Netz. Sie können inzwischen weitermachen.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>No speech detected</source>
        <translation>Keine Sprache erkannt</translation>
    </message>
    <message>
        <source>Not recognised; the recording is kept</source>
        <translation>Nicht erkannt; die Aufnahme bleibt erhalten</translation>
    </message>
    <message>
        <source>Not typed; the text is in the panel</source>
        <translation>Nicht eingegeben; der Text steht im Hauptfenster</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>Nichts aufgenommen</translation>
    </message>
    <message>
        <source>The hotkey no longer works</source>
        <translation>Die Diktiertaste funktioniert nicht mehr</translation>
    </message>
    <message>
        <source>The microphone failed</source>
        <translation>Das Mikrofon ist ausgefallen</translation>
    </message>
    <message>
        <source>The microphone was disconnected; what you said before is being recognised</source>
        <translation>Das Mikrofon wurde getrennt; das zuvor Gesagte wird erkannt</translation>
    </message>
    <message>
        <source>The text is in the clipboard</source>
        <translation>Der Text ist in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>In the clipboard</source>
        <translation>In der Zwischenablage</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>MaxWhisper quit before the text arrived; Retry recognises the recording.</source>
        <translation>MaxWhisper wurde beendet, bevor der Text angekommen war; „Wiederholen“ erkennt die Aufnahme.</translation>
    </message>
    <message>
        <source>Microphone failed</source>
        <translation>Mikrofon ausgefallen</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>No speech detected</source>
        <translation>Keine Sprache erkannt</translation>
    </message>
    <message>
        <source>No speech was detected in the recording.</source>
        <translation>In der Aufnahme wurde keine Sprache erkannt.</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>Nicht erkannt</translation>
    </message>
    <message>
        <source>Not typed</source>
        <translation>Nicht eingegeben</translation>
    </message>
    <message>
        <source>Recognised later</source>
        <translation>Später erkannt</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>The engine could not recognise it. The recording is kept; Retry tries again.</source>
        <translation>Die Erkennung ist fehlgeschlagen. Die Aufnahme bleibt erhalten; „Wiederholen“ versucht es noch einmal.</translation>
    </message>
    <message>
        <source>The key was part of another shortcut, so nothing was typed.</source>
        <translation>Die Taste gehörte zu einem anderen Tastenkürzel, daher wurde nichts eingegeben.</translation>
    </message>
    <message>
        <source>The microphone delivered no audio; check that it is connected and switched on.</source>
        <translation>Das Mikrofon lieferte keinen Ton; prüfen, ob es angeschlossen und eingeschaltet ist.</translation>
    </message>
    <message>
        <source>The recording ended before the microphone delivered any audio.</source>
        <translation>Die Aufnahme endete, bevor das Mikrofon Ton lieferte.</translation>
    </message>
    <message>
        <source>The recording is kept; Retry recognises it.</source>
        <translation>Die Aufnahme bleibt erhalten; „Wiederholen“ erkennt sie.</translation>
    </message>
    <message>
        <source>The text could not be typed; Copy puts it in the clipboard.</source>
        <translation>Der Text konnte nicht eingegeben werden; „Kopieren“ legt ihn in die Zwischenablage.</translation>
    </message>
    <message>
        <source>The text is in the clipboard; paste it where you want it.</source>
        <translation>Der Text ist in der Zwischenablage und lässt sich an beliebiger Stelle einfügen.</translation>
    </message>
    <message>
        <source>The text was recognised later from the recording and not typed; copy it here.</source>
        <translation>Der Text wurde später aus der Aufnahme erkannt und nicht eingegeben; hier lässt er sich kopieren.</translation>
    </message>
    <message>
        <source>The text was sent; MaxWhisper cannot tell whether it arrived.</source>
        <translation>Der Text wurde gesendet; ob er angekommen ist, lässt sich nicht feststellen.</translation>
    </message>
    <message>
        <source>The window has received the text.</source>
        <translation>Das Fenster hat den Text übernommen.</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Eingegeben</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>No sound: the microphone is muted</source>
        <translation>Kein Ton: Das Mikrofon ist stumm</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Drop to transcribe</source>
        <translation>Loslassen zum Umwandeln in Text</translation>
    </message>
    <message>
        <source>MaxWhisper</source>
        <translation>MaxWhisper</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>The text will be on the page “Files”.</source>
        <translation>Der Text steht dann auf der Seite „Dateien“.</translation>
    </message>
</context>
<context>
    <name>PasteRulesEditor</name>
    <message>
        <source>Choose the paste shortcut.</source>
        <translation>Das Tastenkürzel zum Einfügen wählen.</translation>
    </message>
    <message>
        <source>Paste shortcuts</source>
        <translation>Tastenkürzel zum Einfügen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>The program&apos;s name needs 1 to 200 characters.</source>
        <translation>Der Name des Programms braucht 1 bis 200 Zeichen.</translation>
    </message>
</context>
<context>
    <name>ReRecognition</name>
    <message>
        <source>The recording of this take was not kept.</source>
        <translation>Die Aufnahme dieses Diktats wurde nicht aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>RecognitionSettings</name>
    <message>
        <source> minutes</source>
        <translation> Minuten</translation>
    </message>
    <message>
        <source>&amp;Device:</source>
        <translation>Ge&amp;rät:</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>&amp;Ordner…</translation>
    </message>
    <message>
        <source>&amp;Languages you speak:</source>
        <translation>Gesprochene &amp;Sprachen:</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>&amp;Output:</source>
        <translation>&amp;Ausgabe:</translation>
    </message>
    <message>
        <source>&amp;Thoroughness:</source>
        <translation>&amp;Gründlichkeit:</translation>
    </message>
    <message>
        <source>&amp;Unload the model when not used for</source>
        <translation>Modell &amp;entladen, wenn unbenutzt seit</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>At most 1000 characters, and no control characters.</source>
        <translation>Höchstens 1000 Zeichen und keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>Automatic: graphics card if one works, otherwise processor</source>
        <translation>Automatisch: Grafikkarte, falls eine funktioniert, sonst Prozessor</translation>
    </message>
    <message>
        <source>Automatic: not on battery</source>
        <translation>Automatisch: nicht im Akkubetrieb</translation>
    </message>
    <message>
        <source>Best installed</source>
        <translation>Bestes installiertes</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Folder of a Whisper model</source>
        <translation>Ordner eines Whisper-Modells</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Memory:</source>
        <translation>Speicher:</translation>
    </message>
    <message>
        <source>Minutes without use</source>
        <translation>Minuten ohne Benutzung</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>One or two sentences in the style you want. Names and terms go in the vocabulary.</source>
        <translation>Ein oder zwei Sätze im gewünschten Stil. Namen und Fachwörter gehören in den Wortschatz.</translation>
    </message>
    <message>
        <source>P&amp;rompt:</source>
        <translation>&amp;Prompt:</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Recognise &amp;while you speak:</source>
        <translation>&amp;Beim Sprechen erkennen:</translation>
    </message>
    <message>
        <source>Text in the spoken language</source>
        <translation>Text in der gesprochenen Sprache</translation>
    </message>
    <message>
        <source>The fewer you choose, the more reliable short sentences become.</source>
        <translation>Je weniger gewählt sind, desto zuverlässiger werden kurze Sätze erkannt.</translation>
    </message>
    <message>
        <source>The path of this folder is too long; choose another folder.</source>
        <translation>Der Pfad dieses Ordners ist zu lang; einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The text is ready sooner when you let go, and you see the words while you speak. It needs more power.</source>
        <translation>Der Text ist nach dem Loslassen früher fertig, und Sie sehen die Wörter beim Sprechen. Es braucht mehr Strom.</translation>
    </message>
    <message>
        <source>Thorough: fewer wrong words, about twice the time</source>
        <translation>Gründlich: weniger falsche Wörter, etwa doppelte Zeit</translation>
    </message>
    <message>
        <source>Translation into English</source>
        <translation>Übersetzung ins Englische</translation>
    </message>
</context>
<context>
    <name>ReplacementsEditor</name>
    <message>
        <source>At most 5000 characters, and no control characters.</source>
        <translation>Höchstens 5000 Zeichen und keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>The recognised words need 1 to 200 characters on one line.</source>
        <translation>Die erkannten Wörter brauchen 1 bis 200 Zeichen auf einer Zeile.</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Geschrieben als</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>%1 already exists. Replace it?</source>
        <translation>%1 existiert bereits. Ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>History and app</source>
        <translation>Verlauf und Programm</translation>
    </message>
    <message>
        <source>Key and microphone</source>
        <translation>Taste und Mikrofon</translation>
    </message>
    <message>
        <source>MaxWhisper settings</source>
        <translation>MaxWhisper-Einstellungen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>%1 times as fast as speech</source>
        <translation>%1-mal so schnell wie gesprochen</translation>
    </message>
    <message>
        <source>%1, %2 tokens per second; measured %3 times with %4 s of speech</source>
        <translation>%1, %2 Token pro Sekunde; %3-mal gemessen mit %4 s Sprache</translation>
    </message>
    <message>
        <source>&amp;Copy numbers</source>
        <translation>&amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation>95 % in</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>How fast is dictation here?</source>
        <translation>Wie schnell ist das Diktieren hier?</translation>
    </message>
    <message>
        <source>Measure transcribes a short spoken sample several times with the model in use, and shows here how long each step takes. You can dictate meanwhile; that only slows down the run that it interrupts.</source>
        <translation>„Messen“ erkennt eine kurze Sprachprobe mehrmals mit dem benutzten Modell und zeigt hier, wie lange jeder Schritt dauert. Sie können währenddessen diktieren; das verlangsamt nur den Durchlauf, den es unterbricht.</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message numerus="yes">
        <source>Recognising while you spoke took %1 s of processor time per second (%n takes)</source>
        <translation>
            <numerusform>Das Erkennen während des Sprechens brauchte %1 s Rechenzeit je Sekunde (%n Aufnahme)</numerusform>
            <numerusform>Das Erkennen während des Sprechens brauchte %1 s Rechenzeit je Sekunde (%n Aufnahmen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1 of %2</source>
        <translation>Durchlauf %1 von %2</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Time of each stage</source>
        <translation>Zeit jedes Schritts</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>End of recording</source>
        <translation>Aufnahmeende</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>From then until the window has the text.</source>
        <translation>Von da an, bis das Fenster den Text hat.</translation>
    </message>
    <message>
        <source>Other engine time</source>
        <translation>Übrige Erkennung</translation>
    </message>
    <message>
        <source>Other takes come first, or the model is still loading.</source>
        <translation>Andere Diktate kommen zuerst, oder das Modell wird noch geladen.</translation>
    </message>
    <message>
        <source>Spacing and replacements; earlier takes are typed first.</source>
        <translation>Abstände und Ersetzungen; frühere Diktate werden zuerst eingegeben.</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The audio is converted to a log-mel spectrogram.</source>
        <translation>Aus dem Ton wird ein Log-Mel-Spektrogramm berechnet.</translation>
    </message>
    <message>
        <source>The decoder writes the rest of the text, token by token.</source>
        <translation>Der Decoder schreibt den Rest des Textes, Token für Token.</translation>
    </message>
    <message>
        <source>The decoder&apos;s first call; the language is detected here.</source>
        <translation>Der erste Aufruf des Decoders; dabei wird die Sprache bestimmt.</translation>
    </message>
    <message>
        <source>The encoder reads the spectrogram.</source>
        <translation>Der Encoder liest das Spektrogramm.</translation>
    </message>
    <message>
        <source>The last audio arrives from the microphone.</source>
        <translation>Der letzte Ton kommt vom Mikrofon an.</translation>
    </message>
    <message>
        <source>The rest of the engine&apos;s time, and communication with its process.</source>
        <translation>Die übrige Zeit der Erkennung und die Kommunikation mit ihrem Prozess.</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Warten</translation>
    </message>
</context>
<context>
    <name>StatusHeader</name>
    <message>
        <source>%1 MB of memory in use.</source>
        <translation>%1 MB Speicher belegt.</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Best installed</source>
        <translation>Bestes installiertes</translation>
    </message>
    <message>
        <source>De&amp;vice:</source>
        <translation>&amp;Gerät:</translation>
    </message>
    <message>
        <source>Engine:</source>
        <translation>Erkennung:</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Microphone:</source>
        <translation>Mikrofon:</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Keines gefunden</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Text:</source>
        <translation>Text:</translation>
    </message>
</context>
<context>
    <name>TakeActions</name>
    <message>
        <source>The recording cannot be read: %1</source>
        <translation>Die Aufnahme lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>There is nothing to play.</source>
        <translation>Es gibt nichts abzuspielen.</translation>
    </message>
</context>
<context>
    <name>TakeCapture</name>
    <message>
        <source>No microphone found; connect one and restart MaxWhisper.</source>
        <translation>Kein Mikrofon gefunden; eines anschließen und MaxWhisper neu starten.</translation>
    </message>
</context>
<context>
    <name>TakeView</name>
    <message>
        <source>%1 from key to text</source>
        <translation>%1 von der Taste bis zum Text</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tokens kept</source>
        <translation>
            <numerusform>%1 von %n Token behalten</numerusform>
            <numerusform>%1 von %n Token behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s of processor time</source>
        <translation>%1 s Prozessorzeit</translation>
    </message>
    <message>
        <source>%1 s recorded</source>
        <translation>%1 s aufgenommen</translation>
    </message>
    <message>
        <source>%1 times as fast as speech</source>
        <translation>%1-mal so schnell wie gesprochen</translation>
    </message>
    <message>
        <source>%1 tokens per second</source>
        <translation>%1 Token pro Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>%n passes</source>
        <translation>
            <numerusform>%n Durchlauf</numerusform>
            <numerusform>%n Durchläufe</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Abs&amp;pielen</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Copy &amp;numbers</source>
        <translation>&amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>Copy the times as JSON, without the text</source>
        <translation>Die Zeiten als JSON kopieren, ohne den Text</translation>
    </message>
    <message>
        <source>Delete this text and its recording?</source>
        <translation>Diesen Text und seine Aufnahme löschen?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>GPU time: encoder %1, decoder %2</source>
        <translation>GPU-Zeit: Encoder %1, Decoder %2</translation>
    </message>
    <message>
        <source>Model to retry with</source>
        <translation>Modell zum Wiederholen</translation>
    </message>
    <message>
        <source>No text</source>
        <translation>Kein Text</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>Die Aufnahme abspielen</translation>
    </message>
    <message>
        <source>Recognise the recording again</source>
        <translation>Die Aufnahme noch einmal erkennen</translation>
    </message>
    <message>
        <source>Recognised so far; grey words may still change</source>
        <translation>Bisher erkannt; graue Wörter können sich noch ändern</translation>
    </message>
    <message>
        <source>Recognised while you spoke: %1</source>
        <translation>Beim Sprechen erkannt: %1</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>Sto&amp;pp</translation>
    </message>
    <message>
        <source>Text of the take</source>
        <translation>Text des Diktats</translation>
    </message>
    <message>
        <source>nothing was left to do</source>
        <translation>am Ende war nichts mehr zu tun</translation>
    </message>
    <message>
        <source>the model had to be loaded first</source>
        <translation>das Modell musste erst geladen werden</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>with the chosen model</source>
        <translation>mit gewähltem Modell</translation>
    </message>
</context>
<context>
    <name>TakesPage</name>
    <message numerus="yes">
        <source>%n takes of this session: half within %1, 95 % within %2</source>
        <translation>
            <numerusform>%n Diktat dieser Sitzung: die Hälfte in %1, 95 % in %2</numerusform>
            <numerusform>%n Diktate dieser Sitzung: die Hälfte in %1, 95 % in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; without %n that had to load a model</source>
        <translation>
            <numerusform>; ohne %n, das ein Modell laden musste</numerusform>
            <numerusform>; ohne %n, die ein Modell laden mussten</numerusform>
        </translation>
    </message>
    <message>
        <source>Takes, newest first</source>
        <translation>Diktate, das neueste zuerst</translation>
    </message>
</context>
<context>
    <name>TextSettings</name>
    <message>
        <source>&amp;Replacements</source>
        <translation>&amp;Ersetzungen</translation>
    </message>
    <message>
        <source>&amp;Spoken punctuation: “comma”, “new line”</source>
        <translation>Gesprochene &amp;Satzzeichen: „Komma“, „neue Zeile“</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>&amp;Wortschatz</translation>
    </message>
    <message>
        <source>Adapt &amp;capitals to the sentence</source>
        <translation>Groß- und Kleinschreibung an den Satz an&amp;passen</translation>
    </message>
    <message>
        <source>Insert a s&amp;pace between consecutive texts</source>
        <translation>&amp;Leerzeichen zwischen aufeinanderfolgende Texte setzen</translation>
    </message>
    <message>
        <source>Names and terms in your spelling, one per line.</source>
        <translation>Namen und Fachwörter in der gewünschten Schreibweise, ein Eintrag je Zeile.</translation>
    </message>
    <message numerus="yes">
        <source>There are %n terms, but at most 500 are possible.</source>
        <translation>
            <numerusform>Es ist %n Eintrag, möglich sind höchstens 500.</numerusform>
            <numerusform>Es sind %n Einträge, möglich sind höchstens 500.</numerusform>
        </translation>
    </message>
    <message>
        <source>Vocabulary, one term per line</source>
        <translation>Wortschatz, ein Eintrag je Zeile</translation>
    </message>
    <message>
        <source>“%1…” is too long: a term may have at most 100 characters.</source>
        <translation>„%1…“ ist zu lang: Ein Eintrag darf höchstens 100 Zeichen haben.</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>%1 h %2 min left</source>
        <translation>noch %1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>under 1 min left</source>
        <translation>noch unter 1 min</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Start recording</source>
        <translation>&amp;Aufnahme starten</translation>
    </message>
    <message>
        <source>&amp;Stop and type</source>
        <translation>&amp;Aufnahme beenden, Text eingeben</translation>
    </message>
    <message>
        <source>&amp;Welcome…</source>
        <translation>&amp;Willkommen…</translation>
    </message>
    <message>
        <source>Open &amp;panel</source>
        <translation>&amp;Hauptfenster öffnen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Transcribe &amp;files…</source>
        <translation>&amp;Dateien transkribieren…</translation>
    </message>
    <message>
        <source>Type the last text &amp;again</source>
        <translation>Letzten &amp;Text noch einmal eingeben</translation>
    </message>
</context>
<context>
    <name>TryStep</name>
    <message>
        <source>Hold %1, say a sentence, and let go.</source>
        <translation>%1 halten, einen Satz sagen und loslassen.</translation>
    </message>
    <message>
        <source>It has arrived, %1 s after you let go.</source>
        <translation>Angekommen, %1 s nach dem Loslassen.</translation>
    </message>
    <message>
        <source>It has arrived.</source>
        <translation>Angekommen.</translation>
    </message>
    <message>
        <source>One sentence to try it</source>
        <translation>Ein Satz zum Ausprobieren</translation>
    </message>
    <message>
        <source>Try it here</source>
        <translation>Hier ausprobieren</translation>
    </message>
    <message>
        <source>Your words should appear in this box, as they will in any other window.</source>
        <translation>Ihre Worte sollten in diesem Feld erscheinen, wie sonst in jedem anderen Fenster.</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>From key release to text</source>
        <translation>Vom Loslassen der Taste bis zum Text</translation>
    </message>
    <message>
        <source>Time per stage</source>
        <translation>Zeit je Schritt</translation>
    </message>
</context>
<context>
    <name>_KeyCatcher</name>
    <message>
        <source>&amp;Press a key…</source>
        <translation>&amp;Taste drücken…</translation>
    </message>
    <message>
        <source>Press the key now…</source>
        <translation>Jetzt die Taste drücken…</translation>
    </message>
    <message>
        <source>The next key or mouse button will be used; Escape cancels.</source>
        <translation>Die nächste Taste oder Maustaste wird übernommen; Escape bricht ab.</translation>
    </message>
</context>
<context>
    <name>_SegmentDelegate</name>
    <message>
        <source>Text from %1</source>
        <translation>Text ab %1</translation>
    </message>
</context>
<context>
    <name>_StepButton</name>
    <message>
        <source>%1: done</source>
        <translation>%1: erledigt</translation>
    </message>
</context>
</TS>
