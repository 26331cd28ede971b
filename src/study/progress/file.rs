//! The file: TOML that a person can read, with a last line that says that it is whole. No disk.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Deserialize, Serialize};

use super::record::Progress;

/// The contents of one file: progress through any number of courses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    version: i64,
    /// By [`course_id`](super::course_id).
    #[serde(default, rename = "course")]
    pub courses: BTreeMap<String, Progress>,
    #[serde(flatten)]
    later: toml::Table,
}

/// The keys that are read before any other: a file of another version need not have the shape of this one.
#[derive(Deserialize)]
struct Ends {
    version: Option<toml::Value>,
    end: Option<End>,
}

#[derive(Deserialize)]
struct End {
    complete: bool,
}

const VERSION: i64 = 1;

impl Default for Kept {
    fn default() -> Self {
        Kept {
            version: VERSION,
            courses: BTreeMap::new(),
            later: toml::Table::new(),
        }
    }
}

impl Kept {
    /// Reads a file.
    ///
    /// # Errors
    /// A description of the error, with line and column if known: `3:7: …`.
    pub(super) fn read(bytes: &[u8]) -> Result<Kept, String> {
        let text = str::from_utf8(bytes).map_err(|error| {
            let place = place(bytes, error.valid_up_to());
            format!("{place}: what stands here is no text")
        })?;
        let wrong = |error: toml::de::Error| {
            let at = error.span().map_or(text.len(), |span| span.start);
            let message = error.message().replace('\n', ", ");
            format!("{}: {message}", place(bytes, at))
        };
        let ends: Ends = toml::from_str(text).map_err(wrong)?;
        match ends.version.and_then(|version| version.as_integer()) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                return Err(format!(
                    "it says `version = {newer}`, which a newer deltarule can read; this one knows version {VERSION}"
                ));
            }
            _ => {
                return Err(format!(
                    "it does not say `version = {VERSION}`, so it is no progress"
                ));
            }
        }
        if !ends.end.is_some_and(|end| end.complete) {
            let last = place(bytes, bytes.len());
            return Err(format!(
                "{last}: it ends before `complete = true`, so something of it is lost"
            ));
        }
        let mut kept: Kept = toml::from_str(text).map_err(wrong)?;
        kept.later.remove("end");
        Ok(kept)
    }

    /// The text of the file.
    ///
    /// # Errors
    /// If TOML cannot say it: a sentence that says so.
    pub(super) fn write(&self) -> Result<String, String> {
        let wrong = |error: &dyn Display| format!("it cannot be written as TOML: {error}");
        let body = toml::to_string_pretty(self).map_err(|error| wrong(&error))?;
        Ok(format!("{HEAD}{body}{END}"))
    }
}

/// `3:7`: the line, and the column in characters, of a byte.
fn place(bytes: &[u8], at: usize) -> String {
    let before = String::from_utf8_lossy(&bytes[..at.min(bytes.len())]);
    let line = before.split('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count());
    format!("{line}:{}", column + 1)
}

const HEAD: &str = "\
# What deltarule keeps of your way through its courses: where you were, what you answered, solved and noted, and
# the commands that bring its trainers to where you left them.
# It may be read and changed by hand while deltarule is not running. Without its last line it counts as torn.

";

const END: &str = "
[end]
complete = true
";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, RngSeed};

    use super::super::key::BlockKey;
    use super::*;

    fn kept(progress: Progress) -> Kept {
        Kept {
            courses: [("deltarule".to_string(), progress)].into(),
            ..Kept::default()
        }
    }

    fn sample() -> Kept {
        let (predict, own) = (
            BlockKey::new("03-chain-rule", "predict", &["change", "2%"]),
            BlockKey::new("03-chain-rule", "own-words", &[]),
        );
        let mut progress = Progress::default();
        progress.mark("03-chain-rule", Some("predict"));
        progress.answer(&predict, "0.5 * 0.3");
        progress.answer(&predict, "0.15");
        progress.solve(&predict);
        progress.write(&own, "f′ says\n\"how much\".");
        kept(progress)
    }

    #[test]
    fn the_file_can_be_read_by_a_person() {
        let text = sample().write().expect("a text");
        assert_eq!(text, format!("{HEAD}{SAMPLE}{END}"));
    }

    const SAMPLE: &str = r#"version = 1

[course.deltarule.bookmark]
lesson = "03-chain-rule"
stop = "predict"

[[course.deltarule.block."03-chain-rule::own-words"]]
hash = "cbf29ce484222325"
note = """
f′ says
"how much"."""

[[course.deltarule.block."03-chain-rule::predict"]]
hash = "c5da1760a9becc90"
solved = true
answers = [
    "0.5 * 0.3",
    "0.15",
]
"#;

    #[test]
    fn nothing_but_the_whole_file_is_read() {
        let text = sample().write().expect("a text");
        let whole = text.trim_end().len();
        for length in 0..=text.len() {
            let read = Kept::read(&text.as_bytes()[..length]);
            let expected = (length >= whole).then(sample);
            assert_eq!(read.ok(), expected, "of {length} bytes");
        }
    }

    #[test]
    fn what_a_later_version_keeps_is_written_again() {
        let text = r#"
version = 1
sittings = 3

[learner]
since = 2026-11-25T03:41:22Z

[course.deltarule]
pace = 1.5

[course.deltarule.bookmark]
lesson = "03-chain-rule"
line = 7

[[course.deltarule.block."03-chain-rule::predict"]]
hash = "8f"
solved = true
due = 2026-12-01

[course.deltarule.block."03-chain-rule::predict".review]
stability = 3.25
days = [1, 4]

[end]
complete = true
"#;
        let read = Kept::read(text.as_bytes()).expect("progress");
        let again = read.write().expect("a text");
        let [before, after] =
            [text, &again].map(|text| toml::from_str::<toml::Table>(text).expect("TOML"));
        assert_eq!(before, after, "{again}");
        assert_eq!(Kept::read(again.as_bytes()), Ok(read));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, said) in [
            (&b"\xff\xfe"[..], "1:1: what stands here is no text"),
            (b"version = 1\nnote = \"\xc3", "2:9: what stands here is no text"),
            (b"To whom it may concern", "1:4: "),
            (b"[package]\nname = \"x\"\n", "it does not say `version = 1`, so it is no progress"),
            (b"version = \"1\"\n", "it does not say `version = 1`, so it is no progress"),
            (b"version = 0\n", "it does not say `version = 1`, so it is no progress"),
            (
                b"version = 2\n[course]\nx = 1\n",
                "it says `version = 2`, which a newer deltarule can read; this one knows version 1",
            ),
            (
                b"version = 1\n[course.x]\n",
                "3:1: it ends before `complete = true`, so something of it is lost",
            ),
            (
                b"version = 1\n[end]\ncomplete = false\n",
                "4:1: it ends before `complete = true`, so something of it is lost",
            ),
            (
                b"version = 1\n[[course.x.block.q]]\nhash = \"8f\"\nanswers = 3\n[end]\ncomplete = true\n",
                "4:11: invalid type: integer `3`, expected a sequence",
            ),
            (
                b"version = 1\n[[course.x.block.q]]\nsolved = true\n[end]\ncomplete = true\n",
                "2:1: missing field `hash`",
            ),
        ] {
            let wrong = Kept::read(text).expect_err("a complaint");
            assert!(wrong.starts_with(said), "{wrong}\n{said}");
        }
    }

    proptest! {
        #![proptest_config(Config {
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn whatever_is_typed_is_read_as_it_was_written(
            course: String, lesson: String, name: String, texts in prop::collection::vec(any::<String>(), 0..4),
        ) {
            let key = BlockKey::new(&lesson, &name, &[]);
            let mut progress = Progress::default();
            progress.mark(&lesson, Some(&name));
            for text in &texts {
                progress.answer(&key, text);
                progress.write(&key, text);
            }
            let kept = Kept { courses: [(course, progress)].into(), ..Kept::default() };
            let text = kept.write().expect("a text");
            prop_assert_eq!(Kept::read(text.as_bytes()), Ok(kept), "{}", text);
        }
    }
}
