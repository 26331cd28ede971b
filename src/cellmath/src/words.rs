//! The printer of words, for screen readers and logs: every bracket and every product is said.

use super::bond::{Bond, bond, is_derivative, is_function};
use super::glyph::spoken as sign;
use super::marks::accent_name;
use super::script::vulgar;
use super::spacing::{Edge, edges, is_differential};
use super::tree::{Class, Face, Kind, Node, Shape, aligned_row};

/// `node` as it is said.
pub fn spoken(node: &Node) -> String {
    let mut words = Words::default();
    words.node(node);
    let text = words.said.join(" ");
    text.replace(" ,", ",").replace(" ;", ";")
}

/// The words so far.
#[derive(Default)]
pub struct Words {
    said: Vec<String>,
    /// Inside a fraction, where one more has to say its ends.
    in_fraction: bool,
}

impl Words {
    /// Appends words, unless there are none.
    pub fn say(&mut self, words: impl Into<String>) {
        let words = words.into();
        if !words.is_empty() {
            self.said.push(words);
        }
    }

    /// Says a part.
    pub fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Row(nodes) => self.row(nodes),
            Kind::Atom(_) => self.atom(node),
            Kind::Space(_) => {}
            Kind::Fraction {
                top, bottom, bar, ..
            } => self.fraction(top, bottom, *bar),
            Kind::Root { inside, index } => self.root(inside, index.as_deref()),
            Kind::Scripts {
                base,
                sub,
                sup,
                stacked: false,
            } => {
                self.scripts(base, sub.as_deref(), sup.as_deref());
            }
            Kind::Scripts {
                base,
                sub,
                sup,
                stacked: true,
            } => {
                self.stacked(base, sub.as_deref(), sup.as_deref());
            }
            Kind::Prime { base, count } => {
                self.node(base);
                self.say(["prime", "double prime", "triple prime"][(*count).clamp(1, 3) - 1]);
            }
            Kind::Fence {
                open,
                close,
                inside,
            } => self.fence(*open, *close, inside),
            Kind::Table { shape, rows } => self.table(*shape, rows),
            Kind::Accent { base, mark } => self.accent(base, *mark),
        }
    }

    fn atom(&mut self, node: &Node) {
        let Some(atom) = node.atom() else {
            return;
        };
        if atom.face == Face::Bold {
            self.say("bold");
        }
        let said = match (atom.class, atom.text.as_str()) {
            (Class::Binary, "*") => "times",
            (Class::Function, "ln") => "natural log",
            (Class::Function, "lim") => "the limit",
            (Class::Punctuation, ".") => "",
            (Class::Function, "arg max" | "argmax") => "arg max",
            (Class::Function, "arg min" | "argmin") => "arg min",
            (_, text) => return self.say(sign(text)),
        };
        self.say(said);
    }

    /// Says parts from left to right.
    pub fn row(&mut self, nodes: &[Node]) {
        let edges = edges(nodes);
        let mut before: Option<usize> = None;
        for (at, node) in nodes.iter().enumerate() {
            if let Kind::Space(width) = node.kind {
                if width > 1 && before.is_some_and(|before| edges[before] != Edge::Comma) {
                    self.say(",");
                    before = None;
                }
                continue;
            }
            let applied = before.is_some_and(|before| {
                edges[at] == Edge::Fence && is_function(&nodes[before], node)
            });
            if let Some(before) = before {
                self.say(joint(
                    (&nodes[before], edges[before]),
                    (node, edges[at]),
                    applied,
                ));
            }
            match &node.kind {
                Kind::Fence {
                    open: Some('(' | '['),
                    close: Some(_),
                    inside,
                } if applied && bond(inside) == Bond::Factor => {
                    self.node(inside);
                }
                _ if is_inner_product(nodes, at) => self.say("dot"),
                _ => self.node(node),
            }
            before = Some(at);
        }
    }

    fn fraction(&mut self, top: &Node, bottom: &Node, bar: bool) {
        if !bar {
            self.node(top);
            self.say("choose");
            return self.node(bottom);
        }
        if let Some(sign) = vulgar(top, bottom) {
            return self.say(match sign {
                "½" => "one half",
                "⅓" => "one third",
                "⅔" => "two thirds",
                "¼" => "one quarter",
                "¾" => "three quarters",
                "⅕" => "one fifth",
                "⅙" => "one sixth",
                _ => "one eighth",
            });
        }
        let simple = |node: &Node| bond(node) == Bond::Factor;
        let bare = simple(top) && simple(bottom) && !self.in_fraction;
        if !bare {
            self.say("fraction");
        }
        let outer = std::mem::replace(&mut self.in_fraction, true);
        self.node(top);
        self.say("over");
        self.node(bottom);
        self.in_fraction = outer;
        if !bare {
            self.say("end fraction");
        }
    }

    fn root(&mut self, inside: &Node, index: Option<&Node>) {
        match index {
            None => self.say("square root of"),
            Some(index) if index.is("3") => self.say("cube root of"),
            Some(index) => {
                self.say("root");
                self.node(index);
                self.say("of");
            }
        }
        self.node(inside);
        if bond(inside) != Bond::Factor {
            self.say("end root");
        }
    }

    fn fence(&mut self, open: Option<char>, close: Option<char>, inside: &Node) {
        let single = bond(inside) == Bond::Factor;
        match (open, close) {
            (_, _) if matches!(inside.kind, Kind::Table { .. }) => {
                self.say(if open == Some('|') {
                    "determinant of"
                } else {
                    ""
                });
                self.node(inside);
            }
            (Some('|'), Some('|')) => {
                self.say("absolute value of");
                self.node(inside);
                self.say(if single { "" } else { "end absolute value" });
            }
            (Some('‖' | '∥'), Some('‖' | '∥')) => {
                self.say("norm of");
                self.node(inside);
                self.say(if single { "" } else { "end norm" });
            }
            _ => {
                let said = |sided: Option<char>| sided.map(|sided| sign(&sided.to_string()));
                self.say(said(open).unwrap_or_default());
                self.node(inside);
                self.say(match close {
                    Some('|') => "evaluated".to_owned(),
                    _ => said(close).unwrap_or_default(),
                });
            }
        }
    }

    fn table(&mut self, shape: Shape, rows: &[Vec<Node>]) {
        match shape {
            Shape::Matrix => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
                let (rows, columns) = (count(rows.len(), "row"), count(columns, "column"));
                self.say(format!("matrix of {rows} and {columns}:"));
            }
            Shape::Cases => self.say("cases:"),
            Shape::Aligned | Shape::Centred => {}
        }
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.say(";");
            }
            if shape == Shape::Aligned {
                let nodes = aligned_row(row);
                self.row(&nodes);
                continue;
            }
            for (at, cell) in row.iter().enumerate() {
                if at > 0 && !cell.is_empty() && self.said.last().is_none_or(|last| last != ",") {
                    self.say(",");
                    let said = cell.parts().first().and_then(Node::class) == Some(Class::Text);
                    self.say(if shape == Shape::Cases && !said {
                        "if"
                    } else {
                        ""
                    });
                }
                self.node(cell);
            }
        }
        match shape {
            Shape::Matrix => self.say("; end matrix"),
            Shape::Cases => self.say("; end cases"),
            Shape::Aligned | Shape::Centred => {}
        }
    }

    fn accent(&mut self, base: &Node, mark: char) {
        if matches!(mark, '⏟' | '⏞' | '⎵' | '⎴') {
            return self.node(base);
        }
        let name = match mark {
            '→' => "vector",
            '¨' => "double dot",
            _ => accent_name(mark),
        };
        if base.atom().is_some() {
            self.node(base);
            return self.say(name);
        }
        self.say(format!("{name} over"));
        self.node(base);
        self.say(format!("end {name}"));
    }
}

/// Returns `true` if the sign there is the dot between two vectors: bold letters are vectors.
fn is_inner_product(nodes: &[Node], at: usize) -> bool {
    let vector = |at: Option<usize>| {
        at.and_then(|at| nodes.get(at))
            .is_some_and(|node| node.core().is_bold())
    };
    nodes[at].is("·") && vector(at.checked_sub(1)) && vector(Some(at + 1))
}

fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// The words between neighbours.
fn joint(left: (&Node, Edge), right: (&Node, Edge), applied: bool) -> &'static str {
    let silent = |node: &Node| {
        node.core().atom().is_some_and(|atom| {
            atom.class == Class::Text || matches!(atom.text.as_str(), "…" | "⋯" | "|" | "‖" | "′")
        })
    };
    if applied {
        return "of";
    }
    if silent(left.0) || silent(right.0) {
        return "";
    }
    // f(e) de: the d belongs to the integral, and multiplies nothing.
    if right.1 == Edge::Prefix && is_differential(right.0) {
        return "";
    }
    if is_derivative(left.0) {
        return "of";
    }
    if left.0.is("arg") && matches!(right.1, Edge::Function | Edge::Large) {
        return "";
    }
    match (left.1, right.1) {
        (_, Edge::Postfix) => "",
        (Edge::Prefix, _) | (Edge::Number, Edge::Letter | Edge::Factor)
            if vulgar_number(left.0).is_none() =>
        {
            ""
        }
        (Edge::Function | Edge::Large, right) if right.is_operand() || right == Edge::Sign => "of",
        (left, right) if left.is_operand() && right.is_operand() => "times",
        _ => "",
    }
}

fn vulgar_number(node: &Node) -> Option<&'static str> {
    match &node.kind {
        Kind::Fraction { top, bottom, .. } => vulgar(top, bottom),
        _ => None,
    }
}
