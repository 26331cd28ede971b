//! Progress on a real disk: files of every sort in the place of one's own, two instances at once, links, and no home at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use deltarule::study::progress::{BlockKey, Found, Progress, Store, course_id};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn key(name: &str) -> BlockKey {
    BlockKey::new("03-chain-rule", name, &["change"])
}

fn open(path: &Path) -> (Store, Progress) {
    Store::open(Some(path), &course_id(None))
}

fn answers(path: &Path, name: &str) -> Vec<String> {
    let (_, progress) = open(path);
    let record = progress.record(&key(name));
    record.map_or(Vec::new(), |record| record.answers.clone())
}

/// Opens, answers, saves.
fn answer(path: &Path, text: &str) {
    let (mut store, mut progress) = open(path);
    progress.answer(&key("q"), text);
    assert_eq!(store.save(&progress), None);
    assert!(store.is_kept());
}

/// The names in a folder but the lock's.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "progress.toml.lock");
    names.sort();
    names
}

#[test]
fn what_was_saved_is_there_at_the_next_sitting() {
    let folder = folder();
    let path = folder.path().join("of/mine/progress.toml");
    let (mut store, progress) = open(&path);
    assert_eq!(store.found(), &Found::Nothing);
    assert_eq!(store.save(&progress), None);
    assert_eq!(names(folder.path()), [""; 0], "nothing is kept of nothing");
    answer(&path, "0.15");
    answer(&path, "0.16");
    assert_eq!(open(&path).0.found(), &Found::Progress);
    assert_eq!(answers(&path, "q"), ["0.15", "0.16"]);
    assert_eq!(names(path.parent().expect("a parent")), ["progress.toml"]);
}

#[test]
fn courses_do_not_share_what_is_kept() {
    let folder = folder();
    let path = folder.path().join("progress.toml");
    answer(&path, "0.15");
    let other = course_id(Some(folder.path()));
    let (mut store, mut progress) = Store::open(Some(&path), &other);
    assert_eq!(progress, Progress::default());
    progress.answer(&key("q"), "7");
    assert_eq!(store.save(&progress), None);
    assert_eq!(answers(&path, "q"), ["0.15"]);
    assert_eq!(Store::open(Some(&path), &other).1, progress);
}

#[test]
fn two_instances_that_save_in_turn_lose_nothing() {
    let folder = folder();
    let path = folder.path().join("progress.toml");
    let mut instances = [open(&path), open(&path)];
    for turn in 0..10 {
        let (store, progress) = &mut instances[turn % 2];
        progress.answer(&key("q"), &turn.to_string());
        progress.solve(&key(&turn.to_string()));
        progress.write(&key("note"), &format!("note {turn}"));
        assert_eq!(store.save(progress), None);
    }
    let all: Vec<String> = (0..10).map(|turn| turn.to_string()).collect();
    assert_eq!(answers(&path, "q"), all);
    let (_, progress) = open(&path);
    assert!(all.iter().all(|name| progress.is_solved(&key(name))));
    let note = progress.note(&key("note")).expect("a note");
    assert!(note.contains("note 8") && note.contains("note 9"), "{note}");
}

#[test]
fn instances_that_save_at_the_same_time_lose_nothing() {
    let folder = folder();
    let path = folder.path().join("progress.toml");
    std::thread::scope(|scope| {
        for instance in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let (mut store, mut progress) = open(path);
                for turn in 0..10 {
                    progress.answer(&key("q"), &format!("{instance}, {turn}"));
                    // a busy machine may keep one waiting for longer than it is willing to: what is not saved now is saved later
                    while store.save(&progress).is_some() || !store.is_kept() {}
                }
            });
        }
    });
    let found = answers(&path, "q");
    assert_eq!(found.len(), 40);
    for instance in 0..4 {
        let of = |text: &&String| text.starts_with(&format!("{instance}, "));
        let turns: Vec<&String> = found.iter().filter(of).collect();
        let expected: Vec<String> = (0..10).map(|turn| format!("{instance}, {turn}")).collect();
        assert!(turns.into_iter().eq(&expected), "{found:?}");
    }
    assert_eq!(names(folder.path()), ["progress.toml"]);
}

/// Files that are no progress, with what is said of them.
const NO_PROGRESS: [(&[u8], &str); 4] = [
    (
        b"\x7fELF\x02\x01\xff\xfe",
        ":1:7: what stands here is no text",
    ),
    (
        b"[package]\nname = \"x\"\n",
        ": it does not say `version = 1`",
    ),
    (
        b"version = 2\n[end]\ncomplete = true\n",
        ": it says `version = 2`",
    ),
    (b"version = 1\n[course.deltarule]\n", ":3:1: it ends before"),
];

#[test]
fn what_is_no_progress_is_set_aside_as_it_is_and_one_begins_anew() {
    for (bytes, said) in NO_PROGRESS {
        let folder = folder();
        let path = folder.path().join("progress.toml");
        let aside = |number| folder.path().join(format!("progress.toml.aside-{number}"));
        fs::write(aside(1), "from before").expect("to write");
        fs::write(&path, bytes).expect("to write");
        let (store, progress) = open(&path);
        let Found::SetAside(message) = store.found() else {
            panic!("{:?}", store.found());
        };
        assert!(
            message.contains(&format!("{}{said}", path.display())),
            "{message}"
        );
        assert!(message.contains(&*aside(2).to_string_lossy()), "{message}");
        assert_eq!(progress, Progress::default());
        assert!(store.is_kept());
        answer(&path, "1");
        assert_eq!(fs::read(aside(2)).expect("to read"), bytes);
        assert_eq!(fs::read(aside(1)).expect("to read"), b"from before");
        assert_eq!(answers(&path, "q"), ["1"]);
    }
}

#[test]
fn a_file_that_is_spoilt_during_a_sitting_is_set_aside_and_what_was_known_is_saved() {
    let folder = folder();
    let path = folder.path().join("progress.toml");
    answer(&path, "1");
    let (mut store, mut progress) = open(&path);
    fs::write(&path, "spoilt").expect("to write");
    progress.answer(&key("q"), "2");
    let message = store.save(&progress).expect("a message");
    assert!(message.contains("aside-1"), "{message}");
    assert!(store.is_kept());
    assert_eq!(answers(&path, "q"), ["1", "2"]);
    let aside = folder.path().join("progress.toml.aside-1");
    assert_eq!(fs::read(aside).expect("to read"), b"spoilt");
}

#[test]
fn an_empty_file_is_a_place_to_keep_progress_in() {
    let folder = folder();
    let path = folder.path().join("progress.toml");
    fs::write(&path, "").expect("to write");
    assert_eq!(open(&path).0.found(), &Found::Nothing);
    answer(&path, "1");
    assert_eq!(answers(&path, "q"), ["1"]);
}

#[test]
fn where_nothing_can_be_kept_one_can_learn_and_is_told_once() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").expect("to write");
    // a folder in the place of the file; a file in the place of the folder
    for path in [folder.path().to_path_buf(), file.join("progress.toml")] {
        let (mut store, mut progress) = open(&path);
        let Found::Unreadable(message) = store.found() else {
            panic!("{:?}", store.found());
        };
        let begins = format!("{}: it cannot be read: ", path.display());
        assert!(message.starts_with(&begins), "{message}");
        progress.solve(&key("q"));
        assert_eq!(store.save(&progress), None);
        assert!(!store.is_kept());
        assert!(progress.is_solved(&key("q")));
    }
    assert_eq!(fs::read(&file).expect("to read"), b"no folder");
    assert!(folder.path().is_dir());
}

#[test]
fn a_save_that_fails_is_told_once_and_made_up_for() {
    let folder = folder();
    let path = folder.path().join("state/progress.toml");
    let (mut store, mut progress) = open(&path);
    let in_the_way = folder.path().join("state");
    fs::write(&in_the_way, "").expect("to write");
    progress.answer(&key("q"), "1");
    let message = store.save(&progress).expect("a message");
    assert!(message.contains("you can go on"), "{message}");
    progress.answer(&key("q"), "2");
    assert_eq!(store.save(&progress), None);
    assert!(!store.is_kept());
    fs::remove_file(&in_the_way).expect("to remove");
    assert_eq!(store.save(&progress), None);
    assert!(store.is_kept());
    assert_eq!(answers(&path, "q"), ["1", "2"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays_a_link() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    let link = folder.path().join("progress.toml");
    // a link to a link to a file that is not there yet
    symlink("second", &link).expect("a link");
    symlink("elsewhere/kept.toml", folder.path().join("second")).expect("a link");
    answer(&link, "1");
    answer(&link, "2");
    assert!(
        fs::symlink_metadata(&link)
            .expect("it is there")
            .is_symlink()
    );
    assert_eq!(answers(&elsewhere.join("kept.toml"), "q"), ["1", "2"]);
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_nobody_elses_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("state/progress.toml");
    answer(&path, "1");
    for (path, expected) in [(&*path, 0o600), (path.parent().expect("a parent"), 0o700)] {
        let mode = fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, expected, "{}", path.display());
    }
}

/// Set where the home is not that of whoever runs the tests.
const ELSEWHERE: &str = "PROGRESS_TEST_HAS_ITS_OWN_HOME";

/// Runs the test below in a process with other variables.
fn with_variables(variables: &[(&str, Option<&Path>)]) -> Output {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args([
        "--exact",
        "progress::says_where",
        "--ignored",
        "--nocapture",
    ]);
    command.env(ELSEWHERE, "1");
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().expect("to run")
}

#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn says_where() {
    if std::env::var_os(ELSEWHERE).is_none() {
        return;
    }
    let (mut store, mut progress) = Store::open(None, &course_id(None));
    progress.answer(&key("q"), "1");
    let message = store.save(&progress);
    println!("path: {:?}", store.path());
    println!("kept: {} {message:?}", store.is_kept());
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn the_file_is_in_the_state_folder() {
    let folder = folder();
    let home = folder.path().join("home");
    let state = folder.path().join("state");
    let relative = PathBuf::from("not/absolute");
    for (state_home, expected) in [
        (Some(&*state), &state),
        (None, &home.join(".local/state")),
        (Some(&*relative), &home.join(".local/state")),
    ] {
        let output = with_variables(&[("HOME", Some(&home)), ("XDG_STATE_HOME", state_home)]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let path = expected.join("deltarule/progress.toml");
        assert!(said.contains(&format!("path: Some({path:?})")), "{said}");
        assert!(said.contains("kept: true None"), "{said}");
        assert_eq!(answers(&path, "q"), ["1"]);
        fs::remove_file(&path).expect("to remove");
    }
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn a_home_that_is_none_is_told() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("to write");
    let output = with_variables(&[("HOME", Some(&file)), ("XDG_STATE_HOME", None)]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("kept: false None"), "{said}");
}
