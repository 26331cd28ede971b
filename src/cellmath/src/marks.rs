//! Marks: primes, accents, braces, and delimiters that grow.

use super::sheet::Sheet;
use super::text::Style;

/// The primes as one sign where there is one.
pub fn primes(count: usize) -> &'static str {
    match count {
        1 => "′",
        2 => "″",
        3 => "‴",
        _ => "⁗",
    }
}

/// One letter with a mark that Unicode can put on it.
pub fn accented(base: &str, mark: char) -> Option<String> {
    const WHOLE: &[(&str, char, &str)] = &[
        ("y", '^', "ŷ"),
        ("w", '^', "ŵ"),
        ("e", '^', "ê"),
        ("y", '‾', "ȳ"),
        ("e", '‾', "ē"),
        ("y", '~', "ỹ"),
        ("w", '˙', "ẇ"),
        ("x", '˙', "ẋ"),
        ("y", '˙', "ẏ"),
        ("x", '¨', "ẍ"),
    ];
    if base.chars().count() != 1 {
        return None;
    }
    if let Some((_, _, whole)) = WHOLE
        .iter()
        .find(|(letter, sign, _)| *letter == base && *sign == mark)
    {
        return Some((*whole).to_owned());
    }
    let combining = match mark {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '‾' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '→' => '\u{20d7}',
        '_' => '\u{332}',
        _ => return None,
    };
    Some(format!("{base}{combining}"))
}

/// A brace of `width` columns with a tip in its middle.
pub fn brace(left: &str, middle: &str, right: &str, width: usize) -> String {
    let inner = width.max(3) - 3;
    let before = "─".repeat(inner / 2);
    let after = "─".repeat(inner - inner / 2);
    format!("{left}{before}{middle}{after}{right}")
}

/// The name of a mark over or under something.
pub fn accent_name(mark: char) -> &'static str {
    match mark {
        '^' => "hat",
        '~' => "tilde",
        '‾' => "bar",
        '→' => "vec",
        '˙' => "dot",
        '¨' => "ddot",
        '_' => "underline",
        'ˇ' => "check",
        '˘' => "breve",
        '´' => "acute",
        '`' => "grave",
        '˚' => "ring",
        _ => "mark",
    }
}

/// A delimiter as tall as its contents.
pub fn delimiter(sign: char, left: bool, core: (usize, usize), style: Style) -> Sheet {
    let height = core.0 + core.1 + 1;
    if height == 1 {
        return Sheet::text(&sign.to_string(), style);
    }
    let [top, side, bottom] = match sign {
        '(' => ["⎛", "⎜", "⎝"],
        ')' => ["⎞", "⎟", "⎠"],
        '[' => ["⎡", "⎢", "⎣"],
        ']' => ["⎤", "⎥", "⎦"],
        '⌊' => ["⎢", "⎢", "⎣"],
        '⌋' => ["⎥", "⎥", "⎦"],
        '⌈' => ["⎡", "⎢", "⎢"],
        '⌉' => ["⎤", "⎥", "⎥"],
        '{' if height == 2 => ["⎰", "⎰", "⎱"],
        '}' if height == 2 => ["⎱", "⎱", "⎰"],
        '{' => ["⎧", "⎪", "⎩"],
        '}' => ["⎫", "⎪", "⎭"],
        '|' => ["│", "│", "│"],
        '‖' | '∥' => ["‖", "‖", "‖"],
        _ => return Sheet::text(&sign.to_string(), style),
    };
    let mut signs = vec![side; height];
    if matches!(sign, '{' | '}') && height > 2 {
        let inner = core.0.clamp(1, height - 2);
        signs[inner] = if left { "⎨" } else { "⎬" };
    }
    signs[0] = top;
    signs[height - 1] = bottom;
    Sheet::column(&signs, core.0, style)
}
