//! The binding strength of parts, and which letters are functions: where one line needs parentheses, and where the
//! spoken text has `of` rather than `times`.

use super::script::vulgar;
use super::spacing::{Edge, edges, is_differential};
use super::tree::{Class, Kind, Node};

/// Returns `true` if it differentiates what follows: d/dx, ∂/∂x.
pub fn is_derivative(node: &Node) -> bool {
    match &node.kind {
        Kind::Fraction { top, .. } => is_differential(top) || top.core().is("∂"),
        _ => false,
    }
}

/// Returns `true` if letters like this one are functions when a parenthesis follows.
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
    let Kind::Fence { inside, .. } = &argument.core().kind else {
        return false;
    };
    if is_transposed(node) {
        return false;
    }
    match atom.text.as_str() {
        "f" | "F" | "G" | "σ" | "φ" | "ϕ" | "ψ" | "Φ" | "E" | "J" | "L" | "C" | "ℒ" | "𝒩" | "𝔼" => {
            true
        }
        "g" | "h" | "p" | "P" | "q" => !edges(inside.parts()).contains(&Edge::Binary),
        text => atom.class == Class::Ordinary && is_argument(text, inside),
    }
}

fn is_transposed(node: &Node) -> bool {
    match &node.kind {
        Kind::Scripts { sup: Some(sup), .. } => sup.is("⊤") || sup.is("T"),
        _ => false,
    }
}

/// Returns `true` if parentheses around this would be idle in a product: one thing, a list, the next step.
fn is_argument(function: &str, inside: &Node) -> bool {
    let nodes = inside.parts();
    let letter = |node: &Node| node.class() == Some(Class::Ordinary);
    match nodes {
        [only] => letter(only.core()) || only.class() == Some(Class::Number),
        [step, sign, one] if one.is("1") && (sign.is("+") || sign.is("−")) => {
            matches!(function, "w" | "v" | "W")
                && ["t", "n", "k", "τ"].iter().any(|name| step.is(name))
        }
        _ => edges(nodes).contains(&Edge::Comma),
    }
}

/// Binding strength of a part on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Has a relation, comma, plus or minus, or a sum at its top.
    Sum,
    /// Factors side by side, or over a slash.
    Product,
    /// One factor.
    Factor,
}

/// Binding strength of `node`.
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
