//! Formulas of textbook chapters on backpropagation in all four printers, and what a formula must
//! never do: panic, hang, or lie about its width.

mod formulas;

use deltarule::figure::Role;
use deltarule::figure::math::{Block, Math};
use deltarule::training::Term;
use formulas::FORMULAS;

fn parsed(latex: &str) -> Math {
    Math::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error:?}"))
}

fn shown(block: &Block) -> String {
    let lines = block.lines.iter().enumerate().map(|(at, line)| {
        let mark = if at == block.baseline { '>' } else { ' ' };
        format!("{mark} {}", line.text()).trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn textbook_formulas_in_all_four_printers() {
    let mut out = String::new();
    for (source, latex) in FORMULAS {
        let math = parsed(latex);
        out.extend([format!(
            "== {source}\n{latex}\n\n{}\n\nrow    {}\nascii  {}\nwords  {}\n\n",
            shown(&math.two_dimensional()),
            math.row().text(),
            math.ascii(),
            math.words(),
        )]);
    }
    insta::assert_snapshot!(out);
}

fn set(latex: &str) -> String {
    shown(&parsed(latex).two_dimensional())
}

fn numbers(role: Role) -> Option<String> {
    let number = match role {
        Role::Term(Term::Lr) => "0.5",
        Role::Term(Term::Delta) => "−0.7414",
        Role::Term(Term::Fprime) => "0.1868",
        Role::Term(Term::Input) => "0.5933",
        _ => return None,
    };
    Some(number.to_owned())
}

fn roles(latex: &str) -> Vec<(Role, String)> {
    let row = parsed(latex).row();
    let terms = row
        .pieces
        .into_iter()
        .filter(|piece| piece.ink.role != Role::Plain);
    terms.map(|piece| (piece.ink.role, piece.text)).collect()
}

#[test]
fn terms_are_known_by_their_colour_or_by_their_letter() {
    let own = |role, text: &str| (role, text.to_owned());
    assert_eq!(
        roles(r"\Delta w = \eta \, \delta_j \, f'(e_j) \, x"),
        [
            own(Role::Term(Term::Lr), "η"),
            own(Role::Term(Term::Delta), "δⱼ"),
            own(Role::Term(Term::Fprime), "f′(eⱼ)")
        ]
    );
    assert_eq!(
        roles(
            r"{\color{orange}a}{\color{red}(t - y)}\cdot{\color{teal}g'(e)}\cdot\textcolor{blue}{x_i}"
        ),
        [
            own(Role::Term(Term::Lr), "a"),
            own(Role::Term(Term::Delta), "(t − y)"),
            own(Role::Term(Term::Fprime), "g′(e)"),
            own(Role::Term(Term::Input), "xᵢ"),
        ]
    );
    assert_eq!(roles(r"\sigma'(z) + f(e) + {\color{green}x}"), []);
}

#[test]
fn each_term_can_show_its_number_beneath() {
    let mut out = String::new();
    for latex in [
        r"\Delta w = \eta \delta f'(e) {\color{blue}x}",
        r"\Delta w = \eta \times \delta \times f'(e) \times {\color{blue}x}",
        r"w \leftarrow w + {\color{orange}\eta} \cdot {\color{red}(t - y)} \cdot {\color{teal}y(1 - y)} \cdot {\color{blue}x}",
        r"-\frac{\partial E}{\partial w} = {\color{red}\left( -\frac{\partial E}{\partial y} \right)} \cdot {\color{teal}\frac{dy}{de}} \cdot {\color{blue}\frac{\partial e}{\partial w}}",
        r"\frac{\eta \delta}{f'(e) {\color{blue}x}} + \delta",
        r"a = b",
    ] {
        let block = parsed(latex).two_dimensional_with(&numbers);
        out.extend([format!("{latex}\n\n{}\n\n", shown(&block))]);
    }
    let update = r"w \leftarrow w + \eta \cdot \delta \cdot f'(e) \cdot {\color{blue}x} = w + \eta \delta f'(e) {\color{blue}x}";
    let block = parsed(update).two_dimensional_within_with(36, &numbers);
    out.extend([format!("{update} in 36\n\n{}\n", shown(&block))]);
    insta::assert_snapshot!(out);
}

#[test]
fn a_formula_too_wide_is_broken_before_relations_then_before_signs_then_at_blanks() {
    let mut out = String::new();
    for latex in [
        r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \cdot \frac{dy}{de} \cdot \frac{\partial e}{\partial w} = -(t - y) f'(e) x",
        r"E = (t_1 - y_1)^2 + (t_2 - y_2)^2 + (t_3 - y_3)^2 - \lambda \sum_i w_i^2",
        r"\begin{aligned} E &= \frac12 (t - y)^2 + \frac{\lambda}{2} w^2 \\ &= \frac12 (t - f(wx + b))^2 \end{aligned}",
        r"\sqrt{\frac{a + b + c + d}{a + b + c + d + e + f + g + h}}",
    ] {
        for width in [60, 30, 16, 5] {
            let block = parsed(latex).two_dimensional_within(width);
            assert!(
                block.width() <= width,
                "{latex} in {width} takes {}",
                block.width()
            );
            out.extend([format!("{latex} in {width}\n\n{}\n\n", shown(&block))]);
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_mistake_is_found_at_its_place_and_says_what_to_try() {
    let mut out = String::new();
    for latex in [
        r"a + \alhpa b",
        r"\frac{1}{2} \fooo{x} + \frac{",
        r"a + \frac{1}",
        r"a + {b + c",
        r"a + b} + c",
        r"\left( a + b",
        r"a + \right)",
        r"a & b",
        r"a \\ b",
        r"x^2^3",
        r"\begin{cases} a \\ b",
        r"\begin{cases} a \end{aligned}",
        r"\begin{casses} a \end{casses}",
        r"{\color{octarine} x}",
        r"50% of",
        r"\def\x{1} \x",
        r"a + \",
        r"\sqrt",
        r"\text{unclosed",
        "a \u{200d} b",
        "a \u{7} b",
        "   ",
        "",
    ] {
        let error = Math::parse(latex).expect_err(latex);
        assert!(
            error.offset <= latex.len() && latex.is_char_boundary(error.offset),
            "{latex}"
        );
        let caret = format!("{}^", " ".repeat(latex[..error.offset].chars().count()));
        let latex = latex.escape_debug().to_string().replace("\\\\", "\\");
        out.extend([format!("{latex}\n{caret}\n{}\n\n", error.message)]);
    }
    insta::assert_snapshot!(out);
}

/// No line may end beyond the block, and the printers must come to an end.
fn survives(latex: &str) {
    let Ok(math) = Math::parse(latex) else {
        return;
    };
    let whole = math.two_dimensional();
    for block in [&whole, &math.two_dimensional_with(&numbers)] {
        assert!(block.baseline < block.lines.len(), "{latex}");
    }
    for width in [0, 1, 7, 40] {
        let block = math.two_dimensional_within(width);
        assert!(block.baseline < block.lines.len(), "{latex}");
        let block = math.two_dimensional_within_with(width, &numbers);
        assert!(block.baseline < block.lines.len(), "{latex}");
    }
    assert!(math.ascii().is_ascii(), "{latex}: {}", math.ascii());
    let printed = [math.row().text(), math.words()].concat();
    assert!(!printed.contains(char::is_control), "{latex}");
}

#[test]
fn hostile_formulas_end_in_a_sentence_or_a_formula() {
    for piece in [
        "{",
        "}",
        r"\frac",
        r"\hat",
        r"\frac1",
        r"\sqrt[",
        r"\sqrt[1]",
        "x^",
        "x^{",
        "(",
        "[",
        "&",
        r"\\",
        r"\left(",
        r"\left(\right)",
        r"\begin{cases}",
        r"\begin{pmatrix}a&",
        "👩‍👩‍👧",
        "e\u{301}",
        "\u{301}",
        "漢",
        "\u{0}",
        "~",
        "'",
        "|",
        r"\|",
        r"\color{red}",
        r"\not",
        r"\overset{a}",
        "_",
        r"\limits",
        r"\sum_",
        r"\text{",
        r"\middle|",
        r"\mathbf",
        r"\xrightarrow[a]",
        r"\substack{a\\",
        "9",
        ".",
        r"\,",
        r"\!",
        r"\begin{array}{c}",
        r"\underbrace{",
        "d",
        r"f'(",
        "{}",
        r"\left\{",
        r"\rightarrow",
        r"\big",
        "\u{1f1e6}",
    ] {
        for count in [1, 2, 3, 30, 70, 500, 1300, 100_000] {
            survives(&piece.repeat(count));
        }
    }
}

#[test]
fn random_pieces_never_panic() {
    let pieces: Vec<&str> = r"\frac { } { } ^ _ x y 1 + - = ( ) [ ] | \| \left( \right) \left. \right| \sqrt \sum \color{red} \eta \delta f ' \begin{cases} \end{cases} & \\ \hat \text{if} \begin{aligned} \end{aligned} \mathbf \underbrace \, \quad \partial d 漢 e\u{301} \lim \max \not \operatorname{abc} \binom \begin{bmatrix} \end{bmatrix} \prime \limits \overline \leftarrow \mathrm \{ \} ~"
        .split(' ')
        .collect();
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let mut latex = String::new();
        for _ in 0..14 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 40).unwrap_or(0) % pieces.len();
            latex.push_str(pieces[at]);
            latex.push(' ');
        }
        survives(&latex);
    }
}

#[test]
fn what_is_set_is_as_wide_as_it_says() {
    for (_, latex) in FORMULAS {
        let math = parsed(latex);
        for width in 1..100 {
            let block = math.two_dimensional_within(width);
            assert!(
                block.width() <= width,
                "{latex} in {width} takes {}",
                block.width()
            );
        }
        survives(latex);
    }
}

#[test]
fn bars_of_neighbouring_fractions_never_touch() {
    assert_eq!(
        set(r"\frac{a}{b}\frac{c}{d}\frac{1}{2}"),
        "   a   c   1\n> ─── ─── ───\n   b   d   2"
    );
}

#[test]
fn a_script_is_all_unicode_or_all_in_a_row_of_its_own() {
    assert_eq!(
        set(r"w_{ji} + w_{qi} + x^{ab} + x^{aC}_i + y_{max}^2"),
        [
            "                     aC",
            "> wⱼᵢ + w   + xᵃᵇ + x   + yₘₐₓ²",
            "         qi          i",
        ]
        .join("\n")
    );
}
