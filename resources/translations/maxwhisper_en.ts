<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AppSettings</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message numerus="yes">
        <source>%n file(s) saved in %1</source>
        <translation>
            <numerusform>%n file saved in %1</numerusform>
            <numerusform>%n files saved in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>Delete %n text(s) with their recordings?</source>
        <translation>
            <numerusform>Delete %n text with its recording?</numerusform>
            <numerusform>Delete %n texts with their recordings?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message numerus="yes">
        <source>On this computer: %1 s from key to text, the median of %n dictation(s).</source>
        <translation>
            <numerusform>On this computer: %1 s from key to text, in %n dictation.</numerusform>
            <numerusform>On this computer: %1 s from key to text, the median of %n dictations.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recommended for %n processor core(s) and %1 GB of memory, without a graphics card.</source>
        <translation>
            <numerusform>Recommended for %n processor core and %1 GB of memory, without a graphics card.</numerusform>
            <numerusform>Recommended for %n processor cores and %1 GB of memory, without a graphics card.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message numerus="yes">
        <source>Recognising while you spoke took %1 s of processor time per second (%n dictations)</source>
        <translation>
            <numerusform>Recognising while you spoke took %1 s of processor time per second (%n dictation)</numerusform>
            <numerusform>Recognising while you spoke took %1 s of processor time per second (%n dictations)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakeView</name>
    <message numerus="yes">
        <source>%1 of %n tokens kept</source>
        <translation>
            <numerusform>%1 of %n token kept</numerusform>
            <numerusform>%1 of %n tokens kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passes</source>
        <translation>
            <numerusform>%n pass</numerusform>
            <numerusform>%n passes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakesPage</name>
    <message numerus="yes">
        <source>%n dictations of this session: half within %1, 95 % within %2</source>
        <translation>
            <numerusform>%n dictation of this session: half within %1, 95 % within %2</numerusform>
            <numerusform>%n dictations of this session: half within %1, 95 % within %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; without %n that had to load a model</source>
        <translation>
            <numerusform>; without %n that had to load a model</numerusform>
            <numerusform>; without %n that had to load a model</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextSettings</name>
    <message numerus="yes">
        <source>There are %n terms, but at most 500 are possible.</source>
        <translation>
            <numerusform>There is %n term, but at most 500 are possible.</numerusform>
            <numerusform>There are %n terms, but at most 500 are possible.</numerusform>
        </translation>
    </message>
</context>
</TS>
