//! The printers of one row: with the signs of mathematics, and in ASCII.

use super::bond::{Bond, bond, is_function};
use super::glyph::ascii;
use super::marks::{accent_name, accented, primes};
use super::script::{Side, flat, unicode, vulgar};
use super::spacing::{Edge, edges, gaps, is_labelled};
use super::text::{Line, Style};
use super::tree::{Class, Face, Kind, Node, Shape, aligned_row};

/// `node` in one row.
pub fn row(node: &Node) -> Line {
    let mut printer = Printer::default();
    printer.node(node);
    printer.line
}

/// `node` in one row of ASCII.
pub fn plain(node: &Node) -> String {
    let mut printer = Printer {
        ascii: true,
        ..Printer::default()
    };
    printer.node(node);
    printer.line.text()
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four states of a printer, free of each other"
)]
struct Printer {
    ascii: bool,
    /// Inside a script, which takes no blanks.
    tight: bool,
    /// A word has just been written.
    after_word: bool,
    /// A script spelt with `_` or `^` has just ended.
    after_script: bool,
    line: Line,
}

impl Printer {
    fn text(mut self, node: &Node) -> String {
        self.node(node);
        self.line.text()
    }

    fn push(&mut self, node: &Node, text: &str) {
        let mut style = Style::from(node.tag);
        if node.atom().is_some_and(|atom| atom.face == Face::Bold) {
            style = style.bold();
        }
        let text = if self.ascii {
            ascii(text)
        } else {
            text.to_owned()
        };
        let begins = text.starts_with(char::is_alphanumeric);
        let spelt = text.chars().count() > 1
            && text.chars().all(|sign| sign.is_alphabetic() || sign == ' ');
        let word = self.ascii && (spelt || self.after_word) && self.ends_in_letter();
        if begins && (word || self.after_script) {
            self.line.push(Style::default(), " ");
        }
        self.after_script = false;
        self.after_word = spelt;
        self.line.push(style, text);
    }

    fn ends_in_letter(&self) -> bool {
        let last = self.line.pieces.last();
        last.is_some_and(|piece| {
            piece
                .text
                .ends_with(|sign: char| sign.is_ascii_alphanumeric())
        })
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Row(nodes) => self.parts(nodes),
            Kind::Atom(atom) if atom.class == Class::Text => self.push(node, atom.text.trim()),
            Kind::Atom(atom) => self.push(node, &atom.text),
            Kind::Space(width) => self.blank(*width),
            Kind::Fraction {
                top, bottom, bar, ..
            } => self.fraction(node, top, bottom, *bar),
            Kind::Root { inside, index } => self.root(node, inside, index.as_deref()),
            Kind::Scripts { base, sub, sup, .. } if is_labelled(node) => {
                self.labelled(base, sub.iter().chain(sup));
            }
            Kind::Scripts { base, sub, sup, .. } => {
                self.base(base);
                self.scripts(node, sub.as_deref(), sup.as_deref());
            }
            Kind::Prime { base, count } => {
                self.base(base);
                let sign = if self.ascii {
                    "'".repeat(*count)
                } else {
                    primes(*count).to_owned()
                };
                self.push(node, &sign);
            }
            Kind::Fence {
                open,
                close,
                inside,
            } => self.fence(node, *open, *close, inside),
            Kind::Table { shape, rows } => self.table(node, *shape, rows),
            Kind::Accent { base, mark } => self.accent(node, base, *mark),
        }
    }

    fn labelled<'n>(&mut self, base: &Node, labels: impl Iterator<Item = &'n Box<Node>>) {
        self.node(base);
        for label in labels {
            self.push(base, " [");
            self.node(label);
            self.push(base, "]");
        }
    }

    fn blank(&mut self, width: usize) {
        self.after_script = false;
        if !self.line.pieces.is_empty() {
            self.line.push(Style::default(), " ".repeat(width));
        }
    }

    fn parts(&mut self, nodes: &[Node]) {
        let edges = edges(nodes);
        for (at, (node, gap)) in nodes.iter().zip(gaps(nodes, self.tight)).enumerate() {
            if gap || self.multiplied(nodes, &edges, at) {
                self.after_script = false;
                let tag = node.tag.filter(|_| nodes[at - 1].tag == node.tag);
                self.line.push(tag, " ");
            }
            let next = edges.get(at + 1).copied();
            let before = at.checked_sub(1).map(|at| edges[at]);
            let split = self.splits(node);
            let factor = next.is_some_and(Edge::is_operand)
                || matches!(before, Some(Edge::Function | Edge::Slash))
                || at > 0 && self.splits(&nodes[at - 1])
                || next == Some(Edge::Slash);
            self.wrapped(node, node, split && factor);
        }
    }

    /// Returns `true` if it is a parenthesis that the letter before it multiplies: with no blank between, one line
    /// would show a function and its argument.
    fn multiplied(&self, nodes: &[Node], edges: &[Edge], at: usize) -> bool {
        let factor = |at: usize| matches!(edges[at], Edge::Letter | Edge::Factor);
        !self.tight
            && edges[at] == Edge::Fence
            && at > 0
            && factor(at - 1)
            && !is_function(&nodes[at - 1], &nodes[at])
    }

    /// Returns `true` if the node on one line is a quotient that a neighbour would be read into.
    fn splits(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Fraction { top, bottom, .. } => self.ascii || vulgar(top, bottom).is_none(),
            _ => false,
        }
    }

    /// `node`, in parentheses if `needed`.
    fn wrapped(&mut self, owner: &Node, node: &Node, needed: bool) {
        if needed {
            self.push(owner, "(");
        }
        self.node(node);
        if needed {
            self.push(owner, ")");
        }
    }

    fn base(&mut self, base: &Node) {
        let several = !matches!(base.kind, Kind::Atom(_)) && bond(base) != Bond::Factor;
        self.wrapped(base, base, several);
    }

    fn fraction(&mut self, node: &Node, top: &Node, bottom: &Node, bar: bool) {
        if !bar {
            self.wrapped(node, top, bond(top) != Bond::Factor);
            self.line.push(Style::default(), " ");
            self.push(node, "choose");
            self.line.push(Style::default(), " ");
            return self.wrapped(node, bottom, bond(bottom) != Bond::Factor);
        }
        if let Some(sign) = vulgar(top, bottom)
            && !self.ascii
        {
            return self.push(node, sign);
        }
        let sole = matches!(top.kind, Kind::Fraction { .. });
        let operated = edges(top.parts()).contains(&Edge::Binary);
        self.wrapped(node, top, bond(top) == Bond::Sum || operated || sole);
        self.push(node, "/");
        self.wrapped(node, bottom, bond(bottom) != Bond::Factor);
    }

    fn root(&mut self, node: &Node, inside: &Node, index: Option<&Node>) {
        if self.ascii {
            self.push(node, "sqrt");
            if let Some(index) = index {
                self.push(node, "[");
                self.node(index);
                self.push(node, "]");
            }
            return self.wrapped(node, inside, true);
        }
        if let Some(index) = index {
            match unicode(index, Side::Sup) {
                Some(index) => self.push(node, &index),
                None => self.wrapped(node, index, true),
            }
        }
        self.push(node, "√");
        self.wrapped(node, inside, inside.marked_atom().is_none());
    }

    fn scripts(&mut self, node: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        let plain = |script: Option<&Node>, side| script.map(|script| unicode(script, side));
        let (low, high) = (plain(sub, Side::Sub), plain(sup, Side::Sup));
        if self.ascii || low == Some(None) || high == Some(None) {
            self.script(node, "_", sub);
            self.script(node, "^", sup);
        } else {
            for (script, text) in [(sub, low), (sup, high)] {
                let (Some(script), Some(Some(text))) = (script, text) else {
                    continue;
                };
                if script.is_bold() {
                    self.line.push(Style::from(node.tag).bold(), text);
                    self.after_script = false;
                } else {
                    self.push(node, &text);
                }
            }
        }
    }

    fn script(&mut self, node: &Node, sign: &str, script: Option<&Node>) {
        let Some(script) = script else {
            return;
        };
        self.push(node, sign);
        let tight = std::mem::replace(&mut self.tight, flat(script).is_some());
        let bare = Printer {
            ascii: self.ascii,
            tight: self.tight,
            ..Printer::default()
        };
        let text = bare.text(script);
        let word = text.chars().all(char::is_alphanumeric) || text.chars().count() == 1;
        let word = word && self.tight;
        if word {
            self.line.push(Style::from(node.tag), text);
        } else {
            self.wrapped(node, script, !matches!(script.kind, Kind::Fence { .. }));
        }
        self.tight = tight;
        self.after_script = word;
    }

    fn fence(&mut self, node: &Node, open: Option<char>, close: Option<char>, inside: &Node) {
        if let Kind::Table {
            shape: Shape::Cases,
            ..
        } = inside.kind
        {
            self.push(node, "{ ");
            self.node(inside);
            return self.push(node, " }");
        }
        let closed = matches!(
            inside.kind,
            Kind::Table {
                shape: Shape::Matrix,
                ..
            }
        );
        let bracket = closed && matches!((open, close), (Some('(' | '['), _));
        if let Some(open) = open.filter(|_| !bracket) {
            self.push(node, &open.to_string());
        }
        let one_sided = open.is_none() || close.is_none();
        self.wrapped(node, inside, one_sided && bond(inside) != Bond::Factor);
        if let Some(close) = close.filter(|_| !bracket) {
            self.push(node, &close.to_string());
        }
    }

    fn table(&mut self, node: &Node, shape: Shape, rows: &[Vec<Node>]) {
        let matrix = shape == Shape::Matrix;
        if matrix {
            self.push(node, "[");
        }
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.push(node, "; ");
            }
            if shape == Shape::Aligned {
                let nodes = aligned_row(row);
                self.parts(&nodes);
                continue;
            }
            for (at, cell) in row.iter().filter(|cell| !cell.is_empty()).enumerate() {
                if at > 0 {
                    let said = cell.parts().first().and_then(Node::class) == Some(Class::Text);
                    self.push(node, if said { " " } else { ", " });
                }
                self.node(cell);
            }
        }
        if matrix {
            self.push(node, "]");
        }
    }

    fn accent(&mut self, node: &Node, base: &Node, mark: char) {
        if matches!(mark, '⏟' | '⏞' | '⎵' | '⎴') {
            return self.node(base);
        }
        if let Some(atom) = base.atom()
            && let Some(text) = accented(&atom.text, mark)
            && !self.ascii
        {
            let mut whole = base.clone();
            whole.tag = node.tag;
            return self.push(&whole, &text);
        }
        let name = accent_name(mark);
        if base.atom().is_some() {
            self.node(base);
            self.line.push(Style::from(node.tag), format!("_{name}"));
        } else {
            self.push(node, name);
            self.wrapped(node, base, true);
        }
    }
}
