//! The tree that the printers share: the parts of a formula, each with its tag.

use super::text::Tag;

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its tag, if it has one.
    pub tag: Option<Tag>,
    /// Its kind, with its parts.
    pub kind: Kind,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Parts from left to right.
    Row(Vec<Node>),
    /// One sign, number or word.
    Atom(Atom),
    /// One thing over another.
    Fraction {
        /// Above the bar.
        top: Box<Node>,
        /// Below the bar.
        bottom: Box<Node>,
        /// `false` for a binomial coefficient.
        bar: bool,
        /// `true` if asked for as small.
        small: bool,
    },
    /// A root.
    Root {
        /// The radicand.
        inside: Box<Node>,
        /// The index, unless it is a square root.
        index: Option<Box<Node>>,
    },
    /// A base with scripts.
    Scripts {
        /// The base.
        base: Box<Node>,
        /// The lower one.
        sub: Option<Box<Node>>,
        /// The upper one.
        sup: Option<Box<Node>>,
        /// `true` if they are below and above rather than beside.
        stacked: bool,
    },
    /// A base with primes.
    Prime {
        /// The base.
        base: Box<Node>,
        /// Number of primes.
        count: usize,
    },
    /// Something between delimiters.
    Fence {
        /// The left one.
        open: Option<char>,
        /// The right one.
        close: Option<char>,
        /// The part between them.
        inside: Box<Node>,
    },
    /// Rows of cells.
    Table {
        /// The purpose of the table.
        shape: Shape,
        /// Top to bottom, left to right.
        rows: Vec<Vec<Node>>,
    },
    /// A base with a mark over or under it.
    Accent {
        /// The base.
        base: Box<Node>,
        /// The mark.
        mark: char,
    },
    /// Blank columns.
    Space(usize),
}

/// The purposes of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Numbers in columns, centred.
    Matrix,
    /// A case in each row.
    Cases,
    /// Lines aligned at their relations.
    Aligned,
    /// Lines that are centred.
    Centred,
}

/// One sign, number or word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Its text.
    pub text: String,
    /// Its part in a row.
    pub class: Class,
    /// The face it is written in.
    pub face: Face,
}

/// The part that a sign plays in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter or other plain sign.
    Ordinary,
    /// A name of several letters.
    Name,
    /// A number.
    Number,
    /// The name of a function.
    Function,
    /// ∑ and its like.
    Large,
    /// + and its like.
    Binary,
    /// = and its like.
    Relation,
    /// An opening delimiter that is never closed.
    Open,
    /// A closing delimiter that was never opened.
    Close,
    /// A comma and its like.
    Punctuation,
    /// Words.
    Text,
}

/// The face of an atom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The usual one.
    #[default]
    Plain,
    /// Upright, for names.
    Upright,
    /// Bold.
    Bold,
    /// Script.
    Script,
    /// Double-struck.
    Double,
}

impl Node {
    /// A node of `kind` with `tag`.
    #[must_use]
    pub fn new(tag: Option<Tag>, kind: Kind) -> Self {
        Node { tag, kind }
    }

    /// The nodes as one: a row, unless there is just one.
    #[must_use]
    pub fn row(mut nodes: Vec<Node>) -> Self {
        if nodes.len() == 1
            && let Some(only) = nodes.pop()
        {
            return only;
        }
        let tag = nodes.first().and_then(|node| node.tag);
        let same = nodes.iter().all(|node| node.tag == tag);
        Node::new(tag.filter(|_| same), Kind::Row(nodes))
    }

    /// The parts of a row, or the node itself as the only part.
    #[must_use]
    pub fn parts(&self) -> &[Node] {
        match &self.kind {
            Kind::Row(nodes) => nodes,
            _ => std::slice::from_ref(self),
        }
    }

    /// The atom, if it is one.
    #[must_use]
    pub fn atom(&self) -> Option<&Atom> {
        match &self.kind {
            Kind::Atom(atom) => Some(atom),
            _ => None,
        }
    }

    /// The atom, if it is one or a mark on one.
    #[must_use]
    pub fn marked_atom(&self) -> Option<&Atom> {
        match &self.kind {
            Kind::Accent { base, .. } => base.atom(),
            _ => self.atom(),
        }
    }

    /// Returns `true` if it is an atom of this text.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.atom().is_some_and(|atom| atom.text == text)
    }

    /// The atom's class, if it is one.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.atom().map(|atom| atom.class)
    }

    /// Returns `true` if everything in it is bold.
    #[must_use]
    pub fn is_bold(&self) -> bool {
        match &self.kind {
            Kind::Atom(atom) => atom.face == Face::Bold,
            Kind::Row(nodes) => !nodes.is_empty() && nodes.iter().all(Node::is_bold),
            Kind::Fence { inside, .. } => inside.is_bold(),
            _ => false,
        }
    }

    /// Returns `true` if it has no parts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().is_empty()
    }

    /// Gives the tag to all parts that have none.
    pub fn paint(&mut self, tag: Tag) {
        if self.tag.is_some() {
            return;
        }
        self.tag = Some(tag);
        self.each_part(|part| part.paint(tag));
    }

    /// Does something to each of the parts directly below this one.
    pub fn each_part(&mut self, mut act: impl FnMut(&mut Node)) {
        match &mut self.kind {
            Kind::Atom(_) | Kind::Space(_) => {}
            Kind::Row(nodes) => nodes.iter_mut().for_each(act),
            Kind::Table { rows, .. } => rows.iter_mut().flatten().for_each(act),
            Kind::Fraction { top, bottom, .. } => {
                act(top);
                act(bottom);
            }
            Kind::Root { inside, index } => {
                act(inside);
                if let Some(index) = index {
                    act(index);
                }
            }
            Kind::Scripts { base, sub, sup, .. } => {
                act(base);
                sub.iter_mut().chain(sup).for_each(|script| act(script));
            }
            Kind::Prime { base, .. } | Kind::Accent { base, .. } => act(base),
            Kind::Fence { inside, .. } => act(inside),
        }
    }

    /// The base without its scripts and primes.
    #[must_use]
    pub fn core(&self) -> &Node {
        match &self.kind {
            Kind::Scripts { base, .. } | Kind::Prime { base, .. } => base.core(),
            _ => self,
        }
    }
}

/// The cells of an aligned row as parts of one row, its pairs of columns apart.
pub fn aligned_row(cells: &[Node]) -> Vec<Node> {
    let mut row = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        if column > 0 && column.is_multiple_of(2) {
            row.push(Node::new(None, Kind::Space(3)));
        }
        row.extend_from_slice(cell.parts());
    }
    row
}
