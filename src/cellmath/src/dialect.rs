//! The dialect of LaTeX that a user reads: colours, letters and functions that have a tag, and the words of messages.

use super::text::Tag;
use super::tree::{Kind, Node};

/// The ways in which parts of formulas get their tags. Without any, nothing is tagged.
///
/// ```
/// use cellmath::{Dialect, Formula, Tag};
///
/// let dialect = Dialect::default().colour("teal", Tag(0)).letter("λ", Tag(1));
/// let row = Formula::parse_in(r"\lambda {\color{teal}(x - 1)}", &dialect)?.row();
/// let tags: Vec<_> = row.pieces.iter().map(|piece| (&*piece.text, piece.style.tag)).collect();
/// assert_eq!(tags, [("λ", Some(Tag(1))), (" ", None), ("(x − 1)", Some(Tag(0)))]);
/// # Ok::<(), cellmath::MathError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dialect {
    colours: Vec<(String, Tag)>,
    letters: Vec<(String, Tag)>,
    primed: Vec<(String, Tag)>,
    names: Vec<String>,
    parts: String,
    texts: String,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect {
            colours: Vec::new(),
            letters: Vec::new(),
            primed: Vec::new(),
            names: Vec::new(),
            parts: "tagged parts".to_string(),
            texts: "formulas here".to_string(),
        }
    }
}

/// Setting up a dialect.
impl Dialect {
    /// The same, where whatever is in this colour of LaTeX has the tag. Other colours say nothing.
    #[must_use]
    pub fn colour(mut self, name: impl Into<String>, tag: Tag) -> Self {
        self.colours.push((name.into(), tag));
        self
    }

    /// The same, where this letter has the tag wherever it occurs, with its scripts.
    #[must_use]
    pub fn letter(mut self, letter: impl Into<String>, tag: Tag) -> Self {
        self.letters.push((letter.into(), tag));
        self
    }

    /// The same, where this function with a prime has the tag, along with its argument: f′(e).
    #[must_use]
    pub fn primed(mut self, function: impl Into<String>, tag: Tag) -> Self {
        self.primed.push((function.into(), tag));
        self
    }

    /// The same, where these letters are one name. Three letters with nothing between them are one anyway.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The same, with the words of messages: names of the tagged parts, and of the place of formulas.
    #[must_use]
    pub fn told_as(mut self, parts: impl Into<String>, texts: impl Into<String>) -> Self {
        (self.parts, self.texts) = (parts.into(), texts.into());
        self
    }
}

/// Questions of readers and printers.
impl Dialect {
    pub(crate) fn colours(&self) -> &[(String, Tag)] {
        &self.colours
    }

    pub(crate) fn has_name(&self, word: &str) -> bool {
        self.names.iter().any(|name| name == word)
    }

    pub(crate) fn texts(&self) -> &str {
        &self.texts
    }

    /// The end of a message about a colour: those that have a tag.
    pub(crate) fn told_colours(&self) -> String {
        let names: Vec<&str> = self.colours.iter().map(|(name, _)| &**name).collect();
        let parts = &self.parts;
        match &names[..] {
            [] => String::new(),
            [only] => format!("; {parts} are {only}"),
            [others @ .., last] => format!("; {parts} are {} and {last}", others.join(", ")),
        }
    }

    /// Gives their tags to letters and primed functions, and makes one part of neighbours of the same tag.
    #[must_use]
    pub fn marked(&self, nodes: Vec<Node>) -> Vec<Node> {
        let mut row: Vec<Node> = Vec::new();
        let mut run: Vec<Node> = Vec::new();
        for mut node in nodes {
            let function = run.last().and_then(|last| self.of_primed(last));
            if node.tag.is_none()
                && let Some(tag) = self.tag_of(&node, function)
            {
                node.paint(tag);
            }
            let begins = self.tag_of(&node, None).is_some();
            if run
                .last()
                .is_some_and(|last| last.tag != node.tag || begins)
            {
                row.push(Node::row(std::mem::take(&mut run)));
            }
            if node.tag.is_some() {
                run.push(node);
            } else {
                row.push(node);
            }
        }
        if !run.is_empty() {
            row.push(Node::row(run));
        }
        row
    }

    /// The tag of a node by its letter, or by the primed function before its brackets.
    fn tag_of(&self, node: &Node, function: Option<Tag>) -> Option<Tag> {
        let core = node.core();
        let argument = function.filter(|_| matches!(core.kind, Kind::Fence { .. }));
        let lettered = || {
            let text = &core.atom()?.text;
            found(&self.letters, |letter| letter == text)
        };
        self.of_primed(node).or(argument).or_else(lettered)
    }

    fn of_primed(&self, node: &Node) -> Option<Tag> {
        match &node.kind {
            Kind::Prime { base, .. } => found(&self.primed, |name| base.core().is(name)),
            Kind::Scripts { base, .. } => self.of_primed(base),
            _ => None,
        }
    }
}

fn found(tags: &[(String, Tag)], is: impl Fn(&str) -> bool) -> Option<Tag> {
    let mut tags = tags.iter();
    tags.find(|(name, _)| is(name)).map(|(_, tag)| *tag)
}
