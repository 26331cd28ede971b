//! Nodes of a formula that is built rather than read.

use cellmath::{Atom, Class, Face, Kind, Node};

use super::terms::TERMS;

/// A plain node.
pub fn node(kind: Kind) -> Node {
    Node::new(None, kind)
}

/// A sign, a number or words.
pub fn atom(text: &str, class: Class) -> Node {
    let text = text.to_string();
    let face = Face::Plain;
    node(Kind::Atom(Atom { text, class, face }))
}

/// Nodes as one, their terms marked.
pub fn grouped(nodes: Vec<Node>) -> Node {
    Node::row(TERMS.marked(nodes))
}

/// The nodes to the left and to the right of a sign, joined by it.
pub fn joined(mut left: Vec<Node>, sign: Node, right: Vec<Node>) -> Vec<Node> {
    left.push(sign);
    left.extend(right);
    left
}

/// Nodes behind a minus.
pub fn minus(nodes: Vec<Node>) -> Vec<Node> {
    joined(Vec::new(), atom("−", Class::Binary), nodes)
}

pub fn starts_with_minus(nodes: &[Node]) -> bool {
    nodes.first().is_some_and(|first| first.is("−"))
}

/// One thing over another.
pub fn fraction(top: Vec<Node>, bottom: Vec<Node>) -> Node {
    node(Kind::Fraction {
        top: Box::new(grouped(top)),
        bottom: Box::new(grouped(bottom)),
        bar: true,
        small: false,
    })
}

/// Something between delimiters.
pub fn fence(open: char, inside: Vec<Node>, close: Option<char>) -> Node {
    node(Kind::Fence {
        open: Some(open),
        close,
        inside: Box::new(grouped(inside)),
    })
}

/// Something in round brackets.
pub fn brackets(inside: Vec<Node>) -> Node {
    fence('(', inside, Some(')'))
}

/// A base with so many primes.
pub fn primed(base: Node, count: usize) -> Node {
    if count == 0 {
        return base;
    }
    let base = Box::new(base);
    node(Kind::Prime { base, count })
}

/// A superscript, above the subscript if there is one.
pub fn raised(base: Node, exponent: Node) -> Node {
    match base.kind {
        Kind::Scripts {
            base,
            sub,
            sup: None,
            ..
        } => scripts(*base, sub.map(|sub| *sub), Some(exponent)),
        kind => scripts(Node::new(base.tag, kind), None, Some(exponent)),
    }
}

/// A base with its lower and upper script.
pub fn scripts(base: Node, sub: Option<Node>, sup: Option<Node>) -> Node {
    node(Kind::Scripts {
        base: Box::new(base),
        sub: sub.map(Box::new),
        sup: sup.map(Box::new),
        stacked: false,
    })
}
