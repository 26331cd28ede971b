//! Signs: which one is shown, how it is spelt in ASCII, and how it is said.

/// The sign shown for one of the parser's.
pub fn usual(sign: char) -> char {
    match sign {
        'µ' => 'μ',
        '⋅' => '·',
        '∗' | '⋆' => '*',
        '∣' => '|',
        '∥' => '‖',
        '≔' => '≔',
        '⟹' => '⇒',
        '⟸' => '⇐',
        '⟺' => '⇔',
        _ => sign,
    }
}

/// The sign with a stroke through it.
pub fn negated(sign: &str) -> String {
    let negated = match sign {
        "=" => "≠",
        "<" => "≮",
        ">" => "≯",
        "≤" => "≰",
        "≥" => "≱",
        "∈" => "∉",
        "≈" => "≉",
        "≡" => "≢",
        "∼" => "≁",
        "→" => "↛",
        "⇒" => "⇏",
        "|" => "∤",
        "⊂" => "⊄",
        _ => return format!("{sign}\u{338}"),
    };
    negated.to_owned()
}

/// The script form of a capital letter.
pub fn script(letter: char) -> char {
    match letter {
        'B' => 'ℬ',
        'E' => 'ℰ',
        'F' => 'ℱ',
        'H' => 'ℋ',
        'I' => 'ℐ',
        'L' => 'ℒ',
        'M' => 'ℳ',
        'R' => 'ℛ',
        'A'..='Z' => shifted(letter, 0x1d49c),
        _ => letter,
    }
}

/// The double-struck form of a capital letter.
pub fn double(letter: char) -> char {
    match letter {
        'C' => 'ℂ',
        'H' => 'ℍ',
        'N' => 'ℕ',
        'P' => 'ℙ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        'A'..='Z' => shifted(letter, 0x1d538),
        _ => letter,
    }
}

fn shifted(letter: char, to: u32) -> char {
    char::from_u32(to + u32::from(letter) - u32::from('A')).unwrap_or(letter)
}

/// The small Greek letter of this name.
#[must_use]
pub fn greek(name: &str) -> Option<char> {
    let mut letters = SIGNS
        .iter()
        .filter(|(sign, ..)| "αβγδϵζηθικλμνξπρστυϕχψω".contains(*sign));
    letters
        .find(|(_, known, _)| *known == name)
        .map(|(sign, ..)| *sign)
}

/// The plain capital of a script or double-struck one.
fn unstyled(sign: char) -> Option<(char, &'static str)> {
    let find = |form: fn(char) -> char| ('A'..='Z').find(|&letter| form(letter) == sign);
    find(script)
        .map(|letter| (letter, "script"))
        .or_else(|| find(double).map(|letter| (letter, "double-struck")))
}

/// Signs with their ASCII spelling and their words.
const SIGNS: &[(char, &str, &str)] = &[
    ('α', "alpha", "alpha"),
    ('β', "beta", "beta"),
    ('γ', "gamma", "gamma"),
    ('δ', "delta", "delta"),
    ('ϵ', "epsilon", "epsilon"),
    ('ε', "epsilon", "epsilon"),
    ('ζ', "zeta", "zeta"),
    ('η', "eta", "eta"),
    ('θ', "theta", "theta"),
    ('ϑ', "theta", "theta"),
    ('ι', "iota", "iota"),
    ('κ', "kappa", "kappa"),
    ('λ', "lambda", "lambda"),
    ('μ', "mu", "mu"),
    ('ν', "nu", "nu"),
    ('ξ', "xi", "xi"),
    ('π', "pi", "pi"),
    ('ρ', "rho", "rho"),
    ('σ', "sigma", "sigma"),
    ('ς', "sigma", "sigma"),
    ('τ', "tau", "tau"),
    ('υ', "upsilon", "upsilon"),
    ('ϕ', "phi", "phi"),
    ('φ', "phi", "phi"),
    ('χ', "chi", "chi"),
    ('ψ', "psi", "psi"),
    ('ω', "omega", "omega"),
    ('Γ', "Gamma", "capital gamma"),
    ('Δ', "Delta", "capital delta"),
    ('Θ', "Theta", "capital theta"),
    ('Λ', "Lambda", "capital lambda"),
    ('Ξ', "Xi", "capital xi"),
    ('Π', "Pi", "capital pi"),
    ('Σ', "Sigma", "capital sigma"),
    ('Φ', "Phi", "capital phi"),
    ('Ψ', "Psi", "capital psi"),
    ('Ω', "Omega", "capital omega"),
    ('∂', "d", "partial"),
    ('∇', "grad", "gradient of"),
    ('∞', "inf", "infinity"),
    ('ℓ', "l", "l"),
    ('∅', "{}", "the empty set"),
    ('∀', "for all", "for all"),
    ('∃', "exists", "there exists"),
    ('¬', "not", "not"),
    ('⊤', "T", "transpose"),
    ('⊥', "_|_", "perpendicular"),
    ('†', "+", "dagger"),
    ('°', "deg", "degrees"),
    ('′', "'", "prime"),
    ('″', "''", "double prime"),
    ('…', "...", "and so on"),
    ('⋯', "...", "and so on"),
    ('⋮', "...", "and so on"),
    ('⋱', "...", "and so on"),
    ('∑', "sum", "the sum"),
    ('∏', "prod", "the product"),
    ('∫', "int", "the integral"),
    ('+', "+", "plus"),
    ('−', "-", "minus"),
    ('-', "-", "minus"),
    ('±', "+-", "plus or minus"),
    ('∓', "-+", "minus or plus"),
    ('·', "*", "times"),
    ('×', "*", "times"),
    ('÷', "/", "divided by"),
    ('/', "/", "over"),
    ('*', "*", "star"),
    ('⊙', ".*", "element-wise times"),
    ('∘', "o", "composed with"),
    ('⊗', "(x)", "tensor"),
    ('⊕', "(+)", "circled plus"),
    ('∧', "and", "and"),
    ('∨', "or", "or"),
    ('∪', "union", "union"),
    ('∩', "intersect", "intersection"),
    ('∖', "\\", "without"),
    ('=', "=", "equals"),
    ('≠', "!=", "is not equal to"),
    ('≈', "~=", "is about"),
    ('≃', "~=", "is about"),
    ('≡', "==", "is the same as"),
    ('≔', ":=", "becomes"),
    ('≜', ":=", "is defined as"),
    ('∼', "~", "is distributed as"),
    ('∝', "~", "is proportional to"),
    ('<', "<", "is less than"),
    ('>', ">", "is greater than"),
    ('≤', "<=", "is at most"),
    ('≥', ">=", "is at least"),
    ('≪', "<<", "is much less than"),
    ('≫', ">>", "is much greater than"),
    ('∈', "in", "in"),
    ('∉', "not in", "not in"),
    ('⊂', "subset of", "is a subset of"),
    ('⊆', "subset of", "is a subset of"),
    ('→', "->", "goes to"),
    ('←', "<-", "becomes"),
    ('↔', "<->", "corresponds to"),
    ('⇒', "=>", "implies"),
    ('⇐', "<=", "follows from"),
    ('⇔', "<=>", "if and only if"),
    ('↦', "|->", "maps to"),
    ('⟂', "_|_", "is perpendicular to"),
    ('|', "|", "given"),
    ('‖', "||", "norm"),
    ('∴', "so", "therefore"),
    ('(', "(", "open parenthesis"),
    (')', ")", "close parenthesis"),
    ('[', "[", "open bracket"),
    (']', "]", "close bracket"),
    ('{', "{", "open brace"),
    ('}', "}", "close brace"),
    ('⟨', "<", "open angle bracket"),
    ('⟩', ">", "close angle bracket"),
    ('⌊', "floor(", "open floor"),
    ('⌋', ")", "close floor"),
    ('⌈', "ceil(", "open ceiling"),
    ('⌉', ")", "close ceiling"),
    (':', ":", "such that"),
    ('!', "!", "factorial"),
];

fn entry(sign: char) -> Option<&'static (char, &'static str, &'static str)> {
    SIGNS.iter().find(|(known, _, _)| *known == sign)
}

/// `text` in ASCII.
pub fn ascii(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match (entry(sign), unstyled(sign)) {
            (Some((_, ascii, _)), _) => out.push_str(ascii),
            (None, Some((letter, _))) => out.push(letter),
            (None, None) if sign.is_ascii() => out.push(sign),
            (None, None) => out.push_str(punctuation(sign)),
        }
    }
    out
}

fn punctuation(sign: char) -> &'static str {
    match sign {
        '’' | '‘' => "'",
        '“' | '”' => "\"",
        '–' | '—' => "-",
        'ä' | 'á' | 'à' | 'â' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'ö' | 'ó' | 'ô' => "o",
        'ü' | 'ú' | 'û' => "u",
        'ï' | 'í' | 'î' => "i",
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => "",
        _ => "?",
    }
}

/// The spoken text of one sign; anything else is spoken as it is.
pub fn spoken(text: &str) -> String {
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => match (entry(sign), unstyled(sign)) {
            (Some((_, _, words)), _) => (*words).to_owned(),
            (None, Some((letter, face))) => format!("{face} {letter}"),
            (None, None) => text.to_owned(),
        },
        _ => text.trim().to_owned(),
    }
}
