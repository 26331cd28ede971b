//! The little HTML that GitHub shows in markdown: scripts, breaks, stress; of all else the text stays.

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A tag that opens, by its name in small letters, with its `alt` if it has one.
    Open(String, Option<String>),
    /// A tag that closes.
    Close(String),
    /// Text between tags.
    Text(String),
}

/// HTML cut into tags and text; comments are left out.
#[must_use]
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text(&rest[..start], &mut pieces);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let Some((tag, behind)) = rest[1..].split_once('>') else {
            break;
        };
        rest = behind;
        let (closes, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_lowercase();
        if name.is_empty() {
            continue;
        }
        pieces.push(if closes {
            Piece::Close(name)
        } else {
            Piece::Open(name, alt(tag))
        });
    }
    text(rest, &mut pieces);
    pieces
}

/// The panels that a comment `<!-- show: chain, error -->` names, each with its offset; `None`, if it is another comment.
#[must_use]
pub fn shown(html: &str) -> Option<Vec<(usize, &str)>> {
    let comment = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let names = comment.trim().strip_prefix("show:")?;
    let offset = |name: &str| name.as_ptr() as usize - html.as_ptr() as usize;
    let names = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    Some(names.map(|name| (offset(name), name)).collect())
}

fn text(text: &str, pieces: &mut Vec<Piece>) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Text(text.trim().to_string()));
    }
}

/// The text in place of a picture.
fn alt(tag: &str) -> Option<String> {
    let (_, rest) = tag.split_once("alt=")?;
    let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
    rest[1..].split(quote).next().map(ToString::to_string)
}

/// Signs that have a raised form, and that form; behind them the lowered one, if there is one.
const SCRIPTS: [(char, char, Option<char>); 22] = [
    ('0', '⁰', Some('₀')),
    ('1', '¹', Some('₁')),
    ('2', '²', Some('₂')),
    ('3', '³', Some('₃')),
    ('4', '⁴', Some('₄')),
    ('5', '⁵', Some('₅')),
    ('6', '⁶', Some('₆')),
    ('7', '⁷', Some('₇')),
    ('8', '⁸', Some('₈')),
    ('9', '⁹', Some('₉')),
    ('+', '⁺', Some('₊')),
    ('-', '⁻', Some('₋')),
    ('−', '⁻', Some('₋')),
    ('(', '⁽', Some('₍')),
    (')', '⁾', Some('₎')),
    ('=', '⁼', Some('₌')),
    ('n', 'ⁿ', Some('ₙ')),
    ('i', 'ⁱ', Some('ᵢ')),
    ('j', 'ʲ', Some('ⱼ')),
    ('k', 'ᵏ', Some('ₖ')),
    ('t', 'ᵗ', Some('ₜ')),
    ('x', 'ˣ', Some('ₓ')),
];

/// A text raised or lowered: by signs that are so already, or else behind `^` or `_`.
#[must_use]
pub fn script(text: &str, is_raised: bool) -> String {
    let sign = |c: char| {
        let (_, raised, lowered) = SCRIPTS.iter().find(|(plain, ..)| *plain == c)?;
        if is_raised { Some(*raised) } else { *lowered }
    };
    let mark = if is_raised { '^' } else { '_' };
    let all: Option<String> = text.chars().map(sign).collect();
    all.unwrap_or_else(|| match text.chars().count() {
        1 => format!("{mark}{text}"),
        _ => format!("{mark}({text})"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text_come_apart_and_comments_go() {
        let open = |name: &str| Piece::Open(name.to_string(), None);
        assert_eq!(
            pieces("<details><!-- no --><summary>Why</summary>Because\n</details>"),
            [
                open("details"),
                open("summary"),
                Piece::Text("Why".to_string()),
                Piece::Close("summary".to_string()),
                Piece::Text("Because".to_string()),
                Piece::Close("details".to_string()),
            ]
        );
        assert_eq!(
            pieces("<img src='a.png' alt=\"a bowl\">"),
            [Piece::Open("img".to_string(), Some("a bowl".to_string()))]
        );
        assert_eq!(pieces("< 3"), [Piece::Text("< 3".to_string())]);
    }

    #[test]
    fn scripts_are_raised_and_lowered() {
        assert_eq!(script("(n+1)", true), "⁽ⁿ⁺¹⁾");
        assert_eq!(script("i", false), "ᵢ");
        assert_eq!(script("new", false), "_(new)");
        assert_eq!(script("q", true), "^q");
    }
}
