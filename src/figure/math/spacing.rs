//! Where a row needs a blank: around relations and binary operators, between factors that would read as
//! one, never after a sign or between a function and its parenthesis. Also what counts as one factor.

use super::script::vulgar;
use super::tree::{Class, Kind, Node};

/// What a part is to its neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// One letter.
    Letter,
    /// A number.
    Number,
    /// What binds to what follows: ∂, Δ, ∇, the d of a derivative.
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
    /// Whether it can be multiplied with a neighbour.
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
        if edge == Edge::Letter && node.is("d") && matches!(before, None | Some(Edge::Tall)) {
            edge = Edge::Prefix;
        }
        edges.push(edge);
    }
    edges
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
        Kind::Atom(atom) => match atom.class {
            Class::Ordinary if matches!(atom.text.as_str(), "∂" | "Δ" | "∇" | "¬") => {
                Edge::Prefix
            }
            Class::Ordinary => Edge::Letter,
            Class::Name | Class::Text => Edge::Word,
            Class::Number => Edge::Number,
            Class::Function => Edge::Function,
            Class::Large => Edge::Large,
            Class::Binary if atom.text == "/" => Edge::Slash,
            Class::Binary => Edge::Binary,
            Class::Relation => Edge::Relation,
            Class::Punctuation => Edge::Comma,
            Class::Open | Class::Close => Edge::Loose,
        },
        Kind::Scripts { base, .. } | Kind::Prime { base, .. } => match edge(base) {
            Edge::Letter | Edge::Number | Edge::Word | Edge::Sign => Edge::Factor,
            other => other,
        },
        Kind::Accent { base, .. } => edge(base),
        Kind::Fence { .. } => Edge::Fence,
        Kind::Fraction {
            top,
            bottom,
            small: true,
            ..
        } if vulgar(top, bottom).is_some() => Edge::Number,
        Kind::Fraction { .. } | Kind::Root { .. } | Kind::Table { .. } => Edge::Tall,
        Kind::Space(_) => Edge::Space,
    }
}

/// Which parts of a row have a blank before them.
pub fn gaps(nodes: &[Node]) -> Vec<bool> {
    let edges = edges(nodes);
    (0..nodes.len())
        .map(|at| {
            at > 0
                && (gap(edges[at - 1], first_edge(&nodes[at], edges[at]))
                    || (nodes[at].role != nodes[at - 1].role
                        && edges[at].is_operand()
                        && edges[at] != Edge::Fence
                        && edges[at - 1].is_operand()
                        && edges[at - 1] != Edge::Prefix))
        })
        .collect()
}

/// What a part shows to its left.
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
        Binary, Comma, Factor, Fence, Function, Large, Letter, Loose, Number, Prefix, Relation,
        Sign, Slash, Space, Tall, Word,
    };
    match (left, right) {
        (Space | Slash | Sign, _) | (_, Space | Slash | Comma) => false,
        (Relation | Binary | Comma, _) | (_, Relation | Binary) => true,
        (Loose, _) | (_, Loose) => false,
        (_, Sign) => false,
        (Letter | Factor | Prefix | Function | Word | Fence, Fence) => false,
        (Function | Large | Word | Tall, _) | (_, Function | Large | Word | Tall) => true,
        (Number, Number) | (Fence, _) => true,
        (Prefix | Number, _) => false,
        (Factor, _) | (_, Factor | Prefix) => true,
        (_, Number) => left != Letter,
        (_, Letter) => false,
    }
}

/// Whether letters like this one are functions when a parenthesis follows.
pub fn is_function(node: &Node, argument: &Node) -> bool {
    let core = node.core();
    if core.class() == Some(Class::Function) || matches!(node.kind, Kind::Prime { .. }) {
        return true;
    }
    let core = match &core.kind {
        Kind::Accent { base, .. } => base,
        _ => core,
    };
    if core.class() == Some(Class::Name) {
        return true;
    }
    let Some(atom) = core.atom() else {
        return false;
    };
    match atom.text.as_str() {
        "f" | "g" | "h" | "F" | "G" | "σ" | "φ" | "ϕ" | "ψ" | "Φ" | "E" | "J" | "L" | "C" | "ℒ"
        | "𝒩" | "𝔼" => true,
        "p" | "P" | "y" | "q" => match &argument.kind {
            Kind::Fence { inside, .. } => !edges(inside.parts()).contains(&Edge::Binary),
            _ => false,
        },
        _ => false,
    }
}

/// How tightly a part holds together on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Has a relation, comma, plus or minus, or a sum at its top.
    Sum,
    /// Factors side by side, or over a slash.
    Product,
    /// One factor.
    Factor,
}

/// How tightly `node` holds together.
pub fn bond(node: &Node) -> Bond {
    let nodes = node.parts();
    if let [only] = nodes {
        return match &only.kind {
            Kind::Fraction {
                top,
                bottom,
                bar: true,
                ..
            } if vulgar(top, bottom).is_none() => Bond::Product,
            Kind::Table { .. } | Kind::Fraction { .. } => Bond::Product,
            Kind::Row(_) if nodes != [node.clone()] => bond(only),
            _ => Bond::Factor,
        };
    }
    let edges = edges(nodes);
    let sums = |(edge, node): (&Edge, &Node)| match edge {
        Edge::Relation | Edge::Comma | Edge::Sign | Edge::Large => true,
        Edge::Binary => !matches!(
            node.atom().map(|atom| atom.text.as_str()),
            Some("·" | "×" | "⊙" | "*")
        ),
        _ => false,
    };
    if edges.iter().zip(nodes).any(sums) {
        return Bond::Sum;
    }
    let mut factors = 0;
    for (at, edge) in edges.iter().enumerate() {
        let applied = *edge == Edge::Fence && at > 0 && is_function(&nodes[at - 1], &nodes[at]);
        let bound = at > 0 && matches!(edges[at - 1], Edge::Prefix | Edge::Function);
        factors += usize::from(!applied && !bound && *edge != Edge::Space);
    }
    if factors <= 1 {
        Bond::Factor
    } else {
        Bond::Product
    }
}
