//! Scripts in words: indices, powers, the limits of sums, labels under braces.

use super::tree::{Class, Kind, Node};
use super::words::Words;

impl Words {
    /// A base with its scripts beside it.
    pub fn scripts(&mut self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        if let (Some(sub), true) = (sub, base.is("∇")) {
            self.say("gradient with respect to");
            self.script(sub, "");
            return self.say("of");
        }
        self.node(base);
        if base.core().class() == Some(Class::Large) {
            return self.limits(base, sub, sup);
        }
        if let Some(sub) = sub {
            let evaluated = matches!(base.kind, Kind::Fence { open: None, .. });
            let (begin, end) = if evaluated {
                ("at", "end evaluation")
            } else {
                ("sub", "end sub")
            };
            self.say(begin);
            self.script(sub, end);
        }
        if let Some(sup) = sup {
            self.raised(base, sup);
        }
    }

    /// A base with its scripts below and above.
    pub fn stacked(&mut self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        self.node(base);
        if matches!(base.core().class(), Some(Class::Large | Class::Function)) {
            return self.limits(base, sub, sup);
        }
        let braced = matches!(base.kind, Kind::Accent { .. });
        for (script, place) in [(sub, "below"), (sup, "above")] {
            if let Some(script) = script {
                self.say(if braced { ", that is," } else { "with" });
                self.node(script);
                self.say(if braced { "," } else { place });
            }
        }
    }

    fn limits(&mut self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        if let Some(sub) = sub {
            let nodes = sub.parts();
            if let Some(at) = nodes.iter().position(|node| node.is("=")) {
                self.say("over");
                self.row(&nodes[..at]);
                self.say("from");
                self.row(&nodes[at + 1..]);
            } else {
                self.say(match base.core().atom().map(|atom| atom.text.as_str()) {
                    Some("lim") => "as",
                    Some("∫") => "from",
                    _ => "over",
                });
                self.script(sub, "");
            }
        }
        if let Some(sup) = sup {
            self.say("to");
            self.node(sup);
        }
    }

    fn raised(&mut self, base: &Node, sup: &Node) {
        let text = sup.atom().map(|atom| atom.text.as_str());
        let number = sup
            .parts()
            .iter()
            .all(|part| part.class() != Some(Class::Ordinary));
        let power = number || base.core().is("e") || matches!(base.core().kind, Kind::Fence { .. });
        match text {
            Some("2") => self.say("squared"),
            Some("3") => self.say("cubed"),
            Some("T" | "⊤") => self.say("transpose"),
            Some("*") => self.say("star"),
            Some("†") => self.say("dagger"),
            _ => {
                let level = matches!(sup.kind, Kind::Fence { .. });
                self.say(if power && !level {
                    "to the power"
                } else {
                    "superscript"
                });
                self.script(
                    sup,
                    if power && !level {
                        "end power"
                    } else {
                        "end superscript"
                    },
                );
            }
        }
    }

    /// A script: its letters one by one, since they are indices and no product.
    fn script(&mut self, script: &Node, end: &str) {
        let apart = end == "end sub";
        let nodes = script.parts();
        let indices = |node: &Node| {
            matches!(
                node.class(),
                Some(
                    Class::Ordinary
                        | Class::Name
                        | Class::Number
                        | Class::Punctuation
                        | Class::Text
                )
            )
        };
        if nodes.iter().all(indices) {
            for node in nodes {
                match node.atom() {
                    Some(atom) if atom.class == Class::Punctuation => self.say("comma"),
                    // w₁₂ has two indices.
                    Some(atom) if atom.class == Class::Number && apart => {
                        atom.text
                            .chars()
                            .for_each(|digit| self.say(digit.to_string()));
                    }
                    _ => self.node(node),
                }
            }
            return;
        }
        self.node(script);
        if !matches!(script.kind, Kind::Fence { .. }) {
            self.say(end);
        }
    }
}
