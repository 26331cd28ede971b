//! Groups in a row: delimiters and their contents, primes and their base, letters of a name, numbers around a comma.

use super::dialect::Dialect;
use super::tree::{Atom, Class, Face, Kind, Node};

/// The row with its parts put together.
pub fn grouped(nodes: Vec<Node>, dialect: &Dialect) -> Vec<Node> {
    let fenced = bars(fences(nodes, dialect), dialect);
    dialect.marked(names(primes(fenced)))
}

/// Matches delimiters.
fn fences(nodes: Vec<Node>, dialect: &Dialect) -> Vec<Node> {
    let mut rows: Vec<(Option<Node>, Vec<Node>)> = vec![(None, Vec::new())];
    for node in nodes {
        match node.core().class() {
            Some(Class::Open) if node.atom().is_some() => rows.push((Some(node), Vec::new())),
            Some(Class::Close) if rows.len() > 1 => {
                if let Some((Some(open), inside)) = rows.pop() {
                    push(&mut rows, fenced(&open, node, inside, dialect));
                }
            }
            _ => push(&mut rows, node),
        }
    }
    let mut flat = Vec::new();
    for (open, inside) in rows {
        flat.extend(open);
        flat.extend(inside);
    }
    flat
}

fn push(rows: &mut [(Option<Node>, Vec<Node>)], node: Node) {
    if let Some((_, row)) = rows.last_mut() {
        row.push(node);
    }
}

/// The fence that `close`, perhaps with scripts, ends.
fn fenced(open: &Node, close: Node, inside: Vec<Node>, dialect: &Dialect) -> Node {
    match close.kind {
        Kind::Scripts {
            base,
            sub,
            sup,
            stacked,
        } => {
            let base = Box::new(fenced(open, *base, inside, dialect));
            Node::new(
                close.tag,
                Kind::Scripts {
                    base,
                    sub,
                    sup,
                    stacked,
                },
            )
        }
        Kind::Prime { base, count } => {
            let base = Box::new(fenced(open, *base, inside, dialect));
            Node::new(close.tag, Kind::Prime { base, count })
        }
        kind => {
            let last = match kind {
                Kind::Atom(atom) => atom.text.chars().next(),
                _ => None,
            };
            let first = open.atom().and_then(|atom| atom.text.chars().next());
            let inside = Box::new(Node::row(grouped(inside, dialect)));
            let kind = Kind::Fence {
                open: first,
                close: last,
                inside,
            };
            Node::new(open.tag, kind)
        }
    }
}

fn is_bar(node: &Node) -> bool {
    ["|", "‖", "∥"].iter().any(|bar| node.core().is(bar))
}

/// Matches |…| where their number in the row is even; else a bar with a script says where the part before it is
/// evaluated.
fn bars(nodes: Vec<Node>, dialect: &Dialect) -> Vec<Node> {
    let count = nodes.iter().filter(|node| is_bar(node)).count();
    if count == 0 {
        return nodes;
    }
    if count % 2 == 1 {
        return evaluated(nodes);
    }
    let mut row = Vec::new();
    let mut opened: Option<(Node, Vec<Node>)> = None;
    for node in nodes {
        match opened.take() {
            None if is_bar(&node) => opened = Some((node, Vec::new())),
            None => row.push(node),
            Some((open, inside)) if is_bar(&node) => row.push(fenced(&open, node, inside, dialect)),
            Some((open, mut inside)) => {
                inside.push(node);
                opened = Some((open, inside));
            }
        }
    }
    row
}

fn evaluated(nodes: Vec<Node>) -> Vec<Node> {
    let mut row: Vec<Node> = Vec::new();
    for mut node in nodes {
        let bar = is_bar(&node);
        if let Kind::Scripts { base, .. } = &mut node.kind
            && bar
            && let Some(inside) = row.pop()
        {
            let close = Some('|');
            let inside = Box::new(inside);
            base.kind = Kind::Fence {
                open: None,
                close,
                inside,
            };
        }
        row.push(node);
    }
    row
}

/// Puts primes on the parts before them.
fn primes(nodes: Vec<Node>) -> Vec<Node> {
    let mut row: Vec<Node> = Vec::new();
    for node in nodes {
        let node = raised(node);
        match (node.core().is("′"), row.pop()) {
            (true, Some(base)) if !matches!(base.kind, Kind::Space(_)) => {
                row.push(on_base(base, node));
            }
            (_, before) => {
                row.extend(before);
                row.push(node);
            }
        }
    }
    row
}

/// `f^{\prime}` is f′.
fn raised(node: Node) -> Node {
    match node.kind {
        Kind::Scripts {
            base,
            sub,
            sup: Some(sup),
            stacked: false,
        } if sup.parts().iter().all(|part| part.core().is("′")) => {
            let count = sup.parts().len();
            let base = Box::new(Node::new(node.tag, Kind::Prime { base, count }));
            match sub {
                None => *base,
                sub => Node::new(
                    node.tag,
                    Kind::Scripts {
                        base,
                        sub,
                        sup: None,
                        stacked: false,
                    },
                ),
            }
        }
        kind => Node::new(node.tag, kind),
    }
}

/// `base` with the prime, which may carry scripts that the base then carries.
fn on_base(base: Node, prime: Node) -> Node {
    if let Kind::Scripts {
        sub, sup, stacked, ..
    } = prime.kind
    {
        let base = Box::new(primed(base));
        return Node::new(
            prime.tag,
            Kind::Scripts {
                base,
                sub,
                sup,
                stacked,
            },
        );
    }
    primed(base)
}

fn primed(base: Node) -> Node {
    let tag = base.tag;
    match base.kind {
        Kind::Prime { base, count } => Node::new(
            tag,
            Kind::Prime {
                base,
                count: count + 1,
            },
        ),
        Kind::Scripts {
            base,
            sub,
            sup: None,
            stacked,
        } => {
            let base = Box::new(primed(*base));
            Node::new(
                tag,
                Kind::Scripts {
                    base,
                    sub,
                    sup: None,
                    stacked,
                },
            )
        }
        kind => {
            let base = Box::new(Node::new(tag, kind));
            Node::new(tag, Kind::Prime { base, count: 1 })
        }
    }
}

/// Upright letters side by side are one name, numbers around a comma in braces one number.
fn names(nodes: Vec<Node>) -> Vec<Node> {
    let mut row: Vec<Node> = Vec::new();
    for node in nodes {
        if let (Kind::Atom(next), Some(Kind::Atom(name))) =
            (&node.kind, row.last_mut().map(|last| &mut last.kind))
        {
            if is_upright(next) && is_upright(name) {
                name.text.push_str(&next.text);
                name.class = Class::Name;
                continue;
            }
            let comma = next.class == Class::Ordinary && matches!(next.text.as_str(), "," | ".");
            let goes_on = next.class == Class::Number && name.text.ends_with([',', '.']);
            if name.class == Class::Number && (comma || goes_on) {
                name.text.push_str(&next.text);
                continue;
            }
        }
        row.push(node);
    }
    row
}

fn is_upright(atom: &Atom) -> bool {
    let letter = matches!(atom.class, Class::Ordinary | Class::Name | Class::Number);
    letter && atom.face == Face::Upright && atom.text.chars().all(char::is_alphanumeric)
}
