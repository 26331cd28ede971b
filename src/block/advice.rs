//! Advice on what to write instead, for slips that authors of lessons make by nature.

use crate::formula::nearest;

/// Words that keys and values go by elsewhere, and what they are called here.
const ELSEWHERE: [(&str, &str); 17] = [
    ("learning_rate", "lr"),
    ("eta", "lr"),
    ("alpha", "lr"),
    ("about", "trainer"),
    ("input", "x"),
    ("target", "t"),
    ("output", "t"),
    ("question", "asks"),
    ("prompt", "asks"),
    ("explanation", "explains"),
    ("correct", "right"),
    ("label", "text"),
    ("tolerance", "within"),
    ("optimizer", "method"),
    ("optimiser", "method"),
    ("data", "patterns"),
    ("dataset", "patterns"),
];

/// The known word that is meant by another: by its letters, or since it is called so elsewhere.
pub fn meant<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = word.to_lowercase().replace('-', "_");
    let elsewhere = ELSEWHERE.iter().find(|(name, _)| *name == lower);
    let elsewhere = elsewhere.and_then(|(_, here)| known.iter().find(|known| *known == here));
    elsewhere
        .copied()
        .or_else(|| nearest(word, known.iter().copied()))
}

/// Advice on a line that is no TOML; `from` is where in it the reader stumbled.
pub fn on_syntax(line: &str, from: usize) -> Option<String> {
    let (line, _) = line.split_once(" #").unwrap_or((line, ""));
    let Some((key, value)) = line.split_once('=') else {
        let (key, value) = line.split_once(':')?;
        let is_key = key
            .trim()
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        return is_key.then(|| format!("write `{} = {}`", key.trim(), value.trim()));
    };
    let (key, value) = (key.trim(), value.trim());
    let decimal = value.replacen(',', ".", 1);
    if decimal != value && decimal.parse::<f64>().is_ok() {
        return Some(format!(
            "write the number with a point: `{key} = {decimal}`"
        ));
    }
    let bare = value.trim_matches(['“', '”', '„', '‘', '’', '«', '»']);
    match bare.to_lowercase().as_str() {
        "yes" | "on" | "true" => return Some(format!("write `{key} = true`")),
        "no" | "off" | "false" => return Some(format!("write `{key} = false`")),
        _ => {}
    }
    let is_word = from > key.len() && !bare.is_empty() && !bare.contains(['"', '\'', '[', '{']);
    is_word.then(|| format!("write `{key} = \"{bare}\"`, the text between straight quotes"))
}

/// Maps the bytes of a text in quotes to `raw`, the same as written, with quotes and escapes: each pair holds the first byte of
/// a piece of the text, and its place in `raw`.
pub fn places_in_quotes(raw: &str) -> Vec<(usize, usize)> {
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|quote| raw.starts_with(quote));
    let quote = quote.unwrap_or_default();
    let mut at = quote.len();
    if quote.len() == 3 {
        at += raw[at..].len() - raw[at..].trim_start_matches(['\r', '\n']).len();
    }
    let mut places = vec![(0, at)];
    let mut read = 0;
    while let Some(next) = raw[at..].chars().next() {
        match next {
            '\\' if quote.starts_with('"') => {
                let (written, means) = escape(&raw[at..]);
                at += written;
                read += means;
                places.push((read, at));
            }
            // What is cut up by quotes or lists is cut up at the ends of lines.
            '\n' => {
                at += 1;
                read += 1;
                places.push((read, at));
            }
            other => {
                at += other.len_utf8();
                read += other.len_utf8();
            }
        }
    }
    places
}

/// The place of a byte by such a map.
pub fn placed(places: &[(usize, usize)], byte: usize) -> usize {
    let before = places
        .partition_point(|(read, _)| *read <= byte)
        .saturating_sub(1);
    places.get(before).map_or(0, |(read, at)| at + byte - read)
}

/// Number of bytes of an escape as written, and in the text that it means.
fn escape(raw: &str) -> (usize, usize) {
    let digits = match raw[1..].chars().next() {
        Some('u') => 4,
        Some('U') => 8,
        Some(space) if space.is_whitespace() => {
            let rest = raw[1..].trim_start();
            return (raw.len() - rest.len(), 0);
        }
        Some(other) => return (1 + other.len_utf8(), 1),
        None => return (1, 0),
    };
    let number = raw.get(2..2 + digits).unwrap_or_default();
    let sign = u32::from_str_radix(number, 16)
        .ok()
        .and_then(char::from_u32);
    (2 + number.len(), sign.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_quotes_is_found_behind_escapes() {
        for (raw, byte, at) in [
            ("\"abc\"", 1, 2),
            ("'a\\bc'", 2, 3),
            ("\"a \\\"b\\\" c\"", 5, 8),
            ("\"\\u00e9x\"", 2, 7),
            ("\"\"\"\nab\"\"\"", 1, 5),
            ("\"\"\"a\\\n   b\"\"\"", 1, 9),
        ] {
            assert_eq!(placed(&places_in_quotes(raw), byte), at, "{raw}");
        }
    }

    #[test]
    fn words_from_elsewhere_are_known_only_where_they_are_meant() {
        let known = ["lr", "layers", "method"];
        assert_eq!(meant("learning_rate", &known), Some("lr"));
        assert_eq!(meant("LR", &known), Some("lr"));
        assert_eq!(meant("Layer", &known), Some("layers"));
        assert_eq!(meant("target", &known), None);
    }
}
