//! A verb that cannot write what it has to say does not end as if it had.
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::process::{Command, Stdio};

fn deltarule(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deltarule"));
    command
        .args(arguments)
        .args(["--state", "/nowhere/progress.toml"]);
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn a_full_disk_is_no_success() {
    for arguments in [
        &["check", "01"][..],
        &["check", "01", "--mutate"],
        &["check", "01", "--format", "json"],
        &["list"],
        &["eval", "01", "E"],
        &["trace", "01"],
        &["trace", "01", "--format", "csv"],
        &["code", "01"],
        &["read", "01"],
        &["doctor"],
        &["completions", "bash"],
        &["man"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full");
        let full = full.expect("a disk that is full");
        let output = deltarule(arguments).stdout(full).output();
        let output = output.expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("this could not be written: "), "{said}");
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    for arguments in [
        &["check", "01"][..],
        &["list"],
        &["eval", "01", "E"],
        &["trace", "01", "--steps", "1000", "--format", "csv"],
        &["code", "01"],
        &["read", "01"],
        &["completions", "bash"],
        &["man"],
    ] {
        let child = deltarule(arguments).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("written"), "{said}");
    }
}
