//! Scripts in Unicode: the raised and lowered forms of signs, for scripts of which every sign has one.

use super::tree::{Class, Kind, Node};

/// Which way a script goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Lowered.
    Sub,
    /// Raised.
    Sup,
}

const RAISED: &[(&str, &str)] = &[
    ("0123456789+−-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    ("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
    ("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"),
    ("⊤βγδθφχ*†′ℓ", "ᵀᵝᵞᵟᶿᵠᵡ*†′ˡ"),
];

const LOWERED: &[(&str, &str)] = &[
    ("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
    ("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    ("βγρφχ", "ᵦᵧᵨᵩᵪ"),
];

/// The script in Unicode, if every sign of it has such a form.
pub fn unicode(node: &Node, side: Side) -> Option<String> {
    let table = match side {
        Side::Sub => LOWERED,
        Side::Sup => RAISED,
    };
    let text = flat(node)?;
    text.chars().map(|sign| form(table, sign)).collect()
}

fn form(table: &[(&str, &str)], sign: char) -> Option<char> {
    table.iter().find_map(|(plain, forms)| {
        let at = plain.chars().position(|known| known == sign)?;
        forms.chars().nth(at)
    })
}

/// The text of a script that is signs only, without blanks.
pub fn flat(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Row(nodes) => nodes.iter().map(flat).collect(),
        Kind::Atom(atom) if atom.class != Class::Text || is_word(&atom.text) => {
            Some(atom.text.clone())
        }
        Kind::Fence {
            open: Some(open),
            close: Some(close),
            inside,
        } => {
            let inside = flat(inside)?;
            Some(format!("{open}{inside}{close}"))
        }
        _ => None,
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphanumeric)
}

/// `n/m` as one sign.
pub fn vulgar(top: &Node, bottom: &Node) -> Option<&'static str> {
    let text = |node: &Node| node.atom().map(|atom| atom.text.clone());
    Some(match (text(top)?.as_str(), text(bottom)?.as_str()) {
        ("1", "2") => "½",
        ("1", "3") => "⅓",
        ("2", "3") => "⅔",
        ("1", "4") => "¼",
        ("3", "4") => "¾",
        ("1", "5") => "⅕",
        ("1", "6") => "⅙",
        ("1", "8") => "⅛",
        _ => return None,
    })
}
