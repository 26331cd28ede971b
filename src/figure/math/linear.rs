//! The printers of one row: with the signs of mathematics, and in ASCII.

use crate::figure::text::{Ink, Line};

use super::glyph::ascii;
use super::layout::{accented, primes};
use super::script::{Side, flat, unicode, vulgar};
use super::spacing::{Bond, Edge, bond, edges, gaps};
use super::tree::{Class, Face, Kind, Node, Shape};

/// `node` in one row.
pub fn row(node: &Node) -> Line {
    let mut printer = Printer {
        ascii: false,
        line: Line::default(),
    };
    printer.node(node);
    printer.line
}

/// `node` in one row of ASCII.
pub fn plain(node: &Node) -> String {
    let mut printer = Printer {
        ascii: true,
        line: Line::default(),
    };
    printer.node(node);
    printer.line.text()
}

struct Printer {
    ascii: bool,
    line: Line,
}

impl Printer {
    fn push(&mut self, node: &Node, text: &str) {
        let mut ink = Ink::from(node.role);
        if node.atom().is_some_and(|atom| atom.face == Face::Bold) {
            ink = ink.strong();
        }
        let text = if self.ascii {
            ascii(text)
        } else {
            text.to_owned()
        };
        let spelt = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
        if self.ascii && self.touches(&text, spelt) {
            self.line.push(Ink::default(), " ");
        }
        self.line.push(ink, text);
    }

    /// Whether spelt signs would run into one word.
    fn touches(&self, text: &str, spelt: bool) -> bool {
        let before = self.line.text();
        let letter = |sign: char| sign.is_ascii_alphanumeric();
        let word = before
            .rsplit(|sign: char| !sign.is_ascii_alphabetic())
            .next();
        let ends_in_word = word.is_some_and(|word| word.len() > 1 && !word.starts_with('d'));
        before.ends_with(letter)
            && text.starts_with(letter)
            && (spelt || ends_in_word)
            && !(word == Some("d") && text.starts_with(char::is_alphabetic) && !spelt)
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
            Kind::Scripts { base, sub, sup, .. } => {
                self.base(base);
                self.scripts(node, base, sub.as_deref(), sup.as_deref());
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

    fn blank(&mut self, width: usize) {
        if !self.line.pieces.is_empty() {
            self.line.push(Ink::default(), " ".repeat(width));
        }
    }

    fn parts(&mut self, nodes: &[Node]) {
        let edges = edges(nodes);
        for (at, (node, gap)) in nodes.iter().zip(gaps(nodes)).enumerate() {
            if gap {
                self.line.push(Ink::default(), " ");
            }
            let next = edges.get(at + 1).copied();
            let before = at.checked_sub(1).map(|at| edges[at]);
            let split = self.splits(node);
            let factor = next.is_some_and(|next| next.is_operand())
                || matches!(before, Some(Edge::Function | Edge::Slash))
                || next == Some(Edge::Slash);
            self.wrapped(node, node, split && factor);
        }
    }

    /// Whether the node on one line is a quotient that a neighbour would be read into.
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
            self.line.push(Ink::default(), " ");
            self.push(node, if self.ascii { "choose" } else { "over" });
            self.line.push(Ink::default(), " ");
            return self.wrapped(node, bottom, bond(bottom) != Bond::Factor);
        }
        if let Some(sign) = vulgar(top, bottom)
            && !self.ascii
        {
            return self.push(node, sign);
        }
        let sole = matches!(top.kind, Kind::Fraction { .. });
        self.wrapped(node, top, bond(top) == Bond::Sum || sole);
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
        self.wrapped(node, inside, inside.atom().is_none());
    }

    fn scripts(&mut self, node: &Node, base: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        let plain = |script: Option<&Node>, side| script.map(|script| unicode(script, side));
        let (low, high) = (plain(sub, Side::Sub), plain(sup, Side::Sup));
        let spelt = self.ascii
            || low == Some(None)
            || high == Some(None)
            || matches!(
                base.kind,
                Kind::Accent {
                    mark: '⏟' | '⏞',
                    ..
                }
            );
        if spelt {
            self.script(node, "_", sub);
            self.script(node, "^", sup);
        } else {
            for script in [low, high].into_iter().flatten().flatten() {
                self.push(node, &script);
            }
        }
    }

    fn script(&mut self, node: &Node, sign: &str, script: Option<&Node>) {
        let Some(script) = script else {
            return;
        };
        self.push(node, sign);
        let text = flat(script).map(|text| if self.ascii { ascii(&text) } else { text });
        let word = |text: &String| {
            text.chars().all(|sign| sign.is_alphanumeric()) || text.chars().count() == 1
        };
        match text.filter(word) {
            Some(text) => self.line.push(Ink::from(node.role), text),
            None if matches!(script.kind, Kind::Fence { .. }) => self.node(script),
            None => self.wrapped(node, script, true),
        }
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
        self.node(inside);
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
                let nodes: Vec<Node> = row.iter().flat_map(Node::parts).cloned().collect();
                self.parts(&nodes);
                continue;
            }
            for (at, cell) in row.iter().filter(|cell| !cell.is_empty()).enumerate() {
                if at > 0 {
                    self.push(node, if matrix { ", " } else { " " });
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
            let several = bond(base) != Bond::Factor;
            return self.wrapped(node, base, several);
        }
        if let Some(atom) = base.atom()
            && let Some(text) = accented(&atom.text, mark)
            && !self.ascii
        {
            let mut whole = base.clone();
            whole.role = node.role;
            return self.push(&whole, &text);
        }
        let name = accent_name(mark);
        if base.atom().is_some() {
            self.node(base);
            self.line.push(Ink::from(node.role), format!("_{name}"));
        } else {
            self.push(node, name);
            self.wrapped(node, base, true);
        }
    }
}

/// What a mark over or under something is called.
pub fn accent_name(mark: char) -> &'static str {
    match mark {
        '^' => "hat",
        '~' => "tilde",
        '‾' => "bar",
        '→' => "vec",
        '˙' => "dot",
        '¨' => "ddot",
        '_' => "underline",
        'ˇ' => "check",
        '˘' => "breve",
        '´' => "acute",
        '`' => "grave",
        '˚' => "ring",
        _ => "mark",
    }
}
