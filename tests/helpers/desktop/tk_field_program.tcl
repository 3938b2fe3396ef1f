# A program with one text field of Tk that answers questions about it in lines of JSON.
# wish tk_field_program.tcl TITLE
wm title . [lindex $argv 0]
pack [text .field]
focus .field
fileevent stdin readable {
    gets stdin question
    if {$question eq "clear"} {.field delete 1.0 end}
    puts "\"[.field get 1.0 end-1c]\""
    flush stdout
    if {$question eq ""} exit
}
