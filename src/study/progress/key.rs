//! The keys of blocks and courses in the progress file. What makes up a block's substance is for the block to say.

use std::path::Path;

/// The key of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockKey {
    /// `03-chain-rule::predict`
    pub text: String,
    /// The [`fingerprint`] of what it asks.
    pub hash: String,
}

impl BlockKey {
    /// The key of a block of the lesson `lesson`, whose substance is `parts`: what decides whether an answer is right, in one
    /// order; no wording, no place.
    #[must_use]
    pub fn new(lesson: &str, name: &str, parts: &[&str]) -> Self {
        BlockKey {
            text: format!("{lesson}::{name}"),
            hash: fingerprint(parts),
        }
    }
}

/// A hash that is the same on every machine and in every version: 64 bits of FNV-1a over the parts, each behind its length.
#[must_use]
pub fn fingerprint(parts: &[&str]) -> String {
    let with_length = |part: &&str| {
        let length = (part.len() as u64).to_le_bytes();
        length.into_iter().chain(part.bytes()).collect::<Vec<u8>>()
    };
    format!("{:016x}", fnv(parts.iter().flat_map(with_length)))
}

/// FNV-1a by Fowler, Noll and Vo, with 64 bits.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The key of a course: the folder that it is read from, or `deltarule` if the program carries it.
#[must_use]
pub fn course_id(folder: Option<&Path>) -> String {
    let Some(folder) = folder else {
        return "deltarule".to_string();
    };
    let whole = folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder));
    whole
        .as_deref()
        .unwrap_or(folder)
        .to_string_lossy()
        .into_owned()
}

/// The slug of a key's lesson, and the block's name.
pub(super) fn parts(key: &str) -> (&str, &str) {
    let (lesson, name) = key.split_once("::").unwrap_or((key, ""));
    (slug(lesson), name)
}

/// A lesson's name without its number.
pub(super) fn slug(lesson: &str) -> &str {
    lesson.split_once('-').map_or(lesson, |(_, slug)| slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_its_authors_give() {
        for (text, hash) in [
            ("", 0xcbf2_9ce4_8422_2325),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] {
            assert_eq!(fnv(text.bytes()), hash, "{text}");
        }
    }

    #[test]
    fn a_fingerprint_stays_what_it_was_when_files_were_written_with_it() {
        assert_eq!(fingerprint(&["change", "2%"]), "c5da1760a9becc90");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let prints = [
            fingerprint(&["ab", "c"]),
            fingerprint(&["a", "bc"]),
            fingerprint(&["abc"]),
            fingerprint(&["abc", ""]),
        ];
        for (at, print) in prints.iter().enumerate() {
            assert!(!prints[..at].contains(print), "{prints:?}");
        }
    }

    #[test]
    fn a_folder_is_the_same_course_however_one_gets_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let round = folder.path().join("..").join(folder.path());
        assert_eq!(course_id(Some(folder.path())), course_id(Some(&round)));
        assert_ne!(course_id(Some(folder.path())), course_id(None));
    }
}
