//! Pieces of programs that several languages share: numbers, rows of them, lines that differ from layer to layer.

/// The width up to which several numbers share a line.
const WIDTH: usize = 96;

/// A number with all its digits, which Rust and Python read alike.
pub fn number(value: f64) -> String {
    format!("{value:?}")
}

/// Numbers in brackets.
pub fn row(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|value| number(*value)).collect();
    format!("[{}]", numbers.join(", "))
}

/// Items with commas between, as many to a line as there is room, each line indented.
pub fn packed(items: &[String], indent: &str) -> String {
    let mut lines: Vec<String> = vec![indent.to_string()];
    for item in items {
        let last = lines.len() - 1;
        let is_begun = lines[last].len() > indent.len();
        if is_begun && lines[last].len() + item.len() + 2 > WIDTH {
            lines.push(indent.to_string());
        } else if is_begun {
            lines[last].push(' ');
        }
        let last = lines.len() - 1;
        lines[last] += item;
        lines[last].push(',');
    }
    lines.join("\n")
}

/// A text with each of its lines indented; empty lines stay empty.
pub fn indented(text: &str, indent: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{indent}{line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The layers whose formulas differ from that of the last, each with its text; then the text of the last.
pub fn by_layer(texts: &[String]) -> (Vec<(usize, &str)>, &str) {
    let last = texts.last().map_or("", String::as_str);
    let others = texts.iter().enumerate().filter(|(_, text)| *text != last);
    (
        others.map(|(layer, text)| (layer, text.as_str())).collect(),
        last,
    )
}
