//! The terms of the update, which are known by their letters even without a colour.

use crate::figure::text::Role;
use crate::training::Term;

use super::tree::{Kind, Node, is_term};

/// Marks η, δ and f′(…), and makes one part of neighbours of the same term.
pub fn marked(nodes: Vec<Node>) -> Vec<Node> {
    let mut row: Vec<Node> = Vec::new();
    let mut run: Vec<Node> = Vec::new();
    for mut node in nodes {
        let after_fprime = run.last().is_some_and(is_fprime);
        if node.role == Role::Plain
            && let Some(term) = term_of(&node, after_fprime)
        {
            paint(&mut node, Role::Term(term));
        }
        if run
            .last()
            .is_some_and(|last| last.role != node.role || starts_term(&node))
        {
            row.push(Node::row(std::mem::take(&mut run)));
        }
        if is_term(node.role) {
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

/// Returns `true` if a term begins here, whatever comes before.
fn starts_term(node: &Node) -> bool {
    term_of(node, false).is_some()
}

/// The term that a node is by its letter, or by the brackets of an f′ before it.
fn term_of(node: &Node, after_fprime: bool) -> Option<Term> {
    let core = node.core();
    let is_argument = after_fprime && matches!(core.kind, Kind::Fence { .. });
    if is_fprime(node) || is_argument {
        return Some(Term::Fprime);
    }
    core.atom().and_then(|atom| Term::lettered(&atom.text))
}

fn is_fprime(node: &Node) -> bool {
    match &node.kind {
        Kind::Prime { base, .. } => base.core().is("f"),
        Kind::Scripts { base, .. } => is_fprime(base),
        _ => false,
    }
}

/// Gives the role to all parts that have none.
pub fn paint(node: &mut Node, role: Role) {
    if node.role != Role::Plain {
        return;
    }
    node.role = role;
    match &mut node.kind {
        Kind::Row(nodes) => nodes.iter_mut().for_each(|node| paint(node, role)),
        Kind::Table { rows, .. } => {
            rows.iter_mut().flatten().for_each(|node| paint(node, role));
        }
        Kind::Fraction { top, bottom, .. } => {
            paint(top, role);
            paint(bottom, role);
        }
        Kind::Root { inside, index } => {
            paint(inside, role);
            if let Some(index) = index {
                paint(index, role);
            }
        }
        Kind::Scripts { base, sub, sup, .. } => {
            paint(base, role);
            sub.iter_mut()
                .chain(sup)
                .for_each(|script| paint(script, role));
        }
        Kind::Prime { base, .. } | Kind::Accent { base, .. } => paint(base, role),
        Kind::Fence { inside, .. } => paint(inside, role),
        Kind::Atom(_) | Kind::Space(_) => {}
    }
}
