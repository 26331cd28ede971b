//! The new parts of a formula, compared with the one before it.

use super::tree::{Class, Face, Kind, Node};

/// Returns `new` with those of its parts bold that are not, in the same order, among those of `old`. Relations and the
/// dots of products are never new; where everything else is, nothing is bold.
pub fn stressed(new: &Node, old: &Node) -> Node {
    let kept = kept(new.parts(), old.parts());
    let counts = |node: &Node| node.class() != Some(Class::Relation) && !node.is("·");
    let is_other = |(node, kept): (&Node, &bool)| !kept || !counts(node);
    if new.parts().iter().zip(&kept).all(is_other) {
        return new.clone();
    }
    let stress = |(node, kept): (&Node, bool)| {
        let mut node = node.clone();
        if !kept && counts(&node) {
            embolden(&mut node);
        }
        node
    };
    let nodes = new.parts().iter().zip(kept).map(stress).collect();
    match new.kind {
        Kind::Row(_) => Node::new(new.tag, Kind::Row(nodes)),
        _ => Node::row(nodes),
    }
}

/// Which of the new parts belong to a longest row of parts that both have.
fn kept(new: &[Node], old: &[Node]) -> Vec<bool> {
    let mut longest = vec![vec![0; old.len() + 1]; new.len() + 1];
    for (i, part) in new.iter().enumerate().rev() {
        for (j, other) in old.iter().enumerate().rev() {
            longest[i][j] = if part == other {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut kept, mut j) = (Vec::new(), 0);
    for (i, part) in new.iter().enumerate() {
        while j < old.len() && part != &old[j] && longest[i][j + 1] == longest[i][j] {
            j += 1;
        }
        let is_kept = old.get(j) == Some(part);
        j += usize::from(is_kept);
        kept.push(is_kept);
    }
    kept
}

fn embolden(node: &mut Node) {
    if let Kind::Atom(atom) = &mut node.kind
        && matches!(atom.face, Face::Plain | Face::Upright)
    {
        atom.face = Face::Bold;
    }
    node.each_part(embolden);
}

#[cfg(test)]
mod tests {
    use super::super::formula::Formula;

    /// The bold pieces of `new` after `old`.
    fn bold(old: &str, new: &str) -> Vec<String> {
        let [old, new] = [old, new].map(|latex| Formula::parse(latex).expect(latex));
        let line = new.stressed(&old).row();
        let pieces = line.pieces.into_iter().filter(|piece| piece.style.bold);
        pieces.map(|piece| piece.text).collect()
    }

    #[test]
    fn what_a_line_has_beyond_the_one_before_is_strong() {
        for (old, new, strong) in [
            (r"a \cdot b", r"a \cdot b", vec![]),
            (r"a \cdot b", r"a \cdot c", vec!["c"]),
            (r"y = a \cdot b", r"y = a \cdot (t - y)", vec!["t − y"]),
            (r"a + b", r"a - b", vec!["−"]),
            (r"y = \frac{a}{b}", r"y = \frac{a}{b} = x", vec!["x"]),
            (r"y = a", r"x = b", vec![]),
        ] {
            let said = bold(old, new);
            let said: String = said.concat();
            assert_eq!(
                said.replace(' ', ""),
                strong.concat().replace(' ', ""),
                "{old} → {new}"
            );
        }
    }

    #[test]
    fn stress_changes_no_sign() {
        for latex in [
            r"\frac{\partial E}{\partial w^{(1)}_{11}} = -\delta \cdot f'(e) \cdot x_1",
            r"\sqrt{a} + |b|",
        ] {
            let math = Formula::parse(latex).expect(latex);
            let before = [r"\frac{\partial E}{\partial w^{(1)}_{11}}", r"\sqrt{a}"];
            let stressed =
                before.map(|before| math.stressed(&Formula::parse(before).expect(before)));
            let stressed = stressed
                .into_iter()
                .find(|other| *other != math)
                .expect("one has a part");
            let text = |math: &Formula| {
                let block = math.two_dimensional();
                block
                    .lines
                    .iter()
                    .map(super::super::text::Line::text)
                    .collect::<Vec<_>>()
            };
            assert_eq!(text(&math), text(&stressed));
        }
    }
}
