use super::desk::Desk;

#[test]
fn every_shell_gets_a_script() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        desk.run(&["completions", shell]).fine().shows("dispatch");
    }
    desk.run(&["completions", "tcsh"]).refused("`tcsh`").warns("bash、zsh");
}
