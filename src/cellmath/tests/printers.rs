//! Tags, trees that are built, and what must hold of any formula: an end, a width, no panic.

use cellmath::{Atom, Block, Class, Dialect, Face, Formula, Kind, Line, Node, Tag};

fn parsed(latex: &str) -> Formula {
    Formula::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error}"))
}

fn drawn(block: &Block) -> Vec<String> {
    block.lines.iter().map(Line::text).collect()
}

/// The pieces of a row that have a tag.
fn tagged(latex: &str, dialect: &Dialect) -> Vec<(String, u8)> {
    let row = Formula::parse_in(latex, dialect).expect(latex).row();
    let pieces = row.pieces.into_iter();
    let tagged = pieces.filter_map(|piece| Some((piece.text, piece.style.tag?.0)));
    tagged.collect()
}

#[test]
fn nothing_has_a_tag_unless_a_dialect_gives_it() {
    let latex = r"{\color{violet}a} + \lambda_1 + g'(x)";
    let none: [(String, u8); 0] = [];
    assert_eq!(tagged(latex, &Dialect::default()), none);
    let dialect = Dialect::default()
        .colour("violet", Tag(7))
        .letter("λ", Tag(1))
        .primed("g", Tag(2));
    let said = [("a", 7), ("λ₁", 1), ("g′(x)", 2)];
    let said = said.map(|(text, tag)| (text.to_string(), tag));
    assert_eq!(tagged(latex, &dialect), said);
}

#[test]
fn neighbours_of_one_tag_are_one_part_until_one_begins_anew() {
    let dialect = Dialect::default().letter("λ", Tag(1)).primed("g", Tag(1));
    let numbers = |_: Tag| Some("0.25".to_string());
    let numbered = |latex: &str| {
        let formula = Formula::parse_in(latex, &dialect).expect(latex);
        drawn(&formula.two_dimensional_with(&numbers))
    };
    assert_eq!(numbered("a + g'(x)"), ["a + g′(x)", "    0.25"]);
    assert_eq!(
        numbered(r"a + \lambda g'(x)"),
        ["a +  λ   g′(x)", "    0.25"]
    );
}

#[test]
fn two_letters_are_a_name_where_the_dialect_says_so() {
    let said = |dialect: &Dialect| {
        let formula = Formula::parse_in("lr", dialect);
        formula.expect("letters").words()
    };
    assert_eq!(said(&Dialect::default()), "l times r");
    assert_eq!(said(&Dialect::default().name("lr")), "lr");
}

#[test]
fn messages_speak_as_the_dialect_does() {
    let told = |latex, dialect: &Dialect| {
        Formula::parse_in(latex, dialect)
            .expect_err(latex)
            .to_string()
    };
    let plain = Dialect::default();
    let own = plain
        .clone()
        .told_as("forces", "this book")
        .colour("violet", Tag(0))
        .colour("olive", Tag(1));
    let colour = r"\color{octarine} x";
    let unknown = r"`\color{octarine}` is no colour that is known here";
    assert_eq!(told(colour, &plain), unknown);
    assert_eq!(
        told(colour, &own),
        format!("{unknown}; forces are violet and olive")
    );
    assert_eq!(
        told(r"\begin{alignat}{2} a \end{alignat}", &own),
        "`alignat` is not for this book; use `aligned`"
    );
}

#[test]
fn a_tree_that_is_built_is_drawn_as_one_that_is_read() {
    let atom = |text: &str, class| {
        let (text, face) = (text.to_string(), Face::Plain);
        Node::new(None, Kind::Atom(Atom { text, class, face }))
    };
    let half = Kind::Fraction {
        top: Box::new(atom("x", Class::Ordinary)),
        bottom: Box::new(atom("2", Class::Number)),
        bar: true,
        small: false,
    };
    let mut half = Node::new(None, half);
    let read = parsed(r"y = \frac{x}{2}");
    let row = |half: &Node| {
        let (y, equals) = (atom("y", Class::Ordinary), atom("=", Class::Relation));
        Formula::from(Node::row(vec![y, equals, half.clone()]))
    };
    assert_eq!(row(&half), read);
    half.paint(Tag(3));
    assert_ne!(row(&half), read);
    assert_eq!(
        drawn(&row(&half).two_dimensional()),
        drawn(&read.two_dimensional())
    );
    assert_eq!(row(&half).words(), "y equals x over 2");
}

#[test]
fn whatever_is_given_comes_to_an_end_within_its_width() {
    for piece in [
        "{",
        "}",
        r"\frac",
        "x^",
        "x^{",
        "(",
        "&",
        r"\\",
        r"\left(",
        "漢",
        "e\u{301}",
        "\u{301}",
        "'",
        "|",
        r"\sqrt[",
        r"\begin{pmatrix}a&",
        r"\underbrace{",
        r"\sum_",
        "\u{0}",
        r"\color{violet}",
        r"\frac{a}{b} = ",
        "a + b - ",
    ] {
        for count in [1, 2, 3, 30, 500] {
            let Ok(formula) = Formula::parse(&piece.repeat(count)) else {
                continue;
            };
            assert!(formula.ascii().is_ascii(), "{piece}");
            for width in [1, 7, 40] {
                let block = formula.two_dimensional_within(width);
                assert!(block.baseline < block.lines.len(), "{piece}");
                let most = width.max(2);
                assert!(
                    block.width() <= most,
                    "{piece} in {width}: {}",
                    block.width()
                );
            }
        }
    }
}
