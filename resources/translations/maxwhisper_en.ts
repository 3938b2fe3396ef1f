<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>TakesPage</name>
    <message numerus="yes">
        <source>%n takes of this session: half within %1, 95 % within %2</source>
        <translation>
            <numerusform>%n take of this session: half within %1, 95 % within %2</numerusform>
            <numerusform>%n takes of this session: half within %1, 95 % within %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n that loaded a model left out</source>
        <translation>
            <numerusform>; %n that loaded a model left out</numerusform>
            <numerusform>; %n that loaded a model left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextSettings</name>
    <message numerus="yes">
        <source>There is room for 500 terms; %n are here.</source>
        <translation>
            <numerusform>There is room for 500 terms; %n is here.</numerusform>
            <numerusform>There is room for 500 terms; %n are here.</numerusform>
        </translation>
    </message>
</context>
</TS>
