//! Blanks in a row: around relations and binary operators, between factors that would read as one, never after a sign
//! or between a function and its parenthesis.

use super::script::vulgar;
use super::tree::{Atom, Class, Kind, Node};

/// The kind of a part, as its neighbour sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// One letter.
    Letter,
    /// A number.
    Number,
    /// A sign that binds to what follows: ∂, Δ, ∇, the d of a derivative.
    Prefix,
    /// A letter with scripts or primes.
    Factor,
    /// A name of several letters, or words.
    Word,
    /// The name of a function.
    Function,
    /// ∑ and its like.
    Large,
    /// Something between delimiters.
    Fence,
    /// A fraction, a matrix, a root.
    Tall,
    /// A binary operator between two operands.
    Binary,
    /// A plus or minus that belongs to what follows.
    Sign,
    /// A slash, which takes no blanks.
    Slash,
    /// A sign that belongs to the operand before it.
    Postfix,
    /// A relation.
    Relation,
    /// A comma.
    Comma,
    /// A delimiter without a partner.
    Loose,
    /// Blank columns.
    Space,
}

impl Edge {
    /// Returns `true` if it can be multiplied with a neighbour.
    pub fn is_operand(self) -> bool {
        !matches!(
            self,
            Edge::Binary
                | Edge::Sign
                | Edge::Slash
                | Edge::Relation
                | Edge::Comma
                | Edge::Loose
                | Edge::Space
        )
    }
}

/// The edges of the parts of a row, with signs told from operators.
pub fn edges(nodes: &[Node]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let before = edges
            .iter()
            .rev()
            .find(|edge| **edge != Edge::Space)
            .copied();
        let mut edge = edge(node);
        if edge == Edge::Binary {
            let operand = before.is_some_and(|before| before.is_operand() && before != Edge::Large)
                || before == Some(Edge::Loose);
            let last = nodes[index + 1..]
                .iter()
                .all(|node| matches!(node.kind, Kind::Space(_)));
            if (!operand || last) && !node.core().is("·") {
                edge = Edge::Sign;
            }
        }
        let begins = matches!(edges.last(), None | Some(Edge::Space | Edge::Tall));
        let slash = |at: Option<usize>| {
            at.and_then(|at| nodes.get(at))
                .is_some_and(|node| node.is("/"))
        };
        let quotient = slash(index.checked_sub(1)) || slash(Some(index + 2));
        if (begins || quotient) && index + 1 < nodes.len() && is_differential(node) {
            edge = Edge::Prefix;
        }
        edges.push(edge);
    }
    edges
}

/// Returns `true` if it is the d of dy/dx or of d²y/dx².
pub fn is_differential(node: &Node) -> bool {
    match &node.kind {
        Kind::Scripts {
            base,
            sub: None,
            sup: Some(sup),
            ..
        } => base.is("d") && sup.class() == Some(Class::Number),
        _ => node.is("d"),
    }
}

/// Returns `true` if it carries a label over or under a brace.
pub fn is_labelled(node: &Node) -> bool {
    match &node.kind {
        Kind::Scripts {
            base,
            stacked: true,
            ..
        } => {
            matches!(
                base.kind,
                Kind::Accent {
                    mark: '⏟' | '⏞' | '⎵' | '⎴',
                    ..
                }
            )
        }
        _ => false,
    }
}

fn edge(node: &Node) -> Edge {
    match &node.kind {
        Kind::Row(nodes) => match nodes.as_slice() {
            [first, .., last] if edge(first) == Edge::Prefix && edge(last) == Edge::Letter => {
                Edge::Factor
            }
            [_, .., last] => edge(last),
            _ => Edge::Space,
        },
        Kind::Atom(atom) => atom_edge(atom),
        _ if is_labelled(node) => Edge::Tall,
        Kind::Scripts {
            base,
            stacked: true,
            ..
        } if base.class() == Some(Class::Function) => Edge::Large,
        Kind::Fence { inside, .. } if matches!(inside.kind, Kind::Table { .. }) => Edge::Tall,
        Kind::Scripts { base, .. } | Kind::Prime { base, .. } => match edge(base) {
            Edge::Letter | Edge::Number | Edge::Word | Edge::Sign => Edge::Factor,
            other => other,
        },
        Kind::Accent { base, .. } if base.atom().is_some() => edge(base),
        Kind::Fence {
            open: Some('|' | '‖' | '∥'),
            ..
        } => Edge::Factor,
        Kind::Fence { open: Some(_), .. } => Edge::Fence,
        Kind::Fraction {
            top,
            bottom,
            small: true,
            ..
        } if vulgar(top, bottom).is_some() => Edge::Number,
        Kind::Fraction { .. }
        | Kind::Root { .. }
        | Kind::Table { .. }
        | Kind::Fence { .. }
        | Kind::Accent { .. } => Edge::Tall,
        Kind::Space(_) => Edge::Space,
    }
}

fn atom_edge(atom: &Atom) -> Edge {
    match atom.class {
        Class::Ordinary => match atom.text.as_str() {
            "∂" | "Δ" | "∇" | "¬" | "∀" | "∃" => Edge::Prefix,
            "!" => Edge::Postfix,
            _ => Edge::Letter,
        },
        Class::Name | Class::Text => Edge::Word,
        Class::Number => Edge::Number,
        Class::Function => Edge::Function,
        Class::Large => Edge::Large,
        Class::Binary if atom.text == "/" => Edge::Slash,
        Class::Binary => Edge::Binary,
        Class::Relation => Edge::Relation,
        Class::Punctuation => Edge::Comma,
        Class::Open | Class::Close => Edge::Loose,
    }
}

/// Which parts of a row have a blank before them; in a `tight` row only words keep theirs.
pub fn gaps(nodes: &[Node], tight: bool) -> Vec<bool> {
    let edges = edges(nodes);
    let apart = |at: usize| {
        let (left, right) = (edges[at - 1], edges[at]);
        let operands = left.is_operand() && right.is_operand();
        if tight {
            return operands && (left == Edge::Word || right == Edge::Word && right != left);
        }
        let tags = nodes[at].tag != nodes[at - 1].tag;
        let tags = tags && !matches!(left, Edge::Prefix | Edge::Number);
        gap(left, first_edge(&nodes[at], right)) || tags && operands && right != Edge::Fence
    };
    (0..nodes.len()).map(|at| at > 0 && apart(at)).collect()
}

/// The kind that a part shows to its left.
fn first_edge(node: &Node, whole: Edge) -> Edge {
    match &node.kind {
        Kind::Row(nodes) => nodes
            .first()
            .map_or(whole, |first| first_edge(first, edge(first))),
        _ => whole,
    }
}

fn gap(left: Edge, right: Edge) -> bool {
    use Edge::{
        Binary, Comma, Factor, Fence, Function, Large, Letter, Loose, Number, Postfix, Prefix,
        Relation, Sign, Slash, Space, Tall, Word,
    };
    match (left, right) {
        (Space | Slash | Sign, _) | (_, Space | Slash | Comma | Postfix) => false,
        (Relation | Binary | Comma, _) | (_, Relation | Binary) => true,
        (Loose, _)
        | (_, Loose | Sign)
        | (Letter | Factor | Prefix | Function | Word | Fence, Fence) => false,
        (Function | Large | Word | Tall | Fence | Postfix, _)
        | (_, Function | Large | Word | Tall)
        | (Number, Number) => true,
        (Prefix | Number, _) => false,
        (Factor, _) | (_, Factor | Prefix) => true,
        (_, Number) => left != Letter,
        _ => false,
    }
}
